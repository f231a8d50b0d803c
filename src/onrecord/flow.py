"""The map of the product: one report, seven stops. Nothing but the order of the steps stands here.

1. A command or request names what is to be read.
2. This module takes it through the house.
3. ``intake`` opens the container into documents.
4. ``ledger`` keeps the bytes by hash.
5. ``reading`` makes records of one document; pure, no input or output.
6. ``ledger`` appends the records in one transaction.
7. ``corroboration`` compares, and its findings are appended the same way.

Each stop returns a value for the next and changes nothing that it was given.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from onrecord import corroboration, intake, reading
from onrecord import ledger as kept
from onrecord.errors import BadInput, InputChanged, NotRead, OnRecordError, WrongUse
from onrecord.export import dossier
from onrecord.ledger import Grounds, KeptExport, Ledger, Policy, Reason, Reindexed, Verdict, View, policy_of, reindex
from onrecord.records import Document, Finding, Issue, Party, Reading, ReferenceSeries, canonical, content_id, decode
from onrecord.records.version import program_version
from onrecord.records.vocabulary import Measure
from onrecord.settings import Settings


class Redaction(msgspec.Struct, frozen=True, kw_only=True):
    """That names are to be blacked out in an export."""

    reason: Reason
    by: str
    """Who decides it, by name; the log has a pseudonym."""


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """A dossier that went out."""

    dossier: Path
    proof: Path
    sha256: str
    size: int
    """Bytes."""
    entries: int
    reports: int
    withheld: int
    """Records that it leaves out for the sake of a name."""


def read_document(
    document: Document,
    *,
    parties: Sequence[Party] = (),
    references: Sequence[ReferenceSeries] = (),
    settings: Settings | None = None,
) -> Reading:
    """Stops 5 and 7 for one document, without a case: what it says, and what one report shows by itself."""
    settings = settings or Settings()
    known = (*document.parties, *parties)  # a report's own parties come first and win
    said = reading.read(document, parties=known, settings=settings)
    findings = corroboration.findings(said, parties=known, references=references)
    return msgspec.structs.replace(said, findings=_as_kept(findings))


def _as_kept(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Details as they come back from the ledger's canonical form (0.0 is 0 there), so that a record prints the same always."""
    return tuple(msgspec.structs.replace(one, detail=decode(canonical(one.detail), dict[str, Any])) for one in findings)


def read_sources(
    sources: Iterable[str],
    *,
    ledger: Ledger | None = None,
    jsonl: bool = False,
    parties: Sequence[Party] = (),
    references: Sequence[ReferenceSeries] = (),
    settings: Settings | None = None,
    stdin: BinaryIO | None = None,
    identifier: str | None = None,
) -> Iterator[Reading | Issue]:
    """The whole walk for every document in the sources, in order; what cannot be read comes out as an issue.

    With a ledger, bytes and records are kept; a document that is already there is not read again, and its kept
    reading is given instead. The parties and reference series of the case count beside those that are given, which no entry
    of the log names; where they were changed since the reports of the case were compared, those are compared again first.
    The rest of a batch goes on whatever happens to one of its members. An ``identifier`` is the id of the report where the one
    source is a file or standard input.
    """
    settings = settings or Settings()
    grounds = Grounds(parties=tuple(parties), references=tuple(references))
    if ledger:
        kept = _grounds(ledger)
        if ledger.compared != _compared_with(kept):
            compare_again(ledger)
        grounds = msgspec.structs.replace(
            kept, parties=(*grounds.parties, *kept.parties), references=(*grounds.references, *kept.references)
        )
    for source in sources:
        for opened in intake.open_source(source, jsonl=jsonl, limits=settings.limits, stdin=stdin, identifier=identifier):
            if isinstance(opened, Issue):
                if ledger:
                    ledger.append_issue(opened)
                yield opened
                continue
            if ledger and (remark := _keep(opened, ledger)):
                yield remark
                if remark.outcome == "refused":
                    continue
            for document in opened.documents():
                if isinstance(document, Issue):
                    if ledger:
                        ledger.append_issue(document, capture=opened.capture)
                    yield document
                    continue
                said = _read_once(document, ledger, grounds, settings)
                if ledger and isinstance(said, Issue):
                    ledger.append_issue(said, capture=opened.capture)
                yield said
        if ledger:
            ledger.commit()


