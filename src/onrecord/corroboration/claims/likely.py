"""Which claims on figures may be of one matter, without setting each beside each: by place, people or words of their reports, and time."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from onrecord.corroboration.claims import figures as alike
from onrecord.corroboration.claims.items import Item
from onrecord.corroboration.claims.nearness import COMPARED
from onrecord.corroboration.days import period_of
from onrecord.corroboration.groups import place_beginning
from onrecord.corroboration.names import BEGINNING

_MOST_COMMON = 80
"""A word at the head of the reports of more claims than this, at one time, leads to no others."""
_PERIOD, _DAYS = 60, 2
"""Days within which two reports of one event, and two running totals of one day, are told (``figures.same_days``)."""
_UNDATED = None
_ONE_DAY = (-1, 0, 1)
"""Days around that on which one report dates an event in which another dates it, too (``figures.same_days``)."""


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
    days = list(map(_days, claims))
    found: set[tuple[int, int]] = set()
    for (_, sort, _), periods in holding.items():
        for mine, its in _at_one_time(periods):
            if sort != "word":
                found.update(_pairs(mine, its, days))
            elif len(mine | its) <= _MOST_COMMON:
                found.update((one, other) for one, other in _pairs(mine, its, days) if not (placed[one] and placed[other]))
    return sorted(found)


def _at_one_time(periods: dict[int | None, set[int]]) -> Iterator[tuple[set[int], set[int]]]:
    """The claims of each period with those of the same and the next, and those without a day with all."""
    for period, held in periods.items():
        yield held, held
        if period is not _UNDATED and period + 1 in periods:
            yield held, periods[period + 1]
        if period is not _UNDATED and _UNDATED in periods:
            yield held, periods[_UNDATED]


def _pairs(mine: set[int], its: set[int], days: Sequence[frozenset[int] | None]) -> Iterator[tuple[int, int]]:
    """Each of some claims with each of others that may be of its day, in ascending order."""
    undated = {at for at in its if days[at] is None}
    there: dict[int, list[int]] = defaultdict(list)
    for at in its:
        for day in days[at] or ():
            there[day].append(at)
    for one in mine:
        told = days[one]
        near = its if told is None else undated.union(*(there.get(day + apart, ()) for day in told for apart in _ONE_DAY))
        yield from ((min(one, other), max(one, other)) for other in near if one < other or (one > other and mine is not its))


def _days(items: Sequence[Item]) -> frozenset[int] | None:
    """The days to which reports date a claim, as they are numbered; None where one of those that are compared does not date it."""
    if not all(item.told.dated and item.told.day for item in items[:COMPARED]):
        return None
    return frozenset(period_of(item.told.day, 1) for item in items[:COMPARED] if item.told.day)


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
