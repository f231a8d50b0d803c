"""``onrecord show``: one record of the case, or a list of what it holds."""

from shlex import quote
from typing import Annotated

import typer
from rich.console import Console

from onrecord.cli.printed import print_fields, print_line, print_record, print_reviews_of, print_series, reviewed_words
from onrecord.cli.printed.layout import print_broken
from onrecord.cli.printed.reviews import SHOWN_OF_ID
from onrecord.cli.run import output, run_of, talk, write_json
from onrecord.cli.terminal import visible
from onrecord.errors import NotFound
from onrecord.ledger import View
from onrecord.records import Reading, Record, ReferenceSeries
from onrecord.records.correcting import record_in
from onrecord.review import reading_as_corrected

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def show(
    context: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="ID",
            help="A report's id, which is its file's name unless JSON Lines give one; REPORT/f1 for one of its records; the id of a"
            " reference series; a content id. The beginning of an id is enough where no other begins so. Without: a list.",
        ),
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print the record as JSON.")] = False,
    as_corrected: Annotated[
        bool, typer.Option("--as-corrected", help="Print a report as people corrected it, without the findings they dismissed.")
    ] = False,
    full_text: Annotated[bool, typer.Option("--full-text", help="Do not fold long texts.")] = False,
) -> None:
    """Print a record that the case keeps.

    \b
    Example:
      onrecord show                     lists the reports and reference series
      onrecord show market-report.txt   a report with everything it says
      onrecord show market-report.txt/f1
      onrecord show market              the same report, when no other begins so
    """
    with View.open(run_of(context).existing_case()) as view:
        if name is None:
            _list(view, as_json=as_json)
            return
        name = name.removesuffix("?")  # as the table marks what is for review
        record = _as_corrected(view, name) if as_corrected else _as_read(view, name)
        _say_how_many(view, name)
        if as_json:
            write_json(record)
        elif isinstance(record, Reading):
            reviews = () if as_corrected else view.reviews_of(view.reading_id(name))
            print_record(record, output(), full_text=full_text, reviewed=reviewed_words(record, reviews))
            _say_of_notes(view, name)
            print_reviews_of(reviews, view.reading_called, output(), apart=False)
        elif isinstance(record, ReferenceSeries):
            print_series(record, output())
        else:
            _print_part(view, name, record, output(), reviewed=not as_corrected)


def _as_read(view: View, name: str) -> Record:
    """A record as the machine read it.

    Raises:
        NotFound: there is none; the hint says so where a person added one.
    """
    try:
        return view.record(name)
    except NotFound as error:
        try:
            _as_corrected(view, name)
        except NotFound:
            raise error from None
        raise NotFound(error.message, hint=f"A person added it: `onrecord show {quote(name)} --as-corrected` prints it.") from None


def _as_corrected(view: View, name: str) -> Record:
    """A report as people corrected it, or one of its records.

    Raises:
        NotFound: there is none, or the record was withdrawn.
    """
    report, _, local = name.rpartition("/") if not view.readings_called(name) and "/" in name else (name, "", "")
    reading = reading_as_corrected(view, report)
    found = record_in(reading, local) if local else reading
    if found is None:
        raise NotFound(
            f"The report {report}, as people corrected it, has no record {local}.", hint=f"`onrecord show {name}` prints the machine's."
        )
    return found


def _say_how_many(view: View, name: str) -> None:
    """That several reports have the id that was asked for, and how each of them can be seen."""
    called = view.readings_called(name) or view.readings_called(name.rpartition("/")[0])
    if len(called) > 1:
        latest, *others = (identifier[:SHOWN_OF_ID] for identifier in called)
        talk(f"{len(called)} reports have this id; the latest is shown ({latest}). The content ids of the others: {', '.join(others)}")


def _say_of_notes(view: View, name: str) -> None:
    """That there are notes on a report, which are not shown with it: they may name people who are to be protected."""
    reading = view.reading_id(name)
    if count := sum(note.report == reading for note in view.notes()):
        kept = "a note is" if count == 1 else f"{count} notes are"
        talk(f"{kept} kept on it; see `onrecord notes {visible(name)}`")


def _list(view: View, *, as_json: bool) -> None:
    console = output()
    count = 0
    for reading in view.readings():
        count += 1
        if as_json:
            write_json({"id": reading.id, "report": reading.report})
        else:
            print_line(reading, console)
    for series in view.references():
        if as_json:
            write_json({"id": series.id, "source": series.source, "points": len(series.points)})
        else:
            print_series(series, console)
    if not count:
        talk("no report was read into this case yet")


def _print_part(view: View, name: str, record: Record, console: Console, *, reviewed: bool) -> None:
    """A record inside a report with the report's words for its spans, or a kept record by its content id."""
    report, _, local = name.rpartition("/")
    try:
        reading = view.reading(report) if report else None
    except NotFound:
        reading = None
    print_broken(console, visible(name), style="bold")
    print_fields(record, reading.text if reading else "", console)
    if reading is not None and reviewed:
        reviews = view.reviews_of(view.reading_id(report))
        proposals = {one.id for one in reviews if one.record == local and one.proposal}
        print_reviews_of([one for one in reviews if one.record == local or one.proposed in proposals], view.reading_called, console)
