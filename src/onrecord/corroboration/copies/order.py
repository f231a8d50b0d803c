"""Which of two reports with the same text is the original."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from onrecord.corroboration.copies.credits import credited, is_credited_itself
from onrecord.records.copying import Report

_NO_DAY = 1 << 22
"""Later than every day that a calendar of four digits has."""
_MINUTES = 1 << 11
"""More than a day has."""


_ONE_IN = 8
"""Reports of which one is counted, for all of them."""


class Place(NamedTuple):
    """The place of a report among those that share a text: the least is the original's."""

    number: int
    """Whether it says that it prints another's report, then its day, then whether a credit names its own outlet, then its time of day:
    one whole number below 2^36."""
    day: int | None
    """The day of publication, from 1 January of the year 1; None where it is not known, or the report is not counted."""
    counts_for: int
    """How many reports it stands for where it is counted who has a passage: eight or none, by chance of its own words."""
    credited: str | None
    """The body whose report it says that it prints."""


@lru_cache(maxsize=512)  # of a report that is compared with several
def place_of(report: Report) -> Place:
    """The place of a report.

    A report that prints another's, as its credits say, comes behind every one that does not. Then the earlier day comes first, within a
    day one whose dateline or byline names its own outlet, then the earlier time. Reports that are alike in all of this stand in the
    order in which they were read.
    """
    name = credited(report.text, report.outlet)
    day, minute = _moment(report.published)
    own = not is_credited_itself(report.text, report.outlet)
    number = ((int(name is not None) * 2 * _NO_DAY + (_NO_DAY if day is None else day)) * 2 + own) * _MINUTES + minute
    is_counted = _drawn(report)
    return Place(number, day if is_counted else None, _ONE_IN if is_counted else 0, name)


def day_of(number: int) -> int | None:
    """The day of publication that the number of a place has in it, counted as ``Place.day`` is."""
    day = number // (2 * _MINUTES) % (2 * _NO_DAY)
    return None if day >= _NO_DAY else day


def _drawn(report: Report) -> bool:
    told = "\n".join((report.outlet or "", report.page or "", report.published or "", report.text))
    return crc32(told.encode("utf-8", "surrogatepass")) % _ONE_IN == 0


def is_before(report: Report, other: Report) -> bool:
    """Whether the first of two reports that share a text is the original."""
    return _key(report) < _key(other)


def _key(report: Report) -> tuple[int, bool, int, str]:
    return place_of(report).number, report.read is None, report.read or 0, report.id


def is_one_publication(report: Report, other: Report) -> bool:
    """Whether two reports are versions of one page, or of one outlet: neither copies the other."""
    if report.page is not None and report.page == other.page:
        return True
    if report.outlet is not None and other.outlet is not None:
        return report.outlet.casefold().split() == other.outlet.casefold().split()
    hosts = (_host(report), _host(other))
    return hosts[0] is not None and hosts[0] == hosts[1]


def _host(report: Report) -> str | None:
    return report.page.partition("/")[0].casefold() if report.page else None


def _moment(published: str | None) -> tuple[int | None, int]:
    """The day, and the minute of it: the last where no time is stated."""
    if published is None:
        return None, _MINUTES - 1
    try:
        day = date.fromisoformat(published[:10]).toordinal()
    except ValueError:
        return None, _MINUTES - 1
    hour, minute = published[11:13], published[14:16]
    is_timed = published[10:11] in ("T", " ") and hour.isdecimal() and minute.isdecimal()
    return day, int(hour) * 60 + int(minute) if is_timed else _MINUTES - 1
