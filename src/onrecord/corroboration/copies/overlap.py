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
        run = " ".join(words[at : at + RUN])
        first = runs.get(run)
        if first is None:
            at += 1
            continue
        length, place = _length(original.words, words, first, at), first
        if len(runs) < len(original.words) - RUN + 1:  # some stand there more than once
            there = (first, *original.again.get(run, ()))
            length, _, place = max((_length(original.words, words, one, at), one >= follows, -one) for one in there)
            place = -place
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
