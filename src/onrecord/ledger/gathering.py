"""What belongs to what is to be erased: from names, or from what an earlier request named, to every record that speaks of it.

First everything that is named comes together, then the records are gone through once. Asking and carrying out do the same, so that
what came into the case between the two is not left behind.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

import msgspec

from onrecord.errors import NotFound
from onrecord.ledger.claim_record import KeptClaimDecision
from onrecord.ledger.entries import KeptFindings, KeptIssue, KeptReading
from onrecord.ledger.index import Connection
from onrecord.ledger.index import erasing as rows
from onrecord.ledger.index.erasing import Row, Stood
from onrecord.records import Capture, Document, decode

ERASABLE = frozenset({"capture", "document", "reading", "finding", "issue", "note", "correct", "propose", "decide", "claim", "import"})
"""Types whose records may be erased. That an act took place may not."""

_SPEAKING = ("finding", "note", "correct", "propose", "decide")
"""Records that name a reading by its content id, and may say what it says."""

_ID = re.compile(rb'"([0-9a-f]{64})"')
_HEXADECIMAL = frozenset("0123456789abcdef")
_SHORTEST = 6
"""Digits of a content id that are taken as one."""
_WHOLE = 64
_FEW = 5
"""Records that a message names."""

_STANDARD_INPUT = "-"
"""Where any number of files came from that have nothing else in common."""


class _Text(msgspec.Struct, frozen=True):
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """What an erasure takes away."""

    rows: dict[int, Row]
    """Its records by number, in the order of the log."""
    documents: tuple[Stood, ...]
    originals: dict[str, tuple[int, ...]]
    """SHA-256 of its originals, each with the records of where it was obtained that go with it."""
    staying: tuple[Stood, ...]
    """Documents that stay although the original that they stand in goes."""
    bereft: tuple[str, ...]
    """Content ids of readings that stay and lose findings, which rest on what goes."""

    @property
    def reports(self) -> tuple[str, ...]:
        """Ids of the reports that go."""
        return tuple(dict.fromkeys(one.name for one in self.documents))

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts of the reports that go, each once."""
        return tuple(dict.fromkeys(decode(row.body, Document).text for row in self.rows.values() if row.type == "document"))


