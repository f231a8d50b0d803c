"""Originals in a folder: written once, read-only, durable before anything refers to them."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

import msgspec

from onrecord.errors import BrokenIntegrity
from onrecord.ledger.kept_original import (
    MARK,
    RESTORE_IT,
    UNFINISHED,
    Content,
    Mark,
    Owned,
    check_digest,
    check_size,
    copy_hashed,
    read_as_mark,
)
from onrecord.ledger.places import Places, is_digest, make_folder, name_of_original, replace_file, sync_folder
from onrecord.ledger.plain_files import read_plain
from onrecord.records import Capture

ORIGINAL = "original-"
"""How the names of originals begin while they are copied."""

_MARK_BYTES = 10_000


class FolderStore:
    """Originals in a folder: that of a case, or another one that a case was given."""

    def __init__(self, root: Path, scratch: Path) -> None:
        """Nothing is made or looked at yet.

        Args:
            root: the folder; ``sha256/`` lies in it.
            scratch: a folder on the same disk, where originals are written first.
        """
        self.root = root
        self._scratch = scratch
        self._owned: Owned | None = None

    @classmethod
    def of_case(cls, places: Places) -> "FolderStore":
        """That in the folder of a case or of a backup."""
        return cls(places.blobs.parent, places.unfinished)

    @classmethod
    def elsewhere(cls, root: Path, mark: Mark | None) -> "FolderStore":
        """One outside of any case, with the mark that it must bear before anything in it is changed; without one, nothing is."""
        store = cls(root, root / UNFINISHED)
        store._owned = Owned(store, mark)
        return store

    @property
    def place(self) -> str:
        """The folder."""
        return str(self.root)

    @property
    def originals(self) -> Path:
        """The folder in it that holds the originals."""
        return self.root / "sha256"

    def _insist(self) -> None:
        if self._owned is not None:
            self._owned.insist()

    def path(self, digest: str) -> Path:
        """Where an original lies.

        Raises:
            BrokenIntegrity: it is no SHA-256, so that it might lead anywhere.
        """
        return self.root / name_of_original(digest, self.root)

    def called(self, digest: str) -> str:
        """Its path."""
        return str(self.path(digest))

    def keep(self, capture: Capture, content: Content) -> None:
        """Copied to a temporary name, hashed on the way, synced, renamed, its folder synced.

        Raises:
            InputChanged: the bytes are not those of the capture's hash, because the file changed since it was hashed.
            BadInput: the file can no longer be read.
            BrokenIntegrity: what is kept under that name has another size or hash, or is no file.
            OSError: the disk is full, or cannot be written.
        """
        self._insist()
        target = self.path(capture.sha256)
        make_folder(target.parent)
        if os.path.lexists(target):
            self.check(capture)
        else:
            self._write(target, capture, content)
        sync_folder(target.parent)  # also when it was there: an earlier run may have died between rename and sync

    def check(self, capture: Capture) -> None:
        """Hash what is kept.

        Raises:
            BrokenIntegrity: it has another size or hash, or is no file.
            FileNotFoundError: it is not there.
        """
        target = self.path(capture.sha256)
        if not target.is_file():
            if not os.path.lexists(target):
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(target))
            raise BrokenIntegrity(f"The original {target} is no file.", hint=RESTORE_IT)
        check_size(str(target), target.stat().st_size, capture)
        with target.open("rb") as file:
            check_digest(str(target), file, capture)

    def open(self, digest: str) -> BinaryIO:
        """The file, opened.

        Raises:
            OSError: it cannot be read.
        """
        return self.path(digest).open("rb")

    def size(self, digest: str) -> int:
        """Bytes of the file.

        Raises:
            OSError: it cannot be looked at.
        """
        return self.path(digest).stat().st_size

    def has(self, digest: str) -> bool:
        """Whether it is there and a file."""
        return self.path(digest).is_file()

    def lies(self, digest: str) -> bool:
        """Whether anything bears its name."""
        return os.path.lexists(self.path(digest))

    def remove(self, digest: str) -> None:
        """Remove the name, and make that durable.

        Raises:
            OSError: the disk cannot be written.
        """
        self._insist()
        path = self.path(digest)
        path.unlink(missing_ok=True)
        with suppress(FileNotFoundError):  # a folder that was never made has nothing to be synced
            sync_folder(path.parent)

    def digests(self) -> Iterator[str]:
        """The files that bear the name of an original, one folder after the other; none where nothing was kept yet.

        Raises:
            OSError: a folder cannot be read.
        """
        for folder in sorted(self.originals.iterdir()) if self.originals.is_dir() else ():
            if folder.is_dir():
                files = sorted(path for path in folder.iterdir() if path.is_file())
                yield from (path.name for path in files if is_digest(path.name))

    def read_mark(self) -> Mark | None:
        """The mark in the folder.

        Raises:
            BrokenIntegrity: it is none.
            OSError: it cannot be read.
        """
        try:
            return read_as_mark(read_plain(self.root / MARK, _MARK_BYTES), self.place)
        except FileNotFoundError:
            return None

    def write_mark(self, mark: Mark | None) -> None:
        """Write it or remove it.

        Raises:
            OSError: the folder cannot be written.
        """
        if mark is None:
            (self.root / MARK).unlink(missing_ok=True)
            sync_folder(self.root)
            return
        make_folder(self._scratch)
        make_folder(self.originals)
        replace_file(self.root / MARK, msgspec.json.encode(mark), scratch=self._scratch)

    def drop_unfinished(self) -> None:
        """Remove what lies where originals are written first, and make that folder where there is none.

        Raises:
            OSError: the folder cannot be written.
        """
        make_folder(self._scratch)
        for file in self._scratch.iterdir():
            file.unlink()

    def _write(self, target: Path, capture: Capture, content: Content) -> None:
        descriptor, name = tempfile.mkstemp(dir=self._scratch, prefix=ORIGINAL)
        unfinished = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                copy_hashed(content, file, capture)
                file.flush()
                os.fchmod(file.fileno(), 0o444)
                os.fsync(file.fileno())
            unfinished.rename(target)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
