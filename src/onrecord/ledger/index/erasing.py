"""Records out of the index: what they said, and every row by which they would be found."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, delete, or_, select, update

from onrecord.ledger.index.connection import KEYS, Connection
from onrecord.ledger.index.tables import DOCUMENT, READING, RECORD, REVIEW

_ROW = select(RECORD.c.number, RECORD.c.id, RECORD.c.type, RECORD.c.digest, RECORD.c.body)
_NUMBERED = _ROW.where(RECORD.c.number.in_(KEYS))
_STANDING = select(RECORD.c.number).where(RECORD.c.erased.is_(None)).order_by(RECORD.c.number)
_OF_TYPES = _STANDING.where(RECORD.c.type.in_(bindparam("types", expanding=True)))
_BEGINNING = _STANDING.where(RECORD.c.id >= bindparam("first"), RECORD.c.id < bindparam("end"))
_BY_DIGEST = _STANDING.where(RECORD.c.digest.in_(KEYS))
_PLACES = select(DOCUMENT.c.number, DOCUMENT.c.identity, DOCUMENT.c.name, DOCUMENT.c.capture)
_CALLED = _PLACES.where(or_(DOCUMENT.c.name == bindparam("asked"), DOCUMENT.c.capture == bindparam("asked")))
_NUMBERED_PLACES = _PLACES.where(DOCUMENT.c.number.in_(KEYS))
_ALIKE = _PLACES.where(or_(DOCUMENT.c.identity.in_(KEYS), DOCUMENT.c.capture.in_(bindparam("captures", expanding=True))))
_READINGS_OF = select(READING.c.number).where(READING.c.document.in_(KEYS))
_BLANK = (
    update(RECORD)
    .where(RECORD.c.number == bindparam("erased_number"))
    .values(id=bindparam("mark"), body=b"", salt="", disclosures=None, erased=bindparam("entry"))
)
_ERASED = select(RECORD.c.number).where(RECORD.c.erased >= bindparam("start")).order_by(RECORD.c.number)

_AT_ONCE = 500
"""Keys in one question: databases limit how many a statement may hold."""


class Stood(NamedTuple):
    """Where a document stood."""

    number: int
    identity: str
    name: str
    capture: str | None


class Row(NamedTuple):
    """A record as the index has it."""

    number: int
    id: str
    type: str
    digest: str
    body: bytes


def records_of(connection: Connection, types: Collection[str]) -> Iterator[Row]:
    """The records of some types that are not erased, in the order of the log."""
    for row in connection.in_turn(_OF_TYPES, _NUMBERED, {"types": list(types)}):
        yield Row(*row)


def records_beginning(connection: Connection, prefix: str) -> Iterator[Row]:
    """The records whose content id begins so, in the order of the log."""
    for row in connection.in_turn(_BEGINNING, _NUMBERED, {"first": prefix, "end": f"{prefix}g"}):
        yield Row(*row)


def records_numbered(connection: Connection, numbers: Collection[int]) -> Iterator[Row]:
    """The records with these numbers, in the order of the log."""
    listed = sorted(numbers)
    for start in range(0, len(listed), _AT_ONCE):
        found = {row[0]: row for row in connection.all(_NUMBERED, {"keys": listed[start : start + _AT_ONCE]})}
        yield from (Row(*found[number]) for number in listed[start : start + _AT_ONCE] if number in found)


def numbers_of(connection: Connection, digests: Sequence[str]) -> list[int]:
    """The numbers of the records that entries call by these digests, those that are not erased."""
    numbers: list[int] = []
    for start in range(0, len(digests), _AT_ONCE):
        numbers += (number for (number,) in connection.all(_BY_DIGEST, {"keys": list(digests[start : start + _AT_ONCE])}))
    return sorted(numbers)


def documents_meant(connection: Connection, name: str, numbers: Collection[int] = ()) -> list[Stood]:
    """The documents with this id or in the original with this hash, or with these numbers, and every other that holds the same report."""
    meant = [Stood(*row) for row in connection.all(_CALLED, {"asked": name})]
    meant += [Stood(*row) for row in connection.all(_NUMBERED_PLACES, {"keys": list(numbers)})]
    if not meant:
        return []
    identities = {one.identity for one in meant}
    places = {(one.name, one.capture) for one in meant if one.capture}
    asked = {"keys": sorted(identities), "captures": sorted({capture for _, capture in places if capture})}
    alike = (Stood(*row) for row in connection.all(_ALIKE, asked))
    return [one for one in alike if one.identity in identities or (one.name, one.capture) in places]


def documents_in(connection: Connection, captures: Collection[str]) -> list[Stood]:
    """The documents that stand in some originals."""
    return [Stood(*row) for row in connection.all(_ALIKE, {"keys": [], "captures": sorted(captures)})]


def readings_of(connection: Connection, documents: Collection[int]) -> list[int]:
    """The numbers of the readings of some documents, those superseded included."""
    return [number for (number,) in connection.all(_READINGS_OF, {"keys": sorted(documents)})]


def erase_records(connection: Connection, numbers: Sequence[int], entry: int) -> None:
    """Blank records in the open transaction, and remove the rows that lead to them."""
    listed = list(numbers)
    for table in (REVIEW, READING, DOCUMENT):  # a reading refers to its document
        connection.change(delete(table).where(table.c.number.in_(KEYS)), {"keys": listed})
    for number in listed:
        connection.change(_BLANK, {"erased_number": number, "mark": f"erased-{number}", "entry": entry})


def erased_records(connection: Connection, start: int = 0) -> list[int]:
    """Numbers of the records that were erased by the entries from a sequence number on."""
    return [number for (number,) in connection.all(_ERASED, {"start": start})]
