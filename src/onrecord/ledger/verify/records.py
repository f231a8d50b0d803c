"""The lines of the records against the digests that the entries give, in a case and in a dossier."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from onrecord.ledger.verify.checking import UNFINISHED, Inspection, Line, ReadEntry, check_record, digest_of, read_line
from onrecord.ledger.verify.files import LINE, open_file

SEGMENT = 65_536
"""Lines in a file of records."""


class Lines(Protocol):
    """Where the lines of the records stand: the line of the first digest at 0, and so on."""

    numbered: bool
    """Whether a line bears the number of its place; in a dossier the numbers are those of the case, and only ascend."""

    def place(self, position: int) -> str:
        """File and line, for findings."""

    def line(self, position: int) -> bytes | None:
        """A line with its line feed, asked for in ascending order; None where there is none."""

    def all_from(self, position: int) -> Iterator[tuple[int, bytes]]:
        """A position and every line after it, read beside the others."""

    def left(self, position: int) -> int:
        """How many lines stand from a position on in its file; nothing is read afterwards."""


class Records:
    """What the entries generated, line by line."""

    def __init__(self, lines: Lines, seen: Inspection) -> None:
        self._lines = lines
        self._seen = seen
        self._lost = False
        self._whole = True
        self._found_by_digest: dict[str, int] | None = None
        self._last = -1
        self.position = 0
        """Where the next line stands."""

    def lose(self) -> None:
        """An entry before cannot be read, so that nobody knows how many records it had: the next are found by their digests."""
        self._lost = True
        self._whole = False
        self._seen.understood.lose()

    def check(self, entry: ReadEntry, place: str) -> None:
        """The records that an entry generated; ``place`` is the entry's."""
        if entry.type == "erase":
            self._seen.understood.erasures[entry.sequence] = frozenset(entry.used)
        for digest in entry.generated:
            if self._lost and not self._find(digest):
                message = f"Entry {entry.sequence:,} names a record that no line holds; where it stood cannot be said."
                self._seen.notes.find("record.missing", place, message)
                self._seen.understood.miss(entry)
                continue
            at, self.position = self.position, self.position + 1
            erased = len(self._seen.understood.erased)
            if not self._check_line(at, digest, entry):
                self._seen.understood.miss(entry, erased=len(self._seen.understood.erased) > erased)

    def finish(self, *, pending: int = 0) -> None:
        """Lines after the last that an entry names and as many as are ``pending``: where an entry could not be read, nothing is said."""
        left = self._lines.left(self.position)
        if left > pending and self._whole:
            message = f"{left - pending:,} lines from here on are named by no entry."
            self._seen.notes.find("record.unexpected", self._lines.place(self.position + pending), message)
        for position, by in self._seen.understood.still_standing():
            message = f"Entry {by:,} erased this record, whose line still stands: {UNFINISHED}"
            self._seen.notes.find("erasure.unfinished", self._lines.place(position), message)

    @property
    def whole(self) -> bool:
        """Whether every entry could be read."""
        return self._whole

    def _find(self, digest: str) -> bool:
        if self._found_by_digest is None:
            self._found_by_digest = {}
            for position, data in self._lines.all_from(self.position):
                if found := _digest_in(data):
                    self._found_by_digest.setdefault(found, position)
        position = self._found_by_digest.get(digest, -1)
        if position < self.position:
            return False
        self.position, self._lost = position, False
        return True

    def _check_line(self, position: int, digest: str, entry: ReadEntry) -> bool:
        """Whether the line there holds the record with this digest, and it could be understood."""
        notes, place, data = self._seen.notes, self._lines.place(position), self._lines.line(position)
        if data is None:
            notes.find("record.missing", place, f"Entry {entry.sequence:,} names a record that is not there.")
            return False
        notes.count["bytes"] += len(data) if self._lines.numbered else 0
        try:
            line = read_line(data)
        except ValueError as error:
            notes.find("record.malformed", place, f"This is no line of a record: {error}.")
            return False
        if (line.number != position or line.withheld) if self._lines.numbered else line.number <= self._last:
            notes.find("record.malformed", place, f"A line with the number {line.number:,} has no place here.")
            return False
        self._last = line.number
        return check_record(line, digest, entry, Line(place, position), self._seen)


class CaseLines:
    """The lines in the folder ``records/`` of a case."""

    numbered = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._segment = -1
        self._file: BinaryIO | None = None
        self._next = 0
        self.beyond: list[str] = []
        """Where a file has more lines than it may."""

    def place(self, position: int) -> str:
        """The file and the line in it."""
        return f"records/{position // SEGMENT:06d}.jsonl, line {position % SEGMENT + 1}"

    def line(self, position: int) -> bytes | None:
        """The line at a position."""
        if position // SEGMENT != self._segment:
            self._turn_to(position // SEGMENT)
        while self._file is not None:
            at, self._next = self._next, self._next + 1
            data = self._file.readline(LINE)
            if not data.endswith(b"\n"):  # the end of the file, or a line that is cut or too long, after which nothing can be told apart
                self.close()
            if at == position:
                return data or None
        return None

    def all_from(self, position: int) -> Iterator[tuple[int, bytes]]:
        """Read beside the others, from every file that has a number."""
        segment = position // SEGMENT
        for file in sorted(self._folder.glob("[0-9]" * 6 + ".jsonl")):
            number = int(file.stem)
            if number < segment:
                continue
            beside = CaseLines(self._folder)
            start = max(position, number * SEGMENT)
            for at in range(start, (number + 1) * SEGMENT):
                if (data := beside.line(at)) is None:
                    break
                yield at, data
            beside.close()

    def left(self, position: int) -> int:
        """How many lines stand from a position on in its file."""
        if self.line(position) is None:
            return 0
        left, end = 1, (self._segment + 1) * SEGMENT
        while self._file is not None and self._next < end and self.line(self._next) is not None:
            left += 1
        self._look_beyond()
        self.close()
        return left

    def close(self) -> None:
        """Let go of the file that is open."""
        if self._file is not None:
            self._file.close()
        self._file = None

    def _look_beyond(self) -> None:
        if self._file is not None and self._next == (self._segment + 1) * SEGMENT and self._file.read(1):
            self.beyond.append(f"records/{self._segment:06d}.jsonl, line {SEGMENT + 1}")

    def _turn_to(self, segment: int) -> None:
        self._look_beyond()
        self.close()
        self._segment, self._next = segment, segment * SEGMENT
        try:
            self._file = open_file(self._folder / f"{segment:06d}.jsonl")
        except OSError:
            return


def _digest_in(data: bytes) -> str | None:
    try:
        return digest_of(read_line(data))
    except ValueError:
        return None
