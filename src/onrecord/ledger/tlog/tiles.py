"""Tiles and entry bundles: where they lie, how they are written and read (C2SP tlog-tiles).

A tile of level L holds up to 256 hashes, each of a complete subtree of 256**L leaves; a bundle holds up to 256 entries. Only the
last of each level is partial. ``Edge`` is the right edge of the tree, all that is needed to let it grow; ``Tiles`` reads what is
on disk.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.ledger.plain_files import NoFile, TooLong, read_plain
from onrecord.ledger.tlog.tree import EMPTY_ROOT, HASH, complete_root, leaf_hash, node_hash, root

WIDTH = 256
"""Hashes in a full tile, entries in a full bundle."""

LONGEST_ENTRY = 65_535
"""Bytes: the length of an entry stands before it in two bytes."""

TILE_LEVELS = 8
"""Levels of the tree in one tile: 2**8 is its width."""

_GROUP = 1_000
"""File names hold three digits."""

NameOf = Callable[[int, int, int], str]
"""Level, number and width to the name below the folder of the log."""


def numbered(number: int, width: int = WIDTH) -> str:
    """The name of a tile or bundle by its number: ``x001/x234/067``, with ``.p/<width>`` where it is partial."""
    groups = [f"{number % _GROUP:03d}"]
    while number := number // _GROUP:
        groups.append(f"x{number % _GROUP:03d}")
    name = "/".join(reversed(groups))
    return name if width == WIDTH else f"{name}.p/{width}"


def tile_name(level: int, number: int, width: int = WIDTH) -> str:
    """Where a tile lies below the folder of the log."""
    return f"tile/{level}/{numbered(number, width)}"


def bundle_name(number: int, width: int = WIDTH) -> str:
    """Where a bundle of entries lies below the folder of the log."""
    return f"tile/entries/{numbered(number, width)}"


def needed(size: int) -> Iterator[tuple[int, int, int]]:
    """Level, number and width of the partial tiles of a tree of that size."""
    level, count = 0, size
    while count:
        if width := count % WIDTH:
            yield level, count // WIDTH, width
        level, count = level + 1, count // WIDTH


def bundled(entries: Iterable[bytes]) -> bytes:
    """Entries as the bytes of a bundle.

    Raises:
        ValueError: an entry is too long.
    """
    parts = []
    for entry in entries:
        if len(entry) > LONGEST_ENTRY:
            raise ValueError(f"an entry has {len(entry):,} bytes; at most {LONGEST_ENTRY:,} fit")
        parts.append(len(entry).to_bytes(2, "big"))
        parts.append(entry)
    return b"".join(parts)


def unbundled(data: bytes) -> list[bytes]:
    """The entries of a bundle.

    Raises:
        ValueError: the bytes end inside an entry.
    """
    entries: list[bytes] = []
    at = 0
    while at < len(data):
        end = at + 2 + int.from_bytes(data[at : at + 2], "big")
        if end > len(data) or at + 2 > len(data):
            raise ValueError(f"the bundle ends inside entry {len(entries)}, which begins at byte {at}")
        entries.append(data[at + 2 : end])
        at = end
    return entries


@dataclass(slots=True)
class Edge:
    """The right edge of a tree: for each level of tiles the hashes of its last, partial tile."""

    size: int = 0
    levels: list[list[bytes]] = field(default_factory=lambda: [[]])

    def copy(self) -> "Edge":
        """Another edge of the same tree, which grows by itself."""
        return Edge(self.size, [list(hashes) for hashes in self.levels])

    def append(self, entry: bytes) -> list[tuple[int, int, bytes]]:
        """Let the tree grow by an entry; the tiles that became full: level, number and bytes."""
        return self.append_hash(leaf_hash(entry))

    def append_hash(self, found: bytes) -> list[tuple[int, int, bytes]]:
        """The same for an entry of which only the leaf's hash is known."""
        full: list[tuple[int, int, bytes]] = []
        self.size += 1
        level = 0
        self.levels[0].append(found)
        while len(hashes := self.levels[level]) == WIDTH:
            number = (self.size >> (TILE_LEVELS * (level + 1))) - 1
            full.append((level, number, b"".join(hashes)))
            self.levels[level] = []
            if level + 1 == len(self.levels):
                self.levels.append([])
            self.levels[level + 1].append(complete_root(hashes))
            level += 1
        return full

    def partial(self) -> Iterator[tuple[int, int, bytes]]:
        """The partial tiles that a checkpoint of this size needs: level, number and bytes."""
        for level, hashes in enumerate(self.levels):
            if hashes:
                yield level, self.size >> (TILE_LEVELS * (level + 1)), b"".join(hashes)

    def root(self) -> bytes:
        """The root of the tree."""
        found: bytes | None = None
        for hashes in self.levels:
            for subtree in reversed(_complete(hashes)):
                found = subtree if found is None else node_hash(subtree, found)
        return EMPTY_ROOT if found is None else found


def _complete(hashes: list[bytes]) -> list[bytes]:
    """The roots of the largest complete subtrees over hashes of one level, from the left."""
    roots, start = [], 0
    while rest := len(hashes) - start:
        width = 1 << (rest.bit_length() - 1)
        roots.append(complete_root(hashes[start : start + width]))
        start += width
    return roots


class TileFault(Exception):
    """A tile or bundle is missing or has not the length that it must have."""

    def __init__(self, message: str, path: Path, *, missing: bool) -> None:
        super().__init__(message)
        self.path = path
        self.missing = missing


