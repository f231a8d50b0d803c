"""Entries and records as the index holds them, in the form in which they go into the log."""

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Select, bindparam, delete, insert, select

from onrecord.ledger.disclosures import covers
from onrecord.ledger.entries import LoggedRecord, record_line, salted_digest
from onrecord.ledger.index.connection import KEYS, Connection, Row
from onrecord.ledger.index.tables import CHECKPOINT, ENTRY, RECORD

_PAGE = 100
"""Rows asked for at a time: no query stays open between two lines, and a group of the writer is one page or a few."""

_AT_ONCE = 500
"""Keys in one question: databases limit how many a statement may hold."""

_KEPT = (RECORD.c.number, RECORD.c.type, RECORD.c.body, RECORD.c.salt, RECORD.c.digest, RECORD.c.disclosures, RECORD.c.erased)
"""What a ``KeptRow`` is made of, in its order."""

_ENTRIES = select(ENTRY.c.sequence, ENTRY.c.body).where(ENTRY.c.sequence >= bindparam("start")).order_by(ENTRY.c.sequence).limit(_PAGE)
_RECORDS = select(*_KEPT).where(RECORD.c.number >= bindparam("start")).order_by(RECORD.c.number).limit(_PAGE)
_OF_TYPES = select(RECORD.c.sequence, RECORD.c.number).where(RECORD.c.type.in_(bindparam("types", expanding=True)))
_NAMED = select(*_KEPT).where(RECORD.c.digest == bindparam("digest")).order_by(RECORD.c.number)
_WHOLE = (
    select(*_KEPT, RECORD.c.id, RECORD.c.sequence, ENTRY.c.body)
    .join(ENTRY, ENTRY.c.sequence == RECORD.c.sequence)
    .where(RECORD.c.number.in_(KEYS))
)
_CALLED = select(RECORD.c.number, RECORD.c.type, RECORD.c.body, RECORD.c.salt, RECORD.c.sequence).where(RECORD.c.id == bindparam("id"))
_LAST_BEFORE = select(RECORD.c.number).where(RECORD.c.sequence < bindparam("sequence")).order_by(RECORD.c.number.desc()).limit(1)
"""Asked for the end of the log mostly, and records are numbered in the order of their entries: few rows are looked at."""
_CHECKPOINT = select(CHECKPOINT.c.size, CHECKPOINT.c.note).order_by(CHECKPOINT.c.size.desc()).limit(1)

_NUMBERS_OF = select(RECORD.c.number).where(RECORD.c.type.in_(bindparam("types", expanding=True))).order_by(RECORD.c.number)
_NUMBERED = select(*_KEPT).where(RECORD.c.number.in_(KEYS))

_NO_CHECKPOINT, _NEW_CHECKPOINT = delete(CHECKPOINT), insert(CHECKPOINT)


def entry_lines(connection: Connection, start: int) -> Iterator[tuple[int, bytes]]:
    """The log's entries from a sequence number on, each with its number."""
    return ((sequence, body) for sequence, body in _pages(connection, _ENTRIES, start))


class KeptRow(NamedTuple):
    """A record as the index has it: its line, and the digest that it is named by."""

    line: LoggedRecord
    digest: str


def kept_rows(connection: Connection, start: int) -> Iterator[KeptRow]:
    """The records from a number on."""
    return map(_kept_row, _pages(connection, _RECORDS, start))


def rows_named(connection: Connection, digest: str) -> list[KeptRow]:
    """The records that are said to have a digest; more than one only where somebody wrote into the index."""
    return [_kept_row(row) for row in connection.all(_NAMED, {"digest": digest})]


class WholeRow(NamedTuple):
    """All that the index says of a record and of where it came from."""

    kept: KeptRow
    id: str
    sequence: int
    entry: bytes
    """The entry with that number, as the index has it."""


