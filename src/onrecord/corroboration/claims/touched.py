"""What some reports, new ones, have a part in: their claims and matters, and the claims that findings set beside these."""

from collections.abc import Collection
from typing import NamedTuple

from onrecord.corroboration.claims.beside import Beside, Claim
from onrecord.corroboration.claims.items import Item
from onrecord.corroboration.claims.voices import SourceBook
from onrecord.corroboration.groups import one_place


class Touched(NamedTuple):
    """What some reports have a part in."""

    own: tuple[Item, ...]
    """The items of the claims that they tell, and of the other claims of one matter with those. A finding across reports that rests on one
    of these may be another than before the reports came; every other one is as it was."""
    beside: tuple[Item, ...]
    """The items of claims that a finding may set beside these: other numbers of about one event, and totals of other days."""


def touched(beside: Beside, readings: Collection[str]) -> Touched:
    """What some reports have a part in, as far as these are set beside others.

    Where a report that would tell one of these claims is not among the others, it is to be fetched by the keys of the items that are given
    (``claims.keys``), and asked again.

    Args:
        beside: reports.
        readings: content ids of those among them that are new.
    """
    figures, new = beside.figure_claims, frozenset(readings)
    numbered = {id(claim): at for at, claim in enumerate(figures)}
    mine = {at for at, claim in enumerate(figures) if not new.isdisjoint(claim.reports)}
    matters = [{numbered[id(claim)] for claim in matter} for matter in beside.matters]
    own = mine.union(*(held for held in matters if held & mine))
    near: set[int] = set()
    for one, other in beside.claims_of_one_matter():
        pair = {numbered[id(one)], numbered[id(other)]}
        if pair & own:
            near |= pair
    totals = [at for at, claim in enumerate(figures) if _is_total(claim)]
    near |= {at for at in totals if any(_comparable(beside.book, figures[at], figures[one]) for one in totals if one in mine)}
    statements = [claim for claim in beside.statement_claims if not new.isdisjoint(claim.reports)]
    return Touched(
        tuple(item for claim in (*(figures[at] for at in sorted(own)), *statements) for item in claim.items),
        tuple(item for at in sorted(near - own) for item in figures[at].items),
    )


def _is_total(claim: Claim) -> bool:
    return claim.items[0].told.running


def _comparable(book: SourceBook, one: Claim, other: Claim) -> bool:
    """Whether totals may be those of one source at two times."""
    if one.measure != other.measure or not one_place(one.place, other.place):
        return False
    speakers = [{traced.speaker for traced in claim.traced if traced.speaker is not None} for claim in (one, other)]
    return any(mine == its or book.same(mine, its, surely=True) for mine in speakers[0] for its in speakers[1])
