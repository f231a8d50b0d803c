"""The ZIP package of an office document, looked at and unpacked as any ZIP archive is, within the same limits."""

from collections.abc import Iterator

from onrecord.intake.expand import ExpandsTooFarError, expands_too_far
from onrecord.intake.extent import Extent
from onrecord.intake.picture import LONGEST_HEADER
from onrecord.intake.stated import unread
from onrecord.intake.zipped.directory import DirectoryError, Entry, extents, read_directory
from onrecord.intake.zipped.unpack import chunks, unpacked
from onrecord.records import Issue
from onrecord.settings import Limits

MOST_PICTURES = 1_000
"""Pictures of one document that are looked at."""

_NOT_READ = " It was not read."
"""How a fault of one member ends; here it is the document that is not read."""


class UnpackError(Exception):
    """A member that is not unpacked: an issue code and its message."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Package:
    """A package that was looked through."""

    def __init__(self, extent: Extent, members: dict[str, list[tuple[Entry, tuple[int, int] | DirectoryError]]], limits: Limits) -> None:
        self._extent = extent
        self._members = members
        self._limits = limits
        self.names = frozenset(members)

    def read(self, name: str) -> bytes | None:
        """A member unpacked; None where there is none of that name.

        Raises:
            UnpackError: when it is larger than the limit, or damaged, or when two have the name.
        """
        if name not in self._members:
            return None
        if len(self._members[name]) > 1:
            raise UnpackError("zip.duplicate", f"It has two members called {name!r}, so which is meant is open.")
        ((entry, place),) = self._members[name]
        try:
            if isinstance(place, DirectoryError):
                raise place
            return unpacked(self._extent.within(*place), entry, self._limits)
        except DirectoryError as fault:
            raise UnpackError(fault.code, f"Of its member {name!r}: {fault.message.removesuffix(_NOT_READ)}") from fault
        except ExpandsTooFarError as fault:
            raise UnpackError("decompress.limit", f"Of its member {name!r}: {expands_too_far(self._limits)}.") from fault

    def pictures(self, folder: str) -> Iterator[tuple[str, bytes]]:
        """The beginnings of the files in a folder of pictures, with their names; of a damaged one nothing."""
        for name in sorted(one for one in self.names if one.startswith(folder))[:MOST_PICTURES]:
            entry, place = self._members[name][0]
            if isinstance(place, DirectoryError):
                continue
            head = b""
            try:
                for piece in chunks(self._extent.within(*place), entry, self._limits.file_bytes):
                    head += piece
                    if len(head) >= LONGEST_HEADER:
                        break
            except (DirectoryError, ExpandsTooFarError):  # what was unpacked before is looked at
                pass
            yield name, head


def open_package(data: bytes, where: str, limits: Limits) -> Package | Issue:
    """The package, or the issue that keeps it from being opened.

    Args:
        data: the whole document.
        where: file and place, for issues.
        limits: of members, and of the bytes that one may stand for.
    """
    extent = Extent.whole(data, len(data))
    members: dict[str, list[tuple[Entry, tuple[int, int] | DirectoryError]]] = {}
    try:
        with extent.open() as opened:
            entries = read_directory(opened, limits)
            places = extents(opened, entries)
    except DirectoryError as fault:
        return unread(fault.code, where, f"The document cannot be unpacked. {fault.message} Fetch it again; its bytes are kept.")
    if any(entry.encrypted for entry in entries):
        return unread("zip.encrypted", where, "The document asks for a password; save it without one, and read that.")
    for number, entry in enumerate(entries):
        members.setdefault(entry.name, []).append((entry, places[number]))
    return Package(extent, members, limits)
