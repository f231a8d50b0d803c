"""``onrecord checkpoint``: the signed head of the log, and keeping it elsewhere."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from onrecord import flow
from onrecord.cli.opening import open_existing
from onrecord.cli.printed.checkpoint import anchored_sentence, print_head, print_page
from onrecord.cli.run import Exit, output, run_of, talk, write_json
from onrecord.cli.saving import written_whole
from onrecord.errors import NotAnswered, WrongUse
from onrecord.ledger import Anchored, VerifierKey, given_certificates, given_keys, read_policy, refuse_among_own

app = typer.Typer(add_completion=False, rich_markup_mode=None)

Witnesses = Annotated[
    list[str] | None, typer.Option(metavar="KEY", help="The witness's verifier key, or a file with its keys; may be given again.")
]
Certificates = Annotated[
    list[Path] | None,
    typer.Option(metavar="FILE", help="The authority's certificate and those above it (PEM); may be given again."),
]


@app.callback(invoke_without_command=True)
def checkpoint(
    context: typer.Context,
    *,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the checkpoint to a file, to be kept elsewhere.")] = None,
    page: Annotated[bool, typer.Option("--print", help="Print a page for paper.")] = False,
    at: Annotated[int | None, typer.Option(metavar="ENTRIES", min=0, help="What the log said when it had so many entries.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Show the signed head of the log; have it countersigned or stamped.

    A checkpoint speaks for every entry of the log up to it. Whoever holds the key can write the log anew and sign it anew;
    a checkpoint that lies elsewhere, was countersigned or stamped shows it. docs/guides/keep-checkpoints-elsewhere.md
    tells which way suits whom.

    \b
    Example:
      onrecord --case case checkpoint --out kept.checkpoint
      onrecord --case case checkpoint --print
    """
    if context.invoked_subcommand:
        return
    if at is not None and (out is not None or page):
        raise WrongUse("of an earlier size there is no signed checkpoint any more", hint="leave out --at, or --out and --print")
    head = flow.checkpoint_of(run_of(context).existing_case(), at=at)
    if out is not None:
        refuse_among_own(out)
        _keep(out, (head.checkpoint or "").encode())
    if as_json:
        write_json(head)
    elif page:
        print_page(head, output())
    elif out is None:
        print_head(head, output())


@app.command()
def countersign(
    context: typer.Context,
    url: Annotated[str | None, typer.Argument(metavar="URL", help="Where the witness is asked (its submission prefix).")] = None,
    *,
    witness: Witnesses = None,
    policy: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Ask every witness of a policy that has an address there, in place of URL.")
    ] = None,
) -> int:
    """Have a witness countersign the checkpoint, over the network.

    The witness signs only if the log still leads up to the last checkpoint that it signed. Its cosignature is checked
    with its key and kept in anchors/, with an entry of its own.

    \b
    Example:
      onrecord --case case checkpoint countersign https://partner.example \\
        --witness partner.vkey

    Exit codes: 1 where a witness did not cosign, also where it says that it cosigned another history of this log.
    """
    asked = _asked(url, witness, policy)
    with open_existing(run_of(context)) as ledger:
        return _asked_each(partial(flow.countersign, ledger, address, keys) for address, keys in asked)


@app.command()
def request(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the request is written.")],
    *,
    witness: Witnesses = None,
    old: Annotated[
        int | None, typer.Option(metavar="ENTRIES", min=0, help="How many entries the witness knows, where it told you so.")
    ] = None,
) -> None:
    """Write a request for a cosignature to a file.

    It is carried to a witness, who answers it with `onrecord witness sign`; `onrecord checkpoint add` keeps the answer.

    \b
    Example:
      onrecord --case case checkpoint request to-partner --witness partner.vkey
    """
    keys = _keys(witness)
    with open_existing(run_of(context)) as ledger:
        data = flow.request_for_witness(ledger, keys, old=old)
    _save(file, data)


@app.command()
def stamp(
    context: typer.Context,
    *,
    authority: Annotated[list[str], typer.Option(metavar="URL", help="Whom to ask; may be given again.")],
    certificate: Certificates = None,
) -> int:
    """Have an authority stamp the checkpoint, over the network.

    It is a time-stamping authority as RFC 3161 has them. The time stamp is kept only when its imprint, its nonce and its signature
    were checked.

    \b
    Example:
      onrecord --case case checkpoint stamp --authority https://tsa.example/tsr \\
        --certificate tsa.pem

    Exit codes: 1 where an authority did not stamp.
    """
    certificates = _certificates(certificate)
    with open_existing(run_of(context)) as ledger:
        return _asked_each(partial(flow.stamp, ledger, url, certificates) for url in authority)


