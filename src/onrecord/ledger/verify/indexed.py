"""The index of a case against its log: only where that is asked for, since a database must be opened for it.

An index made anew from the log stands beside it for the comparison, in a folder for temporary files: so every row is held against the log,
and not only those that are its lines word for word.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
from sqlalchemy import Table, bindparam, select

from onrecord.errors import OnRecordError
from onrecord.ledger import index
from onrecord.ledger.entries import Entry, read_record_line
from onrecord.ledger.index.connection import Connection, Row
from onrecord.ledger.index.sqlite import SqliteStore
from onrecord.ledger.index.tables import ENTRY, METADATA, RECORD
from onrecord.ledger.keys import verifier_keys
from onrecord.ledger.numbering import signed_beyond
from onrecord.ledger.places import Places
from onrecord.ledger.tlog.checkpoint import Head
from onrecord.ledger.tlog.tiles import TileFault, Tiles
from onrecord.ledger.verify.checking import Inspection
from onrecord.records import decode

_OF_THE_INDEX_ALONE = frozenset({"migration", "checkpoint", "compared"})
"""Tables that say nothing about a report."""

_PAGE = 500
_COMMITTED = 2_000
"""Entries in a transaction of the index that is made for the comparison."""


def check_index(places: Places, head: Head, seen: Inspection) -> None:
    """Whether every row of the index is what the log gives, and how much it holds that the log does not have yet."""
    try:
        store = index.store_of(places)
        connection = store.connect_reader()
    except OnRecordError as error:
        seen.notes.find("index.differs", "the index", error.message)
        return
    try:
        known, _ = index.next_numbers(connection)
        if known < head.size:
            seen.notes.find("index.differs", store.place, f"The index has {known:,} entries, the log {head.size:,}.")
        signed = _signed(places, head, connection) if known > head.size else head.size
        if known > signed:
            told = f"The index has {known - signed:,} entries, from {signed:,} on, that the key of the log did not sign."
            seen.notes.find("index.differs", store.place, told)
        elif known > head.size:
            number = known - head.size
            told = f"{number:,} entries stand in the index alone; opening the case to write adds them. Until then only entries and records"
            seen.notes.leave_open("pending", f"{told} of the index were compared.")
        with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
            made = SqliteStore(Path(folder) / "index.sqlite").connect_writer()
            try:
                _fill(made, places, head)
                for table in METADATA.sorted_tables:
                    if table in (ENTRY, RECORD) or (known <= head.size and table.name not in _OF_THE_INDEX_ALONE):
                        _compare(table, made, connection, seen, whole=known <= head.size)
            finally:
                made.close()
    except OnRecordError as error:
        seen.notes.find("index.differs", store.place, error.message)
    except (TileFault, OSError, ValueError, StopIteration, msgspec.DecodeError):
        return  # found already where the log itself was checked
    finally:
        connection.close()


def _signed(places: Places, head: Head, connection: Connection) -> int:
    """Entries up to which the index is covered by a checkpoint that the key of the log signed."""
    signed = signed_beyond(connection, Tiles(places.log, head.size).edge(), verifier_keys(places.public_key))
    return signed.head.size if signed else head.size


def _fill(made: Connection, places: Places, head: Head) -> None:
    """The index that the log gives."""
    lines = _lines(places)
    for sequence, body in Tiles(places.log, head.size).entries():
        entry = decode(body, Entry)
        records = [index.logged_record(entry.type, digest, read_record_line(next(lines))) for digest in entry.generated]
        index.add(made, entry, body, records)
        if sequence % _COMMITTED == 0:
            made.commit()
    made.commit()


def _compare(table: Table, made: Connection, connection: Connection, seen: Inspection, *, whole: bool) -> None:
    """Hold the rows of a table against those made from the log; with ``whole``, the index has no more of them."""
    there = _rows(table, connection)
    for row in _rows(table, made):
        other = next(there, None)
        seen.notes.count["index_rows"] += 1
        if other != row:
            where = f"the index, {table.name} {row[0]}"
            seen.notes.find("index.differs", where, f"The index has another row {row[0]:,} in the table {table.name} than the log gives.")
        if other is None or other[0] != row[0]:
            return  # all that follows would differ as well
    if whole and (more := next(there, None)) is not None:
        where = f"the index, {table.name} {more[0]}"
        seen.notes.find("index.differs", where, f"The index has a row {more[0]:,} in the table {table.name} that the log does not give.")


def _rows(table: Table, connection: Connection) -> Iterator[Row]:
    """The rows of a table in the order of its key, an integer in its first column."""
    key = next(iter(table.columns))
    question = select(table).where(key >= bindparam("start")).order_by(key).limit(_PAGE)
    start = 0
    while page := connection.all(question, {"start": start}):
        yield from page
        start = page[-1][0] + 1


def _lines(places: Places) -> Iterator[bytes]:
    for path in sorted(places.records.glob("*.jsonl")):
        with path.open("rb") as file:
            for line in file:
                yield line.rstrip(b"\n")