def whole_rows(connection: Connection, numbers: Collection[int]) -> list[WholeRow]:
    """The records with these numbers that are there, in the order of the entries that they are said to come with."""
    listed = list(numbers)
    found = (row for start in range(0, len(listed), _AT_ONCE) for row in connection.all(_WHOLE, {"keys": listed[start : start + _AT_ONCE]}))
    return sorted((WholeRow(_kept_row(row[:7]), *row[7:]) for row in found), key=lambda row: row.sequence)


def places_of(connection: Connection, types: Collection[str]) -> list[tuple[int, int]]:
    """Where an index says that entries of some types stand, in the order of the log: the entry's number and its record's."""
    return sorted((sequence, number) for sequence, number in connection.all(_OF_TYPES, {"types": list(types)}))


def kept_rows_of(connection: Connection, types: Collection[str]) -> Iterator[KeptRow]:
    """The records of some types, those that were erased included, in the order of their numbers."""
    return map(_kept_row, connection.in_turn(_NUMBERS_OF, _NUMBERED, {"types": sorted(types)}))


def _kept_row(row: Row) -> KeptRow:
    number, kind, body, salt, digest, disclosures, erased = row
    if erased is not None:
        return KeptRow(LoggedRecord(number=number, erased=erased), digest)
    given = _listed(disclosures)
    return KeptRow(LoggedRecord(number=number, record=msgspec.Raw(body), salt=salt, type=kind, disclosures=given), digest)


def record_lines(connection: Connection, start: int) -> Iterator[tuple[int, bytes, bool]]:
    """The lines of the records from a number on: number, line, and whether the record has the digest that it is named by, and discloses
    what it commits to."""
    for logged, digest in kept_rows(connection, start):
        yield logged.number, record_line(logged), logged.erased is not None or _is_called(logged, digest)


def _listed(disclosures: str | None) -> tuple[str, ...]:
    try:
        return msgspec.json.decode(disclosures, type=tuple[str, ...]) if disclosures else ()
    except msgspec.DecodeError:  # altered: no record commits to it
        return (str(disclosures),)


def _is_called(logged: LoggedRecord, digest: str) -> bool:
    try:
        body = bytes(logged.record)
        return salted_digest(logged.salt or "", body) == digest and covers(logged.type or "", logged.disclosures, body)
    except ValueError:  # its salt is none
        return False


def kept_line(connection: Connection, identifier: str) -> tuple[LoggedRecord, int]:
    """The line of the record with this content id, which is kept, and the entry that it belongs to."""
    row = connection.one(_CALLED, {"id": identifier})
    assert row is not None, "asked for what was just added"
    number, kind, body, salt, sequence = row
    return LoggedRecord(number=number, record=msgspec.Raw(body), salt=salt, type=kind), sequence


def records_before(connection: Connection, sequence: int) -> int:
    """How many records the entries before this one generated."""
    if connection.numbers is not None and sequence == connection.numbers[0]:  # a writer's; a reader's two numbers may lie apart
        return connection.numbers[1]
    row = connection.one(_LAST_BEFORE, {"sequence": sequence})
    return row[0] + 1 if row else 0


def last_checkpoint(connection: Connection) -> tuple[int, bytes] | None:
    """The size of the tree that was signed last, and the signed note."""
    row = connection.one(_CHECKPOINT)
    return (row[0], row[1]) if row else None


def store_checkpoint(connection: Connection, size: int, note: bytes) -> None:
    """Put a signed note in the place of the one before, in the transaction that it speaks of."""
    connection.change(_NO_CHECKPOINT)
    connection.change(_NEW_CHECKPOINT, {"size": size, "note": note})


def _pages(connection: Connection, question: Select[Any], start: int) -> Iterator[Row]:
    """Rows in the order of their first column, an integer, from a number on."""
    while page := connection.all(question, {"start": start}):
        yield from page
        if len(page) < _PAGE:
            return
        start = page[-1][0] + 1
