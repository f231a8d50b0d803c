"""Whether figures may be of one place: those that name two places are of two, whatever links both with one that names none."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from onrecord.corroboration.claims.figures import figure_of, harm_of
from onrecord.corroboration.claims.items import Item
from onrecord.corroboration.groups import place_key, same_place_key
from onrecord.corroboration.names import BEGINNING
from onrecord.corroboration.told import Telling
from onrecord.records import Figure


class Places:
    """Where some figures are said to be, by their positions."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._keys = [_key(figure_of(item)) for item in items]
        named = {item.telling.reading: only_named(item.telling) for item in items}
        self._named = [named[item.telling.reading] for item in items]
        self._reports = [item.telling.reading for item in items]

    def are_several(self, group: Iterable[int]) -> bool:
        """Whether a group names more than one place."""
        keys = list({self._keys[at] for at in group if self._keys[at]})
        return any(not same_place_key(keys[0], other) for other in keys[1:])

    def pairs(self, group: Sequence[int]) -> Iterator[tuple[int, int]]:
        """The pairs of a group, each in its order, that may be of one place; without setting each against each where places differ."""
        nowhere = [at for at in group if not self._keys[at]]
        there: dict[str, list[int]] = defaultdict(list)
        for at in group:
            if self._keys[at]:
                there[self._keys[at][0][:BEGINNING]].append(at)
        yield from combinations(nowhere, 2)
        for here in there.values():
            yield from (pair for pair in combinations(here, 2) if self.may_be_one(*pair))
            yield from (_ordered(one, other) for one in nowhere for other in here)
        for one in (at for here in there.values() for at in here):
            for other in {other for word in self._named[one] for other in there.get(word[:BEGINNING], ())}:
                if one != other and self.may_be_one(one, other):
                    yield _ordered(one, other)

    def apart_among(self, members: Callable[[int], Iterable[int]] = lambda at: (at,)) -> Callable[[Sequence[int], Sequence[int]], bool]:
        """Tells whether two groups are of two places: both name some, and none that the other has or that one of its reports only names.

        The groups grow at their ends alone, as ``pairs.joined_unless`` joins them: only what is new of one is looked at.

        Args:
            members: the positions that a number in a group stands for; itself by default.
        """
        known: dict[int, tuple[int, Ground]] = {}

        def ground(group: Sequence[int]) -> Ground:
            seen, found = known.get(group[0]) or (0, Ground())
            for number in group[seen:]:
                for at in members(number):
                    found.add(self._keys[at], self._named[at], self._reports[at])
            known[group[0]] = len(group), found
            return found

        return lambda one, other: ground(one).is_apart_from(ground(other))

    def may_be_one(self, one: int, other: int) -> bool:
        """Whether two figures may be of one place: they name the same, one names none, or one's report names the other's place as well, and
        counts nobody there."""
        mine, its = self._keys[one], self._keys[other]
        if not mine or not its or same_place_key(mine, its):
            return True
        if self._reports[one] == self._reports[other]:
            return False
        return self._named[other].issuperset(mine) or self._named[one].issuperset(its)


class Ground:
    """Where a group of figures is said to be: what is asked of it does not cost more the more figures there are."""

    def __init__(self) -> None:
        self._reports: dict[tuple[str, ...], set[str]] = {}
        """A place → the reports that count there."""
        self._named: dict[str, set[str]] = {}
        """A word for a place → the reports that count elsewhere and only name it."""

    def add(self, place: tuple[str, ...], named: Iterable[str], report: str) -> None:
        """One figure more; one without a place tells nothing."""
        if not place or report in self._reports.get(place, ()):
            return
        self._reports.setdefault(place, set()).add(report)
        for word in named:
            self._named.setdefault(word, set()).add(report)

    def is_apart_from(self, other: "Ground") -> bool:
        """Whether both have places, and none that the other has, or that another report of the other only names."""
        mine, its = self._reports, other._reports
        if not mine or not its or not mine.keys().isdisjoint(its) or any(same_place_key(here, there) for here in mine for there in its):
            return False
        return not (self._only_names_one_of(other) or other._only_names_one_of(self))

    def _only_names_one_of(self, other: "Ground") -> bool:
        for place, counting in other._reports.items():
            naming = set.intersection(*(self._named.get(word, set()) for word in place))
            if naming and (len(naming) > 1 or naming != counting):  # a report that counts in both tells them apart
                return True
        return False


def _ordered(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _key(figure: Figure) -> tuple[str, ...]:
    """The words of a figure's place; none of people who are held, who may be told of where they were taken and where they are."""
    return place_key(figure.place) if figure.place and harm_of(figure) != "detained" else ()


def only_named(telling: Telling) -> frozenset[str]:
    """The words of places that a report names and where it counts nobody."""
    counted = {word for told in telling.figures if told.figure is not None for word in place_key(told.figure.place)}
    return frozenset(telling.places) - counted
