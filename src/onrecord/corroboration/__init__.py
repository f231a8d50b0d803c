"""WHAT OTHERS SAY: compares what a report says within itself and with reference series. Findings are observations, never verdicts."""

from collections.abc import Sequence

import msgspec

from onrecord.corroboration.across import across, in_order, is_across, records_of
from onrecord.corroboration.claims import Beside, Claim, Item
from onrecord.corroboration.claims.decided import hindrance, record_named
from onrecord.corroboration.claims.shown import ClaimShown, DecisionShown, MatterShown, decisions_shown, id_of, matters_shown, shown
from onrecord.corroboration.context import Context
from onrecord.corroboration.groups import same_place
from onrecord.corroboration.parties import parties_of, parties_with_territories
from onrecord.corroboration.rules import RULES, rule
from onrecord.corroboration.rules.across import RULES_ACROSS
from onrecord.corroboration.series import SeriesLine, SeriesRow, figure_series
from onrecord.corroboration.told import Telling, telling_of
from onrecord.records import Finding, Party, Reading, ReferenceSeries, Version

__all__ = [
    "RULES",
    "RULES_ACROSS",
    "Beside",
    "Claim",
    "ClaimShown",
    "DecisionShown",
    "Item",
    "MatterShown",
    "SeriesLine",
    "SeriesRow",
    "Telling",
    "across",
    "decisions_shown",
    "figure_series",
    "findings",
    "hindrance",
    "id_of",
    "in_order",
    "is_across",
    "matters_shown",
    "parties_of",
    "parties_with_territories",
    "record_named",
    "records_of",
    "rule",
    "same_place",
    "shown",
    "telling_of",
]


def findings(
    reading: Reading,
    *,
    parties: Sequence[Party] = (),
    references: Sequence[ReferenceSeries] = (),
    earlier: Version | None = None,
) -> tuple[Finding, ...]:
    """What one report shows by itself and beside the reference series, rule by rule, with ids "x1", "x2" …

    Pure and deterministic: the same reading, parties and series give the same findings in the same order. A finding that rests on
    another reading names it in its detail, by content id: when that reading is erased, so is what was noticed from it.

    Args:
        reading: the records of one report; findings that it already holds are not looked at.
        parties: parties by configuration; they add to those that the report shows, and win.
        references: series for comparison; none is taken for true.
        earlier: what stood at the same address before, where that is known.

    Raises:
        ValueError: when a date of the reading or a series is not an ISO day.
    """
    context = Context(reading, parties=parties, references=references, earlier=earlier)
    noticed = [finding for find in RULES.values() for finding in find(context)]
    return tuple(msgspec.structs.replace(finding, id=f"x{number}") for number, finding in enumerate(noticed, 1))
