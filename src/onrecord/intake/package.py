"""The ZIP package of an office document: its members looked at before anything is unpacked, and unpacked within limits."""

import io
import itertools
import zipfile
import zlib

from onrecord.intake.stated import unread
from onrecord.records import Issue

MOST_MEMBERS = 5_000
"""Members of a package; a report with hundreds of pictures has some hundreds."""

LARGEST_MEMBER = 64 * 1024 * 1024
"""Bytes to which one member may be unpacked."""

MOST_EXPANDED = 200
"""Times its packed size to which a member of more than a million bytes may be unpacked."""

_SMALL = 1_000_000


class UnpackError(Exception):
    """A member that is not unpacked: an issue code and its message."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Package:
    """A package that was looked through."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.names = frozenset(archive.namelist())

    def read(self, name: str) -> bytes | None:
        """A member unpacked; None where there is none of that name.

        Raises:
            UnpackError: when it is larger than the limit, or damaged.
        """
        if name not in self.names:
            return None
        info = self._archive.getinfo(name)
        limit = LARGEST_MEMBER if info.compress_size * MOST_EXPANDED > _SMALL else _SMALL
        limit = min(limit, max(_SMALL, info.compress_size * MOST_EXPANDED))
        try:
            with self._archive.open(info) as stream:
                data = stream.read(limit + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
            raise UnpackError("zip.damaged", f"Its member {name!r} is damaged ({type(error).__name__}); fetch it again.") from error
        if len(data) > limit:
            raise UnpackError("decompress.limit", f"Its member {name!r} opens to more than {limit:,} bytes, the limit for its packed size.")
        return data


def open_package(data: bytes, where: str) -> Package | Issue:
    """The package, or the issue that keeps it from being opened."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, UnicodeError, IndexError) as error:
        return unread("zip.damaged", where, f"The document is damaged ({error}); fetch it again. Its bytes are kept.")
    if len(infos) > MOST_MEMBERS:
        return unread("zip.members", where, f"The document has {len(infos):,} members; at most {MOST_MEMBERS:,} are looked at.")
    if any(info.flag_bits & 1 for info in infos):
        return unread("zip.password", where, "The document asks for a password; save it without one, and read that.")
    if _overlap(infos):
        return unread("zip.overlap", where, "Members of the document share the same bytes, as no program writes them; it was not opened.")
    return Package(archive)


def _overlap(infos: list[zipfile.ZipInfo]) -> bool:
    """Whether a member begins before the one before it can have ended: its header has at least 30 bytes and its name."""
    spans = sorted((info.header_offset, info.header_offset + 30 + len(info.filename) + info.compress_size) for info in infos)
    return any(later[0] < earlier[1] for earlier, later in itertools.pairwise(spans))
