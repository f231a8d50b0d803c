"""THE ORDER OF THE STEPS: one report, seven stops. The map of the product; nothing else stands in this module.

1. A command or request names what is to be read.
2. This module takes it through the house.
3. ``intake`` opens the container into documents.
4. ``ledger`` keeps the bytes by hash.
5. ``reading`` makes records of one document; pure, no input or output.
6. ``ledger`` appends the records in one transaction.
7. ``corroboration`` compares, and its findings are appended the same way.

Each stop returns a value for the next and changes nothing that it was given. What else is done with a case
stands in the modules beside this one.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO

import msgspec

from onrecord import corroboration, intake, reading
from onrecord import ledger as house
from onrecord.errors import BadInput, InputChanged, NotRead, OnRecordError
from onrecord.export import dossier
from onrecord.export.dossier import Exported, Redaction
from onrecord.flow.charting import Charted, chart_matters, chart_series, check_ending
from onrecord.flow.comparing import (
    add_party,
    add_reference,
    add_reference_file,
    as_kept,
    compare_after,
    compare_again,
    compared,
    compared_with,
    grounds_of,
)
from onrecord.flow.copying import found_by, note_rest
from onrecord.flow.corroborating import (
    Corroborated,
    all_beside,
    claims_of,
    corroborate,
    corroborate_new,
    fault_in_rule_sets,
    matters_of,
    rule_sets_of,
    set_beside,
)
from onrecord.flow.custody import (
    add_anchor,
    back_up,
    change_key,
    checkpoint_of,
    countersign,
    make_index_again,
    move_originals,
    query_for_authority,
    request_for_witness,
    restore,
    stamp,
    verify,
)
from onrecord.flow.deciding import (
    ClaimsDecided,
    claim_called,
    claim_decisions_of,
    merge_claims,
    split_claim,
    undo_claim_decision,
)
from onrecord.flow.handing_over import export_dossier
from onrecord.flow.people import add_note, ask_erasure, erase, still_named
from onrecord.flow.tables import export_table
from onrecord.flow.turns import Begin, Found, Plan, Readers, ahead, turns_of
from onrecord.ledger import Grounds, Ledger, View, identity, policy_of
from onrecord.records import Document, Issue, Party, Reading, ReferenceSeries, content_id
from onrecord.records.vocabulary import Measure
from onrecord.settings import Settings


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
    return msgspec.structs.replace(said, findings=as_kept(findings))


def read_alone(
    document: Document, *, parties: Sequence[Party], references: Sequence[ReferenceSeries], settings: Settings
) -> Reading | Issue:
    """The same for one of many, which go on whatever comes of it: where it could not be read, an issue."""
    try:
        return read_document(document, parties=parties, references=references, settings=settings)
    except NotRead as failure:
        return not_read(document, failure)
    except OnRecordError:
        raise
    except Exception as fault:  # a fault of the reader must not take the rest of the batch with it
        return _fault_of_reader(document, fault)


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
    readers: Readers | None = None,
    plan: Plan | None = None,
) -> Iterator[Reading | Issue]:
    """The whole walk for every document in the sources, in order; what cannot be read comes out as an issue.

    With a ledger, bytes and records are kept; a document that is already there is not read again, and its kept
    reading is given instead. The parties and reference series of the case count beside those that are given, which no entry
    of the log names; where they were changed since the reports of the case were compared, those are compared again first.
    The rest of a batch goes on whatever happens to one of its members. An ``identifier`` is the id of the report where the one
    source is a file or standard input. ``reached`` is told how many bytes of the sources are behind us. What was erased from the case
    is refused, unless somebody asks for it: ``erased_taken_by``, by name.

    A run that was ended, however it was, is taken up by the same call: what was read of the parts of a container is given from the case.

    ``readers`` read documents ahead of their turn; what is recorded, and in which order, is the same with them and without. With a
    ``plan`` and a ledger, what the plan knows to be recorded is passed over, and not given.
    """
    settings = settings or Settings()
    grounds = Grounds(parties=tuple(parties), references=tuple(references))
    if ledger:
        note_rest(ledger)
        kept = grounds_of(ledger)
        if ledger.compared != compared_with(kept):
            compare_again(ledger)
        grounds = msgspec.structs.replace(
            kept, parties=(*grounds.parties, *kept.parties), references=(*grounds.references, *kept.references)
        )
    if ledger and plan:
        plan.begin(_signed(settings, grounds, jsonl, identifier), partial(_still_holds, ledger))
    opened_of = partial(
        intake.open_source, jsonl=jsonl, limits=settings.limits, stdin=stdin, identifier=identifier, capture=settings.capture
    )
    known = partial(_kept_of_part, ledger=ledger, grounds=grounds, settings=settings)
    turns = turns_of(sources, opened_of=opened_of, known=known, settings=settings, plan=plan if ledger else None)
    if readers:
        readers.begin(parties=grounds.parties, references=grounds.references, settings=settings)
        turns = ahead(turns, readers, partial(_wanted, ledger=ledger, grounds=grounds, settings=settings))
    behind = 0
    for turn in turns:
        if isinstance(turn, Issue):
            if ledger:
                ledger.append_issue(turn)
            yield turn
        elif isinstance(turn, Begin):
            yield from _taken_in(turn, ledger, erased_taken_by)
        elif isinstance(turn, Found):
            if turn.container.refused:
                continue
            said = turn.said
            if isinstance(said, Document):
                said = _read_once(said, ledger, grounds, settings, _elsewhere(turn, said, readers))
                turn.container.again = turn.container.again or isinstance(said, Issue)
            if ledger and isinstance(said, Issue):
                ledger.append_issue(said, capture=turn.container.opened.capture)
            if reached and turn.part:
                reached(behind + turn.part.reached)
            yield said
            if ledger and plan and not turn.container.again and plan.reached(turn.container.opened, turn.place):
                ledger.commit()
                plan.finished(ledger.position())
        elif turn.container is None:
            if ledger:
                ledger.commit()
                if plan:
                    plan.finished(ledger.position())
        elif not turn.container.refused:
            behind += turn.container.opened.capture.size
            if reached:
                reached(behind)
            if ledger and plan and turn.container.passed is not None and not turn.container.again:
                plan.reached(turn.container.opened, None)


def _signed(settings: Settings, grounds: Grounds, jsonl: bool, identifier: str | None) -> str:
    """A digest of all that decides what comes out of the bytes of a container, and whether it was read before."""
    reader = reading.reader_of(settings, grounds.parties)
    return content_id({"reader": reader, "limits": settings.limits, "jsonl": jsonl, "identifier": identifier})


def _still_holds(ledger: Ledger, opened: intake.Opened, position: str) -> bool:
    """Whether what was recorded of a container when the log was at a position is in it: no backup without it was put back, and nothing of
    it was erased."""
    return ledger.was_at(position) and ledger.erased_by(opened.capture.sha256) is None


def size_of(sources: Iterable[str]) -> int | None:
    """Bytes of all that ``read_sources`` would read; None where that is not known beforehand."""
    return intake.size_of(sources)


def _taken_in(container: Begin, ledger: Ledger | None, erased_taken_by: str | None) -> Iterator[Issue]:
    """Stop 4, and what there is to say about the bytes."""
    opened = container.opened
    if ledger and (remark := _keep(opened, ledger, erased_taken_by)):
        container.refused = remark.outcome == "refused"
        yield remark
    if container.refused:
        return
    for issue in _against_proof(opened):
        if ledger:
            ledger.append_issue(issue, capture=opened.capture)
        yield issue


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


def _wanted(document: Document, *, ledger: Ledger | None, grounds: Grounds, settings: Settings) -> str | None:
    """The name of what a reader would read of a document; None where this reader has read it before."""
    reader = reading.reader_of(settings, (*document.parties, *grounds.parties))
    try:
        return identity(document) if ledger is None or ledger.view.reading_of(document, reader=reader) is None else None
    except OnRecordError:
        raise
    except Exception:  # said when its turn has come
        return None


def _elsewhere(turn: Found, document: Document, readers: Readers | None) -> Callable[[], Reading | Issue] | None:
    """Stop 5 for the document of a turn, by whoever has it or will have it; None where it is done here."""
    if turn.away is not None:
        return turn.away.outcome
    if readers is not None:  # also this one: a text that ends the process of its reader must not end ours
        return lambda: readers.give(document).outcome()
    return None


def _read_once(
    document: Document, ledger: Ledger | None, grounds: Grounds, settings: Settings, elsewhere: Callable[[], Reading | Issue] | None = None
) -> Reading | Issue:
    """Stops 5 to 7, unless this reader has read the same text before: then only where it stood this time is kept."""
    read = elsewhere or partial(read_alone, document, parties=grounds.parties, references=grounds.references, settings=settings)
    if ledger is None:
        return read()
    reader = reading.reader_of(settings, (*document.parties, *grounds.parties))
    try:
        kept = ledger.view.reading_of(document, reader=reader)
        if kept is not None:
            ledger.append_document(document)
            return kept
        said = read()
        if isinstance(said, Issue):
            return said
        earlier, after = ledger.view.versions_around(document)
        if earlier is not None:
            said = msgspec.structs.replace(said, findings=compared(said, document, ledger.view, grounds))
        ledger.append_reading(document, said, grounds=grounds, found_by=found_by(document, said))
        if after is not None:
            compare_after(after, ledger, grounds)
    except OnRecordError:
        raise
    except Exception as fault:  # as in reading: it must not take the rest of the batch with it
        return _fault_of_reader(document, fault)
    return said


def _fault_of_reader(document: Document, fault: Exception) -> Issue:
    why = f"{type(fault).__name__}: {fault}"
    message = f"The reader failed on this text ({why}); nothing of it was recorded. Please report this with the text."
    return _quarantined(document, "reading.fault", message)


def not_read(document: Document, failure: NotRead) -> Issue:
    """What is kept of a document that its reader could not read: it is read when it is given again."""
    return _quarantined(document, failure.code, f"{failure.message} Nothing of this text was recorded; read it again later.")


def _quarantined(document: Document, code: str, message: str) -> Issue:
    where, message = (words.encode("utf-8", "backslashreplace").decode("utf-8") for words in (document.id, message))
    return Issue(code=code, outcome="quarantined", where=where, message=message)


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


__all__ = [
    "Charted",
    "ClaimsDecided",
    "Corroborated",
    "Exported",
    "Redaction",
    "add_anchor",
    "add_note",
    "add_party",
    "add_reference",
    "add_reference_file",
    "all_beside",
    "ask_erasure",
    "back_up",
    "case_of",
    "change_key",
    "chart_matters",
    "chart_series",
    "check_ending",
    "checkpoint_of",
    "claim_called",
    "claim_decisions_of",
    "claims_of",
    "compare_again",
    "compared",
    "corroborate",
    "corroborate_new",
    "countersign",
    "erase",
    "export_dossier",
    "export_table",
    "fault_in_rule_sets",
    "make_index_again",
    "matters_of",
    "merge_claims",
    "move_originals",
    "not_read",
    "parties_shown",
    "policy_of",
    "query_for_authority",
    "read_alone",
    "read_document",
    "read_sources",
    "request_for_witness",
    "restore",
    "rule_sets_of",
    "series_of",
    "set_beside",
    "size_of",
    "split_claim",
    "stamp",
    "still_named",
    "undo_claim_decision",
    "verify",
]
