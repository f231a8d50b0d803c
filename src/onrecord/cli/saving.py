"""A file that is written whole or not at all, and never over one that the command reads."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import WrongUse

_ELSEWHERE = "name another file, in a folder that is there and that you may write to"
_DEVICES = Path("/dev")


def refuse_source(target: Path, sources: Iterable[Path | None], option: str) -> None:
    """Refuse to write over what is read, by whatever name or link.

    Args:
        target: the file to be written.
        sources: the files that the command reads; those that are None or not there do not count.
        option: by which the target was given, as ``--save``.

    Raises:
        WrongUse: when the target is one of them.
    """
    for source in sources:
        if source is not None and source.exists() and target.exists() and target.samefile(source):
            raise WrongUse(f"{option} {target} would write over {source}, which is read here", hint="name another file to write")


def refuse_unwritable(target: Path, option: str) -> None:
    """Refuse a target that ``written_whole`` would refuse, before anything is done that cannot be done again.

    Raises:
        WrongUse: when the target is a folder or cannot be written.
    """
    place = Path(os.path.realpath(target))
    if place.is_dir():
        raise WrongUse(f"{option} {target} is a folder, where a file is needed", hint="name a file in it")
    if place.exists() and not os.access(place, os.W_OK):
        raise WrongUse(f"{option} {target} cannot be written: it is write-protected", hint=_ELSEWHERE)
    if not place.exists() and not os.access(place.parent, os.W_OK):
        why = "its folder is write-protected" if place.parent.is_dir() else "there is no such folder"
        raise WrongUse(f"{option} {target} cannot be written: {why}", hint=_ELSEWHERE)


@contextlib.contextmanager
def written_whole(target: Path, option: str) -> Iterator[BinaryIO]:
    """A file beside the target to write to, moved into its place at the end; after an error the target is as it was.

    A device or a pipe is written to as it is. A link stays one: what it leads to is written.

    Raises:
        WrongUse: before anything is written, when the target is a folder or cannot be written.
    """
    refuse_unwritable(target, option)
    place = Path(os.path.realpath(target))
    if (place.exists() and not place.is_file()) or _DEVICES in target.absolute().parents:
        with target.open("wb") as stream:
            yield stream
        return
    try:
        descriptor, name = tempfile.mkstemp(dir=place.parent, prefix=".onrecord-", suffix=".unfinished")
    except OSError as error:
        raise WrongUse(f"{option} {target} cannot be written: {error.strerror}", hint=_ELSEWHERE) from error
    unfinished = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            yield stream
        _take_mode(unfinished, place)
        unfinished.replace(place)
    finally:
        unfinished.unlink(missing_ok=True)


def _take_mode(unfinished: Path, place: Path) -> None:
    """Who may read the file: as before, or as for any new file."""
    if place.exists():
        shutil.copymode(place, unfinished)
        return
    mask = os.umask(0)
    os.umask(mask)
    unfinished.chmod(0o666 & ~mask)
