"""Cuts an article into windows of neighbouring sentences, the unit that the encoder sees.

A window has core sentences, whose triggers it reads, and the sentences before them as context,
so that pronouns and "he added" find their antecedents. The runtime cuts the same windows;
a change here is a change of the model.
"""

from dataclasses import dataclass

CORE_PIECES = 160  # core sentences are added while they stay within this many word pieces
CONTEXT_PIECES = 80  # whole sentences of context before the core, within this many
MAX_PIECES = 254  # a longer sentence is cut into chunks of this many; with [CLS] and [SEP] 256
CLS, SEP = 101, 102


@dataclass
class Chunk:
    ids: list
    words: list  # (start, end) characters of each word
    first: list  # index of each word's first piece in ids
    sentence: int


@dataclass
class Window:
    ids: list  # with [CLS] and [SEP]
    first: list  # index into ids of each word's first piece
    words: list  # (start, end) characters in the article
    sentence: list  # sentence of each word
    core: int  # index of the first core word


def chunks(tokenizer, text: str, sentences) -> list:
    out = []
    for number, (a, b) in enumerate(sentences):
        enc = tokenizer.encode(text[a:b], add_special_tokens=False)
        ids, offsets, word_ids = enc.ids, enc.offsets, enc.word_ids
        starts = [i for i in range(len(ids)) if i == 0 or word_ids[i] != word_ids[i - 1]]
        at = 0
        while at < len(starts):
            end = at + 1
            while end < len(starts) and word_end(starts, end, len(ids)) - starts[at] <= MAX_PIECES:
                end += 1
            lo, hi = starts[at], min(word_end(starts, end - 1, len(ids)), starts[at] + MAX_PIECES)
            words = [
                (a + offsets[starts[w]][0], a + offsets[word_end(starts, w, len(ids)) - 1][1])
                for w in range(at, end)
            ]
            out.append(Chunk(ids[lo:hi], words, [starts[w] - lo for w in range(at, end)], number))
            at = end
    return out


def word_end(starts, w, pieces):
    return starts[w + 1] if w + 1 < len(starts) else pieces


def windows(tokenizer, text: str, sentences) -> list:
    parts = chunks(tokenizer, text, sentences)
    out, i = [], 0
    while i < len(parts):
        j, size = i, 0
        while j < len(parts) and (j == i or size + len(parts[j].ids) <= CORE_PIECES):
            size += len(parts[j].ids)
            j += 1
        k, before = i, 0
        while (
            k > 0
            and before + len(parts[k - 1].ids) <= CONTEXT_PIECES
            and before + len(parts[k - 1].ids) + size <= MAX_PIECES
        ):
            k -= 1
            before += len(parts[k].ids)
        w = Window([CLS], [], [], [], 0)
        for n, part in enumerate(parts[k:j], start=k):
            if n == i:
                w.core = len(w.words)
            w.first += [len(w.ids) + f for f in part.first]
            w.words += part.words
            w.sentence += [part.sentence] * len(part.words)
            w.ids += part.ids
        w.ids.append(SEP)
        out.append(w)
        i = j
    return out
