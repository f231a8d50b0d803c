"""Requests for erasure that nobody has carried out yet."""

from collections.abc import Iterator, Mapping

import msgspec

from onrecord.ledger.entries import Entry, KeptErasure, KeptErasureRequest, Reason
from onrecord.ledger.index import Connection
from onrecord.ledger.index import erasing as rows
from onrecord.ledger.index.erasing import Row
from onrecord.records import Document, decode


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
        documents = (one for one in rows.records_numbered(connection, left) if one.type == "document")
        yield ErasureRequest(
            id=row.id,
            asked=entry.at.wall,
            by=people.get(entry.actor or "", entry.actor or ""),
            reason=decode(row.body, KeptErasureRequest).reason,
            records=len(left),
            reports=tuple(dict.fromkeys(decode(one.body, Document).id for one in documents)),
        )
