"""``onrecord claim``: what people say of claims – that several are one, that one is two – and how they take it back."""

from typing import Annotated

import typer

from onrecord import flow
from onrecord.cli.opening import open_existing
from onrecord.cli.printed.claims import print_claim, print_decisions
from onrecord.cli.run import output, run_of, talk, write_json
from onrecord.ledger import View
from onrecord.records.wording import counted

_BY = typer.Option("--by", metavar="NAME", help="Who says so; the log has a pseudonym.")
_REASON = typer.Option("--reason", metavar="TEXT", help="Why, in words; the log has a salted digest.")
_CLAIM = "The id of a claim or its beginning, or a record of it as REPORT/f1."

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="""Merge and split claims, with undo: rules suggest them, people decide.

    Records stay as they are: it is said which of them tell one claim. What is decided holds whenever the reports are compared again, and
    for a later reading of a report as long as the same words stand at the same place.

    \b
    Example:
      onrecord corroborate
      onrecord claim merge 3f2a9c 81d0b7 \\
        --by "Ana Reyes" --reason "both tell of the mill"
    """,
)


@app.command("show")
def show(
    context: typer.Context,
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help=_CLAIM)],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Print a claim with every record that tells it, and what people decided on it.

    \b
    Example:
      onrecord claim show 3f2a9c
      onrecord claim show market-report/f1
    """
    with View.open(run_of(context).existing_case()) as view:
        found = flow.claim_called(view, claim.removesuffix("?"))
    if as_json:
        write_json(found)
    else:
        print_claim(found, output())


@app.command("merge")
def merge(
    context: typer.Context,
    claims: Annotated[list[str], typer.Argument(metavar="CLAIM", help=_CLAIM + " Two or more.")],
    *,
    by: Annotated[str, _BY],
    reason: Annotated[str, _REASON],
) -> None:
    """Say that several claims are one; print the id of the decision.

    Figures are one claim only where they count the same measure and their numbers do not exclude each other, and a denial never is
    what it denies.

    \b
    Example:
      onrecord claim merge 3f2a9c 81d0b7 \\
        --by "Ana Reyes" --reason "both tell of the mill"
    """
    with open_existing(run_of(context)) as ledger:
        _tell(flow.merge_claims(ledger, [one.removesuffix("?") for one in claims], by=by, reason=reason))


@app.command("split")
def split(
    context: typer.Context,
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help=_CLAIM)],
    records: Annotated[
        list[str], typer.Argument(metavar="RECORD", help="What is taken out, as REPORT/f1; a report for all that it tells of the claim.")
    ],
    *,
    by: Annotated[str, _BY],
    reason: Annotated[str, _REASON],
) -> None:
    """Say that records of a claim are another claim of their own; print the id of the decision.

    The two never come together again, whatever else links them. A report that is read later joins the one with which it agrees most.

    \b
    Example:
      onrecord claim split 3f2a9c market-report/f1 \\
        --by "Ana Reyes" --reason "the strike of the day before"
    """
    with open_existing(run_of(context)) as ledger:
        _tell(flow.split_claim(ledger, claim.removesuffix("?"), [one.removesuffix("?") for one in records], by=by, reason=reason))


@app.command("undo")
def undo(
    context: typer.Context,
    decision: Annotated[str, typer.Argument(metavar="DECISION", help="The id of the decision, or its beginning.")],
    *,
    by: Annotated[str, _BY],
    reason: Annotated[str, _REASON],
) -> None:
    """Take back a decision, your own or another person's; print the id. Both stay in the record.

    \b
    Example:
      onrecord claim undo 5c1f09ab77e2 \\
        --by "Ben Osei" --reason "two mills, two days"
    """
    with open_existing(run_of(context)) as ledger:
        _tell(flow.undo_claim_decision(ledger, decision, by=by, reason=reason))


@app.command("decisions")
def decisions(
    context: typer.Context,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a decision.")] = False,
) -> None:
    """List what people decided on claims, and how each decision stands now.

    \b
    Example:
      onrecord claim decisions
    """
    with View.open(run_of(context).existing_case()) as view:
        found = flow.claim_decisions_of(view)
    if as_json:
        for one in found:
            write_json(one)
    elif found:
        print_decisions(found, output())
    else:
        talk("nobody decided anything on a claim yet")


def _tell(done: flow.ClaimsDecided) -> None:
    write_json({"decision": done.decision, "act": done.act, "claims": done.claims})
    talk(f"the reports were compared anew: findings changed on {counted(done.changed, 'report')}")
