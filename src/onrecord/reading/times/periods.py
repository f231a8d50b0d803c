"""Days and periods of days: the arithmetic behind every resolved time."""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple


class Period(NamedTuple):
    """The days a time expression can mean, both ends included."""

    start: date
    end: date


def day(year: int, month: int, number: int) -> Period | None:
    """One day; None when the calendar has no such day (31 February) or Python has no such year."""
    try:
        found = date(year, month, number)
    except ValueError:
        return None
    return Period(found, found)


def month(year: int, number: int, part: str | None = None) -> Period | None:
    """A calendar month, or the ``early``, ``mid`` or ``late`` third of it."""
    if not 1 <= year <= 9999 or not 1 <= number <= 12:
        return None
    last = monthrange(year, number)[1]
    first, final = {"early": (1, 10), "mid": (11, 20), "late": (21, last)}.get(part or "", (1, last))
    return Period(date(year, number, first), date(year, number, final))


def year(number: int, part: str | None = None) -> Period | None:
    """A calendar year, or the ``early``, ``mid`` or ``late`` third of it."""
    if not 1 <= number <= 9999:
        return None
    first, last = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}.get(part or "", (1, 12))
    return Period(date(number, first, 1), date(number, last, monthrange(number, last)[1]))


def shifted(start: date, days: int) -> date | None:
    """A day so many days later (earlier when negative); None outside the calendar."""
    try:
        return start + timedelta(days=days)
    except OverflowError:
        return None


def months_before(start: date, months: int) -> date | None:
    """The same day of the month so many months earlier, or that month's last day; None outside the calendar."""
    index = start.year * 12 + start.month - 1 - months
    if not 12 <= index < 120000:
        return None
    in_year, in_month = index // 12, index % 12 + 1
    return date(in_year, in_month, min(start.day, monthrange(in_year, in_month)[1]))


def week_of(found: date) -> Period:
    """The calendar week, Monday to Sunday, that holds a day."""
    monday = shifted(found, -found.weekday()) or found
    return Period(monday, shifted(monday, 6) or found)


def weekday_at_or_before(published: date, weekday: int) -> date:
    """The latest such weekday that is not after the day of publication: the news convention for "on Thursday"."""
    return shifted(published, -((published.weekday() - weekday) % 7)) or published


def weekday_after(published: date, weekday: int) -> date:
    """The first such weekday after the day of publication."""
    return shifted(published, (weekday - published.weekday() - 1) % 7 + 1) or published
