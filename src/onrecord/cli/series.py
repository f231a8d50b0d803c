"""``onrecord series``: the figures of the reports over time, beside reference series."""

import importlib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, get_args

import typer

from onrecord import flow
from onrecord.cli.chart_rows import drawn_rows
from onrecord.cli.printed.series_lines import print_series_lines
from onrecord.cli.run import output, run_of, talk, write_json
from onrecord.corroboration import SeriesLine
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
    as_read: Annotated[bool, typer.Option("--as-read", help="Leave out what people corrected.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line of figures.")] = False,
) -> None:
    """Set the figures of the reports beside a reference series, as a table or a chart.

    Figures of different measure, group, place, scope or source stand apart and are never added. Spellings of one source
    are one: the actor that the report shows behind it. What people corrected (`onrecord review`) counts as they set it,
    and says so. A reference series is one body's account, chosen for comparison, not truth.

    \b
    Example:
      onrecord --case case series --measure killed --place Gaza
      onrecord --case case series --plot figures.svg
    """
    if plot is not None and plot.suffix not in CHART_ENDINGS:
        raise WrongUse(f"a chart cannot be written as {plot.name}", hint=f"give the file the ending {' or '.join(CHART_ENDINGS)}")
    with View.open(run_of(context).existing_case()) as view:
        lines = flow.series_of(view, measure=measure, group=group, place=place, as_read=as_read)
        references = {reference.id: reference for reference in view.references()}
    if plot is not None:
        _plot(lines, references, plot)
    if as_json:
        for line in lines:
            write_json(line)
    else:
        print_series_lines(lines, references, output())
    if not lines:
        talk("no figure" + (" that fits" if measure or group or place else " in the reports of this case"))


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
