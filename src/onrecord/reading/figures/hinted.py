"""Numbers in which no rule sees people harmed and a trained reader does: lists, breakdowns, counts told by their place alone."""

from collections.abc import Mapping

from onrecord.reading.figures.counted import Counted
from onrecord.reading.figures.draft import Draft
from onrecord.reading.figures.harm import Harm
from onrecord.records.vocabulary import Measure

RULE = "network"
"""Such a figure has no word that gave its measure."""
SURE = 0.85
"""From this probability on the trained reader is followed; chosen on the development part of our corpus."""
_WITHOUT_NUMBER = frozenset({"article", "none", "ordinal"})


def hinted(what: Counted, measures: Mapping[int, tuple[Measure, float]]) -> Draft | None:
    """The figure that a trained reader sees in a quantity, or None."""
    core = what.quantity.core
    if core not in measures or what.quantity.kind in _WITHOUT_NUMBER:
        return None
    measure, sure = measures[core]
    return Draft(what, Harm(measure, core, core + 1), RULE) if sure >= SURE else None
