"""Entries and their records into the index. The same steps serve appending and rebuilding, so both give the same index."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

import msgspec

from onrecord.ledger.database import HAS_ORIGINAL, Connection
from onrecord.ledger.entries import KIND, Entry, EntryType, KeptFindings, KeptReading, KeptSeries, identity
from onrecord.records import Document, Record, canonical, decode


class LoggedRecord(Record, frozen=True, kw_only=True):
    """One line of the log's stream of records; ``record`` stays canonical JSON until it is asked for."""

    number: int
    id: str
    type: EntryType
    record: msgspec.Raw


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record that is to be kept, with its content id and canonical form."""

    type: EntryType
    value: Record
    id: str
    body: bytes


def new_record(kind: EntryType, value: Record) -> NewRecord:
    """Name a record by its content.

    Raises:
        ValueError: it has no canonical form.
    """
    body = canonical(value)
    return NewRecord(kind, value, sha256(body).hexdigest(), body)  # content_id(value), without the canonical form made twice


def has_record(connection: Connection, identifier: str) -> bool:
    """Whether a record with this content id is kept already."""
    return connection.execute("SELECT 1 FROM record WHERE id = ?", (identifier,)).fetchone() is not None


def has_original(connection: Connection, digest: str) -> bool:
    """Whether some capture kept an original with this hash."""
    return connection.execute(HAS_ORIGINAL, (digest,)).fetchone() is not None


def next_numbers(connection: Connection) -> tuple[int, int]:
    """The sequence number of the next entry and the number of the next record."""
    entry = connection.execute("SELECT COALESCE(MAX(sequence) + 1, 0) FROM entry").fetchone()[0]
    record = connection.execute("SELECT COALESCE(MAX(number) + 1, 0) FROM record").fetchone()[0]
    return entry, record


def add(connection: Connection, entry: Entry, records: Sequence[NewRecord]) -> None:
    """Write one entry with the records it generated, and what the view needs to find them."""
    _, number = next_numbers(connection)
    connection.execute("INSERT INTO entry VALUES (?, ?, ?)", (entry.sequence, entry.type, canonical(entry)))
    for position, record in enumerate(records):
        row = (number + position, record.id, record.type, entry.sequence, record.body)
        connection.execute("INSERT INTO record VALUES (?, ?, ?, ?, ?)", row)
        _project(connection, number + position, record)


def logged_line(number: int, identifier: str, kind: str, body: bytes) -> bytes:
    """The line of the record stream, in canonical form (RFC 8785 orders the keys by code unit: id, number, record, type)."""
    return b'{"id":"%s","number":%d,"record":%s,"type":"%s"}' % (identifier.encode(), number, body, kind.encode())


def entry_lines(connection: Connection, start: int) -> Iterator[tuple[int, bytes]]:
    """The lines of the log's entries from a sequence number on, each with its number."""
    yield from connection.execute("SELECT sequence, body FROM entry WHERE sequence >= ? ORDER BY sequence", (start,))


def record_lines(connection: Connection, start: int) -> Iterator[tuple[int, bytes]]:
    """The lines of the log's records from a number on, each with its number."""
    for row in records_from(connection, start):
        yield row[0], logged_line(*row)


def records_from(connection: Connection, start: int) -> Iterator[tuple[int, str, str, bytes]]:
    """Records from a number on: number, content id, type, canonical form."""
    yield from connection.execute("SELECT number, id, type, body FROM record WHERE number >= ? ORDER BY number", (start,))


def read_logged(line: bytes) -> tuple[LoggedRecord, NewRecord]:
    """A line of the record stream back into a record.

    Raises:
        msgspec.DecodeError: it is no such line.
        ValueError: its content has another id than it says.
    """
    logged = decode(line, LoggedRecord)
    body = bytes(logged.record)
    value = decode(body, KIND[logged.type])
    record = new_record(logged.type, value)
    if record.id != logged.id or record.body != body:
        raise ValueError(f"the record says it is {logged.id}, its content is {record.id}")
    return logged, record


def _project(connection: Connection, number: int, record: NewRecord) -> None:
    match record.value:
        case Document() as document:
            capture = document.capture.sha256 if document.capture else None
            connection.execute("INSERT INTO document VALUES (?, ?, ?, ?)", (number, identity(document), document.id, capture))
        case KeptReading() as kept:
            _project_reading(connection, number, record.id, kept)
        case KeptFindings() as kept_findings:
            connection.execute("UPDATE reading SET findings = ? WHERE id = ?", (number, kept_findings.reading))
        case KeptSeries(series=series):
            connection.execute("UPDATE series SET current = 0 WHERE name = ?", (series.id,))
            connection.execute("INSERT INTO series VALUES (?, ?, 1)", (number, series.id))
        case _:
            pass  # captures, issues and parties are found by type and id alone


def _project_reading(connection: Connection, number: int, identifier: str, kept: KeptReading) -> None:
    found = "SELECT document.number, identity FROM record JOIN document USING (number) WHERE id = ?"
    document, name = connection.execute(found, (kept.document,)).fetchone()
    connection.execute("UPDATE reading SET current = 0 WHERE identity = ? OR id = ?", (name, kept.supersedes))
    row = (number, identifier, document, name, kept.reading.id)
    connection.execute("INSERT INTO reading VALUES (?, ?, ?, ?, ?, 1, NULL)", row)
