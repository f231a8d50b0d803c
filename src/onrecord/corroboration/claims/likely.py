"""Which claims on figures may be of one matter, without setting each beside each: by place, people or words of their reports, and time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product

from onrecord.corroboration.claims import figures as alike
from onrecord.corroboration.claims.items import Item
from onrecord.corroboration.days import period_of
from onrecord.corroboration.groups import place_beginning
from onrecord.corroboration.names import BEGINNING

_MOST_COMMON = 80
"""A word at the head of the reports of more claims than this, at one time, leads to no others."""
_PERIOD, _DAYS = 60, 2
"""Days within which two reports of one event, and two running totals of one day, are told (``figures.same_days``)."""
_UNDATED = None


def likely_pairs(claims: Sequence[Sequence[Item]]) -> list[tuple[int, int]]:
    """Pairs of claims, by their positions, that share a place, or whose people they count, or a rarer word where one names no place.

    Args:
        claims: the items of each.
    """
    placed = [any(alike.figure_of(item).place for item in items) for items in claims]
    holding: dict[tuple[bool, str, str], dict[int | None, set[int]]] = defaultdict(lambda: defaultdict(set))
    for at, items in enumerate(claims):
        for item in items:
            for sort, word in _matters(item):
                holding[item.told.running, sort, word][_period(item)].add(at)
    found: set[tuple[int, int]] = set()
    for (_, sort, _), periods in holding.items():
        for mine, its in _at_one_time(periods):
            if sort != "word":
                found.update(_pairs(mine, its))
            elif len(mine | its) <= _MOST_COMMON:
                found.update((one, other) for one, other in _pairs(mine, its) if not (placed[one] and placed[other]))
    return sorted(found)


def _at_one_time(periods: dict[int | None, set[int]]) -> Iterator[tuple[set[int], set[int]]]:
    """The claims of each period with those of the same and the next, and those without a day with all."""
    for period, held in periods.items():
        yield held, held
        if period is not _UNDATED and period + 1 in periods:
            yield held, periods[period + 1]
        if period is not _UNDATED and _UNDATED in periods:
            yield held, periods[_UNDATED]


def _pairs(mine: set[int], its: set[int]) -> Iterable[tuple[int, int]]:
    """Each of some claims with each of others, in ascending order."""
    if mine is its:
        return combinations(sorted(mine), 2)
    return ((min(one, other), max(one, other)) for one, other in product(mine, its) if one != other)


def _period(item: Item) -> int | None:
    """Which stretch of time an item tells of: what is of one matter is of one of them, or of two that follow each other."""
    day = item.told.day
    return period_of(day, _DAYS if item.told.running else _PERIOD) if day else _UNDATED


def _matters(item: Item) -> Iterator[tuple[str, str]]:
    """What figures of one matter share, one or the other: a place, whose people they count, a rare word of the report's head."""
    figure = alike.figure_of(item)
    if place := place_beginning(figure.place):
        yield ("place", place)
    elif whose := item.told.people:
        yield ("whose", whose[0][:BEGINNING])
    yield from (("word", stem) for stem in item.telling.stems)
