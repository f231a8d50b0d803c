"""``onrecord verify``: whether a case or a dossier is as it was signed, from the bytes up."""

from pathlib import Path
from typing import Annotated

import typer

from onrecord import flow
from onrecord.cli.printed.verdict import print_verdict
from onrecord.cli.run import output, run_of, write_json

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def verify(
    context: typer.Context,
    path: Annotated[Path | None, typer.Argument(metavar="PATH", help="A case folder or a dossier. Default: the case.")] = None,
    *,
    key: Annotated[
        list[str] | None,
        typer.Option(metavar="KEY", help="The log's verifier key, or a file with it, obtained another way; may be given again."),
    ] = None,
    checkpoint: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="A checkpoint that was kept elsewhere, also one typed from paper; may be given again."),
    ] = None,
    witness: Annotated[
        list[str] | None, typer.Option(metavar="KEY", help="A witness's verifier key, or a file with it; may be given again.")
    ] = None,
    authority: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="The certificate of a time-stamping authority (PEM); may be given again.")
    ] = None,
    quorum: Annotated[
        Path | None, typer.Option("--policy", metavar="FILE", help="Which witnesses must have cosigned (C2SP tlog-policy).")
    ] = None,
    with_index: Annotated[bool, typer.Option("--index", help="Compare the index of the case with its log as well.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the verdict as one JSON object.")] = False,
) -> int:
    """Check a case or a dossier from the bytes up; nothing is written.

    No network is needed, and no database is opened. It says what was checked and by which keys, who outside vouches for how
    much of it, each finding with its place, and what the evidence does not show. The lone verify.py in every dossier checks
    the same without this program.
    docs/reference/verify.md lists the codes.

    \b
    Example:
      onrecord --case case verify
      onrecord verify dossier.wacz --key log.vkey --checkpoint kept.checkpoint

    Exit codes: 0 intact, 3 altered, 4 incomplete or erased by an entry, 5 nothing could be checked; 2 wrong use, as with a
    checkpoint that was typed wrongly.
    """
    run = run_of(context)
    policy = flow.policy_of(
        keys=key or (), witnesses=witness or (), checkpoints=checkpoint or (), authorities=authority or (), quorum=quorum
    )
    verdict = flow.verify(path or run.existing_case(), policy, with_index=with_index)
    if as_json:
        write_json(verdict)
    else:
        print_verdict(verdict, output())
    return verdict.exit
