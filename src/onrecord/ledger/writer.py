"""One process writes to a case: opened, appended to in groups, each signed and made durable, published, closed."""

import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from onrecord.errors import BrokenIntegrity, NoCase, OnRecordError, WrongUse
from onrecord.ledger import index
from onrecord.ledger.blanking import erase_again, finish_erasing
from onrecord.ledger.blobs import ORIGINAL
from onrecord.ledger.case_settings import DEFAULT_SETTINGS
from onrecord.ledger.entries import FORMAT, Agent, Begun, Entry, EntryType, Reason, agent, encode_entry
from onrecord.ledger.index.choosing import refuse_left_behind, remember
from onrecord.ledger.index.erasing import records_of
from onrecord.ledger.index.faults import IndexUnavailable
from onrecord.ledger.keys import NewKey, finish_change, make_keys, prepare_change, rotation, settled_keys, signing_keys
from onrecord.ledger.lock import WriterLock
from onrecord.ledger.log import Log
from onrecord.ledger.moment import Clock, WallClock
from onrecord.ledger.originals_place import originals_to_write
from onrecord.ledger.places import Places, cannot_write, make_folder, replace_file, sync_folder
from onrecord.ledger.rebuilding import kept_without_record, reconciled
from onrecord.ledger.restored import restored_head
from onrecord.ledger.tlog.note import VerifierKey
from onrecord.ledger.tlog.tiles import LONGEST_ENTRY
from onrecord.ledger.view import View

T = TypeVar("T")

GROUP_ENTRIES = 100
GROUP_SECONDS = 0.1
"""A group is committed when it has that many entries or that age: one sync for many appends costs a fifth of a write without
any, one for each costs forty times as much; a reader sees an append after this time at most."""

ENTRIES_PUBLISHED = 5_000
"""Entries after which the log is published: it is the record, and must not wait for the end of a long source. Publishing syncs a file
for each 256 entries and some more at the edge, so this adds little to what the commits need themselves."""

SECONDS_PUBLISHED = 5.0
"""Seconds after which it is published at a commit, however few entries there are."""


