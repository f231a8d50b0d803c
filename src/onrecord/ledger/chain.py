"""The chain of custody of some reports: every entry of the log that concerns them, with its records and its proof.

Taken from the published log; the index only says which records are meant, and each is held against the digest that its entry gives.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import bindparam, select

from onrecord.errors import BadInput, BrokenIntegrity
from onrecord.ledger.disclosures import covers, protected_names, read_disclosures
from onrecord.ledger.entries import (
    Entry,
    KeptErasure,
    KeptErasureRequest,
    KeptExport,
    KeptGrounds,
    KeptIssue,
    KeptNote,
    KeptReading,
    LoggedRecord,
    read_record_line,
    salted_digest,
)
from onrecord.ledger.index import KEYS, Connection, Row, has_record, logged_record
from onrecord.ledger.index.tables import DOCUMENT, READING, RECORD
from onrecord.ledger.kept_original import Original, OriginalsStore
from onrecord.ledger.originals_place import originals_of
from onrecord.ledger.places import Places
from onrecord.ledger.plain_files import read_plain
from onrecord.ledger.proofs import Proofs
from onrecord.ledger.publisher import Publisher
from onrecord.ledger.reviews import KeptReview, Reviews
from onrecord.ledger.stream import RESTORE
from onrecord.ledger.tlog.tiles import TileFault, Tiles
from onrecord.records import Document, Reading, content_id, decode

WHOLE_CASE = frozenset({"begin", "key-rotate", "anchor", "witness", "restore"})
"""Entries that concern every report of a case."""

_SHARED = frozenset({"grounds", "parties", "reference"})
"""Entries whose records several reports rest on; taken where one of them does."""

_BY_USE = frozenset(
    {"reading", "finding", "note", "correct", "propose", "decide", "claim", "view-restricted", "redact", "erase", "erase-ask"}
)
"""Entries that concern a report when they used a record of it."""

_BY_RECORD = frozenset({"issue", "export", "erase", "erase-ask"})
"""Entries of which only their records tell whom they concern."""

_NAMED = re.compile(rb'"([0-9a-f]{64})"')
"""How a record names another, or an original, by its hash."""

_READING_ROW = select(READING.c.number, READING.c.identity).where(READING.c.id == bindparam("asked"))
_SAME_READINGS = select(READING.c.number).where(READING.c.identity == bindparam("asked")).order_by(READING.c.number)
_SAME_DOCUMENTS = select(DOCUMENT.c.number).where(DOCUMENT.c.identity == bindparam("asked")).order_by(DOCUMENT.c.number)
_CALLED = select(RECORD.c.number).where(RECORD.c.id == bindparam("asked"))
_SEQUENCE = select(RECORD.c.sequence).where(RECORD.c.id == bindparam("asked"))
_LINES = select(
    RECORD.c.number, RECORD.c.id, RECORD.c.type, RECORD.c.body, RECORD.c.salt, RECORD.c.digest, RECORD.c.disclosures, RECORD.c.erased
).where(RECORD.c.number.in_(KEYS))
_BATCH = 400

_AGAIN = "Run `onrecord verify`, then `onrecord reindex`."
"""The hint where the index is not what the log has."""


class _Read(msgspec.Struct, frozen=True):
    sequence: int
    type: str
    used: tuple[str, ...] = ()
    generated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChainRecord:
    """A record of the chain, as it is kept."""

    number: int
    id: str
    """Content id; never stands in an entry, and must not go out where the record does not."""
    digest: str
    type: str
    line: LoggedRecord

    @property
    def body(self) -> bytes:
        """Its canonical form; empty where it was erased."""
        return bytes(self.line.record)


@dataclass(frozen=True, slots=True)
class ChainEntry:
    """An entry of the chain with the records that it generated."""

    sequence: int
    body: bytes
    entry: Entry
    records: tuple[ChainRecord, ...]


@dataclass(frozen=True, slots=True)
class ChainReport:
    """A report of the chain: the reading that holds of it now, and the numbers of the records it consists of."""

    reading: Reading
    """Under the report's own id, with its text and findings."""
    record: int
    """Number of the record of the reading."""
    documents: tuple[int, ...]
    """Numbers of the documents with this text: the one that was read, and copies found elsewhere."""
    reviews: tuple[KeptReview, ...] = ()
    """What people corrected, proposed, decided and dismissed."""


