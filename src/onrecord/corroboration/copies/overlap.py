"""Passages that stand in two texts word for word."""

from typing import NamedTuple

from onrecord.corroboration.copies.words import RUN, Words


class Passage(NamedTuple):
    """Words in a row that both texts have, by their places in each."""

    original: int
    copy: int
    length: int


def passages(original: Words, copy: Words) -> list[Passage]:
    """The passages of at least ``RUN`` words that stand in both texts, in the order of the copy, wherever they stand in the original.

    The copy is gone through once; where several places of the original begin alike, the one that goes on longest is taken, else the
    first after the passage before. No word of the copy is in two passages.
    """
    found: list[Passage] = []
    runs, words = original.runs, copy.words
    at, follows = 0, 0
    while at <= len(words) - RUN:
        there = runs.get(tuple(words[at : at + RUN]))
        if not there:
            at += 1
            continue
        best = max((_length(original.words, words, place, at), place >= follows, -place) for place in there)
        length, place = best[0], -best[2]
        found.append(Passage(place, at, length))
        at += length
        follows = place + length
    return found


def _length(original: list[str], copy: list[str], place: int, at: int) -> int:
    length = RUN
    most = min(len(original) - place, len(copy) - at)
    while length < most and original[place + length] == copy[at + length]:
        length += 1
    return length
