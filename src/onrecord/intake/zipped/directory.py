"""The directory of a ZIP archive (APPNOTE 6.3.10), read and held against the archive before anything is unpacked.

Common readers take the directory's word: members that overlap give a hundred megabytes out of four thousand bytes, and fields that lie
lead them astray. Here every member must stand in a place of its own, and what its own header says must be what the directory says.
"""

import stat
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from onrecord.intake.extent import CHUNK, Bytes
from onrecord.settings import Limits

STORED, DEFLATED = 0, 8
"""Methods of compression that are undone (APPNOTE §4.4.5)."""

_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x06"
_LOCATOR_64 = b"PK\x06\x07"
_ENTRY = b"PK\x01\x02"
_LOCAL = b"PK\x03\x04"

_LONGEST_COMMENT = 65_535
_END_SIZE, _LOCATOR_SIZE, _END_64_SIZE, _ENTRY_SIZE, _LOCAL_SIZE = 22, 20, 56, 46, 30
_FULL_2, _FULL_4 = 0xFFFF, 0xFFFFFFFF
_EXTRA_64 = 1
_ENCRYPTED, _LENGTHS_BEHIND, _UTF8 = 1, 8, 0x800
_UNIX = 3
_LONGEST_DIRECTORY = 256 * 1024 * 1024


