"""Which reports of a case are copies of which: asked of its index by the passages of a text, then compared word for word."""

from onrecord.corroboration import copies
from onrecord.ledger import Ledger, View
from onrecord.ledger.printed import report_of
from onrecord.records import Document, Reading
from onrecord.records.copying import Copy, FoundBy

METHOD = "1"
"""How readings are noted: changed with whatever changes ``found_by``, so that cases are noted anew."""

_UNKEPT = ""
"""The name of a report that is not kept yet."""


def found_by(document: Document, reading: Reading) -> FoundBy:
    """What a reading is found by in a case, besides its names."""
    printed = report_of(document, reading.report, name=_UNKEPT)
    place = copies.place_of(printed)
    return FoundBy(
        method=METHOD,
        passages=copies.fingerprints(document.text),
        place=place.number,
        counts_for=place.counts_for,
        day=place.day,
    )


def note_rest(ledger: Ledger) -> int:
    """Note what readings are found by, of those of which it is not noted; how many these were. Before anything is looked for."""
    return ledger.note_rest(METHOD, found_by)


def original_of(view: View, reading: str) -> Copy | None:
    """The copy that a kept report is of another; None where it is of none. The same as ``corroboration.copies.among`` finds in all reports
    of the case at once, in whatever order these came.

    Args:
        view: of the case.
        reading: content id of its reading.
    """
    return copies.original_of(view.printed.report(reading), view.printed)


def copies_in(view: View) -> tuple[Copy, ...]:
    """All copies in a case, in the order of its readings."""
    found = (original_of(view, name) for name, _, _ in view.readings_with_documents())
    return tuple(one for one in found if one is not None)
