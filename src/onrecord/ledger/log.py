"""The log of a case beside its index: brought to the same point on opening, signed with every commit, published after it.

The index holds what is not published yet, and is believed in that only as far as a checkpoint in it covers it that the key of the log
signed; a log that is ahead of its index (the index was lost or restored from a backup) fills it. Which key that is, the log itself says
(``keys_in_log``), before anything is filled, signed or published.
Both are compared before anything is written: the last bundle of entries and the last record on every opening, everything by
``reindex``. The tree binds all entries before the last, and each entry its records, so what was altered in the log cannot be
filled in; what was altered in the index alone is told by comparing everything.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain, islice, zip_longest

import msgspec

from onrecord.errors import BrokenIntegrity
from onrecord.ledger import index
from onrecord.ledger.entries import Entry, LoggedRecord, read_record_line
from onrecord.ledger.index import Connection, Dialect
from onrecord.ledger.keys_in_log import KeysInLog
from onrecord.ledger.numbering import EntryAt, holds_more, is_sound, named_by, named_lines, records_named
from onrecord.ledger.places import Places
from onrecord.ledger.publisher import Publisher, Signed
from onrecord.ledger.stream import RESTORE
from onrecord.ledger.tlog.checkpoint import Head
from onrecord.ledger.tlog.note import Note, SigningKey
from onrecord.ledger.tlog.tiles import WIDTH, Edge
from onrecord.records import decode

_BATCH = 1000
"""Entries in one transaction when an index is filled from its log."""


TAKE_THE_LOG = "`onrecord reindex` puts the index aside and makes another from the log alone."
"""The hint where an index holds what nobody signed."""


def what_to_do(store: Dialect) -> str:
    """The hint where a log and its index contradict each other: only a person can say which of them to believe."""
    return (
        f"Restore what was altered from a backup. If `onrecord verify` says that the log is intact, {store.put_elsewhere};"
        " `onrecord reindex` then makes the index from the log alone."
    )


class IndexAltered(BrokenIntegrity):
    """A record of the index is not the one that its entry names."""

    def __init__(self, place: str, number: int) -> None:
        super().__init__(f"Record {number:,} was altered in the index {place}.", hint=f"Nothing was written. {TAKE_THE_LOG}")
        self.number = number


def altered_in_index(connection: Connection, number: int) -> IndexAltered:
    """What to say where an act would rest on a row of the index that the log does not bear out."""
    return IndexAltered(connection.store.place, number)


@dataclass
class Log:
    """The log of a case, and how far it is signed and published."""

    places: Places
    fresh: bool = False
    """Whether the index is a new one, so that filling it mends nothing."""
    lost: bool = False
    """Whether the key in force is said to be lost, so that it need not be there."""
    repairs: list[str] = field(default_factory=list)
    """What was finished or put aside on opening, one sentence each."""

    key_in_force: str | None = None
    """The verifier key that entries and signatures lead to, when the case was opened (``keys_in_log``); None before the first entry."""
    unnamed: str = ""
    """What the index holds that no signed entry names, in one sentence: it is to be made anew. Empty where there is nothing."""

    filled_erasures: bool = False
    """Whether the index took entries of erasures from the log, of which it would have blanked the records itself."""

    def __post_init__(self) -> None:
        self._publisher = Publisher(self.places)
        self._signed_edge = Edge()
        self._last: Signed | None = None
        self._appended: list[bytes] = []
        self._counted: int | None = None

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
        """Bring log and index to the same point after whatever happened before. Where ``unnamed`` says something then, the index is not
        to be used, but made anew.

        Raises:
            BrokenIntegrity: they contradict each other, the log is not what was signed, or not with a key of ours that its entries lead to,
                or the index has entries that nobody signed.
        """
        self.compare(connection)
        signed = self._check_keys(connection)
        if index.next_numbers(connection)[0] < self.size:
            self._tell_unnamed(connection)
            if self.unnamed:
                return
            self._fill(connection)
        self._refuse_unsigned(connection, signed)
        self._settle_records(connection)
        self._publisher.tidy()
        self._publish_rest(connection, signed)
        self._tell_unnamed(connection)
        self._signed_edge = self._publisher.edge.copy()

    def compare(self, connection: Connection, *, whole: bool = False) -> None:
        """Compare the last entries and the last record that log and index both have, or ``whole``: all of them. Writes nothing.

        Raises:
            IndexAltered: of a record, the log has what its entry names, and the index something else.
            BrokenIntegrity: they contradict each other; the first place where they do is named.
        """
        known, _ = index.next_numbers(connection)
        common = min(self.size, known)
        start = 0 if whole else max(0, common - common % WIDTH - (0 if common % WIDTH else WIDTH))
        if (differs := self._first_difference(connection, start, common)) is not None and start:
            differs = self._first_difference(connection, 0, common)
        if differs is not None:
            raise BrokenIntegrity(self._told(connection, differs), hint=f"Nothing was written. {what_to_do(connection.store)}")
        beyond = sum(len(named_by(body).generated) for _, body in index.entry_lines(connection, common))
        if holds_more(connection, self._named_before(common) + beyond):
            self._tell_more(connection)
        else:
            self._compare_records(connection, common, whole=whole)

    def complete(self, connection: Connection, *, compared: bool = False) -> None:
        """Publish what an index holds, signed, and the log does not; an index that is behind its log is left behind.

        What it holds besides is said (``unnamed``), and not believed. ``compared``: they were, and what of the index is wrong is known.

        Raises:
            BrokenIntegrity: they contradict each other, or the log is not signed as ``reconcile`` demands.
        """
        if not compared:
            self.compare(connection)
        signed = self._check_keys(connection)
        if index.next_numbers(connection)[0] >= self.size:
            self._settle_records(connection)
            self._publish_rest(connection, signed)
        self._tell_unnamed(connection)

    @property
    def appended(self) -> int:
        """Entries that were appended and are not signed yet."""
        return len(self._appended)

    def append(self, body: bytes) -> None:
        """Know an entry that goes into the index: what the index gives back must be what was appended, before it is signed."""
        self._appended.append(body)

    def forget(self, number: int) -> None:
        """Forget the entries after so many that were appended: they were undone."""
        del self._appended[number:]

    def sign(self, connection: Connection, keys: tuple[SigningKey, ...]) -> None:
        """Sign the tree with all entries of the open transaction, as the database gives them back, and store the checkpoint in it.

        Raises:
            BrokenIntegrity: it gives back others than were appended: somebody else writes to it.
        """
        edge = self._signed_edge.copy()
        for found, appended in zip_longest(index.entry_lines(connection, edge.size), self._appended):
            if found != (edge.size, appended):
                message = f"The index {connection.store.place} gives another entry {edge.size:,} than was appended."
                raise BrokenIntegrity(message, hint=f"Nothing was signed. Find out who else writes to it. {TAKE_THE_LOG}")
            edge.append(appended)
        head = Head(keys[0].name, edge.size, edge.root())
        text = head.text()
        note = Note(text, tuple(key.sign(text) for key in keys))
        index.store_checkpoint(connection, head.size, note.encoded())
        self._signed_edge, self._last = edge, Signed(head, note)
        self._appended.clear()

    def publish(self, connection: Connection) -> None:
        """Write what is committed and not published; durable on return.

        Raises:
            BrokenIntegrity: a record of the index is not what its entry says, or what was read back is not what was signed.
        """
        if self._last is not None and self._last.head.size > self.size:
            self._publish(connection, self._last)

    def entries(self, start: int = 0) -> Iterator[tuple[int, bytes]]:
        """What is published, from a number on."""
        return self._publisher.entries(start)

    def entry_at(self, connection: Connection) -> EntryAt:
        """Gives an entry of the log, or of the index where it is not published yet."""
        bundles: dict[int, list[bytes]] = {}

        def entry(number: int) -> bytes | None:
            if 0 <= number < self.size:
                first = number - number % WIDTH
                if first not in bundles:  # many that are asked for stand together
                    bundles.clear()
                    bundles[first] = [body for _, body in islice(self._publisher.entries(first), WIDTH)]
                return bundles[first][number - first]
            return next((body for at, body in index.entry_lines(connection, number) if at == number), None)

        return entry

    def held(self, connection: Connection, numbers: Collection[int]) -> dict[int, Entry]:
        """The entries that name some records, by the records' numbers: what an act rests on is what the log bears out.

        Each record of the index is held against the digest that its entry gives, as the log has that entry; one that is not
        published yet is in the index alone, under a checkpoint that is signed.

        Raises:
            BrokenIntegrity: a record is not what its entry says, or was erased; or the index has another entry there.
        """
        entry_at, found = self.entry_at(connection), dict[int, Entry]()
        for row in index.whole_rows(connection, numbers):
            line, entry = row.kept.line, entry_at(row.sequence) or b""
            named = named_by(entry)
            is_named = entry == row.entry and row.kept.digest in named.generated and line.erased is None
            if is_named and is_sound(row.kept, named.type, entry_at) and sha256(line.record).hexdigest() == row.id:
                found[line.number] = self._entry(row.sequence, entry)
        if lacking := sorted(set(numbers) - found.keys()):
            raise altered_in_index(connection, lacking[0])
        return found

    # --- opening ----------------------------------------------------------------------------------------------------

    def _check_keys(self, connection: Connection) -> Signed | None:
        """Nothing is done with a log that somebody else wrote on; the checkpoint in the index that goes beyond it and is signed rightly."""
        keys = KeysInLog(self.places, self._publisher, lost=self.lost)
        self.key_in_force, beyond = keys.checked(connection, self._named_before)
        return beyond

    def _fill(self, connection: Connection) -> None:
        """Take what the log has and the index has not."""
        known, _ = index.next_numbers(connection)
        lines = self._logged_records(self._named_before(known))
        for sequence, body in self._publisher.entries(known):
            entry = self._entry(sequence, body)
            self.filled_erasures |= entry.type == "erase"
            index.add(connection, entry, body, [self._record_of(entry, digest, lines) for digest in entry.generated])
            if sequence % _BATCH == _BATCH - 1:
                connection.commit()
        assert self._publisher.signed is not None, "there are entries"
        index.store_checkpoint(connection, self.size, self._publisher.signed.note.encoded())
        connection.commit()
        if not self.fresh:
            self.repairs.append(f"The index was filled from the log, from entry {known} on.")

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
        wanted = self._named
        length, torn = stream.length(), stream.torn()
        if length < wanted:
            lacking = f"{_counted(wanted - length, 'A record was', 'records were')} missing from {stream.rest(length)}"
            stream.cut(length)
            stream.append(length, self._lacking_lines(connection, length))
            self.repairs.append(f"{lacking}; written again from the index.")
        elif length > wanted or torn:
            pending = self._are_pending(connection, wanted, torn)
            if not pending:
                count = length - wanted + bool(torn)
                self.repairs.append(f"{_counted(count, 'A record', 'records')} without an entry put aside from {self.places.records}.")
            stream.cut(wanted, put_aside=not pending)

    def _lacking_lines(self, connection: Connection, first: int) -> Iterator[bytes]:
        """The lines of the records that the published entries name, from a number on, from the index."""
        number = 0
        for _, body in self._publisher.entries():
            names = named_by(body).generated
            if number + len(names) > first:
                own = named_lines(connection, number, [body], self.entry_at(connection), self._altered(connection))
                yield from islice(own, max(0, first - number), None)
            number += len(names)

    def _are_pending(self, connection: Connection, wanted: int, torn: bytes) -> bool:
        """Whether the lines too many are those that the index would write there."""
        stream = self._publisher.records
        pending = index.record_lines(connection, wanted)
        for _, line in stream.lines(wanted):
            if next(pending, (0, b"", False))[1] != line:
                return False
        return next(pending, (0, b"", False))[1].startswith(torn)

    def _refuse_unsigned(self, connection: Connection, signed: Signed | None) -> None:
        """Entries that only the index has are believed where a checkpoint in it covers exactly them: these were committed with it."""
        end = signed.head.size if signed else self.size
        if index.next_numbers(connection)[0] > end:
            raise BrokenIntegrity(f"{self._told_unsigned(connection, end)}.", hint=f"Nothing was signed or written. {TAKE_THE_LOG}")

    def _told_unsigned(self, connection: Connection, end: int) -> str:
        known, _ = index.next_numbers(connection)
        entries = _counted(known - end, "an entry", "entries")
        return f"The index {connection.store.place} holds {entries}, from {end:,} on, that the key of the log did not sign"

    def _publish_rest(self, connection: Connection, signed: Signed | None) -> None:
        """Publish what an earlier process committed and did not publish, or what was lost of the log since. Which, nobody can tell."""
        if signed is None:
            return
        lacking = signed.head.size - self.size
        self._publish(connection, signed)
        self.repairs.append(
            f"{_counted(lacking, 'An entry was', 'entries were')} missing from the log {self.places.log}, as after a run"
            " that was stopped; written there from the index, which had them signed."
        )

    def _publish(self, connection: Connection, signed: Signed) -> None:
        """Write what a checkpoint covers and the files have not; only what its entries name is taken from the index."""
        publisher, before, first = self._publisher, self._publisher.size, self._named
        named = 0

        def fresh() -> Iterator[bytes]:
            return (body for _, body in islice(index.entry_lines(connection, before), signed.head.size - before))

        def lines() -> Iterator[bytes]:
            nonlocal named
            for line in named_lines(connection, first, fresh(), self.entry_at(connection), self._altered(connection)):
                named += 1
                yield line

        published = (body for _, body in publisher.entries(publisher.resume))
        publisher.publish(first, lines(), chain(published, fresh()), signed)
        self._counted = first + named

    @property
    def _named(self) -> int:
        """Records that the published entries name."""
        if self._counted is None:
            self._counted = records_named(self._publisher)
        return self._counted

    def _named_before(self, size: int) -> int:
        """Records that the first of the published entries name."""
        return self._named - sum(len(named_by(body).generated) for _, body in self._publisher.entries(size)) if size else 0

    def _tell_unnamed(self, connection: Connection) -> None:
        """Say what the index holds beyond the published entries and their records."""
        known, _ = index.next_numbers(connection)
        if known > self.size:
            self.unnamed = f"{self._told_unsigned(connection, self.size)}."
        elif holds_more(connection, self._named_before(known)):
            self._tell_more(connection)

    def _tell_more(self, connection: Connection) -> None:
        self.unnamed = f"The index {connection.store.place} held rows that no signed entry names."

    def _altered(self, connection: Connection) -> Callable[[str], BrokenIntegrity]:
        def wrong(sentence: str) -> BrokenIntegrity:
            return BrokenIntegrity(f"{sentence}, and the log does not have it yet.", hint=what_to_do(connection.store))

        return wrong

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
        end = min(self._named_before(common), length)  # that later ones are missing is said when they are written again
        differs = self._first_record_that_differs(connection, 0 if whole else max(0, end - 1), end)
        if differs is not None and not whole:
            differs = self._first_record_that_differs(connection, 0, end)
        if differs is not None:
            if self._is_named(connection, *differs):
                raise altered_in_index(connection, differs[0])
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

    def _is_named(self, connection: Connection, number: int, line: bytes) -> bool:
        """Whether a line of the log is the record that its entry names."""
        try:
            logged = read_record_line(line)
        except (msgspec.DecodeError, ValueError):
            return False
        named = self._name_of(number) if logged.number == number else None
        return named is not None and is_sound(index.KeptRow(logged, named[1]), named[0], self.entry_at(connection))

    def _told_record(self, connection: Connection, number: int, line: bytes) -> str:
        """What is wrong with a line of the log that is not the record which its entry names."""
        place = self._publisher.records.place(number)
        try:
            logged = read_record_line(line)
        except (msgspec.DecodeError, ValueError) as error:
            return f"{place} was altered: {error}."
        if logged.number != number:
            return f"{place} holds record {logged.number:,} where record {number:,} belongs: a line was removed or put in."
        has = next(index.record_lines(connection, number), (0, b"", False))[2]
        there = f", which the index {connection.store.place} has" if has else ""
        return f"{place} was altered: it is not the record that its entry names{there}."

    def _name_of(self, number: int) -> tuple[str, str] | None:
        """The type and the digest of a record by its number, as the published entries give it; they are gone through for it."""
        entries = (named_by(body) for _, body in self._publisher.entries())
        names = ((entry.type, digest) for entry in entries for digest in entry.generated)
        return next(islice(names, number, None), None)


def _is_erased(found: tuple[int, bytes, bool] | None) -> bool:
    """Whether the index says that a record was erased. Its line in the log is blanked after that, and may not be yet."""
    return found is not None and found[1].startswith(b'{"erased":')


def _counted(number: int, one: str, several: str) -> str:
    return one if number == 1 else f"{number:,} {several}"
