"""``onrecord key``: what the log is signed with, and changing it."""

from datetime import date
from typing import Annotated

import typer
from rich.text import Text

from onrecord import flow
from onrecord.cli.run import output, run_of, talk, write_json
from onrecord.errors import WrongUse
from onrecord.ledger import NewKey

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Show or change the key that the log is signed with.\n\nThe public key is what others check the case with. Give it to them"
    " another way than with the evidence: then nobody can put another log in its place.\n\n\b\nExample:\n  onrecord --case case key show",
)


@app.command()
def show(context: typer.Context, *, as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False) -> None:
    """Print the verifier keys of the log, the one in force first.

    \b
    Example:
      onrecord --case case key show
    """
    head = flow.checkpoint_of(run_of(context).existing_case())
    if as_json:
        write_json({"origin": head.origin, "keys": head.keys})
        return
    for key in head.keys:
        output().print(Text(key), soft_wrap=True)


@app.command()
def rotate(
    context: typer.Context,
    *,
    compromised: Annotated[
        str | None, typer.Option(metavar="DAY", help="The day from which on others may have had the old key (YYYY-MM-DD).")
    ] = None,
    lost: Annotated[bool, typer.Option("--lost", help="The old key is gone and cannot sign the change.")] = False,
    post_quantum: Annotated[bool, typer.Option("--post-quantum", help="Sign with ML-DSA-44 as well from now on.")] = False,
) -> None:
    """Change the key of the log. An entry says so, which the old key and the new one sign.

    Have the checkpoint countersigned or stamped right after, and give the new key to all who had the old one: a witness
    signs for it only when it knows it. After a loss nothing shows that the new key follows from the old one but what was
    kept outside.

    \b
    Example:
      onrecord --case case key rotate
      onrecord --case case key rotate --compromised 2031-03-05
    """
    day = _day(compromised) if compromised is not None else None
    keys = flow.change_key(run_of(context).existing_case(), NewKey(compromised=day, post_quantum=post_quantum), lost=lost)
    talk("the key was changed; from now on the log is checked with:")
    for key in keys:
        output().print(Text(key), soft_wrap=True)


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise WrongUse(f"--compromised {text} is no day", hint="write it as YYYY-MM-DD") from error