def _keep(opened: intake.Opened, ledger: Ledger) -> Issue | None:
    """Stop 4; an issue where the bytes cannot be kept, since nothing is read of what is not kept, or where they were lost meanwhile."""
    lost = ledger.lacks(opened.capture)
    try:
        ledger.keep(opened.capture, opened.content)
    except BadInput as error:
        code = "file.changed" if isinstance(error, InputChanged) else "file.unreadable"
        message = f"{error.message} {error.hint or ''}".strip()
        issue = Issue(code=code, outcome="refused", where=opened.capture.origin, message=message)
        ledger.append_issue(issue)
        return issue
    if not lost:
        return None
    message = "The case had lost the original of this; it was put back from the file, whose bytes are the same."
    issue = Issue(code="file.restored", outcome="recorded", where=opened.capture.origin, message=message)
    ledger.append_issue(issue, capture=opened.capture)
    return issue


def _read_once(document: Document, ledger: Ledger | None, grounds: Grounds, settings: Settings) -> Reading | Issue:
    """Stops 5 to 7, unless this reader has read the same text before: then only where it stood this time is kept."""
    reader = reading.reader_of(settings, (*document.parties, *grounds.parties))
    try:
        kept = ledger.view.reading_of(document, reader=reader) if ledger else None
        if ledger and kept is not None:
            ledger.append_document(document)
            return kept
        said = read_document(document, parties=grounds.parties, references=grounds.references, settings=settings)
        if ledger:
            ledger.append_reading(document, said, grounds=grounds)
    except NotRead as failure:
        return not_read(document, failure)
    except OnRecordError:
        raise
    except Exception as fault:  # a fault of the reader must not take the rest of the batch with it
        why = f"{type(fault).__name__}: {fault}"
        message = f"The reader failed on this text ({why}); nothing of it was recorded. Please report this with the text."
        return _quarantined(document, "reading.fault", message)
    return said


def not_read(document: Document, failure: NotRead) -> Issue:
    """What is kept of a document that its reader could not read: it is read when it is given again."""
    return _quarantined(document, failure.code, f"{failure.message} Nothing of this text was recorded; read it again later.")


def _quarantined(document: Document, code: str, message: str) -> Issue:
    where, message = (words.encode("utf-8", "backslashreplace").decode("utf-8") for words in (document.id, message))
    return Issue(code=code, outcome="quarantined", where=where, message=message)


def add_party(ledger: Ledger, party: Party) -> tuple[Path, int]:
    """Add a party to the case and compare its reports anew: the file of parties, and how many have other findings now.

    What the reports say is read with the new party when they are read the next time.
    """
    return ledger.add_party(party), compare_again(ledger)


def add_reference(ledger: Ledger, series: Sequence[ReferenceSeries]) -> None:
    """Keep reference series in the case."""
    ledger.append_references(series)


def add_reference_file(
    ledger: Ledger, file: Path, *, date: str, measures: Mapping[str, str], group: str, place: str, source: str
) -> tuple[tuple[ReferenceSeries, ...], tuple[Issue, ...]]:
    """Take a table in and keep its series; the series, and what was noticed on the way."""
    series, issues = intake.read_reference(file, date=date, measures=measures, group=group, place=place, source=source)
    add_reference(ledger, series)
    for issue in issues:
        ledger.append_issue(issue)
    return series, issues


def compare_again(ledger: Ledger) -> int:
    """Stop 7 once more for every report of the case, after its parties or reference series changed.

    Nothing is read again. Findings that differ supersede the earlier ones; how many reports have such.
    """
    grounds = _grounds(ledger)
    changed = []
    for identifier, given, said in ledger.view.readings_with_parties():
        findings = corroboration.findings(said, parties=(*given, *grounds.parties), references=grounds.references)
        if _as_kept(findings) != said.findings:
            changed.append((identifier, _as_kept(findings)))
    for identifier, findings in changed:
        ledger.append_findings(identifier, findings, grounds=grounds)
    ledger.mark_compared(_compared_with(grounds))
    ledger.commit()
    return len(changed)


