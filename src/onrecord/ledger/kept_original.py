"""Where originals are kept, whatever keeps them: what every store of originals does, and one original as it is read.

A store names an original ``sha256/ab/abcd…`` below its place, in a folder as in a bucket, so that the one can be copied to the other as
it is. A store outside of the case bears a mark that says whose it is.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Protocol

import msgspec

from onrecord.errors import BadInput, BrokenIntegrity, InputChanged, OnRecordError, WrongUse
from onrecord.records import Capture

CHUNK = 1024 * 1024
"""Bytes that are in memory at once of an original on its way."""

MARK = "case"
"""Name of the mark in a store outside of the case."""

UNFINISHED = "unfinished"
"""Name of the folder of a store in which originals are written that do not have their name yet."""

Content = Path | bytes | Iterable[bytes]
"""The bytes of an original: the file that holds them, they themselves, or one piece after another."""


class OriginalsUnavailable(OnRecordError):
    """The store of originals cannot be used now, through no fault of what it keeps: not reached, not allowed, no space."""


class Mark(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a store outside of a case says of whose it is."""

    log: str
    """Name of the log."""
    id: str
    """Drawn when the case took the store on: another copy of the case that takes it on later draws another."""


class OriginalsStore(Protocol):
    """Keeps originals by their SHA-256.

    Everything may raise ``OriginalsUnavailable``; a folder raises ``OSError`` in its place, as the disk of the case does.
    """

    @property
    def place(self) -> str:
        """Where it is, as messages name it: a folder, or an address without credentials."""

    def called(self, digest: str) -> str:
        """An original as messages name it.

        Raises:
            BrokenIntegrity: it is no SHA-256.
        """

    def keep(self, capture: Capture, content: Content) -> None:
        """Keep an original. When this returns, it is there whole, and stays there after a loss of power.

        Keeping what is kept already changes nothing, but it is hashed again: bytes handed in anew are the moment to notice that
        theirs were altered, and can replace them where they are gone.

        Raises:
            InputChanged: the bytes are not those of the capture's hash, because the file changed since it was hashed.
            BadInput: the file can no longer be read.
            BrokenIntegrity: what is kept under that name has another size or hash, or is no file.
        """

    def check(self, capture: Capture) -> None:
        """Hash what is kept.

        Raises:
            BrokenIntegrity: it has another size or hash, or is no file.
            FileNotFoundError: it is not there.
        """

    def open(self, digest: str) -> BinaryIO:
        """The bytes of an original, to be read from the beginning.

        Raises:
            FileNotFoundError: it is not there.
        """

    def size(self, digest: str) -> int:
        """Bytes of an original.

        Raises:
            FileNotFoundError: it is not there.
        """

    def has(self, digest: str) -> bool:
        """Whether an original is there that can be read."""

    def lies(self, digest: str) -> bool:
        """Whether anything is in its place."""

    def remove(self, digest: str) -> None:
        """Take away what is in its place, with every former version of it that the store keeps; nothing where there is nothing."""

    def digests(self) -> Iterator[str]:
        """SHA-256 of everything that lies there under the name of an original."""

    def read_mark(self) -> Mark | None:
        """Whose it is; None where it bears no mark.

        Raises:
            BrokenIntegrity: what is there is no mark.
        """

    def write_mark(self, mark: Mark | None) -> None:
        """Say whose it is, or nothing any more."""

    def drop_unfinished(self) -> None:
        """Drop what a process that was stopped left of originals that do not have their name yet. Only for the one writer."""


@dataclass(frozen=True, slots=True)
class Original:
    """One original that is kept, opened anew each time it is read."""

    sha256: str
    _store: OriginalsStore = field(repr=False)

    @property
    def place(self) -> str:
        """Where it is, as messages name it."""
        return self._store.called(self.sha256)

    def open(self) -> BinaryIO:
        """Its bytes, to be read from the beginning.

        Raises:
            FileNotFoundError: it went away.
            OriginalsUnavailable: the store is not reached.
        """
        return self._store.open(self.sha256)

    def read_bytes(self) -> bytes:
        """All its bytes at once; the same errors."""
        with self.open() as file:
            return file.read()

    def size(self) -> int:
        """Number of its bytes; the same errors."""
        return self._store.size(self.sha256)


