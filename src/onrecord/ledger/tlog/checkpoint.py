"""Checkpoints: the size and root of a log, signed (C2SP tlog-checkpoint), and proofs that travel (C2SP tlog-proof)."""

import base64
import re
from dataclasses import dataclass

from onrecord.ledger.tlog.note import Note, NoteFault, read_note
from onrecord.ledger.tlog.tree import HASH, leaf_hash, root_by_inclusion

_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")
_PROOF = "c2sp.org/tlog-proof@v1"
_MOST_STEPS = 63


@dataclass(frozen=True, slots=True)
class Head:
    """What a checkpoint says: the log, how many entries it has, and the root of their tree."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """The text that is signed."""
        return f"{self.origin}\n{self.size}\n{_based(self.root)}\n"


def head_of(note: Note, *, extended: bool = False) -> Head:
    """The three lines of a checkpoint. Further lines are refused, unless it may be ``extended``: our logs write none.

    Raises:
        NoteFault: the note is no checkpoint.
    """
    lines = note.text.split("\n")
    if lines.pop() or len(lines) < 3 or not all(lines) or (len(lines) > 3 and not extended) or not _SIZE.fullmatch(lines[1]):
        raise NoteFault("it does not hold origin, size and root, one a line")
    root = _unbased(lines[2])
    if len(root) != HASH:
        raise NoteFault("its root is no SHA-256")
    return Head(lines[0], int(lines[1]), root)


def read_checkpoint(data: bytes) -> tuple[Head, Note]:
    """A checkpoint with its signatures, not checked.

    Raises:
        NoteFault: it is none.
    """
    note = read_note(data)
    return head_of(note), note


@dataclass(frozen=True, slots=True)
class Proof:
    """That an entry stands in a log: its index, the hashes that lead to the root, and the checkpoint with that root."""

    index: int
    steps: tuple[bytes, ...]
    checkpoint: bytes
    extra: bytes | None = None

    def encoded(self) -> bytes:
        """The proof as a file."""
        extra = f"extra {_based(self.extra)}\n" if self.extra is not None else ""
        steps = "".join(f"{_based(step)}\n" for step in self.steps)
        return f"{_PROOF}\n{extra}index {self.index}\n{steps}\n".encode() + self.checkpoint

    @classmethod
    def decoded(cls, data: bytes) -> "Proof":
        """Read a proof.

        Raises:
            NoteFault: it is none.
        """
        try:
            top, blank, _ = data.decode("utf-8").partition("\n\n")
        except UnicodeDecodeError as error:
            raise NoteFault(f"it is not UTF-8 at byte {error.start}") from error
        lines = top.split("\n")
        if not blank or lines.pop(0) != _PROOF:
            raise NoteFault(f"it does not begin with {_PROOF}")
        extra = _unbased(lines.pop(0).removeprefix("extra ")) if lines and lines[0].startswith("extra ") else None
        index = lines.pop(0).removeprefix("index ") if lines and lines[0].startswith("index ") else ""
        if not _SIZE.fullmatch(index) or len(lines) > _MOST_STEPS:
            raise NoteFault("it gives no index, or too many steps")
        steps = tuple(_unbased(line) for line in lines)
        if any(len(step) != HASH for step in steps):
            raise NoteFault("one of its steps is no SHA-256")
        return cls(int(index), steps, data[len(top.encode()) + 2 :], extra)

    def leads_from(self, entry: bytes, head: Head) -> bool:
        """Whether it leads from the entry to the root of a checkpoint."""
        return root_by_inclusion(leaf_hash(entry), self.index, head.size, self.steps) == head.root


def encoded_steps(steps: tuple[bytes, ...]) -> bytes:
    """The hashes of a consistency proof as a file: one a line in base64, as those of a ``Proof`` are written."""
    return "".join(f"{_based(step)}\n" for step in steps).encode()


def decoded_steps(data: bytes) -> tuple[bytes, ...]:
    """Read such a file.

    Raises:
        NoteFault: it is none.
    """
    try:
        lines = data.decode("ascii").split("\n")
    except UnicodeDecodeError as error:
        raise NoteFault(f"it holds another letter than base64 has, at byte {error.start}") from error
    if lines.pop() or not 0 < len(lines) <= _MOST_STEPS:
        raise NoteFault("it does not hold one hash a line, or too many")
    steps = tuple(_unbased(line) for line in lines)
    if any(len(step) != HASH for step in steps):
        raise NoteFault("one of its lines is no SHA-256")
    return steps


def _based(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _unbased(text: str) -> bytes:
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise NoteFault("a line is not base64") from error
    if _based(data) != text:
        raise NoteFault("a line is not base64 as it is written")
    return data
