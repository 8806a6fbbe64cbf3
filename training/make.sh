#!/usr/bin/env bash
# Trains, calibrates and exports a reader: training/make.sh DATA ENCODER MODEL_DIR SCORER
# Two cores take an hour and a quarter.
set -euo pipefail
data=$(realpath "$1") encoder=$(realpath "$2") model=$(realpath -m "$3") scorer=$(realpath "$4")
cd "$(dirname "$0")"
if [ ! -d .venv ]; then
  python3 -m venv .venv
  .venv/bin/pip install --quiet --require-virtualenv --no-deps -r requirements.lock
fi
run=runs/$(basename "$model")
# glibc's allocator otherwise gives large tensors back to the system after every step
export MALLOC_MMAP_THRESHOLD_=4294967296 MALLOC_TRIM_THRESHOLD_=17179869184
.venv/bin/python -m chancery_training.train --data "$data" --encoder "$encoder" --out "$run" \
  --epochs 6 --rate 1.2e-4 --seed 3 --scorer "$scorer"
export_to() {
  .venv/bin/python -m chancery_training.export --run "$run" --encoder "$encoder" --name "$(basename "$model")" --out "$model"
}
.venv/bin/python -m chancery_training.calibrate --run "$run" --data "$data" --encoder "$encoder"
export_to
# confidence is that of whole records, so the coder itself tells what there is to calibrate
cargo run --release --quiet -- code "$data/events/dev.jsonl" -o "$run/dev.coded.jsonl" --quiet
.venv/bin/python -m chancery_training.confidence --run "$run" --gold "$data/events/dev.jsonl" --predicted "$run/dev.coded.jsonl"
export_to
