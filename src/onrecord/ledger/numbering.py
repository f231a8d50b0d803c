"""Which entries of an index were signed, and which records there are from them alone: entries name each by its digest, in their order.

An index may be written to by whoever may write to the database, without the log's key. So neither the number of a record nor that there
is one is taken from it: only what an entry names goes into the log, and an index that holds more is no index of this log.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice

import msgspec
from sqlalchemy import func, select

from onrecord.ledger.disclosures import covers
from onrecord.ledger.entries import LoggedRecord, read_record_line, record_line, salted_digest
from onrecord.ledger.index import Connection, KeptRow, entry_lines, kept_rows, kept_rows_of, last_checkpoint
from onrecord.ledger.index.tables import DOCUMENT, ENTRY, READING, RECORD, REVIEW, SERIES
from onrecord.ledger.publisher import Publisher, Signed
from onrecord.ledger.tlog.checkpoint import Head
from onrecord.ledger.tlog.note import NoteFault, VerifierKey, signed_by
from onrecord.ledger.tlog.tiles import WIDTH, Edge

_NUMBERED = tuple(table.c.number for table in (RECORD, DOCUMENT, READING, SERIES, REVIEW))
_FIRST = tuple(select(func.min(column)) for column in (ENTRY.c.sequence, *_NUMBERED))
_LAST = tuple(select(func.max(column)) for column in _NUMBERED)
"""Each asked for by itself: both at once SQLite would answer by going through the table."""

EntryAt = Callable[[int], bytes | None]
"""Gives the entry with a number, where there is one."""


class Named(msgspec.Struct, frozen=True):
    """What an entry says of records."""

    type: str = ""
    used: tuple[str, ...] = ()
    generated: tuple[str, ...] = ()


def named_by(body: bytes) -> Named:
    """What an entry says of records; nothing where it is none, which is found elsewhere."""
    try:
        return msgspec.json.decode(body, type=Named)
    except msgspec.DecodeError:
        return Named()


def records_named(publisher: Publisher) -> int:
    """How many records the published entries name.

    The last of the lines mostly is the record that was named last; only after a stop must the entries be gone through.

    Raises:
        BrokenIntegrity: a bundle or a tile of the log, or a segment of its records, is missing, broken or altered.
    """
    length = publisher.records.length()
    if length and _is_record(publisher, length - 1, _named_last(publisher)):
        return length
    return sum(len(named_by(body).generated) for _, body in publisher.entries())


def named_lines(
    connection: Connection, first: int, bodies: Iterable[bytes], entry_at: EntryAt, wrong: Callable[[str], Exception]
) -> Iterator[bytes]:
    """The lines of the records that entries name, out of the index, each held against the digest that its entry gives.

    Rows of the index that none of these entries names are passed over.

    Args:
        connection: the index.
        first: the number of the first of these records.
        bodies: the entries, in the order of the log.
        entry_at: gives any entry of the log, for the records that are said to be erased.
        wrong: makes the error of a sentence.

    Raises:
        BrokenIntegrity: through ``wrong``: a record is missing in the index, or is not the one that its entry names.
    """
    rows, number = kept_rows(connection, first), first
    for body in bodies:
        entry = named_by(body)
        for digest in entry.generated:
            row = next((one for one in rows if one.digest == digest), None)
            if row is None or not is_sound(row, entry.type, entry_at):
                raise wrong(f"Record {number:,} was altered in the index {connection.store.place}")
            yield record_line(msgspec.structs.replace(row.line, number=number))
            number += 1


def records_said(
    connection: Connection, types: Collection[str], bodies: Iterable[bytes], entry_at: EntryAt, wrong: Callable[[str], Exception]
) -> Iterator[tuple[int, str, bytes]]:
    """The records of some types that were not erased, each with the number and the type of its entry and held against the digest there.

    Args:
        connection: the index.
        types: of the records.
        bodies: the entries of the log, from the first on; all are gone through.
        entry_at: as ``named_lines`` has it.
        wrong: the same.

    Raises:
        BrokenIntegrity: as ``named_lines``.
    """
    rows, number = kept_rows_of(connection, types), 0
    for sequence, body in enumerate(bodies):
        entry = named_by(body)
        for count, digest in enumerate(entry.generated if entry.type in types else ()):
            row = next((one for one in rows if one.digest == digest), None)
            if row is None or not is_sound(row, entry.type, entry_at):
                raise wrong(f"Record {number + count:,} was altered in the index {connection.store.place}")
            if row.line.erased is None:
                yield sequence, entry.type, bytes(row.line.record)
        number += len(entry.generated)


def is_sound(row: KeptRow, kind: str, entry_at: EntryAt) -> bool:
    """Whether a row of the index is the record that an entry of this type names by the row's digest, whole, or an entry erased it."""
    if row.line.erased is not None:
        body = entry_at(row.line.erased)
        return body is not None and is_erased_by(body, row.digest)
    body = bytes(row.line.record)
    try:
        return row.line.type == kind and salted_digest(row.line.salt or "", body) == row.digest and covers(kind, row.line.disclosures, body)
    except ValueError:  # its salt is none
        return False


