"""What a time expression says, before it is resolved against the report's date."""

from typing import NamedTuple


class CalendarTime(NamedTuple):
    """A date, month or year as written; what is not written is None.

    ``until_day`` and ``until_month`` are the far end of a written range ("7–10 February", "28 April to 3 May").
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    until_day: int | None = None
    until_month: int | None = None
    weekday: int | None = None
    part: str | None = None
    """``early``, ``mid`` or ``late``."""
    which: str | None = None
    """``last``, ``this`` or ``next`` before a month without a year."""
    other_order: tuple[int, int] | None = None
    """(month, day) read the other way round, where a numeric date does not say which order it is in."""


class WeekdayTime(NamedTuple):
    """A weekday, with the word before it and whether a night is meant."""

    weekday: int
    which: str | None = None
    """``last``, ``this``, ``next`` or None."""


class DayShift(NamedTuple):
    """A stretch given by its distance in days from the day of publication, both ends included."""

    first: int
    last: int


class UnitTime(NamedTuple):
    """This, last or next week, weekend, month or year (-1, 0, 1)."""

    unit: str
    shift: int
    so_far: bool = False
    """True for "so far this year", "earlier this month": it ends on the day of publication."""


class Ago(NamedTuple):
    """So many units before (``ago``, ``on``, ``stretch``) or after (``ahead``) the day of publication.

    ``stretch`` is the whole time from then until publication ("in the past two weeks").
    """

    unit: str
    number: int
    direction: str


class Vague(NamedTuple):
    """A time expression that no rule may resolve ("in recent days", "several weeks ago")."""


Stated = CalendarTime | WeekdayTime | DayShift | UnitTime | Ago | Vague


class Expression(NamedTuple):
    """A time expression on a page; token indices, end exclusive."""

    first: int
    last: int
    stated: Stated
