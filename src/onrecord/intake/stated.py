"""What a container states about a report – dates, address, language – read as strictly as what a page states."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from onrecord.intake.characters import clean_line
from onrecord.intake.dates import read_date
from onrecord.intake.page_details import is_web_address
from onrecord.records import Issue, StatedDate

_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_].*)?")
_SHOWN = 60  # characters of a faulty value in a message
_LONGEST = 1_000  # characters of a title or a name; what is longer is no such thing


def stated_dates(given: Iterable[tuple[str | None, str, str]], where: str) -> tuple[tuple[StatedDate, ...], tuple[Issue, ...]]:
    """Every date once, in order, and an issue for each that cannot be one.

    Args:
        given: value, kind (``published``, ``modified``, ``created``) and the place in the container that states it.
        where: file and place, for issues.
    """
    dates: list[StatedDate] = []
    issues: list[Issue] = []
    for value, kind, place in given:
        if value is None or not value.strip():
            continue
        read = read_date(value)
        if read.iso is not None:
            dates.append(StatedDate(date=read.iso, kind=kind, where=place))
            continue
        impossible = read.outcome == "impossible"
        reason = "is no date that exists" if impossible else "is of no form we know"
        message = f"{place} states the date {shown(value)}, which {reason}; it was left out."
        issues.append(remark("date.impossible" if impossible else "date.unknown", where, message))
    return tuple(dict.fromkeys(dates)), tuple(dict.fromkeys(issues))


def dates_that_differ(values: Iterable[str], what: str, where: str) -> tuple[Issue, ...]:
    """The issue where one thing is dated twice, and differently. Two spellings of the same moment do not differ.

    Args:
        values: the dates as they are stated; what is none is told by ``stated_dates``.
        what: what states them, as in "The message has 2 headers Date".
        where: file and place, for issues.
    """
    read = {_moment(iso): iso for value in values if (iso := read_date(value).iso) is not None}
    if len(read) < 2:
        return ()
    one, other, *_ = read.values()
    return (remark("date.conflict", where, f"{what} that differ: {one} and {other}; both are kept."),)


def _moment(iso: str) -> str:
    """A date with its time and zone as the moment in UTC; anything less as it stands."""
    try:
        return datetime.fromisoformat(iso).astimezone(UTC).isoformat() if len(iso) > len("2000-01-01T00:00:00") else iso
    except OverflowError:  # the first or last day of the calendar
        return iso


def web_address(value: str | None, where: str, what: str) -> tuple[str | None, tuple[Issue, ...]]:
    """A full http or https address; any other is left out and said, so that no view ever offers a link that runs something."""
    address = clean_line(value)
    if address is None or is_web_address(address):
        return address, ()
    message = f"{what} {shown(address)}, is no full http or https address; it was left out."
    return None, (remark("url.scheme", where, message),)


def language_code(value: str | None) -> str | None:
    """The ISO 639-1 code of a language tag, else None."""
    match = _LANGUAGE.fullmatch(value.strip()) if value else None
    return match.group(1).lower() if match else None


def name_line(value: str | None) -> str | None:
    """A title or name on one line; None where there is none, or where it is too long to be one."""
    line = clean_line(value)
    return line if line is not None and len(line) <= _LONGEST else None


def shown(text: str) -> str:
    """A value of unknown length, cut and quoted for a message."""
    return repr(text if len(text) <= _SHOWN else text[:_SHOWN] + "…")


def remark(code: str, where: str, message: str) -> Issue:
    """An issue about something that was read all the same."""
    return Issue(code=code, outcome="recorded", where=where, message=message)


def unread(code: str, where: str, message: str) -> Issue:
    """An issue about something whose bytes are kept and that is not read further."""
    return Issue(code=code, outcome="quarantined", where=where, message=message)
