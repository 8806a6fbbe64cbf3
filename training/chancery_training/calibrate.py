"""Chooses the thresholds that the runtime reads with, on dev, and writes them beside the run.

    python -m chancery_training.calibrate --run runs/NAME --data DIR --encoder DIR
"""

import argparse
import json
from pathlib import Path

import torch
from tokenizers import Tokenizer

from . import decode
from .examples import window_examples
from .gold import read_articles
from .labels import ROLES, STATUSES, TYPES
from .network import Reader
from .quantize import quantized
from .train import batches, padded


@torch.no_grad()
def hidden_states(model, examples):
    out = []
    for batch in batches(examples, 16):
        ids, mask = padded([x.ids for x in batch])
        out += zip(batch, model.encoder(ids, mask))
    return out


def overlap(a, b):
    return a[0] < b[1] and b[0] < a[1]


def f1(right, found, gold):
    return 2 * right / (found + gold) if found + gold else 0.0


def trigger_f1(model, states, gold, threshold):
    settings = decode.SETTINGS | {"trigger": threshold}
    right = found = 0
    for x, h in states:
        for e in decode.read_window(model, x, h, settings):
            found += 1
            right += any(
                e["type"] == TYPES[g.type] and overlap(e["trigger"]["span"], g.trigger)
                for g in gold[x.article].events
            )
    return f1(right, found, sum(len(a.events) for a in gold.values()))


@torch.no_grad()
def role_scores(model, states):
    """Role probabilities, mentions and gold spans of every gold trigger: thresholds apart from triggers."""
    rows = []
    for x, h in states:
        if not x.events:
            continue
        words = h[torch.tensor(x.window.first)]
        vectors = torch.stack([model.event(words, e.span, e.type) for e in x.events])
        p = model.roles(
            vectors, words, torch.stack([e.distance for e in x.events]), torch.stack([e.sentence for e in x.events])
        ).sigmoid()
        mentions = decode.mention_spans(model.mention(words))
        status = model.statuses(vectors, h[:1].expand(len(vectors), -1))
        for e, q, s in zip(x.events, p, status):
            rows.append((q, mentions, e, s))
    return rows


def role_f1(rows, role, threshold):
    right = found = total = 0
    for p, mentions, e, _ in rows:
        spans = decode.filler_spans(p[:, role].tolist(), mentions, threshold)
        gold = decode.filler_spans(e.roles[:, role].tolist(), [], 0.5)
        found, total = found + len(spans), total + len(gold)
        right += sum(any(s[0] <= g[1] and g[0] <= s[1] for g in gold) for s in spans)
    return f1(right, found, total)


def status_bias(rows):
    """One number for all that is not actual, by F1 of exactly those."""
    best = (0.0, 0.0)
    for step in range(-8, 13):
        bias = torch.tensor([0.0] + [step / 8] * (len(STATUSES) - 1))
        right = found = gold = 0
        for _, _, e, s in rows:
            got = int((s + bias).argmax())
            right += got == e.status != 0
            found += got != 0
            gold += e.status != 0
        best = max(best, (f1(right, found, gold), -abs(step / 8), step / 8))
    return best[0], best[-1]


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--run", type=Path, required=True)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--encoder", type=Path, required=True)
    a = ap.parse_args()
    tokenizer = Tokenizer.from_file(str(a.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    gold = {x.id: x for x in read_articles(a.data / "events/dev.jsonl")}
    examples = [x for d in gold.values() for x in window_examples(tokenizer, d)]
    model = Reader()
    model.load_state_dict(torch.load(a.run / "reader.pt"))
    states = hidden_states(quantized(model.eval()), examples)
    rows = role_scores(model, states)
    settings = json.loads(json.dumps(decode.SETTINGS))
    grid = [x / 20 for x in range(4, 17)]
    score, settings["trigger"] = max((trigger_f1(model, states, gold, t), t) for t in grid)
    print("trigger", settings["trigger"], round(score, 4))
    for r, role in enumerate(ROLES):
        score, settings["roles"][role] = max((role_f1(rows, r, t), t) for t in grid)
        print(role, settings["roles"][role], round(score, 4))
    score, bias = status_bias(rows)
    settings["status_bias"] = [0.0] + [bias] * (len(STATUSES) - 1)
    print("not actual", bias, round(score, 4))
    (a.run / "settings.json").write_text(json.dumps(settings, indent=1))


if __name__ == "__main__":
    main()