@dataclass(frozen=True)
class Chain:
    """Everything that the log holds about some reports, up to a checkpoint."""

    reports: tuple[ChainReport, ...]
    entries: tuple[ChainEntry, ...]
    proofs: Proofs
    keys: bytes
    """The file of verifier keys."""
    anchors: tuple[Path, ...]
    """Files of ``anchors/`` that the entries name."""
    protected: tuple[str, ...]
    """Names of people whom notes of the case mark as victims, witnesses, relatives or sources, or as nothing. Never to be written
    anywhere."""
    erased_notes: int
    """Notes of the case that were erased and named people to be protected, or may have. Whom, nobody knows any more."""
    erased_notes_on_reports: int
    """Those of them that were notes on these reports."""
    outside: frozenset[str]
    """Content ids of other records of the case that records of the chain name; empty where nobody asked for them."""
    _places: Places = field(repr=False)
    _originals: OriginalsStore = field(repr=False)

    @property
    def origin(self) -> str:
        """Name of the log."""
        return self.proofs.signed.head.origin

    @property
    def noted(self) -> tuple[str, ...]:
        """Those of the protected names that notes on these very reports give."""
        return tuple(dict.fromkeys(protected_in([record for record in self.records if record.type == "note"])))

    @property
    def records(self) -> Iterator[ChainRecord]:
        """All records, in the order of the log."""
        return (record for one in self.entries for record in one.records)

    def original(self, sha256: str) -> Original | None:
        """The kept original with this hash; None where it is gone."""
        return Original(sha256, self._originals) if self._originals.has(sha256) else None


def used_of(kind: str, used: tuple[str, ...]) -> tuple[str, ...]:
    """Of what an entry used, that which it is about: findings rest on other readings as well, and are about the first alone."""
    return used[:1] if kind == "finding" else used


def chain_of(connection: Connection, places: Places, readings: Sequence[tuple[str, Reading]], *, with_outside: bool = False) -> Chain:
    """The chain of some reports.

    Args:
        connection: the index.
        places: the case.
        readings: content id of the reading that holds now, and the reading under the report's own id.
        with_outside: whether it is to be said which other records are named (``Chain.outside``).

    Raises:
        BrokenIntegrity: the log is not published, is broken, or a record is not the one that its entry names.
    """
    return _Search(connection, places).chain(readings, with_outside=with_outside)


def gone_on(chain: Chain, start: int, first: int) -> Chain:
    """The same chain, proved by the log as it is published now, with the entries that came since: those from ``start`` on, whose records
    are numbered from ``first`` on. Taken from the log alone.

    Raises:
        BrokenIntegrity: the log is broken, or a record is not the one that its entry names.
    """
    places, proofs = chain._places, Proofs.of(chain._places)
    lines = Publisher(places).records.lines(first)
    entries = list(chain.entries)
    for sequence in range(start, proofs.size):
        body = proofs.entry(sequence)
        entry = decode(body, Entry)
        records = tuple(_from_log(entry, digest, next(lines, (first, b""))[1], places) for digest in entry.generated)
        entries.append(ChainEntry(sequence, body, entry, records))
    return replace(chain, entries=tuple(entries), proofs=proofs)


def _from_log(entry: Entry, digest: str, line: bytes, places: Places) -> ChainRecord:
    try:
        logged = read_record_line(line)
        return ChainRecord(logged.number, logged_record(entry.type, digest, logged).id, digest, entry.type, logged)
    except (msgspec.DecodeError, ValueError) as error:
        message = f"A record of entry {entry.sequence:,} in {places.records} is not the one that it names: {error}."
        raise BrokenIntegrity(message, hint=RESTORE) from error


