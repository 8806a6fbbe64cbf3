"""Turns gold articles and the auxiliary sets into tensors' worth of numbers."""

import csv
import gzip
import json
import re
from dataclasses import dataclass, field

import torch

from .labels import MARKS, MENTION_TAGS, PAIR_ROOTS, ROLES, TRIGGER_TAGS, TYPED_MODES, TYPES, pair_root
from .network import distance_bucket, sentence_bucket
from .windows import CLS, SEP, windows


@dataclass
class EventExample:
    span: tuple  # first and last word of the trigger
    type: int
    status: int
    modes: torch.Tensor
    roles: torch.Tensor  # [words, 5] of 0 and 1
    distance: torch.Tensor
    sentence: torch.Tensor


@dataclass
class WindowExample:
    article: str
    window: object
    trigger: list = field(default_factory=list)  # tag of each word, -100 in context
    mention: list = field(default_factory=list)
    events: list = field(default_factory=list)

    @property
    def ids(self):
        return self.window.ids


def words_of(words, span):
    return [i for i, (a, b) in enumerate(words) if a < span[1] and b > span[0]]


def buckets(window, span):
    s = window.sentence[span[0]]
    distance = [distance_bucket(w, *span) for w in range(len(window.words))]
    return torch.tensor(distance), torch.tensor([sentence_bucket(x, s) for x in window.sentence])


def window_examples(tokenizer, article) -> list:
    return [label(article, w) for w in windows(tokenizer, article.text, article.sentences)]


def label(article, w) -> WindowExample:
    n = len(w.words)
    x = WindowExample(article.id, w, [-100] * w.core + [0] * (n - w.core), [0] * n)
    for e in article.events:
        fillers = [(r, words_of(w.words, s)) for r, s in e.fillers]
        for r, at in fillers:
            kind = "time" if ROLES[r] == "time" else "entity"
            if at and all(x.mention[i] == 0 for i in at):
                for k, i in enumerate(at):
                    x.mention[i] = MENTION_TAGS.index(("I-" if k else "B-") + kind)
        at = words_of(w.words, e.trigger)
        if not at or at[0] < w.core:
            continue
        for k, i in enumerate(at):
            if x.trigger[i] <= 0:
                x.trigger[i] = TRIGGER_TAGS.index(("I-" if k else "B-") + TYPES[e.type])
        span = (at[0], at[-1])
        modes = torch.tensor([float(t == TYPES[e.type] and m in e.modes) for t, m in TYPED_MODES])
        roles = torch.zeros(n, len(ROLES))
        for r, words in fillers:
            roles[words, r] = 1.0
        x.events.append(EventExample(span, e.type, e.status, modes, roles, *buckets(w, span)))
    return x


@dataclass
class PairExample:
    ids: list
    source: int
    target: int
    root: int
    sentence: str


def pair_example(tokenizer, text, source, target, root):
    """`source` and `target` are disjoint character spans of `text`."""
    enc = tokenizer.encode(text, add_special_tokens=False)
    ids, at = [CLS], {}
    for i, (piece, (a, b)) in enumerate(zip(enc.ids, enc.offsets)):
        for name, span in (("source", source), ("target", target)):
            if name not in at and b > span[0] and a < span[1]:
                at[name] = len(ids)
                ids.append(MARKS[name][0])
        ids.append(piece)
        for name, span in (("source", source), ("target", target)):
            nxt = enc.offsets[i + 1] if i + 1 < len(enc.ids) else (len(text) + 1,) * 2
            if a < span[1] and b > span[0] and nxt[0] >= span[1]:
                ids.append(MARKS[name][1])
    ids = ids[:255] + [SEP]
    if len(at) < 2 or max(at.values()) >= len(ids) - 1:
        return None
    return PairExample(ids, at["source"], at["target"], PAIR_ROOTS.index(root), text)


