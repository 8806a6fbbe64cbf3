"""From scores to events, the same way as the runtime does it (crates/chancery/src/reading)."""

import json
from pathlib import Path

import torch

from .examples import buckets
from .labels import MENTION_TAGS, ROLES, STATUSES, TRIGGER_TAGS, TYPES

SETTINGS = {
    "trigger": 0.5,  # an event is read where P(no trigger) is below 1 - this
    "roles": {"actor": 0.5, "recipient": 0.5, "said_by": 0.5, "place": 0.5, "time": 0.5},
    "status_bias": [0.0, 0.0, 0.0, 0.0, 0.0],  # added to the logits
    "mode": 0.5,
}


def trigger_spans(logits, core, threshold):
    """[(first, last, type, score)] of the words from `core` on."""
    p = logits.softmax(-1)
    types = p[:, 1::2] + p[:, 2::2]
    out, run = [], None
    for w in range(core, len(p) + 1):
        inside = w < len(p) and 1 - p[w, 0] >= threshold
        best = int(types[w].argmax()) if inside else -1
        begins = inside and p[w, 1 + 2 * best] > p[w, 2 + 2 * best]
        if run and (not inside or best != run[2] or begins):
            out.append((run[0], w - 1, run[2], float(types[run[0] : w, run[2]].mean())))
            run = None
        if inside and run is None:
            run = (w, w, best)
    return out


def mention_spans(logits):
    tags = [MENTION_TAGS[i] for i in logits.argmax(-1).tolist()] + ["O"]
    out, start = [], None
    for w, tag in enumerate(tags):
        if start is not None and (tag[0] != "I" or tag[2:] != tags[start][2:]):
            out.append((start, w - 1))
            start = None
        if tag[0] == "B" or (tag[0] == "I" and start is None):
            start = w
    return out


def filler_spans(probabilities, mentions, threshold):
    """Runs of words over the threshold; a run inside a mention becomes the whole mention."""
    out, w, n = {}, 0, len(probabilities)
    while w < n:
        if probabilities[w] < threshold:
            w += 1
            continue
        a = w
        while w < n and probabilities[w] >= threshold:
            w += 1
        span = (a, w - 1)
        shared = [(min(span[1], m[1]) - max(span[0], m[0]), m) for m in mentions]
        shared = [x for x in shared if x[0] >= 0]
        if shared:
            best = max(shared, key=lambda x: (x[0], -x[1][0]))[1]
            if best[0] <= span[0] and best[1] >= span[1]:
                span = best
        out[span] = max(out.get(span, 0.0), float(max(probabilities[a:w])))
    return out


@torch.no_grad()
def read_window(model, example, hidden, settings=SETTINGS):
    w = example.window
    words = hidden[torch.tensor(w.first)]
    spans = trigger_spans(model.trigger(words), w.core, settings["trigger"])
    if not spans:
        return []
    mentions = mention_spans(model.mention(words))
    vectors = torch.stack([model.event(words, s, s[2]) for s in spans])
    both = [buckets(w, s[:2]) for s in spans]
    roles = model.roles(vectors, words, torch.stack([b[0] for b in both]), torch.stack([b[1] for b in both]))
    roles = roles.sigmoid()
    status = model.statuses(vectors, hidden[:1].expand(len(spans), -1))
    status = status + torch.tensor(settings["status_bias"])
    chars = lambda s: [w.words[s[0]][0], w.words[s[1]][1]]
    events = []
    for k, span in enumerate(spans):
        event = {
            "article": example.article,
            "type": TYPES[span[2]],
            "trigger": {"span": chars(span)},
            "status": STATUSES[int(status[k].argmax())],
        }
        for r, role in enumerate(ROLES):
            found = filler_spans(roles[k, :, r].tolist(), mentions, settings["roles"][role])
            event[role] = [{"span": chars(s), "country": None, "sector": None} for s in sorted(found)]
        event["date"], event["place"] = {}, None
        events.append(event)
    return events


def write(model, batches, path, settings=SETTINGS):
    """Reads windows in batches and writes one event a line, as the scorer wants it."""
    model.eval()
    with open(Path(path), "w", encoding="utf-8") as out, torch.no_grad():
        for batch, ids, mask in batches:
            hidden = model.encoder(ids, mask)
            for example, h in zip(batch, hidden):
                for event in read_window(model, example, h, settings):
                    out.write(json.dumps(event) + "\n")
