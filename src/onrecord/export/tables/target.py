"""A file that gets its name when it is whole, and is never written over another."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import WrongUse


def check_target(target: Path) -> None:
    """Refuse a place where a table cannot be written. What an export to the same place left that was killed is removed: it may hold names.

    Raises:
        WrongUse: its folder is not there, or something lies there already.
        OSError: what was left cannot be removed.
    """
    if not target.name or not target.parent.is_dir():
        raise WrongUse(f"there is no folder {target.parent}", hint="make it, or name another")
    _unfinished(target).unlink(missing_ok=True)
    _refuse_there(target)


@contextlib.contextmanager
def written_once(target: Path) -> Iterator[BinaryIO]:
    """A stream to a hidden file beside the target, which gets the target's name at the end; after an error nothing is there.

    Raises:
        WrongUse: something came to lie there meanwhile.
        OSError: the disk is full, or cannot be written.
    """
    unfinished = _unfinished(target)
    try:
        with unfinished.open("xb") as stream:  # a link in its place would lead elsewhere
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        _refuse_there(target)
        unfinished.rename(target)
    except BaseException:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _refuse_there(target: Path) -> None:
    if os.path.lexists(target):
        raise WrongUse(f"{target} is there already, and a table is never written over", hint="name another file, or move it away")


def _unfinished(target: Path) -> Path:
    return target.with_name(f".{target.name}.unfinished")
