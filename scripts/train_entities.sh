#!/usr/bin/env bash
# Makes src/enrich/data/clusters.zst, weights.bin and the weights of headlines and single languages (weights-headlines.bin, weights-de.bin and so on) anew; the same data give the same bytes.
# usage: scripts/train_entities.sh DATA
# DATA holds written/ (marked articles), train/ (CoNLL columns) and clusters/ (Brown clusters); docs/entities.md says what they are.
# The articles beside this script are learnt from as well, those of later/ only by the weights of Spanish and of Russian and Ukrainian. The lists of names are made by scripts/name_lists.py.
set -euo pipefail
cd "$(dirname "$0")/.."
data=${1:?usage: scripts/train_entities.sh DATA}
out=src/enrich/data
all=$(mktemp -d) more=$(mktemp -d)
trap 'rm -rf "$all" "$more"' EXIT
for folder in "$all" "$more"; do
    cp -r "$data/written" "$data/train" "$folder"
    cp -r scripts/train_entities/articles/. "$folder/written"
done
cp -r scripts/train_entities/later/. "$more/written"
build() { cargo build --quiet --release --features train --bin train-entities; }
run() { "${CARGO_TARGET_DIR:-target}/release/train-entities" "$@"; }
build
run clusters "$data" "$out/clusters.zst"
# The clusters are part of the program that trains, so it is built again here.
build
run weights "$all" "$out/weights.bin" --bits 16 --least 0.154 --step 2
# For English lines in title case and in capitals.
run weights "$all" "$out/weights-headlines.bin" --as headlines --bits 16 --least 0.154 --step 3
# Those of single languages count half or so beside the first (src/enrich/weights.rs), so they may be coarser.
own() { run weights "$1" "$out/weights-$2.bin" --only "$3" --bits 16 --least "$4" --step 3; }
own "$all" de de 0.2
own "$more" es es 0.225
own "$all" fr es,fr 0.2
own "$more" ru ru,uk 0.22
ls -l "$out"
