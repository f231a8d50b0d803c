"""An archive as runs of bytes in which records follow one another: one run of a plain file, of a compressed one as many as are whole.

A compressed archive is a chain of gzip members, mostly one a record (WARC 1.1 annex D). The chain is read as one run of expanded
bytes, whatever the members hold; where it is damaged the run ends, and another begins with the next member that holds a record.
"""

import zlib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from onrecord.intake.extent import CHUNK, Bytes
from onrecord.intake.signs import LONGEST_ARC_LINE, arc_sign
from onrecord.settings import Limits

RECORD = b"WARC/"
"""How every record of a WARC begins."""

GZIP = b"\x1f\x8b\x08"
"""How every gzip member begins: the mark, and the one method of compression (RFC 1952 §2.3.1)."""

FREE = 64 * CHUNK
"""Bytes that a gzip member may stand for whatever its ratio."""

_FED = 64 * 1024
_STEP = 256 * 1024

_MOST_TRIES = 10_000
"""Places that look like the beginning of a member and are none, after which the rest of a damaged file is given up."""

_TRIAL = 4096

_SMALL = 32

_NEWLINES = 16
"""Bytes of newlines that may end a record."""

_EXTRA, _NAME, _COMMENT, _CHECK = 4, 8, 16, 2
"""Flags of a gzip header (RFC 1952 §2.3.1)."""


@dataclass(frozen=True, slots=True)
class Break:
    """Why a run ended, or what was noticed on its way."""

    code: str
    message: str
    offset: int
    """Where in the archive, as stored."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the archive as stored."""

    offset: int
    length: int | None
    begins: bool
    """Whether something stored begins just there; else the offset is that of the gzip member around it."""


class Run(Protocol):
    """Expanded bytes in which records follow one another; positions count from the beginning of the run."""

    broken: Break | None
    """Why it ended before the archive does; known when its end was reached."""

    def at(self, position: int, size: int) -> bytes:
        """At most ``size`` bytes from a position on; fewer only at the end. Positions before the last ``release`` are gone."""
        ...

    def release(self, position: int) -> None:
        """Bytes before this position are not asked for again."""
        ...

    def length(self) -> int:
        """How far the run reaches, as far as that is known: its length once its end was reached."""
        ...

    def place(self, position: int, end: int) -> "Place":
        """Where in the archive a stretch stands; asked for after what follows it was looked at."""
        ...

    def notes(self) -> list[Break]:
        """What was noticed since this was asked last."""
        ...


class PlainRun:
    """An archive that is not compressed."""

    def __init__(self, archive: Bytes, start: int = 0) -> None:
        self.broken: Break | None = None
        self._archive = archive
        self._start = start

    def at(self, position: int, size: int) -> bytes:
        """Bytes of the file."""
        return self._archive.at(self._start + position, size)

    def release(self, position: int) -> None:
        """Nothing is held."""

    def length(self) -> int:
        """The whole file."""
        return self._archive.size - self._start

    def place(self, position: int, end: int) -> "Place":
        """The same place."""
        return Place(self._start + position, end - position, True)

    def notes(self) -> list[Break]:
        """None: there is nothing to unpack."""
        return []


