"""``onrecord export``: what the case holds, for others and for other programs."""

from collections.abc import Iterator, Mapping, Sequence
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
from onrecord.export.tables import FORMATS, FormatName, Table, Tabled
from onrecord.ledger import Reason, View
from onrecord.records.wording import counted

ROWS_CALLED: dict[FormatName, tuple[str, str]] = {
    "geojson": ("feature", ""),
    "ftm": ("entity", "entities"),
    "claimreview": ("review", ""),
    "mediareview": ("review", ""),
}
"""What a format has instead of rows: one, and several where that is no plain plural."""

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def export(
    context: typer.Context,
    reports: Annotated[
        list[str] | None, typer.Argument(metavar="REPORT", help="Ids of reports, or their beginnings, as for `show`.")
    ] = None,
    *,
    to: Annotated[
        Literal["dossier", FormatName],
        typer.Option("--to", metavar="FORMAT", help=f"In which form: dossier, {', '.join(FORMATS)}."),
    ],
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE", help="The file to write; a dossier's name ends in .wacz. Never written over.")
    ],
    every: Annotated[bool, typer.Option("--all", help="All reports of the case.")] = False,
    redact: Annotated[
        bool, typer.Option("--redact", help="Black out the names that notes give, but for those with the role other.")
    ] = False,
    reason: Annotated[Reason | None, typer.Option("--reason", help="Of a dossier: why it is redacted; safety where none is given.")] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Of a dossier: who redacts; the log has a pseudonym.")] = None,
    with_notes: Annotated[
        bool,
        typer.Option("--with-notes", help="Of a dossier: what notes say goes out as well, so that names may go out, wherever they stand."),
    ] = False,
    names_may_go_out: Annotated[
        bool,
        typer.Option("--names-may-go-out", help="Also where names to be protected go out unredacted, or may, since notes were erased."),
    ] = False,
    table: Annotated[Table | None, typer.Option("--table", help="Of csv and parquet: which table; figures where none is named.")] = None,
    publisher: Annotated[
        str | None, typer.Option("--publisher", metavar="NAME", help="Of claimreview and mediareview: who answers for the reviews.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was written as one JSON object.")] = False,
) -> int:
    """Hand reports over as a dossier, or as a table for other programs.

    A dossier can be checked without this program: one file, and a proof of it beside it. It holds the originals, the records, everything
    that was done with them, proofs from the log, and pages for people (onrecord/report.html, onrecord/VERIFY.txt). That it went out is
    entered in the log. A redacted dossier leaves out every record and original from which a protected name could be got; read it before
    you hand it over all the same.
    Pictures, mail and packed files are not searched for names: look at them before you hand them over.

    The other formats hold what the reports say as people corrected it, and no proof. Nothing in them is added, joined or chosen.
    claimreview and mediareview are made of assessments alone, which one person proposed and another agreed to.

    Where a name that notes protect is found in what would go out, nothing is written until you say that it may.

    \b
    Example:
      onrecord export --to dossier market-report.txt --out market.wacz
      onrecord export --to dossier --all --redact --by "A. Editor" --out all.wacz
      onrecord export --to csv --all --out figures.csv
      onrecord export --to geojson --all --redact --out map.geojson
    """
    run = run_of(context)
    case = run.existing_case()
    if bool(reports) == every:
        raise WrongUse("name the reports to export, or give --all for every report of the case", hint="`onrecord show` lists them")
    wanted = None if every else reports
    if to != "dossier":
        _refuse(to, {"--by": by, "--reason": reason, "--with-notes": with_notes, "--table": table and not FORMATS[to].of_tables})
        _refuse(to, {"--publisher": publisher and not FORMATS[to].of_assessments})
        with View.open(case) as view:
            tabled = flow.export_table(
                view, wanted, out, to=to, table=table or "figures", redact=redact, names_may_go_out=names_may_go_out, publisher=publisher
            )
        return _print_table(tabled, as_json=as_json)
    _refuse(to, {"--table": table, "--publisher": publisher})
    if redact and with_notes:
        raise WrongUse("--redact and --with-notes cannot go together: notes hold the names that are blacked out")
    if redact and by is None:
        raise WrongUse("who redacts must be named", hint='give it with --by "NAME"; the log has a pseudonym')
    redaction = flow.Redaction(reason=reason or "safety", by=by) if redact and by is not None else None
    with flow.case_of(case) as ledger:
        for sentence in ledger.repairs:
            talk(sentence)
        with Walk("comparing the index with the log") as walk:
            ledger.reached = walk.reached
            done = flow.export_dossier(
                ledger,
                wanted,
                out,
                redaction=redaction,
                with_notes=with_notes,
                names_may_go_out=names_may_go_out,
            )
    return _print_dossier(done, redact=redact, as_json=as_json)


def _refuse(to: str, given: Mapping[str, object]) -> None:
    """Refuse options that another format has."""
    for option, value in given.items():
        if value:
            raise WrongUse(f"{option} cannot go together with --to {to}", hint="`onrecord export --help` says what each option is of")


def _print_table(done: Tabled, *, as_json: bool) -> int:
    if as_json:
        write_json(msgspec.structs.asdict(done) | {"file": str(done.file)})
        return 0
    console = output()
    one, several = ROWS_CALLED.get(done.to, ("row", ""))
    what = counted(done.rows, one, many=several)
    print_broken(console, f"{visible(str(done.file))}  {what} of {counted(done.reports, 'report')}, {done.size:,} bytes", style="bold")
    print_broken(console, f"  SHA-256 {done.sha256}", hanging=2)
    if done.redacted:
        print_broken(console, "  redacted: names that notes protect are blacked out; read it before you hand it over", hanging=2)
        for sentence in _words_not_alone(done.not_alone, "the file"):
            talk(sentence)
    elif done.shown:
        talk(f"notes name {people_to_protect(done.shown)}, who may be known from this file, which is not redacted (--redact)")
    for sentence in _of_erased_notes(done.erased_notes):
        talk(sentence)
    return 0


def _print_dossier(done: flow.Exported, *, redact: bool, as_json: bool) -> int:
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
        for sentence in _of_erased_notes(done.erased_notes):
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
    yield from _words_not_alone(done.not_alone, "the dossier")
    if done.among_parties:
        listed = ", ".join(visible(name) for name in done.among_parties)
        yield f"of {listed} something stands in a list of parties; whoever knows the rest of it can try names out by its hash in the log"
    yield from _of_erased_notes(done.erased_notes)


def _words_not_alone(words: Sequence[str], where: str) -> Iterator[str]:
    if words:
        listed = ", ".join(visible(word) for word in words)
        yield f"short or common words of names, found only where the whole name stands: {listed} – look for them in {where} yourself"


def _of_erased_notes(number: int) -> Iterator[str]:
    if number:
        notes = counted(number, "note")
        yield f"{notes} of the case, erased since, may have named people to be protected, of whom only those noted anew are blacked out"
