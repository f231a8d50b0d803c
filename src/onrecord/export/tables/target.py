"""A file that gets its name when it is whole, and is never written over another."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from onrecord.export.target import clear, put_in_place, refuse_there, settle, unfinished

_WHAT = "a table"


def check_target(target: Path) -> None:
    """Refuse a place where a table cannot be written. What an export to the same place left that was killed is removed: it may hold names.

    Raises:
        WrongUse: its folder is not there, or something lies there already.
        OSError: what was left cannot be removed.
    """
    clear((target,), _WHAT)


@contextlib.contextmanager
def written_once(target: Path) -> Iterator[BinaryIO]:
    """A stream to a hidden file beside the target, which gets the target's name at the end; after an error nothing is there.

    Raises:
        WrongUse: something came to lie there meanwhile.
        OSError: the disk is full, or cannot be written.
    """
    hidden = unfinished(target)
    try:
        with hidden.open("xb") as stream:  # a link in its place would lead elsewhere
            yield stream
            settle(stream)
        refuse_there(target, _WHAT)
        put_in_place(target)
    except BaseException:
        with contextlib.suppress(OSError):
            hidden.unlink(missing_ok=True)
        raise
