"""``onrecord review``: what people say of what was read – corrected, dismissed, proposed, decided."""

from pathlib import Path
from typing import Annotated, Any, cast

import msgspec
import typer

from onrecord import review as acts
from onrecord.cli.issues import issue_sentence
from onrecord.cli.opening import open_existing
from onrecord.cli.printed import print_reviews
from onrecord.cli.run import Exit, output, run_of, talk, write_json
from onrecord.errors import WrongUse
from onrecord.ledger import Reviewed, View
from onrecord.records import CorrectionRequest, Issue, RecordKind
from onrecord.records.vocabulary import members

app = typer.Typer(add_completion=False, rich_markup_mode=None)

_BY = typer.Option("--by", metavar="NAME", help="Who says so; the log has a pseudonym.")
_REASON = typer.Option("--reason", metavar="TEXT", help="Why, in words; the log has a salted digest.")
_KINDS = ", ".join(kind.replace("_", "-") for kind in members(RecordKind) if kind != "report")


@app.callback(invoke_without_command=True)
def review(
    context: typer.Context,
    *,
    report: Annotated[str | None, typer.Option(metavar="ID", help="Only on this report (its id, or the beginning).")] = None,
    only_open: Annotated[bool, typer.Option("--open", help="Only proposals that nobody decided on.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object an act.")] = False,
) -> None:
    """Correct a reading, judge a record, dismiss a finding; list what people did.

    The machine's record is never altered: what a person says stands beside it, with who said it, when, and why.

    \b
    Example:
      onrecord review --open
      onrecord review correct market-report/f1 --set group=fishermen \\
        --by "Ana Reyes" --reason "the third paragraph says so"
    """
    if context.invoked_subcommand:
        return
    with View.open(run_of(context).existing_case()) as view:
        found = [one for one in view.reviews(report=report) if not only_open or one.state == "open"]
        if as_json:
            for one in found:
                write_json(one)
        elif found:
            print_reviews(found, view.reading_called, output())
        else:
            talk("no proposal is open" if only_open else "nobody corrected, proposed or decided anything yet")


@app.command()
def correct(
    context: typer.Context,
    record: Annotated[
        str | None, typer.Argument(metavar="RECORD", help="As REPORT/f1; REPORT/report for its details; with --add, the report.")
    ] = None,
    *,
    set_: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="FIELD=VALUE",
            help="What a field is; null for nothing; may be given again. Words that stand once in the text will do for a place in it.",
        ),
    ] = None,
    add: Annotated[str | None, typer.Option(metavar="KIND", help=f"Add a record that was missed: {_KINDS}.")] = None,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Say that it is no such record at all.")] = False,
    take_back: Annotated[bool, typer.Option("--take-back", help="Let it be again what the machine read.")] = False,
    file: Annotated[Path | None, typer.Option(metavar="FILE", help="Corrections as JSON Lines, one a line.")] = None,
    by: Annotated[str, _BY],
    reason: Annotated[str, _REASON] = "",
) -> None:
    """Correct a record, withdraw it, or add one that was missed; print the id.

    Only what makes a legal record is accepted. The same again, by the same person for the same reason, changes nothing, so a file
    can be handed in again. docs/reference/review.md has the form of its lines.

    \b
    Example:
      onrecord review correct market-report/f1 --set min=30 --set max=null \\
        --by "Ana Reyes" --reason "at least thirty, in the headline too"
      onrecord review correct market-report/s4 --withdraw \\
        --by "Ana Reyes" --reason "a caption, nobody says it"
      onrecord review correct market-report --add figure \\
        --set measure=killed --set phrase=six --set min=6 --set max=6 \\
        --by "Ana Reyes" --reason "missed"
      onrecord review correct --file corrections.jsonl --by "Ana Reyes"
    """
    if file is not None:
        if record is not None or set_ or add or withdraw or take_back:
            raise WrongUse("--file goes with no record and no change beside it", hint="its lines say what is to be changed")
        raise typer.Exit(_from_file(context, file, by, reason))
    if record is None:
        raise WrongUse("no record is named", hint="name it as REPORT/f1, or give --file FILE")
    request = CorrectionRequest(
        record=record.removesuffix("?"), set=_fields(set_ or []), add=_kind(add), withdraw=withdraw, take_back=take_back
    )
    with open_existing(run_of(context)) as ledger:
        _tell("correction", acts.correct(ledger, request, by=by, reason=reason))


