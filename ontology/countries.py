"""Makes countries.tsv out of the Python packages pycountry and countrycode (0.6) and the
corrections below; run by hand. Sources: SOURCE.md.

    countries.py countrycode/data/codelist.pickle
"""

import pickle
import sys
from pathlib import Path

import pycountry

HERE = Path(__file__).parent
STATES = HERE.parent / "gazetteer" / "states.tsv"

# names that ICEWS writes otherwise than the gazetteer
ICEWS = {
    "RUS": "Russian Federation", "PSE": "Occupied Palestinian Territory", "VAT": "Holy See",
    "MKD": "the former Yugoslav Republic of Macedonia", "MDA": "Moldova, Republic of",
    "COD": "Democratic Republic of Congo", "COG": "Congo", "CIV": "Cote d'Ivoire",
    "CZE": "Czech Republic", "SWZ": "Swaziland", "CPV": "Cape Verde", "MAC": "Macao",
    "COK": "Cook Island", "TUR": "Turkey", "TLS": "Timor-Leste", "MMR": "Myanmar",
    "STP": "Sao Tome and Principe", "BHS": "Bahamas", "GMB": "Gambia", "FSM": "Micronesia",
    "KNA": "Saint Kitts and Nevis", "LCA": "Saint Lucia", "CUW": "Curaçao",
    "VCT": "Saint Vincent and the Grenadines", "VGB": "British Virgin Islands",
    "BIH": "Bosnia and Herzegovina", "GEO": "Georgia",
}
# CAMEO's own codes: as the CAMEO manual and GDELT have them
CAMEO = {"ROU": "ROM", "KOS": "KSV"}

# FIPS: what GDELT's places use. COW and Gleditsch-Ward number the state, not the code's name:
# Serbia goes on as COW's Yugoslavia, Vietnam as the Democratic Republic, Yemen as North Yemen.
# Microstates after Gleditsch and Ward's tentative list.
CORRECTIONS = {
    "KOS": {"alpha2": "XK", "fips": "KV", "cow": 347, "cow_letters": "KOS", "gw": 347},
    "SRB": {"cow": 345, "cow_letters": "YUG", "gw": 340},
    # the Papal States of 1870 are not the Holy See
    "VAT": {"cow": None, "cow_letters": None, "gw": None},
    "SSD": {"fips": "OD"}, "CUW": {"fips": "UC"}, "VNM": {"gw": 816}, "YEM": {"gw": 678},
    "KIR": {"gw": 970}, "NRU": {"gw": 971}, "TON": {"gw": 972}, "TUV": {"gw": 973},
}
MICROSTATES = "AND ATG DMA FSM GRD KNA LCA LIE MCO MHL PLW SMR STP SYC VCT VUT WSM".split()


def main():
    codes = pickle.load(open(sys.argv[1], "rb"))
    at = {code: i for i, code in enumerate(codes["iso3c"]) if code}
    lines = ["# alpha-3\talpha-2\tFIPS 10-4\tCOW\tCOW letters\tGleditsch-Ward\tCAMEO\tICEWS name"]
    for state in STATES.read_text().splitlines():
        if state.startswith("#") or not state:
            continue
        code, names = state.split("\t")[:2]
        row = {}
        if code in at:
            i = at[code]
            keys = {"fips": "fips", "cow": "cown", "cow_letters": "cowc", "gw": "gwn"}
            row = {ours: codes[theirs][i] for ours, theirs in keys.items()}
            row["alpha2"] = pycountry.countries.get(alpha_3=code).alpha_2
        if code in MICROSTATES:
            row["gw"] = row["cow"]
        row |= CORRECTIONS.get(code, {})
        cells = [row.get(key) for key in ("alpha2", "fips", "cow", "cow_letters", "gw")]
        cells += [CAMEO.get(code), ICEWS.get(code, names.split("|")[0])]
        lines.append("\t".join([code, *("" if cell is None else str(cell) for cell in cells)]))
    (HERE / "countries.tsv").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