class GzipRun:
    """Gzip members from an offset on, as long as each is whole and another follows."""

    def __init__(self, archive: Bytes, start: int, limits: Limits) -> None:
        self.broken: Break | None = None
        self._archive = archive
        self._limits = limits
        self._raw = start
        self._held = bytearray()
        self._base = 0
        self._ended = False
        self._notes: list[Break] = []
        self.start = start
        """Offset of its first member."""
        self._members: list[tuple[int, int]] = []  # position in the run, offset in the archive
        self._inner: zlib._Decompress | None = None
        self._begin_member()

    @property
    def raw(self) -> int:
        """Offset up to which the archive was read; after a break, where looking for the next member begins."""
        return self._raw

    def at(self, position: int, size: int) -> bytes:
        """Bytes, expanded as far as is needed."""
        wanted = position + size
        while not self._ended and self._base + len(self._held) < wanted:
            self._expand()
        start = position - self._base
        return bytes(self._held[start : start + size]) if start >= 0 else b""

    def release(self, position: int) -> None:
        """Drop what stands before the position."""
        drop = min(position - self._base, len(self._held))
        if drop > 0:
            del self._held[:drop]
            self._base += drop
            behind = bisect_right(self._members, (self._base, self._archive.size)) - 1
            if behind > 0:
                del self._members[:behind]

    def length(self) -> int:
        """How far was expanded."""
        return self._base + len(self._held)

    def place(self, position: int, end: int) -> "Place":
        """The member that holds a position; its length where the stretch fills it but for newlines."""
        index = max(bisect_right(self._members, (position, self._archive.size)) - 1, 0)
        begins, offset = self._members[index]
        length = None
        if index + 1 < len(self._members):
            following, raw = self._members[index + 1]
            length = raw - offset if following <= end + _NEWLINES else None
        elif self._ended and self.broken is None and self.length() <= end + _NEWLINES:
            length = self._raw - offset
        return Place(offset, length, begins == position)

    def notes(self) -> list[Break]:
        """Members whose check sum does not fit."""
        notes, self._notes = self._notes, []
        return notes

    def _begin_member(self) -> None:
        """Go past the header of the member that begins here, or end the run."""
        start = self._raw
        head = self._archive.at(start, 10)
        if not head or (start and self._is_padding(start)):
            self._end(None)
            return
        if len(head) < 10 and (head.startswith(GZIP) or GZIP.startswith(head)):
            self._end(self._cut(start, "in the header of a gzip member"))
            return
        if not head.startswith(GZIP):
            self._end(Break("gzip.damaged", f"At byte {start:,} the file goes on with bytes that are no gzip.", start))
            return
        length = self._header_length(start, head[3])
        if length is None:
            self._end(self._cut(start, "in the header of a gzip member"))
            return
        self._members.append((self.length(), start))
        self._member = start
        self._raw = start + length
        self._inner = zlib.decompressobj(-15)
        self._checksum = 0
        self._size = 0

    def _is_padding(self, start: int) -> bool:
        """Whether nothing but NUL follows, as on tapes and in files that were made in one piece beforehand."""
        return not self._archive.at(start, 1).strip(b"\0") and not any(chunk.strip(b"\0") for chunk in self._archive.chunks(start))

    def _header_length(self, start: int, flags: int) -> int | None:
        length = 10
        if flags & _EXTRA:
            size = self._archive.at(start + length, 2)
            length += 2 + int.from_bytes(size, "little")
        for flag in (_NAME, _COMMENT):
            if flags & flag:
                end = self._archive.at(start + length, _FED).find(b"\0")
                if end < 0:
                    return None
                length += end + 1
        if flags & _CHECK:
            length += 2
        return length if start + length < self._archive.size else None

    def _expand(self) -> None:
        """One step further, which may bring nothing but the end."""
        assert self._inner is not None, "a run that has not ended is inside a member"
        tail = self._inner.unconsumed_tail
        data = tail or self._archive.at(self._raw, _FED)
        if not tail:
            self._raw += len(data)
        try:
            piece = self._inner.decompress(data, _STEP)
        except zlib.error as error:
            self._raw = self._member + 1
            self._end(Break("gzip.damaged", f"The gzip member at byte {self._member:,} is damaged ({error}).", self._member))
            return
        self._held += piece
        self._size += len(piece)
        self._checksum = zlib.crc32(piece, self._checksum)
        if self._inner.eof:
            self._raw -= len(self._inner.unused_data)
            self._end_member()
        elif not piece and not data:
            self._end(self._cut(self._member, f"in the gzip member at byte {self._member:,}"))
        elif self._size > max(FREE, self._limits.expansion_ratio * (self._raw - self._member)):
            message = (
                f"The gzip member at byte {self._member:,} expands to more than {self._limits.expansion_ratio} times its size"
                f" (limits.expansion_ratio; {self._size:,} bytes so far); the rest of it was not read."
            )
            self._raw = self._member + 1
            self._end(Break("decompress.limit", message, self._member))

    def _end_member(self) -> None:
        trailer = self._archive.at(self._raw, 8)
        if len(trailer) < 8:
            self._end(self._cut(self._member, f"in the check sum of the gzip member at byte {self._member:,}"))
            return
        if trailer != (self._checksum.to_bytes(4, "little") + (self._size & 0xFFFFFFFF).to_bytes(4, "little")):
            message = f"The check sum of the gzip member at byte {self._member:,} does not fit its bytes: they were altered or damaged."
            self._notes.append(Break("gzip.checksum", message, self._member))
        self._raw += 8
        self._inner = None
        self._begin_member()

    def _cut(self, offset: int, where: str) -> Break:
        size = self._archive.size
        self._raw = max(self._raw, offset + 1)
        return Break("warc.gzip-truncated", f"The file ends {where}, after {size:,} bytes.", offset)

    def _end(self, broken: Break | None) -> None:
        self._ended = True
        self._inner = None
        self.broken = broken


def gzip_runs(archive: Bytes, limits: Limits, start: int = 0) -> Iterator[GzipRun]:
    """The runs of a compressed archive. The next is asked for when the one before was read to its end."""
    run = GzipRun(archive, start, limits)
    yield run
    while run.broken is not None:
        following = _next_member(archive, run.raw)
        if following is None:
            return
        run = GzipRun(archive, following, limits)
        yield run


def _next_member(archive: Bytes, position: int) -> int | None:
    """Where the next gzip member begins that holds the beginning of a record."""
    found = archive.find(GZIP, position)
    for _ in range(_MOST_TRIES):
        if found is None:
            return None
        if begins_with_record(archive, found):
            return found
        found = archive.find(GZIP, found + 1)
    return None


def begins_with_record(archive: Bytes, offset: int) -> bool:
    """Whether a gzip member at an offset holds the beginning of a record."""
    inner = zlib.decompressobj(31)
    data = archive.at(offset, _TRIAL)
    head = b""
    try:
        while len(head) < LONGEST_ARC_LINE and b"\n" not in head:  # no further: what follows may be damaged
            piece = inner.decompress(data, _SMALL)
            if not piece:
                break
            head += piece
            if head.startswith(RECORD):
                return True
            data = inner.unconsumed_tail
    except zlib.error:
        return False
    return arc_sign(head)
