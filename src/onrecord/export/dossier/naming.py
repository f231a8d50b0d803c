"""Where else in a case a name stands whose note is to be erased: what nobody will black out any more unless it is noted anew."""

from collections.abc import Collection, Iterable, Iterator

import msgspec

from onrecord.export.dossier.names import ProtectedNames
from onrecord.ledger import View
from onrecord.records import Capture, Document, Record

_SHOWN_OF_ID = 12
"""Digits of a content id by which a record is named."""
_OTHERS = {
    "capture": "where an original was obtained",
    "issue": "a remark on what was read",
    "parties": "a list of parties",
    "reference": "a reference series",
    "correct": "what a person corrected or dismissed",
    "propose": "what a person proposed",
    "decide": "what a person decided",
    "claim": "a record that a person named in a decision on claims",
}
"""How records are told that are no report, by their type."""


def still_holding(names: ProtectedNames, staying: Iterable[tuple[str, str, Record]], view: View, going: Collection[str]) -> tuple[str, ...]:
    """What holds one of some names, or a word of one, and stays in the case; each told in a few words that hold none of them.

    Looked for in reports with all that is known of them – copies and earlier texts too –, in notes, in what people corrected with their
    reasons, in lists of parties and in remarks. Not in originals, which may show more than was read of them.

    Args:
        names: the names.
        staying: records that stay and hold words (``Ledger.staying``): content id, type, the record.
        view: the case.
        going: content ids of the records that do not stay.
    """
    return tuple(dict.fromkeys(_still_holding(names, staying, view, going))) if names else ()


def _still_holding(names: ProtectedNames, staying: Iterable[tuple[str, str, Record]], view: View, going: Collection[str]) -> Iterator[str]:
    reviews = {one.id: one for one in view.reviews() if one.id not in going}
    told: set[str] = set()
    for identifier, kind, record in staying:
        if identifier in reviews or not names.stand_in_value(msgspec.to_builtins(record)):
            continue
        if isinstance(record, Document):
            yield f"report {_without(names, record.id, identifier)}"
            told.add(record.capture.sha256 if record.capture else "")
        elif not (isinstance(record, Capture) and record.sha256 in told):
            yield f"{_OTHERS[kind]} ({identifier[:_SHOWN_OF_ID]})"
    for note in view.notes():
        if note.id not in going and names.stand_in_value(note.fields):
            yield f"note {note.id[:_SHOWN_OF_ID]}"
    for one in reviews.values():
        said = (msgspec.to_builtins(one.correction), msgspec.to_builtins(one.proposal), one.reason)
        if any(part is not None and names.stand_in_value(part) for part in said):
            yield f"what a person said of report {_without(names, one.report, one.reading)} ({one.id[:_SHOWN_OF_ID]})"
    for decision in view.claim_decisions():
        if decision.id not in going and decision.reason is not None and names.stand_in_value(decision.reason):
            yield f"the reason of a decision on claims ({decision.id[:_SHOWN_OF_ID]})"


def _without(names: ProtectedNames, name: str, identifier: str) -> str:
    """What a report is called; by its content id where its own id would tell a name."""
    return identifier[:_SHOWN_OF_ID] if names.stand_in(name, is_address=True) else name
