"""The lines of the log as the index holds them, and back."""

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Select, bindparam, select

from onrecord.ledger.entries import KIND, EntryType
from onrecord.ledger.index.adding import NewRecord, new_record
from onrecord.ledger.index.connection import Connection
from onrecord.ledger.index.tables import ENTRY, RECORD
from onrecord.records import Record, decode

_PAGE = 100
"""Rows asked for at a time: no query stays open between two lines, and a group of the writer is one page or a few."""

_ENTRIES = select(ENTRY.c.sequence, ENTRY.c.body).where(ENTRY.c.sequence >= bindparam("start")).order_by(ENTRY.c.sequence).limit(_PAGE)
_RECORDS = (
    select(RECORD.c.number, RECORD.c.id, RECORD.c.type, RECORD.c.body)
    .where(RECORD.c.number >= bindparam("start"))
    .order_by(RECORD.c.number)
    .limit(_PAGE)
)


class LoggedRecord(Record, frozen=True, kw_only=True):
    """One line of the log's stream of records; ``record`` stays canonical JSON until it is asked for."""

    number: int
    id: str
    type: EntryType
    record: msgspec.Raw


def logged_line(number: int, identifier: str, kind: str, body: bytes) -> bytes:
    """The line of the record stream, in canonical form (RFC 8785 orders the keys by code unit: id, number, record, type)."""
    return b'{"id":"%s","number":%d,"record":%s,"type":"%s"}' % (identifier.encode(), number, body, kind.encode())


def entry_lines(connection: Connection, start: int) -> Iterator[tuple[int, bytes]]:
    """The lines of the log's entries from a sequence number on, each with its number."""
    yield from _pages(connection, _ENTRIES, start)


def record_lines(connection: Connection, start: int) -> Iterator[tuple[int, bytes]]:
    """The lines of the log's records from a number on, each with its number."""
    for row in records_from(connection, start):
        yield row[0], logged_line(*row)


def records_from(connection: Connection, start: int) -> Iterator[tuple[int, str, str, bytes]]:
    """Records from a number on: number, content id, type, canonical form."""
    yield from _pages(connection, _RECORDS, start)


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


def _pages(connection: Connection, question: Select[Any], start: int) -> Iterator[Any]:
    """Rows in the order of their first column, an integer, from a number on."""
    while page := connection.all(question, {"start": start}):
        yield from page
        if len(page) < _PAGE:
            return
        start = page[-1][0] + 1
