"""What a dossier shows, worked out once for all its parts: reports as they may be shown, and where their texts and originals stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from heapq import heapify, heappop, heappush
from typing import TypeVar

import msgspec

from onrecord.export.dossier.names import ProtectedNames
from onrecord.export.dossier.withheld import NOTHING, Withheld
from onrecord.ledger import Chain, ChainEntry, ChainRecord, ChainReport, KeptIssue, KeptReading
from onrecord.records import Capture, Document, Reading, Record, content_id, decode

T = TypeVar("T", bound=Record)

_ADDRESS = re.compile("https?://[!-~]{1,4000}")

TEXTS = "https://onrecord.invalid/text/"
ORIGINALS = "https://onrecord.invalid/original/"
"""Addresses of what no address is known of, under a name that can never be one (RFC 2606)."""

_Key = str | tuple[str, str]
"""A digest; or for a remark on one report, the digest of the original and the report's id: many reports may stand in an original."""
_EVERY = ""
"""The key of what is about every report."""


@dataclass(frozen=True)
class Item:
    """A kept original of a report: one capture."""

    record: ChainRecord
    entry: ChainEntry
    capture: Capture
    document: Document
    """As it may be shown."""
    document_record: ChainRecord
    url: str
    """Where it stands in the archive of the dossier."""
    withheld: bool
    there: bool
    """Whether its bytes go out."""


@dataclass(frozen=True)
class Shown:
    """A report as it may be shown."""

    number: int
    """From 1, in the order in which the reports were asked for."""
    source: ChainReport
    reading: Reading
    document: Document
    text_url: str
    reading_withheld: bool
    document_withheld: bool
    items: tuple[Item, ...] = ()
    handlings: tuple[ChainEntry, ...] = ()
    """Every entry about it, in order."""

    @property
    def title(self) -> str:
        """What it is called."""
        return self.reading.report.title or self.reading.id


