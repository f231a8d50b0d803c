"""``onrecord reference``: the series that figures are compared with."""

from pathlib import Path
from typing import Annotated

import typer

from onrecord import flow
from onrecord.cli.issues import issue_sentence
from onrecord.cli.opening import open_to_write
from onrecord.cli.printed import print_series
from onrecord.cli.run import output, run_of, talk, write_json
from onrecord.errors import WrongUse
from onrecord.ledger import View
from onrecord.records import ReferenceSeries

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Add and list reference series, which figures are compared with.\n\nA reference series is one body's account, chosen for"
    " comparison. It is never called true.",
)


@app.command()
def add(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A table (CSV) whose first line names the columns.")],
    *,
    date: Annotated[str, typer.Option(metavar="COLUMN", help="The column of as-of days.")],
    measure: Annotated[list[str], typer.Option(metavar="MEASURE=COLUMN", help="A measure and its column; may be given again.")],
    group: Annotated[str, typer.Option(metavar="TEXT", help="Who is counted.")],
    place: Annotated[str, typer.Option(metavar="TEXT", help="Where.")],
    source: Annotated[str, typer.Option(metavar="TEXT", help="Whose account it is.")],
    low: Annotated[list[str] | None, typer.Option(metavar="MEASURE=COLUMN", help="The column of its least possible number.")] = None,
    high: Annotated[list[str] | None, typer.Option(metavar="MEASURE=COLUMN", help="The column of its greatest.")] = None,
) -> None:
    """Add a reference series from a table of cumulative figures.

    The columns are checked; what cannot be read is named with its line. Reports of the case are compared with the new
    series at once. Adding a series with the same measure, group, place and source supersedes the earlier one.

    \b
    Example:
      onrecord --case case reference add deaths.csv --date report_date \\
        --measure killed=deaths_total --measure injured=injured_total \\
        --group "people of Arvenia" --place Arvenia --source "Ministry of Health"
    """
    columns, lows, highs = _columns(measure, "measure"), _columns(low or [], "low"), _columns(high or [], "high")
    with open_to_write(run_of(context)) as ledger:
        before = {one.id: one for one in ledger.view.references()}
        series, issues = flow.add_reference_file(
            ledger, file, date=date, measures=columns, group=group, place=place, source=source, lows=lows, highs=highs
        )
        compared = flow.compare_again(ledger)
    for issue in issues:
        talk(issue_sentence(issue))
    console = output()
    for one in series:
        print_series(one, console)
        if one.id in before:
            talk(_of_the_earlier(before[one.id], one))
    if compared:
        talk(f"{compared:,} report{'' if compared == 1 else 's'} compared anew with other findings")


def _of_the_earlier(earlier: ReferenceSeries, now: ReferenceSeries) -> str:
    """What became of the series that stood under the same name."""
    if earlier == now:
        return f"{now.id} is in the case already, as it is"
    days = f"{len(earlier.points):,} day{'' if len(earlier.points) == 1 else 's'}"
    return f"{now.id} supersedes the series of {days} from {earlier.origin}, column {earlier.column!r}, which stays in the log"


def _columns(given: list[str], option: str) -> dict[str, str]:
    columns: dict[str, str] = {}
    for one in given:
        name, equals, column = one.partition("=")
        if not equals or not name.strip() or not column.strip():
            raise WrongUse(f"--{option} {one!r} is not MEASURE=COLUMN", hint=f"for example --{option} killed=deaths_total")
        if name.strip() in columns:
            raise WrongUse(f"--{option} {name.strip()} was given twice", hint="a series has one column a measure")
        columns[name.strip()] = column.strip()
    return columns


@app.command("list")
def list_series(
    context: typer.Context, *, as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a series.")] = False
) -> None:
    """List the reference series of the case.

    \b
    Example:
      onrecord --case case reference list
    """
    with View.open(run_of(context).existing_case()) as view:
        series = view.references()
    for one in series:
        if as_json:
            write_json(one)
        else:
            print_series(one, output())
    if not series:
        talk("no reference series yet; `onrecord reference add --help` shows how one is added")
