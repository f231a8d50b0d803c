"""A disk as a file system may leave it after power loss: what was synced, and any legal part of what was not.

The model is as unkind as POSIX allows, unkinder than common file systems:

- bytes, length and mode of a file are durable when the file was synced; before, each write may be there, missing, torn at a
  sector (512 bytes) or a page (4096), or have its length without its bytes (zeros);
- a name – created, renamed, removed – is durable when the folder was synced that holds it (of a renaming, the new name's folder);
  before, each such change may be there or missing, whatever became of the others;
- a file whose name is not durable is lost, synced or not.

Order counts nowhere but in syncs. Memory-mapped writes are not seen; the one file that is written so, SQLite's ``-shm``, is also
tried with arbitrary bytes.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

SECTOR, PAGE = 512, 4096

ROOT = 0
"""The number of the folder in which everything lies."""


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes at an offset."""

    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Truncate:
    """A new length; what is gained is zeros."""

    size: int


@dataclass(frozen=True, slots=True)
class Mode:
    """New permissions."""

    mode: int


Change = Write | Truncate | Mode

_Change = TypeVar("_Change")


@dataclass(slots=True)
class Inode:
    """A file or folder, apart from its names."""

    folder: bool
    data: bytes = b""
    mode: int = 0o644
    pending: list[Change] = field(default_factory=list)
    """Changes since it was synced."""
    names: dict[str, int] = field(default_factory=dict)
    """Of a folder, the durable names."""


@dataclass(frozen=True, slots=True)
class Naming:
    """A change of names, whole or not there: names that go, names that come (folder, name, inode)."""

    gone: tuple[tuple[int, str, int], ...] = ()
    come: tuple[tuple[int, str, int], ...] = ()

    @property
    def folder(self) -> int:
        """The folder whose sync makes it durable."""
        return (self.come or self.gone)[0][0]


@dataclass(frozen=True, slots=True)
class State:
    """What a machine finds when it starts again: files with bytes and modes, and folders, by path."""

    files: Mapping[str, tuple[bytes, int]]
    folders: frozenset[str]
    how: str
    """Which part of the unsynced changes it holds, in words."""


@dataclass(slots=True)
class Disk:
    """Durable state and pending changes."""

    inodes: dict[int, Inode] = field(default_factory=lambda: {ROOT: Inode(folder=True)})
    pending: list[Naming] = field(default_factory=list)

    def new(self, *, folder: bool, mode: int) -> int:
        """A file or folder without a name; its number."""
        number = len(self.inodes)
        self.inodes[number] = Inode(folder=folder, mode=mode)
        return number

    def sync(self, number: int) -> None:
        """Sync a file, or a folder's names."""
        inode = self.inodes[number]
        inode.data, inode.mode = applied(inode.data, inode.mode, inode.pending)
        inode.pending = []
        if inode.folder:
            settled = [change for change in self.pending if change.folder == number]
            self.pending = [change for change in self.pending if change.folder != number]
            names = {at: folder.names for at, folder in self.inodes.items() if folder.folder}
            for change in settled:
                rename(names, change)

    def states(self, dice: random.Random, mixed: int) -> Iterator[State]:
        """After-crash states: every way of keeping names with every way of keeping data, then some mixed by chance."""
        if not self.pending and not any(inode.pending for inode in self.inodes.values()):
            yield self._state(dice, "all", "all")
            return
        for names in NAME_WAYS:
            for data in DATA_WAYS:
                yield self._state(dice, names, data)
        for _ in range(mixed):
            yield self._state(dice, dice.choice(NAME_WAYS), None)

    def _state(self, dice: random.Random, names: str, data: str | None) -> State:
        """Keep names one way and data one way, or each file's in a way of its own."""
        held = {number: dict(inode.names) for number, inode in self.inodes.items() if inode.folder}
        for change in _chosen(self.pending, names, dice):
            rename(held, change)
        files: dict[str, tuple[bytes, int]] = {}
        folders: set[str] = set()
        waiting = [("", ROOT)]
        while waiting:
            path, number = waiting.pop()
            for name, at in held[number].items():
                inode, below = self.inodes[at], f"{path}/{name}".lstrip("/")
                if inode.folder:
                    if below not in folders:
                        folders.add(below)
                        waiting.append((below, at))
                else:
                    way = data or dice.choice(DATA_WAYS)
                    kept = _survived(inode.pending, len(inode.data), way, dice)
                    content, mode = applied(inode.data, inode.mode, kept)
                    if name.endswith("-shm") and way in ("torn sector", "subset"):
                        content = dice.randbytes(len(content))
                    files[below] = (content, mode)
        return State(files, frozenset(folders), f"names: {names}; data: {data or 'mixed'}")


