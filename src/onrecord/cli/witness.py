"""``onrecord witness``: countersigns the logs of others. Needs no case; runs at a partner organisation."""

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from onrecord.cli.run import Exit, output, talk
from onrecord.cli.saving import refuse_unwritable, written_whole
from onrecord.errors import WrongUse
from onrecord.ledger import Answer, Witness, WitnessServer, given_keys

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Countersign the logs of others, as a witness.\n\nA witness keeps the last checkpoint of each log and signs a new one only"
    " if the log still leads up to it. It learns how many entries a log has and when, and nothing of what they hold.\n\n\b\nExample:\n"
    "  onrecord witness new --state witness --name partner.example/w1",
)

Logs = Annotated[
    list[str] | None,
    typer.Option("--log", metavar="KEY", help="Sign for this log from now on: its verifier key, or a file; may be given again."),
]
State = Annotated[Path, typer.Option(metavar="DIR", help="The folder of the witness.")]


@app.command()
def new(
    *,
    state: State,
    name: Annotated[str, typer.Option(metavar="NAME", help="What its signatures are called, such as partner.example/w1.")],
    log: Logs = None,
    post_quantum: Annotated[bool, typer.Option("--post-quantum", help="Sign with ML-DSA-44 as well.")] = False,
) -> None:
    """Make a witness, and print its public keys.

    Its signatures are checked by these.

    \b
    Example:
      onrecord witness new --state witness --name partner.example/w1 \\
        --log log.vkey
    """
    logs = [key for text in log or () for key in given_keys(text)]
    made = Witness.new(state, name, post_quantum=post_quantum)
    made.trust(logs)
    for key in made.keys:
        output().print(Text(key.encoded()), soft_wrap=True)


@app.command()
def serve(
    *,
    state: State,
    listen: Annotated[str, typer.Option(metavar="HOST:PORT", help="Where to listen.")] = "127.0.0.1:8417",
    log: Logs = None,
) -> None:
    """Answer on the network, until it is interrupted. Put a web server that speaks https before it.

    \b
    Example:
      onrecord witness serve --state witness --listen 127.0.0.1:8417
    """
    witness = _opened(state, log)
    host, _, port = listen.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65535:
        raise WrongUse(f"--listen {listen} is no host and port", hint="for example --listen 127.0.0.1:8417")
    try:
        server = WitnessServer((host.strip("[]"), int(port)), witness, talk)
    except OSError as error:
        raise WrongUse(
            f"{listen} cannot be listened at: {error.strerror or error}", hint="name another port, or stop what uses it"
        ) from error
    with server:
        talk(f"{witness.keys[0].name} answers at http://{host}:{server.port}/add-checkpoint for {len(witness.logs)} keys of logs")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            talk("stopped")


@app.command()
def sign(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The request that a desk wrote (`onrecord checkpoint request`).")],
    *,
    state: State,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the signature lines to a file.")] = None,
    log: Logs = None,
) -> int:
    """Answer a request that was carried here in a file.

    \b
    Example:
      onrecord witness sign to-partner --state witness --out from-partner

    Exit codes: 1 where it does not sign; the reason is told.
    """
    if out is not None:
        refuse_unwritable(out, "--out")  # before it signs: it remembers what it signed
    witness = _opened(state, log)
    try:
        with file.open("rb") as opened:
            answer = witness.answer(opened.read(200_000))
    except OSError as error:
        raise WrongUse(f"{file} could not be read: {error.strerror or error}", hint="check its name and permissions") from error
    if answer.status != 200:
        talk(_told(answer))
        return Exit.SOME_UNREAD
    if out is not None:
        with written_whole(out, "--out") as stream:
            stream.write(answer.body)
        talk(f"written to {out}")
    else:
        typer.echo(answer.body.decode(), nl=False)
    return Exit.DONE


def _opened(state: Path, log: list[str] | None) -> Witness:
    witness = Witness(state)
    witness.trust([key for text in log or () for key in given_keys(text)])
    return witness


def _told(answer: Answer) -> str:
    """Why it did not sign, and what the desk can do."""
    words = answer.body.decode("utf-8", "replace").strip()
    if answer.status == 409:
        return f"not signed: this witness knows the log at {words} entries; make the request again with --old {words}"
    if answer.status == 404:
        return f"not signed: {words}; its key is added with --log"
    return f"not signed: {words}"
