"""The closed vocabulary of states: the words by which news names them, one table for every room (states.tsv beside this file).

A row says how a word is used, nothing about borders, status or recognition.
"""

from functools import cache
from importlib.resources import files
from typing import NamedTuple


class State(NamedTuple):
    """One row of the table; spellings as in running text, with their capitals."""

    code: str
    """ISO 3166 alpha-2."""
    names: tuple[str, ...]
    """The usual name first."""
    seats: tuple[str, ...]
    """Cities and streets whose name stands for the government ("Cairo says"); may be empty."""
    peoples: tuple[str, ...]
    """Adjectives and inhabitants; may be empty."""
    shared: tuple[str, ...] = ()
    """Names and adjectives that stand among another state's words and name this one only where the text names it by a word of its own."""
    longer: tuple[str, ...] = ()
    """Longer names that hold words of the state and do not name it."""


@cache
def states() -> tuple[State, ...]:
    """Every state of the table, in the order of the codes."""
    lines = (files("onrecord.records") / "states.tsv").read_text("utf-8").splitlines()
    return tuple(_state(line) for line in lines if line and not line.startswith("#"))


def _state(line: str) -> State:
    code, *columns = line.split("\t")
    return State(code, *(tuple(word for word in column.split("|") if word) for column in columns))
