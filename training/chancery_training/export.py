"""Writes a trained reader as the runtime loads it, with the parity file that holds both to the same scores.

    python -m chancery_training.export --run runs/NAME --encoder DIR --name reader-en-2 --out ../models/reader-en-2
"""

import argparse
import json
import math
import shutil
from pathlib import Path

import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer

from . import decode
from .examples import buckets, pair_example
from .labels import MENTION_TAGS, PAIR_ROOTS, ROLES, STATUSES, TRIGGER_TAGS, TYPED_MODES, TYPES
from .network import HEADS, HIDDEN, Reader
from .quantize import quantized, rows
from .windows import windows

# Sentences of our own: short, long, with rare words, with several events and with none.
PARITY = [
    ["The two presidents met in Nairobi on Tuesday."],
    ["Protest."],
    [
        "Police in Lima arrested eleven demonstrators overnight, the interior minister said.",
        "He added that no officer had fired, a claim that witnesses rejected.",
    ],
    [
        "MINSK, June 9 (Northern Wire) - Poland will send 400 more soldiers to its eastern border, "
        "Defence Minister Kowalczyk announced on Sunday, after Belarusian guards were said to have "
        "crossed the Bug; in 2021 the European Union had threatened Minsk with sanctions, and if "
        "they are imposed, an adviser told reporters, Belarus would close the railway at Terespol.",
        "The bakery on the corner sold out of poppy-seed rolls by noon.",
    ],
]


def tensors(model):
    out, state = {}, model.state_dict()
    for name, value in state.items():
        if name.startswith(("happened.", "argument.", "modality.")):
            continue
        name, value = name.replace("type_embedding.", "type."), value.clone().float()
        if name.endswith(("qkv.weight", "qkv.bias")):
            value[:HIDDEN] /= math.sqrt(HIDDEN // HEADS)
        if name == "encoder.word.weight" or (name.startswith("encoder.layers.") and value.dim() == 2):
            out[name + ".q"], out[name + ".scale"] = rows(value)
        else:
            out[name] = value.contiguous()
    return out


def metadata(name, settings):
    lists = {
        "types": TYPES,
        "modes": [f"{t}:{m}" for t, m in TYPED_MODES],
        "statuses": STATUSES,
        "roles": ROLES,
        "pair_roots": PAIR_ROOTS,
        "settings": settings,
    }
    return {"format": "chancery-reader-1", "name": name} | {k: json.dumps(v) for k, v in lists.items()}


@torch.no_grad()
def parity(model, tokenizer):
    """Scores of the quantized network for each sentence list: what the runtime must give too."""
    out = []
    numbers = lambda t: [round(x, 5) for x in t.flatten().tolist()]
    for sentences in PARITY:
        spans, at = [], 0
        for s in sentences:
            spans.append((at, at + len(s)))
            at += len(s) + 1
        (w,) = windows(tokenizer, " ".join(sentences), spans)
        h = model.encoder(torch.tensor([w.ids]), torch.ones(1, len(w.ids)))[0]
        words = h[torch.tensor(w.first)]
        span = (1, min(2, len(w.words) - 1))
        vector = model.event(words, span, TYPES.index("ASSAULT"))[None]
        distance, sentence = buckets(w, span)
        out.append({
            "sentences": sentences, "ids": w.ids, "first": w.first, "words": w.words,
            "trigger": numbers(model.trigger(words)), "mention": numbers(model.mention(words)),
            "event": {"words": span, "type": TYPES.index("ASSAULT"),
                "status": numbers(model.statuses(vector, h[:1])), "mode": numbers(model.mode(vector)),
                "roles": numbers(model.roles(vector, words, distance[None], sentence[None]))},
        })  # fmt: skip
    text = "Chad expelled the Sudanese ambassador on Friday."
    pair = pair_example(tokenizer, text, (0, 4), (14, 37), "SANCTION")
    h = model.encoder(torch.tensor([pair.ids]), torch.ones(1, len(pair.ids)))
    scores = model.pairs(h, torch.tensor([pair.source]), torch.tensor([pair.target]))
    return {"windows": out, "pair": {"text": text, "source": [0, 4], "target": [14, 37],
            "ids": pair.ids, "scores": numbers(scores)}}  # fmt: skip


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--run", type=Path, required=True)
    ap.add_argument("--encoder", type=Path, required=True)
    ap.add_argument("--name", required=True)
    ap.add_argument("--out", type=Path, required=True)
    a = ap.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    model = Reader()
    model.load_state_dict(torch.load(a.run / "reader.pt"))
    model.eval()
    settings = a.run / "settings.json"
    settings = json.loads(settings.read_text()) if settings.exists() else decode.SETTINGS
    save_file(tensors(model), a.out / "reader.safetensors", metadata=metadata(a.name, settings))
    tokenizer = Tokenizer.from_file(str(a.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(a.out / "tokenizer.json"))
    (a.out / "parity.json").write_text(json.dumps(parity(quantized(model), tokenizer)) + "\n")
    shutil.copy(a.run / "run.json", a.out / "run.json")


if __name__ == "__main__":
    main()
