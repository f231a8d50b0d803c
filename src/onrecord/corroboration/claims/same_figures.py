"""Which figures of different reports tell one number of one thing, without asking of each pair anew what holds of many."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple, TypeVar

from onrecord.corroboration.claims import figures as alike
from onrecord.corroboration.claims.decided import Among
from onrecord.corroboration.claims.items import Item
from onrecord.corroboration.claims.nearness import Likeness
from onrecord.corroboration.claims.places import Places
from onrecord.corroboration.claims.voices import SourceBook

_COMPANY = 200
"""Characters within which two figures of a report are told together."""
_UNPLACED_DAYS = 8
"""Days between reports of one event that do not both say where it was."""


class _Needed(NamedTuple):
    """Likeness of words, 0 to 1, that figures of one number must exceed to be one claim."""

    telling: float
    """Of a number that is not met by chance (``figures.is_telling``)."""
    small: float
    """Of a smaller one."""


_IN_ONE_PLACE = _Needed(0.05, 0.12)
"""Where both name the place."""
_AT_ONE_TIME = _Needed(0.0, 0.12)
"""The same, where the reports came out within a few days of each other: of a telling number any shared word is enough."""
_WITHOUT_A_PLACE = _Needed(0.2, 0.3)
"""Where one names none."""
_IN_TWO_PLACES = _Needed(0.3, 0.45)
"""Where each names another: a village, and the town to which its dead were brought."""
_ON_ANOTHER_DAY = 0.3
"""Where a telling number of one place is told of two days: that of a burial or a visit may have been read for that of the event."""
_HELD_ELSEWHERE = 0.15
"""Of people who are held, with whom two places speak against nothing: they are held elsewhere than where they were taken."""

_Pair = tuple[int, int]
Answer = TypeVar("Answer")


class SameFigures:
    """Figures, by their positions, and which of them tell one number of one thing."""

    def __init__(self, figures: Sequence[Item], book: SourceBook, likeness: Likeness, places: Places) -> None:
        """Args:
        figures: in order of time.
        book: what is known of voices; it must not learn more as long as this is asked.
        likeness: of tellings.
        places: of the figures.
        """
        self._figures = figures
        self._likeness = likeness
        self._places = places
        self._words = list(map(likeness.words, figures))
        self._known: dict[_Pair, bool] = {}
        counted = [alike.figure_of(item) for item in figures]
        self._telling = list(map(alike.is_telling, counted))
        self._rare = list(map(alike.is_rare, counted))
        self._held = [alike.harm_of(figure) == "detained" for figure in counted]
        self._one_number = self._asked(
            alike.same_number_told, [(one.min, one.max, one.approx, item.told.running) for one, item in zip(counted, figures, strict=True)]
        )
        self._one_people = self._asked(
            lambda one, other: alike.same_people(book, one, other),
            [(one.group, item.told.people) for one, item in zip(counted, figures, strict=True)],
        )
        self._place = self._asked(
            lambda one, other: alike.places(book, one, other),
            [(one.place, item.told.running, item.told.speakers) for one, item in zip(counted, figures, strict=True)],
        )
        self._one_day = self._asked(alike.same_days, [(item.told.day, item.told.dated, item.told.running) for item in figures])
        self._days_between = self._asked(alike.days_between_reports, [item.telling.published for item in figures])
        self._one_teller = self._asked(
            lambda one, other: alike.one_teller(book, one, other), [next(iter(item.told.speakers), None) for item in figures]
        )

    def groups(self, among: Among) -> tuple[tuple[Item, ...], ...]:
        """The figures in groups of those that tell one number of one thing, each group and all groups in order of time.

        Args:
            among: what people decided of them.
        """
        count = len(self._figures)
        likely = self._likely(range(count))
        held = among.grouped(count, likely, nearness=self._nearness, places=self._places, holds=self._one_claim)
        if beside := self._beside_them(held):
            self._known.update(dict.fromkeys(beside, True))
            likely = sorted({*likely, *beside})
            held = among.grouped(count, likely, nearness=self._nearness, places=self._places, holds=self._one_claim)
        return tuple(tuple(self._figures[at] for at in group) for group in held)

    def _asked(self, ask: Callable[[Item, Item], Answer], rests_on: Sequence[Hashable]) -> Callable[[int, int], Answer]:
        """A question on two figures, which is asked once for all that agree in what the answer rests on."""
        numbers: dict[Hashable, int] = {}
        number_of = [numbers.setdefault(one, len(numbers)) for one in rests_on]
        known: dict[_Pair, Answer] = {}

        def asked(one: int, other: int) -> Answer:
            pair = number_of[one], number_of[other]
            if pair not in known:
                known[pair] = ask(self._figures[one], self._figures[other])
            return known[pair]

        return asked

    def _nearness(self, pair: _Pair) -> float:
        return self._likeness.between(self._words[pair[0]], self._words[pair[1]])

    def _likely(self, positions: Iterable[int]) -> list[_Pair]:
        """Pairs that share a bound and a measure and may be of one place."""
        holding: dict[Hashable, list[int]] = defaultdict(list)
        for at in positions:
            item = self._figures[at]
            figure = alike.figure_of(item)
            for bound in {figure.min, figure.max} - {None}:
                holding[alike.harm_of(figure), item.told.running, bound].append(at)
        return sorted({pair for held in holding.values() for pair in self._places.pairs(held)})

    def _one_claim(self, pair: _Pair) -> bool:
        found = self._known.get(pair)
        if found is None:
            found = self._known[pair] = self._tell_one(*pair)
        return found

    def _tell_one(self, one: int, other: int) -> bool:
        """Whether two figures tell one number of one thing."""
        if not self._one_number(one, other) or not self._one_people(one, other):
            return False
        place, on_one_day = self._place(one, other), self._one_day(one, other)
        if self._figures[one].told.running:
            return place >= 0 and on_one_day
        apart = self._days_between(one, other)
        near, telling = apart is not None and apart <= alike.NEAR_DAYS, self._telling[one]
        again = telling and near and self._one_teller(one, other)  # one source that gives one number again
        if again and (place >= 0 or (self._held[one] and self._nearness((one, other)) > _HELD_ELSEWHERE)):
            return True
        if not on_one_day:
            return place > 0 and telling and near and self._nearness((one, other)) > _ON_ANOTHER_DAY
        if place == 0 and not (self._rare[one] or (apart is not None and apart <= _UNPLACED_DAYS)):
            return False  # "two were killed overnight" is told of many nights
        named = _AT_ONE_TIME if near else _IN_ONE_PLACE
        needed = named if place > 0 else _WITHOUT_A_PLACE if place == 0 else _IN_TWO_PLACES
        return self._nearness((one, other)) > (needed.telling if telling else needed.small)

    def _beside_them(self, groups: Iterable[Sequence[int]]) -> set[_Pair]:
        """Pairs of figures that tell one number and stand beside figures of one claim ("more than 40 of theirs and two of ours"): a small
        number is known by its company."""
        of_report: dict[str, list[int]] = defaultdict(list)
        for at, item in enumerate(self._figures):
            of_report[item.telling.reading].append(at)
        found: set[_Pair] = set()
        for group in groups:
            if len(group) < 2 or not self._telling[group[0]]:
                continue
            beside = {
                other
                for at in group
                for other in of_report[self._figures[at].telling.reading]
                if other != at and abs(self._figures[other].told.start - self._figures[at].told.start) <= _COMPANY
            }
            found.update(pair for pair in self._likely(sorted(beside)) if self._may_be_beside(*pair))
        return found

    def _may_be_beside(self, one: int, other: int) -> bool:
        """Whether two figures beside those of one claim may tell one number, as far as they say themselves."""
        if self._figures[one].telling.reading == self._figures[other].telling.reading:
            return False
        return self._one_number(one, other) and self._one_people(one, other) and self._one_day(one, other)
