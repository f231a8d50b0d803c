"""Reports set beside each other: the claims that they share, the events these are about, and where each has it from."""

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from onrecord.corroboration.claims import figures as alike
from onrecord.corroboration.claims.items import Item
from onrecord.corroboration.claims.outlets import Outlets, outlets_of
from onrecord.corroboration.claims.roots import Traced, traced
from onrecord.corroboration.claims.voices import SourceBook
from onrecord.corroboration.groups import place_key
from onrecord.corroboration.numbers import range_of
from onrecord.corroboration.told import Telling
from onrecord.records.vocabulary import Measure


@dataclass(frozen=True, slots=True)
class Claim:
    """Statements of one proposition: one number of one thing, or one accusation, denial or assessment."""

    items: tuple[Item, ...]
    """In order of time."""
    traced: tuple[Traced, ...]
    """Where each item leads to, in the same order."""

    @property
    def is_figure(self) -> bool:
        """Whether it is a number."""
        return self.items[0].told.figure is not None

    @property
    def reports(self) -> tuple[str, ...]:
        """The readings that tell it."""
        return tuple(dict.fromkeys(item.telling.reading for item in self.items))

    @property
    def roots(self) -> tuple[str, ...]:
        """The root sources, each once, in order of time."""
        return tuple(dict.fromkeys(one.root for one in self.traced if one.root is not None))


class Beside:
    """Some reports set beside each other. Pure: the same tellings give the same claims in the same order."""

    def __init__(self, tellings: Iterable[Telling], copies: Mapping[str, str] | None = None) -> None:
        """Args:
        tellings: what each report offers for comparison.
        copies: reading → the reading whose text it prints.
        """
        self.tellings = tuple(sorted(tellings, key=lambda one: (one.published or "", one.order, one.reading)))
        self.by_reading = {telling.reading: telling for telling in self.tellings}
        self.copies = dict(copies or {})
        self.book = SourceBook(self.tellings)
        self._rarity = _rarity(self.tellings)

    @cached_property
    def outlets(self) -> Outlets:
        """The outlets that published the reports."""
        places = (told.figure.place for telling in self.tellings for told in telling.figures if told.figure and told.figure.place)
        return outlets_of([telling.outlet for telling in self.tellings], places)

    @cached_property
    def figures(self) -> tuple[Item, ...]:
        """Every figure, in order of time."""
        return tuple(Item(telling, told) for telling in self.tellings for told in telling.figures)

    @cached_property
    def figure_claims(self) -> tuple[Claim, ...]:
        """Figures that tell one number of one thing."""
        linked = [(one, other) for one, other in self._likely(self.figures) if self._one_claim(self.figures[one], self.figures[other])]
        return tuple(self.claim(tuple(self.figures[at] for at in group)) for group in joined(len(self.figures), linked))

    def claim(self, items: Sequence[Item]) -> Claim:
        """A claim of some items."""
        ordered = tuple(sorted(items, key=lambda item: item.when))
        return Claim(ordered, traced(ordered, self.outlets, self.book, self.copies))

    def _likely(self, items: Sequence[Item]) -> Iterator[tuple[int, int]]:
        """Pairs of figures that share a bound and a measure."""
        holding: dict[Hashable, list[int]] = defaultdict(list)
        for at, item in enumerate(items):
            figure = alike.figure_of(item)
            for bound in {figure.min, figure.max} - {None}:
                holding[figure.measure, alike.running(figure), bound].append(at)
        seen = {(one, other) for held in holding.values() for n, one in enumerate(held) for other in held[n + 1 :]}
        yield from sorted(seen)

    def _one_claim(self, one: Item, other: Item) -> bool:
        if not alike.same_number_told(one, other) or not alike.same_people(self.book, one, other) or not alike.same_days(one, other):
            return False
        place = alike.places(one, other)
        if alike.running(alike.figure_of(one)):
            return place >= 0
        words = self.likeness(one, other)
        telling = alike.is_telling(alike.figure_of(one))
        if place > 0:
            return words > (0.05 if telling else 0.12)
        return words > (0.2 if telling else 0.3) if place == 0 else words > (0.3 if telling else 0.45)

    def likeness(self, one: Item, other: Item) -> float:
        """Share of the weight of the shorter telling's words, with those of its report's head, that the other has too; 0 to 1."""
        mine, its = self._words(one), self._words(other)
        if not mine or not its:
            return 0.0
        shared = sum(self._rarity.get(word, 1.0) for word in mine & its)
        least = min(sum(self._rarity.get(word, 1.0) for word in words) for words in (mine, its))
        return shared / least if least else 0.0

    def _words(self, item: Item) -> frozenset[str]:
        return frozenset((*item.told.stems, *item.telling.stems))


def _rarity(tellings: Sequence[Telling]) -> dict[str, float]:
    """How much a word tells of which matter it is: the logarithm of the share of reports without it."""
    held = Counter(stem for telling in tellings for stem in {*telling.stems, *(stem for told in telling.statements for stem in told.stems)})
    return {stem: math.log((1 + len(tellings)) / count) for stem, count in held.items()}


def joined(count: int, linked: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Numbers below ``count`` in groups of those that are linked, each group and all groups ascending (union-find with path halving)."""
    parent = list(range(count))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for one, other in linked:
        first, second = sorted((root(one), root(other)))
        parent[second] = first
    groups: dict[int, list[int]] = {}
    for at in range(count):
        groups.setdefault(root(at), []).append(at)
    return list(groups.values())
