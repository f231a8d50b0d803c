"""Passages that stand in two texts word for word."""

from collections.abc import Sequence
from typing import NamedTuple

RUN = 6
"""Words in a row from which a passage counts: shorter ones ("the ministry of health said on Monday") are the language's own."""

_TRIED = 8
"""Places in the original at which a passage is tried that stands in it more than once, besides the one where the last passage goes on."""


class Passage(NamedTuple):
    """Words in a row that both texts have, by their places in each."""

    original: int
    copy: int
    length: int


def passages(original: Sequence[str], copy: Sequence[str]) -> list[Passage]:
    """The passages of at least ``RUN`` words that stand in both texts, in the order of the copy, wherever they stand in the original.

    The copy is gone through once; where several places of the original begin alike, the one that goes on longest is taken, else the
    first after the passage before. No word of the copy is in two passages.
    """
    places: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(original) - RUN + 1):
        there = places.setdefault(tuple(original[at : at + RUN]), [])
        if len(there) < _TRIED:
            there.append(at)
    found: list[Passage] = []
    at, follows = 0, 0
    while at <= len(copy) - RUN:
        there = places.get(tuple(copy[at : at + RUN]), [])
        if not there:
            at += 1
            continue
        best = max((_length(original, copy, place, at), place >= follows, -place) for place in there)
        length, place = best[0], -best[2]
        found.append(Passage(place, at, length))
        at += length
        follows = place + length
    return found


def _length(original: Sequence[str], copy: Sequence[str], place: int, at: int) -> int:
    length = RUN
    most = min(len(original) - place, len(copy) - at)
    while length < most and original[place + length] == copy[at + length]:
        length += 1
    return length
