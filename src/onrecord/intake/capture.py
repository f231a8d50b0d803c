"""Take the bytes of a file or stream as they are, hashed while they are read.

Few bytes are held in memory, so that exactly what was hashed is what is kept and read; many stay in their file
(a stream is spooled to a temporary one) and are hashed again while they are read, so that a file that changes
meanwhile is noticed.
"""

import errno
import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO

from onrecord.intake.extent import stamp_of
from onrecord.intake.opened import Content
from onrecord.records import Issue
from onrecord.settings import Limits

IN_MEMORY = 16 * 1024 * 1024
"""Bytes up to which a file is held in memory: well above any single report, well below the memory of a small machine."""

CHUNK = 1024 * 1024

_SYSTEM = ("/proc", "/sys", "/dev")


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """Bytes as they came: their SHA-256 in hexadecimal, their number, and where they are."""

    sha256: str
    size: int
    content: Content
    charset: str | None = None
    """The encoding that was stated beside them, as in a header of HTTP; it goes before one that they state themselves."""
    stamp: tuple[int, ...] = ()
    """Of the file when it was taken (``extent.stamp_of``), by which a change of it is noticed; empty for bytes in memory."""

    def head(self, size: int) -> bytes:
        """The first bytes, at most ``size`` of them."""
        if isinstance(self.content, bytes):
            return self.content[:size]
        with self.content.open("rb") as stream:
            return stream.read(size)

    def all(self) -> bytes:
        """Every byte. Only for what a format reads as a whole, after its size was checked."""
        return self.content if isinstance(self.content, bytes) else self.content.read_bytes()


class OverLimitError(Exception):
    """The stream holds more bytes than may be opened."""


@contextmanager
def take_stream(stream: BinaryIO, limits: Limits) -> Iterator[Taken]:
    """Take a stream to its end; the bytes stay available inside the ``with`` block.

    Raises:
        OverLimitError: when there are more bytes than ``limits.file_bytes``.
        OSError: when the stream cannot be read.
    """
    with tempfile.NamedTemporaryFile(prefix="onrecord-") as spool:
        digest, size, few = _copy(stream, spool, limits.file_bytes)
        yield Taken(sha256=digest, size=size, content=few if few is not None else Path(spool.name))


def take_file(path: Path, limits: Limits) -> Taken:
    """Take a regular file.

    Raises:
        OverLimitError: when it holds more bytes than ``limits.file_bytes``.
        OSError: when it cannot be opened or read.
    """
    stamp = stamp_of(path)
    if path.stat().st_size > limits.file_bytes:
        raise OverLimitError
    with path.open("rb") as stream:
        digest, size, few = _copy(stream, None, limits.file_bytes)
    if few is not None:
        return Taken(sha256=digest, size=size, content=few)
    return Taken(sha256=digest, size=size, content=path, stamp=stamp)


def _copy(stream: BinaryIO, spool: IO[bytes] | None, limit: int) -> tuple[str, int, bytes | None]:
    """Hash a stream to its end: digest, size, and the bytes themselves when they are few."""
    digest = hashlib.sha256()
    size = 0
    held: list[bytes] | None = []
    while chunk := stream.read(CHUNK):
        size += len(chunk)
        if size > limit:
            raise OverLimitError
        digest.update(chunk)
        if held is not None:
            held.append(chunk)
            if size <= IN_MEMORY:
                continue
            _spool(spool, held)
            held = None
        else:
            _spool(spool, [chunk])
    if spool is not None:
        spool.flush()
    return digest.hexdigest(), size, b"".join(held) if held is not None else None


def _spool(spool: IO[bytes] | None, chunks: list[bytes]) -> None:
    if spool is not None:
        spool.writelines(chunks)


def unusable(path: Path, origin: str) -> Issue | None:
    """The reason why a path cannot be opened as a file at all, or None.

    Pipes and devices are left alone: opening one may wait for ever or never end.
    """
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:  # a name too long, or with a NUL in it
        return unreadable(origin, error)
    if stat.S_ISREG(mode) and not _leads_into_the_system(path):
        return None
    message = (
        "This is neither a file nor a folder (a pipe, device or socket, or a link into the system itself), so it is not opened;"
        " copy its content to a file or send it to standard input."
    )
    return Issue(code="file.special", outcome="refused", where=origin, message=message)


def _leads_into_the_system(path: Path) -> bool:
    """Whether a link leads to what the system shows of itself: such "files" may wait for ever, or tell secrets of this process."""
    return path.is_symlink() and any(Path(os.path.realpath(path)).is_relative_to(folder) for folder in _SYSTEM)


def printable(name: str) -> str:
    """A file name as text: bytes that are no UTF-8 come from the system as surrogates, which no record can hold."""
    try:
        return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:  # half of a surrogate pair that stands for no byte: no file has such a name, but a caller may give it
        return name.encode("utf-8", "replace").decode("utf-8")


def unreadable(origin: str, error: OSError | ValueError) -> Issue:
    """An operating system's refusal as an issue."""
    if isinstance(error, FileNotFoundError):
        message = "There is no such file or folder; check the path."
        return Issue(code="file.missing", outcome="refused", where=origin, message=message)
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        message = f"There is no space left to take it in (in {tempfile.gettempdir()}); free some, or set TMPDIR to another folder."
        return Issue(code="file.unreadable", outcome="refused", where=origin, message=message)
    if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG:
        message = f"It could not be read, nor what is in it ({error.strerror}); give it a shorter name, or move it to a shorter path."
        return Issue(code="file.unreadable", outcome="refused", where=origin, message=message)
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    message = f"It could not be read ({reason}); check its permissions and the medium, then read it again."
    return Issue(code="file.unreadable", outcome="refused", where=origin, message=message)


def over_limit(origin: str, limits: Limits) -> Issue:
    """The issue for a file or stream larger than may be opened."""
    message = f"It holds more than {limits.file_bytes:,} bytes (limits.file_bytes); split it or raise the limit."
    return Issue(code="file.limit", outcome="refused", where=origin, message=message)
