"""``onrecord compare``: what different sources count of one event, or as running totals of one day, side by side."""

from pathlib import Path
from typing import Annotated, get_args

import typer

from onrecord import flow
from onrecord.cli.charts import tell_of_chart
from onrecord.cli.printed.claims import print_matters
from onrecord.cli.run import output, run_of, talk, write_json
from onrecord.ledger import View
from onrecord.records.vocabulary import Measure

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def compare(
    context: typer.Context,
    *,
    measure: Annotated[Measure | None, typer.Option(metavar="MEASURE", help=f"Only figures of it: {', '.join(get_args(Measure))}.")] = None,
    place: Annotated[str | None, typer.Option(metavar="TEXT", help="Only figures of this place.")] = None,
    plot: Annotated[Path | None, typer.Option(metavar="FILE", help="Draw a chart: FILE ends in .svg or .png.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object an event or day.")] = False,
) -> None:
    """Set counts of one event, or totals of one day, side by side.

    Each number is told with its root sources and who carries it. Numbers are never added and none is preferred; counts made at
    different hours, or of different people, differ honestly. Where two sources exclude each other, `onrecord corroborate` keeps a
    finding (contradicting-figures).

    \b
    Example:
      onrecord --case case compare --measure killed
      onrecord --case case compare --place Dalm --plot counts.svg
    """
    if plot is not None:
        flow.check_ending(plot)
    with View.open(run_of(context).existing_case()) as view:
        beside = flow.set_beside(view)
        matters = flow.matters_of(view, beside, measure=measure, place=place)
        charted = flow.chart_matters(view, matters, plot, beside) if plot is not None else None
    if charted is not None:
        tell_of_chart(charted)
    if as_json:
        for matter in matters:
            write_json(matter)
        return
    print_matters(matters, output())
    if not matters:
        talk("no two reports give different counts of one event or day")
