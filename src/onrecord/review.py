"""What people do with what was read: correct, dismiss, propose, decide. Like ``flow``, nothing but the order of the steps.

1. A command or request names a record and says what is to be said of it.
2. ``intake`` reads requests that come in a file.
3. ``ledger`` holds the record against what the report has, and appends it beside the machine's.
4. Who asks for a reading as corrected gets the machine's with what holds of this, compared anew by ``corroboration``.
"""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from onrecord import flow, intake
from onrecord.errors import WrongUse
from onrecord.ledger import Ledger, Reviewed, View
from onrecord.records import CorrectionRequest, Issue, Reading
from onrecord.records.correcting import finding_key


def correct(ledger: Ledger, request: CorrectionRequest, *, by: str, reason: str) -> Reviewed:
    """Keep what a person says that a record is, that it is none, or that one is missing."""
    return ledger.append_correction(request, by=request.by or by, reason=request.reason or reason)


def correct_from_file(ledger: Ledger, file: Path, *, by: str, reason: str = "") -> Iterator[Reviewed | Issue]:
    """Keep the corrections of a file, one a line; an issue for each line that cannot be carried out, and the rest goes on.

    A file that is handed in again changes nothing.

    Args:
        ledger: the case.
        file: JSON Lines (``CorrectionRequest``).
        by: who hands it in, where a line does not name somebody else.
        reason: why, where a line does not say.

    Raises:
        BadInput: the file cannot be read.
    """
    for found in intake.read_corrections(file, ledger.view.settings().limits):
        if isinstance(found, Issue):
            yield found
            continue
        where, request = found
        try:
            yield correct(ledger, request, by=by, reason=reason)
        except WrongUse as error:
            message = f"{error.message}{f' ({error.hint})' if error.hint else ''}. Nothing of it was recorded."
            yield Issue(code="review.refused", outcome="refused", where=where, message=message)
    ledger.commit()


def dismiss(ledger: Ledger, finding: str, *, by: str, reason: str, take_back: bool = False) -> Reviewed:
    """Keep that a person dismisses a finding (``REPORT/x1``), or takes it up again."""
    return ledger.append_dismissal(finding, by=by, reason=reason, take_back=take_back)


def propose(ledger: Ledger, record: str, *, word: str, rules: str = "none", by: str, reason: str) -> Reviewed:
    """Keep an assessment that a person proposes."""
    return ledger.append_proposal(record, word=word, rules=rules, by=by, reason=reason)


def decide(ledger: Ledger, proposal: str, *, agrees: bool, by: str, reason: str) -> Reviewed:
    """Keep what another person says to a proposal."""
    return ledger.append_decision(proposal, agrees=agrees, by=by, reason=reason)


def reading_as_corrected(view: View, name: str) -> Reading:
    """A report's reading as people corrected it, with what the rules notice on that; dismissed findings are left out.

    Nothing is kept: the machine's reading and its findings stay as they are.

    Raises:
        NotFound: no report has that name.
    """
    corrected = view.as_corrected(name)
    if msgspec.structs.replace(corrected, findings=()) == msgspec.structs.replace(view.reading(name), findings=()):
        return corrected
    findings = flow.compared(corrected, view.document_of(view.reading_id(name)), view, view.grounds())
    dismissed = view.dismissed(name)
    return msgspec.structs.replace(corrected, findings=tuple(one for one in findings if finding_key(one) not in dismissed))
