"""Bytes at rest: in memory, or a stretch of a file. Read from any place, never more at a time than is asked for."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.intake.opened import Content

CHUNK = 1024 * 1024
"""Bytes read at a time by whoever goes through all of them."""


@dataclass(frozen=True, slots=True)
class Extent:
    """A stretch of bytes: ``size`` of them from ``start`` on."""

    content: Content = field(repr=False)
    start: int
    size: int

    @classmethod
    def whole(cls, content: Content, size: int) -> "Extent":
        """All bytes of a capture."""
        return cls(content, 0, size)

    def within(self, start: int, size: int) -> "Extent":
        """A stretch of this one; what would lie beyond its end is cut off."""
        start = min(max(start, 0), self.size)
        return Extent(self.content, self.start + start, max(0, min(size, self.size - start)))

    @contextmanager
    def open(self) -> "Iterator[Bytes]":
        """The bytes, open for reading inside the ``with`` block.

        Raises:
            OSError: the file cannot be opened any more.
        """
        if isinstance(self.content, bytes):
            yield Bytes(self, self.content)
            return
        descriptor = os.open(self.content, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
        try:
            yield Bytes(self, descriptor)
        finally:
            os.close(descriptor)

    def head(self, size: int) -> bytes:
        """The first bytes, at most ``size`` of them."""
        with self.open() as opened:
            return opened.at(0, size)

    def all(self) -> bytes:
        """Every byte; only after the size was looked at."""
        return self.head(self.size)


@dataclass(frozen=True, slots=True)
class Bytes:
    """An extent that is open."""

    extent: Extent
    _held: bytes | int = field(repr=False)

    @property
    def size(self) -> int:
        """Number of bytes."""
        return self.extent.size

    def at(self, position: int, size: int) -> bytes:
        """At most ``size`` bytes from a position on; fewer only at the end.

        Raises:
            OSError: the medium failed.
        """
        size = min(size, self.extent.size - position)
        if size <= 0 or position < 0:
            return b""
        start = self.extent.start + position
        if isinstance(self._held, bytes):
            return self._held[start : start + size]
        first = os.pread(self._held, size, start)
        if len(first) == size or not first:
            return first
        pieces = [first]
        missing = size - len(first)
        while missing and (piece := os.pread(self._held, missing, start + size - missing)):
            pieces.append(piece)
            missing -= len(piece)
        return b"".join(pieces)

    def chunks(self, position: int = 0) -> Iterator[bytes]:
        """All bytes from a position on, a chunk at a time."""
        while chunk := self.at(position, CHUNK):
            yield chunk
            position += len(chunk)

    def find(self, wanted: bytes, position: int) -> int | None:
        """Where a sequence of bytes stands first from a position on."""
        overlap = len(wanted) - 1
        while chunk := self.at(position, CHUNK):
            found = chunk.find(wanted)
            if found >= 0:
                return position + found
            if len(chunk) < CHUNK:
                return None
            position += len(chunk) - overlap
        return None


def stamp_of(path: Path) -> tuple[int, int, int, int]:
    """What changes when a file is written to or replaced: device, inode, size and time of change.

    Raises:
        OSError: there is no such file.
    """
    status = path.stat()
    return status.st_dev, status.st_ino, status.st_size, status.st_ctime_ns