class _Search:
    """One walk over the log, from its first entry to its last."""

    def __init__(self, connection: Connection, places: Places) -> None:
        self._connection = connection
        self._places = places
        self._proofs = Proofs.of(places)
        self._own: set[str] = set()
        """Digests of records that are of these reports alone."""
        self._captures: set[str] = set()
        self._originals: set[str] = set()
        self._names: set[str] = set()
        self._ids: set[str] = set()
        self._erased: set[str] = set()
        """Digests of records that entries say were erased."""
        self._nameless: set[str] = set()
        """Those of them of which an entry says that they gave no name to be protected, or one that other notes gave."""

    def chain(self, readings: Sequence[tuple[str, Reading]], *, with_outside: bool) -> Chain:
        reports = tuple(self._report(identifier, reading) for identifier, reading in readings)
        wanted: dict[int, tuple[_Read, int]] = {}
        shared: dict[str, int] = {}
        first_of: dict[int, tuple[_Read, int]] = {}
        notes: list[tuple[_Read, int]] = []
        erasures: list[tuple[_Read, int]] = []
        number = 0
        for body in self._bodies():
            entry = msgspec.json.decode(body, type=_Read)
            if entry.type == "note":
                notes.append((entry, number))
            elif entry.type == "erase":
                self._erased.update(entry.used)
                erasures.append((entry, number))
            if entry.type in _SHARED:
                shared.update(dict.fromkeys(entry.generated, entry.sequence))
                first_of[entry.sequence] = (entry, number)
            if self._concerns(entry, number):
                wanted[entry.sequence] = (entry, number)
            number += len(entry.generated)
        self._add_shared(wanted, shared, first_of)
        entries = tuple(self._entry(wanted[sequence]) for sequence in sorted(wanted))
        self._refuse_unnamed(reports, entries)
        for read, first in erasures if notes else ():
            for record in self._named(read, first):
                naming = decode(record.body, KeptErasure).naming if record.body else None
                self._nameless.update(set(read.used).difference(naming) if naming is not None else ())
        noted = [record for found in notes for record in self._named(*found)]
        return Chain(
            reports=reports,
            entries=entries,
            proofs=self._proofs,
            keys=self._keys(),
            anchors=tuple(self._anchors(entries)),
            protected=tuple(protected_in(noted)),
            erased_notes=sum(map(self._gave_a_name, noted)),
            erased_notes_on_reports=sum(self._gave_a_name(record) for one in entries for record in one.records if record.type == "note"),
            outside=frozenset(self._outside(entries)) if with_outside else frozenset(),
            _places=self._places,
            _originals=originals_of(self._places),
        )

    def _gave_a_name(self, note: ChainRecord) -> bool:
        """Whether a note is gone, and with it a name to be protected; where that is not told, it may be."""
        return not note.body and note.digest not in self._nameless

    # --- which records are the reports' own ----------------------------------------------------------------------------

    def _report(self, identifier: str, reading: Reading) -> ChainReport:
        row = self._connection.one(_READING_ROW, {"asked": identifier})
        assert row is not None, "content ids of readings come from the index"
        number, identity = row
        asked = {"asked": identity}
        documents = [found for (found,) in self._connection.all(_SAME_DOCUMENTS, asked)]
        readings = [found for (found,) in self._connection.all(_SAME_READINGS, asked)]
        for record in self._lines(documents, "document"):
            self._take_document(record)
        earlier = self._lines(readings, "reading")
        while earlier:
            named = []
            for record in earlier:
                self._own.add(record.digest)
                self._ids.add(record.id)
                if record.body and (before := decode(record.body, KeptReading).supersedes) is not None and before not in self._ids:
                    named.append(before)
            earlier = [one for name in named for one in self._called(name, "reading")]
            for one in earlier:
                if one.body:
                    for document in self._called(decode(one.body, KeptReading).document, "document"):
                        self._take_document(document)
        return ChainReport(reading, number, tuple(documents), Reviews(self._connection).of(identifier, reading))

    def _take_document(self, record: ChainRecord) -> None:
        self._own.add(record.digest)
        self._ids.add(record.id)
        if not record.body:
            return
        document = decode(record.body, Document)
        self._names.add(document.id)
        if document.capture is not None:
            self._originals.add(document.capture.sha256)
            self._captures.update(one.digest for one in self._called(content_id(document.capture), "capture"))

    def _concerns(self, entry: _Read, number: int) -> bool:
        """Whether an entry concerns the reports; what it generated is then theirs as well."""
        if entry.type in WHOLE_CASE:
            return True
        if entry.type in ("document", "capture"):
            return self._are_ours(entry.generated)
        if entry.type in _BY_USE and not self._own.isdisjoint(used_of(entry.type, entry.used)):
            self._own.update(entry.generated)
            return True
        if not self._own.isdisjoint(entry.generated):
            return True
        if entry.type in _BY_RECORD and (entry.type != "issue" or not self._captures.isdisjoint(entry.used)):
            return any(self._is_about(record) for record in self._lines(range(number, number + len(entry.generated)), entry.type))
        return False

    def _is_about(self, record: ChainRecord) -> bool:
        if not record.body:
            return False
        if record.type == "issue":
            issue = decode(record.body, KeptIssue)
            return issue.report is None or issue.report in self._names
        if record.type == "export":
            return not self._own.isdisjoint(decode(record.body, KeptExport).readings)
        if record.type == "erase-ask":
            asked = decode(record.body, KeptErasureRequest)
            return self._are_ours(asked.records) or not self._originals.isdisjoint(asked.originals)
        return not self._originals.isdisjoint(decode(record.body, KeptErasure).originals)

    def _are_ours(self, digests: Iterable[str]) -> bool:
        """Whether one of them is of the reports or of an original in which they stand."""
        return any(digest in self._own or digest in self._captures for digest in digests)

    def _add_shared(self, wanted: dict[int, tuple[_Read, int]], shared: dict[str, int], first_of: dict[int, tuple[_Read, int]]) -> None:
        """The grounds that the entries used, and the parties and reference series that these name by content id."""
        sequences = {shared[digest] for entry, _ in wanted.values() for digest in entry.used if digest in shared}
        for sequence in tuple(sequences):
            entry, number = first_of[sequence]
            for record in self._lines(range(number, number + len(entry.generated)), "grounds") if entry.type == "grounds" else ():
                kept = decode(record.body, KeptGrounds) if record.body else KeptGrounds()
                for identifier in (*kept.references, *([kept.parties] if kept.parties else [])):
                    if (row := self._connection.one(_SEQUENCE, {"asked": identifier})) is not None:
                        sequences.add(row[0])
        wanted.update((sequence, first_of[sequence]) for sequence in sequences if sequence in first_of)

    # --- what goes into the chain --------------------------------------------------------------------------------------

    def _bodies(self) -> Iterator[bytes]:
        try:
            for _, body in Tiles(self._places.log, self._proofs.size).entries():
                yield body
        except TileFault as fault:
            raise BrokenIntegrity(str(fault), hint=RESTORE) from fault

    def _entry(self, found: tuple[_Read, int]) -> ChainEntry:
        read, _ = found
        body = self._proofs.entry(read.sequence)
        return ChainEntry(read.sequence, body, decode(body, Entry), self._named(*found))

    def _named(self, read: _Read, first: int) -> tuple[ChainRecord, ...]:
        """The records that an entry names, each as the entry names it, or erased by an entry."""
        records = tuple(self._lines(range(first, first + len(read.generated)), read.type))
        if tuple(record.digest for record in records) != read.generated:
            message = f"The index and entry {read.sequence:,} of the log {self._places.log} name different records."
            raise BrokenIntegrity(message, hint=_AGAIN)
        for record in records:
            if not record.body and record.digest not in self._erased:
                message = f"The index has record {record.number:,} as erased, and no entry of the log {self._places.log} says so."
                raise BrokenIntegrity(message, hint=_AGAIN)
        return records

    def _refuse_unnamed(self, reports: tuple[ChainReport, ...], entries: tuple[ChainEntry, ...]) -> None:
        """Nothing goes out that the index alone has."""
        named = {record.number for one in entries for record in one.records}
        for report in reports:
            for number in (report.record, *report.documents):
                if number not in named:
                    message = f"No entry of the log {self._places.log} names record {number:,}, which the index has."
                    raise BrokenIntegrity(message, hint=_AGAIN)

    def _lines(self, numbers: Iterable[int], kind: str) -> list[ChainRecord]:
        """Records of a type by their numbers, each held against its digest."""
        wanted = list(numbers)
        found: dict[int, ChainRecord] = {}
        for start in range(0, len(wanted), _BATCH):
            for row in self._connection.all(_LINES, {"keys": wanted[start : start + _BATCH]}):
                found[row[0]] = self._record(row, kind)
        return [found[number] for number in wanted if number in found]

    def _called(self, identifier: str, kind: str) -> list[ChainRecord]:
        row = self._connection.one(_CALLED, {"asked": identifier})
        return self._lines([row[0]], kind) if row else []

    @staticmethod
    def _record(row: Row, kind: str) -> ChainRecord:
        number, identifier, said, body, salt, digest, given, erased = row
        if erased is not None and said == kind:
            return ChainRecord(number, identifier, digest, kind, LoggedRecord(number=number, erased=erased))
        try:
            disclosures = tuple(json.loads(given)) if given else ()
            sound = said == kind and salted_digest(salt, body) == digest and covers(kind, disclosures, body)
        except (ValueError, TypeError, msgspec.DecodeError):  # no salt, no disclosures, or no record
            sound = False
        if not sound:
            raise BrokenIntegrity(f"Record {number:,} was altered in the index.", hint=_AGAIN)
        line = LoggedRecord(number=number, record=msgspec.Raw(body), salt=salt, type=kind, disclosures=disclosures)
        return ChainRecord(number, identifier, digest, kind, line)

    def _outside(self, entries: tuple[ChainEntry, ...]) -> Iterator[str]:
        records = [record for one in entries for record in one.records]
        named = dict.fromkeys(found.decode() for record in records for found in _NAMED.findall(record.body))
        own = {record.id for record in records}
        return (digest for digest in named if digest not in own and has_record(self._connection, digest))

    def _keys(self) -> bytes:
        try:
            return read_plain(self._places.public_key, 100_000)
        except OSError as error:
            raise BadInput(f"{self._places.public_key} could not be read: {error.strerror or error}.", hint="Restore it.") from error

    def _anchors(self, entries: tuple[ChainEntry, ...]) -> Iterator[Path]:
        names: set[str] = set()
        for one in entries:
            for record in one.records if one.entry.type in ("anchor", "witness") else ():
                kept: dict[str, Any] = msgspec.json.decode(record.body) if record.body else {}
                names |= {str(kept["file"]), f"{kept['size']}.checkpoint"} if kept else set()
        for name in sorted(names):
            path = self._places.anchors / name
            if path.parent == self._places.anchors and path.is_file():
                yield path


def protected_in(noted: Iterable[ChainRecord]) -> Iterator[str]:
    """The names to be protected that notes give: of each note whole, since what is missing of one might be the name."""
    for record in noted:
        if record.body:
            yield from protected_names(decode(record.body, KeptNote).role, read_disclosures(record.line.disclosures))
