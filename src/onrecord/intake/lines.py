"""The lines of a file of any size, plain or gzip, never more than one of them in memory."""

import gzip
import hashlib
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import BinaryIO, Union

from onrecord.intake.capture import CHUNK, Taken
from onrecord.records import Issue
from onrecord.settings import Limits

_GZIP = b"\x1f\x8b"
_UTF8_MARK = b"\xef\xbb\xbf"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_WIDE_NULS = ((0, 1, 0, 1), (1, 0, 1, 0), (0, 1, 1, 1), (1, 1, 1, 0))
"""Which of the first four bytes are NUL without a mark: the first two characters of JSON are ASCII (RFC 4627 §3)."""

_BYTES_PER_CHARACTER = 4

_WHITE = b" \t\r\n"

_FEW_EMPTY = 100
"""Empty lines one after another up to which each is taken by itself: looking ahead costs as much as some dozens of lines."""

EXPANSION_FREE = 64 * 1024 * 1024
"""Bytes that a compressed file may expand to whatever its ratio."""

EXPANSION_RATIO = 200
"""Above the free bytes, more than this many for one is a decompression bomb (text compresses 3 to 20 times)."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its number, counted from one, and its bytes without the line feed."""

    number: int
    data: bytes


class _Hashing(io.RawIOBase):
    """A stream that hashes what is read from it, so that a file changed since it was taken is noticed."""

    def __init__(self, stream: BinaryIO | io.BytesIO) -> None:
        super().__init__()
        self._stream = stream
        self._digest = hashlib.sha256()
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self._digest.update(data)
        self.count += len(data)
        return len(data)

    def hexdigest(self) -> str:
        """The digest of the whole stream; reads what is left of it."""
        while chunk := self._stream.read(CHUNK):
            self._digest.update(chunk)
        return self._digest.hexdigest()


_Stream = Union["io.BufferedReader[_Hashing]", gzip.GzipFile]


def lines_of(taken: Taken, where: str, limits: Limits) -> Iterator[Line | Issue]:
    """Lines in order, and an issue for each that is too long and for damage to the file."""
    raw = io.BytesIO(taken.content) if isinstance(taken.content, bytes) else taken.content.open("rb")
    with closing(raw):
        source = _Hashing(raw)
        buffered = io.BufferedReader(source, CHUNK)
        packed = buffered.peek(4).startswith(_GZIP)
        try:
            stream = gzip.GzipFile(fileobj=buffered) if packed else buffered
            if _is_wide(stream.peek(4)[:4]):
                message = "JSON Lines must be UTF-8, and this begins as UTF-16 or UTF-32 does; convert it first."
                yield Issue(code="text.encoding", outcome="quarantined", where=where, message=message)
                return
            yield from _lines(stream, source if packed else None, where, limits)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            message = f"The compressed file is damaged or cut off ({error}); the lines before the damage were read."
            yield Issue(code="gzip.damaged", outcome="quarantined", where=where, message=message)
        if source.hexdigest() != taken.sha256:
            message = "The file changed while it was being read, so its lines are not those of the kept bytes; read it again."
            yield Issue(code="file.changed", outcome="quarantined", where=where, message=message)


def _is_wide(start: bytes) -> bool:
    """Whether a file of JSON begins as UTF-16 or UTF-32, with a mark or without."""
    return start.startswith(_WIDE_MARKS) or tuple(int(byte == 0) for byte in start) in _WIDE_NULS


def _lines(stream: _Stream, compressed: _Hashing | None, where: str, limits: Limits) -> Iterator[Line | Issue]:
    longest = min(limits.line_characters * _BYTES_PER_CHARACTER, sys.maxsize - 1)  # no line is longer, whatever the limit allows
    number = expanded = empty = 0
    while data := stream.readline(longest + 1):
        number += 1
        expanded += len(data)
        if number == 1:
            data = data.removeprefix(_UTF8_MARK)
        if len(data) > longest and not data.endswith(b"\n"):
            expanded += _skip_rest(stream, compressed)
            yield _too_long(where, number, limits)
        elif len(data) > limits.line_characters and _characters(data) > limits.line_characters:
            yield _too_long(where, number, limits)
        else:
            yield Line(number, data.removesuffix(b"\n"))
        empty = empty + 1 if not data.strip(_WHITE) else 0
        if empty > _FEW_EMPTY:
            lines, size = _skip_empty(stream)
            number, expanded, empty = number + lines, expanded + size, empty if lines else 0
        if _is_bomb(expanded, compressed):
            message = (
                f"It expands to more than {EXPANSION_RATIO} times its size after {number:,} lines; the rest was not read."
                " Expand it yourself and read the expanded file."
            )
            yield Issue(code="decompress.limit", outcome="quarantined", where=f"{where}, line {number}", message=message)
            return


def _skip_empty(stream: _Stream) -> tuple[int, int]:
    """Read on over the whole empty lines that are ready, in one step: how many they were, and their bytes.

    Two hundred million of them fit into 200 kB of gzip, and take minutes one by one.
    """
    ahead = stream.peek(CHUNK)
    white = ahead[: len(ahead) - len(ahead.lstrip(_WHITE))]
    size = white.rfind(b"\n") + 1
    stream.read(size)
    return white.count(b"\n"), size


def _skip_rest(stream: io.BufferedIOBase, compressed: _Hashing | None) -> int:
    """Read on to the end of the line, or of our patience, without keeping it; how many bytes that were."""
    skipped = 0
    while chunk := stream.readline(CHUNK):
        skipped += len(chunk)
        if chunk.endswith(b"\n") or _is_bomb(skipped, compressed):
            break
    return skipped


def _is_bomb(expanded: int, compressed: _Hashing | None) -> bool:
    return compressed is not None and expanded > max(EXPANSION_FREE, EXPANSION_RATIO * compressed.count)


def _characters(data: bytes) -> int:
    """Code points in UTF-8: all bytes that do not continue a character."""
    return len(data) - sum(data.count(byte) for byte in range(0x80, 0xC0)) if not data.isascii() else len(data)


def _too_long(where: str, number: int, limits: Limits) -> Issue:
    message = (
        f"The line has more than {limits.line_characters:,} characters (limits.line_characters) and was left out;"
        " shorten it or raise the limit."
    )
    return Issue(code="text.limit", outcome="refused", where=f"{where}, line {number}", message=message)
