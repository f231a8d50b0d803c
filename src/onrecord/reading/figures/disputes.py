"""Figures that another voice in the report disputes by saying that there were none.

"The league insists that nobody of theirs fell. The council speaks of 90 dead on the league's side": a count of
nobody by one voice denies the count of the same people by another. Other denials come with the statements.
"""

from collections.abc import Sequence

import msgspec

from onrecord.reading.page import Page
from onrecord.records import Figure

WITHIN_CHARACTERS = 400
"""How far apart the two may stand: about two sentences."""


def disputed(page: Page, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The figures, those that a count of nobody contradicts marked as denied by whoever gave it."""
    nobody = [figure for figure in figures if figure.max == 0 and figure.source]
    found: list[Figure] = []
    for figure in figures:
        denial = next((zero for zero in nobody if _denies(zero, figure) and _together(page, zero, figure)), None)
        if denial is None or figure.standing == "denied":
            found.append(figure)
        else:
            found.append(msgspec.structs.replace(figure, standing="denied", denied_by=denial.source))
    return tuple(found)


def _together(page: Page, zero: Figure, figure: Figure) -> bool:
    """Told of one event: in one paragraph, or of one place."""
    one, other = (page.paragraph_numbers[page.token_at(found.start)] for found in (zero, figure))
    return one == other or zero.place == figure.place


def _denies(zero: Figure, figure: Figure) -> bool:
    if figure.max == 0 or figure.source == zero.source or abs(figure.start - zero.start) > WITHIN_CHARACTERS:
        return False
    either = zero.measure == "casualties" or (zero.word or "").lower().endswith(("harmed", "hurt"))
    hurt = zero.measure == "killed" and figure.measure == "casualties"
    if zero.measure != figure.measure and not hurt and not (either and figure.measure in ("killed", "injured", "casualties")):
        return False
    return zero.civil_status in ("unknown", figure.civil_status)
