"""Files of a case are read no further than such a file can be long: in the place of a small one, somebody may have put anything."""

import errno
import os
import stat
from pathlib import Path

SETTINGS_BYTES = 1_000_000
"""Longest settings and table of parties."""

PEOPLE_BYTES = 16_000_000
"""Longest table of pseudonyms and names."""

LONGEST_LINE = 1 << 26
"""Longest line of the records (custody-format)."""


class TooLong(OSError):
    """A file has more bytes than such a file can have."""


class NoFile(OSError):
    """A pipe or a device lies in the place of a file."""


def read_plain(path: Path, most: int) -> bytes:
    """The bytes of a regular file that has at most so many.

    Raises:
        TooLong: it has more.
        NoFile: it is a pipe or a device.
        IsADirectoryError: it is a folder.
        FileNotFoundError: it is not there.
        OSError: it cannot be read.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)  # opening a pipe would wait for whoever writes into it
    try:
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(mode):
            raise NoFile(errno.EINVAL, "it is a pipe or a device, no file", str(path))
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            data = file.read(most + 1)
    finally:
        os.close(descriptor)
    if len(data) > most:
        raise TooLong(errno.EFBIG, f"it has more than {most:,} bytes, as no such file has", str(path))
    return data
