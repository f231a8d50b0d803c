"""Notes in the index of a case by what its readings are found besides their names. The ledger does not make it: it is given it."""

from collections.abc import Callable, Collection

import msgspec

from onrecord.ledger import index
from onrecord.ledger import questions as ask
from onrecord.ledger.entries import KeptReading, identity
from onrecord.ledger.index import matters
from onrecord.ledger.index import noting as rows
from onrecord.ledger.index.matters import SetBeside
from onrecord.ledger.reviews import Reviews, held
from onrecord.ledger.writer import Writer
from onrecord.records import Document, Reading
from onrecord.records.copying import FoundBy
from onrecord.records.correcting import as_corrected

_COMMITTED = 500
"""Readings after which what was noted again is committed: a case of a million takes minutes, and goes on where it was stopped."""


class Noting(Writer):
    """Notes what readings are found by."""

    _all_noted: str | None = None
    """The method by which all readings of the case are noted; empty where they are not; None before it was asked for."""

    def is_noted_with(self, found_by: FoundBy | None) -> bool:
        """Whether all readings are noted by the same method, so that the next may be; to be asked before that is added."""
        if found_by is None:
            self._all_noted = ""
            return False
        if self._all_noted is None:
            known, last = rows.noted(self.connection), rows.last_reading(self.connection)
            self._all_noted = found_by.method if last < 0 else known.method if known.reading == last else ""
        return self._all_noted == found_by.method

    def note(self, document: Document, found_by: FoundBy, *, is_first: bool, in_place_of: str | None) -> None:
        """Note the reading that was added just now.

        Args:
            document: what was read.
            found_by: what it is found by.
            is_first: whether no reading of the same report held before; else that is noted already, and this one is found in its place.
            in_place_of: content id of a reading of other text that it supersedes.
        """
        _, following = index.next_numbers(self.connection)
        added = following - 1
        if is_first:
            number = rows.first_reading(self.connection, identity(document))
            number = added if number is None else number
            if in_place_of is not None:
                before = rows.first_reading(self.connection, rows.identity_of(self.connection, in_place_of))
                if before is not None:
                    rows.hand_over(self.connection, before, number, found_by)
            rows.note(self.connection, number, found_by)
        rows.mark_noted(self.connection, found_by.method, added)

    def note_rest(self, method: str, found_by: Callable[[Document, Reading], FoundBy]) -> int:
        """Note the readings that are not, as people corrected them: after the index was made anew, after a method or what a report is as a
        publication changed, and where readings were appended without. How many these were. Stopped at any point, it goes on there.

        Args:
            method: ``FoundBy.method`` of what is given.
            found_by: says what a reading that holds now is found by.
        """
        known, last = rows.noted(self.connection), rows.last_reading(self.connection)
        if known == (method, last):
            return 0
        if known.method != method:  # also where nobody knows any more what was noted
            with self.append():
                rows.forget(self.connection)
            known = rows.Noted("", -1)
        count = 0
        reviews = Reviews(self.connection)
        acts = reviews.by_reading()
        for number, identifier, kept, source, _ in self.connection.in_turn(ask.CURRENT_AFTER, ask.READINGS, {"after": known.reading}):
            document = self.connection.kept(source, Document)
            read = msgspec.structs.replace(self.connection.kept(kept, KeptReading).reading, text=document.text)
            reading = as_corrected(read, held(reviews.among(acts, identifier, read)))
            with self.append():
                first = rows.first_reading(self.connection, identity(document))
                rows.note(self.connection, number if first is None else first, found_by(document, reading))
                rows.mark_noted(self.connection, method, number)
            count += 1
            if count % _COMMITTED == 0:
                self.commit()
        with self.append():
            rows.mark_noted(self.connection, method, last)
        self.commit()
        self._all_noted = None
        return count

    def note_anew(self) -> None:
        """Have all readings noted anew by the next ``note_rest``; till then they are found as they are noted.

        Of each passage only who has it first is noted, which another report may be where one is of another outlet or day than was read.
        """
        rows.mark_noted(self.connection, "", -1)
        self._all_noted = ""

    def note_keys(self, number: int, keys: Collection[int]) -> None:
        """Note the keys of a reading, by its number; those that are noted stay.

        Args:
            number: ``NumberedReading.number``.
            keys: whole numbers from -2^63 to below 2^63.
        """
        with self.append():
            matters.add_keys(self.connection, number, keys)

    def mark_set_beside(self, state: SetBeside) -> None:
        """Remember how far the reports were set beside each other."""
        with self.append():
            matters.keep(self.connection, state)

    def forget_keys(self) -> None:
        """Forget all keys, and that reports were set beside each other."""
        with self.append():
            matters.forget(self.connection)