@dataclass(slots=True)
class Tiles:
    """The tiles and bundles of a log on disk, as a checkpoint of one size needs them."""

    folder: Path
    """The folder of the log."""
    size: int
    """Leaves of the tree that is read."""
    _held: dict[tuple[int, int], bytes] = field(default_factory=dict)
    _vouched: set[tuple[int, int]] = field(default_factory=set)

    def width(self, level: int, number: int) -> int:
        """Hashes that a tile has in a tree of this size; 0 where it has none."""
        whole: int = self.size >> (TILE_LEVELS * level)  # complete subtrees on that level
        return max(0, min(WIDTH, whole - number * WIDTH))

    def tile(self, level: int, number: int) -> bytes:
        """The bytes of a tile. A full one serves in the place of a partial one.

        Raises:
            TileFault: it is missing or has another length.
            OSError: it cannot be read.
        """
        key = (level, number)
        if key not in self._held:
            if len(self._held) >= WIDTH:
                self._held.clear()
                self._vouched.clear()  # what is read again may be other than it was
            self._held[key] = self._read(level, number)
        return self._held[key]

    def vouched(self, level: int, number: int) -> bytes:
        """The bytes of a tile whose root stands in the tile above it, and so on up to the right edge, which the checkpoint's root covers.

        Raises:
            TileFault: one of them is missing, has another length, or another root.
            OSError: it cannot be read.
        """
        data = self.tile(level, number)
        if len(data) == WIDTH * HASH and (level, number) not in self._vouched:
            above, at = self.vouched(level + 1, number // WIDTH), number % WIDTH * HASH
            if complete_root([data[start : start + HASH] for start in range(0, len(data), HASH)]) != above[at : at + HASH]:
                path = self.folder / tile_name(level, number)
                raise TileFault(f"The tile {path} does not have the root that the tile above it gives.", path, missing=False)
            self._vouched.add((level, number))
        return data

    def bundle(self, number: int) -> list[bytes]:
        """The entries of a bundle.

        Raises:
            TileFault: it is missing or its framing is broken.
            OSError: it cannot be read.
        """
        width = self.width(0, number)
        path = self._path(lambda _, n, w: bundle_name(n, w), 0, number, width)
        try:
            entries = unbundled(read_plain(path, WIDTH * (LONGEST_ENTRY + 2)))
        except FileNotFoundError as error:
            raise TileFault(f"The bundle of entries {path} is missing.", path, missing=True) from error
        except (TooLong, NoFile, IsADirectoryError) as error:
            raise TileFault(f"{path}: {error.strerror}.", path, missing=False) from error
        except ValueError as error:
            raise TileFault(f"{path}: {error}.", path, missing=False) from error
        whole = int(path.name) if path.parent.name.endswith(".p") else WIDTH
        if len(entries) != whole:
            raise TileFault(f"{path} holds {len(entries)} entries where {whole} belong.", path, missing=False)
        return entries[:width]

    def entries(self, start: int = 0) -> Iterator[tuple[int, bytes]]:
        """Entries with their numbers, from one on.

        Raises:
            TileFault: a bundle is missing or its framing is broken.
        """
        for number in range(start // WIDTH, -(-self.size // WIDTH)):
            for index, entry in enumerate(self.bundle(number), start=number * WIDTH):
                if index >= start:
                    yield index, entry

    def node(self, level: int, index: int) -> bytes:
        """The hash of a complete subtree of 2**level leaves (``Nodes`` of the tree's functions)."""
        return self._node(level, index, self.tile)

    def vouched_node(self, level: int, index: int) -> bytes:
        """The same out of a tile that is ``vouched``."""
        return self._node(level, index, self.vouched)

    def _node(self, level: int, index: int, tile_of: Callable[[int, int], bytes]) -> bytes:
        above = level % TILE_LEVELS
        first = index << above
        tile = tile_of(level // TILE_LEVELS, first // WIDTH)
        start = first % WIDTH * HASH
        hashes = [tile[at : at + HASH] for at in range(start, start + (HASH << above), HASH)]
        return complete_root(hashes)

    def root(self) -> bytes:
        """The root that the tiles give."""
        return root(self.size, self.node)

    def edge(self) -> Edge:
        """The right edge, from which the tree can grow."""
        levels: list[list[bytes]] = []
        count = self.size
        while count or not levels:
            width = count % WIDTH
            tile = self.tile(len(levels), count // WIDTH) if width else b""
            levels.append([tile[at * HASH : (at + 1) * HASH] for at in range(width)])
            count //= WIDTH
        return Edge(self.size, levels)

    def _read(self, level: int, number: int) -> bytes:
        width = self.width(level, number)
        path = self._path(tile_name, level, number, width)
        try:
            data = read_plain(path, WIDTH * HASH)
        except FileNotFoundError as error:
            raise TileFault(f"The tile {path} is missing.", path, missing=True) from error
        except (TooLong, NoFile, IsADirectoryError) as error:
            raise TileFault(f"{path}: {error.strerror}.", path, missing=False) from error
        whole = int(path.name) if path.parent.name.endswith(".p") else WIDTH
        if len(data) != whole * HASH:
            raise TileFault(f"The tile {path} has {len(data):,} bytes where {whole * HASH:,} belong.", path, missing=False)
        return data[: width * HASH]

    def _path(self, name: NameOf, level: int, number: int, width: int) -> Path:
        """The file itself, or where that is not there a wider one, of which it is the beginning."""
        path = self.folder / name(level, number, width)
        if width == WIDTH or path.exists():
            return path
        if (full := self.folder / name(level, number, WIDTH)).exists():
            return full
        found = path.parent.iterdir() if path.parent.is_dir() else ()
        wider = [int(one.name) for one in found if one.name.isdecimal() and width < int(one.name) < WIDTH]
        return path.with_name(str(min(wider))) if wider else path
