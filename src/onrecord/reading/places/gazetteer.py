"""Where the gazetteer puts a name: it adds a country and a position to places found by their context, and breaks ties.

Data: lexicon/gazetteer.tsv (GeoNames, CC BY 4.0, made by training/gazetteer.py) and the table of states (records). Measured here: 25 ms and
12 MB to load, once per process.
"""

from functools import cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.records.states import states

LARGE_TOWN = 100
"""Thousands of people from which a name alone, without a preposition before it, is taken for the town."""
_CONTINENTS = frozenset(
    {"Africa", "Asia", "Europe", "America", "Middle East", "Sahel", "Latin America", "Balkans", "Caucasus", "Maghreb", "Levant"}
)


class Entry(NamedTuple):
    """A name in the gazetteer; for states the position is None and the population 0."""

    country: str
    latitude: float | None
    longitude: float | None
    population: int
    """In thousands."""


@cache
def _towns() -> dict[str, str]:
    rows: dict[str, str] = {}
    for line in (files("onrecord.reading") / "lexicon" / "gazetteer.tsv").read_text("utf-8").split("\n"):
        name, _, row = line.partition("\t")
        rows.setdefault(name, row)  # the largest place of a name stands first
    return rows


@cache
def _states() -> tuple[dict[str, str], frozenset[str]]:
    codes = {name: state.code for state in states() for name in state.names}
    return codes, frozenset(word for state in states() for word in state.peoples)


def town(name: str) -> Entry | None:
    """The largest town of that name, None when the gazetteer has none."""
    row = _towns().get(name)
    if not row or name.startswith("#"):
        return None
    country, latitude, longitude, population = row.split("\t")
    return Entry(country, float(latitude), float(longitude), int(population))


def state(name: str) -> str | None:
    """ISO 3166 code of the state that a name in usual spelling stands for."""
    return _states()[0].get(name)


def is_wide(name: str) -> bool:
    """Whether a name is that of a state or a part of the world."""
    return name in _CONTINENTS or state(name) is not None


def is_people(name: str) -> bool:
    """Whether a word is an adjective or people of a state ("Sudanese", "Yemenis")."""
    return name in _states()[1]