@dataclass
class Gathering:
    """What is named comes together; ``everything`` then finds what belongs to it."""

    connection: Connection
    _documents: dict[int, Stood] = field(default_factory=dict)
    _readings: dict[int, Row] = field(default_factory=dict)
    """Readings whose document is gone already: they were made between the asking and the erasure, by an earlier version."""
    _originals: set[str] = field(default_factory=set)
    _rows: dict[int, Row] = field(default_factory=dict)
    _left_behind: list[Row] | None = None

    def name(self, name: str) -> None:
        """A report's id, the beginning of a content id, or the SHA-256 of an original; else a place from which files were read, or of
        which issues speak.

        Raises:
            NotFound: it leads to nothing that can be erased, or may mean several things.
        """
        found = [row for row in self._beginning(name) if row.type in ERASABLE]
        called = rows.documents_called(self.connection, name)
        left_behind = [row for row in self._without_document() if decode(row.body, KeptReading).reading.id == name]
        is_original = self._is_original(name)
        if not (found or called or left_behind or is_original):
            if not self._name_file(name):
                raise NotFound(f"Nothing in the case that can be erased has the id {name}.", hint="`onrecord show` lists what there is.")
            return
        _refuse_ambiguous(name, found, is_report=bool(called or left_behind), is_original=is_original)
        for row in found:
            self.record(row)
        self._documents |= {one.number: one for one in called}
        self._readings |= {row.number: row for row in left_behind}
        for digest in [name] if is_original else [decode(row.body, Capture).sha256 for row in found if row.type == "capture"]:
            self._original(digest)

    def _name_file(self, name: str) -> bool:
        """A file by the place from which it was read, or what issues say of one that was not kept; whether there is any."""
        found = False
        for row in rows.records_of(self.connection, ("capture", "issue")):
            if row.type == "capture":
                capture = decode(row.body, Capture)
                if capture.origin == name != _STANDARD_INPUT:
                    self._original(capture.sha256)
                    found = True
            elif name in ((kept := decode(row.body, KeptIssue)).issue.where, kept.capture):
                self._rows[row.number] = row
                found = True
        return found

    def record(self, row: Row) -> None:
        """A record that was named before; of a report, every record of it."""
        match row.type:
            case "document":
                self._documents |= {one.number: one for one in rows.documents_numbered(self.connection, [row.number])}
            case "reading" if documents := rows.documents_read(self.connection, [row.number]):
                self._documents |= {one.number: one for one in documents}
            case "reading":
                self._readings[row.number] = row
            case "capture":
                self._originals.add(decode(row.body, Capture).sha256)
                self._rows[row.number] = row
            case _:
                self._rows[row.number] = row

    def everything(self) -> Gathered:
        """Everything that belongs to what was named."""
        documents = self._same_reports()
        originals = {one.capture for one in documents.values() if one.capture} | self._originals
        staying = [one for one in rows.documents_in(self.connection, originals) if one.number not in documents]
        alone = originals - {one.capture for one in staying}
        found = dict(self._rows)
        numbers = {*documents, *rows.readings_of(self.connection, documents)}
        found |= {row.number: row for row in rows.records_numbered(self.connection, numbers)}
        read_from = {row.id for row in found.values() if row.type == "document"}
        left_behind = [row for row in self._without_document() if decode(row.body, KeptReading).document in read_from]
        found |= self._readings | {row.number: row for row in left_behind}
        captures = rows.captures_of(self.connection, alone)
        found |= {row.number: row for row in captures}
        bereft = self._take_speaking(found, originals, alone, {one.name for one in documents.values()})
        return Gathered(
            rows=dict(sorted(found.items())),
            documents=tuple(documents[number] for number in sorted(documents)),
            originals=_with_records(originals, found),
            staying=tuple(staying),
            bereft=tuple(bereft),
        )

    def same_texts(self, going: Gathered) -> tuple[str, ...]:
        """Ids of reports that stay and have the very text of one that goes, with another date, title or outlet."""
        texts, numbers = set(going.texts), {one.number for one in going.documents}
        documents = rows.records_of(self.connection, ("document",)) if texts else ()
        staying = (msgspec.json.decode(row.body, type=_Text) for row in documents if row.number not in numbers)
        return tuple(dict.fromkeys(one.id for one in staying if one.text in texts))

    def _take_speaking(self, found: dict[int, Row], originals: set[str], alone: set[str], reports: set[str]) -> dict[str, None]:
        """Take the records that speak of readings that go, or rest on them; the readings that stay and lose findings by that."""
        readings = {row.id: row.digest for row in found.values() if row.type == "reading"}
        bereft: dict[str, None] = {}
        if not readings and not originals:
            return bereft
        names, digests = set(readings), set(readings.values())
        self._take_decisions_on_claims(found, names)
        for row, used in rows.records_with_used(self.connection, (*_SPEAKING, "issue")):
            if row.type == "issue":
                issue = decode(row.body, KeptIssue)
                if issue.capture in alone or (issue.capture in originals and issue.report in reports):
                    found[row.number] = row
                continue
            if names.isdisjoint(one.decode("ascii") for one in _ID.findall(row.body)) and digests.isdisjoint(used):
                continue
            found[row.number] = row
            if row.type == "finding" and (about := decode(row.body, KeptFindings).reading) not in names:
                bereft[about] = None
        return bereft

    def _take_decisions_on_claims(self, found: dict[int, Row], names: set[str]) -> None:
        """Take what decisions on claims say of readings that go, with the reasons, which may tell of them; other reports that such a
        decision names stay in it."""
        reasons: dict[str, Row] = {}
        without: set[str] = set()
        for row in rows.records_of(self.connection, ("claim",)):
            kept = decode(row.body, KeptClaimDecision)
            if kept.named is None:
                reasons[row.id] = row
            elif kept.named.reading in names:
                found[row.number] = row
                without.add(kept.decision or "")
        found |= {reasons[one].number: reasons[one] for one in without if one in reasons}

    def _same_reports(self) -> dict[int, Stood]:
        """The documents that were named, and every other that holds the same report: the same text, or what stood in its place."""
        found: dict[int, Stood] = {}
        fresh = dict(self._documents)
        while fresh:
            found |= fresh
            fresh = {one.number: one for one in rows.documents_alike(self.connection, fresh.values()) if one.number not in found}
        return found

    def _original(self, digest: str) -> None:
        """An original that was named: with the reports that stand in it."""
        self._originals.add(digest)
        self._documents |= {one.number: one for one in rows.documents_in(self.connection, [digest])}

    def _is_original(self, name: str) -> bool:
        is_hash = len(name) == _WHOLE and _HEXADECIMAL.issuperset(name)
        return is_hash and bool(rows.captures_of(self.connection, [name]) or rows.documents_in(self.connection, [name]))

    def _beginning(self, name: str) -> Iterable[Row]:
        is_prefix = len(name) >= _SHORTEST and _HEXADECIMAL.issuperset(name)
        return rows.records_beginning(self.connection, name) if is_prefix else ()

    def _without_document(self) -> list[Row]:
        if self._left_behind is None:
            self._left_behind = list(rows.readings_without_document(self.connection))
        return self._left_behind


def _refuse_ambiguous(name: str, found: Collection[Row], *, is_report: bool, is_original: bool) -> None:
    """What goes for good is not guessed.

    Raises:
        NotFound: a name means more than one thing.
    """
    meant = [f"the {row.type} {row.id}" for row in found]
    if len(meant) + is_report + is_original > 1:
        meant += [f"the report {name}"] * is_report + [f"the original {name}"] * is_original
        raise NotFound(
            f"{name} may mean {' or '.join(meant[:_FEW])}{' or others' * (len(meant) > _FEW)}, and nothing was asked for.",
            hint="Name a record, or the reading of a report, by its whole content id; an original by the path that its file had.",
        )


def _with_records(originals: Collection[str], found: dict[int, Row]) -> dict[str, tuple[int, ...]]:
    listed: dict[str, list[int]] = {digest: [] for digest in sorted(originals)}
    for row in found.values():
        if row.type == "capture":
            listed[decode(row.body, Capture).sha256].append(row.number)
    return {digest: tuple(sorted(numbers)) for digest, numbers in listed.items()}
