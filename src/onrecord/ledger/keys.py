"""The keys of a log: made with the case, kept in files, the private one for its owner alone, changed by an entry.

The order of a change, so that a stop at any point neither loses the new key nor leaves a log that nobody can sign: the new private
key beside the old one; both public keys; the entry, in a commit that the new key signs – this is the change; the log published; the
new private key in the place of the old one; the new public key alone.
"""

import base64
import secrets
import stat
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import BadInput, BrokenIntegrity, OnRecordError, WrongUse
from onrecord.ledger.entries import KeptRotation
from onrecord.ledger.places import Places, make_folder, replace_file, sync_folder
from onrecord.ledger.plain_files import TooLong, read_plain
from onrecord.ledger.tlog.note import ED25519, MLDSA44, NoteFault, SigningKey, VerifierKey

PRIVATE = 0o600
"""Mode of a file with private keys."""

_LOST = "Put the right one back from a backup, or begin a new one: `onrecord key rotate --lost`."

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_LONGEST = 100_000


@dataclass(frozen=True, slots=True)
class NewKey:
    """What a change of keys asks for."""

    compromised: str | None = None
    """The day, in ISO form, from which on the old key is not to be believed."""
    post_quantum: bool = False
    """Whether an ML-DSA-44 key stands beside the new one."""


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
    for folder in (places.keys, places.unfinished):
        make_folder(folder)
    write_public(places, keys)
    write_private(places, places.private_key, keys)
    return keys


def write_private(places: Places, file: Path, keys: Sequence[SigningKey]) -> None:
    """Write private keys, one a line, for their owner alone; durable on return. What a stop leaves of it is dropped on opening."""
    replace_file(file, "".join(f"{key.encoded()}\n" for key in keys).encode(), mode=PRIVATE, scratch=places.unfinished)


def write_public(places: Places, *each: Sequence[SigningKey | VerifierKey]) -> None:
    """Write the public keys of a log, one a line; durable on return."""
    keys = [key.verifier if isinstance(key, SigningKey) else key for some in each for key in some]
    lines = dict.fromkeys(f"{key.encoded()}\n" for key in keys)
    replace_file(places.public_key, "".join(lines).encode(), scratch=places.unfinished)


def signing_keys(places: Places) -> tuple[SigningKey, ...]:
    """The private keys of the log, that for Ed25519 first.

    Raises:
        WrongUse: others than the owner may read the file, so that nobody could say who signed.
        BrokenIntegrity: it is missing, or holds no keys.
    """
    file = places.private_key
    if not file.exists() and places.next_key.exists():
        file = places.next_key  # a change of a lost key was broken off
    hint = "Put it back from a backup, or begin a new one: `onrecord key rotate --lost`."
    keys = private_keys(file, missing="so nothing can be added to the log", hint=hint, change="`onrecord key rotate`")
    if keys[0].kind != ED25519:
        raise BrokenIntegrity(f"{file} holds no Ed25519 key of one log first.", hint="Put it back from a backup.")
    return keys


def private_keys(file: Path, *, missing: str, hint: str, change: str) -> tuple[SigningKey, ...]:
    """The private keys in a file, all of one name.

    Args:
        file: where they are.
        missing: what follows where there is no such file, for the message.
        hint: what to do then.
        change: the command that changes them.

    Raises:
        WrongUse: others than the owner may read the file.
        BrokenIntegrity: it is missing, or holds no keys.
    """
    try:
        mode = stat.S_IMODE(file.stat().st_mode)
        text = read_plain(file, _LONGEST).decode("ascii", "replace")
    except FileNotFoundError as error:
        raise BrokenIntegrity(f"The private key {file} is missing, {missing}.", hint=hint) from error
    except TooLong as error:
        raise BrokenIntegrity(f"The private key {file} could not be read: {error.strerror}.", hint=hint) from error
    if mode & _OTHERS:
        message = f"The private key {file} can be read or written by others than its owner (mode {mode:o})."
        raise WrongUse(message, hint=f"chmod 600 {file}; if others may have read it, change it: {change}.")
    keys = tuple(_decoded(line, file) for line in text.splitlines() if line)
    if not keys or len({key.name for key in keys}) != 1:
        raise BrokenIntegrity(f"{file} holds no keys of one name.", hint="Put it back from a backup.")
    return keys


