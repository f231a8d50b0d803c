"""``onrecord export``: what the case holds, for others."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import typer

from onrecord import flow
from onrecord.cli.printed.layout import print_broken
from onrecord.cli.printed.words import few_words
from onrecord.cli.progress import Walk
from onrecord.cli.run import output, run_of, talk, write_json
from onrecord.cli.terminal import visible
from onrecord.errors import WrongUse
from onrecord.export.dossier import people_to_protect
from onrecord.ledger import Reason
from onrecord.records.wording import counted

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def export(
    context: typer.Context,
    reports: Annotated[
        list[str] | None, typer.Argument(metavar="REPORT", help="Ids of reports, or their beginnings, as for `show`.")
    ] = None,
    *,
    to: Annotated[Literal["dossier"], typer.Option("--to", help="In which form.")],  # noqa: ARG001 – one so far; more will come
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The file to write; its name ends in .wacz. Never written over.")],
    every: Annotated[bool, typer.Option("--all", help="All reports of the case.")] = False,
    redact: Annotated[
        bool, typer.Option("--redact", help="Black out the names that notes give, but for those with the role other.")
    ] = False,
    reason: Annotated[Reason, typer.Option("--reason", help="Why it is redacted.")] = "safety",
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who redacts; the log has a pseudonym.")] = None,
    with_notes: Annotated[
        bool, typer.Option("--with-notes", help="What notes say goes out as well, so that names may go out, wherever they stand.")
    ] = False,
    names_may_go_out: Annotated[
        bool,
        typer.Option("--names-may-go-out", help="Also where names to be protected go out unredacted, or may, since notes were erased."),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was written as one JSON object.")] = False,
) -> int:
    """Hand reports over as a dossier, which can be checked without this program.

    One file, and a proof of it beside it. It holds the originals, the records, everything that was done with them, proofs from the
    log, and pages for people (onrecord/report.html, onrecord/VERIFY.txt). That it went out is entered in the log. A redacted dossier
    leaves out every record and original from which a protected name could be got; read it before you hand it over all the same.
    Where a name that notes protect is found in what would go out, nothing is written until you say that it may. Pictures, mail and
    packed files are not searched for names: look at them before you hand them over.

    \b
    Example:
      onrecord export --to dossier market-report.txt --out market.wacz
      onrecord export --to dossier --all --redact --by "A. Editor" --out all.wacz
    """
    run = run_of(context)
    case = run.existing_case()
    if bool(reports) == every:
        raise WrongUse("name the reports to export, or give --all for every report of the case", hint="`onrecord show` lists them")
    if redact and with_notes:
        raise WrongUse("--redact and --with-notes cannot go together: notes hold the names that are blacked out")
    if redact and by is None:
        raise WrongUse("who redacts must be named", hint='give it with --by "NAME"; the log has a pseudonym')
    redaction = flow.Redaction(reason=reason, by=by) if redact and by is not None else None
    with flow.case_of(case) as ledger:
        for sentence in ledger.repairs:
            talk(sentence)
        with Walk("comparing the index with the log") as walk:
            ledger.reached = walk.reached
            done = flow.export_dossier(
                ledger,
                None if every else reports,
                out,
                redaction=redaction,
                with_notes=with_notes,
                names_may_go_out=names_may_go_out,
            )
    if as_json:
        write_json(msgspec.structs.asdict(done) | {"dossier": str(done.dossier), "proof": str(done.proof)})
        return 0
    console = output()
    print_broken(console, f"{visible(str(done.dossier))}  {counted(done.reports, 'report')}, {done.size:,} bytes", style="bold")
    print_broken(console, f"  {few_words(done.named)}", hanging=2)
    print_broken(console, f"  SHA-256 {done.sha256}", hanging=2)
    print_broken(console, f"  proof beside it: {visible(str(done.proof))}", hanging=2)
    if redact:
        told = f"{counted(done.withheld, 'record')} withheld; read the dossier before you hand it over"
        print_broken(console, f"  redacted: {told}", hanging=2)
        for sentence in _cautions(done):
            talk(sentence)
    else:
        if done.shown:
            talk(f"notes name {people_to_protect(done.shown)}, who may be known from this dossier, which is not redacted (--redact)")
        for sentence in _of_erased_notes(done):
            talk(sentence)
    if done.originals_gone:
        gone = counted(done.originals_gone, "original")
        talk(f"{gone} of these reports {'is' if done.originals_gone == 1 else 'are'} not in it: erased from the case, or lost")
    talk("hand over both files, and the log's key another way (keys/log.vkey of the case)")
    return 0


def _cautions(done: flow.Exported) -> Iterator[str]:
    """What a redaction could not do, one sentence each."""
    if done.not_found:
        listed = ", ".join(visible(name) for name in done.not_found)
        yield f"in no text of it stands: {listed} – look whether the notes spell names as the reports do"
    if done.not_alone:
        listed = ", ".join(visible(word) for word in done.not_alone)
        yield f"short or common words of names, found only where the whole name stands: {listed} – look for them in the dossier yourself"
    if done.among_parties:
        listed = ", ".join(visible(name) for name in done.among_parties)
        yield f"of {listed} something stands in a list of parties; whoever knows the rest of it can try names out by its hash in the log"
    yield from _of_erased_notes(done)


def _of_erased_notes(done: flow.Exported) -> Iterator[str]:
    if done.erased_notes:
        notes = counted(done.erased_notes, "note")
        yield f"{notes} of the case, erased since, may have named people to be protected, of whom only those noted anew are blacked out"
