"""A kept report as copies are looked for in it."""

from collections import OrderedDict
from collections.abc import Collection, Iterable

import msgspec
from sqlalchemy import func, select

from onrecord.ledger import questions as ask
from onrecord.ledger.entries import KeptReading
from onrecord.ledger.index import Connection
from onrecord.ledger.index.noting import first_reading, held
from onrecord.ledger.index.tables import READING, RECORD, REVIEW
from onrecord.ledger.reviews import Reviews
from onrecord.ledger.reviews import held as held_corrections
from onrecord.ledger.versions import article_of
from onrecord.records import Document, ReportDetails
from onrecord.records.copying import PassageHeld, Report
from onrecord.records.correcting import as_corrected

_KEPT, _SOURCE = RECORD.alias("kept"), RECORD.alias("source")
PRINTED = (
    select(READING.c.identity, _KEPT.c.body, _SOURCE.c.body)
    .join(_KEPT, _KEPT.c.number == READING.c.number)
    .join(_SOURCE, _SOURCE.c.number == READING.c.document)
    .where(READING.c.id == ask.ASKED)
)


_LAST_ACT = select(func.max(REVIEW.c.number)).join(READING, READING.c.identity == REVIEW.c.identity).where(READING.c.id == ask.ASKED)
_HELD, _SHORT = 1_000, 20_000
"""Reports that are held for the next question, and the code points of the longest: a text that is copied often is asked for often."""


class _Read(msgspec.Struct):
    report: ReportDetails = ReportDetails()


class _Kept(msgspec.Struct):
    """Of a reading, what it says of the report as a publication; the rest is passed over."""

    reading: _Read = msgspec.field(default_factory=_Read)


def report_of(document: Document, details: ReportDetails, *, name: str, read: int | None = None) -> Report:
    """A report as copies are looked for in it: by its document and by what was read of it as a publication."""
    outlet, url, published = publication_of(details)
    return Report(
        id=name,
        text=document.text,
        outlet=outlet or document.outlet,
        page=article_of(url or document.url),
        published=published,
        read=read,
    )


def publication_of(details: ReportDetails) -> tuple[str | None, str | None, str | None]:
    """Outlet, address, and day with its time, by which of two reports with one text the original is known."""
    return details.outlet, details.url, _published(details)


def _published(details: ReportDetails) -> str | None:
    """The day of publication; with the time, where one is stated on that day."""
    if details.published is None:
        return None
    timed = (one.date for one in details.dates if one.kind == "published" and len(one.date) > 10)
    return min((one for one in timed if one[:10] == details.published), default=details.published)


class Printed:
    """The reports of a case by the passages that they have: what ``corroboration.copies`` asks."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: OrderedDict[tuple[str, int | None], Report] = OrderedDict()
        """By the reading, and by the last act of a person on the report."""
        self._reviews = Reviews(connection)

    def holding(self, keys: Collection[int]) -> Iterable[PassageHeld]:
        """Who has the passages with these fingerprints, of the readings that hold now; nothing for those that none has."""
        return held(self._connection, keys)

    def report(self, name: str) -> Report:
        """The report whose reading has this content id, as people corrected what it says of its publication.

        Raises:
            KeyError: there is no such reading.
        """
        asked = self._connection.one(_LAST_ACT, {"asked": name}, about=())
        key = (name, asked[0] if asked else None)
        known = self._known.get(key)
        if known is None:
            row = self._connection.one(PRINTED, {"asked": name}, about=[(READING.c.id, name)])
            if row is None:
                raise KeyError(name)
            same, kept, source = row
            document = self._connection.kept(source, Document)
            if key[1] is None:
                details = self._connection.kept(kept, _Kept).reading.report
            else:
                said = msgspec.structs.replace(self._connection.kept(kept, KeptReading).reading, text=document.text)
                details = as_corrected(said, held_corrections(self._reviews.of(name, said))).report
            known = report_of(document, details, name=name, read=first_reading(self._connection, same))
            if len(known.text) > _SHORT:
                return known
            self._known[key] = known
            if len(self._known) > _HELD:
                self._known.popitem(last=False)
        self._known.move_to_end(key)
        return known
