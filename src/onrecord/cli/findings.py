"""``onrecord findings``: what the rules noticed in the reports of the case."""

import re
from itertools import groupby
from typing import Annotated

import typer
from rich.cells import cell_len
from rich.text import Text

from onrecord.cli.printed import print_finding
from onrecord.cli.printed.findings import NOT_A_VERDICT
from onrecord.cli.printed.layout import print_broken
from onrecord.cli.printed.words import long_date, name_shown
from onrecord.cli.run import output, run_of, talk, write_json
from onrecord.cli.terminal import visible
from onrecord.corroboration import RULES, RULES_ACROSS
from onrecord.errors import NotFound, WrongUse
from onrecord.ledger import KeptFinding, View
from onrecord.records.wording import counted

_LOCAL = re.compile("x[0-9]+")
"""The id that a finding has in its report."""

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def findings(
    context: typer.Context,
    *,
    rule: Annotated[list[str] | None, typer.Option(metavar="RULE", help="Only findings of this rule; may be given again.")] = None,
    report: Annotated[str | None, typer.Option(metavar="ID", help="Only findings on this report (its id, or the beginning).")] = None,
    dismissed: Annotated[bool, typer.Option("--dismissed", help="Also those that a person dismissed.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a finding.")] = False,
) -> None:
    """List what the rules noticed, with the records each finding rests on.

    A finding is an observation by a rule, never a verdict; docs/reference/findings.md says what each rule notices.

    \b
    Example:
      onrecord findings
      onrecord findings --rule accusation-denied
      onrecord findings --report market-report.txt --json
    """
    rules = _known(rule or [])
    with View.open(run_of(context).existing_case()) as view:
        try:
            kept = [k for k in view.findings(report=report, dismissed=dismissed) if not rules or k.finding.rule in rules]
        except NotFound as error:
            whole, _, local = (report or "").rpartition("/")
            if not (whole and _LOCAL.fullmatch(local)):
                raise
            hint = f"--report takes a whole report: --report {visible(whole)}; `onrecord show {visible(report or '')}` prints one finding."
            raise NotFound(error.message, hint=hint) from error
    if as_json:
        for one in kept:
            write_json(one)
        return
    if not kept:
        talk("no finding")
        return
    _print(kept)


def _known(rules: list[str]) -> list[str]:
    for name in rules:
        if name not in {**RULES, **RULES_ACROSS}:
            raise WrongUse(f"there is no rule {name!r}", hint=f"rules: {', '.join(sorted({**RULES, **RULES_ACROSS}))}")
    return rules


def _print(kept: list[KeptFinding]) -> None:
    console = output()
    for (_, report, outlet, published), findings_ in groupby(kept, key=lambda k: (k.reading, k.report, k.outlet, k.published)):
        where = ", ".join([name_shown(outlet or "outlet not stated"), long_date(published) if published else "no date"])
        name = name_shown(report)
        beside = cell_len(f"{name}  {where}") <= console.width
        console.print(Text.assemble((name, "bold"), (f"  {where}" if beside else "", "dim")), soft_wrap=True)
        if not beside:
            print_broken(console, f"  {where}", hanging=2, style="dim")
        for one in findings_:
            print_finding(one.finding, console, dismissed=one.dismissed is not None, set_by_people=one.set_by_people)
        console.print()
    reports = len({one.reading for one in kept})  # several may have one id
    console.print(Text(f"{counted(len(kept), 'finding')} on {counted(reports, 'report')}: {NOT_A_VERDICT}", style="dim"))