@dataclass(frozen=True)
class Material:
    """The chain, what is left out of it, and the reports as they may be shown."""

    chain: Chain
    names: ProtectedNames = field(default_factory=lambda: ProtectedNames(()))
    """To be blacked out; none in a dossier that is not redacted."""
    withheld: Withheld = NOTHING
    with_notes: bool = False
    software: str = ""
    created: str = ""
    """ISO 8601 second in UTC, by this machine's clock."""

    @property
    def redacted(self) -> bool:
        """Whether names are blacked out."""
        return bool(self.names)

    @property
    def reason(self) -> str | None:
        """Why records are withheld, as the last entry of a redaction has it; None where there is none."""
        given = [one.entry.why for one in self.chain.entries if one.entry.type == "redact"] if self.redacted else []
        return given[-1] if given else None

    @property
    def readings(self) -> tuple[str, ...]:
        """Salted digests of the readings of its reports."""
        numbers = {report.record for report in self.chain.reports}
        return tuple(record.digest for record in self.chain.records if record.number in numbers)

    def is_out(self, record: ChainRecord) -> bool:
        """Whether a record does not go out."""
        return record.number in self.withheld.records

    @cached_property
    def by_number(self) -> dict[int, tuple[ChainEntry, ChainRecord]]:
        """Entry and record by the number of the record."""
        return {record.number: (one, record) for one in self.chain.entries for record in one.records}

    @cached_property
    def by_digest(self) -> dict[str, ChainRecord]:
        """Records by the salted digests by which entries name them."""
        return {record.digest: record for record in self.chain.records}

    @cached_property
    def by_id(self) -> dict[str, ChainRecord]:
        """Records by their content ids."""
        return {record.id: record for record in self.chain.records}

    @cached_property
    def captures(self) -> dict[str, tuple[ChainEntry, ChainRecord]]:
        """Captures by their content id."""
        return {record.id: (one, record) for one in self.chain.entries for record in one.records if record.type == "capture"}

    @cached_property
    def reports(self) -> tuple[Shown, ...]:
        """The reports, names blacked out where they must be."""
        return tuple(self._shown(number, report) for number, report in enumerate(self.chain.reports, start=1))

    def items(self) -> Iterator[Item]:
        """The originals of all reports, each once."""
        seen = set()
        for report in self.reports:
            for item in report.items:
                if item.record.number not in seen:
                    seen.add(item.record.number)
                    yield item

    def _shown(self, number: int, report: ChainReport) -> Shown:
        reading = self.clean(report.reading, Reading)
        documents = [self.by_number[found] for found in report.documents if found in self.by_number and self.by_number[found][1].body]
        items = tuple(self._item(record) for _, record in documents if decode(record.body, Document).capture is not None)
        first = documents[0][1] if documents else None
        document = self.clean(decode(first.body, Document), Document) if first else Document(id=reading.id, text=reading.text)
        own = self._own(report)
        return Shown(
            number=number,
            source=report,
            reading=reading,
            document=document,
            text_url=f"{TEXTS}{first.number if first else report.record}",
            reading_withheld=report.record in self.withheld.records,
            document_withheld=first is None or self.is_out(first),
            items=tuple(item for item in items if item is not None),
            handlings=tuple(self._handlings(own)),
        )

    def _own(self, report: ChainReport) -> set[_Key]:
        """What all that is of this report is found by: its documents and readings, and whatever used these."""
        own: set[_Key] = {self.by_number[number][1].digest for number in report.documents if number in self.by_number}
        captures = {record.digest for _, record in self._captures_of(report)}
        names = {report.reading.id}
        for number in report.documents:
            if number in self.by_number:
                record = self.by_number[number][1]
                own.update(self._readings_by_document.get(record.id, ()))
                names |= {decode(record.body, Document).id} if record.body else set()
        return own | captures | {(capture, name) for capture in captures for name in names}

    def _handlings(self, own: set[_Key]) -> Iterator[ChainEntry]:
        """The entries about a report, and those about what these added, in the order of the log."""
        ahead = [place for key in (*own, _EVERY) for place in self._places_by_key.get(key, ())]
        heapify(ahead)
        last = -1
        while ahead:
            if (place := heappop(ahead)) <= last:
                continue
            last = place
            one = self.chain.entries[place]
            for digest in set(one.entry.generated) - own:
                own.add(digest)
                for later in self._places_by_key.get(digest, ()):
                    heappush(ahead, later)
            yield one

    @cached_property
    def _places_by_key(self) -> dict[_Key, list[int]]:
        """Places of entries in the chain by what shows that they are about a report."""
        found: dict[_Key, list[int]] = {}
        for place, one in enumerate(self.chain.entries):
            for key in set(_keys(one)):
                found.setdefault(key, []).append(place)
        return found

    def _captures_of(self, report: ChainReport) -> Iterator[tuple[ChainEntry, ChainRecord]]:
        for number in report.documents:
            _, record = self.by_number.get(number, (None, None))
            document = decode(record.body, Document) if record is not None and record.body else None
            if document is not None and document.capture is not None and (found := self._capture(document.capture)) is not None:
                yield found

    @cached_property
    def _readings_by_document(self) -> dict[str, list[str]]:
        """Digests of readings by the content id of their document."""
        found: dict[str, list[str]] = {}
        for record in self.chain.records:
            if record.type == "reading" and record.body:
                found.setdefault(decode(record.body, KeptReading).document, []).append(record.digest)
        return found

    def _capture(self, capture: Capture) -> tuple[ChainEntry, ChainRecord] | None:
        return self.captures.get(content_id(capture))

    def _item(self, document_record: ChainRecord) -> Item | None:
        document = decode(document_record.body, Document)
        assert document.capture is not None, "asked for documents with one"
        found = self._capture(document.capture)
        if found is None:
            return None
        entry, record = found
        sha256 = document.capture.sha256
        withheld = sha256 in self.withheld.originals
        return Item(
            record=record,
            entry=entry,
            capture=self.clean(document.capture, Capture),
            document=self.clean(document, Document),
            document_record=document_record,
            url=f"{ORIGINALS}{record.number}" if withheld else address_of(document.capture, record.number),
            withheld=withheld,
            there=not withheld and self.chain.original(sha256) is not None,
        )

    def clean(self, value: T, kind: type[T]) -> T:
        """A record as it may be shown: names blacked out, where they must be."""
        if not self.names:
            return value
        return msgspec.convert(self.names.without(msgspec.to_builtins(value)), kind)


def _keys(one: ChainEntry) -> Iterator[_Key]:
    """What shows that an entry is about a report."""
    match one.entry.type:
        case "grounds" | "parties" | "reference" | "begin" | "key-rotate" | "anchor" | "witness":
            return
        case "document" | "capture" | "reading":
            yield from one.entry.generated
        case "export" | "erase-ask":
            for record in one.records:
                yield from _named_in(record)
        case "restore":
            yield _EVERY
        case "finding":  # it may rest on other readings as well
            yield from one.entry.used[:1]
        case "issue":
            names = {decode(record.body, KeptIssue).report if record.body else None for record in one.records}
            yield from one.entry.used if None in names else ((digest, name) for digest in one.entry.used for name in names if name)
        case _:
            yield from one.entry.used


def _named_in(record: ChainRecord) -> list[str]:
    """Digests that a record of an export or of a request for erasure names."""
    found: dict[str, list[str]] = msgspec.json.decode(record.body) if record.body else {}
    return [*found.get("readings", ()), *found.get("records", ())]


def address_of(capture: Capture, number: int) -> str:
    """Where an original stands in the archive: under the address it was obtained from, else under one that says what it is."""
    return capture.origin if _ADDRESS.fullmatch(capture.origin) else f"{ORIGINALS}{number}"
