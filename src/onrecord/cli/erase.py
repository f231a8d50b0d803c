"""``onrecord erase``: asked for by one person, carried out by another."""

from typing import Annotated

import typer

from onrecord import flow
from onrecord.cli.opening import open_existing
from onrecord.cli.printed.layout import print_broken
from onrecord.cli.printed.reviews import SHOWN_OF_ID
from onrecord.cli.printed.words import few_words, long_date
from onrecord.cli.run import output, run_of, talk, write_json
from onrecord.cli.terminal import visible
from onrecord.ledger import Asked, ErasureRequest, Reason, View
from onrecord.records.wording import counted, counted_records

_MANY = 50
"""How many names are listed of what is decided on."""

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="""Ask for erasure, and carry out what another person asked for.

    Bytes and text go for good; the log and every proof stay as they are, and say by whom and why something was erased.

    \b
    Example:
      onrecord erase ask market-report --by "Ana Reyes" --reason safety
    """,
)


@app.command("ask")
def ask(
    context: typer.Context,
    names: Annotated[list[str], typer.Argument(metavar="ID", help="Ids of reports, notes or originals, or paths of files.")],
    *,
    by: Annotated[str, typer.Option(metavar="NAME", help="Who asks; another person must carry it out.")],
    reason: Annotated[Reason, typer.Option(help="Why, as a code; a reason in words might name whom it protects.")],
) -> None:
    """Ask that everything the case holds about some reports, or some notes, be erased. Nothing is erased yet.

    \b
    Example:
      onrecord erase ask market-report --by "Ana Reyes" --reason subject-request
    """
    with open_existing(run_of(context)) as ledger:
        asked = flow.ask_erasure(ledger, names, reason, by=by)
        write_json({"request": asked.request})  # at once: looking for names takes its time in a large case
        talk(f"{_amounts(asked)} would go: {_reports(asked)}")
        naming = flow.still_named(ledger, asked)
    for name, places in asked.one_id.items():
        told = f"{visible(name)} is the id of reports of several files, and all of these go"
        talk(f"{told}: {few_words(places)}; name a path where one is meant")
    if asked.shared:
        others = counted(len(asked.shared), "other report")
        talk(f"the original holds {others} as well, to stay as read, without an original: {few_words(asked.shared)}")
    if asked.same_text:
        same = few_words(asked.same_text)
        talk(f"other reports have the same text, with another date, title or outlet, and stay unless they are named: {same}")
    if asked.naming:
        talk(asked.told_of_names)
        talk(f"such a name, or a word of it, stands in what stays: {few_words(naming, _MANY)}" if naming else _NOWHERE)
    if asked.bereft:
        talk(f"findings that rest on it go from other reports as well, which are compared anew then: {len(asked.bereft):,}")
    talk(f"another person carries it out: onrecord erase act {asked.request[:SHOWN_OF_ID]} --by NAME")


@app.command("list")
def list_open(
    context: typer.Context,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a request.")] = False,
) -> None:
    """List the requests for erasure that nobody carried out yet: who asked for what, when, and why.

    One that was begun and stopped before everything was gone is told as well.

    \b
    Example:
      onrecord erase list
    """
    with View.open(run_of(context).existing_case()) as view:
        found, under_way = list(view.erasure_requests()), view.is_erasing
    console = output()
    for one in found:
        if as_json:
            write_json(one)
            continue
        print_broken(console, f"request {one.id[:SHOWN_OF_ID]}, {one.reason}", style="bold")
        print_broken(console, f"  {_amounts(one)}: {_reports(one)}", hanging=4)
        if one.others:
            told = f"its originals hold {counted(one.others, 'other report')} as well, to stay as read, without an original"
            print_broken(console, f"  {told}", hanging=2)
        if one.naming:
            print_broken(console, f"  {one.told_of_names}", hanging=2)
        print_broken(console, f"  asked by {visible(one.by)}, {long_date(one.asked)}", hanging=4, style="dim")
    if under_way:
        talk(
            "an erasure was begun and is not finished: its text and originals may still be in the case, until any command that writes to it"
            " finishes it, such as `onrecord reindex`"
        )
    elif not found:
        talk("nobody asks for an erasure that is not carried out yet")


@app.command("act")
def act(
    context: typer.Context,
    request: Annotated[str, typer.Argument(metavar="REQUEST", help="The id of the request, or its beginning.")],
    *,
    by: Annotated[str, typer.Option(metavar="NAME", help="Who carries it out; not the one who asked.")],
    forget: Annotated[bool, typer.Option("--forget", help="Let not even the hashes of the originals stay.")] = False,
) -> None:
    """Carry out a request for erasure: bytes and text go for good; the log and every proof stay as they are.

    What came into the case since and belongs to what was named goes as well, and is told. Where other reports would lose their
    original by that and nobody was told, nothing is erased.

    Backups made before hold it still, until `onrecord backup` is run into the same folder again. What a disk wrote once it may
    keep in places that no program reaches: only an encrypted disk answers for that.

    \b
    Example:
      onrecord erase act 82f850783015 --by "Ben Osei"
    """
    for sentence in flow.erase(run_of(context).existing_case(), request, by=by, forget=forget):
        talk(sentence)


_NOWHERE = "no such name stands in a report, a note or a reason of the case that stays; what its originals show was not looked at"


def _amounts(one: Asked | ErasureRequest) -> str:
    return f"{counted_records(one.records, one.notes)} and {counted(one.originals, 'original')}"


def _reports(one: Asked | ErasureRequest) -> str:
    return few_words(one.reports, _MANY) or "no report"
