"""From what is written to days of the calendar, the report's own day being the one known point.

Conventions of news English: a bare weekday is the latest one that is not after publication; a day and month without a year
is the nearest such day that lies in the past, or a little ahead of publication; a month without a year is the latest one.
Where the sentence looks ahead ("will open on Monday") the next one is meant. An impossible date is never resolved.
"""

from datetime import date

from onrecord.reading.times import periods
from onrecord.reading.times.periods import Period
from onrecord.reading.times.stated import Ago, CalendarTime, DayShift, Stated, UnitTime, Vague, WeekdayTime

AHEAD_DAYS = 45
"""A date without a year that lies at most this far ahead of publication is in the same year: nobody writes of it eleven months later."""
_DAYS = {"day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14}
_MONTHS = {"month": 1, "year": 12, "decade": 120}


def resolve(stated: Stated, published: date | None, *, ahead: bool = False) -> Period | None:
    """The days that an expression can mean, None when it cannot be known.

    Args:
        stated: what is written.
        published: the report's day; None resolves full dates only.
        ahead: whether the sentence speaks of what is to come.
    """
    if isinstance(stated, CalendarTime):
        return _calendar(stated, published, ahead)
    if published is None or isinstance(stated, Vague):
        return None
    if isinstance(stated, WeekdayTime):
        return _weekday(stated, published, ahead)
    if isinstance(stated, DayShift):
        return _period(periods.shifted(published, stated.first), periods.shifted(published, stated.last))
    if isinstance(stated, UnitTime):
        return _unit(stated, published)
    return _ago(stated, published)


def _period(start: date | None, end: date | None) -> Period | None:
    return Period(start, end) if start and end and start <= end else None


def _weekday(stated: WeekdayTime, published: date, ahead: bool) -> Period:
    if stated.which == "next" or (ahead and stated.which != "last"):
        found = periods.weekday_after(published, stated.weekday)
    else:
        found = periods.weekday_at_or_before(published, stated.weekday)
        if stated.which == "last" and found == published:
            found = periods.shifted(published, -7) or published
    return Period(found, found)


def _calendar(stated: CalendarTime, published: date | None, ahead: bool) -> Period | None:
    if stated.other_order and stated.year is not None:
        return _of_two_orders(stated, published)
    if stated.year is not None:
        return _in_year(stated, stated.year)
    if published is None or stated.month is None:
        return _day_of_month(stated, published) if published else None
    if stated.which is None and stated.day is not None:
        return _nearest(stated, published, ahead)
    return _month_without_year(stated, published, ahead)


def _in_year(stated: CalendarTime, year: int) -> Period | None:
    if stated.month is None:
        return periods.year(year, stated.part)
    if stated.day is None:
        found = periods.month(year, stated.month, stated.part)
        if found and stated.until_month:
            far = periods.month(year + (stated.until_month < stated.month), stated.until_month)
            return _period(found.start, far.end) if far else None
        return found
    found = periods.day(year, stated.month, stated.day)
    if found is None or stated.until_day is None:
        return found
    far_month = stated.until_month or stated.month
    # the year stands behind the far end of a range: "28 December to 3 January 2024"
    if far_month < stated.month:
        found = periods.day(year - 1, stated.month, stated.day)
    far = periods.day(year, far_month, stated.until_day)
    return _period(found.start, far.end) if found and far else None


def _of_two_orders(stated: CalendarTime, published: date | None) -> Period | None:
    """A numeric date of unknown order is resolved only where publication leaves one reading possible."""
    year, (month, day) = stated.year or 0, stated.other_order or (0, 0)
    readings = {found for found in (periods.day(year, stated.month or 0, stated.day or 0), periods.day(year, month, day)) if found}
    if published is not None and len(readings) > 1:
        readings = {found for found in readings if found.start <= published}
    return readings.pop() if len(readings) == 1 else None


def _day_of_month(stated: CalendarTime, published: date) -> Period | None:
    """ "On the 12th": the latest twelfth that is not after publication."""
    if stated.day is None:
        return None
    for back in range(13):
        start = periods.months_before(published.replace(day=1), back)
        found = start and periods.day(start.year, start.month, stated.day)
        if found and found.start <= published:
            return found
    return None


def _nearest(stated: CalendarTime, published: date, ahead: bool) -> Period | None:
    candidates = [found for year in (published.year - 1, published.year, published.year + 1) if (found := _in_year(stated, year))]
    if stated.weekday is not None:  # "Monday, September 5" names its own year
        fitting = [found for found in candidates if found.start.weekday() == stated.weekday]
        candidates = fitting or candidates
    past = [found for found in candidates if found.start <= published]
    future = [found for found in candidates if found.start > published]
    if future and (not past or ahead or (future[0].start - published).days <= AHEAD_DAYS):
        return future[0]
    return past[-1] if past else None


def _month_without_year(stated: CalendarTime, published: date, ahead: bool) -> Period | None:
    month = stated.month or 0
    year = published.year
    if stated.which == "next" or (ahead and stated.which is None):
        year += month < published.month or (stated.which == "next" and month == published.month)
    elif stated.which == "last":
        year -= month >= published.month
    elif stated.which is None:
        year -= month > published.month
    return _in_year(stated, year)


def _unit(stated: UnitTime, published: date) -> Period | None:
    found: Period | None
    if stated.unit in ("week", "weekend"):
        base = periods.shifted(published, 7 * stated.shift)
        found = periods.week_of(base) if base else None
        if found and stated.unit == "weekend":
            found = _weekend(published, stated.shift)
    elif stated.unit == "month":
        start = periods.months_before(published.replace(day=1), -stated.shift)
        found = periods.month(start.year, start.month) if start else None
    elif stated.unit == "year":
        found = periods.year(published.year + stated.shift)
    else:
        return None
    return _period(found.start, min(found.end, published)) if found and stated.so_far else found


def _weekend(published: date, shift: int) -> Period | None:
    """Saturday and Sunday: the latest that has begun (0, -1 from inside a week), or the next (1)."""
    saturday = periods.weekday_after(published, 5) if shift > 0 else periods.weekday_at_or_before(published, 5)
    if shift < 0 and published.weekday() >= 5:
        saturday = periods.shifted(saturday, -7) or saturday
    return _period(saturday, periods.shifted(saturday, 1))


def _ago(stated: Ago, published: date) -> Period | None:
    sign = -1 if stated.direction == "ahead" else 1
    if stated.unit in ("hour", "minute"):
        days = -(-stated.number // 24) if stated.unit == "hour" else 0
        start = periods.shifted(published, -sign * days)
    elif stated.unit in _DAYS:
        start = periods.shifted(published, -sign * stated.number * _DAYS[stated.unit])
    else:
        start = periods.months_before(published, sign * stated.number * _MONTHS[stated.unit])
    if start is None:
        return None
    if stated.direction == "stretch":
        return _period(start, published)
    if stated.direction == "ahead":
        return _period(start, start)
    if stated.direction == "ago" and stated.unit == "month":
        return periods.month(start.year, start.month)
    if stated.direction == "ago" and stated.unit in ("year", "decade"):
        return periods.year(start.year)
    if stated.unit == "hour":  # "36 hours ago" may be either of two days
        return _period(start, periods.shifted(start, 1 if stated.number % 24 else 0))
    return _period(start, start)