@app.command()
def query(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the query is written, by custom *.tsq.")],
) -> None:
    """Write a request for a time stamp to a file.

    It is sent by other means than this program; `onrecord checkpoint add` keeps the answer.

    \b
    Example:
      onrecord --case case checkpoint query checkpoint.tsq
      curl --data-binary @checkpoint.tsq -o checkpoint.tsr \\
        -H 'Content-Type: application/timestamp-query' https://tsa.example/tsr
      onrecord --case case checkpoint add checkpoint.tsr --certificate tsa.pem
    """
    with open_existing(run_of(context)) as ledger:
        data = flow.query_for_authority(ledger)
    _save(file, data)


@app.command()
def add(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="What came back: signature lines, or a time stamp.")],
    *,
    witness: Witnesses = None,
    certificate: Certificates = None,
) -> int:
    """Keep cosignatures or time stamps that came back in files.

    Which of them a file holds shows in its bytes. Signatures are checked first: cosignatures need --witness, time stamps
    --certificate. What says a time that is more than a day from this machine's clock is not kept.

    \b
    Example:
      onrecord --case case checkpoint add from-partner --witness partner.vkey

    Exit codes: 1 where the time that one says cannot be so.
    """
    keys, certificates = _keys(witness), _certificates(certificate)
    with open_existing(run_of(context)) as ledger:
        found = ((_read(file), str(file)) for file in files)
        return _asked_each(partial(flow.add_anchor, ledger, *one, keys=keys, certificates=certificates) for one in found)


def _asked_each(requests: Iterable[Callable[[], Anchored]]) -> Exit:
    """Ask one after another, say what came of each, and go on where one does not answer."""
    failed = 0
    for ask in requests:
        try:
            talk(anchored_sentence(ask()))
        except NotAnswered as error:
            talk(f"{error.message} {error.hint or ''}".strip())
            failed += 1
    return Exit.SOME_UNREAD if failed else Exit.DONE


def _asked(url: str | None, witness: list[str] | None, policy: Path | None) -> list[tuple[str, tuple[VerifierKey, ...]]]:
    """Addresses of witnesses with their keys."""
    if policy is not None:
        if url is not None or witness:
            raise WrongUse("a policy names its witnesses itself", hint="leave out URL and --witness, or --policy")
        found: list[tuple[str, tuple[VerifierKey, ...]]] = [
            (one.url, (one.key,)) for one in read_policy(policy).witnesses.values() if one.url
        ]
        if not found:
            raise WrongUse(f"{policy} gives no address of a witness", hint="it stands behind the key: witness NAME KEY URL")
        return found
    if url is None or not witness:
        raise WrongUse("a witness is asked at its address and known by its key", hint="give URL and --witness, or --policy")
    return [(url, _keys(witness))]


def _keys(given: Sequence[str] | None) -> tuple[VerifierKey, ...]:
    keys = tuple(dict.fromkeys(key for text in given or () for key in given_keys(text)))
    if len({key.name for key in keys}) > 1:
        raise WrongUse("the keys are of several witnesses", hint="ask one after the other")
    return keys


def _certificates(given: Sequence[Path] | None) -> tuple[bytes, ...]:
    return tuple(given_certificates(path) for path in given or ())


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(200_000)
    except OSError as error:
        raise WrongUse(f"{file} could not be read: {error.strerror or error}", hint="check its name and permissions") from error


def _keep(out: Path, checkpoint: bytes) -> None:
    """An earlier checkpoint is of use only as it is: nothing is written over it.

    Raises:
        WrongUse: the file is there and holds something else, or it cannot be written.
    """
    if out.is_file() and _read(out) not in (b"", checkpoint):
        raise WrongUse(f"--out {out} is there and holds something else", hint="name a new file: an earlier checkpoint is kept as it is")
    _save(out, checkpoint, "--out")


def _save(file: Path, data: bytes, option: str = "FILE") -> None:
    with written_whole(file, option) as stream:
        stream.write(data)
    talk(f"written to {file}")
