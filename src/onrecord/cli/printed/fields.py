"""A single record, field by field, and a reference series in short."""

from typing import Any

import msgspec
from rich.console import Console
from rich.text import Text

from onrecord.cli.printed.layout import print_broken
from onrecord.cli.printed.words import long_date, shown_words
from onrecord.cli.terminal import visible
from onrecord.records import Record, ReferenceSeries
from onrecord.records.wording import counted

_LABEL = 18
"""Columns of the field names."""


def print_fields(record: Record, text: str, console: Console) -> None:
    """Each field that says something; spans with the words of the text they stand in."""
    for name in record.__struct_fields__:
        value = getattr(record, name)
        if value is None or value is False or value in ((), "", {}):
            continue
        for number, line in enumerate(_lines(value, text)):
            _print_value(console, "" if number else name.replace("_", " "), line)


def _print_value(console: Console, label: str, value: str) -> None:
    """A value beside its label; lines that follow are indented as far."""
    for number, line in enumerate(Text(value).wrap(console, console.width - _LABEL)):
        line.rstrip()
        console.print(Text((label if not number else "").ljust(_LABEL), style="dim").append_text(line), soft_wrap=True)


def value_words(value: Any, text: str) -> list[str]:
    """A value of a field in words, spans with those of the text that they stand in; nothing for none."""
    return [] if value is None or value in ((), "", {}) else _lines(value, text)


def _lines(value: Any, text: str) -> list[str]:
    """What stands beside a field's name, one line a value."""
    if isinstance(value, tuple) and value and all(_is_span(part) for part in value):
        return [_span(part, text) for part in value]
    if _is_span(value):
        return [_span(value, text)]
    if isinstance(value, tuple):
        return [line for part in value for line in _lines(part, text)]
    if isinstance(value, Record):
        plain = msgspec.to_builtins(value)
        return [", ".join(f"{key.replace('_', ' ')} {_plain(part)}" for key, part in plain.items() if part not in (None, (), []))]
    if isinstance(value, dict):
        return [f"{visible(str(key)).replace('_', ' ')}: {_plain(part)}" for key, part in value.items()]
    return [_plain(value)]


def _is_span(value: Any) -> bool:
    return isinstance(value, tuple) and len(value) == 2 and all(isinstance(part, int) for part in value)


def _span(span: tuple[int, int], text: str) -> str:
    words = f" “{shown_words(text, [span])}”" if text else ""
    return f"{span[0]}–{span[1]}{words}"


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, dict):
        return ", ".join(f"{visible(str(key))} {_plain(part)}" for key, part in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_plain(part) for part in value)
    return visible(str(value))


def print_series(series: ReferenceSeries, console: Console) -> None:
    """A reference series in a few lines: what it counts, whose account it is, from when to when."""
    first, last = series.points[0], series.points[-1]
    bounded = sum((point.low, point.high) != (None, None) for point in series.points)
    days = counted(len(series.points), "day") + (f", {bounded:,} with bounds" if bounded else "")
    print_broken(console, visible(series.id), hanging=2, style="bold")
    lines = [
        f"{series.measure}, {visible(series.group)}, {visible(series.place)}; according to {visible(series.source)}",
        f"{days}: {first.value:,} on {long_date(first.date)} to {last.value:,} on {long_date(last.date)}",
        f"column {visible(series.column)} of {visible(series.origin)}",
    ]
    for line in lines:
        print_broken(console, f"  {line}", hanging=4)
