"""Numbers in which no rule sees people harmed and a trained reader does: lists, breakdowns, counts told by their place alone."""

from collections.abc import Mapping

from onrecord.reading.figures.counted import Counted
from onrecord.reading.figures.draft import Draft
from onrecord.reading.figures.harm import Harm
from onrecord.reading.page import Page
from onrecord.records.vocabulary import Measure

RULE = "network"
"""Such a figure has no word that gave its measure."""
SURE = 0.85
"""From this probability on the trained reader is followed; chosen on the development part of our corpus."""
_WITHOUT_NUMBER = frozenset({"article", "none", "ordinal"})


def hinted(page: Page, what: Counted, measures: Mapping[int, tuple[Measure, float]]) -> Draft | None:
    """The figure that a trained reader sees in a quantity, or None."""
    core = what.quantity.core
    if core not in measures or what.quantity.kind in _WITHOUT_NUMBER or _tells_the_time(page, core):
        return None
    measure, sure = measures[core]
    return Draft(what, Harm(measure, core, core + 1), RULE) if sure >= SURE else None


def _tells_the_time(page: Page, at: int) -> bool:
    """ "A clock says | ten to nine", "at twenty past | four"."""
    words = [token.lower for token in page.tokens[max(0, at - 2) : at + 3]]
    here = min(at, 2)
    behind = words[here + 1 : here + 2] in (["to"], ["past"]) and words[here + 2 : here + 3] != [] and words[here + 2] in _HOURS
    return (words[here] in _MINUTES and behind) or (
        words[here] in _HOURS and words[max(0, here - 1)] in ("to", "past") and words[0] in _MINUTES and here == 2
    )


_MINUTES = frozenset({"five", "ten", "quarter", "twenty", "twenty-five", "half"})
_HOURS = frozenset("one two three four five six seven eight nine ten eleven twelve".split())
