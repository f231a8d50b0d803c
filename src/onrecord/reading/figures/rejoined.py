"""Parts linked to another side's total for another place, put back under their own; parts told where their total is."""

from collections.abc import Sequence

import msgspec

from onrecord.reading.figures.repetitions import differ
from onrecord.reading.page import Page
from onrecord.reading.places import places_in
from onrecord.records import Figure, Place


def rejoined(figures: Sequence[Figure]) -> list[Figure]:
    """The figures; a part whose total has another source and another place is joined to the last one that has not."""
    by_id = {figure.id: figure for figure in figures}
    found: list[Figure] = []
    for number, figure in enumerate(figures):
        whole = by_id.get(figure.subset_of or "")
        if whole is None or not (differ(whole.source, figure.source) and differ(whole.place, figure.place)):
            found.append(figure)
            continue
        own = next((other.id for other in reversed(figures[:number]) if _own_total(other, figure)), None)
        found.append(figure if own is None else msgspec.structs.replace(figure, subset_of=own))
    return found


def _own_total(total: Figure, part: Figure) -> bool:
    larger = (total.min or total.max or 0) >= (part.min or part.max or 0)
    free = total.measure == part.measure and total.subset_of is None and not total.superseded and total.duplicate_of is None
    return larger and free and not differ(total.source, part.source) and not differ(total.place, part.place)


def placed_by_total(page: Page, places: Sequence[Place], figures: Sequence[Figure]) -> list[Figure]:
    """The figures; a part in a sentence that names no place is where its total is, and nowhere when its total has no place."""
    by_id = {figure.id: figure for figure in figures}
    found: list[Figure] = []
    for figure in figures:
        whole = by_id.get(figure.subset_of or "")
        if whole is None or whole.place == figure.place or places_in(page, places, *page.sentence_of(page.token_at(figure.start))):
            found.append(figure)
        else:
            found.append(msgspec.structs.replace(figure, place=whole.place))
    return found
