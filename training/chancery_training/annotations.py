"""Annotations of public texts without the texts: character offsets and labels.

    python -m chancery_training.annotations pack   DATA < ANNOTATED.jsonl > annotations/NAME.jsonl
    python -m chancery_training.annotations unpack DATA < annotations/NAME.jsonl > ANNOTATED.jsonl

Texts written for this project (files written-*) stand there as they are; `unpack` hands them on.
ANNOTATED has the form of events/train.jsonl. DATA holds text/wikinews-2019-2020.jsonl and
text/current-events-2002-2025.tsv.gz: a document's `id` is the article's there, or
`current-events:DATE:LINE`. A text is named by its hash, so that another edition is noticed.
"""

import gzip
import hashlib
import json
import sys
from pathlib import Path

from .gold import find_words


def texts(data: Path) -> dict:
    out = {}
    with open(data / "text/wikinews-2019-2020.jsonl", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            out[record["id"]] = record.get("text") or ""
    with gzip.open(data / "text/current-events-2002-2025.tsv.gz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            cells = line.rstrip("\n").split("\t")
            if len(cells) == 3:
                out[f"current-events:{cells[0]}:{number}"] = cells[2]
    return out


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def places(event):
    """Every (holder, key, sentence) of an event that holds words."""
    s = event.get("s", 0)
    yield event, "trigger", s
    for mention in (event.get("actor") or []) + (event.get("recipient") or []):
        yield mention, "m", mention.get("s", s)
    if event.get("said_by"):
        yield event["said_by"], "m", event["said_by"].get("s", s)
    for key in ("when", "where"):
        if (event.get(key) or {}).get("text"):
            yield event[key], "text", s


def pack(record, text):
    spans, at = [], 0
    for sentence in record["sentences"]:
        at = text.index(sentence, at)
        spans.append([at, at + len(sentence)])
        at += len(sentence)
    for event in record["events"]:
        for holder, key, s in places(event):
            near = sorted(range(len(spans)), key=lambda k: (abs(k - s), k)) if key == "text" else [s]
            found = next((k for k in near if find_words(record["sentences"][k], holder[key])), None)
            if found is None:
                raise ValueError(f"{record['id']}: {holder[key]!r} is not in its sentence")
            a, b = find_words(record["sentences"][found], holder[key])
            holder[key] = [spans[found][0] + a, spans[found][0] + b]
    kept = {k: v for k, v in record.items() if k not in ("title", "sentences", "events")}
    return kept | {"text_sha256": digest(text), "sentences": spans, "events": record["events"]}


def unpack(record, text):
    if record["text_sha256"] != digest(text):
        raise ValueError(f"{record['id']}: the text is another edition")
    for event in record["events"]:
        for holder, key, _ in list(places(event)):
            holder[key] = text[slice(*holder[key])]
    sentences = [text[a:b] for a, b in record["sentences"]]
    kept = {k: v for k, v in record.items() if k != "text_sha256"}
    return kept | {"title": None, "sentences": sentences}


def read(folder: Path, data: Path) -> list:
    """All annotated documents of a folder, with their texts."""
    records = [json.loads(line) for f in sorted(folder.glob("*.jsonl")) for line in open(f, encoding="utf-8")]
    known = texts(data)
    return [unpack(r, known[r["id"]]) if "text_sha256" in r else r for r in records]


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in ("pack", "unpack"):
        sys.exit(__doc__)
    turn, known = {"pack": pack, "unpack": unpack}[sys.argv[1]], texts(Path(sys.argv[2]))
    for line in sys.stdin:
        record = json.loads(line)
        if record.get("corpus") != "written":
            record = turn(record, known[record["id"]])
        print(json.dumps(record, ensure_ascii=False))


if __name__ == "__main__":
    main()
