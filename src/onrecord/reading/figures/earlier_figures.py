"""The figures before a quantity from which it may take its measure."""

from collections.abc import Sequence

from onrecord.reading.figures.counted import Counted
from onrecord.reading.figures.draft import Draft
from onrecord.reading.page import Page

GIVING = frozenset(
    "concede admit acknowledge confirm report list count give put speak boast claim suggest cite record register verify estimate say "
    "note tally talk tell offer own mention document find know see return insist reckon assert announce maintain own".split()
)


REACH_IN_SENTENCES = 3
"""How far back a count without a noun may take its measure from."""
REACH_IN_FIGURES = 40
"""Figures that are looked back on at most, however long a sentence is."""


def in_sentence(page: Page, counted: Counted, drafts: Sequence[Draft]) -> list[int]:
    """Positions of the figures of the same sentence, in text order."""
    first, _ = page.sentence_of(counted.first)
    return [n for n in _recent(drafts) if drafts[n].at >= first and drafts[n].value > 0]


def nearby(page: Page, counted: Counted, drafts: Sequence[Draft]) -> list[int]:
    """Figures of this sentence and the few before it, in text order."""
    number = page.sentence_numbers[counted.first]
    numbers = page.sentence_numbers
    return [n for n in _recent(drafts) if number - numbers[drafts[n].at] <= REACH_IN_SENTENCES and drafts[n].value > 0]


def _recent(drafts: Sequence[Draft]) -> range:
    return range(max(0, len(drafts) - REACH_IN_FIGURES), len(drafts))


def whole_for(counted: Counted, drafts: Sequence[Draft], candidates: Sequence[int]) -> int | None:
    """The nearest figure before that is no part itself and not smaller than this one."""
    quantity = counted.quantity
    size = quantity.minimum or quantity.maximum or 0
    tops = [n for n in candidates if drafts[n].subset_of is None]
    fitting = [n for n in tops if drafts[n].value >= size or drafts[n].counted.quantity.maximum is None]
    chosen = fitting or tops
    return chosen[-1] if chosen else None
