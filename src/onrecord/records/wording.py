"""Values in words, the same in every sentence and table: days, ranges of people, the words of spans."""

import datetime
from collections.abc import Iterable

from onrecord.records.base import Span

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day_words(day: str) -> str:
    """An ISO day, with or without a time, as it is read: "2023-11-08" → "8 November 2023".

    Raises:
        ValueError: when it is no ISO day.
    """
    date = datetime.date.fromisoformat(day[:10])
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def range_words(low: int | None, high: int | None, *, approx: bool = False) -> str:
    """A range of people, ends included, None an open end: "1,400", "about 40", "at least 31", "up to 30", "20 to 30"."""
    if low is None and high is None:
        return "a number not stated"
    if low is None:
        return f"up to {high:,}"
    if high is None:
        return f"at least {low:,}"
    if low == high:
        return f"about {low:,}" if approx else f"{low:,}"
    return f"{low:,} to {high:,}"


def spans_words(text: str, spans: Iterable[Span]) -> str:
    """The words of a role; an ellipsis where something interrupts it, so that a quotation never joins what stands apart."""
    return " … ".join(text[start:end] for start, end in spans)


def counted(count: int, what: str, *, many: str = "", width: int = 0) -> str:
    """``1 figure``, ``2 figures``, with ``many`` ``2 entries``; with a width the number is set right and the word filled up, for lists."""
    return f"{count:{width or ''},} {what if count == 1 else many or f'{what}s'}".ljust(width + len(what) + 2 if width else 0)


def counted_records(records: int, notes: int) -> str:
    """``3 records``; how many of them are notes of people is told, since these are what somebody looks for: ``2 notes``,
    ``5 records (2 of them notes)``."""
    if not notes or records == notes:
        return counted(records, "note" if notes else "record")
    return f"{counted(records, 'record')} ({'1 of them a note' if notes == 1 else f'{notes:,} of them notes'})"
