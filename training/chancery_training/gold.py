"""Reads annotated articles and finds the character span of every annotated string."""

import json
from dataclasses import dataclass, field

from .labels import ROLES, STATUSES, TYPES


@dataclass
class GoldEvent:
    trigger: tuple
    sentence: int
    type: int
    modes: list
    status: int
    fillers: list  # (role index, (start, end))


@dataclass
class GoldArticle:
    id: str
    kind: str
    text: str
    sentences: list  # (start, end)
    events: list = field(default_factory=list)


def find_words(text: str, words: str):
    """The first occurrence of `words` on word boundaries, as the annotation guide means it;
    failing that the only occurrence, failing that None."""
    start, loose = 0, []
    while (i := text.find(words, start)) >= 0:
        j = i + len(words)
        left = i == 0 or not (text[i - 1].isalnum() and words[0].isalnum())
        right = j == len(text) or not (text[j].isalnum() and words[-1].isalnum())
        if left and right:
            return i, j
        loose.append((i, j))
        start = i + 1
    return loose[0] if len(loose) == 1 else None


def read_articles(path) -> list:
    with open(path, encoding="utf-8") as lines:
        return [article(json.loads(line)) for line in lines if line.strip()]


def article(record: dict) -> GoldArticle:
    sentences, at = [], 0
    for s in record["sentences"]:
        sentences.append((at, at + len(s)))
        at += len(s) + 1
    out = GoldArticle(record["id"], record["kind"], " ".join(record["sentences"]), sentences)

    def span(words, s):
        found = find_words(record["sentences"][s], words)
        return found and (sentences[s][0] + found[0], sentences[s][0] + found[1])

    for e in record["events"]:
        s = e.get("s", 0)
        trigger = span(e["trigger"], s)
        if trigger is None:
            continue
        fillers = []
        for role in ("actor", "recipient"):
            for m in e.get(role) or []:
                fillers.append((ROLES.index(role), span(m["m"], m.get("s", s))))
        if e.get("said_by"):
            b = e["said_by"]
            fillers.append((ROLES.index("said_by"), span(b["m"], b.get("s", s))))
        for key, role in (("where", "place"), ("when", "time")):
            words = (e.get(key) or {}).get("text")
            if words:
                # annotated without its sentence: the event's own, else the nearest that holds it
                near = sorted(range(len(sentences)), key=lambda k: (abs(k - s), k))
                hit = next((span(words, k) for k in near if words in record["sentences"][k]), None)
                fillers.append((ROLES.index(role), hit))
        mode = e.get("mode") or []
        out.events.append(
            GoldEvent(
                trigger,
                s,
                TYPES.index(e["type"]),
                mode if isinstance(mode, list) else [mode],
                STATUSES.index(e["status"]),
                [f for f in fillers if f[1]],
            )
        )
    return out
