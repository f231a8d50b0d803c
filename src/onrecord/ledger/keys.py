"""The keys of a log: made with the case, kept in files, the private one for its owner alone."""

import os
import secrets
import stat
from pathlib import Path

from onrecord.errors import BadInput, BrokenIntegrity, WrongUse
from onrecord.ledger.places import Places, make_folder, replace_file
from onrecord.ledger.tlog.note import ED25519, MLDSA44, NoteFault, SigningKey, VerifierKey

_PRIVATE = 0o600
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def make_keys(places: Places, *, post_quantum: bool = False) -> tuple[SigningKey, ...]:
    """The keys of a new case under a random origin; those that an earlier attempt left are used again."""
    if places.private_key.exists():
        return signing_keys(places)
    return write_keys(places, new_keys(f"onrecord/{secrets.token_hex(8)}", post_quantum=post_quantum))


def new_keys(origin: str, *, post_quantum: bool) -> tuple[SigningKey, ...]:
    """New keys under the origin of a log: one for Ed25519, with ``post_quantum`` one for ML-DSA-44 beside it."""
    kinds = (ED25519, MLDSA44) if post_quantum else (ED25519,)
    return tuple(SigningKey(origin, kind, secrets.token_bytes(32)) for kind in kinds)


def write_keys(places: Places, keys: tuple[SigningKey, ...]) -> tuple[SigningKey, ...]:
    """Write both files, the public one first: a private key that nobody can check would be worse than none."""
    make_folder(places.keys)
    public = "".join(f"{key.verifier.encoded()}\n" for key in keys)
    private = "".join(f"{key.encoded()}\n" for key in keys)
    replace_file(places.public_key, public.encode(), scratch=places.keys)
    replace_file(places.private_key, private.encode(), mode=_PRIVATE, scratch=places.keys)
    return keys


def signing_keys(places: Places) -> tuple[SigningKey, ...]:
    """The private keys of the log, that for Ed25519 first.

    Raises:
        WrongUse: others than the owner may read the file, so that nobody could say who signed.
        BrokenIntegrity: it is missing, or holds no keys.
    """
    file = places.private_key
    try:
        with file.open("rb") as opened:
            mode = stat.S_IMODE(os.fstat(opened.fileno()).st_mode)
            text = opened.read(100_000).decode("ascii", "replace")
    except FileNotFoundError as error:
        message = f"The private key {file} is missing, so nothing can be added to the log."
        raise BrokenIntegrity(message, hint="Put it back from a backup, or begin a new one: `onrecord key rotate --lost`.") from error
    if mode & _OTHERS:
        message = f"The private key {file} can be read or written by others than its owner (mode {mode:o})."
        raise WrongUse(message, hint=f"chmod 600 {file}; if others may have read it, change it: `onrecord key rotate`.")
    keys = tuple(_decoded(line, file) for line in text.splitlines() if line)
    if not keys or keys[0].kind != ED25519 or len({key.name for key in keys}) != 1:
        raise BrokenIntegrity(f"{file} holds no Ed25519 key of one log first.", hint="Put it back from a backup.")
    return keys


def verifier_keys(file: Path) -> tuple[VerifierKey, ...]:
    """The public keys in a file, one a line.

    Raises:
        BadInput: it cannot be read, or a line is no verifier key.
    """
    try:
        lines = file.read_bytes()[:100_000].decode("utf-8", "replace").splitlines()
        return tuple(VerifierKey.decoded(line) for line in lines if line.strip())
    except NoteFault as error:
        raise BadInput(f"{file}: {error}.", hint="A verifier key is one line: name, id and key, parted by +.") from error
    except OSError as error:
        raise BadInput(f"{file} could not be read: {error.strerror or error}.", hint="Check its name and permissions.") from error


def _decoded(line: str, file: Path) -> SigningKey:
    try:
        return SigningKey.decoded(line)
    except NoteFault as error:
        raise BrokenIntegrity(f"{file}: {error}.", hint="Put it back from a backup.") from error
