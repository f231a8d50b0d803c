"""The log on disk: entries and records in two streams, published from the index after each commit and checked on opening.

Records are written before the entries that name them, so an entry in the log always has its records. The index holds
what is not published yet; a log that is ahead of its index (the index was lost or restored from a backup) fills it.

Both are compared before anything is written. The last entry and the last record tell of a line that was removed or put in
anywhere before them, since all after it moved; only a comparison of everything tells of one altered in place.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256

import msgspec

from onrecord.errors import BrokenIntegrity
from onrecord.ledger import index
from onrecord.ledger.entries import Entry
from onrecord.ledger.index import Connection, Dialect
from onrecord.ledger.places import Places
from onrecord.ledger.stream import Stream
from onrecord.records import canonical, decode

_BATCH = 1000
"""Entries in one transaction when an index is filled from its log."""

Numbered = tuple[int, bytes]
"""A line of the log, or the line that the index would write, with its number."""


RESTORE = "Restore the files of the log from a backup, then run the same command again."
"""The hint where the log alone is read, and is not as it was written."""


def what_to_do(store: Dialect) -> str:
    """The hint where a log and its index contradict each other: only a person can say which of them to believe."""
    return (
        f"Restore what was altered from a backup. If the log is as it should be, {store.put_elsewhere};"
        " `onrecord reindex` then makes the index from the log alone."
    )


@dataclass(frozen=True, slots=True)
class _Difference:
    number: int
    logged: Numbered | None
    indexed: Numbered | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """The two streams of a log beside an index."""

    entries: Stream
    records: Stream
    connection: Connection

    def check(self, entries: int, records: int, *, whole: bool) -> None:
        """Compare what both have; where that differs, the first entry or else the first record that does is named.

        Args:
            entries: whole lines of the log's entries.
            records: whole lines of its records.
            whole: compare everything; else the last entry and the last record that both have.

        Raises:
            BrokenIntegrity: they differ.
        """
        known = index.next_numbers(self.connection)
        self._check(self.entries, index.entry_lines, min(entries, known[0]), whole=whole)
        self._check(self.records, index.record_lines, min(records, known[1]), whole=whole)

    def _check(self, stream: Stream, lines: Callable[[Connection, int], Iterator[Numbered]], common: int, *, whole: bool) -> None:
        if common == 0 or not (whole or self._first(stream, lines, common - 1, common)):
            return
        if found := self._first(stream, lines, 0, common):
            raise BrokenIntegrity(self._told(stream, found), hint=f"Nothing was written. {what_to_do(self.connection.store)}")

    def _first(self, stream: Stream, lines: Callable[[Connection, int], Iterator[Numbered]], start: int, end: int) -> _Difference | None:
        """The first of the numbers from start to end (exclusive) at which log and index differ."""
        logged, indexed = stream.lines(start), lines(self.connection, start)
        for number in range(start, end):
            one, other = next(logged, None), next(indexed, None)
            if one is None or one != other or one[0] != number:
                return _Difference(number, one, other)
        return None

    def _told(self, stream: Stream, found: _Difference) -> str:
        """What differs, and which of the two was altered where the records themselves can tell."""
        place, index_place = stream.place(found.number), self.connection.store.place
        if found.logged is None or found.logged[0] != found.number:
            return f"{place} is missing, though later lines are there."
        if found.indexed is None or found.indexed[0] != found.number:
            return f"The index {index_place} lacks what stands in {place}."
        if stream is self.records:
            try:
                record, _ = index.read_logged(found.logged[1])
            except (msgspec.DecodeError, ValueError) as error:
                return f"{place} was altered: {error}."
            if record.number != found.number:
                return f"{place} holds record {record.number:,} where record {found.number:,} belongs: a line was removed or put in."
            _, identifier, _, body = next(index.records_from(self.connection, found.number))
            if sha256(body).hexdigest() != identifier:
                return f"Record {found.number:,} was altered in the index {index_place}; {place} is what its id says."
        return f"{place} and the index {index_place} differ."


@dataclass
class Log:
    """The two streams of a case's log, and how far each is written."""

    places: Places
    fresh: bool = False
    """Whether the index is a new one, so that filling it mends nothing."""
    repairs: list[str] = field(default_factory=list)
    """What was finished or put aside on opening, one sentence each."""

    def __post_init__(self) -> None:
        self.entries = Stream(self.places.log, "entries")
        self.records = Stream(self.places.log, "records")
        self._next_entry = 0
        self._next_record = 0
        self._mended: set[str] = set()  # streams whose last line was cut off, which is said already

    def reconcile(self, connection: Connection) -> None:
        """Bring log and index to the same point after whatever happened before.

        Raises:
            BrokenIntegrity: they contradict each other, or a line of the log is not what its id says.
        """
        self.compare(connection)
        self._drop_torn(connection)
        self._fill(connection)
        self._drop_orphans(index.next_numbers(connection)[1])
        self._say_what_is_missing(connection)
        self.publish(connection)

    def compare(self, connection: Connection, *, whole: bool = False) -> None:
        """Compare the last entry and the last record that log and index both have, or ``whole``: all of them. Writes nothing.

        Raises:
            BrokenIntegrity: they contradict each other; the first place where they do is named.
        """
        self._next_entry, self._next_record = self.entries.length(), self.records.length()
        agreement = Agreement(self.entries, self.records, connection)
        agreement.check(self._next_entry, self._next_record, whole=whole)

    def is_empty(self) -> bool:
        """Whether nothing stands in it: no line, and no beginning of one."""
        return not any(stream.length() or stream.torn() for stream in (self.entries, self.records))

    def complete(self, connection: Connection) -> None:
        """Write what an index holds and the log does not yet; an index that is behind its log is left behind.

        Raises:
            BrokenIntegrity: they contradict each other, or a record of the index is not what its id says.
        """
        self.compare(connection)
        self._drop_torn(connection)
        self._say_what_is_missing(connection)
        entries, records = index.next_numbers(connection)
        if entries > self._next_entry or records > self._next_record:
            self.publish(connection)

    def publish(self, connection: Connection) -> None:
        """Write what the index holds and the log does not; durable on return.

        Raises:
            BrokenIntegrity: a record of the index is not what its id says.
        """
        self.records.append(self._next_record, self._sound_records(connection))
        self.entries.append(self._next_entry, (line for _, line in index.entry_lines(connection, self._next_entry)))
        self._next_entry, self._next_record = index.next_numbers(connection)

    def _drop_torn(self, connection: Connection) -> None:
        """A last line cut off in writing: put aside here and, where the index has it, written again by ``publish``."""
        indexed = index.next_numbers(connection)
        expected = (
            next(index.entry_lines(connection, self._next_entry), (0, None))[1],
            next(index.record_lines(connection, self._next_record), (0, None))[1],
        )
        for stream, length, whole, known in zip(
            (self.entries, self.records), (self._next_entry, self._next_record), expected, indexed, strict=True
        ):
            torn = stream.torn()
            if not torn:
                continue
            if whole is not None and not whole.startswith(torn):
                message = f"{stream.place(length)} ends in the middle and is not what the index has there."
                raise BrokenIntegrity(message, hint=what_to_do(connection.store))
            stream.cut(length)
            again = "written again" if known > length else "put aside"
            self._mended.add(stream.name)
            self.repairs.append(f"{stream.place(length)} had been cut off in writing and was {again}.")

    def _fill(self, connection: Connection) -> None:
        """Take what the log has and the index has not."""
        next_entry, next_record = index.next_numbers(connection)
        if next_entry >= self._next_entry:
            return
        records = self._logged_records(next_record)
        for sequence, line in self.entries.lines(next_entry):
            entry = self._entry(sequence, line)
            index.add(connection, entry, [self._record_of(entry, identifier, records) for identifier in entry.generated])
            if sequence % _BATCH == _BATCH - 1:
                connection.commit()
        connection.commit()
        if not self.fresh:
            self.repairs.append(f"The index was filled from the log, from entry {next_entry} on.")

    def _entry(self, sequence: int, line: bytes) -> Entry:
        try:
            entry = decode(line, Entry)
        except msgspec.DecodeError as error:
            raise BrokenIntegrity(f"{self.entries.place(sequence)} is no entry: {error}.", hint=RESTORE) from error
        if canonical(entry) != line:
            raise BrokenIntegrity(f"{self.entries.place(sequence)} is no entry in its canonical form.", hint=RESTORE)
        if entry.sequence != sequence:
            raise BrokenIntegrity(_out_of_turn(self.entries.place(sequence), "entry", entry.sequence, sequence), hint=RESTORE)
        return entry

    def _logged_records(self, start: int) -> Iterator[index.NewRecord]:
        for number, line in self.records.lines(start):
            try:
                logged, record = index.read_logged(line)
            except (msgspec.DecodeError, ValueError) as error:
                raise BrokenIntegrity(f"{self.records.place(number)} was altered: {error}.", hint=RESTORE) from error
            if logged.number != number:
                raise BrokenIntegrity(_out_of_turn(self.records.place(number), "record", logged.number, number), hint=RESTORE)
            yield record

    def _record_of(self, entry: Entry, identifier: str, records: Iterator[index.NewRecord]) -> index.NewRecord:
        record = next(records, None)
        if record is None or record.id != identifier:
            found = record.id if record else "the end"
            message = f"Entry {entry.sequence} generated the record {identifier}; the log has {found} in its place."
            raise BrokenIntegrity(message, hint=RESTORE)
        return record

    def _drop_orphans(self, known: int) -> None:
        """Records whose entry was never written: the machine stopped between the two."""
        if self._next_record > known:
            self.records.cut(known)
            count = self._next_record - known
            number = "A record without an entry was" if count == 1 else f"{count:,} records without an entry were"
            self.repairs.append(f"{number} put aside from the log.")
            self._next_record = known

    def _say_what_is_missing(self, connection: Connection) -> None:
        """What the index has and the log has not: never published before a stop, or lost since. Which of the two, nobody here can tell."""
        entries, records = index.next_numbers(connection)
        lacking = [
            f"{_counted(known - there, *noun)} missing from {stream.rest(there)}"
            for stream, there, known, noun in (
                (self.entries, self._next_entry, entries, ("An entry", "entries")),
                (self.records, self._next_record, records, ("A record", "records")),
            )
            if known - there > (stream.name in self._mended)
        ]
        if lacking:
            self.repairs.append(f"{', and '.join(lacking)}; written again from the index.")

    def _sound_records(self, connection: Connection) -> Iterator[bytes]:
        """What the index has and the log has not, each record checked: here alone could an altered index alter the log."""
        for number, identifier, kind, body in index.records_from(connection, self._next_record):
            if sha256(body).hexdigest() != identifier:
                message = f"Record {number:,} was altered in the index {connection.store.place}, and the log does not have it yet."
                raise BrokenIntegrity(message, hint=what_to_do(connection.store))
            yield index.logged_line(number, identifier, kind, body)


def _out_of_turn(place: str, kind: str, found: int, wanted: int) -> str:
    """A sound line of the log that stands where another belongs."""
    why = f"{'an' if kind == 'entry' else 'a'} {kind} is missing" if found > wanted else "a line was put in"
    return f"{place} is {kind} {found:,} where {kind} {wanted:,} should stand; {why}."


def _counted(number: int, one: str, several: str) -> str:
    return f"{one} was" if number == 1 else f"{number:,} {several} were"
