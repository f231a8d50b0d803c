"""Erasure: asked for by one person, carried out by another; bytes and text go, the log and every proof stay as they are.

The order in which it happens, so that a stop at any point is finished when the case is opened again: a file says what is about to go;
one transaction appends the entry and blanks the records in the index; the log is published; the lines of the records are blanked; the
originals are removed; the index is made anew from the log, so that no page of the old one is left; the file is removed.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

import msgspec

from onrecord.errors import NotFound, WrongUse
from onrecord.ledger import index
from onrecord.ledger.blanking import Doomed
from onrecord.ledger.entries import (
    KeptCorrection,
    KeptDecision,
    KeptErasure,
    KeptErasureRequest,
    KeptFindings,
    KeptIssue,
    KeptNote,
    KeptProposal,
    KeptReading,
    Reason,
)
from onrecord.ledger.index import erasing as rows
from onrecord.ledger.index.erasing import Row
from onrecord.ledger.people import pseudonym_of
from onrecord.ledger.places import replace_file
from onrecord.ledger.writer import Writer
from onrecord.records import Capture, Record, decode


class Asked(Record, frozen=True, kw_only=True):
    """What was asked to be erased, as a person is told before it happens."""

    request: str
    """Content id of the request, by which the second person names it."""
    reports: tuple[str, ...]
    """Ids of the reports that go."""
    records: int
    originals: int
    shared: tuple[str, ...] = ()
    """Ids of reports that stay although the original that they stand in goes with this one."""


@dataclass
class _Found:
    """Rows that belong to what is erased."""

    rows: dict[int, Row] = field(default_factory=dict)
    reports: dict[str, None] = field(default_factory=dict)
    originals: dict[str, None] = field(default_factory=dict)
    shared: dict[str, None] = field(default_factory=dict)

    def take(self, row: Row) -> None:
        self.rows[row.number] = row


class Erasing(Writer):
    """Asks for erasure, and appends the entry of one that is carried out."""

    def ask_erasure(self, names: Collection[str], reason: Reason, *, by: str) -> Asked:
        """Append a request that everything about some reports, or some records, be erased. Nothing is erased yet.

        Args:
            names: ids of reports, content ids (or their beginning) of notes and other records, or SHA-256 of originals.
            reason: why, as a code.
            by: name of the person who asks.

        Raises:
            NotFound: a name leads to nothing.
        """
        found = _Found()
        for name in names:
            self._gather(name, found)
        digests = tuple(row.digest for row in found.rows.values())
        request = KeptErasureRequest(reason=reason, records=digests, originals=tuple(found.originals))
        with self.append():
            actor = pseudonym_of(self.places, by)
            identifier = self.add("erase-ask", [index.new_record("erase-ask", request)], actor=actor, why=reason)
        self.publish()
        return Asked(
            request=identifier,
            reports=tuple(found.reports),
            records=len(found.rows),
            originals=len(found.originals),
            shared=tuple(name for name in found.shared if name not in found.reports),
        )

    def append_erasure(self, request: str, *, by: str, forget: bool = False) -> Doomed:
        """Carry out a request: append its entry, blank its records in the index, and publish. Opening the case again does the rest.

        Args:
            request: content id of the request, or its beginning.
            by: name of the person who carries it out; not the one who asked.
            forget: not even the hashes of the originals may stay.

        Raises:
            NotFound: there is no such request, or it was carried out.
            WrongUse: the same person asked for it.
        """
        row, asked = self._request(request)
        actor, asker = pseudonym_of(self.places, by), self._actor_of(row.digest)
        if actor == asker:
            raise WrongUse("the person who asked for an erasure cannot carry it out", hint="another person must do it, with --by")
        numbers = rows.numbers_of(self.connection, asked.records)
        doomed = Doomed(request=row.digest, records=tuple(numbers), originals=asked.originals)
        replace_file(self.places.erasing, msgspec.json.encode(doomed), scratch=self.places.unfinished, mode=0o600)
        going = list(rows.records_numbered(self.connection, numbers))
        with self.append():
            for part, start in enumerate(range(0, max(len(going), 1), _IN_ONE_ENTRY)):
                some = going[start : start + _IN_ONE_ENTRY]
                originals = asked.originals if part == 0 else ()
                kept = KeptErasure(
                    request=row.digest,
                    reason=asked.reason,
                    asked_by=asker or "",
                    done_by=actor,
                    part=part,
                    originals=() if forget else originals,
                    forgotten=len(originals) if forget else 0,
                )
                sequence, _ = index.next_numbers(self.connection)
                record = index.new_record("erase", kept)
                self.add("erase", [record], digests=tuple(one.digest for one in some), actor=actor, why=asked.reason)
                rows.erase_records(self.connection, [one.number for one in some], sequence)
        self.publish()
        return doomed

    def _request(self, name: str) -> tuple[Row, KeptErasureRequest]:
        done = {decode(one.body, KeptErasure).request for one in rows.records_of(self.connection, ("erase",))}
        open_ = [one for one in rows.records_of(self.connection, ("erase-ask",)) if one.digest not in done]
        matches = [one for one in open_ if name and one.id.startswith(name)]
        if len(matches) != 1:
            listed = ", ".join(one.id[:12] for one in open_) or "none"
            raise NotFound(f"No request for erasure, or several, have the id {name}.", hint=f"Requests that are open: {listed}.")
        return matches[0], decode(matches[0].body, KeptErasureRequest)

    def _actor_of(self, digest: str) -> str | None:
        """Who made the record with this digest, by pseudonym."""
        return next((entry.actor for entry in self.view.entries() if digest in entry.generated), None)

    def _gather(self, name: str, found: _Found) -> None:
        """Every record about what a name means."""
        beginning = list(rows.records_beginning(self.connection, name)) if _is_prefix(name) else []
        documents = rows.documents_meant(self.connection, name, [row.number for row in beginning if row.type == "document"])
        for row in beginning:
            if row.type == "reading":
                documents += rows.documents_meant(self.connection, "", [self._document_of(row)])
            elif row.type in ERASABLE:
                found.take(row)
        if documents:
            self._gather_reports(documents, found)
        elif not any(row.type in ERASABLE for row in beginning):
            raise NotFound(f"Nothing in the case that can be erased has the id {name}.", hint="`onrecord show` lists what there is.")

    def _document_of(self, row: Row) -> int:
        document = decode(row.body, KeptReading).document
        return next(one.number for one in rows.records_beginning(self.connection, document))

    def _gather_reports(self, documents: list[rows.Stood], found: _Found) -> None:
        numbers = {one.number for one in documents}
        originals = {one.capture for one in documents if one.capture}
        staying = [one for one in rows.documents_in(self.connection, originals) if one.number not in numbers]
        held = {one.capture for one in staying}
        found.reports |= dict.fromkeys(one.name for one in documents)
        found.shared |= dict.fromkeys(one.name for one in staying)
        found.originals |= dict.fromkeys(sorted(originals))
        for row in rows.records_numbered(self.connection, {*numbers, *rows.readings_of(self.connection, numbers)}):
            found.take(row)
        readings = {row.id for row in found.rows.values() if row.type == "reading"}
        alone, reports = originals - held, {one.name for one in documents}
        for row in rows.records_of(self.connection, ("capture", "finding", "issue", "note", *_REVIEWS)):
            if _is_about(row, readings, originals, alone, reports):
                found.take(row)


def _is_about(row: Row, readings: set[str], originals: set[str], alone: set[str], reports: set[str]) -> bool:
    """Whether a record speaks of reports that are erased, or of originals in which no other report stands."""
    match row.type:
        case "capture":
            return decode(row.body, Capture).sha256 in alone
        case "finding":
            return decode(row.body, KeptFindings).reading in readings
        case "note":
            return decode(row.body, KeptNote).report in readings
        case "correct" | "propose" | "decide":
            return decode(row.body, _REVIEWS[row.type]).reading in readings
        case _:
            issue = decode(row.body, KeptIssue)
            return issue.capture in alone or (issue.capture in originals and issue.report in reports)


def _is_prefix(name: str) -> bool:
    return len(name) >= _SHORTEST and all(letter in "0123456789abcdef" for letter in name)


_REVIEWS: dict[str, type[KeptCorrection | KeptProposal | KeptDecision]] = {
    "correct": KeptCorrection,
    "propose": KeptProposal,
    "decide": KeptDecision,
}

_SHORTEST = 6
"""Digits of a content id that are taken as one."""

ERASABLE = frozenset({"capture", "document", "reading", "finding", "issue", "note", "correct", "propose", "decide", "import"})
"""Types whose records may be erased. That an act took place may not."""

_IN_ONE_ENTRY = 800
"""Digests in one entry, which holds 65,535 bytes at most."""
