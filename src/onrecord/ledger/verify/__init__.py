"""Verification from the bytes up: a case or a dossier against its own log, offline (docs/reference/verify)."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from onrecord.errors import BadInput
from onrecord.ledger.dossier_file import LISTING
from onrecord.ledger.places import Places
from onrecord.ledger.tlog.checkpoint import Head
from onrecord.ledger.tlog.note import ED25519, NoteFault, VerifierKey
from onrecord.ledger.tlog.policy import PolicyFault, TrustPolicy
from onrecord.ledger.verify.case import check_case
from onrecord.ledger.verify.checking import Inspection, Policy
from onrecord.ledger.verify.dossier import check_dossier
from onrecord.ledger.verify.files import is_resolved
from onrecord.ledger.verify.indexed import check_index
from onrecord.ledger.verify.timestamps import certificates_of
from onrecord.ledger.verify.typed import as_kept
from onrecord.ledger.verify.verdict import EXIT, Checked, Noticed, NotShown, Outcome, Verdict, Vouched, plain
from onrecord.settings import SETTINGS_FILE

__all__ = [
    "EXIT",
    "Checked",
    "NotShown",
    "Noticed",
    "Outcome",
    "Policy",
    "Verdict",
    "Vouched",
    "given_certificates",
    "given_keys",
    "policy_of",
    "read_policy",
    "verify",
]

_KEY_HINT = "A verifier key is one line: name, id and key, parted by +."

_CHECKPOINT_HINT = "Compare it with what was kept, letter by letter: origin, size, root, an empty line, and signatures."

_LONGEST = 1 << 20
"""Bytes of a file that is given as a key or checkpoint."""


def policy_of(
    *,
    keys: Sequence[str] = (),
    witnesses: Sequence[str] = (),
    checkpoints: Sequence[Path] = (),
    authorities: Sequence[Path] = (),
    quorum: Path | None = None,
) -> Policy:
    """What is given to a verification besides the evidence.

    Args:
        keys: verifier keys of the log, or files that hold them, obtained another way than with the evidence.
        witnesses: the same of witnesses.
        checkpoints: files with checkpoints kept elsewhere.
        authorities: files with certificates of time-stamping authorities (PEM).
        quorum: a file that says which witnesses must have cosigned (C2SP tlog-policy). Its logs count as ``keys`` and its witnesses
            as ``witnesses``.

    Raises:
        BadInput: a key, checkpoint, certificate or policy is none, or a file cannot be read.
    """
    policy = read_policy(quorum) if quorum else None
    pinned = [key for text in keys for key in given_keys(text)]
    theirs = [key for text in witnesses for key in given_keys(text)]
    if wrong := next((key for key in theirs if key.kind == ED25519), None):
        raise BadInput(f"{wrong.encoded()} is a log's key, not a witness's.", hint="The log's own key is given with --key.")
    return Policy(
        keys=(*pinned, *(policy.logs if policy else ())),
        witnesses=tuple(dict.fromkeys((*theirs, *(one.key for one in policy.witnesses.values())) if policy else theirs)),
        checkpoints=tuple((str(path), _checkpoint(path)) for path in checkpoints),
        authorities=tuple(given_certificates(path) for path in authorities),
        quorum=policy,
    )


def read_policy(path: Path) -> TrustPolicy:
    """The trust policy in a file.

    Raises:
        BadInput: it is none, or cannot be read.
    """
    try:
        return TrustPolicy.decoded(_read(path))
    except PolicyFault as error:
        hint = "docs/guides/keep-checkpoints-elsewhere.md shows one; the format is c2sp.org/tlog-policy."
        raise BadInput(f"{path}: {error}.", hint=hint) from error


def given_certificates(path: Path) -> bytes:
    """The certificates in a file, PEM.

    Raises:
        BadInput: it holds none, or cannot be read.
    """
    data = _read(path)
    if not certificates_of(data):
        raise BadInput(f"{path} holds no certificate in PEM.", hint="It is text that begins with -----BEGIN CERTIFICATE-----.")
    return data


def verify(path: Path, policy: Policy | None = None, *, with_index: bool = False) -> Verdict:
    """Check a case folder or a dossier; nothing is written, and no database is opened unless ``with_index`` asks for its comparison.

    What is wrong with the evidence stands in the verdict and raises nothing.

    Raises:
        BadInput: a checkpoint that was given bears a line by a key of this log which does not fit: it was written off wrongly.
    """
    seen = Inspection(policy or Policy())
    head: Head | None = None
    signed: tuple[VerifierKey, ...] = ()
    kind: Literal["case", "dossier", "unpacked dossier", "nothing"] = "nothing"
    is_resolved.cache_clear()
    try:
        real = path.resolve()
        places = Places(real)
        names = set(os.listdir(real)) if real.is_dir() else set()  # noqa: PTH208 – names, also of what cannot be looked at
        if names & {"log", "records", SETTINGS_FILE}:
            kind = "case"
            head, signed = check_case(places, seen)
            if with_index and head is not None:
                check_index(places, head, seen)
        elif names & {LISTING, "onrecord"}:
            kind = "unpacked dossier"
            head, signed = check_dossier(real, path, seen)
        elif real.is_file() and real.stat().st_size and _may_be_dossier(path):
            kind = "dossier"
            head, signed = check_dossier(real, path, seen)
    except OSError as error:
        seen.notes.find("path.unreadable", path, f"This cannot be read: {error.strerror or error}.")
    if kind == "nothing" and not seen.notes.findings():
        seen.notes.find("path.unreadable", path, "There is no case and no dossier here, or it cannot be read.")
    outcome = seen.notes.outcome()
    return Verdict(
        path=plain(path),
        kind=kind,
        verdict=outcome,
        exit=EXIT[outcome],
        origin=head.origin if head else None,
        size=head.size if head else None,
        root=head.root.hex() if head else None,
        checked=Checked(**seen.notes.count),
        keys=tuple(key.encoded() for key in signed if key.kind == ED25519 or key in seen.policy.keys),
        outside=seen.notes.vouched(),
        findings=seen.notes.findings(),
        not_shown=seen.notes.not_shown(),
    )


def _may_be_dossier(path: Path) -> bool:
    """By its name or its first bytes."""
    if path.suffix == ".wacz":
        return True
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


def given_keys(text: str) -> tuple[VerifierKey, ...]:
    """A verifier key as it is, or those in a file.

    Raises:
        BadInput: it is none, or the file cannot be read.
    """
    if not text.strip():
        raise BadInput("An empty text is no verifier key.", hint=_KEY_HINT)
    try:
        return (VerifierKey.decoded(text),)  # first: the key of a post-quantum witness is longer than any name of a file
    except NoteFault as error:
        if text.count("+") >= 2 and len(text) > 60:
            raise BadInput(f"{error}.", hint=_KEY_HINT) from error
    try:
        keys = tuple(VerifierKey.decoded(line) for line in _read(Path(text)).decode("utf-8").split("\n") if line.strip())
    except (NoteFault, UnicodeDecodeError) as error:
        raise BadInput(f"{text}: {error}.", hint=_KEY_HINT) from error
    if not keys:
        raise BadInput(f"{text} holds no verifier key.", hint=_KEY_HINT)
    return keys


def _checkpoint(path: Path) -> bytes:
    try:
        return as_kept(_read(path))
    except NoteFault as error:
        raise BadInput(f"{path} is no checkpoint: {error}.", hint=_CHECKPOINT_HINT) from error


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(_LONGEST + 1)
    except OSError as error:
        raise BadInput(f"{path} could not be read: {error.strerror or error}.", hint="Check its name and permissions.") from error
    if len(data) > _LONGEST:
        raise BadInput(f"{path} is longer than any such file: more than {_LONGEST:,} bytes.", hint="Name the file that is meant.")
    return data
