"""Dates as containers and pages state them: read strictly, kept as stated, and impossible ones told apart from unknown forms."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

_ISO = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ](\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d{1,9})?)?\s?(Z|z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?"
)
_MONTHS = {name: number for number, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
)}  # fmt: skip
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_WEEKDAY = r"(?:[a-z]{3,9},?\s+)?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_ANY_CASE = re.IGNORECASE | re.DOTALL
_DAY_FIRST = re.compile(rf"{_WEEKDAY}{_DAY}[\s-]+{_MONTH},?[\s-]+(\d{{4}})\b(.*)", _ANY_CASE)
_MONTH_FIRST = re.compile(rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+(\d{{4}})\b(.*)", _ANY_CASE)
_CLOCK = re.compile(r"[\s,at-]*(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadDate:
    """What became of a stated date: ``read`` with its ISO form, ``impossible`` or of an ``unknown`` form with None."""

    outcome: Literal["read", "impossible", "unknown"]
    iso: str | None = None

    @property
    def day(self) -> str | None:
        """The ISO day, as stated."""
        return self.iso[:10] if self.iso else None

    @property
    def utc_day(self) -> str | None:
        """The ISO day in UTC when an offset is stated, else the day as stated."""
        if self.iso is None or len(self.iso) <= len("2000-01-01T00:00:00"):
            return self.day
        try:
            return datetime.fromisoformat(self.iso).astimezone(UTC).date().isoformat()
        except OverflowError:  # the first or last day of the calendar
            return self.day


UNKNOWN = ReadDate("unknown")
IMPOSSIBLE = ReadDate("impossible")


def read_date(stated: str) -> ReadDate:
    """Read an ISO 8601, RFC 5322 or plainly written English date, with or without a time of day.

    Numeric forms whose order of day and month depends on the country ("11/08/2023") are unknown, not guessed.
    """
    stated = stated.strip()
    if match := _ISO.fullmatch(stated):
        year, month, day, hour, minute, second, zone = match.groups()
        return _checked((year, month, day), (hour, minute, second), zone)
    if match := _DAY_FIRST.fullmatch(stated):
        day, month_name, year, rest = match.groups()
    elif match := _MONTH_FIRST.fullmatch(stated):
        month_name, day, year, rest = match.groups()
    else:
        return UNKNOWN
    clock = _CLOCK.match(rest)
    hour, minute, second, zone = clock.groups() if clock else (None, None, None, None)
    return _checked((year, str(_MONTHS[month_name.lower()]), day), (hour, minute, second), zone)


def _checked(day: tuple[str, str, str], clock: tuple[str | None, str | None, str | None], zone: str | None) -> ReadDate:
    hour, minute, second = clock
    try:
        on = date(int(day[0]), int(day[1]), int(day[2])).isoformat()
        if hour is None or minute is None:
            return ReadDate("read", on)
        text = f"{on}T{int(hour):02}:{minute}:{second or '00'}{_offset(zone)}"
        datetime.fromisoformat(text)
    except ValueError:
        return IMPOSSIBLE
    return ReadDate("read", text)


def _offset(zone: str | None) -> str:
    """An offset in the ISO form with a colon; empty when none is stated."""
    if zone is None:
        return ""
    if zone.upper() in ("Z", "UTC", "GMT"):
        return "+00:00"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return "+00:00" if digits == "0000" else f"{zone[0]}{digits[:2]}:{digits[2:]}"  # -0000 is UTC too (RFC 5322 §3.3)
