"""Single values in words: dates, ranges, spans of text."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from onrecord.cli.terminal import visible
from onrecord.records import Figure, Reading, Span
from onrecord.records.wording import day_words, range_words, spans_words

NAME_SHOWN = 200
"""Characters of a name that are printed."""
SET_BY_PERSON = "set by a person"


def long_date(day: str | None) -> str:
    """``2023-11-08`` as ``8 November 2023``, with the time where there is one; what is no ISO day as it stands, None as a dash."""
    if day is None:
        return "–"
    try:
        words = day_words(day)
    except ValueError:
        return visible(day)
    return words + (f", {_clock(day)}" if len(day) > 10 else "")


def _clock(moment: str) -> str:
    """The time of an ISO moment as clocks show it: ``16:40 UTC``, ``08:30 UTC+3``; what is no ISO time as it stands."""
    try:
        read = datetime.fromisoformat(moment)
    except ValueError:
        return visible(moment[11:])
    clock = read.strftime("%H:%M:%S" if read.second else "%H:%M")
    offset = read.utcoffset()
    if offset is None:
        return clock
    minutes = round(offset.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    beyond = f"{'-' if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''}" if minutes else ""
    return f"{clock} UTC{beyond}"


def shown_words(text: str, spans: Iterable[Span]) -> str:
    """The words of a role, with nothing in them that acts on a terminal."""
    return visible(spans_words(text, spans))


def shortened(words: str, length: int) -> str:
    """At most ``length`` characters, cut between words, with an ellipsis when cut."""
    if len(words) <= length:
        return words
    cut = words[: length - 1]
    return (cut[: cut.rfind(" ")] if " " in cut[length // 2 :] else cut).rstrip(" ,;:") + "…"


def name_shown(name: str) -> str:
    """The name of somebody, of a place or an outlet as a terminal may show it; of one that would fill the screen its beginning."""
    return shortened(visible(name[: 2 * NAME_SHOWN]) + ("…" if len(name) > 2 * NAME_SHOWN else ""), NAME_SHOWN)


def by_person(one: bool) -> str:
    """What stands behind a record that a person corrected or added."""
    return f" ({SET_BY_PERSON})" if one else ""


def value_range(low: int | None, high: int | None) -> str:
    """``at least 1,400``, ``up to 30``, ``20 to 30``, ``12``, or a dash."""
    return "–" if low is None and high is None else range_words(low, high)


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
        where = f"stated in the text: “{shortened(shown_words(reading.text, [report.published_span]), 30)}”"
    else:
        stated = [d for d in report.dates if d.kind == "published" and d.date[:10] == report.published[:10]]
        where = visible(stated[0].where) if stated else "given with the text"
    return f"{long_date(report.published)} ({where})"


def few_words(names: Sequence[str], some: int = 5) -> str:
    """Names in a line, as a terminal may show them; of more than ``some`` the first, and how many more there are."""
    listed, more = ", ".join(map(visible, names[:some])), len(names) - some
    return f"{listed} and {more:,} more" if more > 0 else listed
