"""What goes out of a case is entered before it does: what a redacted dossier withholds, and every dossier by its hash."""

from collections.abc import Sequence

from onrecord.ledger import index
from onrecord.ledger.entries import KeptExport, KeptRedaction, Reason
from onrecord.ledger.package_signature import signed_data
from onrecord.ledger.people import pseudonym_of
from onrecord.ledger.proofs import Proofs, export_proof
from onrecord.ledger.writer import Writer

WITHHELD_TOGETHER = 500
"""Digests in one entry, which has room for some 900."""


class HandingOver(Writer):
    """The entries of exports, and what only the holder of the log's key can add to a dossier."""

    def append_redaction(self, withheld: Sequence[str], *, reason: Reason, by: str) -> None:
        """Append that records, named by their content ids, are to be withheld from an export; in several entries where they are many.

        Raises:
            WrongUse: ``by`` is no name of a person.
        """
        with self.append():
            person = pseudonym_of(self.places, by)
            before, _ = index.next_numbers(self.connection)
            for part, start in enumerate(range(0, len(withheld), WITHHELD_TOGETHER)):
                kept = KeptRedaction(reason=reason, done_by=person, checkpoint=before, part=part)
                used = tuple(withheld[start : start + WITHHELD_TOGETHER])
                self.add("redact", [index.new_record("redact", kept)], used=used, actor=person, why=reason)

    def append_export(self, kept: KeptExport) -> str:
        """Append that a dossier is going out, before it does; the content id, by which ``proof_of_export`` is asked for."""
        with self.append():
            return self.add("export", [index.new_record("export", kept)])

    def proof_of_export(self, identifier: str, disclosures: tuple[str, ...] = ()) -> bytes:
        """The proof that goes out beside the dossier, with what its record commits to. Publishes the log first."""
        self.publish()
        record, sequence = index.kept_line(self.connection, identifier)
        return export_proof(Proofs.of(self.places), sequence, bytes(record.record), record.salt or "", disclosures)

    def sign_listing(self, digest: str, *, created: str, software: str) -> dict[str, str]:
        """The anonymous signature of a WACZ file over the hash of its listing (``package_signature``)."""
        return signed_data(self.keys[0], digest, created=created, software=software)

    def now(self) -> str:
        """The present time by this machine's clock, as entries have it."""
        return self.clock.now().wall
