"""The readings of a case by what they tell of, so that a new one is set beside the few it may share a matter with."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sqlalchemy import bindparam, func, select

from onrecord.ledger import questions as ask
from onrecord.ledger.entries import KeptCorrection
from onrecord.ledger.index import KEYS, Connection, Row
from onrecord.ledger.index import matters as rows
from onrecord.ledger.index.matters import SetBeside
from onrecord.ledger.index.tables import READING, RECORD, REVIEW
from onrecord.ledger.reviews import Reviews, held
from onrecord.records import Correction, Document, Reading
from onrecord.records.correcting import as_corrected, set_by_people

__all__ = ["ByMatter", "NumberedReading", "SetBeside"]

_AT_ONCE = 32
"""Readings in one question."""
_CORRECTED = (
    select(READING.c.number, REVIEW.c.number, RECORD.c.body)
    .join(REVIEW, REVIEW.c.identity == READING.c.identity)
    .join(RECORD, RECORD.c.number == REVIEW.c.number)
    .where(RECORD.c.type == "correct")
)
_CORRECTED_AMONG = _CORRECTED.with_only_columns(READING.c.number).where(READING.c.number.in_(KEYS)).distinct()
_CORRECTED_AFTER = _CORRECTED.where(REVIEW.c.number > bindparam("after"), READING.c.current == 1).order_by(REVIEW.c.number)
_FORMER_READING = READING.alias("former_reading")
_FORMER = (
    select(READING.c.number, func.max(_FORMER_READING.c.number))
    .join(_FORMER_READING, _FORMER_READING.c.identity == READING.c.identity)
    .where(READING.c.number.in_(KEYS), _FORMER_READING.c.number <= bindparam("until"))
    .group_by(READING.c.number)
)
_LAST = select(func.max(REVIEW.c.number))


class NumberedReading(NamedTuple):
    """A reading that holds now."""

    number: int
    """Of its record: a later reading has a greater one."""
    id: str
    """Its content id."""
    document: Document
    reading: Reading
    """As the machine read it, with its findings."""
    corrections: tuple[Correction, ...] = ()
    """Those of people that hold."""

    @property
    def now(self) -> Reading:
        """The reading as people corrected it; findings that they dismissed are left out."""
        return as_corrected(self.reading, self.corrections)

    @property
    def set_by_people(self) -> frozenset[str]:
        """Local ids of the records that people set or added."""
        return set_by_people(self.corrections)


class ByMatter:
    """Of the view, the readings by what they tell of."""

    _connection: Connection

    def set_beside(self) -> SetBeside:
        """How far the reports were set beside each other."""
        return rows.now(self._connection)

    def readings_after(self, number: int) -> tuple[int, ...]:
        """The numbers of the readings that hold now and were made after one."""
        return tuple(found for (found,) in self._connection.all(ask.CURRENT_AFTER, {"after": number}))

    def readings_with(self, key: int, *, most: int) -> list[int]:
        """The numbers of the readings that hold now and have a key, the latest first.

        Args:
            key: one of those that ``Ledger.note_keys`` was given.
            most: how many are given.
        """
        return rows.sharing(self._connection, key, most)

    def numbers_of(self, readings: Iterable[str]) -> tuple[int, ...]:
        """The numbers of the readings with these content ids that hold now."""
        found = (self._connection.one(ask.HELD_READING, {"asked": reading}) for reading in readings)
        return tuple(row[0] for row in found if row is not None)

    def readings_numbered(self, numbers: Iterable[int], *, until: int | None = None) -> Iterator[NumberedReading]:
        """Readings by their numbers, in increasing order; one that is gone since is left out.

        Args:
            numbers: of readings.
            until: the number of the last act of a person that counts for corrections; all do by default.
        """
        listed, reviews = sorted(numbers), Reviews(self._connection)
        for start in range(0, len(listed), _AT_ONCE):
            asked = {"keys": listed[start : start + _AT_ONCE]}
            corrected = {number for (number,) in self._connection.all(_CORRECTED_AMONG, asked)}
            for row in sorted(self._connection.all(ask.READINGS, asked), key=lambda row: row[0]):
                number, identifier, reading = row[0], row[1], self._compose(row)
                corrections = held(reviews.of(identifier, reading, until=until)) if number in corrected else ()
                yield NumberedReading(number, identifier, self._connection.kept(row[3], Document), reading, tuple(corrections))

    def former_readings(self, numbers: Iterable[int], until: int) -> dict[int, int]:
        """Which readings of the same reports held before.

        Args:
            numbers: of readings.
            until: the number of the last reading that counts as former.

        Returns:
            The number of a reading to that of the one which held when ``until`` was the last; of none where there was none.
        """
        return dict(self._connection.all(_FORMER, {"keys": sorted(numbers), "until": until}))

    def corrected_after(self, review: int) -> dict[int, int]:
        """The numbers of the readings that hold now of reports that people corrected after an act, by its number; each with the number of
        the first such correction, by which they are in order. Where a finding was dismissed, what the report tells is as it was."""
        found: dict[int, int] = {}
        for number, act, body in self._connection.all(_CORRECTED_AFTER, {"after": review}):
            if self._connection.kept(body, KeptCorrection).correction.finding is None:
                found.setdefault(number, act)
        return found

    def last_review(self) -> int:
        """The number of the last act of a person on a report or a claim; -1 where there is none."""
        row = self._connection.one(_LAST)
        return row[0] if row is not None and row[0] is not None else -1

    def _compose(self, row: Row) -> Reading:
        raise NotImplementedError
