"""What a log says of itself, read from its files alone: the checkpoint, the root at an earlier size, what was kept outside."""

import re
from pathlib import Path

import msgspec

from onrecord.errors import BrokenIntegrity, NoCase, WrongUse
from onrecord.ledger.entries import Entry
from onrecord.ledger.keys import own_keys, verifier_keys
from onrecord.ledger.keys_in_log import KeysInLog
from onrecord.ledger.numbering import is_signed
from onrecord.ledger.places import Places
from onrecord.ledger.publisher import Publisher, Signed, published
from onrecord.ledger.stream import RESTORE
from onrecord.ledger.tlog.note import ED25519, MLDSA44
from onrecord.ledger.tlog.tiles import TileFault
from onrecord.ledger.tlog.tree import root
from onrecord.records import Record, decode

_ANCHOR = re.compile(r"([0-9]{1,19})-[0-9a-f]{8}\.(cosig|tsr)")


_TRIES = 5
"""How often the log is gone through while somebody publishes."""


class LogHead(Record, frozen=True, kw_only=True):
    """The head of a log, now or at an earlier size."""

    origin: str
    size: int
    """Entries."""
    root: str
    """Hexadecimal."""
    last: str | None = None
    """When the last of these entries was made, by the clock of the machine that made it."""
    checkpoint: str | None = None
    """The signed note; None of an earlier size."""
    keys: tuple[str, ...] = ()
    """The verifier keys of the log, that in force first."""
    anchors: tuple[str, ...] = ()
    """Names of the cosignatures and time stamps in ``anchors/``, by size."""


def head_of_log(path: Path, *, at: int | None = None) -> LogHead:
    """The head of the log of a case as it is published, or as it was at an earlier size.

    What it says goes out as our own, so the log is gone through first: it must be signed with the key that its entries lead to. Where
    somebody publishes meanwhile, which takes away what only the checkpoint before needed, it is gone through again.

    Raises:
        NoCase: there is no case, or nothing was published yet.
        WrongUse: the log has fewer entries than ``at``.
        BadInput: the file of the public keys holds none.
        BrokenIntegrity: its files are damaged, or it is not signed as ``keys_in_log`` has it.
    """
    places = Places(path)
    for last in range(_TRIES):
        if (before := published(places)) is None:
            raise NoCase(f"There is no log in {path}.", hint="Name the folder of a case with --case.")
        try:
            publisher = Publisher(places)
            return _head(places, publisher, publisher.signed or before, at=at)
        except BrokenIntegrity:
            if last == _TRIES - 1 or published(places) == before:
                raise
    raise AssertionError("the last try returns or raises")


def _head(places: Places, publisher: Publisher, signed: Signed, *, at: int | None) -> LogHead:
    size = signed.head.size if at is None else at
    if not 0 <= size <= signed.head.size:
        raise WrongUse(f"The log has {signed.head.size:,} entries, so it never had {size:,} yet.", hint="Name a size up to that.")
    _check_readable(places.records)
    keys = _keys_to_show(places, signed, KeysInLog(places, publisher).had())
    tiles = publisher.tiles
    try:
        found = root(size, tiles.vouched_node)
    except TileFault as fault:
        raise BrokenIntegrity(str(fault), hint=RESTORE) from fault
    return LogHead(
        origin=signed.head.origin,
        size=size,
        root=found.hex(),
        last=made_last(publisher, size),
        checkpoint=signed.note.encoded().decode() if at is None else None,
        keys=keys,
        anchors=_anchors(places),
    )


def _check_readable(folder: Path) -> None:
    """Say that a folder cannot be read, which else would look like one that holds nothing.

    Raises:
        BrokenIntegrity: it cannot.
    """
    try:
        next(folder.iterdir(), None)
    except FileNotFoundError:
        return  # then a record is missing, which is said
    except OSError as error:
        message = f"{folder} could not be read: {error.strerror or error}."
        raise BrokenIntegrity(message, hint="Check its permissions, or restore it from a backup.") from error


def made_last(publisher: Publisher, size: int) -> str | None:
    """When the last of so many entries was made, by the clock of the machine that made it; None of an empty log.

    Raises:
        BrokenIntegrity: its bundle is missing, or altered.
    """
    body = next((body for _, body in publisher.entries(size - 1)), None) if size else None
    try:
        return decode(body, Entry).at.wall if body is not None else None
    except msgspec.DecodeError:
        return None  # `verify` says so


def _keys_to_show(places: Places, signed: Signed, had: tuple[str, ...]) -> tuple[str, ...]:
    """The keys in the file of the public ones, that in force first: it must hold that one, and none that this log has nothing to do with.

    Raises:
        BadInput: it holds none, or cannot be read.
        BrokenIntegrity: it holds others.
    """
    keys, own = verifier_keys(places.public_key), {key.encoded() for key in own_keys(places)}
    lines = signed.note.signatures
    known = {*had, *own}
    for key in keys:
        coming = key.kind == ED25519 and not own and places.next_key.exists()  # whoever may not read it cannot say which it is
        cosigns = key.kind == MLDSA44 and any(key.made(line) for line in lines)
        if key.name != signed.head.origin or not (coming or cosigns or key.encoded() in known):
            message = f"{places.public_key} holds a key that the log never had: {key.encoded():.100}."
            raise BrokenIntegrity(message, hint="Nobody is to rely on it. Restore the file from a backup.")
    texts = [key.encoded() for key in keys]
    if (in_force := had[-1]) not in texts:
        message = f"{places.public_key} does not hold the key that the log is signed with."
        raise BrokenIntegrity(message, hint="Restore the file from a backup.")
    if not is_signed(signed, keys) or not all(any(key.made(line) for key in keys) for line in lines):
        message = f"{places.checkpoint} bears a signature line that is not by a key of the log."
        raise BrokenIntegrity(message, hint=RESTORE)
    return (in_force, *(text for text in texts if text != in_force))


def _anchors(places: Places) -> tuple[str, ...]:
    found = [(int(match[1]), file.name) for file in places.anchors.glob("*-*") if (match := _ANCHOR.fullmatch(file.name))]
    return tuple(name for _, name in sorted(found))
