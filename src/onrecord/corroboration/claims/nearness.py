"""How much speaks for claims on figures being about one matter: one event, or one running total of one day."""

from collections.abc import Callable, Sequence
from math import fsum
from typing import NamedTuple

from onrecord.corroboration.claims import figures as alike
from onrecord.corroboration.claims.events import one_total
from onrecord.corroboration.claims.items import Item
from onrecord.corroboration.claims.voices import SourceBook
from onrecord.corroboration.days import days_between
from onrecord.corroboration.groups import place_key, same_place_key
from onrecord.corroboration.told.wording import stems_of

COMPARED = 8
"""Items of a claim that are set beside those of another to tell whether both are about one event."""
_BESIDE = 0.5
"""Likeness from which two figures of one report stand so near each other that they are told of one matter."""
_FITTING = 0.5
"""Share of the items of two claims whose days must fit each other."""
_ONE_EVENT_DAYS = 4
"""Days between the first tellings of two claims of one place that are likely of one event."""
_LIKELY_ONE_EVENT = 3.0
"""How many times as much the likeness of words counts where claims of one place are of about one day."""
_WITHOUT_A_PLACE = 0.5
"""How much of it counts where one of two claims names no place."""

_Time = tuple[str | None, bool, bool]
"""On what it rests whether the days of two tellings fit (``figures.same_days``)."""
_Words = tuple[frozenset[str], float]
"""What a telling is about, and the weight of these words."""


class Likeness:
    """How alike tellings are in their words and those of their reports' heads; each telling's words are worked out once."""

    def __init__(self, rarity: Callable[[str], float]) -> None:
        """Args:
        rarity: how much a word tells of which matter it is; above 0.
        """
        self._rarity = rarity
        self._weights: dict[str, float] = {}
        self._known: dict[tuple[str, str], _Words] = {}

    def words(self, item: Item) -> _Words:
        """What a telling and its report's head are about; who says it is left out, since a source tells of many things."""
        key = item.key
        found = self._known.get(key)
        if found is None:
            who = {stem for speaker in item.told.speakers for stem in stems_of(speaker.words)}
            words = frozenset((*item.told.stems, *item.telling.stems)) - who
            for word in words.difference(self._weights):
                self._weights[word] = self._rarity(word)
            found = self._known[key] = (words, self._weight(words))
        return found

    def between(self, one: _Words, other: _Words) -> float:
        """Share of the weight of the shorter telling's words, with those of its report's head, that the other has too; 0 to 1."""
        least = min(one[1], other[1])
        return min(1.0, self._weight(one[0] & other[0]) / least) if least else 0.0

    def _weight(self, words: frozenset[str]) -> float:
        return fsum(map(self._weights.__getitem__, words))  # exact, so that it does not matter in which order a set gives its words


class Sketch(NamedTuple):
    """What is asked of a claim on figures for each claim that it is set beside, worked out once."""

    first: tuple[Item, ...]
    """Its first items."""
    words: tuple[_Words, ...]
    """What each of these is about."""
    times: tuple[_Time, ...]
    """When each of these is told to have been."""
    running: bool
    place: str | None
    places: frozenset[tuple[str, ...]]
    """The words of all places where its reports have it."""
    outlets: frozenset[str | None]
    day: str | None
    """ISO day: the first that one of its items has."""


class Nearness:
    """How much speaks for two claims being about one matter: 0 to 1, as the likeness of words of two claims of one place."""

    def __init__(self, book: SourceBook, likeness: Likeness) -> None:
        """Args:
        book: what is known of voices.
        likeness: of tellings.
        """
        self._book = book
        self._likeness = likeness
        self._places: dict[frozenset[tuple[str, ...]], frozenset[tuple[str, ...]]] = {}
        self._times: dict[_Time, _Time] = {}
        self._fitting: dict[tuple[int, int], bool] = {}
        self._share_a_place: dict[tuple[frozenset[tuple[str, ...]], frozenset[tuple[str, ...]]], bool] = {}

    def sketch(self, items: Sequence[Item], place: str | None) -> Sketch:
        """That of a claim.

        Args:
            items: its items, in order of time.
            place: where most of them have it.
        """
        first = tuple(items[:COMPARED])
        places = frozenset(key for item in items if (key := place_key(alike.figure_of(item).place)))
        return Sketch(
            first=first,
            words=tuple(map(self._likeness.words, first)),
            times=tuple(self._time(item) for item in first),
            running=items[0].told.running,
            place=place,
            places=self._places.setdefault(places, places),
            outlets=frozenset(item.telling.outlet for item in items),
            day=min((item.told.day for item in items if item.told.day), default=None),
        )

    def between(self, one: Sketch, other: Sketch) -> float:
        """How much speaks for one and another being about one matter."""
        if one.running != other.running or (one.place and other.place and not self._are_of_one_place(one, other)):
            return 0.0
        fitting = [
            (mine, its)
            for mine, my_time in enumerate(one.times)
            for its, its_time in enumerate(other.times)
            if self._fit(my_time, its_time, one.first[mine], other.first[its])
        ]
        if not fitting or len(fitting) < _FITTING * len(one.first) * len(other.first):
            return 0.0
        if one.running:
            return float(any(one_total(self._book, one.first[mine], other.first[its]) for mine, its in fitting))
        found = [self._likeness.between(one.words[mine], other.words[its]) for mine, its in fitting]
        for (mine, its), share in zip(fitting, found, strict=True):
            if share >= _BESIDE and one.first[mine].telling is other.first[its].telling:
                return 1.0
        mean = fsum(found) / len(found)
        if not ((one.place and other.place) or _is_of_the_town_of(one, other) or _is_of_the_town_of(other, one)):
            return _WITHOUT_A_PLACE * mean
        return min(1.0, _LIKELY_ONE_EVENT * mean) if _days_apart(one.day, other.day) <= _ONE_EVENT_DAYS else mean

    def _time(self, item: Item) -> _Time:
        told = item.told
        time = told.day, told.dated, told.running
        return self._times.setdefault(time, time)

    def _fit(self, my_time: _Time, its_time: _Time, mine: Item, its: Item) -> bool:
        """Whether two items can be of one day, asked once for all that are told of the same."""
        pair = id(my_time), id(its_time)
        found = self._fitting.get(pair)
        if found is None:
            found = self._fitting[pair] = alike.same_days(mine, its)
        return found

    def _are_of_one_place(self, one: Sketch, other: Sketch) -> bool:
        pair = one.places, other.places
        found = self._share_a_place.get(pair)
        if found is None:
            found = self._share_a_place[pair] = any(same_place_key(mine, its) for mine in one.places for its in other.places)
        return found


def _is_of_the_town_of(one: Sketch, other: Sketch) -> bool:
    return alike.of_its_town(one.outlets, one.place, other.place)


def _days_apart(one: str | None, other: str | None) -> int:
    """Days between two; many where one is unknown."""
    return abs(days_between(one, other)) if one and other else _ONE_EVENT_DAYS + 1
