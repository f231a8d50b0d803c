"""A figure while it is being read: token indices and links by position, before ids are given."""

from dataclasses import dataclass

from onrecord.reading.figures.counted import Counted
from onrecord.reading.figures.harm import Harm
from onrecord.reading.page import Page
from onrecord.records.vocabulary import CivilStatus, Measure

NEIGHBOURHOOD = 60
"""Tokens to either side of a figure in which its sentence is looked at, however long the sentence is."""


def neighbourhood(page: Page, index: int) -> tuple[int, int]:
    """The token range of the sentence round a token, at most ``NEIGHBOURHOOD`` to either side."""
    first, last = page.sentence_of(index)
    return max(first, index - NEIGHBOURHOOD), min(last, index + NEIGHBOURHOOD)


def words_around(page: Page, index: int) -> set[str]:
    """The words round a token, in lower case."""
    return {page.tokens[n].lower for n in range(*neighbourhood(page, index))}


@dataclass(frozen=True)
class Draft:
    """One figure. Links are positions in the list of drafts."""

    counted: Counted
    harm: Harm
    rule: str
    """The name of the rule that gave the measure."""
    base: int | None = None
    """The figure that this one takes its measure or its group from."""
    subset_of: int | None = None
    newly: bool = False
    """New deaths, told beside the total that they are a part of."""
    superseded: bool = False
    supersedes: int | None = None
    duplicate_of: int | None = None
    group: str | None = None
    status: CivilStatus = "unknown"

    @property
    def measure(self) -> Measure:
        """What was counted."""
        return self.harm.measure

    @property
    def at(self) -> int:
        """First token of the phrase."""
        return self.counted.first

    @property
    def value(self) -> int:
        """The stated number, whichever end is stated."""
        quantity = self.counted.quantity
        return (quantity.minimum if quantity.minimum is not None else quantity.maximum) or 0

    @property
    def total(self) -> bool:
        """A running total by its own words ("the toll rose to 61")."""
        return self.rule in ("stated_toll", "toll_again")


def holds(draft: Draft, other: Draft) -> bool:
    """Whether a figure's words hold another figure, its whole: "30 of the | 45 killed"."""
    return draft.counted.part == "definite" and draft.at < other.at < draft.counted.last
