"""What a case gives to those who make tables of it: its reports as people corrected them, and whom its notes protect."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, select

from onrecord.ledger.disclosures import protected_names
from onrecord.ledger.entries import Entry, KeptErasure, KeptNote
from onrecord.ledger.index import Connection
from onrecord.ledger.index.tables import ENTRY, READING, RECORD
from onrecord.ledger.questions import NOTE_NUMBERS, NOTES
from onrecord.ledger.reviews import KeptReview, held
from onrecord.records import Reading
from onrecord.records.correcting import as_corrected, set_by_people

_NOW = READING.alias("now")
_NOW_OF = (
    select(_NOW.c.id)
    .select_from(READING)
    .join(_NOW, (_NOW.c.identity == READING.c.identity) & (_NOW.c.current == 1))
    .where(READING.c.id == bindparam("asked"))
)
_ERASED_NOTES = select(RECORD.c.digest).where(RECORD.c.type == "note", RECORD.c.erased.is_not(None))
_ERASURES = (
    select(RECORD.c.body, ENTRY.c.body)
    .join(ENTRY, ENTRY.c.sequence == RECORD.c.sequence)
    .where(RECORD.c.type == "erase", RECORD.c.erased.is_(None))
)


class ReportNow(NamedTuple):
    """A report as it stands now."""

    id: str
    """Content id of the reading that holds."""
    reading: Reading
    """As people corrected it; findings that they dismissed are left out."""
    set_by_people: frozenset[str]
    """Local ids of the records that people set or added."""
    reviews: tuple[KeptReview, ...]
    """What people corrected, proposed, decided and dismissed, in the order of the log."""


class Protection(NamedTuple):
    """Whom the notes of a case protect: everybody whom they name, but for those with the role ``other``. Never to be written anywhere."""

    names: tuple[tuple[str, str | None], ...]
    """Each name, with the content id of the reading that holds now of the report that its note is on. None for a note on the case."""
    erased_notes: int
    """Notes that were erased and named people to be protected, or may have. Whom, nobody knows any more."""
    erasures: int
    """Entries by which something was erased from the case, whatever it was."""

    def noted_on(self, readings: set[str] | None) -> tuple[str, ...]:
        """The names that notes on these reports give, or on any report where that is None; and those of notes on reports that are not
        known any more."""
        return tuple(dict.fromkeys(name for name, on in self.names if on is not None and (readings is None or not on or on in readings)))


class Outgoing:
    """Of the view, what tables are made of."""

    _connection: Connection

    def reports(self, names: Sequence[str] | None = None) -> Iterator[ReportNow]:
        """The reports as they stand now, one after another, each once.

        Args:
            names: reports' ids or their beginnings, as for ``findings``; None for all, in the order in which they were first read.

        Raises:
            NotFound: one of them means nothing, or several reports' ids begin so.
        """
        seen: set[str] = set()
        for name in [None] if names is None else dict.fromkeys(names):
            for identifier, reading, reviews in self._reviewed(name):
                if names is None or identifier not in seen:
                    seen.update([identifier] if names is not None else [])
                    corrections = held(reviews)
                    yield ReportNow(identifier, as_corrected(reading, corrections), set_by_people(corrections), reviews)

    def protection(self) -> Protection:
        """Whom the notes of the case protect now."""
        names = []
        for _, _, body, disclosures, _ in self._connection.in_turn(NOTE_NUMBERS, NOTES):
            note = self._connection.kept(body, KeptNote)
            found = tuple(protected_names(note.role, self._connection.disclosed(disclosures)))
            on = self._now_of(note.report) if found and note.report is not None else None
            names += [(name, on) for name in found]
        nameless: set[str] = set()
        erasures = self._connection.all(_ERASURES)
        for body, entry in erasures:
            naming = self._connection.kept(body, KeptErasure).naming
            if naming is not None:
                nameless |= set(self._connection.kept(entry, Entry).used).difference(naming)
        erased = sum(digest not in nameless for (digest,) in self._connection.all(_ERASED_NOTES))
        return Protection(tuple(names), erased, len(erasures))

    def _now_of(self, reading: str) -> str:
        """Content id of the reading that holds now of a report; empty where that is not known any more."""
        row = self._connection.one(_NOW_OF, {"asked": reading})
        return row[0] if row is not None else ""

    def _reviewed(self, report: str | None) -> Iterator[tuple[str, Reading, tuple[KeptReview, ...]]]:
        raise NotImplementedError
