"""The log on disk: entries and records in two streams, published from the index after each commit and checked on opening.

Records are written before the entries that name them, so an entry in the log always has its records. The index holds
what is not published yet; a log that is ahead of its index (the index was lost or restored from a backup) fills it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec

from onrecord.errors import BrokenIntegrity
from onrecord.ledger import index
from onrecord.ledger.database import Connection
from onrecord.ledger.entries import Entry
from onrecord.ledger.places import Places
from onrecord.ledger.stream import Stream
from onrecord.records import canonical, decode

_BATCH = 1000
"""Entries in one transaction when an index is filled from its log."""


@dataclass
class Log:
    """The two streams of a case's log, and how far each is written."""

    places: Places
    repairs: list[str] = field(default_factory=list)
    """What was finished or put aside on opening, one sentence each."""

    def __post_init__(self) -> None:
        self.entries = Stream(self.places.log, "entries")
        self.records = Stream(self.places.log, "records")
        self._next_entry = 0
        self._next_record = 0

    def reconcile(self, connection: Connection) -> None:
        """Bring log and index to the same point after whatever happened before.

        Raises:
            BrokenIntegrity: they contradict each other, or a line of the log is not what its id says.
        """
        self._next_entry, self._next_record = self.entries.length(), self.records.length()
        self._drop_torn(connection)
        self._compare_ends(connection)
        self._fill(connection)
        self._drop_orphans(index.next_numbers(connection)[1])
        self.publish(connection)

    def publish(self, connection: Connection) -> None:
        """Write what the index holds and the log does not; durable on return."""
        lines = (index.logged_line(*row) for row in _records_from(connection, self._next_record))
        self.records.append(self._next_record, lines)
        self.entries.append(self._next_entry, _entries_from(connection, self._next_entry))
        self._next_entry, self._next_record = index.next_numbers(connection)

    def _drop_torn(self, connection: Connection) -> None:
        """A last line cut off in writing: put aside here and, where the index has it, written again by ``publish``."""
        indexed = index.next_numbers(connection)
        expected = (
            next(_entries_from(connection, self._next_entry), None),
            next((index.logged_line(*row) for row in _records_from(connection, self._next_record)), None),
        )
        for stream, length, whole, known in zip(
            (self.entries, self.records), (self._next_entry, self._next_record), expected, indexed, strict=True
        ):
            torn = stream.torn()
            if not torn:
                continue
            if whole is not None and not whole.startswith(torn):
                raise BrokenIntegrity(f"{stream.place(length)} ends in the middle and is not what the index has there.")
            stream.cut(length)
            again = "written again" if known > length else "put aside"
            self.repairs.append(f"{stream.place(length)} had been cut off in writing and was {again}.")

    def _compare_ends(self, connection: Connection) -> None:
        """The last entry that both have must be the same; a full comparison is the work of a verification."""
        common = min(self._next_entry, index.next_numbers(connection)[0])
        if common == 0:
            return
        _, logged = next(self.entries.lines(common - 1))
        (indexed,) = connection.execute("SELECT body FROM entry WHERE sequence = ?", (common - 1,)).fetchone()
        if logged != indexed:
            message = f"{self.entries.place(common - 1)} and the index {self.places.index} differ."
            raise BrokenIntegrity(
                message, hint="The log is the record. If it is as it should be, `onrecord reindex` makes the index again."
            )

    def _fill(self, connection: Connection) -> None:
        """Take what the log has and the index has not."""
        next_entry, next_record = index.next_numbers(connection)
        if next_entry >= self._next_entry:
            return
        records = self._logged_records(next_record)
        connection.execute("BEGIN IMMEDIATE")
        for sequence, line in self.entries.lines(next_entry):
            entry = self._entry(sequence, line)
            index.add(connection, entry, [self._record_of(entry, identifier, records) for identifier in entry.generated])
            if sequence % _BATCH == _BATCH - 1:
                connection.execute("COMMIT")
                connection.execute("BEGIN IMMEDIATE")
        connection.execute("COMMIT")
        self.repairs.append(f"The index was filled from the log, from entry {next_entry} on.")

    def _entry(self, sequence: int, line: bytes) -> Entry:
        try:
            entry = decode(line, Entry)
        except msgspec.DecodeError as error:
            raise BrokenIntegrity(f"{self.entries.place(sequence)} is no entry: {error}.") from error
        if entry.sequence != sequence or canonical(entry) != line:
            raise BrokenIntegrity(f"{self.entries.place(sequence)} is not entry {sequence} in its canonical form.")
        return entry

    def _logged_records(self, start: int) -> Iterator[index.NewRecord]:
        for number, line in self.records.lines(start):
            try:
                logged, record = index.read_logged(line)
            except (msgspec.DecodeError, ValueError) as error:
                raise BrokenIntegrity(f"{self.records.place(number)} was altered: {error}.") from error
            if logged.number != number:
                raise BrokenIntegrity(f"{self.records.place(number)} is not record {number}.")
            yield record

    def _record_of(self, entry: Entry, identifier: str, records: Iterator[index.NewRecord]) -> index.NewRecord:
        record = next(records, None)
        if record is None or record.id != identifier:
            found = record.id if record else "the end"
            message = f"Entry {entry.sequence} generated the record {identifier}; the log has {found} in its place."
            raise BrokenIntegrity(message)
        return record

    def _drop_orphans(self, known: int) -> None:
        """Records whose entry was never written: the machine stopped between the two."""
        if self._next_record > known:
            self.records.cut(known)
            self.repairs.append(f"{self._next_record - known} records without an entry were put aside from the log.")
            self._next_record = known


def _entries_from(connection: Connection, start: int) -> Iterator[bytes]:
    for (body,) in connection.execute("SELECT body FROM entry WHERE sequence >= ? ORDER BY sequence", (start,)):
        yield body


def _records_from(connection: Connection, start: int) -> Iterator[tuple[int, str, str, bytes]]:
    yield from connection.execute("SELECT number, id, type, body FROM record WHERE number >= ? ORDER BY number", (start,))
