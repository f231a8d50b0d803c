"""The bytes of one member of a ZIP archive, unpacked within limits and held against its check sum. Nothing is written to a disk by name."""

import hashlib
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from onrecord.intake.expand import ExpandsTooFarError, may_expand_to
from onrecord.intake.extent import Extent
from onrecord.intake.zipped.directory import DEFLATED, STORED, DirectoryError, Entry
from onrecord.settings import Limits

_FED = 256 * 1024
_STEP = 1024 * 1024


def chunks(extent: Extent, entry: Entry, most: int) -> Iterator[bytes]:
    """The unpacked bytes of a member, some at a time.

    Args:
        extent: the bytes as they are stored.
        entry: how the directory describes them.
        most: bytes after which it is given up.

    Raises:
        ExpandsTooFarError: there are more.
        DirectoryError: ``zip.method``, ``zip.encrypted`` – they are packed in a way that is not undone; ``zip.damaged`` – they are damaged,
            or not as the directory says.
    """
    if entry.encrypted:
        raise DirectoryError("zip.encrypted", "It is encrypted, so it was not read; decrypt it and read it by itself.", "quarantined")
    if entry.method not in (STORED, DEFLATED):
        message = f"It is packed by a method that is not undone (number {entry.method}); unpack it yourself and read it by itself."
        raise DirectoryError("zip.method", message, "quarantined")
    size = 0
    checksum = 0
    for piece in _stored(extent) if entry.method == STORED else _inflated(extent):
        size += len(piece)
        if size > most:
            raise ExpandsTooFarError(size)
        checksum = zlib.crc32(piece, checksum)
        yield piece
    if size != entry.size or checksum != entry.checksum:
        message = "Its bytes do not have the check sum or the size that the directory states: they were altered or damaged."
        raise DirectoryError("zip.damaged", f"{message} It was not read.", "quarantined")


def unpacked(extent: Extent, entry: Entry, limits: Limits) -> bytes:
    """All bytes of a member that is a report.

    Raises:
        ExpandsTooFarError: more than ``limits`` allow.
        DirectoryError: as ``chunks``.
    """
    most = limits.record_bytes if entry.method == STORED else may_expand_to(entry.stored, limits)
    return b"".join(chunks(extent, entry, most))


@contextmanager
def spooled(extent: Extent, entry: Entry, limits: Limits) -> Iterator[Extent]:
    """A member that is a container of any size, unpacked to a file of our own while the ``with`` block runs; stored ones where they are.

    Raises:
        ExpandsTooFarError: it expands to more than ``limits.file_bytes``, or by more than ``limits.expansion_ratio``.
        DirectoryError: as ``chunks``.
    """
    if entry.method == STORED and not entry.encrypted:
        yield extent
        return
    most = _most(entry, limits)
    with tempfile.NamedTemporaryFile(prefix="onrecord-") as spool:
        size = _spool(spool, chunks(extent, entry, most))
        yield Extent.whole(Path(spool.name), size)


def digest(extent: Extent, entry: Entry, limits: Limits, algorithm: str) -> str:
    """The digest of a member's unpacked bytes, in hexadecimal.

    Raises:
        ExpandsTooFarError, DirectoryError: as ``spooled``.
    """
    most = (
        limits.file_bytes
        if entry.method == STORED
        else min(limits.file_bytes, max(limits.record_bytes, limits.expansion_ratio * entry.stored))
    )
    found = hashlib.new(algorithm, usedforsecurity=False)
    for piece in chunks(extent, entry, most):
        found.update(piece)
    return found.hexdigest()


def _most(entry: Entry, limits: Limits) -> int:
    """Most bytes that a member may have that is gone through piece by piece."""
    if entry.method == STORED:
        return limits.file_bytes
    return min(limits.file_bytes, max(limits.record_bytes, limits.expansion_ratio * entry.stored))


def _spool(spool: IO[bytes], pieces: Iterator[bytes]) -> int:
    size = 0
    for piece in pieces:
        spool.write(piece)
        size += len(piece)
    spool.flush()
    return size


def _stored(extent: Extent) -> Iterator[bytes]:
    with extent.open() as opened:
        yield from opened.chunks()


def _inflated(extent: Extent) -> Iterator[bytes]:
    inner = zlib.decompressobj(-15)
    position = 0
    try:
        with extent.open() as opened:
            while not inner.eof:
                tail = inner.unconsumed_tail
                data = tail or opened.at(position, _FED)
                position += 0 if tail else len(data)
                piece = inner.decompress(data, _STEP)
                if piece:
                    yield piece
                elif not data and not inner.eof:
                    raise DirectoryError("zip.damaged", "Its packed bytes break off. It was not read.", "quarantined")
    except zlib.error as error:
        raise DirectoryError("zip.damaged", f"Its packed bytes are damaged ({error}). It was not read.", "quarantined") from error
