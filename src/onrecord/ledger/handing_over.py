"""What goes out of a case is entered before it does: what a redacted dossier withholds, and every dossier by its hash."""

from collections.abc import Callable, Sequence
from functools import partial

import msgspec

from onrecord.errors import BrokenIntegrity
from onrecord.ledger import index
from onrecord.ledger.against_log import differences
from onrecord.ledger.chain import Chain, gone_on
from onrecord.ledger.entries import KeptExport, KeptRedaction, Reason
from onrecord.ledger.package_signature import signed_data
from onrecord.ledger.people import pseudonym_of
from onrecord.ledger.proofs import Proofs, export_proof
from onrecord.ledger.publisher import Publisher
from onrecord.ledger.stream import RESTORE
from onrecord.ledger.writer import Writer

WITHHELD_TOGETHER = 500
"""Digests in one entry, which has room for some 900."""


class HandingOver(Writer):
    """The entries of exports, and what only the holder of the log's key can add to a dossier."""

    reached: Callable[[int, int], None] | None = None
    """Is told now and then, while a dossier is prepared, how many entries of the log are behind us, and how many there are."""

    def chain(self, names: Sequence[str] | None, *, with_outside: bool = False) -> Chain:
        """What the log holds about some reports, as ``View.chain`` gives it, for a dossier. Publishes the log first.

        Which records a report has, what holds of it now and what people did with it is asked of the index. So the index is held against
        the log before, whole, and nobody else's writing is seen from then on until all is taken from it.

        Args:
            names: as for ``View.chain``.
            with_outside: the same.

        Raises:
            NotFound: as ``View.chain``.
            BrokenIntegrity: the same; or the index is anywhere not what the log gives, in whatever report.
        """
        self.publish()
        with self.connection.at_one_moment():
            self._refuse_different()
            return self.view.chain(names, with_outside=with_outside)

    def _refuse_different(self) -> None:
        """Nothing goes out of a case whose index is not what its log gives: who altered it may have done so for a dossier."""
        log = Publisher(self.places)
        lines = (line for _, line in log.records.lines(0))
        tell = partial(self._tell, log.size)
        try:
            differs = next(differences(self.connection, log.entries(), lines, reached=tell), None)
        except (msgspec.DecodeError, ValueError) as error:
            message = f"The records {self.places.records} are not what the log {self.places.log} says: {error}."
            raise BrokenIntegrity(message, hint=RESTORE) from error
        self._tell(log.size, log.size)
        if differs is not None:
            message = f"The index {self.connection.store.place} has {differs.told}, so nothing is exported."
            hint = "`onrecord reindex` makes the index again from the log; `onrecord verify --index` first lists what differs."
            raise BrokenIntegrity(message, hint=hint)

    def _tell(self, size: int, number: int) -> None:
        if self.reached:
            self.reached(number, size)

    def append_redaction(self, chain: Chain, withheld: Sequence[str], *, reason: Reason, by: str) -> Chain:
        """Append that records, named by their content ids, are to be withheld from an export; in several entries where they are many.

        Returns:
            The chain with these entries, proved by the log that has them. What it had before is not asked for again: what was weighed is
            what goes out.

        Raises:
            WrongUse: ``by`` is no name of a person.
        """
        with self.append():
            person = pseudonym_of(self.places, by)
            before, first = index.next_numbers(self.connection)
            for part, start in enumerate(range(0, len(withheld), WITHHELD_TOGETHER)):
                kept = KeptRedaction(reason=reason, done_by=person, checkpoint=before, part=part)
                used = tuple(withheld[start : start + WITHHELD_TOGETHER])
                self.add("redact", [index.new_record("redact", kept)], used=used, actor=person, why=reason)
        self.publish()
        return gone_on(chain, before, first)

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
