"""How well incidents bring the articles of one story together.

    python bench/incidents.py --data Giveme5W1H/examples/datasets/news_cluster/data \\
        --binary target/release/chancery [--archive FILE] [--half 0|1] [--show N]

The data are the story clusters of https://github.com/fhamborg/Giveme5W1H (a checkout of it; nothing
is downloaded): articles as JSON, each with `newsCluster`, of which category and event make the
story. Every article is coded and kept in an archive (FILE, which is kept and used again if it is
there), then incidents are found afresh. Two articles are a pair if they share an incident; they
should be one if they are of one story. Told are precision, recall and F1 of pairs, over

  all      all articles
  coded    articles with at least one event that has happened or is announced: without one there is
           nothing that could be shared
  days     of those, pairs published at most three days apart: the clusters are topics, some of which
           hold the same kind of event again after months or years

Stories are cut in two halves by a hash of their names, so that one can be tuned on and the other told.
"""

import argparse
import collections
import datetime
import glob
import hashlib
import itertools
import json
import os
import sqlite3
import subprocess
import sys
import tempfile


def stories(folder):
    """Name of the story and article, by file."""
    found = {}
    for path in sorted(glob.glob(os.path.join(folder, "*.json"))):
        with open(path, encoding="utf-8") as file:
            article = json.load(file)
        cluster = article["newsCluster"]
        name = os.path.basename(path)[:12]
        found[name] = (f"{cluster['Category']}/{cluster['Event']}", article)
    return found


def archive(binary, articles, path, as_is):
    """Codes the articles into an archive, if it is not there."""
    if not os.path.exists(path):
        lines = path + ".jsonl"
        with open(lines, "w", encoding="utf-8") as file:
            for name, (_, a) in articles.items():
                day = (a.get("date_publish") or "")[:10] or None
                keep = {"id": name, "date": day, "outlet": a["source_domain"], "title": a["title"], "text": a["text"]}
                file.write(json.dumps(keep) + "\n")
        subprocess.run([binary, "add", path, lines, "-q"], check=True)
    if not as_is:
        afresh = [binary, "incidents", path, "--afresh", "--limit", "1", "-q"]
        subprocess.run(afresh, check=True, capture_output=True)
    return sqlite3.connect(path)


def half_of(story):
    return hashlib.sha256(story.encode()).digest()[0] % 2


def measure(names, story, found, counts=lambda p: True):
    """Precision, recall, F1, pairs of one story and pairs found, among pairs that count."""
    keep = set(names)
    gold = {p for p in itertools.combinations(names, 2) if story[p[0]] == story[p[1]] and counts(p)}
    found = {p for p in found if set(p) <= keep and counts(p)}
    right = len(found & gold)
    precision = right / len(found) if found else 0.0
    recall = right / len(gold) if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return precision, recall, f1, len(gold), len(found)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", required=True)
    ap.add_argument("--binary", required=True)
    ap.add_argument("--archive")
    ap.add_argument("--as-is", action="store_true", help="measure the incidents that stand in the archive")
    ap.add_argument("--half", type=int, choices=(0, 1), help="stories of one half only")
    ap.add_argument("--world", action="store_true", help="stories of the category `world` only")
    ap.add_argument("--show", type=int, default=0, help="print wrong pairs and missed ones")
    args = ap.parse_args()
    articles = stories(args.data)
    story = {name: s for name, (s, _) in articles.items()}
    with tempfile.TemporaryDirectory() as folder:
        db = archive(args.binary, articles, args.archive or os.path.join(folder, "stories.chancery"), args.as_is)
        told = db.execute(
            "SELECT a.id, e.incident, e.type, julianday(coalesce(e.day_from, a.published)), e.event"
            " FROM event e JOIN article a USING (article) WHERE e.incident IS NOT NULL ORDER BY e.event").fetchall()
        links = dict(db.execute("SELECT event, reason FROM link").fetchall())
        db.close()
    wanted = [n for n in sorted(story)
              if (args.half is None or half_of(story[n]) == args.half)
              and (not args.world or story[n].startswith("world/"))]
    of_incident = collections.defaultdict(set)
    for name, incident, _, _, _ in told:
        of_incident[incident].add(name)
    found = {p for names in of_incident.values() for p in itertools.combinations(sorted(names), 2)}
    has_event = set().union(*of_incident.values())
    coded = [n for n in wanted if n in has_event]
    day = {n: datetime.date.fromisoformat(a["date_publish"][:10]) for n, (_, a) in articles.items() if a.get("date_publish")}
    near = lambda p: p[0] in day and p[1] in day and abs((day[p[0]] - day[p[1]]).days) <= 3
    print(f"{len(wanted)} articles, {len(coded)} with an event, {len({story[n] for n in wanted})} stories")
    for label, names, counts in (("all", wanted, lambda p: True), ("coded", coded, lambda p: True), ("days", coded, near)):
        p, r, f, gold, pairs = measure(names, story, found, counts)
        print(f"{label:6} P {p:.3f}  R {r:.3f}  F1 {f:.3f}  of {gold} pairs, {pairs} found")
    if args.show:
        keep = set(wanted)
        wrong = sorted(p for p in found if set(p) <= keep and story[p[0]] != story[p[1]])
        for a, b in wrong[: args.show]:
            shared = [i for i, n in of_incident.items() if {a, b} <= n]
            why = [links.get(e) for name, i, _, _, e in told if i in shared and name in (a, b)]
            print("WRONG", story[a], "|", story[b], "|", [w for w in why if w])
        missed = collections.Counter(story[a] for a, b in itertools.combinations(wanted, 2)
                                     if story[a] == story[b] and (a, b) not in found)
        for name, n in missed.most_common(args.show):
            size = sum(story[x] == name for x in wanted)
            print("MISSED", n, "of", size * (size - 1) // 2, name)


if __name__ == "__main__":
    sys.exit(main())
