"""``onrecord series``: the figures of the reports over time, beside reference series."""

import importlib
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, get_args

import typer
from rich.console import Console
from rich.text import Text

from onrecord import flow
from onrecord.cli.chart_rows import drawn_rows
from onrecord.cli.printed.layout import plain_table, print_trimmed
from onrecord.cli.printed.words import value_range
from onrecord.cli.run import output, run_of, talk, write_json
from onrecord.cli.terminal import visible
from onrecord.corroboration import SeriesLine, SeriesRow
from onrecord.errors import WrongUse
from onrecord.ledger import View
from onrecord.records import ReferenceSeries
from onrecord.records.vocabulary import Measure

app = typer.Typer(add_completion=False, rich_markup_mode=None)

CHART_MODULE = "onrecord.export.chart"
CHART_ENDINGS = (".svg", ".png")


@app.command()
def series(
    context: typer.Context,
    *,
    measure: Annotated[Measure | None, typer.Option(metavar="MEASURE", help=f"Only this measure: {', '.join(get_args(Measure))}.")] = None,
    group: Annotated[str | None, typer.Option(metavar="TEXT", help="Only figures of this group.")] = None,
    place: Annotated[str | None, typer.Option(metavar="TEXT", help="Only figures of this place.")] = None,
    plot: Annotated[Path | None, typer.Option(metavar="FILE", help="Draw a chart: FILE ends in .svg or .png.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line of figures.")] = False,
) -> None:
    """Set the figures of the reports beside a reference series, as a table or a chart.

    Figures of different measure, group, place, scope or source stand in lines of their own and are never added. A
    reference series is one body's account, chosen for comparison, not truth.

    \b
    Example:
      onrecord --case case series --measure killed --place Gaza
      onrecord --case case series --plot figures.svg
    """
    if plot is not None and plot.suffix not in CHART_ENDINGS:
        raise WrongUse(f"a chart cannot be written as {plot.name}", hint=f"give the file the ending {' or '.join(CHART_ENDINGS)}")
    with View.open(run_of(context).existing_case()) as view:
        lines = flow.series_of(view, measure=measure, group=group, place=place)
        references = {reference.id: reference for reference in view.references()}
    if plot is not None:
        _plot(lines, references, plot)
    if as_json:
        for line in lines:
            write_json(line)
    else:
        _print(lines, references)
    if not lines:
        talk("no figure" + (" that fits" if measure or group or place else " in the reports of this case"))


def _print(lines: Sequence[SeriesLine], references: dict[str, ReferenceSeries]) -> None:
    """One block a measure, group, place and scope. First those beside a reference series, in whose words they are headed."""
    console = output()
    blocks: dict[tuple[str, ...], list[SeriesLine]] = {}
    for line in sorted(lines, key=lambda line: not line.references):
        blocks.setdefault(line.references or (line.measure, line.group or "", line.place or "", line.scope), []).append(line)
    for block in blocks.values():
        _print_block(block, [references[name] for name in block[0].references], console)
    if lines:
        console.print(Text("* the day of publication, where the text does not say up to when it counts", style="dim"))
    if any(line.references for line in lines):
        console.print(Text("A reference series is one body's account, for comparison: either may be wrong.", style="dim"))


def _print_block(block: Sequence[SeriesLine], references: Sequence[ReferenceSeries], console: Console) -> None:
    named = references[0] if references else block[0]
    what = [named.measure, visible(named.group or "group not said"), visible(named.place or "place not said"), block[0].scope]
    console.print(Text(" · ".join(what), style="bold"))
    columns: list[tuple[str, int | None]] = [("  day", 13), ("as stated", 17), ("according to", None), ("report", None)]
    beside = references[0] if references else None
    if beside:
        console.print(Text(f"  beside {' and '.join(visible(reference.source) for reference in references)}"))
        columns.append(("series then", 11))
    table = plain_table(*columns)
    for row in sorted(
        (row for one in block for row in one.rows), key=lambda row: (row.date is None, row.date or "", row.report, row.figure)
    ):
        cells = [_day(row), _stated(row), visible(row.source) if row.source else "not said", f"{visible(row.report)}/{row.figure}"]
        table.add_row(*(Text(cell) for cell in cells), *([Text(_value_on(beside, row.date).rjust(11))] if beside else []))
    print_trimmed(console, table)
    console.print()


def _day(row: SeriesRow) -> str:
    if row.date is None:
        return "  no day"
    return f"  {row.date}{'*' if row.dated_by == 'published' else ''}"


def _stated(row: SeriesRow) -> str:
    stated = visible(row.phrase)
    said = stated if any(character.isdigit() for character in stated) else f"{stated} ({value_range(row.min, row.max)})"
    notes = [note for note, there in (("corrected later", row.superseded), ("a part", row.part)) if there]
    if row.standing in ("denied", "unverified"):
        notes.append(row.standing)
    return ", ".join([said, *notes])


def _value_on(reference: ReferenceSeries, day: str | None) -> str:
    """The series' last value up to a day; a dash before it begins or without a day."""
    if day is None:
        return "–"
    position = bisect_right([point.date for point in reference.points], day)
    return f"{reference.points[position - 1].value:,}" if position else "–"


def _plot(lines: Sequence[SeriesLine], references: dict[str, ReferenceSeries], path: Path) -> None:
    try:
        chart = importlib.import_module(CHART_MODULE)  # only who draws needs the extra, and it is slow to load
    except ModuleNotFoundError as error:
        raise WrongUse(f"charts need a package that is not installed ({error.name})", hint="pip install 'onrecord[plots]'") from error
    figures, beside, left_out = drawn_rows(lines, references, chart)
    if not figures:
        raise WrongUse("there is no dated figure to draw", hint="`onrecord series` without --plot lists what there is")
    try:
        chart.save(chart.drawn(figures, beside, title="Figures of the reports over time"), path)
    except OSError as error:
        raise WrongUse(f"{path} could not be written: {error.strerror}", hint="check the folder and its permissions") from error
    for sentence in left_out:
        talk(sentence)
    talk(f"chart written to {path}")
