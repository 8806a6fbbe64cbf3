"""The label inventory of the reader, in the order in which its heads emit scores.

The Rust side reads the same lists from the metadata of the weights file and refuses a file
whose lists differ from the ontology that it was compiled with.
"""

TYPES = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN "
    "PROTEST SANCTION MOBILIZE COERCE ASSAULT"
).split()

MODES = {
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove allege investigate",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives "
    "suicide-attack aerial drone heavy-weapons crowd-control unconventional",
}
# every (type, mode) pair has its own score: "withdraw" means different things under RETREAT and SANCTION
TYPED_MODES = [(t, m) for t in TYPES for m in MODES.get(t, "").split()]

STATUSES = ["actual", "historical", "future", "hypothetical", "negated"]
ROLES = ["actor", "recipient", "said_by", "place", "time"]
TRIGGER_TAGS = ["O"] + [f"{p}-{t}" for t in TYPES for p in "BI"]
MENTION_TAGS = ["O", "B-entity", "I-entity", "B-time", "I-time"]

# PLV's 15 roots: CONCEDE and RETREAT are one class there
PAIR_ROOTS = [t for t in TYPES if t not in ("CONCEDE", "RETREAT")] + ["YIELD"]

# word pieces that the uncased BERT vocabulary leaves free, used to mark the two parties of a pair
MARKS = {"source": (1, 2), "target": (3, 4)}  # [unused0] … [unused3]


def pair_root(event_type: str) -> str:
    return "YIELD" if event_type in ("CONCEDE", "RETREAT") else event_type
