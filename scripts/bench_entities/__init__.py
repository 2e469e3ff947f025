"""What `scripts/bench entities` measures: names found, facet values, names joined, spellings, speed. docs/entities.md has its tables.

One invariant: a figure that the scorer of the data prints too is checked against it.
"""
from . import names_found, pace, things_joined

PARTS = (names_found.measure, things_joined.measure, pace.measure)


def measure(tools):
    """Prints all tables; `tools` are the programs, folders and the printer of tables of `scripts/bench`."""
    for part in PARTS:
        part(tools)
