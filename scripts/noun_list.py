#!/usr/bin/env python3
"""Makes src/enrich/data/nouns.zst: German nouns that are no names, in lower case, one a line.

usage: scripts/noun_list.py brown_de.tsv | zstd -19 > src/enrich/data/nouns.zst

The table is the list of German word clusters (MIT) that the tagger's clusters are made of: a path and a word a line. Every German noun has a capital, so
casing does not tell it from a name; but a noun stands as the last part of many compounds, and names hardly ever do. Words on the lists of names are left out.
"""
import collections
import os
import re
import subprocess
import sys

DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../src/enrich/data")
CAPITAL = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{2,}")
BEHIND_HYPHEN = re.compile(r"[A-ZÄÖÜ0-9].*-([A-ZÄÖÜ][a-zäöüß]{2,})")
LEAST_LETTERS, LEAST_BEFORE = 4, 3
# Compounds that a noun ends, three for one with a hyphen; short endings are often no words.
LEAST, LEAST_OF_SHORT = 6, 30
# Rarer words are mostly parts of words, and clusters with such a share of names are of names.
RANK, RANK_OF_SHORT, SHARE = 250_000, 60_000, 0.25
# Ends of so many places or people are left out.
LEAST_NAMES = 12
OF_PLACES = re.compile(r".{2,}(?:berg|burg|heim|ingen|hausen|dorf|furt|bach|kirchen|hofen|felden|brück|stedt|leben|roda|rode|thal|tal|au|ow|itz|stein|ach)")
KEPT = {"org-suffix", "org-word", "place-word", "say", "place-preposition", "particle", "work"}


def lists(left_out_of_packed):
    """Words of the lists of names: those written by hand, and the open ones."""
    with open(os.path.join(DATA, "gazetteer.txt"), encoding="utf-8") as file:
        by_hand = file.read()
    packed = subprocess.run(["zstd", "-dc", os.path.join(DATA, "..", "..", "article", "data", "names.zst")], stdout=subprocess.PIPE, check=True, text=True).stdout
    for text, left_out in ((by_hand, KEPT), (packed, left_out_of_packed)):
        name = ""
        for line in text.splitlines():
            if line.startswith("["):
                name = line.strip("[]")
            elif name not in left_out:
                yield from (entry.strip().lower() for entry in line.split(","))


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t")[:2] for line in file]
    words = {word for _, word in rows}
    nouns = {word.lower() for word in words if CAPITAL.fullmatch(word)}
    times = collections.Counter()
    for noun in nouns:
        for at in range(LEAST_BEFORE, len(noun) - LEAST_LETTERS + 1):
            before = noun[:at]
            linked = (before, before + "e", before.removesuffix("s"), before.removesuffix("n"), before.removesuffix("en"))
            if noun[at:] in nouns and any(len(part) >= LEAST_BEFORE and part in nouns for part in linked):
                times[noun[at:]] += 1
    for word in words:
        if found := BEHIND_HYPHEN.fullmatch(word):
            times[found.group(1).lower()] += 3
    # Many surnames are nouns.
    names, all_names = set(lists({"listed-surname", "listed-company"})), set(lists({"listed-company"}))
    ends = collections.Counter(name[at:] for name in all_names for at in range(LEAST_BEFORE, len(name) - LEAST_LETTERS + 1))
    of_cluster, of_names = collections.Counter(), collections.Counter()
    for path, word in rows:
        if CAPITAL.fullmatch(word):
            of_cluster[path] += 1
            of_names[path] += word.lower() in names
    found = set()
    for rank, (path, word) in enumerate(rows):
        noun, short = word.lower(), len(word) == LEAST_LETTERS
        is_common = (
            CAPITAL.fullmatch(word)
            and len(noun) >= LEAST_LETTERS
            and noun not in names
            and rank < (RANK_OF_SHORT if short else RANK)
            and times[noun] >= (LEAST_OF_SHORT if short else LEAST)
            and of_names[path] < SHARE * of_cluster[path]
            and ends[noun] < LEAST_NAMES
            and not OF_PLACES.fullmatch(noun)
        )
        if is_common:
            found.add(noun)
    print("\n".join(sorted(found)))


main()
