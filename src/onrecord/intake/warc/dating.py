"""When an answer was given: what the server states, held against the date that the archive has. None is preferred; both are kept."""

from collections.abc import Callable, Iterator
from datetime import date

from onrecord.intake.dates import read_date
from onrecord.intake.stated import remark, shown
from onrecord.records import Issue

_DAYS_APART = 1
"""Days by which two dates may differ for the zone of time alone."""


def dating(http: Callable[[str], str | None], captured: str | None, where: str) -> Iterator[Issue]:
    """Remarks on the dates of a record that cannot be, or that contradict each other.

    Args:
        http: what the header of HTTP states, by name.
        captured: the record's own date (WARC-Date), where that can be read.
        where: file and record, for the issues.
    """
    days = {}
    for header in ("Date", "Last-Modified"):
        stated = http(header)
        if not stated or not stated.strip():
            continue
        read = read_date(stated)
        if read.utc_day is not None:
            days[header] = date.fromisoformat(read.utc_day)
        elif read.outcome == "impossible":
            yield remark(
                "date.impossible", where, f"The server stated the date {shown(stated)} (HTTP {header}), which is no date that exists."
            )
    if captured is None or (own := read_date(captured).utc_day) is None:
        return
    archived = date.fromisoformat(own)
    given, changed = days.get("Date"), days.get("Last-Modified")
    if given is not None and abs((given - archived).days) > _DAYS_APART:
        message = f"The archive dates this record {archived} (WARC-Date), the server dated its answer {given} (HTTP Date); both are kept."
        yield remark("date.conflict", where, message)
    if changed is not None and (changed - archived).days > _DAYS_APART:
        message = (
            f"The server says that it was changed on {changed} (HTTP Last-Modified), after it was archived on {archived}; both are kept."
        )
        yield remark("date.conflict", where, message)
