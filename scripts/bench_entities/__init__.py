"""What `scripts/bench entities` measures: names found, facet values, speed. docs/entities.md has its tables.

One invariant: a figure that the scorer of the data prints too is checked against it.
"""
from . import names_found, pace

PARTS = (names_found.measure, pace.measure)


def measure(tools):
    """Prints all tables; `tools` are the programs, folders and the printer of tables of `scripts/bench`."""
    for part in PARTS:
        part(tools)
