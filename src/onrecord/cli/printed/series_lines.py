"""Figures over time as tables: those beside a reference series, and one table a measure and scope for all others."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import groupby
from math import log

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from onrecord.cli.printed.layout import plain_table, print_broken, print_trimmed
from onrecord.cli.printed.words import SET_BY_PERSON, name_shown
from onrecord.cli.terminal import visible
from onrecord.corroboration import SeriesLine, SeriesRow
from onrecord.corroboration.dating import FAR
from onrecord.corroboration.series import counted_together, stated_words, whom_where
from onrecord.records import ReferenceSeries
from onrecord.records.wording import counted

_DAY, _STATED, _WHERE, _THEN = 11, 15, 15, 11
_NAME_SHARE = 0.46
"""Of the columns that are left, those of the source; report names are longer."""
_PIECE = re.compile(r"[^-_/]*[-_/]|[^-_/]+")
"""After each of these the name of a report may go on in the next line."""

_Entry = tuple[str, SeriesLine, SeriesRow]
"""Whom and where, the line and the row."""


def print_series_lines(lines: Sequence[SeriesLine], references: Mapping[str, ReferenceSeries], console: Console) -> None:
    """First what stands beside a reference series, in whose words it is headed; then a table a measure and scope."""
    blocks: dict[tuple[str, ...], list[SeriesLine]] = {}
    for line in sorted(lines, key=lambda line: not line.references):
        blocks.setdefault(line.references or (line.measure, line.scope), []).append(line)
    for block in blocks.values():
        _print_block(block, [references[name] for name in block[0].references], console)
    if again := sum(row.told_again for line in lines for row in line.rows):
        left_out = f"{counted(again, 'figure')} that tell{'s' if again == 1 else ''} a count again in the same report"
        print_broken(console, f"{left_out} {'has' if again == 1 else 'have'} no row", style="dim")
    if lines:
        print_broken(console, "* the day of publication, where the text does not say up to when it counts", style="dim")
    if any(line.references for line in lines):
        print_broken(console, "A reference series is one body's account, for comparison: either may be wrong.", style="dim")


def _print_block(block: Sequence[SeriesLine], references: Sequence[ReferenceSeries], console: Console) -> None:
    beside = references[0] if references else None
    several = not beside and len({counted_together(line) for line in block}) > 1
    named = beside or block[0]
    what: list[str] = [named.measure, block[0].scope]
    if beside:
        what[1:1] = [visible(beside.group), visible(beside.place)]
    elif not several:
        what[1:1] = [name_shown(whom_where(block))]
    print_broken(console, " · ".join(what), hanging=2, style="bold")
    if references:
        print_broken(console, f"beside {' and '.join(visible(reference.source) for reference in references)}", hanging=2)
    fixed = [("day", _DAY), *([("who, where", _WHERE)] if several else []), ("as stated", _STATED)]
    room = console.width - sum(width + 1 for _, width in fixed) - (_THEN + 1 if beside else 0) - 1
    source = round(room * _NAME_SHARE)
    columns = [*fixed, ("according to", source), ("report", room - source), *([("series then", _THEN)] if beside else [])]
    table = plain_table(*columns)
    shown = ""
    for where, line, row in _in_order(block):
        cells = [_day(row), *([where if where != shown else ""] if several else []), _stated(row), _voice(line)]
        cells += [
            _folded(f"{name_shown(row.report)}/{row.figure}", room - source),
            *([_then(beside, row)] if beside else []),
        ]
        table.add_row(*(Text(cell) for cell in cells))
        shown = where
    print_trimmed(console, table)
    console.print()


def _in_order(block: Sequence[SeriesLine]) -> list[_Entry]:
    """The rows of lines that count the same stand together, by day, whoever counts; in a block beside a series, all do."""
    ordered: list[_Entry] = []
    for _, grouped in groupby(block, key=lambda line: line.references or counted_together(line)):
        together = list(grouped)
        where = name_shown(whom_where(together))
        rows = [(where, line, row) for line in together for row in line.rows]
        ordered += sorted(rows, key=lambda entry: (entry[2].date is None, entry[2].date or "", entry[2].report, entry[2].figure))
    return ordered


def _voice(line: SeriesLine) -> str:
    return name_shown(line.source) if line.source else "not said"


def _day(row: SeriesRow) -> str:
    if row.date is None:
        return "no day"
    return f"{row.date}{'*' if row.dated_by == 'published' else ''}"


def _stated(row: SeriesRow) -> str:
    marks = (("corrected later", row.superseded), ("a part", row.part), (SET_BY_PERSON, row.corrected))
    notes = [note for note, there in marks if there]
    if row.standing in ("denied", "unverified"):
        notes.append(row.standing)
    return ", ".join([visible(stated_words(row)), *notes])


def _then(reference: ReferenceSeries, row: SeriesRow) -> str:
    """The series' value on the day of a figure; where that is far from it, how far, and the day that the figure fits best."""
    told = [_value_on(reference, row.date)]
    beside = next((one for one in row.beside if one.series == reference.id), None)
    if beside is not None and beside.ratio and abs(log(beside.ratio)) > FAR:
        told.append(f"×{beside.ratio:.2g}")
        if beside.best_day != row.date and beside.best_value:
            told += ["fits", beside.best_day]
    return "\n".join(line.rjust(_THEN) for line in told)


def _value_on(reference: ReferenceSeries, day: str | None) -> str:
    """The series' last value up to a day; a dash before it begins or without a day."""
    if day is None:
        return "–"
    position = bisect_right([point.date for point in reference.points], day)
    return f"{reference.points[position - 1].value:,}" if position else "–"


def _folded(name: str, width: int) -> str:
    """The name of a record in lines, broken after a hyphen or a stroke where it can be."""
    lines: list[str] = []
    room = 0
    for piece in _PIECE.findall(name):
        wide = cell_len(piece)
        if lines and wide <= room:
            lines[-1] += piece
            room -= wide
        else:
            lines.append(piece)
            room = width - wide
    return "\n".join(lines)