def verifier_keys(file: Path) -> tuple[VerifierKey, ...]:
    """The public keys in a file, one a line.

    Raises:
        BadInput: it cannot be read, or a line is no verifier key.
    """
    try:
        lines = read_plain(file, _LONGEST).decode("utf-8", "replace").splitlines()
        return tuple(VerifierKey.decoded(line) for line in lines if line.strip())
    except NoteFault as error:
        raise BadInput(f"{file}: {error}.", hint="A verifier key is one line: name, id and key, parted by +.") from error
    except OSError as error:
        raise BadInput(f"{file} could not be read: {error.strerror or error}.", hint="Check its name and permissions.") from error


def own_keys(places: Places) -> tuple[VerifierKey, ...]:
    """The keys that whoever works in a case signs with: while they are being changed, those before and those after.

    Those of the private keys; what cannot be read gives none.
    """
    found: list[VerifierKey] = []
    for file in (places.private_key, places.next_key):
        with suppress(OnRecordError, OSError):
            found += [key.verifier for key in private_keys(file, missing="", hint="", change="")]
    return tuple(dict.fromkeys(found))


def public_keys(places: Places) -> tuple[VerifierKey, ...]:
    """The public keys of a log; none where they cannot be read."""
    with suppress(BadInput):
        return verifier_keys(places.public_key)
    return ()


# --- changing -----------------------------------------------------------------------------------------------------------


def rotation_message(origin: str, old: str, new: str, compromised: str | None) -> bytes:
    """What both keys sign when one follows the other."""
    return f"onrecord key-rotate v1\n{origin}\n{old}\n{new}\n{compromised or '-'}\n".encode()


def rotation(old: SigningKey | str, new: SigningKey, compromised: str | None) -> KeptRotation:
    """The record of a change of keys. Of a lost key only the verifier key is known, and it signs nothing."""
    before = old if isinstance(old, str) else old.verifier.encoded()
    after = new.verifier.encoded()
    message = rotation_message(new.name, before, after, compromised).decode()
    return KeptRotation(
        old=before,
        new=after,
        compromised=compromised,
        old_signature=None if isinstance(old, str) else _signed(old, message),
        new_signature=_signed(new, message),
    )


def prepare_change(places: Places, before: Sequence[SigningKey | VerifierKey], wanted: NewKey, origin: str) -> tuple[SigningKey, ...]:
    """Make the keys that are to follow and put them beside those in force, private and public; nothing has changed by that yet."""
    keys = new_keys(origin, post_quantum=wanted.post_quantum)
    write_private(places, places.next_key, keys)
    write_public(places, before, keys)
    return keys


def finish_change(places: Places, keys: Sequence[SigningKey]) -> None:
    """Put keys that are in force now in the place of those before. What was in force before is gone from the disk after this."""
    write_private(places, places.private_key, keys)
    write_public(places, keys)
    places.next_key.unlink(missing_ok=True)
    sync_folder(places.keys)


def settled_keys(places: Places, keys: tuple[SigningKey, ...], in_force: str) -> tuple[SigningKey, ...]:
    """The private keys with which a log goes on; a change that was broken off is finished where the log has it, else dropped.

    Raises:
        BrokenIntegrity: none that is there is the key in force.
    """
    fits = keys[0].verifier.encoded() == in_force
    if not places.next_key.exists():
        if fits:
            return keys
        message = f"The private key {places.private_key} is not the one that the log is signed with."
        raise BrokenIntegrity(message, hint=_LOST)
    following = private_keys(places.next_key, missing="", hint="", change="`onrecord key rotate`")
    if following[0].verifier.encoded() == in_force:
        finish_change(places, following)
        return following
    if not fits:
        message = f"Neither {places.private_key} nor {places.next_key} is the key that the log is signed with."
        raise BrokenIntegrity(message, hint=_LOST)
    finish_change(places, keys)
    return keys


def keys_in_force(places: Places, in_force: str) -> tuple[SigningKey, ...]:
    """The private keys with the one that is in force, in whichever file they are while keys are being changed. Writes nothing.

    Raises:
        WrongUse: others than the owner may read the file.
        BrokenIntegrity: none that is there is the key in force.
    """
    for file in (places.next_key, places.private_key):  # in this order: the first takes the place of the second, then goes
        if file.exists():
            keys = private_keys(file, missing="", hint=_LOST, change="`onrecord key rotate`")
            if keys[0].verifier.encoded() == in_force:
                return keys
    message = f"The private key {places.private_key} is missing, or not the one that the log is signed with."
    raise BrokenIntegrity(message, hint=_LOST)


def _signed(key: SigningKey, message: str) -> str:
    return base64.b64encode(key.sign(message).value).decode("ascii")


def _decoded(line: str, file: Path) -> SigningKey:
    try:
        return SigningKey.decoded(line)
    except NoteFault as error:
        raise BrokenIntegrity(f"{file}: {error}.", hint="Put it back from a backup.") from error
