"""The ledger of a case: keeps originals, appends what was read and what was noticed."""

import re
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import msgspec

from onrecord.ledger import index
from onrecord.ledger.acts import Acts
from onrecord.ledger.anchoring import Anchoring
from onrecord.ledger.claiming import Claiming
from onrecord.ledger.entries import (
    Agent,
    Grounds,
    KeptFindings,
    KeptGrounds,
    KeptIssue,
    KeptParties,
    KeptReading,
    KeptSeries,
    agent,
)
from onrecord.ledger.erasing import Erasing
from onrecord.ledger.handing_over import HandingOver
from onrecord.ledger.index.erasing import captures_of
from onrecord.ledger.noting import Noting
from onrecord.ledger.parties_file import add_party
from onrecord.ledger.people import pseudonym_of
from onrecord.ledger.reviewing import Reviewing
from onrecord.ledger.rotating import Rotating
from onrecord.ledger.view import Named
from onrecord.records import Capture, Document, Finding, Issue, Party, Reading, ReferenceSeries, content_id
from onrecord.records.copying import FoundBy

_NAMED_AT_ONCE = 900
"""Records that one entry names at most: their digests take 67 bytes each, and an entry has 65,535."""

_CONTENT_ID = re.compile(rb'"([0-9a-f]{64})"')

_ALONE = Grounds()
"""Nothing besides the report itself."""