NAME_WAYS = ("none", "all", "first", "subset")
DATA_WAYS = ("none", "all", "first", "subset", "torn sector", "torn page", "sectors", "zeros")


def applied(data: bytes, mode: int, changes: list[Change]) -> tuple[bytes, int]:
    """Bytes and mode after changes."""
    if not changes:
        return data, mode
    content = bytearray(data)
    for change in changes:
        match change:
            case Write(offset, new):
                if len(content) < offset:
                    content.extend(bytes(offset - len(content)))
                content[offset : offset + len(new)] = new
            case Truncate(size):
                del content[size:]
                content.extend(bytes(size - len(content)))
            case Mode(wanted):
                mode = wanted
    return bytes(content), mode


def rename(names: Mapping[int, dict[str, int]], change: Naming) -> None:
    """Carry out a change of names in folders, by their numbers. A name that has gone to another file meanwhile stays."""
    for folder, name, inode in change.gone:
        if names[folder].get(name) == inode:
            del names[folder][name]
    for folder, name, inode in change.come:
        names[folder][name] = inode


def _chosen(changes: list[_Change], way: str, dice: random.Random) -> list[_Change]:
    match way:
        case "none":
            return []
        case "all":
            return changes
        case "first":
            return changes[: dice.randint(0, len(changes))]
        case _:
            return [change for change in changes if dice.random() < 0.5]


def _survived(changes: list[Change], size: int, way: str, dice: random.Random) -> list[Change]:
    """What is left of a file's unsynced changes; ``size`` is its durable length."""
    if not changes or way in ("none", "all", "first", "subset"):
        return _chosen(changes, way, dice)
    if way in ("torn sector", "torn page"):
        *before, last = changes[: dice.randint(1, len(changes))]
        return [*before, *_torn(last, SECTOR if way == "torn sector" else PAGE, dice)]
    if way == "zeros":
        return list(_lengths(changes, size))
    return [part for change in changes for part in _sectors(change, dice)]


def _lengths(changes: list[Change], size: int) -> Iterator[Change]:
    """The lengths that a file had, without the bytes."""
    for change in changes:
        if isinstance(change, Write):
            size = max(size, change.offset + len(change.data))
            yield Truncate(size)
        else:
            size = change.size if isinstance(change, Truncate) else size
            yield change


def _torn(change: Change, unit: int, dice: random.Random) -> list[Change]:
    """The beginning of a write, up to a border of the disk's units within it."""
    if not isinstance(change, Write):
        return []
    borders = range(unit - change.offset % unit, len(change.data), unit)
    return [Write(change.offset, change.data[: dice.choice(borders)])] if borders else []


def _sectors(change: Change, dice: random.Random) -> list[Change]:
    """Any of the sectors that a write touches."""
    if not isinstance(change, Write):
        return [change] if dice.random() < 0.5 else []
    parts: list[Change] = []
    at = 0
    while at < len(change.data):
        step = SECTOR - (change.offset + at) % SECTOR
        if dice.random() < 0.5:
            parts.append(Write(change.offset + at, change.data[at : at + step]))
        at += step
    return parts
