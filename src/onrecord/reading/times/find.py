"""Every time expression of a page, in text order, with the days that it can mean."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from onrecord.reading.page import Page
from onrecord.reading.times.dates import date_at, day_first_in
from onrecord.reading.times.periods import Period, shifted
from onrecord.reading.times.relative import TRIGGERS, relative_at
from onrecord.reading.times.resolve import resolve
from onrecord.reading.times.stated import Ago, CalendarTime, Expression, Stated
from onrecord.reading.times.words import COUNTS, MONTHS, ORDINALS, VAGUE_COUNTS, WEEKDAYS
from onrecord.records import TimeExpression

_STARTS = frozenset(MONTHS) | frozenset(WEEKDAYS) | frozenset(ORDINALS) | TRIGGERS | frozenset(COUNTS) | VAGUE_COUNTS
_LOOKING_AHEAD = frozenset({"will", "shall", "'ll", "wo", "would"})
_PLANS = frozenset(
    "expect plan schedule due set intend aim agree promise vow pledge want hope call urge order ask threaten decide slate propose".split()
)
_BOUNDS = frozenset({"since", "until", "till", "from", "by", "between"})
_BEFORE_ENDS = frozenset({"by", "until", "till", "before"})


def expressions(page: Page) -> tuple[Expression, ...]:
    """Time expressions of a page in text order, as written; they do not overlap."""
    found: list[Expression] = []
    for first, last in page.sentences:
        index = first
        while index < last:
            expression = _at(page, index, last)
            if expression is None or (found and expression.first < found[-1].last):
                index += 1
            else:
                found.append(expression)
                index = max(expression.last, index + 1)
    return _ordered(page, found)


def _ordered(page: Page, found: list[Expression]) -> tuple[Expression, ...]:
    """Numeric dates of unknown order, put in the order that the page's other numeric dates show."""
    if not any(isinstance(e.stated, CalendarTime) and e.stated.other_order for e in found):
        return tuple(found)
    day_first = day_first_in(page.tokens)
    if day_first is None:
        return tuple(found)
    return tuple(e._replace(stated=_in_order(e.stated, day_first=day_first)) for e in found)


def _in_order(stated: Stated, *, day_first: bool) -> Stated:
    if not isinstance(stated, CalendarTime) or stated.other_order is None:
        return stated
    month, day = (stated.month, stated.day) if day_first else stated.other_order
    return stated._replace(month=month, day=day, other_order=None)


def _at(page: Page, index: int, last: int) -> Expression | None:
    lower = page.tokens[index].lower
    if lower not in _STARTS and not lower[0].isdecimal() and not lower.startswith("mid-"):
        return None
    return date_at(page.tokens, index, last) or relative_at(page.tokens, index, last)


def find_times(page: Page, published: str | None, written: Sequence[Expression] | None = None) -> tuple[TimeExpression, ...]:
    """Time expressions in text order.

    Args:
        page: the text.
        published: the ISO day relative ones are resolved against.
        written: the page's ``expressions``, where they are known already.

    An expression that cannot be resolved (vague, impossible, of unknown order, or relative to a day that is not known) is
    given without days.
    """
    base = date.fromisoformat(published[:10]) if published else None
    found: list[TimeExpression] = []
    told: _Told | None = None
    for expression in expressions(page) if written is None else written:
        if told is not None and page.paragraph_numbers[expression.first] > told.paragraph + 1:
            told = None
        period = _resolved(page, expression, base, told)
        if period is not None and not _is_bound(page, expression):
            told = _Told(period, page.paragraph_numbers[expression.first])
        start, end = (period.start.isoformat(), period.end.isoformat()) if period else (None, None)
        found.append(TimeExpression(span=page.span(expression.first, expression.last), start=start, end=end))
    return tuple(found)


class _Told(NamedTuple):
    """The time on which something was last told, with its paragraph."""

    period: Period
    paragraph: int


def _is_bound(page: Page, expression: Expression) -> bool:
    """ "Since 3 May", "until Friday": only the end of a count, not the day of what is told."""
    return expression.first > 0 and page.tokens[expression.first - 1].lower in _BOUNDS


def _resolved(page: Page, expression: Expression, base: date | None, told: _Told | None) -> Period | None:
    stated = expression.stated
    if isinstance(stated, Ago) and stated.direction in ("before", "later"):
        return _from_told(stated, told, base)
    ahead = looks_ahead(page, expression)
    if isinstance(stated, Ago) and stated.direction == "in":
        stated = stated._replace(direction="ahead" if ahead else "stretch")
    if (
        isinstance(stated, CalendarTime)
        and stated.part is None
        and stated.which is None
        and page.tokens[expression.first - 1].lower == "since"
    ):
        ahead = False
    return resolve(stated, base, ahead=ahead)


def _from_told(stated: Ago, told: _Told | None, base: date | None) -> Period | None:
    """ "Two days earlier", "the day after": counted from the day just told, else (back only) from the report's own."""
    days = {"day": 1, "night": 1, "week": 7}.get(stated.unit)
    if days is None:
        return None
    if told is not None:
        if told.period.start != told.period.end:
            return None
        start = told.period.start
    elif base is not None and stated.direction == "before":
        start = base
    else:
        return None
    found = shifted(start, (-1 if stated.direction == "before" else 1) * days * stated.number)
    return Period(found, found) if found else None


def looks_ahead(page: Page, expression: Expression) -> bool:
    """Whether the clause that holds a time speaks of what is to come ("will meet on Monday", "expected to end by May")."""
    first, last = page.sentence_of(expression.first)
    if expression.first > first and page.tokens[expression.first - 1].lower == "since":
        return False
    number = _verb_before(page, first, expression.first)
    if number is None:
        number = _verb_after(page, expression.last, last)
    if number is None:
        return False
    group = page.verb_groups[number]
    words = {token.lower for token in page.tokens[group.first : group.last]}
    if "have" in words:
        return False
    if group.modal in _LOOKING_AHEAD or (
        group.modal in ("may", "could", "can", "should", "must") and _ends_before(page, expression, first)
    ):
        return True
    if not group.infinitive or number == 0:
        return False
    governor = page.verb_groups[number - 1]
    near = {token.lower for token in page.tokens[max(first, group.first - 2) : group.first]}
    return (governor.first >= first and governor.lemma in _PLANS) or bool(near & {"due", "set", "scheduled"})


def _ends_before(page: Page, expression: Expression, first: int) -> bool:
    return expression.first > first and page.tokens[expression.first - 1].lower in _BEFORE_ENDS


def _verb_before(page: Page, first: int, index: int) -> int | None:
    """Number of the last verb group that begins between two tokens."""
    number = bisect_left(page.verb_groups, index, key=lambda group: group.first) - 1
    return number if number >= 0 and page.verb_groups[number].first >= first else None


def _verb_after(page: Page, index: int, last: int) -> int | None:
    """Number of the first verb group that begins between two tokens."""
    number = bisect_left(page.verb_groups, index, key=lambda group: group.first)
    return number if number < len(page.verb_groups) and page.verb_groups[number].first < last else None
