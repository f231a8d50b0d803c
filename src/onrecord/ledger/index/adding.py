"""Entries and their records into the index. The same steps serve appending and rebuilding, so both give the same index."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import LargeBinary, bindparam, cast, delete, func, insert, or_, select, update

from onrecord.ledger.claim_record import KeptClaimDecision
from onrecord.ledger.entries import (
    KIND,
    Entry,
    EntryType,
    KeptCorrection,
    KeptDecision,
    KeptFindings,
    KeptProposal,
    KeptReading,
    KeptSeries,
    LoggedRecord,
    identity,
    new_salt,
    salted_digest,
)
from onrecord.ledger.index.connection import Connection, Values
from onrecord.ledger.index.tables import COMPARED, DOCUMENT, ENTRY, READING, RECORD, REVIEW, SERIES, CaptureType, Original
from onrecord.ledger.versions import article_of
from onrecord.records import Document, Record, canonical, decode

_HAS_RECORD = select(RECORD.c.number).where(RECORD.c.id == bindparam("id"))
HAS_ORIGINAL = select(RECORD.c.number).where(RECORD.c.type == CaptureType(), Original() == cast(bindparam("sha256"), LargeBinary))
"""Asks whether some capture kept an original."""
_DIGEST = select(RECORD.c.digest).where(RECORD.c.id == bindparam("id"))
_NEXT_ENTRY = select(func.coalesce(func.max(ENTRY.c.sequence) + 1, 0))
_NEXT_RECORD = select(func.coalesce(func.max(RECORD.c.number) + 1, 0))
_DOCUMENT = (
    select(DOCUMENT.c.number, DOCUMENT.c.identity).join(RECORD, RECORD.c.number == DOCUMENT.c.number).where(RECORD.c.id == bindparam("id"))
)

_SUPERSEDE_READING = (
    update(READING).where(or_(READING.c.identity == bindparam("same"), READING.c.id == bindparam("earlier"))).values(current=0)
)
_SUPERSEDE_SAME = update(READING).where(READING.c.identity == bindparam("same")).values(current=0)
_SUPERSEDE_SERIES = update(SERIES).where(SERIES.c.name == bindparam("same")).values(current=0)
_IDENTITY = select(READING.c.identity).where(READING.c.id == bindparam("id"))
_BEFORE = select(READING.c.identity).where(READING.c.id == bindparam("earlier")).scalar_subquery()
_FOLLOW_REPORT = update(REVIEW).where(REVIEW.c.identity == _BEFORE).values(identity=bindparam("same"))
_GIVE_FINDINGS = update(READING).where(READING.c.id == bindparam("reading")).values(findings=bindparam("newest"))
_TAKE_FINDINGS = (
    update(READING)
    .where(READING.c.number.in_(select(RECORD.c.number).where(RECORD.c.digest == bindparam("reading"), RECORD.c.type == "reading")))
    .values(findings=None)
)

_COMPARED, _NOT_COMPARED, _NEWLY_COMPARED = select(COMPARED.c.digest), delete(COMPARED), insert(COMPARED)


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record that is to be kept, with its content id and canonical form, and the salt under which entries name it."""

    type: EntryType
    value: Record | None
    """None for one that was erased."""
    id: str
    body: bytes
    salt: str
    digest: str
    """What entries say of it: hash over salt and canonical form."""
    disclosures: tuple[str, ...] = ()
    erased: int | None = None
    """The entry that says that it was erased."""

    def without_body(self) -> "NewRecord":
        """The same for an index that is only to say where records are found."""
        return NewRecord(self.type, self.value, self.id, b"", "", self.digest, erased=self.erased)


def new_record(kind: EntryType, value: Record, disclosures: tuple[str, ...] = ()) -> NewRecord:
    """Name a record by its content, and salt it.

    Raises:
        ValueError: it has no canonical form.
    """
    body = canonical(value)
    salt = new_salt()
    return NewRecord(kind, value, sha256(body).hexdigest(), body, salt, salted_digest(salt, body), disclosures)


def logged_record(kind: EntryType, digest: str, logged: LoggedRecord) -> NewRecord:
    """A record as the log has it, for an index that has not.

    Raises:
        ValueError: it does not have the digest that its entry gives, or is no record of its type.
        msgspec.DecodeError: the same.
    """
    if logged.erased is not None:
        return NewRecord(kind, None, f"erased-{logged.number}", b"", "", digest, erased=logged.erased)
    body, salt = bytes(logged.record), logged.salt or ""
    if salted_digest(salt, body) != digest or logged.type != kind:
        raise ValueError("it does not have the digest or the type that its entry gives")
    return NewRecord(kind, decode(body, KIND[kind]), sha256(body).hexdigest(), body, salt, digest, logged.disclosures)


def has_record(connection: Connection, identifier: str) -> bool:
    """Whether a record with this content id is kept already."""
    if connection.waiting((RECORD.c.id, identifier)) is not None:
        return True
    return connection.one(_HAS_RECORD, {"id": identifier}, about=()) is not None


def has_original(connection: Connection, digest: str) -> bool:
    """Whether some capture kept an original with this hash."""
    return connection.one(HAS_ORIGINAL, {"sha256": digest.encode("ascii")}) is not None


