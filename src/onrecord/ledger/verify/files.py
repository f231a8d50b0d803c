"""Files of the evidence, which somebody else may have laid out: only plain ones are read, and no link is followed."""

import os
import stat
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path


def open_file(path: Path) -> BufferedReader:
    """A regular file; a link, a pipe or a folder in its place is not followed, waited for, or read.

    Raises:
        OSError: it is none, or cannot be read.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(0, "it is no file")
    return os.fdopen(descriptor, "rb")


def paths_below(folder: Path) -> Iterator[str]:
    """Everything below a folder that is no folder, by its path from there."""
    for parent, folders, files in os.walk(folder):
        folders.sort()
        links = [name for name in folders if (Path(parent) / name).is_symlink()]
        for name in sorted((*files, *links)):
            yield (Path(parent) / name).relative_to(folder).as_posix()
