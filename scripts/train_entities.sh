#!/usr/bin/env bash
# Makes src/enrich/data/clusters.zst and src/enrich/data/weights.bin anew; the same data give the same bytes.
# usage: scripts/train_entities.sh DATA
# DATA holds written/ (marked articles), train/ (CoNLL columns) and clusters/ (Brown clusters); docs/entities.md says what they are.
# The articles beside this script are learnt from as well. The lists of names are made by scripts/name_lists.py.
set -euo pipefail
cd "$(dirname "$0")/.."
data=${1:?usage: scripts/train_entities.sh DATA}
out=src/enrich/data
all=$(mktemp -d)
trap 'rm -rf "$all"' EXIT
cp -r "$data/written" "$data/train" "$all"
cp -r scripts/train_entities/articles/. "$all/written"
run() { cargo run --quiet --release --features train --bin train-entities -- "$@"; }
run clusters "$data" "$out/clusters.zst"
# The clusters are part of the program that trains, so it is built again here.
run weights "$all" "$out/weights.bin" --bits 16
ls -l "$out"
