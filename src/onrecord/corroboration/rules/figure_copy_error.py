"""figure-copy-error: one count told with a different number of digits, or with two digits exchanged."""

from collections.abc import Iterator

from onrecord.corroboration.context import Context
from onrecord.corroboration.groups import comparable
from onrecord.corroboration.numbers import range_of
from onrecord.corroboration.pairs import pairs
from onrecord.corroboration.phrasing import figure_words, sentence_case
from onrecord.records import Figure, Finding

_FEWEST_TELLING_DIGITS = 2
"""140 and 1,400 share two telling digits; 3 and 30, which share one, are an ordinary contradiction."""


def find(context: Context) -> Iterator[Finding]:
    """Notice the same digits with a zero more or less (1,400 and 140), or with two neighbours exchanged (1,418 and 1,481).

    Rests on: two figures of the same measure and place, one of which retells the other: a headline and its text, the report's own
    voice and a source, or two sentences of one source or side. Counts of different sides are contradicting-figures.
    Does not say: which of the two is the slip.
    Score: 1.0 between headline and text, 0.7 elsewhere.
    """
    figures = [figure for figure in context.reading.figures if not figure.subset_of and not figure.superseded]
    for one, other in pairs(figures, _digits):
        if not is_copy_error(context, one, other):
            continue
        small, large = sorted((one, other), key=lambda figure: range_of(figure).point)
        yield Finding(
            rule="figure-copy-error",
            records=(one.id, other.id),
            sentence=sentence_case(
                f"{figure_words(one)} and {figure_words(other)} have the same digits"
                f"{', one with more zeros' if _is_power(small, large) else ', two of them exchanged'}; "
                f"one may be a slip in copying, and either may be wrong."
            ),
            score=1.0 if context.in_title(one) != context.in_title(other) else 0.7,
            detail={"smaller": range_of(small).point, "larger": range_of(large).point},
        )


def is_copy_error(context: Context, one: Figure, other: Figure) -> bool:
    """Whether two figures look like one count with a slip of digits."""
    if one.measure != other.measure or one.scope != other.scope or not comparable(one.group, other.group):
        return False
    small, large = sorted((one, other), key=lambda figure: range_of(figure).point)
    if not (_is_power(small, large) or _is_exchange(small, large)):
        return False
    if one.place and other.place and not context.same_event(one, other):
        return False
    return _retold(context, one, other)


def _digits(figure: Figure) -> tuple[str, str]:
    """What two figures with a slip between them share: the digits before the last zeros, or the digits in any order."""
    number = str(range_of(figure).point)
    return number.rstrip("0"), "any order: " + "".join(sorted(number))


def _retold(context: Context, one: Figure, other: Figure) -> bool:
    if context.in_title(one) != context.in_title(other) or not one.source or not other.source:
        return True
    mine, its = context.figure_side(one), context.figure_side(other)
    return context.same_voice(one, other) or (mine is not None and its is not None and mine.party == its.party)


def _is_power(small: Figure, large: Figure) -> bool:
    low, high = range_of(small).point, range_of(large).point
    if low <= 0 or len(str(low).rstrip("0")) < _FEWEST_TELLING_DIGITS:
        return False
    return any(high == low * factor for factor in (10, 100, 1000))


def _is_exchange(small: Figure, large: Figure) -> bool:
    low, high = str(range_of(small).point), str(range_of(large).point)
    if len(low) != len(high) or len(low) <= _FEWEST_TELLING_DIGITS + 1 or low == high:
        return False
    differing = [position for position, (one, two) in enumerate(zip(low, high, strict=True)) if one != two]
    neighbours = len(differing) == 2 and differing[1] == differing[0] + 1
    return neighbours and low[differing[0]] == high[differing[1]] and low[differing[1]] == high[differing[0]]