class DirectoryError(Exception):
    """The directory cannot be used: code, outcome and reason of the issue."""

    def __init__(self, code: str, message: str, outcome: Literal["quarantined", "refused"] = "refused") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.outcome: Literal["quarantined", "refused"] = outcome


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One member as the directory describes it. Nothing on a disk is ever called by its name."""

    name: str
    method: int
    encrypted: bool
    symlink: bool
    checksum: int
    stored: int
    """Bytes as they are stored."""
    size: int
    """Bytes when unpacked, as stated."""
    header: int
    """Where its own header begins."""
    flags: int

    @property
    def is_folder(self) -> bool:
        """Whether it stands for a folder. What is called one and holds bytes is a file: other programs show it."""
        return self.name.endswith("/") and not self.stored and not self.size


def read_directory(archive: Bytes, limits: Limits) -> tuple[Entry, ...]:
    """The members of an archive in the order of the directory.

    Raises:
        DirectoryError: ``zip.members`` – there are more than ``limits.zip_members``; ``zip.directory`` – it cannot be found, breaks off or
            contradicts itself.
    """
    number, size, start, end = _end(archive)
    if number > limits.zip_members:
        raise DirectoryError("zip.members", f"It has {number:,} members; at most {limits.zip_members:,} are read (limits.zip_members).")
    if size > _LONGEST_DIRECTORY or start + size > end:
        raise DirectoryError(
            "zip.directory", f"Its directory is stated to be {size:,} bytes from byte {start:,} on, which is not before its end at {end:,}."
        )
    if not number and end:
        message = f"Its end states that it has no members, and {end:,} bytes stand before it; nothing was unpacked."
        raise DirectoryError("zip.directory", message, "quarantined")
    entries = tuple(_entries(archive, start, size, limits))
    if len(entries) != number:
        raise DirectoryError("zip.directory", f"It states {number:,} members, and its directory has {len(entries):,}.")
    return entries


def extents(archive: Bytes, entries: tuple[Entry, ...]) -> dict[int, tuple[int, int] | DirectoryError]:
    """Where the bytes of each member stand: number of the entry → first byte and length, or why that is open (``zip.directory``).

    Raises:
        DirectoryError: ``zip.overlap`` – two members share bytes.
    """
    found: dict[int, tuple[int, int] | DirectoryError] = {}
    after = 0
    before = ""
    directory = _end(archive)[2]
    for number in sorted(range(len(entries)), key=lambda index: entries[index].header):
        entry = entries[number]
        if entry.header < after:
            message = (
                f"Its members {_shown(before)} and {_shown(entry.name)} share bytes (from byte {entry.header:,} on); nothing was unpacked."
            )
            raise DirectoryError("zip.overlap", message, "quarantined")
        try:
            start = _start(archive, entry)
            found[number] = (start, entry.stored)
        except DirectoryError as fault:
            start = entry.header + _LOCAL_SIZE
            found[number] = fault
        if start + entry.stored > directory:
            message = f"Its member {_shown(entry.name)} is stated to reach into its directory; nothing was unpacked."
            raise DirectoryError("zip.overlap", message, "quarantined")
        after, before = start + entry.stored, entry.name
    return found


def unlisted(archive: Bytes, entries: tuple[Entry, ...], places: dict[int, tuple[int, int] | DirectoryError]) -> list[int]:
    """Where members or their entries begin that the directory does not list, one for each stretch of bytes that belongs to no member.

    Args:
        archive: the archive.
        entries: as ``read_directory`` gives them.
        places: as ``extents`` gives them; what follows a member whose place is open is not looked at.
    """
    _, size, start, end = _end(archive)
    stretches: list[tuple[int, int | None]] = [(start, start + size), (end, end)]
    for number, entry in enumerate(entries):
        place = places[number]
        stretches.append((entry.header, None if isinstance(place, DirectoryError) else sum(place)))
    found = []
    after: int | None = 0
    for begins, ends in sorted(stretches, key=lambda stretch: stretch[0]):
        if after is not None and (mark := _mark(archive, after, begins)) is not None:
            found.append(mark)
        after = ends
    return found


def _mark(archive: Bytes, position: int, end: int) -> int | None:
    """Where the first mark of a member stands in a stretch; None also where the stretch is too short for one."""
    while end - position >= _LOCAL_SIZE:
        data = archive.at(position, min(CHUNK, end - position))
        found = [place for mark in (_LOCAL, _ENTRY) if (place := data.find(mark)) >= 0]
        if found or len(data) < _LOCAL_SIZE:  # shorter only where the file was cut meanwhile
            return position + min(found) if found else None
        position += len(data) - len(_LOCAL) + 1
    return None


def _start(archive: Bytes, entry: Entry) -> int:
    """The first byte of a member, after its own header was held against the directory."""
    head = archive.at(entry.header, _LOCAL_SIZE)
    if len(head) < _LOCAL_SIZE or not head.startswith(_LOCAL):
        message = f"Where it should begin (byte {entry.header:,}) there is no member; it was not read."
        raise DirectoryError("zip.directory", message, "quarantined")
    flags, method, checksum, stored, size, name_length, extra_length = struct.unpack("<2xHH4xIIIHH", head[4:])
    name = _name(archive.at(entry.header + _LOCAL_SIZE, name_length), flags)
    lengths = ((checksum, entry.checksum), (stored, entry.stored), (size, entry.size))
    differ = not flags & _LENGTHS_BEHIND and any(own not in (stated, _FULL_4) for own, stated in lengths)
    if name != entry.name or method != entry.method or differ:
        message = f"It describes itself otherwise (at byte {entry.header:,}) than the directory does; it was not read."
        raise DirectoryError("zip.directory", message, "quarantined")
    return entry.header + _LOCAL_SIZE + int(name_length) + int(extra_length)


def _end(archive: Bytes) -> tuple[int, int, int, int]:
    """The end of the directory: number of members, bytes of the directory, where it begins, and where what describes it begins."""
    tail_start = max(0, archive.size - _LONGEST_COMMENT - _END_SIZE)
    tail = archive.at(tail_start, _LONGEST_COMMENT + _END_SIZE)
    ends = []
    position = len(tail)
    while (position := tail.rfind(_END, 0, position)) >= 0:
        fields = tail[position + 4 : position + _END_SIZE]
        if len(fields) == _END_SIZE - 4 and position + _END_SIZE + int.from_bytes(fields[-2:], "little") == len(tail):
            ends.append((position, fields))
    if not ends:
        raise DirectoryError("zip.directory", "It has no directory at its end: it is cut off or damaged.", "quarantined")
    if len(ends) > 1:  # readers that search from behind believe the last, others the first
        message = "It has a second end in the comment of the first, so which members it has is open; nothing was unpacked."
        raise DirectoryError("zip.directory", message, "quarantined")
    position, fields = ends[0]
    disk, first_disk, here, number, size, start, _ = struct.unpack("<HHHHIIH", fields)
    end = tail_start + position
    if _FULL_2 in (number, disk) or _FULL_4 in (size, start):
        return _end_64(archive, end)
    if disk or first_disk or here != number:
        raise DirectoryError("zip.directory", "It is one piece of an archive that was divided.", "quarantined")
    return number, size, start, end


def _end_64(archive: Bytes, end: int) -> tuple[int, int, int, int]:
    """The same where numbers are too large for the old fields (APPNOTE §4.3.14, ZIP64)."""
    locator = archive.at(end - _LOCATOR_SIZE, _LOCATOR_SIZE)
    if not locator.startswith(_LOCATOR_64):
        raise DirectoryError("zip.directory", "It refers to a ZIP64 directory that is not there.")
    place = int.from_bytes(locator[8:16], "little")
    record = archive.at(place, _END_64_SIZE)
    if len(record) < _END_64_SIZE or not record.startswith(_END_64) or place + _END_64_SIZE > end - _LOCATOR_SIZE:
        raise DirectoryError("zip.directory", f"Its ZIP64 directory should be described at byte {place:,}, and is not.")
    here, number, size, start = struct.unpack("<QQQQ", record[24:56])
    if here != number:
        raise DirectoryError("zip.directory", "Its ZIP64 directory states two numbers of members.")
    return number, size, start, place


def _entries(archive: Bytes, start: int, size: int, limits: Limits) -> Iterator[Entry]:
    data = archive.at(start, size)
    position = 0
    for _ in range(limits.zip_members + 1):
        if position == len(data):
            return
        fixed = data[position : position + _ENTRY_SIZE]
        if len(fixed) < _ENTRY_SIZE or not fixed.startswith(_ENTRY):
            raise DirectoryError("zip.directory", f"Its directory breaks off or is damaged at byte {start + position:,}.")
        (
            made_by,
            _,
            flags,
            method,
            _,
            _,
            checksum,
            stored,
            unpacked,
            name_length,
            extra_length,
            comment_length,
            disk,
            _,
            attributes,
            header,
        ) = struct.unpack("<HHHHHHIIIHHHHHII", fixed[4:])
        name_at = position + _ENTRY_SIZE
        extra_at = name_at + name_length
        position = extra_at + extra_length + comment_length
        if position > len(data):
            raise DirectoryError("zip.directory", f"Its directory breaks off or is damaged at byte {start + name_at:,}.")
        name = _name(data[name_at:extra_at], flags)
        unpacked, stored, header = _large(data[extra_at : extra_at + extra_length], name, unpacked, stored, header)
        if disk not in (0, _FULL_2):
            raise DirectoryError("zip.directory", f"Its member {_shown(name)} is said to stand in another piece of it.", "quarantined")
        yield Entry(
            name=name,
            method=method,
            encrypted=bool(flags & _ENCRYPTED),
            symlink=made_by >> 8 == _UNIX and stat.S_ISLNK(attributes >> 16),
            checksum=checksum,
            stored=stored,
            size=unpacked,
            header=header,
            flags=flags,
        )
    raise DirectoryError("zip.members", f"It has more than {limits.zip_members:,} members (limits.zip_members).")


def _large(extra: bytes, name: str, size: int, stored: int, header: int) -> tuple[int, int, int]:
    """Sizes and place of a member, from its ZIP64 field where the old fields are full (APPNOTE §4.5.3)."""
    values = [size, stored, header]
    if _FULL_4 not in values:
        return size, stored, header
    position = 0
    while position + 4 <= len(extra):
        kind, length = struct.unpack("<HH", extra[position : position + 4])
        field = extra[position + 4 : position + 4 + length]
        if kind == _EXTRA_64:
            wanted = [index for index, value in enumerate(values) if value == _FULL_4]
            if len(field) < 8 * len(wanted) or length != len(field):
                break
            for turn, index in enumerate(wanted):
                values[index] = int.from_bytes(field[8 * turn : 8 * turn + 8], "little")
            return values[0], values[1], values[2]
        position += 4 + length
    raise DirectoryError("zip.directory", f"The sizes of its member {_shown(name)} should stand in a ZIP64 field, and do not.")


def _name(data: bytes, flags: int) -> str:
    """A name as text: UTF-8 where that is stated or fits, else the alphabet of the first PCs (APPNOTE appendix D)."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace") if flags & _UTF8 else data.decode("cp437")


def _shown(name: str) -> str:
    return repr(name if len(name) <= 80 else name[:80] + "…")
