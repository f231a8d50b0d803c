"""Files of the evidence, which somebody else may have laid out: only plain ones are read, and no link is followed."""

import os
import stat
from collections.abc import Iterator
from functools import lru_cache
from io import BufferedReader
from pathlib import Path

SMALL = 1 << 20
"""Bytes of a checkpoint, key file, proof or token that are read. What is longer is read as cut here, and cannot be well-formed."""

LINE = 1 << 26
"""Bytes of the longest line of records (custody-format), and of the listing of a dossier."""


@lru_cache(maxsize=4096)
def is_resolved(folder: Path) -> bool:
    """Whether no part of a path is a link. What was answered is kept: a verification clears it at its beginning."""
    return os.path.realpath(folder) == str(folder)


def open_file(path: Path) -> BufferedReader:
    """A regular file by its resolved path; a link on the way, or a pipe or a folder in its place is not followed, waited for, or read.

    Raises:
        OSError: it is none, or cannot be read.
    """
    if not is_resolved(path.parent):
        raise OSError(0, "it lies behind a link")
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(0, "it is no file")
    return os.fdopen(descriptor, "rb")


def read_file(path: Path, most: int = SMALL) -> bytes | None:
    """The bytes of a regular file, one more than ``most`` where it has more; None where there is none that can be read."""
    try:
        with open_file(path) as file:
            return file.read(most + 1)
    except OSError:
        return None


def paths_below(folder: Path) -> Iterator[str]:
    """Everything below a folder that is no folder, by its path from there; nothing where the folder is a link, or lies behind one."""
    if not is_resolved(folder):
        return
    for parent, folders, files in os.walk(folder):
        folders.sort()
        links = [name for name in folders if (Path(parent) / name).is_symlink()]
        for name in sorted((*files, *links)):
            yield (Path(parent) / name).relative_to(folder).as_posix()
