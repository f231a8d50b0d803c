"""cumulative-falls: a running total of one root source that is lower as of a later day."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from onrecord.corroboration.claims import Beside, Item
from onrecord.corroboration.claims.figures import figure_of, same_people
from onrecord.corroboration.days import days_between
from onrecord.corroboration.groups import one_place, place_beginning
from onrecord.corroboration.numbers import loosened, range_of
from onrecord.corroboration.phrasing import figure_words, listed, sentence_case
from onrecord.corroboration.rules.across.telling import day_of, one_for_each_report, record_of
from onrecord.corroboration.told import Speaker
from onrecord.records import Finding
from onrecord.records.vocabulary import Measure

_COMPARED_DAYS = 90
"""Days between totals that are set beside each other: three months. A list that was begun anew before is another list."""


_Kind = tuple[Measure, str]


class _Total(NamedTuple):
    claim: int
    """Its position among the claims on figures."""
    item: Item
    root: str
    speaker: Speaker

    @property
    def day(self) -> str:
        """ISO day that it counts up to."""
        return self.item.told.day or ""

    @property
    def claim_and_root(self) -> tuple[int, str]:
        """What the totals of one number by one source share."""
        return self.claim, self.root


def find(beside: Beside) -> Iterator[Finding]:
    """Notice that a root source's running total is lower than its own total as of an earlier day, in another report, rounding aside.

    Rests on: running totals with the day they counted up to, by one root source, of one measure, group and place. The first records
    are the lower total, the others all higher ones of earlier days. "About" so many leaves half of its last telling digit open.
    Left out: parts of a total, counts of a period, totals that are said to begin on two days, versions of one page, and what is more
    than three months apart.
    Does not say: that anything is wrong – lists are checked and corrected, and an old total may be told as new.
    Score: from 0.5, rising to 1 with the share by which it fell.
    """
    kept: dict[_Kind, list[_Total]] = defaultdict(list)
    for number, claim in enumerate(beside.figure_claims):
        for item, one in zip(claim.items, claim.traced, strict=True):
            if one.speaker is not None and figure_of(item).scope == "cumulative" and item.told.day and not figure_of(item).subset_of:
                kept[_kind(item)].append(_Total(number, item, one.root or one.speaker.words, one.speaker))
    for comparable in kept.values():
        comparable.sort(key=lambda one: one.day)
    told: set[frozenset[str]] = set()
    totals = (total for comparable in kept.values() for total in comparable)
    for (number, _), given in groupby(sorted(totals, key=lambda one: one.claim_and_root), key=lambda one: one.claim_and_root):
        own = list(given)
        first, items = own[0].item, [total.item for total in own]
        higher = [
            other.item
            for other in _before(own[0], kept[_kind(first)])
            if other.claim != number
            and _falls(beside, other.item, first)
            and (other.speaker == own[0].speaker or beside.book.same(other.speaker, own[0].speaker, surely=True))
        ]
        pages = {item.telling.page or item.telling.reading for item in items}
        higher = [other for other in higher if (other.telling.page or other.telling.reading) not in pages]
        if not higher:
            continue
        sides = one_for_each_report(items), one_for_each_report(sorted(higher, key=lambda item: item.told.day or "", reverse=True))
        records = tuple(record_of(item) for side in sides for item in side)
        if frozenset(records) in told:
            continue
        told.add(frozenset(records))
        low, high = range_of(figure_of(first)).point, max(range_of(figure_of(item)).point for item in higher)
        before = listed(list(dict.fromkeys(f"{figure_words(figure_of(item))} as of {day_of(item)}" for item in sides[1]))[:4])
        yield Finding(
            rule="cumulative-falls",
            records=records,
            sentence=sentence_case(
                f"{own[0].root} is given with {figure_words(figure_of(first))} as of {day_of(first)}, and before with {before}."
            ),
            score=round(min(1.0, 0.5 + (high - low) / max(high, 1) / 2), 4),
            detail={"lower": low, "highest_before": high, "as_of": first.told.day},
        )


def _kind(item: Item) -> _Kind:
    """What totals that are set beside each other share: a measure, and the beginning of the name of their place."""
    figure = figure_of(item)
    return figure.measure, place_beginning(figure.place)


def _before(total: _Total, comparable: Sequence[_Total]) -> Sequence[_Total]:
    """Of totals in order of their days those of the days before one that it is compared with."""
    earliest = date.fromordinal(max(1, date.fromisoformat(total.day).toordinal() - _COMPARED_DAYS)).isoformat()
    first, last = (bisect_left(comparable, day, key=lambda one: one.day) for day in (earliest, total.day))
    return comparable[first:last]


def _falls(beside: Beside, earlier: Item, later: Item) -> bool:
    """Whether the later total is lower than the earlier, of the same people and place."""
    mine, its = figure_of(earlier), figure_of(later)
    if mine.measure != its.measure or not earlier.told.day or not later.told.day:
        return False
    if not 0 < days_between(earlier.told.day, later.told.day) <= _COMPARED_DAYS:
        return False
    if mine.since and its.since and mine.since != its.since:
        return False
    if not same_people(beside.book, earlier, later) or not one_place(mine.place, its.place):
        return False
    most, least = loosened(its).high, loosened(mine).low
    return most is not None and least is not None and most < least
