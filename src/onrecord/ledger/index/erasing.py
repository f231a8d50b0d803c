"""Records out of the index: what they said, and every row by which they would be found."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.sql import Select

from onrecord.ledger.entries import KeptFindings, identity
from onrecord.ledger.index.adding import HAS_ORIGINAL
from onrecord.ledger.index.connection import KEYS, Connection
from onrecord.ledger.index.tables import DOCUMENT, ENTRY, PASSAGE, READING, RECORD, REVIEW
from onrecord.records import Document

_ROW = select(RECORD.c.number, RECORD.c.id, RECORD.c.type, RECORD.c.digest, RECORD.c.body)
_NUMBERED = _ROW.where(RECORD.c.number.in_(KEYS))
_STANDING = select(RECORD.c.number).where(RECORD.c.erased.is_(None)).order_by(RECORD.c.number)
_OF_TYPES = _STANDING.where(RECORD.c.type.in_(bindparam("types", expanding=True)))
_BEGINNING = _STANDING.where(RECORD.c.id >= bindparam("first"), RECORD.c.id < bindparam("end"))
_BY_DIGEST = _STANDING.where(RECORD.c.digest.in_(KEYS))
_WITH_ENTRY = (
    select(RECORD.c.number, RECORD.c.id, RECORD.c.type, RECORD.c.digest, RECORD.c.body, ENTRY.c.body)
    .join(ENTRY, ENTRY.c.sequence == RECORD.c.sequence)
    .where(RECORD.c.number.in_(KEYS))
)
_WITHOUT_DOCUMENT = _STANDING.where(RECORD.c.type == "reading", RECORD.c.number.not_in(select(READING.c.number)))
_PLACES = select(DOCUMENT.c.number, DOCUMENT.c.identity, DOCUMENT.c.name, DOCUMENT.c.capture)
_CALLED = _PLACES.where(DOCUMENT.c.name == bindparam("asked"))
_NUMBERED_PLACES = _PLACES.where(DOCUMENT.c.number.in_(KEYS))
_SAME_TEXT = _PLACES.where(DOCUMENT.c.identity.in_(KEYS))
_IN_ORIGINALS = _PLACES.where(DOCUMENT.c.capture.in_(KEYS))
_READ_FROM = _PLACES.join(READING, READING.c.document == DOCUMENT.c.number).where(READING.c.number.in_(KEYS))
_READINGS_OF = select(READING.c.number).where(READING.c.document.in_(KEYS))
_FINDINGS = select(RECORD.c.body).where(RECORD.c.number.in_(KEYS), RECORD.c.type == "finding", RECORD.c.erased.is_(None))
_NO_FINDINGS = (
    update(READING)
    .where(READING.c.id == bindparam("reading"), READING.c.findings.in_(bindparam("erased_numbers", expanding=True)))
    .values(findings=None)
)
_BLANK = (
    update(RECORD)
    .where(RECORD.c.number == bindparam("erased_number"))
    .values(id=bindparam("mark"), body=b"", salt="", disclosures=None, erased=bindparam("entry"))
)
_NOT_HELD = delete(PASSAGE).where(PASSAGE.c.reading.in_(KEYS))
_ERASED = select(RECORD.c.number).where(RECORD.c.erased >= bindparam("start"))
"""Not in order: asked for it, SQLite would go through all records rather than through the index of those that were erased."""

_ACTS = select(RECORD.c.number).where(RECORD.c.number.in_(KEYS), RECORD.c.type.in_(("erase-ask", "erase")))

_AT_ONCE = 500
"""Keys in one question: databases limit how many a statement may hold."""


class Stood(NamedTuple):
    """Where a document stood."""

    number: int
    identity: str
    name: str
    capture: str | None


def stood(number: int, document: Document) -> Stood:
    """Where a document stood, by its own word."""
    return Stood(number, identity(document), document.id, document.capture.sha256 if document.capture else None)


class Row(NamedTuple):
    """A record as the index has it."""

    number: int
    id: str
    type: str
    digest: str
    body: bytes


class _Used(msgspec.Struct, frozen=True):
    used: tuple[str, ...] = ()


def records_of(connection: Connection, types: Collection[str]) -> Iterator[Row]:
    """The records of some types that are not erased, in the order of the log."""
    for row in connection.in_turn(_OF_TYPES, _NUMBERED, {"types": list(types)}):
        yield _sound(connection, row)


def records_beginning(connection: Connection, prefix: str) -> Iterator[Row]:
    """The records whose content id begins so, in the order of the log."""
    for row in connection.in_turn(_BEGINNING, _NUMBERED, {"first": prefix, "end": f"{prefix}g"}):
        yield _sound(connection, row)


def records_numbered(connection: Connection, numbers: Collection[int]) -> Iterator[Row]:
    """The records with these numbers, in the order of the log."""
    listed = sorted(numbers)
    for start in range(0, len(listed), _AT_ONCE):
        found = {row[0]: row for row in connection.all(_NUMBERED, {"keys": listed[start : start + _AT_ONCE]})}
        yield from (_sound(connection, found[number]) for number in listed[start : start + _AT_ONCE] if number in found)


def records_with_used(connection: Connection, types: Collection[str]) -> Iterator[tuple[Row, tuple[str, ...]]]:
    """The records of some types that are not erased, each with the digests of what its entry says that it was made from."""
    for row in connection.in_turn(_OF_TYPES, _WITH_ENTRY, {"types": list(types)}):
        yield _sound(connection, row[:5]), connection.kept(row[5], _Used).used


def _sound(connection: Connection, row: Sequence[Any]) -> Row:
    """A record that is one of its type, so that who asks for it can take it for that."""
    found = Row(*row)
    connection.record(found.type, found.body)
    return found


def entry_with(connection: Connection, number: int) -> bytes:
    """The entry that a record came with."""
    ((*_, body),) = connection.all(_WITH_ENTRY, {"keys": [number]})
    return bytes(body)


def numbers_of(connection: Connection, digests: Sequence[str]) -> list[int]:
    """The numbers of the records that entries call by these digests, those that are not erased."""
    return sorted(number for (number,) in _of_many(connection, _BY_DIGEST, digests))


def captures_of(connection: Connection, originals: Collection[str]) -> list[Row]:
    """The records that say where some originals were obtained."""
    numbers = [number for digest in originals for (number,) in connection.all(HAS_ORIGINAL, {"sha256": digest.encode("ascii")})]
    return list(records_numbered(connection, numbers))


def readings_without_document(connection: Connection) -> Iterator[Row]:
    """The readings that are not erased although the document that they were read from is."""
    numbers = [number for (number,) in connection.all(_WITHOUT_DOCUMENT)]
    return records_numbered(connection, numbers)


def documents_called(connection: Connection, name: str) -> list[Stood]:
    """The documents that are called so."""
    return [Stood(*row) for row in connection.all(_CALLED, {"asked": name})]


def documents_numbered(connection: Connection, numbers: Collection[int]) -> list[Stood]:
    """The documents with these numbers."""
    return [Stood(*row) for row in _of_many(connection, _NUMBERED_PLACES, numbers)]


def documents_read(connection: Connection, readings: Collection[int]) -> list[Stood]:
    """The documents that some readings, by number, were read from."""
    return [Stood(*row) for row in _of_many(connection, _READ_FROM, readings)]


def documents_alike(connection: Connection, documents: Iterable[Stood]) -> list[Stood]:
    """The documents that hold the same report as some others: the same text, or what stood in the same original under the same id."""
    known = list(documents)
    places = {(one.name, one.capture) for one in known if one.capture}
    alike = [Stood(*row) for row in _of_many(connection, _SAME_TEXT, {one.identity for one in known})]
    in_place = documents_in(connection, {one.capture for one in known if one.capture})
    return [*alike, *(one for one in in_place if (one.name, one.capture) in places)]


def documents_in(connection: Connection, captures: Collection[str]) -> list[Stood]:
    """The documents that stand in some originals."""
    return [Stood(*row) for row in _of_many(connection, _IN_ORIGINALS, captures)]


def readings_of(connection: Connection, documents: Collection[int]) -> list[int]:
    """The numbers of the readings of some documents, those superseded included."""
    return [number for (number,) in _of_many(connection, _READINGS_OF, documents)]


def _of_many(connection: Connection, question: Select[Any], keys: Collection[int] | Collection[str]) -> Iterator[Any]:
    """The rows with any number of keys."""
    listed = list(keys)
    for start in range(0, len(listed), _AT_ONCE):
        yield from connection.all(question, {"keys": listed[start : start + _AT_ONCE]})


def erase_records(connection: Connection, numbers: Sequence[int], entry: int) -> None:
    """Blank records in the open transaction, and remove the rows that lead to them."""
    listed = list(numbers)
    for (body,) in connection.all(_FINDINGS, {"keys": listed}):
        connection.change(_NO_FINDINGS, {"reading": connection.kept(body, KeptFindings).reading, "erased_numbers": listed})
    connection.change(_NOT_HELD, {"keys": listed})
    for table in (REVIEW, READING, DOCUMENT):  # a reading refers to its document
        connection.change(delete(table).where(table.c.number.in_(KEYS)), {"keys": listed})
    for number in listed:
        connection.change(_BLANK, {"erased_number": number, "mark": f"erased-{number}", "entry": entry})


def erased_records(connection: Connection, start: int = 0) -> list[int]:
    """Numbers of the records that were erased by the entries from a sequence number on."""
    return sorted(number for (number,) in connection.all(_ERASED, {"start": start}))


def acts_among(connection: Connection, numbers: Collection[int]) -> int:
    """How many of some records, by number, are of requests for erasure or of erasures; those that were erased count as well."""
    return sum(1 for _ in _of_many(connection, _ACTS, numbers))
