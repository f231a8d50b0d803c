"""A file that goes out: written under a hidden name beside its own, which it gets when it is whole, and never over another."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import WrongUse
from onrecord.ledger import sync_folder

__all__ = ["clear", "put_in_place", "refuse_there", "settle", "unfinished"]


def unfinished(target: Path) -> Path:
    """Where a file is written until it is whole."""
    return target.with_name(f".{target.name}.unfinished")


def clear(targets: Iterable[Path], what: str) -> None:
    """Refuse places where something cannot be written, and remove what exports to them left that were killed: it may hold names.

    Args:
        targets: where the files are to lie, all in one folder.
        what: they are, for messages ("a table").

    Raises:
        WrongUse: their folder is not there, or something lies there already.
        OSError: what was left cannot be removed.
    """
    listed = tuple(targets)
    for target in listed:
        if not target.name or not target.parent.is_dir():
            raise WrongUse(f"there is no folder {target.parent}", hint="make it, or name another")
    for target in listed:
        unfinished(target).unlink(missing_ok=True)
    for target in listed:
        refuse_there(target, what)


def refuse_there(target: Path, what: str) -> None:
    """Refuse to write over anything.

    Raises:
        WrongUse: something lies there.
    """
    if os.path.lexists(target):
        raise WrongUse(f"{target} is there already, and {what} is never written over", hint="name another file, or move it away")


def settle(file: BinaryIO) -> None:
    """Have all that was written survive a power loss."""
    file.flush()
    os.fsync(file.fileno())


def put_in_place(target: Path) -> None:
    """Give a file that is whole its name, for good.

    Raises:
        OSError: the folder cannot be written.
    """
    unfinished(target).rename(target)
    sync_folder(target.parent)
