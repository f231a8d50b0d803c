"""Requests for erasure that nobody has carried out yet."""

from collections.abc import Iterator, Mapping

import msgspec

from onrecord.ledger.entries import Entry, KeptErasure, KeptErasureRequest, Reason
from onrecord.ledger.index import Connection
from onrecord.ledger.index import erasing as rows
from onrecord.ledger.index.erasing import Row
from onrecord.records import Capture, Document, decode


class ErasureRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A request for erasure, as far as it is still to be carried out."""

    id: str
    """Content id."""
    asked: str
    """When, by the clock of the machine (RFC 3339)."""
    by: str
    """Who asked: by name where the case knows it, else by pseudonym."""
    reason: Reason
    records: int
    """How many of the records that it lists are still there."""
    notes: int
    """How many of these are notes."""
    originals: int
    """How many originals go with them: those of reports among them, and those of which only where they were obtained is known."""
    reports: tuple[str, ...]
    """Ids of the reports among them."""


def open_requests(connection: Connection) -> Iterator[tuple[Row, list[int]]]:
    """The requests that no entry carried out and of which anything is left, with the numbers of the records that are."""
    done = {decode(one.body, KeptErasure).request for one in rows.records_of(connection, ("erase",))}
    for row in rows.records_of(connection, ("erase-ask",)):
        if row.digest not in done and (left := rows.numbers_of(connection, decode(row.body, KeptErasureRequest).records)):
            yield row, left


def erasure_requests(connection: Connection, people: Mapping[str, str]) -> Iterator[ErasureRequest]:
    """The same as people are shown them; ``people``: names by pseudonym."""
    for row, left in open_requests(connection):
        entry = decode(rows.entry_with(connection, row.number), Entry)
        asked, listed = decode(row.body, KeptErasureRequest), list(rows.records_numbered(connection, left))
        documents = [decode(one.body, Document) for one in listed if one.type == "document"]
        captures = [decode(one.body, Capture) for one in listed if one.type == "capture"]
        captures += [one.capture for one in documents if one.capture is not None]
        yield ErasureRequest(
            id=row.id,
            asked=entry.at.wall,
            by=people.get(entry.actor or "", entry.actor or ""),
            reason=asked.reason,
            records=len(left),
            notes=sum(one.type == "note" for one in listed),
            originals=len({one.sha256 for one in captures} | set(asked.originals)),
            reports=tuple(dict.fromkeys(one.id for one in documents)),
        )
