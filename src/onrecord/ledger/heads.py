"""What a log says of itself, read from its files alone: the checkpoint, the root at an earlier size, what was kept outside."""

import re
from pathlib import Path

import msgspec

from onrecord.errors import BrokenIntegrity, NoCase, WrongUse
from onrecord.ledger.entries import Entry
from onrecord.ledger.keys import verifier_keys
from onrecord.ledger.places import Places
from onrecord.ledger.publisher import published
from onrecord.ledger.stream import RESTORE
from onrecord.ledger.tlog.tiles import TileFault, Tiles
from onrecord.ledger.tlog.tree import root
from onrecord.records import Record, decode

_ANCHOR = re.compile(r"([0-9]{1,19})-[0-9a-f]{8}\.(cosig|tsr)")


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

    Raises:
        NoCase: there is no case, or nothing was published yet.
        WrongUse: the log has fewer entries than ``at``.
        BrokenIntegrity: its files are damaged.
    """
    places = Places(path)
    signed = published(places)
    if signed is None:
        raise NoCase(f"There is no log in {path}.", hint="Name the folder of a case with --case.")
    size = signed.head.size if at is None else at
    if not 0 <= size <= signed.head.size:
        raise WrongUse(f"The log has {signed.head.size:,} entries, so it never had {size:,} yet.", hint="Name a size up to that.")
    tiles = Tiles(places.log, signed.head.size)
    try:
        now = root(size, tiles.node)
        last = next((body for _, body in tiles.entries(size - 1)), None) if size else None
    except TileFault as fault:
        raise BrokenIntegrity(str(fault), hint=RESTORE) from fault
    if at is None and now != signed.head.root:
        message = f"The tiles of the log {places.log} do not have the root that its checkpoint gives."
        raise BrokenIntegrity(message, hint="`onrecord verify` says where they differ.")
    return LogHead(
        origin=signed.head.origin,
        size=size,
        root=now.hex(),
        last=_made(last),
        checkpoint=signed.note.encoded().decode() if at is None else None,
        keys=tuple(key.encoded() for key in verifier_keys(places.public_key)),
        anchors=_anchors(places),
    )


def _made(body: bytes | None) -> str | None:
    if body is None:
        return None
    try:
        return decode(body, Entry).at.wall
    except msgspec.DecodeError:
        return None  # `verify` says so


def _anchors(places: Places) -> tuple[str, ...]:
    found = [(int(match[1]), file.name) for file in places.anchors.glob("*-*") if (match := _ANCHOR.fullmatch(file.name))]
    return tuple(name for _, name in sorted(found))