@app.command()
def propose(
    context: typer.Context,
    record: Annotated[str, typer.Argument(metavar="RECORD", help="A record as REPORT/f1, or a report as a whole.")],
    *,
    word: Annotated[
        str,
        typer.Option(metavar="WORD", help="The judgement in a word or a few, as those rules have it: verified, corroborated, disputed …"),
    ],
    rules: Annotated[str, typer.Option(metavar="NAME", help="The set of rules it is made by.")] = "none",
    by: Annotated[str, _BY],
    reason: Annotated[str, _REASON],
) -> None:
    """Propose an assessment of a record or a report; print its id. Another person must agree.

    \b
    Example:
      onrecord review propose market-report/f1 --word verified \\
        --by "Ana Reyes" --reason "two hospital lists, seen on 6 May"
    """
    with open_existing(run_of(context)) as ledger:
        _tell("proposal", acts.propose(ledger, record.removesuffix("?"), word=word, rules=rules, by=by, reason=reason))


@app.command()
def decide(
    context: typer.Context,
    proposal: Annotated[str, typer.Argument(metavar="PROPOSAL", help="The id of the proposal, or its beginning.")],
    *,
    agree: Annotated[bool | None, typer.Option("--agree/--reject", help="What you say to it.")] = None,
    by: Annotated[str, _BY],
    reason: Annotated[str, _REASON],
) -> None:
    """Agree to what another person proposed, or reject it; print the id.

    \b
    Example:
      onrecord review decide 5c1f09ab77e2 --agree \\
        --by "Ben Osei" --reason "saw both lists"
    """
    if agree is None:
        raise WrongUse("a decision agrees or rejects", hint="give --agree or --reject")
    with open_existing(run_of(context)) as ledger:
        _tell("decision", acts.decide(ledger, proposal, agrees=agree, by=by, reason=reason))


@app.command()
def dismiss(
    context: typer.Context,
    finding: Annotated[str, typer.Argument(metavar="FINDING", help="As REPORT/x1.")],
    *,
    take_back: Annotated[bool, typer.Option("--take-back", help="Take up again what was dismissed.")] = False,
    by: Annotated[str, _BY],
    reason: Annotated[str, _REASON],
) -> None:
    """Dismiss a finding; print the id. It stays in the record, and is listed no more.

    It comes back by itself where the rule notices something else: another number, another sentence.

    \b
    Example:
      onrecord review dismiss market-report/x2 \\
        --by "Ana Reyes" --reason "both dates are of the same night"
    """
    with open_existing(run_of(context)) as ledger:
        _tell("dismissal", acts.dismiss(ledger, finding, by=by, reason=reason, take_back=take_back))


def _from_file(context: typer.Context, file: Path, by: str, reason: str) -> int:
    refused = done = 0
    with open_existing(run_of(context)) as ledger:
        for one in acts.correct_from_file(ledger, file, by=by, reason=reason):
            if isinstance(one, Issue):
                refused += 1
                talk(issue_sentence(one))
            else:
                done += 1
                _write("correction", one)
    if not refused and not done:
        talk(f"{file} holds no correction")
    return Exit.SOME_UNREAD if refused else Exit.DONE


def _fields(given: list[str]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals or not name:
            raise WrongUse(f"--set {one} sets no field", hint="write it as FIELD=VALUE, as in --set group=people")
        if name in fields:
            raise WrongUse(f"--set {name} is given twice", hint="a field has one value")
        fields[name] = None if value in ("", "null") else value
    return fields


def _kind(given: str | None) -> RecordKind | None:
    kind = given.replace("-", "_") if given else None
    if kind is not None and (kind not in members(RecordKind) or kind == "report"):
        raise WrongUse(f"there is no kind of record {given!r} to be added", hint=f"kinds are: {_KINDS}")
    return cast("RecordKind | None", kind)


def _tell(what: str, done: Reviewed) -> None:
    _write(what, done)
    if not done.recorded:
        told = "this was said before, by the same person for the same reason" if done.id else "the record says so already"
        talk(f"nothing was recorded: {told}")


def _write(what: str, done: Reviewed) -> None:
    write_json({what: done.id, **{name: value for name, value in msgspec.structs.asdict(done).items() if name != "id"}})
