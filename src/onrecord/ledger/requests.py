"""Requests for erasure that nobody has carried out yet."""

from collections.abc import Collection, Iterable, Iterator, Mapping

import msgspec

from onrecord.ledger.disclosures import protected_names
from onrecord.ledger.entries import Entry, KeptErasure, KeptErasureRequest, KeptNoteShown, Reason
from onrecord.ledger.index import Connection
from onrecord.ledger.index import erasing as rows
from onrecord.ledger.index.erasing import Row
from onrecord.records import Capture, Document, decode
from onrecord.records.wording import counted


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
    others: int = 0
    """Other reports that stand in these originals and stay, without them."""
    naming: int = 0
    """Notes among them that give names to be protected, which no note that stays gives."""

    @property
    def told_of_names(self) -> str:
        """What a person should know of these notes, in two sentences."""
        return told_of_names(self.naming, "goes" if self.naming == 1 else "go")


def named_alone(notes: Iterable[KeptNoteShown], going: Collection[str]) -> dict[str, set[str]]:
    """By content id, of each note that goes and gives a name to be protected which no note gives that stays, these names.

    Args:
        notes: the notes of the case.
        going: content ids of records that go.
    """
    given = {one.id: set(protected_names(one.role, one.fields)) for one in notes}
    staying = set().union(*(names for note, names in given.items() if note not in going))
    return {note: names - staying for note, names in given.items() if note in going and not names <= staying}


def told_of_names(notes: int, go: str) -> str:
    """What a person should know of notes of that number, in two sentences; ``go``: "go", "goes" or "went"."""
    return (
        f"{counted(notes, 'note')} {go} too with a name to be protected, which no other note gives: later redacted dossiers do not black it"
        " out. Where reports that stay may tell of that person, note the name anew before they are exported."
    )


def open_requests(connection: Connection) -> Iterator[tuple[Row, list[int]]]:
    """The requests that no entry carried out and of which anything is left, with the numbers of the records that are."""
    done = {decode(one.body, KeptErasure).request for one in rows.records_of(connection, ("erase",))}
    for row in rows.records_of(connection, ("erase-ask",)):
        if row.digest not in done and (left := rows.numbers_of(connection, decode(row.body, KeptErasureRequest).records)):
            yield row, left


def erasure_requests(connection: Connection, people: Mapping[str, str], notes: Iterable[KeptNoteShown]) -> Iterator[ErasureRequest]:
    """The same as people are shown them; ``people``: names by pseudonym; ``notes``: those of the case."""
    known = tuple(notes)
    for row, left in open_requests(connection):
        entry = decode(rows.entry_with(connection, row.number), Entry)
        asked, listed = decode(row.body, KeptErasureRequest), list(rows.records_numbered(connection, left))
        documents = [decode(one.body, Document) for one in listed if one.type == "document"]
        captures = [decode(one.body, Capture) for one in listed if one.type == "capture"]
        captures += [one.capture for one in documents if one.capture is not None]
        there = sorted({one.sha256 for one in captures} | set(asked.originals))
        yield ErasureRequest(
            id=row.id,
            asked=entry.at.wall,
            by=people.get(entry.actor or "", entry.actor or ""),
            reason=asked.reason,
            records=len(left),
            notes=sum(one.type == "note" for one in listed),
            originals=len(there),
            reports=tuple(dict.fromkeys(one.id for one in documents)),
            others=len({one.name for one in rows.documents_in(connection, there)} - {one.id for one in documents}),
            naming=len(named_alone(known, {one.id for one in listed if one.type == "note"})),
        )
