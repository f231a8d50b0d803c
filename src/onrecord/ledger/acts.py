"""What people do in a case: notes, and every other act that is an entry of its own."""

from collections.abc import Mapping

from onrecord.errors import WrongUse
from onrecord.ledger import index
from onrecord.ledger.backup import BackedUp
from onrecord.ledger.disclosures import disclose
from onrecord.ledger.entries import KeptBackup, KeptNote, Role
from onrecord.ledger.people import pseudonym_of
from onrecord.ledger.writer import Writer

NOTE_FIELDS = ("name", "place", "text")
"""Fields of a note that may name or place a person; each is committed to by itself."""


class Acts(Writer):
    """The acts of people."""

    def append_note(
        self, fields: Mapping[str, str], *, by: str, report: str | None = None, record: str | None = None, role: Role | None = None
    ) -> str:
        """Append a note; its content id.

        Args:
            fields: of ``NOTE_FIELDS``, those that have a value. They enter the log as salted digests alone, each by itself.
            by: name of the person who makes it; the log has a pseudonym.
            report: content id of the reading that it is about.
            record: local id of a record in that reading.
            role: what the person that it is about is in the matter.

        Raises:
            WrongUse: it says nothing, or has a field that notes do not have.
        """
        if unknown := set(fields) - set(NOTE_FIELDS):
            raise WrongUse(f"a note has no field {min(unknown)!r}", hint=f"fields are: {', '.join(NOTE_FIELDS)}")
        committed, disclosures = disclose(fields)
        if not disclosures:
            raise WrongUse("the note says nothing", hint="give it a text, a name or a place")
        with self.append():
            note = index.new_record("note", KeptNote(report=report, record=record, role=role, committed=committed), disclosures)
            return self.add("note", [note], used=(report,) if report else (), actor=pseudonym_of(self.places, by))

    def append_backup(self, made: BackedUp) -> None:
        """Append that a backup was made, and how many originals it lacks."""
        kept = KeptBackup(size=made.size, root=made.root, originals=made.originals, bytes=made.bytes, missing=len(made.missing))
        with self.append():
            self.add("backup", [index.new_record("backup", kept)])
