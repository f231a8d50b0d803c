"""Days as reports and figures are dated: ISO days, ``YYYY-MM-DD``."""

import datetime


def days_between(first: str, last: str) -> int:
    """How many days the second day comes after the first; below 0 where it comes before.

    Raises:
        ValueError: one is no ISO day.
    """
    return (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days


def period_of(day: str, days: int) -> int:
    """Which stretch of so many days an ISO day is in, or a moment that begins with one; they are counted from the year 1.

    Raises:
        ValueError: it does not begin with an ISO day.
    """
    return datetime.date.fromisoformat(day[:10]).toordinal() // days
