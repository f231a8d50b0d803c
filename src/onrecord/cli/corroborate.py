"""``onrecord corroborate``: what the reports of the case say together."""

from typing import Annotated, get_args

import msgspec
import typer

from onrecord import flow
from onrecord.cli.opening import open_existing
from onrecord.cli.printed.claims import print_claims
from onrecord.cli.progress import Walk
from onrecord.cli.run import output, run_of, talk, write_json
from onrecord.errors import WrongUse
from onrecord.records.vocabulary import Measure
from onrecord.records.wording import counted

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def corroborate(
    context: typer.Context,
    *,
    measure: Annotated[Measure | None, typer.Option(metavar="MEASURE", help=f"Only figures of it: {', '.join(get_args(Measure))}.")] = None,
    place: Annotated[str | None, typer.Option(metavar="TEXT", help="Only figures of this place.")] = None,
    least: Annotated[
        int | None, typer.Option("--least", min=1, metavar="N", help="Only claims that at least N reports tell; else those of two.")
    ] = None,
    grade: Annotated[
        list[str] | None,
        typer.Option(metavar="RULES", help="Suggest the grade of each claim by this rule-set; may be given again."),
    ] = None,
    new: Annotated[
        bool,
        typer.Option("--new", help="Compare only what was read or corrected since, with the few reports it may bear on; list no claims."),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a claim.")] = False,
) -> None:
    """Compare the reports: which claims they share, and how many sources stand behind.

    Ten papers that quote one ministry are one source. For each claim it is told which reports and outlets carry it, and to which
    root sources these lead back: directly, through outlets that they name, or because they print another's text. What is noticed
    on the way – a source that was lost, a digit that slipped, a total that fell – is kept as findings (`onrecord findings`).

    With --grade it is suggested what each claim would be by a published rule-set, with the reasons (docs/concepts/grades.md):
    airwars-like, every-casualty-like-minimum, independent-roots, or one of the case's own in its folder `grades`.

    With --new only the reports that were read or corrected since the last time are compared, with those that they may share a claim
    with. That costs what these are, however many reports the case has. Readings count as people corrected them.

    Claims are suggestions by rules. Nothing is merged, and nothing is confirmed: how many tell it says nothing about whether it is so.

    \b
    Example:
      onrecord --case case corroborate
      onrecord --case case corroborate --measure killed --least 3
      onrecord --case case corroborate --least 3 --grade independent-roots
      onrecord --case case corroborate --new
      onrecord --case case findings --rule single-root-source
    """
    if new:
        if measure or place or grade or as_json or least is not None:
            raise WrongUse("--new lists no claims", hint="leave it out, or leave out what says which claims are listed, and how")
        with open_existing(run_of(context)) as ledger, Walk("comparing", "reports") as walk:
            done = flow.corroborate_new(ledger, walk.reached)
        told, reports = counted(done.findings, "finding"), counted(done.reports - done.corrected, "new report")
        corrected = f" and {counted(done.corrected, 'corrected one')}" if done.corrected else ""
        talk(f"{reports}{corrected} compared; {told} across reports rest on them, changed on {counted(done.changed, 'report')}")
        return
    with open_existing(run_of(context)) as ledger:
        rule_sets = flow.rule_sets_of(ledger.view, grade or [])
        fault = None if grade else flow.fault_in_rule_sets(ledger.view)
        beside = flow.all_beside(ledger)
        done = flow.corroborate(ledger, beside)
        claims = flow.claims_of(ledger.view, beside, measure=measure, place=place, least=2 if least is None else least, graded_by=rule_sets)
    if as_json:
        for claim, grades in claims:
            write_json({**msgspec.to_builtins(claim), **({"grades": msgspec.to_builtins(grades)} if grades else {})})
    else:
        print_claims(claims, output())
    if fault is not None:
        talk(f"no grade was asked for; with --grade this would be refused: {fault}")
    findings = counted(done.findings, "finding")
    talk(f"{counted(done.reports, 'report')} compared; {findings} across reports, changed on {counted(done.changed, 'report')}")
