"""Parts linked to another side's total for another place, put back under their own."""

from collections.abc import Sequence

import msgspec

from onrecord.reading.figures.repetitions import differ
from onrecord.records import Figure


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
