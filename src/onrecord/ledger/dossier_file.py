"""The file of a dossier: a ZIP in one canonical form, so that every byte follows from the members (docs/reference/custody-format).

Written from front to back without holding a member in memory; read from front to back, each byte held against the form.
"""

import struct
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO

MOST_MEMBERS = 65_534
"""Members that a ZIP without ZIP64 can hold, less the number that means "see the ZIP64 record"."""

MOST_BYTES = 0xFFFF_FFFE
"""Bytes of the file and of each member, for the same reason."""

LISTING = "datapackage.json"
DIGEST = "datapackage-digest.json"

_LOCAL = b"PK\x03\x04"
_CENTRAL = b"PK\x01\x02"
_END = b"PK\x05\x06"
_NEEDED = 20
_FLAGS = 0x0800
_TIME, _DATE = 0, 0x0021
_MADE_BY = 0x0314
_ATTRIBUTES = 0o100644 << 16
_HEAD, _LINE, _END_SIZE = 30, 46, 22
"""Bytes of a head and of a line in the directory without the name, and of the end record."""
_LONGEST_NAME = 1_000
_CHUNK = 1 << 20


class DossierTooLarge(ValueError):
    """The form has no room for so much; the message says for how much it has."""


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a dossier as it was written or found."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a member stands in the file, and what its head says."""

    name: str
    head: int
    """Offset of its head."""
    start: int
    """Offset of its first byte."""
    size: int
    crc: int


@dataclass(frozen=True, slots=True)
class Misfit:
    """Bytes that are not as the form has them."""

    first: int
    last: int
    what: str


class DossierWriter:
    """Writes members in the order in which they come, then the directory."""

    def __init__(self, file: BinaryIO) -> None:
        """Begin at the start of an empty file that can be sought in."""
        self._file = file
        self._at = 0
        self._central: list[bytes] = []
        self.members: list[Member] = []

    def expect(self, members: int) -> None:
        """Refuse at once what has more members than a dossier can hold, counting those that are written already.

        Raises:
            DossierTooLarge: it has.
        """
        if len(self.members) + members > MOST_MEMBERS:
            raise DossierTooLarge(f"a dossier holds at most {MOST_MEMBERS:,} files")

    def add(self, name: str, chunks: Iterable[bytes]) -> Member:
        """Write a member from its bytes, a piece at a time.

        Raises:
            DossierTooLarge: there are too many members or bytes.
            OSError: the disk is full, or cannot be written.
        """
        with self.member(name) as out:
            for chunk in chunks:
                out.write(chunk)
        return self.members[-1]

    @contextmanager
    def member(self, name: str) -> Iterator["MemberWriter"]:
        """The same, written to by whoever makes the bytes.

        Raises:
            DossierTooLarge: there are too many members or bytes.
            OSError: the disk is full, or cannot be written.
        """
        self.expect(1)
        if any(name == one.name for one in self.members[-1:]) or not 0 < len(name.encode()) <= _LONGEST_NAME:
            raise ValueError(f"{name!r} cannot be the name of a member")
        local, _ = heads(name, 0, 0, self._at)
        self._file.write(local)
        out = MemberWriter(self._file, MOST_BYTES - self._at - len(local))
        yield out
        local, central = heads(name, out.crc, out.size, self._at)
        self._file.seek(self._at)
        self._file.write(local)
        self._at += len(local) + out.size
        self._file.seek(self._at)
        self._central.append(central)
        self.members.append(Member(name, out.digest.hexdigest(), out.size))

    def finish(self) -> None:
        """Write the directory, after which the file is whole.

        Raises:
            DossierTooLarge: there is no room for it.
            OSError: the disk is full, or cannot be written.
        """
        directory = b"".join(self._central)
        if self._at + len(directory) > MOST_BYTES:
            raise DossierTooLarge(f"a dossier holds at most {MOST_BYTES:,} bytes")
        self._file.write(directory)
        self._file.write(end_record(len(self._central), len(directory), self._at))