def plv_pairs(tokenizer, path) -> list:
    out = []
    with open(path, encoding="utf-8", newline="") as f:
        for row in csv.DictReader(f, delimiter="\t"):
            marked, spans, text, at = row["marked_sentence"], {}, "", 0
            for m in re.finditer(r"</?([st])>", marked):
                text += marked[at : m.start()]
                spans.setdefault(m[1], []).append(len(text))
                at = m.end()
            text += marked[at:]
            if len(spans.get("s", [])) == 2 and len(spans.get("t", [])) == 2:
                x = pair_example(tokenizer, text, spans["s"], spans["t"], row["gold_root"])
                if x:
                    x.sentence = row["sentence"]
                    out.append(x)
    return out


def event_pairs(tokenizer, articles) -> list:
    """Every (actor, recipient) of an annotated event that stand in the event's own sentence."""
    out, seen = [], set()
    for article in articles:
        for e in article.events:
            a, b = article.sentences[e.sentence]
            inside = lambda role: [
                (s[0] - a, s[1] - a)
                for r, s in e.fillers
                if ROLES[r] == role and a <= s[0] and s[1] <= b
            ]
            for source in inside("actor"):
                for target in inside("recipient"):
                    key = (article.id, e.sentence, source, target)
                    if key in seen or (source[0] < target[1] and target[0] < source[1]):
                        continue
                    seen.add(key)
                    x = pair_example(tokenizer, article.text[a:b], source, target, pair_root(TYPES[e.type]))
                    if x:
                        out.append(x)
    return out


@dataclass
class FactExample:
    ids: list
    pieces: list
    values: list  # -1 certainly did not happen … 1 certainly did


def facts(tokenizer, path) -> list:
    """UDS It-Happened: whether the event of a predicate took place, as people judged it."""
    out = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            ids, first = [CLS], []
            for token in record["text"].split(" "):
                first.append(len(ids))
                ids += tokenizer.encode(token, add_special_tokens=False).ids
            if len(ids) > 120:
                continue
            targets = [(t["span1"][0], t["label"] / 3) for t in record["targets"]]
            out.append(FactExample(ids + [SEP], [first[i] for i, _ in targets], [v for _, v in targets]))
    return out


ARGUMENTS = ["ARG0", "ARG1", "ARG2", "ARGM-TMP", "ARGM-LOC"]
MODALITY = ["ARGM-NEG", "ARGM-MOD"]


@dataclass
class PredicateExample:
    """A sentence of PropBank: its predicates, the words of their arguments, what denies or weakens them."""

    ids: list
    first: list
    predicates: list  # word of each
    arguments: list  # [words, 5] of 0 and 1, for each predicate
    modality: list  # [2] of 0 and 1, for each predicate
    distance: list
    sentence: list


def propbank(tokenizer, path, most=4) -> list:
    out = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for block in lines.read().strip().split("\n\n"):
            rows = [line.split("\t") for line in block.split("\n")]
            x = predicates(tokenizer, [r[0] for r in rows], list(zip(*(r[7:] for r in rows))), most)
            if x:
                out.append(x)
    return out


def predicates(tokenizer, words, columns, most):
    ids, first = [CLS], []
    for word in words:
        first.append(len(ids))
        ids += tokenizer.encode(word, add_special_tokens=False).ids or [100]
    if len(ids) > 120:
        return None
    x = PredicateExample(ids + [SEP], first, [], [], [], [], [])
    for tags in columns:
        kinds = [t.split("-", 1)[1] if "-" in t else t for t in tags]
        if "V" not in kinds or not {"ARG0", "ARG1"} & set(kinds) or len(x.predicates) == most:
            continue
        at = kinds.index("V")
        x.predicates.append(at)
        x.arguments.append(torch.tensor([[float(k == a) for a in ARGUMENTS] for k in kinds]))
        x.modality.append(torch.tensor([float(m in kinds) for m in MODALITY]))
        x.distance.append(torch.tensor([distance_bucket(w, at, at) for w in range(len(words))]))
        x.sentence.append(torch.full((len(words),), sentence_bucket(0, 0)))
    return x if x.predicates else None
