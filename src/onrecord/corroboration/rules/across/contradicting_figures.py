"""contradicting-figures across reports: counts of one event, or running totals of one day, by different roots that cannot both hold."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from onrecord.corroboration.claims import Beside, Claim, Item
from onrecord.corroboration.claims.events import is_part
from onrecord.corroboration.claims.figures import figure_of, harm_of, same_people
from onrecord.corroboration.claims.roots import Traced
from onrecord.corroboration.groups import head, may_be_one_place, same_place
from onrecord.corroboration.numbers import Range, can_both_hold, is_told_among, range_of
from onrecord.corroboration.phrasing import figure_words, listed, sentence_case
from onrecord.corroboration.rules.across.figure_copy_error import retold_with_a_slip, slip_between
from onrecord.corroboration.rules.across.telling import in_order, one_for_each_report, record_of
from onrecord.records import Figure, Finding

ROOM = 0.1
"""What "about" and "some" leave open on either side, as a share of the number."""
_THROUGH_ANOTHER = 0.8
_NAMED = 3
"""Numbers of one source that the sentence gives."""

_Whom = tuple[str | None, tuple[str, ...]]
_Sides = list[tuple[Item, ...]]
"""What two root sources tell, each in one item of each report."""
_Together = tuple[tuple[Range, ...], tuple[Range, ...]]
"""What one voice counts in one sentence, and those of it that are no parts of others."""


def find(beside: Beside) -> Iterator[Finding]:
    """Notice that two root sources give counts of one measure, group, place and event, or totals of one day, that exclude each other.

    Rests on: the figures of different reports that are about one matter, and the root sources that their chains lead to. "About" and
    "some" leave a tenth open on either side. One finding for each matter and pair of roots.
    Left out: parts of a count ("another five"), those of some hours beside those of longer ("five died overnight"), a number that the other
    source gives too, or whose parts it gives, in one sentence, counts of nobody, counts of people in general beside counts of one sort, a
    retelling of what the other source said with a slip of a digit, which figure-copy-error names, what only versions of one page tell, and
    what each report that takes part shows by itself.
    Does not say: which is right; counts made at different hours or of different people differ honestly.
    Score: 1.0; 0.8 where one of the counts is known only through another outlet, which may have changed the number.
    """
    for finding, sides in _found(beside):
        if _pages(sides[0]) != _pages(sides[1]):  # else each report shows by itself what they show together
            yield finding


def between_roots(beside: Beside) -> Iterator[Finding]:
    """The same, with what each report that takes part also shows by itself: what root sources set against a claim, wherever it is told."""
    yield from (finding for finding, _ in _found(beside))


def _found(beside: Beside) -> Iterator[tuple[Finding, _Sides]]:
    for claims in beside.matters:
        yield from _Matter(beside, claims).findings()


class _Matter:
    """The numbers of one matter by the root sources that give them. What is asked of a number, or of two of them, is worked out once,
    however many roots give it."""

    def __init__(self, beside: Beside, claims: Sequence[Claim]) -> None:
        self._beside = beside
        self._counts = {id(claim): _Count.of(claim) for claim in claims if not is_part(claim.items)}
        told = beside.speakers_in(claims)
        names = beside.book.one_name(speaker for _, _, _, speaker in told)
        self._by_root: dict[str, list[tuple[Claim, Item, Traced]]] = {}
        for claim, item, one, speaker in told:
            if id(claim) in self._counts:
                self._by_root.setdefault(names[speaker], []).append((claim, item, one))
        self._together: dict[tuple[int, str], set[_Together]] = {}
        for root, its in self._by_root.items():
            for claim, item, _ in its:
                if (together := _told_together(item)) is not None:
                    self._together.setdefault((id(claim), root), set()).add(together)
        self._root_of = {item.key: root for root, told in self._by_root.items() for _, item, _ in told}
        self._one_people: dict[tuple[_Whom, _Whom], bool] = {}
        self._slips: dict[tuple[int, int], tuple[Item, ...]] = {}

    def findings(self) -> Iterator[tuple[Finding, _Sides]]:
        """One for each two roots with counts that exclude each other, and what it rests on before any report is left out on a side."""
        counts_of = {
            root: list({id(claim): self._counts[id(claim)] for claim, _, _ in told}.values()) for root, told in self._by_root.items()
        }
        for roots in combinations(self._by_root, 2):
            first, second = roots
            against = [
                (one, other)
                for one in counts_of[first]
                for other in counts_of[second]
                if self._exclude_each_other(one, other)
                and not self._is_told_among(other, one, first)
                and not self._is_told_among(one, other, second)
                and not self._is_a_slip((one, first), (other, second))
            ]
            if not against:
                continue
            taking_part = [{id(pair[side].claim) for pair in against} for side in (0, 1)]
            told = [
                [(item, one) for claim, item, one in self._by_root[root] if id(claim) in part]
                for root, part in zip(roots, taking_part, strict=True)
            ]
            sides = [one_for_each_report(item for item, _ in its) for its in told]
            direct = all(any(len(one.chain) == 1 for _, one in its) for its in told)
            if len({_page(item) for side in sides for item in side}) < 2:
                continue  # one report, read twice perhaps, whose own contradiction is another rule's
            (later, its), (earlier, mine) = sorted(zip(roots, sides, strict=True), key=lambda side: side[1][0].when, reverse=True)
            yield _finding(later, earlier, _each_on_one_side(its, mine), score=1.0 if direct else _THROUGH_ANOTHER), sides

    def _exclude_each_other(self, one: "_Count", other: "_Count") -> bool:
        """Whether no number can be both."""
        if one.harm != other.harm or one.names_whom != other.names_whom or not (one.point and other.point):
            return False  # of one sort beside all of them; or nobody
        if any(can_both_hold(mine, its) for mine in one.ranges for its in other.ranges):
            return False
        part, whole = (one, other) if one.stretch else (other, one)
        if part.stretch and not whole.stretch and part.point <= whole.point:
            return False  # "five died overnight" beside "43 have died"
        whom = one.whom, other.whom
        if whom not in self._one_people:
            self._one_people[whom] = same_people(self._beside.book, one.claim.items[0], other.claim.items[0])
        return self._one_people[whom]

    def _is_told_among(self, number: "_Count", other: "_Count", root: str) -> bool:
        """Whether a root that gives another number gives this one, too, in the same sentence of some report: it counts several things."""
        together = self._together.get((id(other.claim), root), ())
        return any(is_told_among(its, told, whole) for told, whole in together for its in number.ranges)

    def _is_a_slip(self, one: tuple["_Count", str], other: tuple["_Count", str]) -> bool:
        """Whether one number, of the root beside it, is what an outlet made of the number of the other root when it retold that."""
        (mine, root), (its, other_root) = one, other
        if slip_between(mine.point, its.point) is None:
            return False
        first, later = in_order(mine.claim, its.claim)
        pair = id(first), id(later)
        if pair not in self._slips:
            self._slips[pair] = retold_with_a_slip(self._beside, first, later)
        retold, told_by = self._slips[pair], root if first is mine.claim else other_root
        return bool(retold) and all(self._root_of.get(item.key) == told_by for item in retold)


class _Count(NamedTuple):
    """A number of a matter, with what tells whether another can hold beside it."""

    claim: Claim
    harm: str
    point: int
    whom: _Whom
    """Which people it counts as it was first told, and whose."""
    names_whom: bool
    """Whether some report says which people it counts, rather than people in general."""
    stretch: bool
    """Whether most reports tell it of some hours within a longer time."""
    ranges: frozenset[Range]
    """All that its items say, with the room that they leave open."""

    @classmethod
    def of(cls, claim: Claim) -> "_Count":
        """That of a claim."""
        first = claim.items[0]
        figure = figure_of(first)
        return cls(
            claim=claim,
            harm=harm_of(figure),
            point=range_of(figure).point,
            whom=(figure.group, first.told.people),
            names_whom=any(head(figure_of(item).group) for item in claim.items),
            stretch=2 * sum(item.told.stretch for item in claim.items) > len(claim.items),
            ranges=frozenset(_with_room(figure_of(item)) for item in claim.items),
        )


def _page(item: Item) -> str:
    return item.telling.page or item.telling.reading


def _pages(items: Iterable[Item]) -> set[str]:
    return set(map(_page, items))


def _each_on_one_side(its: tuple[Item, ...], mine: tuple[Item, ...]) -> _Sides:
    """Two sides without a report that stands on both, as far as other reports tell what it tells on one of them: that such a report
    contradicts itself is another rule's."""
    alone = tuple(item for item in mine if _page(item) not in _pages(its)) or mine
    return [tuple(item for item in its if _page(item) not in _pages(alone)) or its, alone]


