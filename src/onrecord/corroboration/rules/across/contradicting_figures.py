"""contradicting-figures across reports: counts of one event, or running totals of one day, by different roots that cannot both hold."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from onrecord.corroboration.claims import Beside, Claim, Item
from onrecord.corroboration.claims.events import is_part
from onrecord.corroboration.claims.figures import figure_of, harm_of, same_people
from onrecord.corroboration.claims.roots import Traced
from onrecord.corroboration.claims.voices import SourceBook
from onrecord.corroboration.groups import head, same_place
from onrecord.corroboration.numbers import Range, can_both_hold, range_of
from onrecord.corroboration.phrasing import figure_words, listed, sentence_case
from onrecord.corroboration.rules.across.figure_copy_error import retold_with_a_slip
from onrecord.corroboration.rules.across.telling import in_order, one_for_each_report, record_of
from onrecord.records import Figure, Finding

ROOM = 0.1
"""What "about" and "some" leave open on either side, as a share of the number."""
_THROUGH_ANOTHER = 0.8
_NAMED = 3
"""Numbers of one source that the sentence gives."""


def find(beside: Beside) -> Iterator[Finding]:
    """Notice that two root sources give counts of one measure, group, place and event, or totals of one day, that exclude each other.

    Rests on: the figures of different reports that are about one matter, and the root sources that their chains lead to. "About" and
    "some" leave a tenth open on either side. One finding for each matter and pair of roots.
    Left out: parts of a count, counts of nobody, counts of people in general beside counts of one sort, a retelling of what
    the other source said with a slip of a digit, which figure-copy-error names, and what only versions of one page tell.
    Does not say: which is right; counts made at different hours or of different people differ honestly.
    Score: 1.0; 0.8 where one of the counts is known only through another outlet, which may have changed the number.
    """
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
        self._root_of = {item.key: root for root, told in self._by_root.items() for _, item, _ in told}
        self._excluding: dict[tuple[int, int], bool] = {}
        self._slips: dict[tuple[int, int], tuple[Item, ...]] = {}

    def findings(self) -> Iterator[Finding]:
        """One for each two roots with counts that exclude each other."""
        claims_of = {root: list({id(claim): claim for claim, _, _ in told}.values()) for root, told in self._by_root.items()}
        for first, second in combinations(self._by_root, 2):
            against = [
                (one, other)
                for one in claims_of[first]
                for other in claims_of[second]
                if one is not other and self._exclude_each_other(one, other) and not self._is_a_slip((one, first), (other, second))
            ]
            if not against:
                continue
            taking_part = {root: {id(pair[side]) for pair in against} for side, root in enumerate((first, second))}
            told = {
                root: [(item, one) for claim, item, one in self._by_root[root] if id(claim) in taking_part[root]] for root in (first, second)
            }
            sides = [one_for_each_report(item for item, _ in told[root]) for root in (first, second)]
            direct = all(any(len(one.chain) == 1 for _, one in told[root]) for root in (first, second))
            if len({item.telling.page or item.telling.reading for side in sides for item in side}) < 2:
                continue  # one report, read twice perhaps, whose own contradiction is another rule's
            (later, its), (earlier, mine) = sorted(zip((first, second), sides, strict=True), key=lambda side: side[1][0].when, reverse=True)
            yield _finding(later, earlier, [its, mine], score=1.0 if direct else _THROUGH_ANOTHER)

    def _exclude_each_other(self, one: Claim, other: Claim) -> bool:
        pair = (id(one), id(other)) if id(one) < id(other) else (id(other), id(one))
        found = self._excluding.get(pair)
        if found is None:
            found = self._excluding[pair] = _exclude_each_other(self._beside.book, self._counts[pair[0]], self._counts[pair[1]])
        return found

    def _is_a_slip(self, one: tuple[Claim, str], other: tuple[Claim, str]) -> bool:
        """Whether one number, of the root beside it, is what an outlet made of the number of the other root when it retold that."""
        (first, mine), (later, _) = (one, other) if in_order(one[0], other[0])[0] is one[0] else (other, one)
        pair = id(first), id(later)
        retold = self._slips.get(pair)
        if retold is None:
            retold = self._slips[pair] = retold_with_a_slip(self._beside, first, later)
        return bool(retold) and all(self._root_of.get(item.key) == mine for item in retold)


class _Count(NamedTuple):
    """What of a number tells whether another can hold beside it."""

    first: Item
    harm: str
    names_whom: bool
    is_of_somebody: bool
    ranges: frozenset[Range]
    """All that its items say, with the room that they leave open."""

    @classmethod
    def of(cls, claim: Claim) -> "_Count":
        """That of a claim."""
        figure = figure_of(claim.items[0])
        return cls(
            first=claim.items[0],
            harm=harm_of(figure),
            names_whom=_names_whom(claim),
            is_of_somebody=range_of(figure).point > 0,
            ranges=frozenset(_with_room(figure_of(item)) for item in claim.items),
        )


def _exclude_each_other(book: SourceBook, one: _Count, other: _Count) -> bool:
    """Whether no number can be both."""
    if one.harm != other.harm or one.names_whom != other.names_whom:
        return False  # of one sort beside all of them
    if not (one.is_of_somebody and other.is_of_somebody) or not same_people(book, one.first, other.first):
        return False
    return not any(can_both_hold(mine, its) for mine in one.ranges for its in other.ranges)


def _names_whom(claim: Claim) -> bool:
    """Whether some report says which people a claim counts, rather than people in general."""
    return any(head(figure_of(item).group) for item in claim.items)


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