class Owned:
    """A store outside of the case, which is written to only where it bears the mark that the case left there.

    It is looked for once, before the first change: a disk that is not mounted, another bucket, and a store that another copy of the case
    took on since all look like an empty place otherwise, or like ours. What an earlier process left unfinished is dropped then.
    """

    def __init__(self, store: OriginalsStore, mark: Mark | None) -> None:
        self._store = store
        self._mark = mark
        self._is_ours = False

    def insist(self) -> None:
        """Refuse to change what is not this case's.

        Raises:
            OriginalsUnavailable: the store bears no mark.
            WrongUse: it is that of another case, or of another copy of this one, or this case did not take it on.
        """
        if self._is_ours:
            return
        if self._mark is None:
            raise WrongUse(f"{self._store.place} is not used by this case yet.", hint="`onrecord relocate` takes its originals there.")
        found = self._store.read_mark()
        if found is None:
            raise unmarked(self._store.place)
        if found != self._mark:
            raise of_another(self._store.place, found, self._mark)
        self._store.drop_unfinished()
        self._is_ours = True


def unmarked(place: str) -> OriginalsUnavailable:
    """What to say of a store without the mark that the case left there."""
    return OriginalsUnavailable(
        f"{place} does not bear the mark of this case, so it is not the place where its originals are kept.",
        hint=f"Nothing acknowledged is lost. Check that the disk is mounted or the bucket is the one meant; its mark is {place}/{MARK}.",
    )


def of_another(place: str, found: Mark, ours: Mark | None) -> WrongUse:
    """What to say of a store that bears another mark than that of this case; without ours, of one that it did not take on."""
    if ours is None or found.log != ours.log:
        return WrongUse(f"{place} keeps the originals of another case ({found.log}).", hint="Give each case a place of its own.")
    return WrongUse(
        f"Another copy of this case took over {place} since.",
        hint="Use that copy, or give this one a place of its own and run `onrecord relocate`.",
    )


def refuse_another_case(store: OriginalsStore, log: str) -> None:
    """Refuse a place that another case keeps its originals in.

    Raises:
        WrongUse: it does.
    """
    if (found := store.read_mark()) is not None and found.log != log:
        raise of_another(store.place, found, None)


def read_as_mark(data: bytes, place: str) -> Mark:
    """A mark from its bytes.

    Raises:
        BrokenIntegrity: it is none.
    """
    try:
        return msgspec.json.decode(data, type=Mark)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        message = f"{place}/{MARK}, which says whose originals are kept there, is not as it was written."
        raise BrokenIntegrity(message, hint="Find out who wrote it; do not write to this case before.") from error


def check_size(place: str, found: int, capture: Capture) -> None:
    """Hold the size of what is kept against that of its capture.

    Raises:
        BrokenIntegrity: they differ.
    """
    if found != capture.size:
        message = f"The original {place} has {found:,} bytes where {capture.size:,} were kept; its name is the hash that it should have."
        raise BrokenIntegrity(message, hint=RESTORE_IT)


def check_digest(place: str, file: BinaryIO, capture: Capture) -> None:
    """Hold the hash of what is kept against that of its capture.

    Raises:
        BrokenIntegrity: they differ.
    """
    found = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
    if found != capture.sha256:
        raise BrokenIntegrity(f"The original {place} was altered: its hash is {found}, not {capture.sha256}.", hint=RESTORE_IT)


RESTORE_IT = "Restore it from a backup; do not write to this case before."


def copy_hashed(content: Content, file: BinaryIO, capture: Capture) -> None:
    """Write bytes to a file and hash them on the way.

    Raises:
        InputChanged: they are not those of the capture.
        BadInput: the file that holds them can no longer be read.
    """
    digest = hashlib.sha256()
    for chunk in _chunks(content):
        digest.update(chunk)
        file.write(chunk)
    if digest.hexdigest() != capture.sha256:
        message = f"{capture.origin} changed while it was being kept: its bytes no longer have the hash they were read with."
        raise InputChanged(message, hint="Read it again when nothing writes to it.")


def _chunks(content: Content) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    if not isinstance(content, Path):
        yield from content
        return
    try:
        with content.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk
    except OSError as error:  # the source, not the case: the two must not be confused
        message = f"{content} could not be read while it was being kept: {error.strerror or error}."
        raise BadInput(message, hint="Check the file and the medium, then read it again.") from error
