"""Days as reports and figures are dated: ISO days, ``YYYY-MM-DD``."""

import datetime
from functools import lru_cache


def days_between(first: str, last: str) -> int:
    """How many days the second day comes after the first; below 0 where it comes before.

    Raises:
        ValueError: one is no ISO day.
    """
    return _number_of(last) - _number_of(first)


def period_of(day: str, days: int) -> int:
    """Which stretch of so many days an ISO day is in, or a moment that begins with one; they are counted from the year 1.

    Raises:
        ValueError: it does not begin with an ISO day.
    """
    return _number_of(day[:10]) // days


@lru_cache(maxsize=1 << 14)
def _number_of(day: str) -> int:
    """Days are set beside each other pair by pair, far more often than there are any."""
    return datetime.date.fromisoformat(day).toordinal()