def _grounds(ledger: Ledger) -> Grounds:
    """What the case is read and compared with from here on; what its file of parties says now is kept first."""
    ledger.append_parties(ledger.view.parties())
    return ledger.view.grounds()


def _compared_with(grounds: Grounds) -> str:
    """A digest of all that findings rest on besides the reading: rules (by the program's version), parties, reference series."""
    return content_id({"program": program_version(), "grounds": (*grounds.party_ids, *grounds.reference_ids)})


def series_of(
    view: View, *, measure: Measure | None = None, group: str | None = None, place: str | None = None
) -> tuple[corroboration.SeriesLine, ...]:
    """The figures of the case over time, beside its reference series."""
    return corroboration.figure_series(view.readings(), view.references(), measure=measure, group=group, place=place)


def parties_shown(reading: Reading, configured: Sequence[Party] = ()) -> tuple[Party, ...]:
    """The parties that a report itself shows, without those that are configured."""
    return corroboration.parties_of(reading, configured)[len(configured) :]


def case_of(path: Path, *, create: bool = False) -> Ledger:
    """The case in a folder."""
    return Ledger.open(path, create=create)


def make_index_again(path: Path) -> Reindexed:
    """Stop 6 once more from the log alone: the index of a case, which can always be lost."""
    return reindex(path)


def verify(path: Path, policy: Policy | None = None, *, with_index: bool = False) -> Verdict:
    """Check a case or a dossier from the bytes up; ``with_index`` compares the index of a case with its log as well."""
    return kept.verify(path, policy, with_index=with_index)


def export_dossier(
    ledger: Ledger, names: Sequence[str], target: Path, *, redaction: Redaction | None = None, with_notes: bool = False
) -> Exported:
    """What the case holds about some reports, with proofs, as one file that an outsider can check; and the proof of that file beside it.

    What is withheld is entered in the log before anything goes out, and so is the dossier: its entry says which bytes these are. The
    file gets its name when it is whole and entered, the proof comes last.

    Args:
        ledger: the case.
        names: ids of reports, or their beginnings.
        target: the file to write, which must not be there; its name ends in ``.wacz``.
        redaction: names that notes give of victims, witnesses, relatives and sources are blacked out, and what could tell them withheld.
        with_notes: names and places in notes go out as well.

    Raises:
        NotFound: a name means no report.
        WrongUse: the target cannot be written, nothing is to be blacked out, or it does not fit into one dossier.
        BrokenIntegrity: an original, a record or the log is not as it was signed.
        OnRecordError: the disk is full, or cannot be written.
    """
    dossier.check_target(target)
    ledger.publish()
    chain = ledger.view.chain(names)
    protected = dossier.ProtectedNames(chain.protected if redaction else ())
    withheld = dossier.NOTHING
    if redaction is not None:
        if not protected:
            raise WrongUse("no note of the case names anybody who is to be protected", hint="add notes first, or export without --redact")
        found = dossier.withheld_for(protected, chain, ledger.view.has_record)
        ledger.append_redaction(found.ids, reason=redaction.reason, by=redaction.by)
        ledger.publish()
        chain = ledger.view.chain(names)
        withheld = dossier.withheld_for(protected, chain, ledger.view.has_record)
    created = f"{ledger.now()[:19]}Z"
    software = f"onrecord {program_version()}"
    material = dossier.Material(chain, protected, withheld, with_notes=with_notes, software=software, created=created)
    try:
        built = dossier.build(material, target, lambda digest: ledger.sign_listing(digest, created=created, software=software))
        try:
            entered = ledger.append_export(_export_of(built, material))
            proof = ledger.proof_of_export(entered)
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
        withheld=len(withheld.records),
    )


def _export_of(built: dossier.Built, material: dossier.Material) -> KeptExport:
    """What the log says of a dossier that goes out."""
    numbers = {report.record for report in material.chain.reports}
    return KeptExport(
        sha256=built.sha256,
        size=built.size,
        checkpoint=material.chain.proofs.size,
        reports=len(material.chain.reports),
        redacted=material.redacted,
        readings=tuple(record.digest for record in material.chain.records if record.number in numbers),
    )


__all__ = ["policy_of"]
