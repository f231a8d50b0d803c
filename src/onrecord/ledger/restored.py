"""What a restoration leaves for whoever opens the case first: which head of the log was put back, so that the log can say so."""

import os

import msgspec

from onrecord.errors import BrokenIntegrity
from onrecord.ledger.entries import KeptRestore
from onrecord.ledger.places import Places
from onrecord.ledger.plain_files import read_plain
from onrecord.ledger.publisher import published
from onrecord.ledger.tlog.tiles import TileFault, Tiles
from onrecord.ledger.tlog.tree import root
from onrecord.records import decode

_LONGEST = 10_000
"""Bytes: two short fields."""


def restored_head(places: Places) -> KeptRestore | None:
    """The head of the log that was put back from a backup, which the log has to say; None where nothing was put back.

    Whoever can write to the case can leave such a file, so it is believed only where the log had that root at that size.

    Raises:
        BrokenIntegrity: the file cannot be read, or the log never had such a head.
    """
    if not os.path.lexists(places.restored):
        return None
    try:
        kept = decode(read_plain(places.restored, _LONGEST), KeptRestore)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _refused(places, f"cannot be read: {error.strerror if isinstance(error, OSError) else error}") from error
    if not _had(places, kept):
        raise _refused(places, f"names a head of {kept.size:,} entries that the log never had")
    return kept


def _had(places: Places, kept: KeptRestore) -> bool:
    signed = published(places)
    if signed is None or not 0 < kept.size <= signed.head.size:
        return False
    try:
        return root(kept.size, Tiles(places.log, signed.head.size).node).hex() == kept.root
    except TileFault:
        return False


def _refused(places: Places, why: str) -> BrokenIntegrity:
    return BrokenIntegrity(
        f"{places.restored} says what was put back from a backup, and {why}.",
        hint="If this case was put back from a backup, restore that again into a new folder, so that the log says so; if it was not,"
        " move the file out of the case. Then run the same command again.",
    )
