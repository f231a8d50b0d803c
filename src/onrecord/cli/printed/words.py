"""Single values in words: dates, ranges, spans of text."""

from collections.abc import Iterable
from datetime import date

from onrecord.cli.terminal import visible
from onrecord.records import Figure, Reading, Span

_MONTHS = (
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


def long_date(day: str | None) -> str:
    """``2023-11-08`` as ``8 November 2023``; what is no ISO day is given as it stands, None as a dash."""
    if day is None:
        return "–"
    try:
        parsed = date.fromisoformat(day[:10])
    except ValueError:
        return visible(day)
    return f"{parsed.day} {_MONTHS[parsed.month - 1]} {parsed.year}" + (f", {visible(day[11:])}" if len(day) > 10 else "")


def spans_words(text: str, spans: Iterable[Span]) -> str:
    """The words of a role; an ellipsis where something interrupts it."""
    return " … ".join(visible(text[start:end]) for start, end in spans)


def shortened(words: str, length: int) -> str:
    """At most ``length`` characters, cut between words, with an ellipsis when cut."""
    if len(words) <= length:
        return words
    cut = words[: length - 1]
    return (cut[: cut.rfind(" ")] if " " in cut[length // 2 :] else cut).rstrip(" ,;:") + "…"


def value_range(low: int | None, high: int | None) -> str:
    """``1,400 or more``, ``up to 30``, ``20 to 30``, ``12``, or a dash."""
    if low is None and high is None:
        return "–"
    if high is None:
        return f"{low:,} or more"
    if low is None:
        return f"up to {high:,}"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def figure_value(figure: Figure) -> str:
    """The number as stated, with the range it was read as when the words alone do not say it."""
    stated = visible(figure.phrase)
    if any(character.isdigit() for character in stated):
        return stated
    return f"{stated} ({value_range(figure.min, figure.max)})"


def published_words(reading: Reading) -> str:
    """The day of publication and where it came from."""
    report = reading.report
    if report.published is None:
        return "not stated"
    if report.published_span:
        where = f"stated in the text: “{shortened(spans_words(reading.text, [report.published_span]), 30)}”"
    else:
        stated = [d for d in report.dates if d.kind == "published" and d.date[:10] == report.published[:10]]
        where = visible(stated[0].where) if stated else "given with the text"
    return f"{long_date(report.published)} ({where})"
