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

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from onrecord import corroboration, intake, reading
from onrecord import ledger as house
from onrecord.errors import BadInput, InputChanged, NotRead, OnRecordError, WrongUse
from onrecord.export import dossier
from onrecord.export.dossier import Exported, Redaction
from onrecord.ledger import Grounds, Ledger, Policy, View, policy_of, reindex
from onrecord.records import Document, Finding, Issue, Party, Reading, ReferenceSeries, Version, canonical, content_id, decode
from onrecord.records.version import program_version
from onrecord.records.vocabulary import Measure
from onrecord.settings import Settings


def read_document(
    document: Document,
    *,
    parties: Sequence[Party] = (),
    references: Sequence[ReferenceSeries] = (),
    settings: Settings | None = None,
    earlier: Version | None = None,
) -> Reading:
    """Stops 5 and 7 for one document, without a case: what it says, and what one report shows by itself."""
    settings = settings or Settings()
    known = (*document.parties, *parties)  # a report's own parties come first and win
    said = reading.read(document, parties=known, settings=settings)
    findings = corroboration.findings(said, parties=known, references=references, earlier=earlier)
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
    erased_taken_by: str | None = None,
    reached: Callable[[int], None] | None = None,
) -> Iterator[Reading | Issue]:
    """The whole walk for every document in the sources, in order; what cannot be read comes out as an issue.

    With a ledger, bytes and records are kept; a document that is already there is not read again, and its kept
    reading is given instead. The parties and reference series of the case count beside those that are given, which no entry
    of the log names; where they were changed since the reports of the case were compared, those are compared again first.
    The rest of a batch goes on whatever happens to one of its members. An ``identifier`` is the id of the report where the one
    source is a file or standard input. ``reached`` is told how many bytes of the sources are behind us. What was erased from the case
    is refused, unless somebody asks for it: ``erased_taken_by``, by name.

    A run that was ended, however it was, is taken up by the same call: what was read of the parts of a container is given from the case.
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
    workers = intake.shared_workers(settings.workers)
    behind = 0
    for source in sources:
        for opened in intake.open_source(
            source, jsonl=jsonl, limits=settings.limits, stdin=stdin, identifier=identifier, capture=settings.capture
        ):
            if isinstance(opened, Issue):
                if ledger:
                    ledger.append_issue(opened)
                yield opened
                continue
            if ledger and (remark := _keep(opened, ledger, erased_taken_by)):
                yield remark
                if remark.outcome == "refused":
                    continue
            for issue in _against_proof(opened):
                if ledger:
                    ledger.append_issue(issue, capture=opened.capture)
                yield issue
            known = partial(_kept_of_part, ledger=ledger, grounds=grounds, settings=settings)
            for outcome in intake.outcomes(opened.parts(), workers, known):
                said = outcome.found
                if isinstance(said, Document):
                    said = _read_once(said, ledger, grounds, settings)
                if ledger and isinstance(said, Issue):
                    ledger.append_issue(said, capture=opened.capture)
                if reached and outcome.part:
                    reached(behind + outcome.part.reached)
                yield said
            behind += opened.capture.size
            if reached:
                reached(behind)
        if ledger:
            ledger.commit()


def size_of(sources: Iterable[str]) -> int | None:
    """Bytes of all that ``read_sources`` would read; None where that is not known beforehand."""
    return intake.size_of(sources)


def _keep(opened: intake.Opened, ledger: Ledger, erased_taken_by: str | None) -> Issue | None:
    """Stop 4; an issue where the bytes cannot be kept, since nothing is read of what is not kept, or where they were gone until now."""
    remark = partial(Issue, where=opened.capture.origin)
    lost, erased = ledger.lacks(opened.capture), ledger.has_erased(opened.capture)
    if erased and erased_taken_by is None:
        message = "These bytes were erased from the case. Read it with --take-erased and --by where it is to come back all the same."
        issue = remark(code="file.erased", outcome="refused", message=message)
        ledger.append_issue(msgspec.structs.replace(issue, where="a file that was erased"))  # its name and hash could not be erased again
        return issue
    try:
        ledger.keep(opened.capture, opened.content, by=erased_taken_by if erased else None)
    except BadInput as error:
        code = "file.changed" if isinstance(error, InputChanged) else "file.unreadable"
        ledger.append_issue(issue := remark(code=code, outcome="refused", message=f"{error.message} {error.hint or ''}".strip()))
        return issue
    if not (erased or lost):
        return None
    code, message = "file.restored", "The case had lost the original of this; it was put back from the file, whose bytes are the same."
    if erased:
        code, message = "file.erased", "These bytes had been erased from the case, and were taken in again since somebody asked for it."
    ledger.append_issue(issue := remark(code=code, outcome="recorded", message=message), capture=opened.capture)
    return issue


def _against_proof(opened: intake.Opened) -> Iterator[Issue]:
    """What the proof that lies beside a dossier does not bear out."""
    if opened.file is None or opened.file.suffix != dossier.SUFFIX:
        return
    for one in house.held_against_proof(opened.file, opened.capture.sha256, opened.capture.size):
        where = f"{opened.capture.origin}, {one.member}" if one.member else opened.capture.origin
        where, message = (words.encode("utf-8", "replace").decode() for words in (where, one.message))
        yield Issue(code="wacz.proof-mismatch", outcome="recorded", where=where, message=message)


def _kept_of_part(part: intake.OpenedPart, *, ledger: Ledger | None, grounds: Grounds, settings: Settings) -> Reading | None:
    """The reading of the one report of a part, where this reader read it before: then it is not even taken apart again."""
    if ledger is None or not part.one_report:
        return None
    for document, kept in ledger.view.readings_found_at(part.capture, part.part, part.identifier):
        if kept.reader == reading.reader_of(settings, (*document.parties, *grounds.parties)):
            return kept
    return None


def _read_once(document: Document, ledger: Ledger | None, grounds: Grounds, settings: Settings) -> Reading | Issue:
    """Stops 5 to 7, unless this reader has read the same text before: then only where it stood this time is kept."""
    reader = reading.reader_of(settings, (*document.parties, *grounds.parties))
    try:
        kept = ledger.view.reading_of(document, reader=reader) if ledger else None
        if ledger and kept is not None:
            ledger.append_document(document)
            return kept
        earlier, after = ledger.view.versions_around(document) if ledger else (None, None)
        said = read_document(document, parties=grounds.parties, references=grounds.references, settings=settings, earlier=earlier)
        if ledger:
            ledger.append_reading(document, said, grounds=grounds)
            if after is not None:
                _compare_after(after, ledger, grounds)
    except NotRead as failure:
        return not_read(document, failure)
    except OnRecordError:
        raise
    except Exception as fault:  # a fault of the reader must not take the rest of the batch with it
        why = f"{type(fault).__name__}: {fault}"
        message = f"The reader failed on this text ({why}); nothing of it was recorded. Please report this with the text."
        return _quarantined(document, "reading.fault", message)
    return said


def _compare_after(after: Version, ledger: Ledger, grounds: Grounds) -> None:
    """Compare again what stood at the same address after a report, where that was read before it."""
    source, said = ledger.view.document_of(after.reading), ledger.view.reading_called(after.reading)
    findings = compared(said, source, ledger.view, grounds)
    ledger.append_findings(after.reading, findings, grounds=grounds)


def compared(said: Reading, source: Document, view: View, grounds: Grounds) -> tuple[Finding, ...]:
    """Stop 7 for a report of a case."""
    parties = (*source.parties, *grounds.parties)
    earlier, _ = view.versions_around(source)
    return _as_kept(corroboration.findings(said, parties=parties, references=grounds.references, earlier=earlier))


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
    for identifier, source, said in ledger.view.readings_with_documents():
        findings = compared(said, source, ledger.view, grounds)
        if findings != said.findings:
            changed.append((identifier, findings))
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
    view: View, *, measure: Measure | None = None, group: str | None = None, place: str | None = None, as_read: bool = False
) -> tuple[corroboration.SeriesLine, ...]:
    """The figures of the case over time, beside its reference series: as people corrected them, or ``as_read`` by the machine."""
    readings = view.readings_reviewed(as_read=as_read)
    return corroboration.figure_series(readings, view.references(), measure=measure, group=group, place=place)


def parties_shown(reading: Reading, configured: Sequence[Party] = ()) -> tuple[Party, ...]:
    """The parties that a report itself shows, without those that are configured."""
    return corroboration.parties_of(reading, configured)[len(configured) :]


def case_of(path: Path, *, create: bool = False) -> Ledger:
    """The case in a folder."""
    return Ledger.open(path, create=create)


def checkpoint_of(path: Path, *, at: int | None = None) -> house.LogHead:
    """What the log of a case says of itself now, or what it said ``at`` an earlier size. Read from its files alone."""
    return house.head_of_log(path, at=at)


def countersign(ledger: Ledger, url: str, keys: Sequence[house.VerifierKey]) -> house.Anchored:
    """Have a witness cosign the present checkpoint, and keep the cosignature."""
    return ledger.countersign(url, keys)


def stamp(ledger: Ledger, url: str, certificates: Sequence[bytes]) -> house.Anchored:
    """Have an authority stamp the present checkpoint, and keep the time stamp."""
    return ledger.stamp(url, certificates)


def request_for_witness(ledger: Ledger, keys: Sequence[house.VerifierKey] = (), *, old: int | None = None) -> bytes:
    """The same for a witness that is reached without a network: what is carried to it."""
    return ledger.submission(keys, old=old)


def query_for_authority(ledger: Ledger) -> bytes:
    """The same for an authority that is reached by other means."""
    return ledger.query()


def add_anchor(
    ledger: Ledger, data: bytes, where: str, *, keys: Sequence[house.VerifierKey] = (), certificates: Sequence[bytes] = ()
) -> house.Anchored:
    """Keep what came back."""
    return ledger.add_anchor(data, where, keys=keys, certificates=certificates)


def change_key(path: Path, wanted: house.NewKey, *, lost: bool = False) -> tuple[str, ...]:
    """Change the key of a log, by an entry; the new verifier keys. One that was ``lost`` cannot sign that entry."""
    with Ledger.open(path, create=False, in_place_of_lost=wanted if lost else None) as ledger:
        if not lost:
            ledger.rotate_key(wanted)
        return tuple(key.verifier.encoded() for key in ledger.keys)


def make_index_again(path: Path) -> house.Reindexed:
    """Stop 6 once more from the log alone: the index of a case, which can always be lost."""
    return reindex(path)


def verify(path: Path, policy: Policy | None = None, *, with_index: bool = False) -> house.Verdict:
    """Check a case or a dossier from the bytes up; ``with_index`` compares the index of a case with its log as well."""
    return house.verify(path, policy, with_index=with_index)


def add_note(ledger: Ledger, fields: Mapping[str, str], *, by: str, report: str | None = None, role: house.Role | None = None) -> str:
    """Keep a person's note, about a report or one record in it (``report/f1``); its content id.

    Raises WrongUse where the name is to be protected, and has no letter by which it could be found.
    """
    if role != "other":
        dossier.check_name(fields.get("name", ""))
    reading, local = ledger.view.part_called(report) if report is not None else (None, None)
    return ledger.append_note(fields, by=by, report=reading, record=local, role=role)


def ask_erasure(ledger: Ledger, names: Sequence[str], reason: house.Reason, *, by: str) -> house.Asked:
    """Ask that reports, notes or originals be erased; what would go.

    Raises:
        NotFound: a name leads to nothing.
        BrokenIntegrity: what would go is in the index not what it is in the log.
    """
    return ledger.ask_erasure(names, reason, by=by)


def still_named(ledger: Ledger, asked: house.Asked) -> tuple[str, ...]:
    """What an erasure would leave in the case that holds a name which no note gives any more then; each in a few words without it."""
    return dossier.still_holding(dossier.ProtectedNames(asked.names), ledger.staying(asked), ledger.view, asked.going)


def erase(path: Path, request: str, *, by: str, forget: bool = False) -> tuple[str, ...]:
    """Carry out a request for erasure that another person made; what was done, one sentence each. Kept answers of the endpoint go first,
    and reports that lose findings are compared anew."""
    with Ledger.open(path, create=False) as ledger:
        texts = ledger.texts_to_erase(request, by=by, forget=forget)
        answers = reading.forget_answers(ledger.view.settings().endpoint, texts, within=path)
        done = ledger.append_erasure(request, by=by, forget=forget)
    with Ledger.open(path, create=False) as ledger:  # opening finishes what the entry announced
        told = [*ledger.repairs, *answers, *done.told()]
        try:
            if done.bereft:
                compare_again(ledger)
        except BadInput as error:
            told.append(f"They could not be compared now, and are by the next `onrecord read`: {error.message}")
    return tuple(told)


def back_up(path: Path, folder: Path) -> tuple[house.BackedUp, bool]:
    """Copy a case into a folder, also while another process writes to it; and whether the case could be told of it."""
    made = house.back_up(path, folder)
    try:
        with Ledger.open(path, create=False) as ledger:
            ledger.append_backup(made)
    except WrongUse:  # another process writes
        return made, False
    return made, True


def restore(folder: Path, path: Path, *, incomplete: bool = False) -> house.Verdict:
    """Put a backup into a new folder as a case; it counts only after everything was verified. ``incomplete``: originals may be missing."""
    verdict = house.restore(folder, path, incomplete=incomplete)
    reindex(path)
    Ledger.open(path, create=False).close()  # whoever opens it first enters in its log that it was put back
    return verdict


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


__all__ = ["Exported", "Redaction", "policy_of"]
