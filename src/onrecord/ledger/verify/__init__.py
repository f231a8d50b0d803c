"""Verification from the bytes up: a case or a dossier against its own log, offline (docs/reference/verify)."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from onrecord.errors import BadInput
from onrecord.ledger.places import Places
from onrecord.ledger.tlog.checkpoint import Head
from onrecord.ledger.tlog.note import NoteFault, VerifierKey
from onrecord.ledger.verify.case import check_case
from onrecord.ledger.verify.checking import Inspection, Policy
from onrecord.ledger.verify.indexed import check_index
from onrecord.ledger.verify.verdict import EXIT, Checked, Noticed, NotShown, Outcome, Verdict

__all__ = ["EXIT", "Checked", "NotShown", "Noticed", "Outcome", "Policy", "Verdict", "policy_of", "verify"]

_LONGEST = 100_000
"""Bytes of a file that is given as a key or checkpoint."""


def policy_of(
    *, keys: Sequence[str] = (), witnesses: Sequence[str] = (), checkpoints: Sequence[Path] = (), authorities: Sequence[Path] = ()
) -> Policy:
    """What is given to a verification besides the evidence.

    Args:
        keys: verifier keys of the log, or files that hold them, obtained another way than with the evidence.
        witnesses: the same of witnesses.
        checkpoints: files with checkpoints kept elsewhere.
        authorities: files with certificates of time-stamping authorities (PEM).

    Raises:
        BadInput: a key is none, or a file cannot be read.
    """
    return Policy(
        keys=tuple(key for text in keys for key in _keys(text)),
        witnesses=tuple(key for text in witnesses for key in _keys(text)),
        checkpoints=tuple((str(path), _read(path)) for path in checkpoints),
        authorities=tuple(_read(path) for path in authorities),
    )


def verify(path: Path, policy: Policy | None = None, *, with_index: bool = False) -> Verdict:
    """Check a case folder; nothing is written, and no database is opened unless ``with_index`` asks that its index be compared.

    What is wrong with the evidence stands in the verdict and raises nothing.
    """
    seen = Inspection(policy or Policy())
    head: Head | None = None
    signed: tuple[VerifierKey, ...] = ()
    places = Places(path)
    if places.exists() or places.checkpoint.exists():
        kind: Literal["case", "nothing"] = "case"
        head, signed = check_case(places, seen)
        if with_index and head is not None:
            check_index(places, head, seen)
    else:
        kind = "nothing"
        seen.notes.find("path.unreadable", path, "There is no case and no dossier here, or it cannot be read.")
    outcome = seen.notes.outcome()
    return Verdict(
        path=str(path),
        kind=kind,
        verdict=outcome,
        exit=EXIT[outcome],
        origin=head.origin if head else None,
        size=head.size if head else None,
        root=head.root.hex() if head else None,
        checked=Checked(**seen.notes.count),
        keys=tuple(key.encoded() for key in signed),
        findings=seen.notes.findings(),
        not_shown=seen.notes.not_shown(),
    )


def _keys(text: str) -> tuple[VerifierKey, ...]:
    """A key as it is, or those in a file."""
    if text.count("+") >= 2 and not Path(text).exists():
        lines = [text]
    else:
        lines = [line for line in _read(Path(text)).decode("utf-8", "replace").splitlines() if line.strip()]
    try:
        return tuple(VerifierKey.decoded(line) for line in lines)
    except NoteFault as error:
        raise BadInput(f"{text}: {error}.", hint="A verifier key is one line: name, id and key, parted by +.") from error


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_LONGEST)
    except OSError as error:
        raise BadInput(f"{path} could not be read: {error.strerror or error}.", hint="Check its name and permissions.") from error
