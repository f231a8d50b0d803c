"""Reports of a case that were asked for lately, as they are set beside others."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from onrecord import corroboration
from onrecord.corroboration import Telling, copies
from onrecord.corroboration.claims.items import Item
from onrecord.corroboration.claims.keys import keys_of
from onrecord.ledger import NumberedReading, View
from onrecord.ledger.versions import article_of
from onrecord.records import Finding

_HELD = 4_000
"""Reports that are kept at hand for the next question."""
_SKETCH = 8
"""Fingerprints of a text, the least ones, that are keys of its report: a text that holds all of it has them among its own; one that
holds a third of it has two or more, four times in five."""


def telling_of(one: NumberedReading) -> Telling:
    """What a report of a case offers for comparison, as people corrected it."""
    return corroboration.telling_of(
        one.now, name=one.id, page=article_of(one.document.url), order=one.number, set_by_people=one.set_by_people
    )


def sketch(passages: Iterable[int]) -> list[int]:
    """The passages of a report that are keys of it."""
    return sorted(passages)[:_SKETCH]


@dataclass
class NearReport:
    """A report of a case."""

    number: int
    """Of its reading."""
    telling: Telling
    passages: frozenset[int]
    """Fingerprints of its text (``corroboration.copies``)."""
    findings: tuple[Finding, ...]
    """What was noticed on it last."""

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All that it tells."""
        return tuple(Item(self.telling, told) for told in (*self.telling.figures, *self.telling.statements))

    @cached_property
    def keys_of(self) -> dict[tuple[str, str], frozenset[int]]:
        """The keys of each of these, by ``Item.key``."""
        return {item.key: keys_of(item) for item in self.items}

    @cached_property
    def keys(self) -> frozenset[int]:
        """By what it is found: the keys of all that it tells, and a few passages."""
        return frozenset().union(sketch(self.passages), *self.keys_of.values())


def _near(one: NumberedReading) -> NearReport:
    return NearReport(one.number, telling_of(one), frozenset(copies.fingerprints(one.document.text)), one.reading.findings)


class Nearby:
    """The reports of a case that were asked for lately."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._held: dict[int, NearReport] = {}
        self._numbers: dict[str, int] = {}

    def reports(self, numbers: Collection[int]) -> list[NearReport]:
        """Reports by the numbers of their readings, in that order; one that is gone is left out."""
        missing = [number for number in numbers if number not in self._held]
        if missing and len(self._held) + len(missing) > _HELD:
            self._held.clear()
            self._numbers.clear()
            missing = list(numbers)
        for one in self._view.readings_numbered(missing):
            self._held[one.number] = _near(one)
            self._numbers[one.id] = one.number
        return [self._held[number] for number in sorted(numbers) if number in self._held]

    def as_they_were(self, numbers: Mapping[int, int], review: int) -> list[NearReport]:
        """Reports as they were, and as people had corrected them when they had done what is kept under a number, and no more.

        Args:
            numbers: of readings that held then, each with the one that holds now of the same report, by which it is called in the answer.
            review: the number of the last act of a person that counts.

        Returns:
            The reports; they are not remembered.
        """
        return [_near(one._replace(number=numbers[one.number])) for one in self._view.readings_numbered(numbers, until=review)]

    def called(self, readings: Iterable[str]) -> list[NearReport]:
        """Reports by the content ids of their readings, of those that hold now."""
        known = [(reading, self._numbers.get(reading)) for reading in readings]
        asked = self._view.numbers_of(reading for reading, number in known if number is None)
        return self.reports({*asked, *(number for _, number in known if number is not None)})

    def __getitem__(self, reading: str) -> NearReport:
        """One that was asked for last, by the content id of its reading."""
        return self._held[self._numbers[reading]]
