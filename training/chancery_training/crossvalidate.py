"""Type given the parties, cross-validated on PLV: how well the marked pass does on rows it has not seen.

    python -m chancery_training.crossvalidate --data DIR --encoder DIR --out runs/pairs [--folds 5]

Every fold starts from the plain encoder and is trained on the other folds and on the pairs of the
annotated events, less every article that shares a sentence with the fold. Writes one prediction a row.
"""

import argparse
import json
import random
from pathlib import Path

import torch
from tokenizers import Tokenizer

from .examples import event_pairs, plv_pairs
from .gold import read_articles
from .labels import PAIR_ROOTS
from .network import Reader
from .train import batches, encode, pair_loss


def train(examples, extra, encoder, epochs, seed):
    torch.manual_seed(seed)
    rng = random.Random(seed)
    model = Reader()
    model.encoder.load_bert(encoder / "model.safetensors")
    heads = list(model.pair.parameters())
    groups = [{"params": list(model.encoder.parameters()), "lr": 1e-4}, {"params": heads, "lr": 8e-4}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    take = min(len(extra), 800)
    steps = epochs * len(batches(examples + extra[:take], 16))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda i: min((i + 1) / (steps * 0.1), max(0.0, (steps - i) / (steps * 0.9)))
    )
    model.train()
    for _ in range(epochs):
        for batch in batches(examples + rng.sample(extra, take), 16, rng):
            pair_loss(model, batch).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
    return model.eval()


@torch.no_grad()
def predict(model, examples):
    out = {}
    for batch in batches(examples, 16):
        h = encode(model, [x.ids for x in batch])
        at = lambda name: torch.tensor([getattr(x, name) for x in batch])
        best = model.pairs(h, at("source"), at("target")).argmax(-1).tolist()
        out.update({id(x): b for x, b in zip(batch, best)})
    return [out[id(x)] for x in examples]


def scores(gold, got):
    per = {}
    for k, name in enumerate(PAIR_ROOTS):
        tp = sum(g == k == p for g, p in zip(gold, got))
        n, m = gold.count(k), got.count(k)
        per[name] = {"f1": 2 * tp / (n + m) if n + m else 0.0, "support": n}
    return {
        "accuracy": sum(g == p for g, p in zip(gold, got)) / len(gold),
        "macro_f1": sum(x["f1"] for x in per.values()) / len(per),
        "per_class": per,
    }


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--encoder", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--folds", type=int, default=5)
    ap.add_argument("--epochs", type=int, default=6)
    a = ap.parse_args()
    torch.set_flush_denormal(True)  # the moments of rare word pieces decay into denormals: many times slower
    a.out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(a.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    articles = read_articles(a.data / "events/train.jsonl")
    rows = plv_pairs(tokenizer, a.data / "benchmarks/plv-train.tsv")
    sentences = sorted({x.sentence.strip() for x in rows})
    random.Random(0).shuffle(sentences)
    fold_of = {s: i % a.folds for i, s in enumerate(sentences)}
    gold, got = [], []
    for fold in range(a.folds):
        held = [x for x in rows if fold_of[x.sentence.strip()] == fold]
        hidden = {x.sentence.strip() for x in held}
        rest = [x for x in rows if fold_of[x.sentence.strip()] != fold]
        extra = event_pairs(tokenizer, [d for d in articles if not any(s in d.text for s in hidden)])
        best = predict(train(rest, extra, a.encoder, a.epochs, fold), held)
        gold += [x.root for x in held]
        got += best
        print(fold, len(held), scores([x.root for x in held], best)["accuracy"], flush=True)
    result = scores(gold, got)
    (a.out / "scores.json").write_text(json.dumps(result, indent=1))
    print(json.dumps({k: result[k] for k in ("accuracy", "macro_f1")}))


if __name__ == "__main__":
    main()
