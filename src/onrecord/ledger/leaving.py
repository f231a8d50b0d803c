"""Places outside of a case from where originals are still to be removed after they were moved, kept so that a stop forgets none.

``db/leaving.json`` is no evidence: a place is changed only where it bears the mark that the case left there.
"""

import os

import msgspec

from onrecord.errors import BrokenIntegrity
from onrecord.ledger.kept_original import Mark
from onrecord.ledger.places import Places, replace_file, sync_folder
from onrecord.ledger.plain_files import read_plain
from onrecord.settings import fault_of_store

_LONGEST = 1_000_000


class Left(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place that a case left, and is to be emptied."""

    url: str
    mark: Mark
    emptied: bool = False
    """Whether only its mark may be there still."""


def leaving(places: Places) -> tuple[Left, ...]:
    """Those of a case, in the order in which it left them.

    Raises:
        BrokenIntegrity: the file is not as it was written.
    """
    if not os.path.lexists(places.leaving):
        return ()
    try:
        found = msgspec.json.decode(read_plain(places.leaving, _LONGEST), type=tuple[Left, ...])
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _unreadable(places) from error
    if any(fault_of_store(one.url) for one in found):
        raise _unreadable(places)
    return found


def note_left(places: Places, left: Left) -> None:
    """Note a place, or how far it is."""
    _write(places, (*(one for one in leaving(places) if one.mark != left.mark), left))


def forget_left(places: Places, left: Left) -> None:
    """Nothing is to be done there any more."""
    _write(places, tuple(one for one in leaving(places) if one.mark != left.mark))


def _write(places: Places, left: tuple[Left, ...]) -> None:
    if left:
        replace_file(places.leaving, msgspec.json.format(msgspec.json.encode(left)) + b"\n", scratch=places.unfinished)
        return
    places.leaving.unlink(missing_ok=True)
    sync_folder(places.leaving.parent)


def _unreadable(places: Places) -> BrokenIntegrity:
    message = f"{places.leaving}, which says from where originals are still to be removed, is not as it was written."
    return BrokenIntegrity(message, hint="Move it out of the case; then what lies in the old places is left to you.")