def is_erased_by(body: bytes, digest: str) -> bool:
    """Whether an entry says that the record with this digest was erased."""
    entry = named_by(body)
    return entry.type == "erase" and digest in entry.used


def erased_lines(publisher: Publisher, erased: Mapping[str, int]) -> dict[int, bytes]:
    """What stands in the published log in the place of erased records, by number. ``erased``: their digests, each with the entry."""
    if not erased:
        return {}
    named = (digest for _, body in publisher.entries() for digest in named_by(body).generated)
    return {
        number: record_line(LoggedRecord(number=number, erased=erased[digest])) for number, digest in enumerate(named) if digest in erased
    }


def holds_more(connection: Connection, records: int) -> bool:
    """Whether an index holds something beyond the records of its entries, of which there are so many."""
    last = (connection.one(question) for question in _LAST)
    first = (connection.one(question) for question in _FIRST)
    return any(row is not None and row[0] is not None and row[0] >= records for row in last) or any(
        row is not None and row[0] is not None and row[0] < 0 for row in first
    )


def signed_beyond(connection: Connection, edge: Edge, keys: Sequence[VerifierKey]) -> Signed | None:
    """The checkpoint in an index that covers entries beyond the edge of the published log, where it does and one of the keys signed it."""
    signed = covered_beyond(connection, edge)
    return signed if signed is not None and is_signed(signed, keys) else None


def is_signed(signed: Signed, keys: Sequence[VerifierKey]) -> bool:
    """Whether one of the keys signed a checkpoint, and no line that says it is by one of them does not fit."""
    try:
        return bool(signed_by(signed.note, keys))
    except NoteFault:
        return False


def covered_beyond(connection: Connection, edge: Edge) -> Signed | None:
    """The same, by whomever it is signed."""
    kept = last_checkpoint(connection)
    try:
        signed = Signed.decoded(kept[1]) if kept else None
    except NoteFault:  # it is none
        return None
    if signed is None or signed.head.size <= edge.size:
        return None
    edge = edge.copy()
    for sequence, body in islice(entry_lines(connection, edge.size), signed.head.size - edge.size):
        if sequence != edge.size:
            return None
        edge.append(body)
    return signed if Head(signed.head.origin, edge.size, edge.root()) == signed.head else None


def _named_last(publisher: Publisher) -> str | None:
    """The digest of the record that was named last."""
    for bundle in range((publisher.size - 1) // WIDTH, -1, -1):
        last = None
        for number, body in publisher.entries(bundle * WIDTH):
            if number // WIDTH > bundle:
                break
            last = next(reversed(named_by(body).generated), last)
        if last is not None:
            return last
    return None


def _is_record(publisher: Publisher, number: int, digest: str | None) -> bool:
    """Whether the line with this number is the record with this digest."""
    for _, line in publisher.records.lines(number):
        try:
            logged = read_record_line(line)
            return logged.number == number and salted_digest(logged.salt or "", bytes(logged.record)) == digest
        except (msgspec.DecodeError, ValueError):
            return False
    return False
