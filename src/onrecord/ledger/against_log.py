"""An index held against the log, whole: every row of it is what the log gives, and it has no other.

Entries and records are held against the log's own, one after another. The other tables say where these are found; they are held against
those of an index that is made anew from the log on the way, with empty bodies, so that no text of the case is written anywhere.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from sqlalchemy import Table, bindparam, select

from onrecord.ledger import index
from onrecord.ledger.entries import Entry, read_record_line
from onrecord.ledger.index.adding import record_row
from onrecord.ledger.index.connection import Connection, Row
from onrecord.ledger.index.sqlite import scratch
from onrecord.ledger.index.tables import ENTRY, METADATA, RECORD
from onrecord.records import decode

_OF_THE_INDEX_ALONE = frozenset({"migration", "checkpoint", "compared", "passage", "noted", "matter", "set_beside"})
"""Tables that say nothing about a report, or what corroboration makes of its text, which is no record: where a row of these is wrong, the
text itself is compared all the same."""

_PAGE = 500
_COMMITTED = 2_000
"""Entries after which the rows made so far are written, and who waits is told."""


class Difference(NamedTuple):
    """A row of an index that the log does not give as it is."""

    table: str
    row: int
    """Its key."""
    is_more: bool
    """Whether the log gives none there."""

    @property
    def told(self) -> str:
        """What the index has there, to go into a sentence."""
        place = f"row {self.row:,} in the table {self.table}"
        return f"a {place} that the log does not give" if self.is_more else f"another {place} than the log gives"


def differences(
    connection: Connection,
    entries: Iterable[tuple[int, bytes]],
    lines: Iterator[bytes],
    *,
    whole: bool = True,
    reached: Callable[[int], None] | None = None,
    rows: Callable[[int], None] | None = None,
) -> Iterator[Difference]:
    """Where an index differs from a log, table by table within one walk.

    Args:
        connection: the index. It must stay as it is meanwhile (``Connection.at_one_moment``), or what is written is a difference.
        entries: those of the log, with their numbers, each the one that its tree has.
        lines: of the records that they name, in their order.
        whole: whether the index is to have nothing beyond these; else what it has besides is passed over, and so are the tables that
            say where entries and records are found.
        reached: is told the number of entries that are behind us, now and then.
        rows: is told of each table how many rows were held against the log.

    Raises:
        ValueError: a record is not what its entry says, or an entry names none; or msgspec's ``DecodeError``, where one is none.
        IndexDamaged: the index cannot be read.
    """
    held = {table: _Held(table, connection) for table in (ENTRY, RECORD)}
    made = scratch()
    try:
        for sequence, body in entries:
            entry = decode(body, Entry)
            yield from held[ENTRY].against((sequence, entry.type, body))
            records: list[index.NewRecord] = []
            _, number = index.next_numbers(made)
            for digest in entry.generated:
                if (line := next(lines, None)) is None:
                    raise ValueError(f"entry {sequence:,} names a record that is missing")
                record = index.logged_record(entry.type, digest, read_record_line(line))
                yield from held[RECORD].against(tuple(record_row(number + len(records), record, entry).values()))
                records.append(record.without_body())
            index.add(made, entry, b"", records)
            if (sequence + 1) % _COMMITTED == 0:
                made.commit()
                if reached:
                    reached(sequence + 1)
        made.commit()
        for table in METADATA.sorted_tables if whole else ():
            if table.name not in _OF_THE_INDEX_ALONE and table not in held:
                held[table] = _Held(table, connection)
                for row in _rows(table, made):
                    yield from held[table].against(row)
        for one in held.values():
            if whole:
                yield from one.rest()
            if rows:
                rows(one.count)
    finally:
        made.close()


class _Held:
    """The rows of one table of an index, in the order of its key, an integer in its first column."""

    def __init__(self, table: Table, connection: Connection) -> None:
        self._name = table.name
        self._there = _rows(table, connection)
        self._lost = False
        self.count = 0

    def against(self, row: Row) -> Iterator[Difference]:
        """Hold the next row against the one that the log gives."""
        if self._lost:
            return
        self.count += 1
        other = next(self._there, None)
        if other != row:
            yield Difference(self._name, row[0], is_more=False)
            self._lost = other is None or other[0] != row[0]  # all that follows would differ as well

    def rest(self) -> Iterator[Difference]:
        """The first of the rows beyond those that the log gives."""
        if not self._lost and (more := next(self._there, None)) is not None:
            yield Difference(self._name, more[0], is_more=True)


def _rows(table: Table, connection: Connection) -> Iterator[Row]:
    key = next(iter(table.columns))
    first = select(table).order_by(key).limit(_PAGE)
    following = select(table).where(key > bindparam("last")).order_by(key).limit(_PAGE)
    page = connection.all(first)
    while page:
        yield from page
        page = connection.all(following, {"last": page[-1][0]})