class Writer:
    """A case opened for writing, whatever is appended. A context manager; leaving it commits every whole append and gives the lock back.

    An append is whole or not there. It is acknowledged – survives a kill or a power loss – when ``commit`` has returned, or
    when a later append found its group full. After an error of disk or database nothing more is written until the case is
    opened again.
    """

    @classmethod
    def open(cls, path: Path, *, create: bool, clock: WallClock | None = None, in_place_of_lost: NewKey | None = None) -> Self:
        """Open the case in a folder, finishing or dropping what an earlier process left half done.

        Args:
            path: the folder.
            create: whether a case is begun where there is none.
            clock: what gives the time of entries.
            in_place_of_lost: the key that is to follow one that was lost, which an entry says.

        Raises:
            NoCase: there is none, and ``create`` is false.
            WrongUse: another process is writing to it, or the key is not lost.
            BrokenIntegrity: its log and its index contradict each other.
            OnRecordError: the folder cannot be written.
        """
        places = Places(path)
        if not places.exists() and not create:
            raise NoCase(f"There is no case in {path}.", hint="`onrecord --case DIR read FILE` makes one.")
        try:
            make_folder(places.lock.parent)
            lock = WriterLock(places.lock)  # first: of two processes that begin a case at once, one makes it
            try:
                _make_case(places)
                erased = finish_erasing(places, lost=in_place_of_lost is not None)
                writer = cls(places, lock, Clock(clock), in_place_of_lost)
                writer._repairs = (*erased, *writer._repairs)
            except BaseException:
                lock.release()
                raise
        except OSError as error:
            raise cannot_write(places, error) from error
        return writer

    def __init__(self, places: Places, lock: WriterLock, clock: Clock, in_place_of_lost: NewKey | None = None) -> None:
        self.places = places
        self._lock = lock
        self.clock = clock
        self._failed: OnRecordError | None = None
        self._closed = False
        self._group = 0
        self._appends = self._durable = 0
        """How often something was appended here, and how many of these times are durable."""
        self._group_since = 0.0
        self._published = time.monotonic()
        self.keys = () if in_place_of_lost else signing_keys(places)
        is_lost = in_place_of_lost is not None
        self.log = Log(places, lost=is_lost)
        store = index.store_of(places, create=True)
        refuse_left_behind(places, store)
        self.originals, taken_on = originals_to_write(places)
        """Where the originals of the case are kept."""
        lost = _without_record(places, self.log, store)
        remember(places, store)
        self.connection, told = reconciled(places, self.log, store)  # first: where they contradict each other, nothing else is touched
        if self.log.filled_erasures:  # from lines as they stand: of an erasure that was stopped, the index has what was erased
            self.connection.close()
            told = (*self.log.repairs, *told, *erase_again(places, store, lost=is_lost))
            self.log = Log(places, lost=is_lost)
            self.connection, more = reconciled(places, self.log, store)
            told = (*told, *more)
        try:
            dropped = _drop_unfinished(places)
        except BaseException:
            self.connection.close()
            raise
        self._view = View(self.connection, places)
        self._repairs = (*taken_on, *lost, *dropped, *self.log.repairs, *told)
        try:
            self._begin(in_place_of_lost)
        except BaseException:
            self.connection.close()
            raise

    @property
    def view(self) -> View:
        """What is kept, appends of this writer that are not committed yet included."""
        return self._view

    @property
    def repairs(self) -> tuple[str, ...]:
        """What had to be finished or dropped on opening, one sentence each."""
        return self._repairs

    def commit(self) -> None:
        """Make every append so far durable; the log is published when enough has come together, and on closing."""
        with self.guarded():
            self._commit_group()
            self._publish_in_time()

    def publish(self) -> None:
        """Make every append so far durable, and write it to the log at once."""
        with self.guarded():
            self._commit_group()
            self._publish()

    def close(self) -> None:
        """Commit what is whole and give the lock back; safe to call again."""
        if self._closed:
            return
        self._closed = True
        try:
            if self._failed is None:
                self._closed = False
                self.publish()
        finally:
            self._closed = True
            self.connection.close()
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            self.close()
        except IndexUnavailable:
            if kind is not KeyboardInterrupt:  # a group that a person broke off is undone; what was committed before is kept
                raise

    def _begin(self, in_place_of_lost: NewKey | None) -> None:
        """The first entry of a new case; of another, whether the key is the one that its log is signed with.

        Raises:
            BrokenIntegrity: it is not.
        """
        in_force = self.log.key_in_force
        if in_place_of_lost is not None:
            self._replace_lost(in_place_of_lost, in_force)
        elif in_force is None:
            key = self.keys[0].verifier
            with self.append():
                self.add("begin", [index.new_record("begin", Begun(origin=key.name, vkey=key.encoded()))])
            self.publish()
        else:
            self.keys = settled_keys(self.places, self.keys, in_force)
        self._say_restored()

    def _say_restored(self) -> None:
        """The entry of a restoration, made by whoever first opens what was put back: a log that went back in time must say so."""
        kept = restored_head(self.places)
        if kept is None:
            return
        end = index.records_before(self.connection, kept.size)
        if not any(row.number >= end for row in records_of(self.connection, ("restore",))):
            with self.append():
                self.add("restore", [index.new_record("restore", kept)])
            self.publish()
        self.places.restored.unlink()
        sync_folder(self.places.restored.parent)

    def _replace_lost(self, wanted: NewKey, in_force: str | None) -> None:
        """A new key where the old one was lost: only the new one signs the entry that says so.

        Raises:
            WrongUse: the old one is there.
        """
        if in_force is None:
            raise WrongUse(f"The log of {self.places.case} has no entry yet, so no key was lost.", hint="Begin the case anew.")
        self._refuse_not_lost(in_force)
        before = VerifierKey.decoded(in_force)
        self.keys = prepare_change(self.places, [before], wanted, before.name)
        with self.append():
            self.add("key-rotate", [index.new_record("key-rotate", rotation(in_force, self.keys[0], wanted.compromised))])
        self.publish()
        finish_change(self.places, self.keys)

    def _refuse_not_lost(self, in_force: str) -> None:
        try:
            settled_keys(self.places, signing_keys(self.places), in_force)
        except BrokenIntegrity:
            return
        raise WrongUse(f"The key that the log is signed with is in {self.places.private_key}.", hint="`onrecord key rotate` changes it.")

    def add(
        self,
        kind: EntryType,
        records: Sequence[index.NewRecord],
        *,
        used: tuple[str, ...] = (),
        digests: tuple[str, ...] = (),
        by: Agent | None = None,
        actor: str | None = None,
        why: Reason | None = None,
    ) -> str:
        """Add an entry with the records that it generated; the content id of the last of them.

        Args:
            kind: what was done.
            records: what it generated.
            used: content ids of what it was made from; those that the case does not keep are left out, since nothing says what they are.
            digests: what else it was made from, or does away with, as entries name it.
            by: the program, where it is not this one alone.
            actor: pseudonym of the person who did it.
            why: a reason code.
        """
        sequence, _ = index.next_numbers(self.connection)
        known = (index.digest_of(self.connection, identifier) for identifier in used)
        entry = Entry(
            sequence=sequence,
            type=kind,
            at=self.clock.now(),
            agent=by or agent(),
            actor=actor,
            used=(*(digest for digest in known if digest is not None), *digests),
            generated=tuple(record.digest for record in records),
            why=why,
            v=FORMAT,
        )
        body = encode_entry(entry)
        if len(body) > LONGEST_ENTRY:
            message = f"An entry of the type {kind} would have {len(body):,} bytes; at most {LONGEST_ENTRY:,} fit into the log."
            raise WrongUse(message, hint="Do less at a time.")
        index.add(self.connection, entry, body, records)
        self.log.append(body)
        self._group += 1
        return records[-1].id

    def when_durable(self, made: Iterable[T]) -> Iterator[T]:
        """What somebody makes while it is appended, each when all that was appended until then is durable, and not before: nobody is to be
        shown a record that a power cut would take back. Where making them ends with an error, the last few are not given.
        """
        held: deque[tuple[int, T]] = deque()
        for one in made:
            held.append((self._appends, one))
            while held and held[0][0] <= self._durable:
                yield held.popleft()[1]
        self.commit()
        yield from (one for _, one in held)

    @contextmanager
    def append(self) -> Iterator[None]:
        """One append: whole, or undone. Commits the group first when it is full."""
        with self.guarded():
            if self._group >= GROUP_ENTRIES or (self._group and time.monotonic() - self._group_since > GROUP_SECONDS):
                self._commit_group()
                self._publish_in_time()
            if not self._group:
                self._group_since = time.monotonic()
            appended, kept = self.log.appended, self.connection.appends
            try:
                with self.connection.append():
                    yield
                self._appends += 1
            except BaseException:
                self.log.forget(appended)
                if self.connection.appends != kept:  # a person broke off when it was kept there already
                    self.connection.break_off()
                raise

    def _commit_group(self) -> None:
        """Sign the tree as it is with this group, and make both durable."""
        self.connection.refuse_broken_off()
        if self._group:
            self.log.sign(self.connection, self.keys)
        self.connection.commit()
        self._group, self._durable = 0, self._appends

    def _publish_in_time(self) -> None:
        pending = self.log.signed - self.log.size
        if pending >= ENTRIES_PUBLISHED or (pending and time.monotonic() - self._published > SECONDS_PUBLISHED):
            self._publish()

    def _publish(self) -> None:
        self.log.publish(self.connection)
        self._published = time.monotonic()

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Nothing is written after a failure of disk or database, since nobody knows then what reached the disk."""
        if self._failed is not None:
            raise self._failed
        if self._closed:
            raise OnRecordError(f"The case {self.places.case} was closed.", hint="Open it again.")
        try:
            yield
        except OSError as error:
            self._failed = cannot_write(self.places, error)
            raise self._failed from error
        except WrongUse:
            raise  # of one call; the case is as it was
        except OnRecordError as error:
            self._failed = error
            raise


def _make_case(places: Places) -> None:
    """The folders and the settings file; the settings come last, since they make the folder a case."""
    for folder in (places.blobs, places.unfinished, places.log, places.records, places.anchors, places.keys, places.index.parent):
        make_folder(folder)
    if not places.checkpoint.exists() and not places.private_key.exists():
        make_keys(places)
    if not places.exists():
        replace_file(places.settings, DEFAULT_SETTINGS.encode(), scratch=places.unfinished)


def _without_record(places: Places, log: Log, store: index.Store) -> tuple[str, ...]:
    """A sentence where originals are kept and neither log nor index is left."""
    are = kept_without_record(places, log, store)
    return (f"{are} kept without any record: the log {places.log} and the index are gone, and both begin anew.",) if are else ()


def _drop_unfinished(places: Places) -> tuple[str, ...]:
    """Drop files whose writing was cut off: nothing refers to them. A sentence where there were originals, which a re-run copies again."""
    unfinished = sorted(places.unfinished.iterdir())
    for file in unfinished:
        file.unlink()
    originals = sum(file.name.startswith(ORIGINAL) for file in unfinished)
    number = "An original" if originals == 1 else f"{originals} originals"
    return (f"{number} had been cut off in copying and will be copied again when read.",) if originals else ()
