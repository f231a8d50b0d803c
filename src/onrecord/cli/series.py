"""``onrecord series``: the figures of the reports over time, beside reference series."""

from pathlib import Path
from typing import Annotated, get_args

import typer

from onrecord import flow
from onrecord.cli.charts import tell_of_chart
from onrecord.cli.printed.series_lines import print_series_lines
from onrecord.cli.run import output, run_of, talk, write_json
from onrecord.ledger import View
from onrecord.records.vocabulary import Measure

app = typer.Typer(add_completion=False, rich_markup_mode=None)


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
    and says so. A reference series is one body's account, chosen for comparison, not truth. In a chart, the marker is the
    outlet's, colour and number are those of the root source, and no colour stands for a party.

    \b
    Example:
      onrecord --case case series --measure killed --place Gaza
      onrecord --case case series --plot figures.svg
    """
    if plot is not None:
        flow.check_ending(plot)
    with View.open(run_of(context).existing_case()) as view:
        lines = flow.series_of(view, measure=measure, group=group, place=place, as_read=as_read)
        references = {reference.id: reference for reference in view.references()}
        charted = flow.chart_series(view, lines, plot) if plot is not None else None
    if charted is not None:
        tell_of_chart(charted)
    if as_json:
        for line in lines:
            write_json(line)
    else:
        print_series_lines(lines, references, output())
    if not lines:
        talk("no figure" + (" that fits" if measure or group or place else " in the reports of this case"))
