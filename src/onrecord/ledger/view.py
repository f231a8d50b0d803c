"""What a case holds, read only. The narrow door through which every other room looks at the ledger."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

import msgspec
from sqlalchemy import Select

from onrecord.errors import NoCase, NotFound
from onrecord.ledger import questions as ask
from onrecord.ledger.case_settings import read_parties, read_settings
from onrecord.ledger.chain import Chain, chain_of
from onrecord.ledger.decided_claims import DecidedClaims
from onrecord.ledger.entries import (
    Entry,
    Grounds,
    KeptAnchor,
    KeptFigure,
    KeptFinding,
    KeptFindings,
    KeptIssue,
    KeptNote,
    KeptNoteShown,
    KeptParties,
    KeptReading,
    KeptSeries,
    agent,
    identity,
    under_name_of,
)
from onrecord.ledger.index import Connection, Key, Row, store_of
from onrecord.ledger.index.tables import DOCUMENT, READING, SERIES
from onrecord.ledger.kept_original import Original
from onrecord.ledger.matters import ByMatter
from onrecord.ledger.names import Ambiguous, Found, Names
from onrecord.ledger.neighbours import Neighbours
from onrecord.ledger.originals_place import original_of
from onrecord.ledger.outgoing import Outgoing
from onrecord.ledger.people import people_of
from onrecord.ledger.places import Places
from onrecord.ledger.printed import Printed
from onrecord.ledger.requests import ErasureRequest, erasure_requests
from onrecord.ledger.reviews import KeptReview, Reviews, dismissals, held
from onrecord.records import Capture, Document, Part, Party, Reader, Reading, Record, ReferenceSeries, Version
from onrecord.records.correcting import as_corrected, finding_key, record_in, set_by_people
from onrecord.settings import Settings

T = TypeVar("T", bound=Record)


@dataclass(frozen=True, slots=True)
class Named(Generic[T]):
    """A kept record with its content id."""

    id: str
    value: T


class View(Outgoing, DecidedClaims, ByMatter):
    """A case opened for reading. Never writes; several may be open at once, beside a writer."""

    @classmethod
    def open(cls, path: Path) -> "View":
        """Open the case in a folder for reading.

        Raises:
            NoCase: there is no case, or it has no index yet.
            BrokenIntegrity: the index is damaged.
        """
        places = Places(path)
        if not places.exists():
            raise NoCase(f"There is no case in {path}.", hint="`onrecord --case DIR read FILE` makes one.")
        return cls(store_of(places).connect_reader(), places)

    def __init__(self, connection: Connection, places: Places) -> None:
        self._connection = connection
        self._places = places
        self._names = Names(connection)
        self._reviews = Reviews(connection)
        self._neighbours = Neighbours(connection)
        self.printed = Printed(connection)
        """Its reports by the passages that they have."""

    @property
    def case(self) -> Path:
        """The folder of the case."""
        return self._places.case

    @property
    def is_erasing(self) -> bool:
        """Whether an erasure was begun and is not finished: what it takes away may be there until a writer opens the case."""
        return self._places.is_erasing

    def close(self) -> None:
        """Give the connection back. Not for the view of a ``Ledger``, which closes its own."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def settings(self) -> Settings:
        """The settings of the case (``onrecord.toml``).

        Raises:
            BadInput: the file has a fault; the message names the key.
        """
        return read_settings(self._places)

    def parties(self) -> tuple[Party, ...]:
        """The parties of the case (``parties.toml``), in the order of the file.

        Raises:
            BadInput: the file has a fault; the message names the key.
        """
        return read_parties(self._places.parties)

    def references(self) -> tuple[ReferenceSeries, ...]:
        """The reference series that hold now, in the order in which they were added."""
        return self.grounds().references

    def grounds(self) -> Grounds:
        """What reports are read and compared with: the parties as they were kept last, and the reference series that hold now."""
        parties = self.kept_parties()
        rows = self._connection.all(ask.ALL_SERIES)
        return Grounds(
            parties=parties.value.parties if parties else (),
            references=tuple(self._connection.kept(body, KeptSeries).series for _, body in rows),
            party_ids=(parties.id,) if parties else (),
            reference_ids=tuple(identifier for identifier, _ in rows),
        )

    def reading_of(self, document: Document, *, reader: Reader | None = None) -> Reading | None:
        """The reading that holds now of a report, under this document's id and with intake's remarks on it; None if there is none.

        Args:
            document: what would be read.
            reader: only a reading made by this reader, with these settings, will do.
        """
        same = identity(document)
        row = self._connection.one(ask.READING_OF, {"asked": same}, about=[(READING.c.identity, same)])
        if row is None:
            return None
        reading = self._compose(row)
        if reader is not None and reading.reader != reader:
            return None
        return under_name_of(document, self._connection.kept(row[3], Document), reading)

    def readings_found_at(self, capture: Capture, part: Part | None, name: str) -> Iterator[tuple[Document, Reading]]:
        """The documents with this id that this version of the program found at a place of a capture, with the readings that hold now.

        Args:
            capture: the bytes and where they came from.
            part: the place in them; None for the whole.
            name: the report's id.
        """
        about = [(DOCUMENT.c.name, name)]
        for *row, body, entry in self._connection.all(ask.FOUND_AT, {"asked": name, "capture": capture.sha256}, about=about):
            document = self._connection.kept(body, Document)
            there = document.capture is not None and document.capture.origin == capture.origin and _place(document.part) == _place(part)
            if there and self._connection.kept(entry, Entry).agent == agent():
                yield document, under_name_of(document, self._connection.kept(row[3], Document), self._compose(tuple(row)))

    def readings(self) -> Iterator[Reading]:
        """The readings that hold now, in the order in which the reports were first read."""
        for row in self._all_current():
            yield self._compose(row)

    def readings_with_documents(self) -> Iterator[tuple[str, Document, Reading]]:
        """The readings that hold now, each with its content id and the document that was read."""
        for row in self._all_current():
            yield row[1], self._connection.kept(row[3], Document), self._compose(row)

    def reading(self, name: str) -> Reading:
        """The reading that holds now of the report with this id (the latest when several reports have it), or of a content id.

        Args:
            name: a report's id or the beginning of one report's id, or that of the content id of a reading or document.

        Raises:
            NotFound: there is none, or several reports' ids begin so; the hint names them, or near ones.
        """
        return self._report(self._names.known(name))[1]

    def reading_id(self, name: str) -> str:
        """The content id of the reading that ``reading`` gives.

        Raises:
            NotFound: as ``reading``.
        """
        return self._report(self._names.known(name))[0]

    def part_called(self, name: str) -> tuple[str, str | None]:
        """The content id of the reading of a report, or of one that has a record with a local id (``report/f1``), and that local id.

        Raises:
            NotFound: as ``reading``; or the report has no such record.
        """
        report, _, local = name.rpartition("/")
        if report and not self.readings_called(name):
            try:
                if self._has_part(report, local):
                    return self.reading_id(report), local
            except Ambiguous:
                raise
            except NotFound:
                pass
        return self.reading_id(name), None

    def reading_called(self, identifier: str) -> Reading:
        """The reading with exactly this content id, whatever a report is called.

        Raises:
            NotFound: there is none.
        """
        return self._report(self._names.known_reading(identifier))[1]

    def readings_called(self, name: str) -> tuple[str, ...]:
        """Content ids of the readings that hold now of every report with exactly this id, the latest first."""
        return tuple(self._names.readings(name))

    def record(self, name: str) -> Record:
        """Any record: a report's id → its reading; ``report/f1`` → that figure, statement, finding …; a series' id; a content id.

        Args:
            name: as above; of a report's id the beginning is enough when no other begins so, and six digits of a content id.

        Raises:
            NotFound: there is none, or several ids begin so; the hint names them, or near ones.
        """
        if self._names.report(name) is None and (found := self._part(name) or self._series(name)) is not None:
            return found
        report = self._names.report_or_beginning(name, or_record=True)
        if report is not None:
            return self._report(report)[1]
        kept = self._kept(name)
        if kept is None:
            raise self._names.not_found(name)
        return kept

    def figures(self) -> Iterator[KeptFigure]:
        """The figures of the readings that hold now."""
        for identifier, reading in self._named_readings():
            for figure in reading.figures:
                yield KeptFigure(figure=figure, **_whence(identifier, reading))

    def findings(self, *, report: str | None = None, dismissed: bool = False) -> Iterator[KeptFinding]:
        """The findings on the readings that hold now; or those on the reports that one name means.

        Args:
            report: a report's id or the beginning of one, or that of a content id, as for ``reading``. Every report with
                exactly this id counts.
            dismissed: also those that a person dismissed.

        Raises:
            NotFound: as ``reading``.
        """
        for identifier, reading, reviews in self._reviewed(report, ask.WITH_FINDINGS):
            left_out, by_people = dismissals(reviews), set_by_people(held(reviews)) if reviews else frozenset()
            for finding in reading.findings:
                by_person = left_out.get(finding_key(finding)) if left_out else None
                if by_person is None or dismissed:
                    whence = {"set_by_people": tuple(filter(by_people.__contains__, finding.records)), **_whence(identifier, reading)}
                    yield KeptFinding(finding=finding, dismissed=by_person, **whence)

    def issues(self) -> Iterator[KeptIssue]:
        """What could not be read, and remarks on what was: intake's in the order of the log, then those of the readings that hold now."""
        said: set[tuple[str | None, Any]] = set()
        for _, body in self._connection.in_turn(ask.ISSUE_NUMBERS, ask.RECORDS):
            kept = self._connection.kept(body, KeptIssue)
            said.add((kept.report, kept.issue))
            yield kept
        for _, reading in self._named_readings():
            for issue in reading.issues:
                if (reading.id, issue) not in said:
                    yield KeptIssue(issue=issue, report=reading.id)

    def reviews(self, *, report: str | None = None) -> Iterator[KeptReview]:
        """What people corrected, proposed, decided and dismissed; all of it, or on the reports that one name means as for ``findings``.

        Raises:
            NotFound: as ``reading``.
        """
        people = people_of(self._places)
        for _, _, reviews in self._reviewed(report):
            for one in reviews:
                yield msgspec.structs.replace(one, by=people.get(one.actor))

    def reviews_of(self, reading: str) -> tuple[KeptReview, ...]:
        """The same on the report whose reading, by content id, holds now."""
        row = self._connection.one(ask.READING_CALLED, {"asked": reading})
        people = people_of(self._places)
        found = self._reviews.of(reading, self._compose(row)) if row is not None else ()
        return tuple(msgspec.structs.replace(one, by=people.get(one.actor)) for one in found)

    def reading_reviewed(self, number: int) -> str:
        """Content id of the reading that holds now of the report that an act of a person is about, by the number of its record."""
        return self._reviews.reading_of(number)

    def holds(self, reading: str) -> bool:
        """Whether the reading with this content id holds now."""
        return self._connection.one(ask.HELD_READING, {"asked": reading}) is not None

    def as_corrected(self, name: str) -> Reading:
        """The reading that ``reading`` gives, as people corrected it; findings that they dismissed are left out.

        Raises:
            NotFound: as ``reading``.
        """
        said = self.reading(name)
        return as_corrected(said, held(self.reviews_of(self.reading_id(name))))

    def readings_reviewed(self, *, as_read: bool = False) -> Iterator[tuple[str, Reading, frozenset[str]]]:
        """The readings that hold now, by content id, as people corrected them, with ids of the records that they set; or ``as_read``."""
        for identifier, reading, reviews in self._reviewed(None):
            corrections = [] if as_read else held(reviews)
            yield identifier, as_corrected(reading, corrections), set_by_people(corrections)

    def dismissed(self, name: str) -> frozenset[str]:
        """What the findings say (``finding_key``) that people dismissed on a report."""
        return frozenset(dismissals(self.reviews_of(self.reading_id(name))))

    def notes(self) -> Iterator[KeptNoteShown]:
        """The notes that people made, with what they disclose, in the order of the log."""
        people = people_of(self._places)
        for _, identifier, body, disclosures, entry in self._connection.in_turn(ask.NOTE_NUMBERS, ask.NOTES):
            note, known = self._connection.kept(body, KeptNote), self._connection.kept(entry, Entry)
            fields, by = self._connection.disclosed(disclosures), people.get(known.actor or "", known.actor or "")
            yield KeptNoteShown(
                id=identifier, report=note.report, record=note.record, role=note.role, fields=fields, by=by, at=known.at.wall
            )

    def erasure_requests(self) -> Iterator[ErasureRequest]:
        """The requests for erasure that nobody carried out yet, in the order of the log."""
        return erasure_requests(self._connection, people_of(self._places), self.notes())

    def entries(self, start: int = 0) -> Iterator[Entry]:
        """The entries of the log from a sequence number on."""
        for _, body in self._connection.in_turn(ask.SEQUENCES, ask.ENTRIES, {"asked": start}):
            yield self._connection.kept(body, Entry)

    def chain(self, names: Sequence[str] | None, *, with_outside: bool = False) -> Chain:
        """Everything that the published log holds about some reports, with proofs: what a dossier is made of.

        Args:
            names: reports' ids or their beginnings, or content ids, as for ``findings``; None for all reports.
            with_outside: whether it is to be said which records of other reports are named in it (``Chain.outside``).

        Raises:
            NotFound: one of them means nothing, or several reports' ids begin so.
            BrokenIntegrity: the log or its index is not as it was signed.
        """
        readings: dict[str, Reading] = dict(self._named_readings()) if names is None else {}
        for name in dict.fromkeys(names or ()):
            for identifier, reading in self._reports(name):
                readings.setdefault(identifier, reading)
        return chain_of(self._connection, self._places, tuple(readings.items()), with_outside=with_outside)

    def original(self, sha256: str) -> Original:
        """The kept original with this hash.

        Raises:
            NotFound: none is kept.
        """
        return original_of(self._places, sha256)

    def kept_reading(self, document: Document) -> Named[KeptReading] | None:
        """The reading that holds now of this report, as it is kept."""
        same = identity(document)
        return self._one(ask.KEPT_READING, same, KeptReading, about=[(READING.c.identity, same)])

    def versions_around(self, document: Document) -> tuple[Version | None, Version | None]:
        """What stood at the address of a report just before and just after, where that was another text; by what the containers say of
        the time, else by the order in which they were read. Of a report that is not kept yet, what will."""
        return self._neighbours.around(document)

    def document_of(self, reading: str) -> Document:
        """The document that the reading with this content id was read from.

        Raises:
            NotFound: there is no such reading.
        """
        row = self._connection.one(ask.READING_CALLED, {"asked": reading})
        if row is None:
            raise self._names.not_found(reading)
        return self._connection.kept(row[3], Document)

    def earlier_readings(self, document: Document) -> Iterator[Named[KeptReading]]:
        """The readings that hold now of what stood in the same bytes under the same id, whatever intake made of it then."""
        if document.capture is None:
            return
        asked = {"asked": document.id, "capture": document.capture.sha256}
        for identifier, body in self._connection.all(ask.EARLIER, asked, about=[(READING.c.name, document.id)]):
            yield Named(identifier, self._connection.kept(body, KeptReading))

    def kept_findings(self, reading: str) -> Named[KeptFindings] | None:
        """The findings that hold now on the reading with this content id."""
        return self._one(ask.FINDINGS, reading, KeptFindings, about=[(READING.c.id, reading)])

    def kept_series(self, name: str) -> Named[KeptSeries] | None:
        """The reference series that holds now under this id."""
        return self._one(ask.ONE_SERIES, name, KeptSeries, about=[(SERIES.c.name, name)])

    def kept_parties(self) -> Named[KeptParties] | None:
        """The parties as they were kept last; what the file says now is ``parties``."""
        return self._one(ask.LATEST, "parties", KeptParties)

    def anchors(self) -> tuple[KeptAnchor, ...]:
        """The cosignatures and time stamps that were kept, in the order in which they were."""
        rows = self._connection.all(ask.ANCHORS)
        return tuple(self._connection.kept(body, KeptAnchor) for _, body in rows)

    def _one(self, question: Select[Any], asked: str, kind: type[T], *, about: Collection[Key] | None = None) -> Named[T] | None:
        row = self._connection.one(question, {"asked": asked}, about=about)
        return None if row is None else Named(row[0], self._connection.kept(row[1], kind))

    def _all_current(self) -> Iterator[Row]:
        return self._connection.in_turn(ask.CURRENT, ask.READINGS)

    def _report(self, found: Found) -> tuple[str, Reading]:
        """A report's reading with its content id, under the report's own name."""
        row = self._connection.one(ask.READING_NUMBERED, {"asked": found.reading})
        asked = self._connection.one(ask.RECORD_NUMBERED, {"asked": found.document})
        if row is None or asked is None:
            if self._names.is_there(found):  # an erasure takes away what leads to a report together with its records
                raise self._connection.damaged("it leads to a report and says that this was erased")
            raise NotFound("The report was erased while it was looked for.", hint="`onrecord show` without an id lists what there is.")
        return row[1], under_name_of(self._connection.kept(asked[0], Document), self._connection.kept(row[3], Document), self._compose(row))

    def _reports(self, name: str) -> Iterator[tuple[str, Reading]]:
        """Every report that a name means: all with exactly this id, else the one that it begins or whose content id it is."""
        found = self._names.known(name)
        same = self._names.readings(name)
        if not same:
            yield self._report(found)
        for identifier in same:
            if (row := self._connection.one(ask.READING_CALLED, {"asked": identifier})) is not None:  # else it was erased meanwhile
                yield identifier, msgspec.structs.replace(self._compose(row), id=name)

    def _reviewed(self, report: str | None, which: Select[Any] = ask.CURRENT) -> Iterator[tuple[str, Reading, tuple[KeptReview, ...]]]:
        """Readings with what people said of them: of the reports that a name means, or of all, whose acts are asked for at once then."""
        if report is not None:
            yield from ((identifier, reading, self._reviews.of(identifier, reading)) for identifier, reading in self._reports(report))
            return
        acts, rows = self._reviews.by_reading(), self._connection.in_turn(which, ask.READINGS)
        yield from ((row[1], said := self._compose(row), self._reviews.among(acts, row[1], said)) for row in rows)

    def _compose(self, row: Row) -> Reading:
        """A reading as it was made: kept without text and findings, which stand in records of their own."""
        _, _, kept, source, found = row
        reading = self._connection.kept(kept, KeptReading).reading
        text = self._connection.kept(source, Document).text
        findings = self._connection.kept(found, KeptFindings).findings if found is not None else ()
        return msgspec.structs.replace(reading, text=text, findings=findings)

    def _named_readings(self) -> Iterator[tuple[str, Reading]]:
        for row in self._all_current():
            yield row[1], self._compose(row)

    def _has_part(self, report: str, local: str) -> bool:
        said = (one.correction for one in self.reviews_of(self.reading_id(report)))  # a person may have added it
        return record_in(self.reading(report), local) is not None or any(one is not None and one.record == local for one in said)

    def _part(self, name: str) -> Record | None:
        """``report/f1``: a record inside a reading, by its local id."""
        report, slash, local = name.rpartition("/")
        if not slash:
            return None
        try:
            reading = self.reading(report)
        except Ambiguous:
            raise
        except NotFound:
            return None
        return record_in(reading, local)

    def _series(self, name: str) -> ReferenceSeries | None:
        kept = self.kept_series(name)
        return kept.value.series if kept else None

    def _kept(self, name: str) -> Record | None:
        matches = self._names.content_ids(name)
        row = self._connection.one(ask.RECORD_CALLED, {"asked": matches[0]}) if len(matches) == 1 else None
        return self._connection.record(row[0], row[1]) if row else None


def _place(part: Part | None) -> tuple[object, ...]:
    """Where a part begins; what else is said of it does not tell it from others."""
    return ((), None, None) if part is None else (part.path, part.offset, part.record)


def _whence(identifier: str, reading: Reading) -> dict[str, Any]:
    return {"report": reading.id, "reading": identifier, "outlet": reading.report.outlet, "published": reading.report.published}
