"""The log of a case beside its index: brought to the same point on opening, signed with every commit, published after it.

The index holds what is not published yet; a log that is ahead of its index (the index was lost or restored from a backup) fills it.
Both are compared before anything is written: the last bundle of entries and the last record on every opening, everything by
``reindex``. The tree binds all entries before the last, and each entry its records, so what was altered in the log cannot be
filled in; what was altered in the index alone is told by comparing everything.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec

from onrecord.errors import BrokenIntegrity
from onrecord.ledger import index
from onrecord.ledger.entries import Begun, Entry, KeptRotation, LoggedRecord, read_record_line
from onrecord.ledger.index import Connection, Dialect
from onrecord.ledger.index.erasing import records_of
from onrecord.ledger.places import Places
from onrecord.ledger.publisher import Publisher, Signed
from onrecord.ledger.stream import RESTORE
from onrecord.ledger.tlog.checkpoint import Head
from onrecord.ledger.tlog.note import Note, SigningKey, VerifierKey
from onrecord.ledger.tlog.tiles import WIDTH, Edge
from onrecord.records import decode

_BATCH = 1000
"""Entries in one transaction when an index is filled from its log."""


def what_to_do(store: Dialect) -> str:
    """The hint where a log and its index contradict each other: only a person can say which of them to believe."""
    return (
        f"Restore what was altered from a backup. If `onrecord verify` says that the log is intact, {store.put_elsewhere};"
        " `onrecord reindex` then makes the index from the log alone."
    )


@dataclass
class Log:
    """The log of a case, and how far it is signed and published."""

    places: Places
    fresh: bool = False
    """Whether the index is a new one, so that filling it mends nothing."""
    repairs: list[str] = field(default_factory=list)
    """What was finished or put aside on opening, one sentence each."""

    def __post_init__(self) -> None:
        self._publisher = Publisher(self.places)
        self._signed_edge = Edge()

    @property
    def size(self) -> int:
        """Entries that are published."""
        return self._publisher.size

    @property
    def signed(self) -> int:
        """Entries that are signed, published or not."""
        return self._signed_edge.size

    def is_empty(self) -> bool:
        """Whether nothing was ever published."""
        return self._publisher.signed is None and not self._publisher.records.length()

    def reconcile(self, connection: Connection) -> None:
        """Bring log and index to the same point after whatever happened before.

        Raises:
            BrokenIntegrity: they contradict each other, or the log is not what was signed.
        """
        self.compare(connection)
        self._fill(connection)
        self._check_signature(connection)
        self._settle_records(connection)
        self._publisher.tidy()
        self._publish_rest(connection)
        self._signed_edge = self._edge_of(connection)

    def compare(self, connection: Connection, *, whole: bool = False) -> None:
        """Compare the last entries and the last record that log and index both have, or ``whole``: all of them. Writes nothing.

        Raises:
            BrokenIntegrity: they contradict each other; the first place where they do is named.
        """
        known, _ = index.next_numbers(connection)
        common = min(self.size, known)
        start = 0 if whole else max(0, common - common % WIDTH - (0 if common % WIDTH else WIDTH))
        if (differs := self._first_difference(connection, start, common)) is not None and start:
            differs = self._first_difference(connection, 0, common)
        if differs is not None:
            raise BrokenIntegrity(self._told(connection, differs), hint=f"Nothing was written. {what_to_do(connection.store)}")
        self._compare_records(connection, common, whole=whole)

    def complete(self, connection: Connection) -> None:
        """Publish what an index holds and the log does not; an index that is behind its log is left behind.

        Raises:
            BrokenIntegrity: they contradict each other, or what the index holds is not what it signed.
        """
        self.compare(connection)
        if index.next_numbers(connection)[0] >= self.size:
            self._settle_records(connection)
            self._publish_rest(connection)

    def sign(self, connection: Connection, keys: tuple[SigningKey, ...]) -> None:
        """Sign the tree with all entries of the open transaction, as the database gives them back, and store the checkpoint in it."""
        edge = self._signed_edge
        for _, body in index.entry_lines(connection, edge.size):
            edge.append(body)
        head = Head(keys[0].name, edge.size, edge.root())
        text = head.text()
        note = Note(text, tuple(key.sign(text) for key in keys))
        index.store_checkpoint(connection, head.size, note.encoded())

    def publish(self, connection: Connection) -> None:
        """Write what is committed and not published; durable on return.

        Raises:
            BrokenIntegrity: a record of the index is not what its entry says, or what was read back is not what was signed.
        """
        checkpoint = index.last_checkpoint(connection)
        if checkpoint is None or checkpoint[0] == self.size:
            return
        publisher = self._publisher
        first = index.records_before(connection, publisher.size)
        entries = (body for _, body in index.entry_lines(connection, publisher.resume))
        publisher.publish(first, self._sound_lines(connection, first), entries, Signed.decoded(checkpoint[1]))

    def entries(self, start: int = 0) -> Iterator[tuple[int, bytes]]:
        """What is published, from a number on."""
        return self._publisher.entries(start)

    # --- opening ----------------------------------------------------------------------------------------------------

    def _fill(self, connection: Connection) -> None:
        """Take what the log has and the index has not."""
        known, _ = index.next_numbers(connection)
        if known >= self.size:
            return
        lines = self._logged_records(index.records_before(connection, known))
        for sequence, body in self._publisher.entries(known):
            entry = self._entry(sequence, body)
            index.add(connection, entry, body, [self._record_of(entry, digest, lines) for digest in entry.generated])
            if sequence % _BATCH == _BATCH - 1:
                connection.commit()
        assert self._publisher.signed is not None, "there are entries"
        index.store_checkpoint(connection, self.size, self._publisher.signed.note.encoded())
        connection.commit()
        if not self.fresh:
            self.repairs.append(f"The index was filled from the log, from entry {known} on.")

    def _check_signature(self, connection: Connection) -> None:
        """Whether a key that the log had signed the checkpoint: a log that somebody else wrote on must not be signed with ours next."""
        if (signed := self._publisher.signed) is None:
            return
        begun = [decode(row.body, Begun).vkey for row in records_of(connection, ("begin",))]
        changed = [decode(row.body, KeptRotation).new for row in records_of(connection, ("key-rotate",))]
        keys = [VerifierKey.decoded(text) for text in (*begun, *changed)]
        if not any(key.fits(signed.note.text, one) for key in keys for one in signed.note.signatures if key.made(one)):
            raise BrokenIntegrity(f"The checkpoint {self.places.checkpoint} is not signed with a key of its log.", hint=RESTORE)

    def _entry(self, sequence: int, body: bytes) -> Entry:
        place = f"Entry {sequence:,} of the log {self.places.log}"
        try:
            entry = decode(body, Entry)
        except msgspec.DecodeError as error:
            raise BrokenIntegrity(f"{place} is no entry: {error}.", hint=RESTORE) from error
        if entry.sequence != sequence:
            raise BrokenIntegrity(f"{place} says that it is entry {entry.sequence:,}.", hint=RESTORE)
        return entry

    def _logged_records(self, start: int) -> Iterator[LoggedRecord]:
        for number, line in self._publisher.records.lines(start):
            try:
                logged = read_record_line(line)
            except (msgspec.DecodeError, ValueError) as error:
                raise BrokenIntegrity(f"{self._publisher.records.place(number)} was altered: {error}.", hint=RESTORE) from error
            if logged.number != number:
                message = f"{self._publisher.records.place(number)} holds record {logged.number:,} where record {number:,} belongs."
                raise BrokenIntegrity(message, hint=RESTORE)
            yield logged

    def _record_of(self, entry: Entry, digest: str, lines: Iterator[LoggedRecord]) -> index.NewRecord:
        logged = next(lines, None)
        if logged is None:
            message = f"Entry {entry.sequence:,} names a record that is missing at the end of {self.places.records}."
            raise BrokenIntegrity(message, hint=RESTORE)
        try:
            return index.logged_record(entry.type, digest, logged)
        except (msgspec.DecodeError, ValueError) as error:
            place = self._publisher.records.place(logged.number)
            message = f"{place} was altered: record {logged.number:,} is not what entry {entry.sequence:,} says."
            raise BrokenIntegrity(message, hint=RESTORE) from error

    def _settle_records(self, connection: Connection) -> None:
        """Lines at the end of the records that the published entries do not name: written before a stop. They are written again."""
        stream = self._publisher.records
        wanted = index.records_before(connection, self.size)
        length, torn = stream.length(), stream.torn()
        if length < wanted:
            lacking = f"{_counted(wanted - length, 'A record was', 'records were')} missing from {stream.rest(length)}"
            stream.cut(length)
            stream.append(length, (line for _, line in zip(range(wanted - length), self._sound_lines(connection, length), strict=False)))
            self.repairs.append(f"{lacking}; written again from the index.")
        elif length > wanted or torn:
            pending = self._are_pending(connection, wanted, torn)
            if not pending:
                count = length - wanted + bool(torn)
                self.repairs.append(f"{_counted(count, 'A record', 'records')} without an entry put aside from {self.places.records}.")
            stream.cut(wanted, put_aside=not pending)

    def _are_pending(self, connection: Connection, wanted: int, torn: bytes) -> bool:
        """Whether the lines too many are those that the index would write there."""
        stream = self._publisher.records
        pending = index.record_lines(connection, wanted)
        for _, line in stream.lines(wanted):
            if next(pending, (0, b"", False))[1] != line:
                return False
        return next(pending, (0, b"", False))[1].startswith(torn)

    def _publish_rest(self, connection: Connection) -> None:
        """Publish what an earlier process committed and did not publish, or what was lost of the log since. Which, nobody can tell."""
        known, _ = index.next_numbers(connection)
        if known <= self.size:
            return
        checkpoint = index.last_checkpoint(connection)
        if checkpoint is None or checkpoint[0] != known:
            return  # made by a version that signed nothing; the next commit signs all
        lacking = known - self.size
        self.publish(connection)
        self.repairs.append(
            f"{_counted(lacking, 'An entry was', 'entries were')} missing from the log {self.places.log}; written from the index."
        )

    def _edge_of(self, connection: Connection) -> Edge:
        """The edge of the tree with everything that the index holds; what it signed is what it holds."""
        edge = self._publisher.edge.copy()
        for _, body in index.entry_lines(connection, edge.size):
            edge.append(body)
        return edge

    # --- comparing --------------------------------------------------------------------------------------------------

    def _first_difference(self, connection: Connection, start: int, end: int) -> int | None:
        indexed = index.entry_lines(connection, start)
        for number, body in self._publisher.entries(start):
            if number >= end:
                return None
            if next(indexed, None) != (number, body):
                return number
        return None

    def _told(self, connection: Connection, number: int) -> str:
        """The tree has vouched for the log already, so it is the index that differs."""
        there = next(index.entry_lines(connection, number), (-1, b""))
        if there[0] != number:
            return f"The index {connection.store.place} lacks entry {number:,}, which the log {self.places.log} has."
        return f"Entry {number:,} of the index {connection.store.place} is not the one that the log {self.places.log} has."

    def _compare_records(self, connection: Connection, common: int, *, whole: bool) -> None:
        length = self._publisher.records.length()
        end = min(index.records_before(connection, common), length)  # that later ones are missing is said when they are written again
        differs = self._first_record_that_differs(connection, 0 if whole else max(0, end - 1), end)
        if differs is not None and not whole:
            differs = self._first_record_that_differs(connection, 0, end)
        if differs is not None:
            message = self._told_record(connection, *differs)
            raise BrokenIntegrity(message, hint=f"Nothing was written. {what_to_do(connection.store)}")

    def _first_record_that_differs(self, connection: Connection, start: int, end: int) -> tuple[int, bytes] | None:
        """The number and the line that the log has."""
        indexed = index.record_lines(connection, start)
        for number, line in self._publisher.records.lines(start):
            if number >= end:
                return None
            found = next(indexed, None)
            if (found is None or found[:2] != (number, line)) and not _is_erased(found):
                return number, line
        return None

    def _told_record(self, connection: Connection, number: int, line: bytes) -> str:
        place = self._publisher.records.place(number)
        try:
            logged = read_record_line(line)
        except (msgspec.DecodeError, ValueError) as error:
            return f"{place} was altered: {error}."
        if logged.number != number:
            return f"{place} holds record {logged.number:,} where record {number:,} belongs: a line was removed or put in."
        found = next(index.record_lines(connection, number), None)
        if found is None or not found[2]:
            return f"Record {number:,} was altered in the index {connection.store.place}."
        return f"{place} was altered: it is not the record that its entry names, which the index {connection.store.place} has."

    def _sound_lines(self, connection: Connection, start: int) -> Iterator[bytes]:
        """Record lines from the index, each checked: here alone could an altered index alter the record."""
        for number, line, sound in index.record_lines(connection, start):
            if not sound:
                message = f"Record {number:,} was altered in the index {connection.store.place}, and the log does not have it yet."
                raise BrokenIntegrity(message, hint=what_to_do(connection.store))
            yield line


def _is_erased(found: tuple[int, bytes, bool] | None) -> bool:
    """Whether the index says that a record was erased. Its line in the log is blanked after that, and may not be yet."""
    return found is not None and found[1].startswith(b'{"erased":')


def _counted(number: int, one: str, several: str) -> str:
    return one if number == 1 else f"{number:,} {several}"
