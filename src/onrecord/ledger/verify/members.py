"""Where the members of a dossier are read from: the file, or the folder that it was unpacked to."""

import os
import zlib
from contextlib import AbstractContextManager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from onrecord.ledger.dossier_file import Placed, chunks_of, read_structure
from onrecord.ledger.verify.files import open_file, paths_below
from onrecord.ledger.verify.verdict import Notes

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Found:
    """A member as it is."""

    sha256: str
    size: int


class InFile:
    """The members of a ``.wacz``."""

    def __init__(self, path: Path, notes: Notes) -> None:
        self._path = path
        with open_file(path) as file:
            placed, misfits = read_structure(file)
        self._placed: dict[str, Placed] = {}
        self.order = [one.name for one in placed]
        for one in placed:
            if one.name in self._placed:
                notes.find("dossier.member-twice", f"{one.name}, from byte {one.head} on", "This is the second member of this name.")
            self._placed.setdefault(one.name, one)
        for misfit in misfits:
            place = f"bytes {misfit.first} to {misfit.last}"
            notes.find("dossier.structure", place, f"The ZIP is not as its canonical form has it: {misfit.what}.")

    @property
    def names(self) -> list[str]:
        """Names of the members."""
        return list(self._placed)

    def opened(self, name: str) -> AbstractContextManager[tuple[BinaryIO, int]]:
        """A file at the member's first byte."""
        return _Opened(self._path, self._placed[name].start, self._placed[name].size)

    def measured(self, name: str, notes: Notes) -> Found | None:
        """Hash and size; and the CRC against that of its head."""
        placed, digest, crc = self._placed[name], sha256(), 0
        with open_file(self._path) as file:
            for chunk in chunks_of(file, placed.start, placed.size):
                digest.update(chunk)
                crc = zlib.crc32(chunk, crc)
        if crc != placed.crc:
            place = f"{name}, bytes {placed.start} to {placed.start + placed.size - 1}"
            notes.find("dossier.structure", place, "The member does not have the CRC that its head gives.")
        return Found(digest.hexdigest(), placed.size)


class InFolder:
    """The members of a dossier that was unpacked."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.names = list(paths_below(path))

    def opened(self, name: str) -> AbstractContextManager[tuple[BinaryIO, int]]:
        """A file at its first byte."""
        path = self._path / name
        return _Opened(path, 0, os.lstat(path).st_size)

    def measured(self, name: str, notes: Notes) -> Found | None:  # noqa: ARG002 – a folder has no heads
        """Hash and size; None for what is no file, such as a link."""
        digest, size = sha256(), 0
        try:
            with open_file(self._path / name) as file:
                while chunk := file.read(_CHUNK):
                    digest.update(chunk)
                    size += len(chunk)
        except OSError:
            return None
        return Found(digest.hexdigest(), size)


class _Opened(AbstractContextManager[tuple[BinaryIO, int]]):
    def __init__(self, path: Path, start: int, size: int) -> None:
        self._path, self._start, self._size = path, start, size

    def __enter__(self) -> tuple[BinaryIO, int]:
        self._file = open_file(self._path)
        self._file.seek(self._start)
        return self._file, self._size

    def __exit__(self, *_: object) -> None:
        self._file.close()
