"""``onrecord notes``: what people noted, for the eyes of the desk."""

from collections.abc import Iterator
from typing import Annotated

import msgspec
import typer
from rich.console import Console

from onrecord.cli.printed.layout import print_broken
from onrecord.cli.printed.reviews import SHOWN_OF_ID
from onrecord.cli.printed.words import long_date
from onrecord.cli.run import output, run_of, talk, write_json
from onrecord.cli.terminal import visible
from onrecord.errors import NotFound
from onrecord.ledger import KeptNoteShown, View

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def notes(
    context: typer.Context,
    report: Annotated[str | None, typer.Argument(metavar="REPORT", help="Only those on this report (its id, or the beginning).")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a note.")] = False,
) -> None:
    """List the notes of the case, with the names, places and texts that they hold.

    These are the words that `onrecord note` protects: they stand in no entry of the log, and in no dossier without --with-notes.

    \b
    Example:
      onrecord notes
      onrecord notes market-report.txt
    """
    with View.open(run_of(context).existing_case()) as view:
        wanted = None if report is None else view.reading(report).id
        found = [(name, note) for name, note in _named(view) if wanted is None or name == wanted]
    console = output()
    for name, note in found:
        if as_json:
            write_json(msgspec.to_builtins(note) | {"report": name})
        else:
            _print(note, name, console)
    if not found:
        talk("nobody noted anything on it yet" if report else "nobody noted anything yet")
    elif not as_json:
        talk("names, places and texts of notes are protected: think before you pass this on")


def _named(view: View) -> Iterator[tuple[str | None, KeptNoteShown]]:
    """Each note with the id of its report; None where it is on no report, or on one that was erased."""
    for note in view.notes():
        try:
            yield (view.reading_called(note.report).id if note.report else None), note
        except NotFound:
            yield None, note


def _print(note: KeptNoteShown, name: str | None, console: Console) -> None:
    about = visible(f"{name}/{note.record}" if name and note.record else name or "the case")
    print_broken(console, f"note {note.id[:SHOWN_OF_ID]} on {about}{f', role: {note.role}' if note.role else ''}", style="bold")
    for field, value in note.fields.items():
        print_broken(console, f"  {field}: {visible(value)}", hanging=4)
    if not note.fields:
        print_broken(console, "  what it held was erased", hanging=4)
    print_broken(console, f"  by {visible(note.by)}, {long_date(note.at)}", hanging=4, style="dim")
