"""Ranges of people as stated: whether two can both hold, whether they tell the same number, and what each says in figures."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.records import Figure


@dataclass(frozen=True, slots=True)
class Range:
    """Bounds of a stated number of people, ends included; None is an open end."""

    low: int | None
    high: int | None

    @property
    def exact(self) -> bool:
        """Whether one number is stated."""
        return self.low is not None and self.low == self.high

    @property
    def point(self) -> int:
        """The number that stands in the text: the bound of an open range, the lower bound of a closed one."""
        bound = self.low if self.low is not None else self.high
        return bound if bound is not None else 0


def range_of(figure: Figure) -> Range:
    """The bounds of a figure as its words give them."""
    return Range(figure.min, figure.max)


def rounding_unit(number: int) -> int:
    """The unit of the last digit that is not zero: 100 for 1,400; 1,000 for 6,000; 1 for 31,184; 1 for 0."""
    unit = 1
    while number and number % (unit * 10) == 0:
        unit *= 10
    return unit


def loosened(figure: Figure) -> Range:
    """Bounds widened by half the rounding unit on either side when the text calls the number approximate ("about 40" → 35 to 45)."""
    stated = range_of(figure)
    if not (figure.approx and stated.exact and stated.low):
        return stated
    return about(stated.low)


def about(number: int) -> Range:
    """A number widened by half its rounding unit on either side: 40 → 35 to 45."""
    half = rounding_unit(number) // 2
    return Range(number - half, number + half)


def can_both_hold(left: Range, right: Range) -> bool:
    """Whether some number lies in both ranges."""
    lows = [bound for bound in (left.low, right.low) if bound is not None]
    highs = [bound for bound in (left.high, right.high) if bound is not None]
    return not lows or not highs or max(lows) <= min(highs)


def is_told_among(number: Range, told: Sequence[Range], whole: Sequence[Range]) -> bool:
    """Whether a number is one of several that somebody tells in one breath, or what they come to.

    "14 in one lane, 22 in another" excludes neither 22 nor 36.

    Args:
        number: what another tells.
        told: all that is told together.
        whole: those of them that are no parts of others.
    """
    if any(same_number(number, one) for one in told):
        return True
    exact = len(whole) > 1 and number.exact and all(one.exact for one in whole)
    return exact and sum(one.point for one in whole) == number.point


def same_number(left: Range, right: Range) -> bool:
    """Whether two ranges tell one number: a shared bound, or closed ranges that overlap ("at least 19" and "19")."""
    if not can_both_hold(left, right):
        return False
    bounds = {bound for bound in (left.low, left.high) if bound is not None}
    shared = bool(bounds & {right.low, right.high})
    closed = None not in (left.low, left.high, right.low, right.high)
    return shared or (closed and can_both_hold(left, right))
