"""``onrecord parties``: the organised actors of the case."""

from collections import Counter
from typing import Annotated

import typer
from rich.text import Text

from onrecord import flow
from onrecord.cli.opening import open_to_write
from onrecord.cli.printed.layout import heading, plain_table, print_trimmed
from onrecord.cli.run import output, run_of, talk, write_json
from onrecord.cli.terminal import visible
from onrecord.ledger import View
from onrecord.records import Party
from onrecord.settings import PARTIES_FILE

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.callback(invoke_without_command=True)
def parties(
    context: typer.Context, *, as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a party.")] = False
) -> None:
    """List the parties of the case and those the reports show; add one.

    A party is an organised actor said to take part. Those of parties.toml count in every report of the case; others count
    in the reports that show them taking part. Nothing here says who is right.

    \b
    Example:
      onrecord --case case parties
      onrecord --case case parties add "Arvenian army" --side Arvenia
    """
    if context.invoked_subcommand:
        return
    with View.open(run_of(context).existing_case()) as view:
        configured = view.parties()
        shown = Counter(party.name for reading in view.readings() for party in flow.parties_shown(reading, configured))
    if as_json:
        for party in configured:
            write_json({"configured": True, **_plain(party)})
        for name, count in _ordered(shown):
            write_json({"configured": False, "name": name, "reports": count})
        return
    _print(configured, shown)


def _plain(party: Party) -> dict[str, object]:
    return {"name": party.name, "aliases": party.aliases, "side": party.side}


def _ordered(shown: Counter[str]) -> list[tuple[str, int]]:
    return sorted(shown.items(), key=lambda item: (-item[1], item[0]))


def _print(configured: tuple[Party, ...], shown: Counter[str]) -> None:
    console = output()
    console.print(Text(f"Parties of the case ({PARTIES_FILE})", style="bold"))
    for party in configured:
        side = f"  side: {visible(party.side)}" if party.side else ""
        aliases = f"  also: {', '.join(visible(alias) for alias in party.aliases)}" if party.aliases else ""
        console.print(Text(f"  {visible(party.name)}{aliases}{side}"))
    if not configured:
        console.print(Text("  none", style="dim"))
    if not shown:
        return
    heading(console, "Shown by the reports", "as taking part, accused, or speaking for one that is")
    table = plain_table(("reports", 8), ("name", None))
    for name, count in _ordered(shown):
        table.add_row(Text(f"{count:,}".rjust(7)), Text(visible(name)))
    print_trimmed(console, table)


@app.command()
def add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The party's full name.")],
    *,
    alias: Annotated[list[str] | None, typer.Option(metavar="TEXT", help="Another name for it; may be given again.")] = None,
    side: Annotated[str | None, typer.Option(metavar="TEXT", help="The side it stands on, in your words.")] = None,
) -> None:
    """Add a party to parties.toml, and compare the reports of the case anew.

    \b
    Example:
      onrecord --case case parties add "Arvenian army" --alias "the army" \\
        --alias AAF --side Arvenia
    """
    with open_to_write(run_of(context)) as ledger:
        file, compared = flow.add_party(ledger, Party(name=name, aliases=tuple(alias or ()), side=side))
    talk(f"added to {file}" + (f"; {compared:,} report{' has' if compared == 1 else 's have'} other findings now" if compared else ""))
