"""The writer of a case: keeps originals, appends entries, commits in groups."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from onrecord.errors import BrokenIntegrity, NoCase, OnRecordError, WrongUse
from onrecord.ledger import index
from onrecord.ledger.blobs import keep_blob
from onrecord.ledger.case_settings import DEFAULT_SETTINGS
from onrecord.ledger.entries import (
    FORMAT,
    Agent,
    Begun,
    Entry,
    EntryType,
    Grounds,
    KeptExport,
    KeptFindings,
    KeptGrounds,
    KeptIssue,
    KeptParties,
    KeptReading,
    KeptRedaction,
    KeptSeries,
    Reason,
    agent,
    encode_entry,
)
from onrecord.ledger.index.choosing import refuse_left_behind
from onrecord.ledger.keys import make_keys, signing_keys
from onrecord.ledger.lock import WriterLock
from onrecord.ledger.log import Log
from onrecord.ledger.moment import Clock, WallClock
from onrecord.ledger.package_signature import signed_data
from onrecord.ledger.parties_file import add_party
from onrecord.ledger.people import pseudonym_of
from onrecord.ledger.places import Places, cannot_write, make_folder, sync_folder
from onrecord.ledger.proofs import Proofs, export_proof
from onrecord.ledger.view import Named, View
from onrecord.records import Capture, Document, Finding, Issue, Party, Reading, ReferenceSeries, content_id

GROUP_ENTRIES = 100
GROUP_SECONDS = 0.1
"""A group is committed when it has that many entries or that age: one sync for many appends costs a fifth of a write without
any, one for each costs forty times as much; a reader sees an append after this time at most."""

ENTRIES_PUBLISHED = 5_000
"""Entries after which the log is published: it is the record, and must not wait for the end of a long source. Publishing syncs a file
for each 256 entries and some more at the edge, so this adds little to what the commits need themselves."""

SECONDS_PUBLISHED = 5.0
"""Seconds after which it is published at a commit, however few entries there are."""

WITHHELD_TOGETHER = 500
"""Digests in one entry, which has room for some 900."""

_ALONE = Grounds()
"""Nothing besides the report itself."""


class Ledger:
    """A case opened for writing. A context manager; leaving it commits every whole append and gives the lock back.

    An append is whole or not there. It is acknowledged – survives a kill or a power loss – when ``commit`` has returned, or
    when a later append found its group full. After an error of disk or database nothing more is written until the case is
    opened again.
    """

    @classmethod
    def open(cls, path: Path, *, create: bool, clock: WallClock | None = None) -> "Ledger":
        """Open the case in a folder, finishing or dropping what an earlier process left half done.

        Raises:
            NoCase: there is none, and ``create`` is false.
            WrongUse: another process is writing to it.
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
                return cls(places, lock, Clock(clock))
            except BaseException:
                lock.release()
                raise
        except OSError as error:
            raise cannot_write(places, error) from error

    def __init__(self, places: Places, lock: WriterLock, clock: Clock) -> None:
        self._places = places
        self._lock = lock
        self._clock = clock
        self._failed: OnRecordError | None = None
        self._closed = False
        self._group = 0
        self._group_since = 0.0
        self._published = time.monotonic()
        self._readings_added = 0
        self._keys = signing_keys(places)
        self._log = Log(places)
        store = index.store_of(places, create=True)
        refuse_left_behind(places, store)
        lost = _without_record(places, self._log, store)
        self._connection = store.connect_writer()
        try:
            self._log.reconcile(self._connection)  # first: where log and index contradict each other, nothing else is touched
            dropped = _drop_unfinished(places)
        except BaseException:
            self._connection.close()
            raise
        self._view = View(self._connection, places)
        self._repairs = (*lost, *dropped, *self._log.repairs)
        try:
            self._begin()
        except BaseException:
            self._connection.close()
            raise

    @property
    def view(self) -> View:
        """What is kept, appends of this writer that are not committed yet included."""
        return self._view

    @property
    def repairs(self) -> tuple[str, ...]:
        """What had to be finished or dropped on opening, one sentence each."""
        return self._repairs

    @property
    def readings_added(self) -> int:
        """Readings that this writer appended; one that was there already is not counted."""
        return self._readings_added

    def keep(self, capture: Capture, content: Path | bytes) -> str:
        """Keep an original and record where it came from; its SHA-256. Keeping it again from the same place records nothing.

        It is looked at again all the same: one that is gone (``lacks``) is put back.

        Raises:
            InputChanged: its bytes no longer have the hash of the capture.
            BadInput: it can no longer be read.
            BrokenIntegrity: another original is kept under that hash, or it was altered.
        """
        record = index.new_record("capture", capture)
        with self._append():
            keep_blob(self._places, capture, content)
            if not index.has_record(self._connection, record.id):
                self._add("capture", [record])
        return capture.sha256

    def lacks(self, capture: Capture) -> bool:
        """Whether the original of a capture was kept, from wherever its bytes came then, and is gone."""
        return not self._places.blob(capture.sha256).exists() and index.has_original(self._connection, capture.sha256)

    def append_document(self, document: Document) -> str:
        """Record that a report stands in its capture; the content id. For a report that was read before, from elsewhere."""
        with self._append():
            return self._document(document)

    def append_reading(self, document: Document, reading: Reading, *, grounds: Grounds = _ALONE) -> None:
        """Append a report with what was read from it: document, reading, findings and issues, all or nothing.

        The entries name the ``grounds`` that it was read and compared with, so that both can be repeated.

        A reading of the same report by another reader, version or with other parties supersedes the earlier one; both are
        kept. So does one of what stood in the same bytes under the same id, when intake makes something else of them now.
        The same reading again changes nothing.
        """
        with self._append():
            source = self._document(document)
            by = agent(reading.reader)
            earlier = self._view.kept_reading(document) or self._earlier(document, reading)
            if earlier is not None and _same_reading(earlier.value, reading):
                current, new = earlier.id, False
            else:
                kept = KeptReading(document=source, reading=_for_keeping(reading), supersedes=earlier.id if earlier else None)
                used = (source, *self._grounds(grounds))
                current, new = self._add("reading", [index.new_record("reading", kept)], used=used, by=by), True
                self._readings_added += 1
            self._findings(current, reading.findings, by, grounds, new=new)

    def append_findings(self, reading: str, findings: tuple[Finding, ...], *, grounds: Grounds = _ALONE) -> None:
        """Append what was noticed anew, on which grounds, on the reading with this content id. The same again changes nothing."""
        with self._append():
            self._findings(reading, findings, agent(), grounds)

    def append_issue(self, issue: Issue, *, capture: Capture | None = None) -> None:
        """Append something that could not be read. The same issue again changes nothing."""
        record = index.new_record("issue", KeptIssue(issue=issue, capture=capture.sha256 if capture else None))
        with self._append():
            if not index.has_record(self._connection, record.id):
                self._add("issue", [record], used=(content_id(capture),) if capture else ())

    def append_references(self, series: Sequence[ReferenceSeries]) -> None:
        """Append reference series; one with the id of an earlier one supersedes it."""
        with self._append():
            for one in series:
                earlier = self._view.kept_series(one.id)
                if earlier is None or earlier.value.series != one:
                    kept = KeptSeries(series=one, supersedes=earlier.id if earlier else None)
                    self._add("reference", [index.new_record("reference", kept)])

    def append_parties(self, parties: tuple[Party, ...]) -> None:
        """Append the parties of the case as they are used from now on. The same again, or none at first, changes nothing."""
        with self._append():
            earlier = self._view.kept_parties()
            if parties != (earlier.value.parties if earlier else ()):
                kept = KeptParties(parties=parties, supersedes=earlier.id if earlier else None)
                self._add("parties", [index.new_record("parties", kept)])

    def append_redaction(self, withheld: Sequence[str], *, reason: Reason, by: str) -> None:
        """Append that records, named by their content ids, are to be withheld from an export; in several entries where they are many.

        Raises:
            WrongUse: ``by`` is no name of a person.
        """
        with self._append():
            person = pseudonym_of(self._places, by)
            before, _ = index.next_numbers(self._connection)
            for part, start in enumerate(range(0, len(withheld), WITHHELD_TOGETHER)):
                kept = KeptRedaction(reason=reason, done_by=person, checkpoint=before, part=part)
                used = tuple(withheld[start : start + WITHHELD_TOGETHER])
                self._add("redact", [index.new_record("redact", kept)], used=used, actor=person, why=reason)

    def append_export(self, kept: KeptExport) -> str:
        """Append that a dossier is going out, before it does; the content id, by which ``proof_of_export`` is asked for."""
        with self._append():
            return self._add("export", [index.new_record("export", kept)])

    def proof_of_export(self, identifier: str) -> bytes:
        """The proof that goes out beside the dossier. Publishes the log first."""
        self.publish()
        record, sequence = index.kept_line(self._connection, identifier)
        return export_proof(Proofs.of(self._places), sequence, bytes(record.record), record.salt or "")

    def sign_listing(self, digest: str, *, created: str, software: str) -> dict[str, str]:
        """The anonymous signature of a WACZ file over the hash of its listing (``package_signature``)."""
        return signed_data(self._keys[0], digest, created=created, software=software)

    def now(self) -> str:
        """The present time by this machine's clock, as entries have it."""
        return self._clock.now().wall

    def add_party(self, party: Party) -> Path:
        """Add a party to the case's file of parties; the file. What people wrote there stays as it is.

        The log has it when it is first used (``append_parties``), as it has what people write there by hand.

        Raises:
            BadInput: the file has a fault, the party's names are taken or none, or it cannot be written.
            WrongUse: a name is no text.
        """
        add_party(self._places.parties, party)
        return self._places.parties

    @property
    def compared(self) -> str | None:
        """The digest that ``mark_compared`` was given last; None when there is none."""
        return index.compared(self._connection)

    def mark_compared(self, digest: str) -> None:
        """Remember what the findings that hold now were made with. Only in the index: it says nothing about a report."""
        with self._append():
            index.mark_compared(self._connection, digest)

    def commit(self) -> None:
        """Make every append so far durable; the log is published when enough has come together, and on closing."""
        with self._guarded():
            self._commit_group()
            self._publish_in_time()

    def publish(self) -> None:
        """Make every append so far durable, and write it to the log at once."""
        with self._guarded():
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
            self._connection.close()
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _earlier(self, document: Document, reading: Reading) -> Named[KeptReading] | None:
        """What another reader or version read at the same place, where intake gives something else than it did then."""
        found = self._view.earlier_readings(document)
        return next((one for one in found if one.value.reading.reader != reading.reader), None)

    def _document(self, document: Document) -> str:
        record = index.new_record("document", document)
        if not index.has_record(self._connection, record.id):
            self._add("document", [record], used=(content_id(document.capture),) if document.capture else ())
            self._issues_of(document)
        return record.id

    def _issues_of(self, document: Document) -> None:
        """What intake remarked on a report that was read all the same."""
        capture = document.capture.sha256 if document.capture else None
        records = [
            index.new_record("issue", KeptIssue(issue=issue, capture=capture, report=document.id))
            for issue in dict.fromkeys(document.issues)
        ]
        fresh = [record for record in records if not index.has_record(self._connection, record.id)]
        if fresh:
            self._add("issue", fresh, used=(content_id(document.capture),) if document.capture else ())

    def _findings(self, reading: str, findings: tuple[Finding, ...], by: Agent, grounds: Grounds, *, new: bool = False) -> None:
        earlier = None if new else self._view.kept_findings(reading)
        if findings == (earlier.value.findings if earlier else ()):
            return
        kept = KeptFindings(reading=reading, findings=findings, supersedes=earlier.id if earlier else None)
        used = (reading, *self._grounds(grounds))
        self._add("finding", [index.new_record("finding", kept)], used=used, by=by)

    def _grounds(self, grounds: Grounds) -> tuple[str, ...]:
        """Content id of the record of what readings rest on besides the report, made when it is first needed; none for nothing."""
        if not grounds.party_ids and not grounds.reference_ids:
            return ()
        kept = KeptGrounds(parties=next(iter(grounds.party_ids), None), references=grounds.reference_ids)
        record = index.new_record("grounds", kept)
        if not index.has_record(self._connection, record.id):
            self._add("grounds", [record])
        return (record.id,)

    def _begin(self) -> None:
        """The first entry of a new case; of another, whether the key is the one that its log is signed with.

        Raises:
            BrokenIntegrity: it is not.
        """
        key = self._keys[0].verifier
        in_force = self._view.key_in_force()
        if in_force is None:
            with self._append():
                self._add("begin", [index.new_record("begin", Begun(origin=key.name, vkey=key.encoded()))])
            self.publish()
        elif in_force != key.encoded():
            message = f"The private key {self._places.private_key} is not the one that the log is signed with."
            raise BrokenIntegrity(message, hint="Put the right one back from a backup, or begin a new one: `onrecord key rotate --lost`.")

    def _add(
        self,
        kind: EntryType,
        records: Sequence[index.NewRecord],
        *,
        used: tuple[str, ...] = (),
        by: Agent | None = None,
        actor: str | None = None,
        why: Reason | None = None,
    ) -> str:
        """Add an entry with the records that it generated; the content id of the last of them.

        Args:
            kind: what was done.
            records: what it generated.
            used: content ids of what it was made from; those that the case does not keep are left out, since nothing says what they are.
            by: the program, where it is not this one alone.
            actor: pseudonym of the person who did it.
            why: a reason code.
        """
        sequence, _ = index.next_numbers(self._connection)
        digests = (index.digest_of(self._connection, identifier) for identifier in used)
        entry = Entry(
            sequence=sequence,
            type=kind,
            at=self._clock.now(),
            agent=by or agent(),
            actor=actor,
            used=tuple(digest for digest in digests if digest is not None),
            generated=tuple(record.digest for record in records),
            why=why,
            v=FORMAT,
        )
        index.add(self._connection, entry, encode_entry(entry), records)
        self._group += 1
        return records[-1].id

    @contextmanager
    def _append(self) -> Iterator[None]:
        """One append: whole, or undone. Commits the group first when it is full."""
        with self._guarded():
            if self._group >= GROUP_ENTRIES or (self._group and time.monotonic() - self._group_since > GROUP_SECONDS):
                self._commit_group()
                self._publish_in_time()
            if not self._group:
                self._group_since = time.monotonic()
            with self._connection.append():
                yield

    def _commit_group(self) -> None:
        """Sign the tree as it is with this group, and make both durable."""
        if self._group:
            self._log.sign(self._connection, self._keys)
        self._connection.commit()
        self._group = 0

    def _publish_in_time(self) -> None:
        pending = self._log.signed - self._log.size
        if pending >= ENTRIES_PUBLISHED or (pending and time.monotonic() - self._published > SECONDS_PUBLISHED):
            self._publish()

    def _publish(self) -> None:
        self._log.publish(self._connection)
        self._published = time.monotonic()

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Nothing is written after a failure of disk or database, since nobody knows then what reached the disk."""
        if self._failed is not None:
            raise self._failed
        if self._closed:
            raise OnRecordError(f"The case {self._places.case} was closed.", hint="Open it again.")
        try:
            yield
        except OSError as error:
            self._failed = cannot_write(self._places, error)
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
        unfinished = places.settings.with_suffix(".unfinished")
        unfinished.write_text(DEFAULT_SETTINGS, encoding="utf-8")
        unfinished.rename(places.settings)
        sync_folder(places.case)


def _without_record(places: Places, log: Log, store: index.Store) -> tuple[str, ...]:
    """A sentence where originals are kept and neither log nor index is left; asked before an index is made."""
    if not log.is_empty() or not (kept := places.originals()) or store.exists():
        return ()
    are = "An original is" if kept == 1 else f"{kept:,} originals are"
    return (f"{are} kept without any record: the log {places.log} and the index are gone, and both begin anew.",)


def _drop_unfinished(places: Places) -> tuple[str, ...]:
    """Drop originals whose copying was cut off: nothing refers to them, and a re-run copies them again. A sentence if there were."""
    unfinished = sorted(places.unfinished.iterdir())
    for file in unfinished:
        file.unlink()
    number = "An original" if len(unfinished) == 1 else f"{len(unfinished)} originals"
    return (f"{number} had been cut off in copying and will be copied again when read.",) if unfinished else ()


def _for_keeping(reading: Reading) -> Reading:
    """Without the text, which its document holds, and without the findings, which are kept by themselves."""
    return msgspec.structs.replace(reading, text="", findings=())


def _same_reading(earlier: KeptReading, reading: Reading) -> bool:
    """Whether a report was read with the same result; the name it is given this time does not matter."""
    return earlier.reading == msgspec.structs.replace(_for_keeping(reading), id=earlier.reading.id)