class MemberWriter:
    """Takes the bytes of one member."""

    def __init__(self, file: BinaryIO, room: int) -> None:
        self._file = file
        self._room = room
        self.size = 0
        self.crc = 0
        self.digest = sha256()

    def write(self, data: bytes) -> int:
        """Write the next bytes.

        Raises:
            DossierTooLarge: there is no room for them.
            OSError: the disk is full, or cannot be written.
        """
        self.size += len(data)
        if self.size > self._room:
            raise DossierTooLarge(f"a dossier holds at most {MOST_BYTES:,} bytes")
        self.crc = zlib.crc32(data, self.crc)
        self.digest.update(data)
        return self._file.write(data)

    def tell(self) -> int:
        """How many bytes the member has so far."""
        return self.size


def heads(name: str, crc: int, size: int, offset: int) -> tuple[bytes, bytes]:
    """A member's head and its line in the directory (APPNOTE 4.3.7 and 4.3.12, with the values of the canonical form)."""
    raw = name.encode("utf-8", "surrogateescape")
    both = struct.pack("<HHHHHLLLHH", _NEEDED, _FLAGS, 0, _TIME, _DATE, crc, size, size, len(raw), 0)
    central = _CENTRAL + struct.pack("<H", _MADE_BY) + both + struct.pack("<HHHLL", 0, 0, 0, _ATTRIBUTES, offset & 0xFFFF_FFFF) + raw
    return _LOCAL + both + raw, central


def end_record(members: int, size: int, offset: int) -> bytes:
    """The end of the directory (APPNOTE 4.3.16)."""
    return struct.pack("<4sHHHHLLH", _END, 0, 0, members, members, size, offset, 0)


def read_structure(file: BinaryIO) -> tuple[list[Placed], list[Misfit]]:
    """The members from the front by their heads, and all bytes outside of members that are not as the form has them."""
    length = file.seek(0, 2)
    placed: list[Placed] = []
    misfits: list[Misfit] = []
    directory: list[tuple[str, bytes]] = []
    at = 0
    while len(head := _part(file, at, _HEAD)) == _HEAD and head.startswith(_LOCAL) and len(placed) <= MOST_MEMBERS:
        crc, _, size, of_name = struct.unpack("<LLLH", head[14:28])
        raw = file.read(of_name)
        name, start = raw.decode("utf-8", "surrogateescape"), at + _HEAD + of_name
        local, central = heads(name, crc, size, at)
        if head + raw != local or start + size > length:
            misfits.append(Misfit(at, start - 1, f"the head of {name} is not as the form has it"))
        directory.append((f"the line of {name} in the directory", central))
        placed.append(Placed(name, at, start, size, crc))
        at = start + size
    if _part(file, at, 4) != _CENTRAL:
        misfits.append(Misfit(placed[-1].head if placed else 0, length - 1, "no other member and no directory follows on the last head"))
    else:
        misfits += _misfits_after(file, at, placed, directory, {one.first for one in misfits})
    return [_within(one, length) for one in placed], list({(one.first, one.last): one for one in reversed(misfits)}.values())


def _misfits_after(file: BinaryIO, at: int, placed: list[Placed], directory: list[tuple[str, bytes]], wrong: set[int]) -> list[Misfit]:
    """What is wrong from the directory on. Where a line and a well-formed head differ, nobody can tell which of them was altered."""
    misfits, length = [], file.seek(0, 2)
    total = sum(len(line) for _, line in directory)
    directory = [*directory, ("the end record", end_record(len(placed), total & 0xFFFF_FFFF, at & 0xFFFF_FFFF))]
    for number, (what, expected) in enumerate(directory):
        if _part(file, at, len(expected)) != expected:
            misfits.append(Misfit(at, at + len(expected) - 1, f"{what} is not as the members have it"))
            if number < len(placed) and placed[number].head not in wrong:
                misfits.append(Misfit(placed[number].head, placed[number].start - 1, f"{what} says something else than the head"))
        at += len(expected)
    if at < length:
        misfits.append(Misfit(at, length - 1, "bytes stand after the end record"))
    return misfits


def _part(file: BinaryIO, at: int, count: int) -> bytes:
    file.seek(at)
    return file.read(count)


def _within(one: Placed, length: int) -> Placed:
    return Placed(one.name, one.head, min(one.start, length), max(0, min(one.size, length - one.start)), one.crc)


def chunks_of(file: BinaryIO, start: int, size: int) -> Iterator[bytes]:
    """The bytes of a member, a piece at a time."""
    file.seek(start)
    while size and (chunk := file.read(min(_CHUNK, size))):
        yield chunk
        size -= len(chunk)
