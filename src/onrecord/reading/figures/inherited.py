"""Quantities that take their measure from a figure before them: the rules, in the order in which they are asked."""

from collections.abc import Callable, Sequence

from onrecord.reading.figures.counted import Counted
from onrecord.reading.figures.draft import Draft
from onrecord.reading.figures.part_marks import part_by_degree, part_by_position
from onrecord.reading.figures.parts import next_of_list, part_by_breakdown, part_by_including, part_by_predicate, part_by_pronoun
from onrecord.reading.figures.recounts import count_again, count_by_then, count_elsewhere, fronted_count, gapped_count, replaced_count
from onrecord.reading.figures.standings import count_of_day
from onrecord.reading.page import Page

RULES: tuple[Callable[[Page, Counted, Sequence[Draft]], Draft | None], ...] = (
    part_by_including,
    part_by_degree,
    part_by_pronoun,
    part_by_position,
    replaced_count,
    count_again,
    fronted_count,
    gapped_count,
    count_elsewhere,
    count_by_then,
    count_of_day,
    part_by_breakdown,
    part_by_predicate,
    next_of_list,
)
"""In the order in which they are asked."""


def inherited(page: Page, counted: Counted, drafts: Sequence[Draft]) -> Draft | None:
    """The figure that a quantity without a harm of its own makes with those before it, or None."""
    if counted.quantity.kind in ("ordinal", "none") or not drafts:
        return None
    for rule in RULES:
        draft = rule(page, counted, drafts)
        if draft is not None:
            return draft
    return None
