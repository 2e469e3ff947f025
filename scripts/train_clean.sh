#!/usr/bin/env bash
# Makes src/clean/model.bin from labelled pages and prints the table of docs/cleaning.md.
# Usage: scripts/train_clean.sh DATA   (DATA: a folder with one folder a set, see docs/cleaning.md)
set -euo pipefail
cd "$(dirname "$0")/.."
data=${1:?which folder holds the labelled pages?}
cargo build --release --features train --bin train-clean
./target/release/train-clean "$data" --trees 200 --save src/clean/model.bin
