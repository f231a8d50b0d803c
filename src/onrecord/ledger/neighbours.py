"""What stood at an address just before and just after a report.

Thousands of reports may stand at one address: a page looked at every hour, or items of a feed that all lead to its front page. So the
moments of an address are held in order, and each time only the documents added since are asked for.
"""

from bisect import bisect_left, insort
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

import msgspec

from onrecord.ledger import questions as ask
from onrecord.ledger.entries import identity
from onrecord.ledger.index import Connection
from onrecord.ledger.index.tables import DOCUMENT, READING
from onrecord.ledger.versions import article_of
from onrecord.records import Document, Version

_ADDRESSES = 1_000
"""Addresses whose moments are held at a time."""


class _Moment(NamedTuple):
    """When a text was first at an address: by what its container says, else by the order in which it was read."""

    captured: str
    number: int
    """Of the document."""
    same: str
    """The identity of the report."""


class _InContainer(msgspec.Struct):
    captured: str | None = None


class _Placed(msgspec.Struct):
    """Of a document, where it stood; the rest is passed over."""

    part: _InContainer | None = None


@dataclass(slots=True)
class _Address:
    """The texts of one address, each at its first moment."""

    first: dict[str, _Moment] = field(default_factory=dict)
    """By the identity of the report."""
    ordered: list[_Moment] = field(default_factory=list)
    last: int = -1
    """The number of the last document that was looked at."""

    def add(self, moment: _Moment) -> None:
        """A document at this address; of several with one text the first counts."""
        known = self.first.get(moment.same)
        if known is not None and known <= moment:
            return
        if known is not None:
            del self.ordered[bisect_left(self.ordered, known)]
        self.first[moment.same] = moment
        insort(self.ordered, moment)


class Neighbours:
    """The versions of what stands at the addresses of a case. Not to be asked within an append, which may be undone."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._held: OrderedDict[str, _Address] = OrderedDict()

    def around(self, document: Document) -> tuple[Version | None, Version | None]:
        """What stood at the address of a report just before and just after; of a report that is not there yet, what will.

        Each is another text than the report's, and None where there is none.
        """
        article = article_of(document.url)
        if article is None:
            return None, None
        address, same = self._address(article), identity(document)
        captured = (document.part.captured if document.part else None) or ""
        mine = _Moment(captured, address.last + 1, same)  # as if it were added now
        ordered = address.ordered
        at = bisect_left(ordered, min(mine, address.first.get(same, mine)))
        earlier, later = (ordered[place] for place in range(at - 1, -1, -1)), (ordered[place] for place in range(at, len(ordered)))
        return self._first(earlier, same), self._first(later, same)

    def _first(self, moments: Iterable[_Moment], same: str) -> Version | None:
        """The first of some moments that has a text to show, but for the report's own."""
        found = (self._version(moment) for moment in moments if moment.same != same)
        return next((version for version in found if version is not None), None)

    def _address(self, article: str) -> _Address:
        """The moments of an address, with those of the documents added since it was asked for."""
        address = self._held.setdefault(article, _Address())
        self._held.move_to_end(article)
        if len(self._held) > _ADDRESSES:
            self._held.popitem(last=False)
        about = [(DOCUMENT.c.article, article)]
        for number, same, body in self._connection.all(ask.AT_ADDRESS, {"asked": article, "after": address.last}, about=about):
            placed = self._connection.kept(body, _Placed)
            address.add(_Moment((placed.part.captured if placed.part else None) or "", number, same))
            address.last = number
        return address

    def _version(self, moment: _Moment) -> Version | None:
        """The text of a moment with the reading that holds of it; None where there is none, or it was erased since."""
        about = [(DOCUMENT.c.number, moment.number), (READING.c.identity, moment.same)]
        row = self._connection.one(ask.AT_MOMENT, {"asked": moment.number}, about=about)
        if row is None:
            return None
        return Version(reading=row[0], text=self._connection.kept(row[1], Document).text, captured=moment.captured or None)
