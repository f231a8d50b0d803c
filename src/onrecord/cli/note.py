"""``onrecord note``: what a person adds, protected where it names somebody."""

import sys
from typing import Annotated

import typer

from onrecord import flow
from onrecord.cli.opening import open_existing
from onrecord.cli.run import run_of, talk, write_json
from onrecord.errors import WrongUse
from onrecord.ledger import Role

_PROTECTED = "the name is blacked out of every dossier that is exported with --redact"
_NOT_PROTECTED = "the name is not protected: with the role other it stays in a dossier that is exported with --redact, where a text has it"

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def note(
    context: typer.Context,
    report: Annotated[str | None, typer.Argument(metavar="REPORT", help="The report it is about, or a record in it: REPORT/f1.")] = None,
    *,
    by: Annotated[str, typer.Option(metavar="NAME", help="Who makes the note; the log has a pseudonym.")],
    text: Annotated[str, typer.Option(metavar="TEXT", help="What is noted; - reads it from standard input.")] = "",
    name: Annotated[str, typer.Option(metavar="NAME", help="The person whom it is about.")] = "",
    place: Annotated[str, typer.Option(metavar="PLACE", help="Where that person is, lives or was.")] = "",
    role: Annotated[Role | None, typer.Option(help="What that person is in the matter; other is not protected.")] = None,
) -> None:
    """Keep a note about a report, a record in it, or the case; print its id.

    Name, place and text enter the log only as salted digests, each by itself: they can be withheld from a dossier or erased, and
    every proof still holds. A name is blacked out of dossiers that are redacted (`onrecord export --redact`), with any role but other,
    and without one.

    \b
    Example:
      onrecord note market-report/f1 --by "Ana Reyes" --role witness --text "…"
    """
    if text == "-":
        text = sys.stdin.read()
    fields = {"name": name.strip(), "place": place.strip(), "text": text.strip()}
    if not any(fields.values()):
        raise WrongUse("the note says nothing", hint="give it --text, --name or --place")
    with open_existing(run_of(context)) as ledger:
        identifier = flow.add_note(ledger, fields, by=by, report=report, role=role)
    write_json({"note": identifier})
    talk("name, place and text are in the log as salted digests alone")
    if not fields["name"] and role != "other":
        talk("names that stand in the text of a note are not looked for in what goes out: a person to be protected is named with --name")
    if fields["name"]:
        talk(_NOT_PROTECTED if role == "other" else _PROTECTED)
