"""The readings of a case by what they tell of, so that a new one is set beside the few it may share a matter with."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from onrecord.ledger import questions as ask
from onrecord.ledger.index import Connection, Row
from onrecord.ledger.index import matters as rows
from onrecord.ledger.index.matters import SetBeside
from onrecord.records import Document, Reading

__all__ = ["ByMatter", "NumberedReading", "SetBeside"]

_AT_ONCE = 32
"""Readings in one question."""


class NumberedReading(NamedTuple):
    """A reading that holds now."""

    number: int
    """Of its record: a later reading has a greater one."""
    id: str
    """Its content id."""
    document: Document
    reading: Reading


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

    def readings_numbered(self, numbers: Iterable[int]) -> Iterator[NumberedReading]:
        """Readings by their numbers, in increasing order; one that is gone since is left out."""
        listed = sorted(numbers)
        for start in range(0, len(listed), _AT_ONCE):
            for row in sorted(self._connection.all(ask.READINGS, {"keys": listed[start : start + _AT_ONCE]}), key=lambda row: row[0]):
                yield NumberedReading(row[0], row[1], self._connection.kept(row[3], Document), self._compose(row))

    def _compose(self, row: Row) -> Reading:
        raise NotImplementedError
