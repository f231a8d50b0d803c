"""A file of numbered JSON lines that only grows, split into segments: the records that the log's entries name.

A line is in canonical form and ends with a line feed; line N stands in segment N // SEGMENT. A last line without its line feed
was being written when the machine stopped.
"""

import os
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import BrokenIntegrity
from onrecord.ledger.places import make_folder, sync_folder
from onrecord.ledger.plain_files import LONGEST_LINE

RESTORE = "Restore the files of the log from a backup, then run the same command again."
"""The hint where the log alone is read, and is not as it was written."""

SEGMENT = 65_536
"""Lines in a file: few files at a million reports, and each still small enough to copy and compare."""

_DIGITS = 6

_BLOCK = 1024 * 1024

PENDING_BYTES = 8 * 1024 * 1024
"""Bytes of lines that are held before they are written: a record may have millions, so lines alone are no measure."""


@dataclass(frozen=True, slots=True)
class _Counted:
    """The lines of a segment as it was when they were counted."""

    file: tuple[int, int, int]
    """Which file that was, its size, and when it was last changed."""
    before: list[int]
    """Whole lines that end before each block."""
    lines: int


@dataclass(frozen=True, slots=True)
class Stream:
    """The folder of the segments, and the file in which bytes of unfinished writes are put aside.

    A segment is counted once, as long as it stays as it was: to open a case asks several times where its records end.
    """

    folder: Path
    left_over: Path
    _counts: dict[int, _Counted] = field(default_factory=dict, init=False, repr=False, compare=False)

    def length(self) -> int:
        """Number of whole lines."""
        last = self._last_segment()
        return 0 if last is None else last * SEGMENT + self._count(last)

    def lines(self, start: int = 0) -> Iterator[tuple[int, bytes]]:
        """Whole lines from a number on, with their numbers, without line feeds.

        Raises:
            BrokenIntegrity: a segment is missing or too short, and there are later ones.
        """
        last = self._last_segment()
        for segment in range(start // SEGMENT, -1 if last is None else last + 1):
            path, number = self._path(segment), segment * SEGMENT
            if path.is_file():
                with path.open("rb") as file:
                    number += self._skip(file, segment, start - number)
                    while line := self._readline(file, number):
                        if number >= start and line.endswith(b"\n"):
                            yield number, line[:-1]
                        number += line.endswith(b"\n")
            if segment != last and number != (segment + 1) * SEGMENT:
                raise BrokenIntegrity(f"{self.place(number)} is missing, though later lines are there.", hint=RESTORE)

    def append(self, first: int, lines: Iterable[bytes]) -> None:
        """Write lines, the first of which has this number, and make them durable.

        Raises:
            OSError: the disk is full, or cannot be written. What was written by then is completed or dropped on opening.
        """
        number = first
        pending: list[bytes] = []
        size = 0
        for line in lines:
            if pending and (number % SEGMENT == 0 or size + len(line) > PENDING_BYTES):
                self._write((number - 1) // SEGMENT, pending)
                pending = []
                size = 0
            pending.append(line)
            size += len(line)
            number += 1
        if pending:
            self._write((number - 1) // SEGMENT, pending)

    def cut(self, length: int, *, put_aside: bool = True) -> None:
        """Take everything after this many whole lines out of the last segments: what was never a finished write.

        The bytes are put aside, not destroyed, unless they are known to stand elsewhere: only a person can say that nobody needs them.
        """
        first = length // SEGMENT
        segment = self._last_segment()
        while segment is not None and segment >= first:
            keep = 0
            self._counts.pop(segment, None)
            with self._path(segment).open("r+b") as file:
                for _ in range(max(0, length - segment * SEGMENT)):
                    keep += len(self._readline(file, length))
                if put_aside:
                    self._put_aside(file.read())
                file.truncate(keep)
                os.fsync(file.fileno())
            if keep:
                return
            self._path(segment).unlink()
            sync_folder(self.folder)
            segment = self._last_segment()

    def blank(self, lines: Mapping[int, bytes], scratch: Path) -> int:
        """Put other lines in the place of some, in their segments anew: the only change of what was written, and the former bytes go.

        Args:
            lines: number to line, without line feed.
            scratch: a folder on the same disk, where a segment is written before it takes the place of the old one.

        Returns:
            How many lines were other ones before.
        """
        blanked = 0
        for segment in sorted({number // SEGMENT for number in lines}):
            path, unfinished, changed = self._path(segment), scratch / "segment", 0
            self._counts.pop(segment, None)
            with path.open("rb") as old, unfinished.open("wb") as new:
                for number, line in enumerate(old, start=segment * SEGMENT):
                    other = lines[number] + b"\n" if number in lines else line
                    changed += other != line
                    new.write(other)
                new.flush()
                os.fsync(new.fileno())
            if changed:
                unfinished.rename(path)
                sync_folder(self.folder)
            else:
                unfinished.unlink()
            blanked += changed
        return blanked

    def torn(self) -> bytes:
        """The bytes of a last line that has no line feed; empty when the stream ends well."""
        last = self._last_segment()
        if last is None:
            return b""
        tail = b""
        with self._path(last).open("rb") as file:
            position = file.seek(0, os.SEEK_END)
            while position > 0 and b"\n" not in tail:
                step = min(_BLOCK, position)
                position -= step
                file.seek(position)
                tail = file.read(step) + tail
                if len(tail) > LONGEST_LINE + _BLOCK:
                    raise self._too_long(last * SEGMENT)
        return tail.rpartition(b"\n")[2]

    def place(self, number: int) -> str:
        """Where a line stands, for messages."""
        return f"{self._path(number // SEGMENT)}, line {number % SEGMENT + 1}"

    def rest(self, number: int) -> str:
        """A line and all after it, for messages."""
        return f"{self._path(number // SEGMENT)}, from line {number % SEGMENT + 1} on"

    def _put_aside(self, data: bytes) -> None:
        with self.left_over.open("ab") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        sync_folder(self.left_over.parent)

    def _path(self, segment: int) -> Path:
        return self.folder / f"{segment:0{_DIGITS}}.jsonl"

    def _last_segment(self) -> int | None:
        """The number of the last segment. Only a name with six digits is one: what else a person leaves in the folder is no log.

        Raises:
            BrokenIntegrity: something that is no file bears the name of a segment.
        """
        found = {int(path.stem[-_DIGITS:]): path for path in self.folder.glob(f"{'[0-9]' * _DIGITS}.jsonl")}
        last = max(found, default=None)
        if last is not None and not found[last].is_file():  # a pipe would be waited for
            raise BrokenIntegrity(f"{found[last]} is no file, where records are kept.", hint="Move it out of the folder.")
        return last

    def _write(self, segment: int, lines: list[bytes]) -> None:
        path = self._path(segment)
        new = not path.exists()
        self._counts.pop(segment, None)
        if new:
            make_folder(self.folder)
        with path.open("ab") as file:
            file.writelines(line + b"\n" for line in lines)
            file.flush()
            os.fsync(file.fileno())
        if new:
            sync_folder(self.folder)

    def _count(self, segment: int) -> int:
        """Whole lines of a segment."""
        with self._path(segment).open("rb") as file:
            known = self._counts.get(segment)
            if known is None or known.file != _which(file):
                known = self._counts[segment] = _counted(file)
        return known.lines

    def _skip(self, file: BinaryIO, segment: int, lines: int) -> int:
        """Go to the beginning of a line of a segment that was just opened, where that is known to be quick; how many lines were passed."""
        known = self._counts.get(segment)
        if known is None or not 0 < lines <= known.lines or known.file != _which(file):
            return 0
        block = bisect_left(known.before, lines) - 1
        file.seek(block * _BLOCK)
        for _ in range(lines - known.before[block]):
            self._readline(file, segment * SEGMENT)
        return lines

    def _readline(self, file: BinaryIO, number: int) -> bytes:
        """The next line, which has this number or is near it."""
        line = file.readline(LONGEST_LINE + 1)
        if len(line) > LONGEST_LINE:
            raise self._too_long(number)
        return line

    def _too_long(self, number: int) -> BrokenIntegrity:
        return BrokenIntegrity(f"{self._path(number // SEGMENT)} has a line of more than {LONGEST_LINE:,} bytes.", hint=RESTORE)


def _which(file: BinaryIO) -> tuple[int, int, int]:
    found = os.fstat(file.fileno())
    return found.st_ino, found.st_size, found.st_mtime_ns


def _counted(file: BinaryIO) -> _Counted:
    which, lines, before = _which(file), 0, []
    while block := file.read(_BLOCK):
        before.append(lines)
        lines += block.count(b"\n")
    return _Counted(which, before, lines)