def next_numbers(connection: Connection) -> tuple[int, int]:
    """The sequence number of the next entry and the number of the next record."""
    if connection.numbers is not None:
        return connection.numbers
    entry, record = connection.one(_NEXT_ENTRY), connection.one(_NEXT_RECORD)
    assert entry is not None, "an aggregate has one row"
    assert record is not None, "an aggregate has one row"
    return entry[0], record[0]


def digest_of(connection: Connection, identifier: str) -> str | None:
    """What entries call the record with this content id; None where none is kept."""
    if (row := connection.waiting((RECORD.c.id, identifier))) is not None:
        digest: str = row["digest"]
        return digest
    found = connection.one(_DIGEST, {"id": identifier}, about=())
    return found[0] if found else None


def add(connection: Connection, entry: Entry, body: bytes, records: Sequence[NewRecord]) -> None:
    """Have one entry, in its canonical form ``body``, written with the records it generated, and what the view needs to find them."""
    _, number = next_numbers(connection)
    connection.add(ENTRY, {"sequence": entry.sequence, "type": entry.type, "body": body})
    for record in records:
        connection.add(RECORD, record_row(number, record, entry))
        _project(connection, number, record, entry)
        number += 1
    connection.numbers = (entry.sequence + 1, number)


def record_row(number: int, record: NewRecord, entry: Entry) -> Values:
    """The row of a record, with every column of the table in its order."""
    return {
        "number": number,
        "id": record.id,
        "type": record.type,
        "sequence": entry.sequence,
        "body": record.body,
        "salt": record.salt,
        "digest": record.digest,
        "disclosures": json.dumps(record.disclosures) if record.disclosures else None,
        "erased": record.erased,
    }


def compared(connection: Connection) -> str | None:
    """The digest that ``mark_compared`` was given last; None when there is none."""
    row = connection.one(_COMPARED, about=())
    return row[0] if row else None


def mark_compared(connection: Connection, digest: str) -> None:
    """Remember what the findings that hold now were made with."""
    connection.change(_NOT_COMPARED)
    connection.change(_NEWLY_COMPARED, {"digest": digest})


def _project(connection: Connection, number: int, record: NewRecord, entry: Entry) -> None:
    match record.value:
        case None if entry.type == "finding" and entry.used:  # erased: what they superseded does not hold again
            connection.change(_TAKE_FINDINGS, {"reading": entry.used[0]})
        case Document() as document:
            capture = document.capture.sha256 if document.capture else None
            row = {"number": number, "identity": identity(document), "name": document.id, "capture": capture}
            row |= {"article": article_of(document.url)}
            connection.add(DOCUMENT, row)
        case KeptReading() as kept:
            _project_reading(connection, number, record.id, kept)
        case KeptFindings(reading=reading):
            _give_findings(connection, number, reading)
        case KeptSeries(series=series):
            connection.settle_about((SERIES.c.name, series.id))
            connection.later(_SUPERSEDE_SERIES, {"same": series.id}, about=[(SERIES.c.name, series.id)])
            connection.add(SERIES, {"number": number, "name": series.id, "current": 1})
        case KeptCorrection(reading=reading) | KeptProposal(reading=reading) | KeptDecision(reading=reading):
            _project_review(connection, number, reading)
        case KeptClaimDecision(named=named) if named is not None:
            _project_review(connection, number, named.reading)
        case _:
            pass  # captures, issues, parties, notes and the log's own acts are found by type and id alone


def _project_reading(connection: Connection, number: int, identifier: str, kept: KeptReading) -> None:
    found = _document(connection, kept.document)
    if found is None:  # erased, by a version that left what was read meanwhile
        return
    document, same = found
    if kept.supersedes is not None:  # a reading of any name and identity, so that no later question could tell whether it is concerned
        connection.change(_SUPERSEDE_READING, {"same": same, "earlier": kept.supersedes})
        connection.change(_FOLLOW_REPORT, {"same": same, "earlier": kept.supersedes})  # what people said of the report goes on with it
    else:
        connection.settle_about((READING.c.identity, same))
        connection.later(_SUPERSEDE_SAME, {"same": same}, about=[(READING.c.identity, same)])
    row = {"number": number, "id": identifier, "document": document, "identity": same, "name": kept.reading.id, "current": 1}
    connection.add(READING, row | {"findings": None})


def _project_review(connection: Connection, number: int, reading: str) -> None:
    """An act of a person is found by the report that it is about; one about a reading that was erased is not found any more."""
    if (row := connection.waiting((READING.c.id, reading))) is not None:
        connection.add(REVIEW, {"number": number, "identity": row["identity"]})
    elif (found := connection.one(_IDENTITY, {"id": reading}, about=())) is not None:
        connection.add(REVIEW, {"number": number, "identity": found[0]})


def _document(connection: Connection, identifier: str) -> tuple[int, str] | None:
    """The number and the identity of a document; None where it was erased."""
    record = connection.waiting((RECORD.c.id, identifier))
    row = connection.waiting((DOCUMENT.c.number, record["number"])) if record else None
    if row is not None:
        return row["number"], row["identity"]
    found = connection.one(_DOCUMENT, {"id": identifier}, about=())
    return (found[0], found[1]) if found else None


def _give_findings(connection: Connection, number: int, reading: str) -> None:
    """The row of the reading names the findings that hold now."""
    if not connection.amend((READING.c.id, reading), {"findings": number}):
        connection.change(_GIVE_FINDINGS, {"reading": reading, "newest": number})