class Ledger(Acts, Reviewing, Claiming, Erasing, Anchoring, Rotating, HandingOver, Noting):
    """A case opened for writing: originals, reports, findings, issues, reference series, parties."""

    readings_added: int = 0
    """Readings that this writer appended; one that was there already is not counted."""

    def keep(self, capture: Capture, content: Path | bytes, *, by: str | None = None) -> str:
        """Keep an original and record where it came from; its SHA-256. Keeping it again from the same place records nothing, unless it
        was erased between.

        It is looked at again all the same: one that is gone (``lacks``) is put back.

        Args:
            capture: the bytes and where they came from.
            content: the bytes, or the file that holds them.
            by: name of the person who asks for it, where it was erased; the log has a pseudonym.

        Raises:
            InputChanged: its bytes no longer have the hash of the capture.
            BadInput: it can no longer be read.
            BrokenIntegrity: another original is kept under that hash, or it was altered.
            OriginalsUnavailable: the store outside of the case that keeps the originals did not take it.
        """
        record = index.new_record("capture", capture)
        with self.append():
            self.originals.keep(capture, content)
            actor = pseudonym_of(self.places, by) if by is not None else None
            if not index.has_record(self.connection, record.id):
                self.add("capture", [record], actor=actor)
            elif self._erased_since(capture.sha256):  # an erasure covers what was captured before it, so another capture must follow
                again = msgspec.structs.replace(capture, captured=self.now())
                self.add("capture", [index.new_record("capture", again)], actor=actor)
        return capture.sha256

    def _erased_since(self, sha256: str) -> bool:
        """Whether an original was erased after it was captured last."""
        erased = self.erased_by(sha256)
        return erased is not None and all(row.number < erased for row in captures_of(self.connection, [sha256]))

    def lacks(self, capture: Capture) -> bool:
        """Whether the original of a capture was kept, from wherever its bytes came then, and is gone."""
        return not self.originals.lies(capture.sha256) and index.has_original(self.connection, capture.sha256)

    def append_document(self, document: Document) -> str:
        """Record that a report stands in its capture; the content id. For a report that was read before, from elsewhere."""
        with self.append():
            return self._document(document)

    def append_reading(
        self,
        document: Document,
        reading: Reading,
        *,
        grounds: Grounds = _ALONE,
        rests_on: Sequence[str] = (),
        found_by: FoundBy | None = None,
    ) -> None:
        """Append a report with what was read from it: document, reading, findings and issues, all or nothing.

        The entries name the ``grounds`` that it was read and compared with, so that both can be repeated, and of its findings
        what they rest on, as ``append_findings`` has it.

        A reading of the same report by another reader, version or with other parties supersedes the earlier one; both are
        kept. So does one of what stood in the same bytes under the same id, when intake makes something else of them now.
        The same reading again changes nothing.

        ``found_by`` is what it is found by besides its names. It is noted beside it, where all before it is (``note_rest``).
        """
        with self.append():
            source = self._document(document)
            by = agent(reading.reader)
            same = self.view.kept_reading(document)
            earlier = same or self._earlier(document, reading)
            if earlier is not None and _same_reading(earlier.value, reading):
                current, new = earlier.id, False
            else:
                kept = KeptReading(document=source, reading=_for_keeping(reading), supersedes=earlier.id if earlier else None)
                used = (source, *self._grounds(grounds))
                is_noted = self.is_noted_with(found_by)
                current, new = self.add("reading", [index.new_record("reading", kept)], used=used, by=by), True
                self.readings_added += 1
                if is_noted and found_by is not None:
                    self.note(document, found_by, is_first=same is None, in_place_of=earlier.id if earlier and not same else None)
            self._findings(current, reading.findings, by, grounds, rests_on, new=new)

    def append_findings(
        self, reading: str, findings: tuple[Finding, ...], *, grounds: Grounds = _ALONE, rests_on: Sequence[str] = ()
    ) -> None:
        """Append what was noticed anew on a reading. The same again changes nothing.

        Args:
            reading: its content id.
            findings: what was noticed.
            grounds: what it was compared with.
            rests_on: content ids of other readings that the findings rest on. Those that their details name need not be said.
                When one of these is erased, so are the findings.
        """
        with self.append():
            self._findings(reading, findings, agent(), grounds, rests_on)

    def append_issue(self, issue: Issue, *, capture: Capture | None = None) -> None:
        """Append something that could not be read. The same issue again changes nothing."""
        record = index.new_record("issue", KeptIssue(issue=issue, capture=capture.sha256 if capture else None))
        with self.append():
            if not index.has_record(self.connection, record.id):
                self.add("issue", [record], used=(content_id(capture),) if capture else ())

    def append_references(self, series: Sequence[ReferenceSeries]) -> None:
        """Append reference series; one with the id of an earlier one supersedes it."""
        with self.append():
            for one in series:
                earlier = self.view.kept_series(one.id)
                if earlier is None or earlier.value.series != one:
                    kept = KeptSeries(series=one, supersedes=earlier.id if earlier else None)
                    self.add("reference", [index.new_record("reference", kept)])

    def append_parties(self, parties: tuple[Party, ...]) -> None:
        """Append the parties of the case as they are used from now on. The same again, or none at first, changes nothing."""
        with self.append():
            earlier = self.view.kept_parties()
            if parties != (earlier.value.parties if earlier else ()):
                kept = KeptParties(parties=parties, supersedes=earlier.id if earlier else None)
                self.add("parties", [index.new_record("parties", kept)])

    def add_party(self, party: Party) -> Path:
        """Add a party to the case's file of parties; the file. What people wrote there stays as it is.

        The log has it when it is first used (``append_parties``), as it has what people write there by hand.

        Raises:
            BadInput: the file has a fault, the party's names are taken or none, or it cannot be written.
            WrongUse: a name is no text.
        """
        add_party(self.places.parties, party)
        return self.places.parties

    @property
    def compared(self) -> str | None:
        """The digest that ``mark_compared`` was given last; None when there is none."""
        return index.compared(self.connection)

    def mark_compared(self, digest: str) -> None:
        """Remember what the findings that hold now were made with. Only in the index: it says nothing about a report."""
        with self.append():
            index.mark_compared(self.connection, digest)

    def position(self) -> str:
        """Where the log is with everything that was committed: how many entries it has, and the digest of the last."""
        size, _ = index.next_numbers(self.connection)
        return f"{size}:{self._entry_digest(size)}"

    def was_at(self, position: str) -> bool:
        """Whether the log has been at a position. A case that was put back from a backup never was where it had gone afterwards."""
        size, _, digest = position.partition(":")
        return size.isascii() and size.isdecimal() and bool(digest) and self._entry_digest(int(size)) == digest

    def _entry_digest(self, size: int) -> str:
        """The digest of the last of so many entries; empty where there are not so many."""
        found = next(index.entry_lines(self.connection, size - 1), None) if size else None
        return sha256(found[1]).hexdigest() if found and found[0] == size - 1 else ""

    def _earlier(self, document: Document, reading: Reading) -> Named[KeptReading] | None:
        """What another reader or version read at the same place, where intake gives something else than it did then."""
        found = self.view.earlier_readings(document)
        return next((one for one in found if one.value.reading.reader != reading.reader), None)

    def _document(self, document: Document) -> str:
        record = index.new_record("document", document)
        if not index.has_record(self.connection, record.id):
            self.add("document", [record], used=(content_id(document.capture),) if document.capture else ())
            self._issues_of(document)
        return record.id

    def _issues_of(self, document: Document) -> None:
        """What intake remarked on a report that was read all the same."""
        capture = document.capture.sha256 if document.capture else None
        records = [
            index.new_record("issue", KeptIssue(issue=issue, capture=capture, report=document.id))
            for issue in dict.fromkeys(document.issues)
        ]
        fresh = [record for record in records if not index.has_record(self.connection, record.id)]
        for start in range(0, len(fresh), _NAMED_AT_ONCE):
            some = fresh[start : start + _NAMED_AT_ONCE]
            self.add("issue", some, used=(content_id(document.capture),) if document.capture else ())

    def _findings(
        self,
        reading: str,
        findings: tuple[Finding, ...],
        by: Agent,
        grounds: Grounds,
        rests_on: Sequence[str] = (),
        *,
        new: bool = False,
    ) -> None:
        earlier = None if new else self.view.kept_findings(reading)
        if findings == (earlier.value.findings if earlier else ()):
            return
        kept = KeptFindings(reading=reading, findings=findings, supersedes=earlier.id if earlier else None)
        record = index.new_record("finding", kept)
        while index.has_record(self.connection, record.id):  # the same was noticed before something that was erased since
            kept = msgspec.structs.replace(kept, supersedes=record.id)
            record = index.new_record("finding", kept)
        named = (found.decode("ascii") for found in _CONTENT_ID.findall(record.body))
        others = [one for one in dict.fromkeys((*rests_on, *named)) if one not in (reading, kept.supersedes)]
        self.add("finding", [record], used=(reading, *others, *self._grounds(grounds)), by=by)

    def _grounds(self, grounds: Grounds) -> tuple[str, ...]:
        """Content id of the record of what readings rest on besides the report, made when it is first needed; none for nothing."""
        if not grounds.party_ids and not grounds.reference_ids:
            return ()
        kept = KeptGrounds(parties=next(iter(grounds.party_ids), None), references=grounds.reference_ids)
        record = index.new_record("grounds", kept)
        if not index.has_record(self.connection, record.id):
            self.add("grounds", [record])
        return (record.id,)


def _for_keeping(reading: Reading) -> Reading:
    """Without the text, which its document holds, and without the findings, which are kept by themselves."""
    return msgspec.structs.replace(reading, text="", findings=())


def _same_reading(earlier: KeptReading, reading: Reading) -> bool:
    """Whether a report was read with the same result; the name it is given this time does not matter."""
    return earlier.reading == msgspec.structs.replace(_for_keeping(reading), id=earlier.reading.id)
