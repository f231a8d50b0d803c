"""What a cue finder hands on: one attribution in token ranges."""

from typing import NamedTuple

from onrecord.reading.rules.units import Unit

Pieces = tuple[tuple[int, int], ...]
"""Token ranges in text order."""


class Found(NamedTuple):
    """One attribution in token ranges."""

    source: Pieces
    cue: Pieces
    content: Pieces
    pattern: str
    lemma: str
    frame: str
    unit: Unit
    at: int
    """Index of the cue's item in its unit."""


def pieces_of(unit: Unit, first: int, last: int) -> Pieces:
    """Token range of the items ``first`` to ``last`` (exclusive), empty when there are none."""
    if first >= last:
        return ()
    return ((unit.items[first].first, unit.items[last - 1].last),)
