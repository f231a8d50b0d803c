"""Where else in a case a name stands whose note is to be erased: what nobody will black out any more unless it is noted anew."""

from collections.abc import Collection, Iterator

import msgspec

from onrecord.export.dossier.names import ProtectedNames
from onrecord.ledger import View

_SHOWN_OF_ID = 12
"""Digits of a content id by which a note is named."""


def still_holding(names: ProtectedNames, view: View, going: Collection[str]) -> tuple[str, ...]:
    """What holds one of some names, or a word of one, and stays in the case; each told in a few words that hold none of them.

    Looked for in reports with all that is known of them, in notes, and in what people corrected with their reasons. Not in originals,
    which may show more than was read of them.

    Args:
        names: the names.
        view: the case.
        going: content ids of the records that do not stay.
    """
    return tuple(dict.fromkeys(_still_holding(names, view, going))) if names else ()


def _still_holding(names: ProtectedNames, view: View, going: Collection[str]) -> Iterator[str]:
    for identifier, source, _ in view.readings_with_documents():
        if identifier not in going and names.stand_in_value(msgspec.to_builtins(source)):
            yield f"report {_without(names, source.id, identifier)}"
    for note in view.notes():
        if note.id not in going and names.stand_in_value(note.fields):
            yield f"note {note.id[:_SHOWN_OF_ID]}"
    for one in view.reviews():
        said = (msgspec.to_builtins(one.correction), msgspec.to_builtins(one.proposal), one.reason)
        if one.id not in going and any(part is not None and names.stand_in_value(part) for part in said):
            yield f"what a person said of report {_without(names, one.report, one.reading)} ({one.id[:_SHOWN_OF_ID]})"


def _without(names: ProtectedNames, name: str, identifier: str) -> str:
    """What a report is called; by its content id where its own id would tell a name."""
    return identifier[:_SHOWN_OF_ID] if names.stand_in(name, is_address=True) else name
