"""Days as reports and figures are dated: ISO days, ``YYYY-MM-DD``."""

import datetime


def days_between(first: str, last: str) -> int:
    """How many days the second day comes after the first; below 0 where it comes before.

    Raises:
        ValueError: one is no ISO day.
    """
    return (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days
