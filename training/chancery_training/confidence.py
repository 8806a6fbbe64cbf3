"""How often a record is right, by the product of its parts' probabilities: written into a run's settings.

    chancery code DATA/events/dev.jsonl -o PRED.jsonl      with a model exported without these settings
    python -m chancery_training.confidence --run runs/NAME --gold DATA/events/dev.jsonl --predicted PRED.jsonl

Right is a record whose type and trigger are those of a gold event, with its status and the countries
of both sides. The curve is isotonic: the best that never falls. The expected calibration error is told
of ten folds, each measured by the curve of the other nine.
"""

import argparse
import collections
import json
from pathlib import Path

from .gold import article
from .labels import STATUSES, TYPES

MUTUAL = {"CONSULT", "COOPERATE"}


def overlap(a, b):
    return min(a[1], b[1]) - max(a[0], b[0])


def countries(event, *roles):
    return sorted({p.get("country") or "?" for r in roles for p in event.get(r) or []})


def same_parties(a, b):
    if a["type"] in MUTUAL:
        return countries(a, "actor", "recipient") == countries(b, "actor", "recipient")
    return all(countries(a, r) == countries(b, r) for r in ("actor", "recipient"))


def judged(gold, predicted):
    """(product, right or not) of every predicted record."""
    rows = []
    for record in gold:
        events = [e for e in article(record).events]
        raw = record["events"]
        if len(events) != len(raw):
            raise ValueError(f"{record['id']}: a trigger is not in its sentence")
        found = predicted.get(record["id"], [])
        pairs = sorted(
            (-overlap(e.trigger, p["trigger"]["span"]), i, j)
            for i, e in enumerate(events)
            for j, p in enumerate(found)
            if TYPES[e.type] == p["type"] and overlap(e.trigger, p["trigger"]["span"]) > 0
        )
        of, taken = {}, set()
        for _, i, j in pairs:
            if i not in taken and j not in of:
                taken.add(i)
                of[j] = i
        for j, p in enumerate(found):
            right = j in of and STATUSES[events[of[j]].status] == p["status"] and same_parties(raw[of[j]], p)
            rows.append((p["confidence"], float(right)))
    return rows


def isotonic(rows):
    """Pools adjacent violators; a knot in the middle of each pool, pools of 20 at least."""
    pools = []
    rows = sorted(rows)
    for i in range(0, len(rows), 20):
        part = rows[i : i + 20]
        pools.append([sum(x for x, _ in part), sum(y for _, y in part), len(part)])
        while len(pools) > 1 and pools[-2][1] / pools[-2][2] >= pools[-1][1] / pools[-1][2]:
            last = pools.pop()
            pools[-1] = [a + b for a, b in zip(pools[-1], last)]
    knots = [[round(x / n, 4), round(y / n, 4)] for x, y, n in pools]
    return [k for i, k in enumerate(knots) if i == 0 or k[0] > knots[i - 1][0]]


def read_off(knots, x):
    right = next((i for i, k in enumerate(knots) if k[0] > x), len(knots))
    if right == 0 or right == len(knots):
        return knots[0 if right == 0 else -1][1]
    a, b = knots[right - 1], knots[right]
    return a[1] + (b[1] - a[1]) * (x - a[0]) / (b[0] - a[0])


def calibration_error(rows, bins=10):
    of = collections.defaultdict(list)
    for p, right in rows:
        of[min(bins - 1, int(p * bins))].append((p, right))
    return sum(abs(sum(p for p, _ in b) - sum(r for _, r in b)) for b in of.values()) / len(rows)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--run", type=Path, required=True)
    ap.add_argument("--gold", type=Path, required=True)
    ap.add_argument("--predicted", type=Path, required=True)
    a = ap.parse_args()
    gold = [json.loads(line) for line in open(a.gold, encoding="utf-8")]
    predicted = collections.defaultdict(list)
    for line in open(a.predicted, encoding="utf-8"):
        record = json.loads(line)
        predicted[record["article"]].append(record)
    rows = judged(gold, predicted)
    print(f"{len(rows)} records, {sum(r for _, r in rows) / len(rows):.3f} right, error {calibration_error(rows):.3f} as they are")
    folds = [[r for i, r in enumerate(rows) if i % 10 == k] for k in range(10)]
    held_out = []
    for k, fold in enumerate(folds):
        knots = isotonic([r for i, f in enumerate(folds) if i != k for r in f])
        held_out += [(read_off(knots, x), y) for x, y in fold]
    print(f"error {calibration_error(held_out):.3f} calibrated, ten folds")
    path = a.run / "settings.json"
    settings = json.loads(path.read_text())
    settings["confidence"] = isotonic(rows)
    path.write_text(json.dumps(settings, indent=1))


if __name__ == "__main__":
    main()