def _told_together(item: Item) -> _Together | None:
    """What one voice counts in the sentence of an item and of its place, the item's own number among it; None where that is all. What it
    denies it does not count."""
    harm, place = harm_of(figure_of(item)), figure_of(item).place
    near = [
        (told, told.figure)
        for told in item.telling.figures
        if told.sentence == item.told.sentence and told.speakers[:1] == item.told.speakers[:1] and told.figure is not None
    ]
    told = [
        (one, range_of(figure))
        for one, figure in near
        if harm_of(figure) == harm and may_be_one_place(figure.place, place) and not (figure.superseded or figure.denied_by)
    ]
    if len(told) < 2:
        return None
    return tuple(number for _, number in told), tuple(number for one, number in told if not one.part)


def _with_room(figure: Figure) -> Range:
    stated = range_of(figure)
    if not figure.approx or stated.low is None:
        return stated
    return Range(int(stated.low * (1 - ROOM)), int(stated.high * (1 + ROOM)) if stated.high is not None else None)


def _finding(first: str, second: str, sides: list[tuple[Item, ...]], *, score: float) -> Finding:
    mine, its = figure_of(sides[0][0]), figure_of(sides[1][0])
    places = [[place for item in side if (place := figure_of(item).place)] for side in sides]
    place = next((one for one in places[0] if any(same_place(one, other) for other in places[1])), None)  # which both give
    told = [f"{_told(side)} according to {root}" for root, side in zip((first, second), sides, strict=True)]
    points = [range_of(figure_of(item)).point for side in sides for item in side]
    return Finding(
        rule="contradicting-figures",
        records=tuple(record_of(item) for side in sides for item in side),
        sentence=sentence_case(f"these counts{f' for {place}' if place else ''} cannot both hold of the same people: {listed(told)}."),
        score=score,
        detail={"measure": mine.measure, "roots": [first, second], "least": min(points), "greatest": max(points), "place": its.place},
    )


def _told(side: tuple[Item, ...]) -> str:
    """The numbers of one source, each as it is first worded."""
    worded = {range_of(figure_of(item)): figure_words(figure_of(item)) for item in reversed(side)}
    return listed(list(reversed(worded.values()))[:_NAMED])
