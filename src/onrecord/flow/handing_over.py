"""A dossier goes out, each step in its order."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from onrecord import ledger as house
from onrecord.errors import OnRecordError, WrongUse
from onrecord.export import dossier
from onrecord.export.dossier import Exported, Redaction
from onrecord.ledger import Ledger
from onrecord.records.version import program_version


def export_dossier(
    ledger: Ledger,
    names: Sequence[str] | None,
    target: Path,
    *,
    redaction: Redaction | None = None,
    with_notes: bool = False,
    names_may_go_out: bool = False,
) -> Exported:
    """What the case holds about some reports, with proofs, as one file that an outsider can check; and the proof of that file beside it.

    What is withheld is entered in the log before anything goes out, and so is the dossier: its entry says which bytes these are. The
    file gets its name when it is whole and entered, the proof comes last.

    Args:
        ledger: the case.
        names: ids of reports, or their beginnings; None for all reports.
        target: the file to write, which must not be there; its name ends in ``.wacz``.
        redaction: names that notes give are blacked out, but for those with the role ``other``, and what could tell them withheld.
        with_notes: names and places in notes go out as well.
        names_may_go_out: somebody says that names to be protected may: those that notes give, where nothing is blacked out, and those of
            notes that were erased, which nobody knows any more.

    Raises:
        NotFound: a name means no report.
        WrongUse: there is no report, the target cannot be written, nothing is to be blacked out, it does not fit into one dossier, or
            names would go out and nobody said that they may.
        BrokenIntegrity: an original, a record, the log or anything in the index is not as it was signed.
        OnRecordError: the disk is full, or cannot be written.
    """
    dossier.check_target(target)
    house.refuse_among_own(target)
    chain = ledger.chain(names, with_outside=redaction is not None)
    if not chain.reports:
        raise WrongUse(
            f"no report is named, or the case {ledger.places.case} holds no report, so there is nothing to export",
            hint="`onrecord read FILE` reads one into it",
        )
    named = dossier.ProtectedNames(chain.protected)
    protected = named if redaction else dossier.ProtectedNames(())
    withheld = dossier.of_others(chain)
    found_in = protected.found_in(text for report in chain.reports for text in (report.reading.text, report.reading.report.title or ""))
    shown = dossier.names_going_out(named, chain, redacts=redaction is not None, with_notes=with_notes, may=names_may_go_out)
    if redaction is not None:
        withheld = dossier.withheld_for(protected, chain)
        chain = ledger.append_redaction(chain, withheld.ids, reason=redaction.reason, by=redaction.by)
    created, software = f"{ledger.now()[:19]}Z", f"onrecord {program_version()}"
    material = dossier.Material(chain, protected, withheld, with_notes=with_notes, software=software, created=created)
    try:
        built = dossier.build(material, target, lambda digest: ledger.sign_listing(digest, created=created, software=software))
        try:
            kept, disclosures = _export_of(built, material)
            proof = ledger.proof_of_export(ledger.append_export(kept), disclosures)
            built.put_in_place()
        except BaseException:
            built.discard()
            raise
        beside = built.put_proof(proof)
    except OSError as error:
        message = f"The dossier {target} could not be written: {error.strerror or error}."
        raise OnRecordError(message, hint="Check free space and permissions, then export it again.") from error
    return Exported(
        dossier=target,
        proof=beside,
        sha256=built.sha256,
        size=built.size,
        entries=len(chain.entries),
        reports=len(chain.reports),
        named=tuple(one.reading.id for one in chain.reports),
        originals_gone=len(dossier.originals_gone(chain)),
        withheld=len(withheld.records),
        protected=len(named),
        shown=len(shown),
        not_found=tuple(name for name in protected if name not in found_in),
        not_alone=protected.not_alone,
        among_parties=dossier.names_among_parties(protected, chain),
        erased_notes=chain.erased_notes,
    )


def _export_of(built: dossier.Built, material: dossier.Material) -> tuple[house.KeptExport, tuple[str, ...]]:
    """What the log says of a dossier that goes out, and the disclosure of its members, which goes out beside it."""
    members = [msgspec.to_builtins(one) for one in built.members if not dossier.speaks_for_itself(one.name)]
    committed, disclosures = house.disclose({"members": members})
    kept = house.KeptExport(
        sha256=built.sha256,
        size=built.size,
        checkpoint=material.chain.proofs.size,
        reports=len(material.chain.reports),
        redacted=material.redacted,
        readings=material.readings,
        committed=committed,
    )
    return kept, disclosures
