"""The files of a log: which lie there, the bundles against the tiles, and these against the checkpoint."""

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from onrecord.ledger.tlog.checkpoint import Head
from onrecord.ledger.tlog.tiles import WIDTH, Edge, Tiles, bundle_name, numbered, tile_name, unbundled
from onrecord.ledger.tlog.tree import HASH
from onrecord.ledger.verify.files import paths_below, read_file
from onrecord.ledger.verify.verdict import Notes

LEVELS = 8
"""Levels of tiles that a tree of any size that can be written has."""

_ENTRIES = "entries"
_NAME = re.compile(r"tile/(?P<level>[0-7]|entries)/(?P<number>(?:x[0-9]{3}/)*[0-9]{3})(?:\.p/(?P<width>[1-9][0-9]{0,2}))?")


class Leaves:
    """The bundles and tiles of a log, as its checkpoint needs them."""

    def __init__(self, folder: Path, head: Head, notes: Notes) -> None:
        self._folder = folder
        self._head = head
        self._notes = notes
        self._tiles = Tiles(folder, head.size)
        self._there: dict[str, set[int]] = {level: set() for level in (_ENTRIES, *map(str, range(LEVELS)))}
        """The numbers of the bundles and tiles of the width that the checkpoint needs."""
        self._edge = Edge()
        self._wrong: list[tuple[int, int, int]] = []
        """Level, number and index of the hashes in tiles that do not fit what lies under them."""
        self._growing = True
        self.sound = False
        """Whether the entries lead to the signed root, and every tile fits them."""

    def width(self, number: int) -> int:
        """Entries of a bundle."""
        return self._tiles.width(0, number)

    def survey(self, coming: int) -> None:
        """Which files lie there, should lie there, and may: a stop may have left what a checkpoint of the size ``coming`` needs."""
        later = Tiles(self._folder, coming)
        for name in paths_below(self._folder):
            if name in ("checkpoint", "checkpoint.tmp"):
                continue
            level, number, width = _named(name)
            height = 0 if level == _ENTRIES else int(level)
            now = self._tiles.width(height, number)
            if not width or (width > now and width != later.width(height, number)):
                self._notes.find("log.unexpected", f"log/{name}", "No rule puts this file there; the checkpoint speaks of no such tile.")
            elif width == now:
                self._there[level].add(number)
        for level, there in self._there.items():
            self._say_what_is_missing(level, there)

    def _say_what_is_missing(self, level: str, there: set[int]) -> None:
        """A gap is one finding, however long a checkpoint makes it."""
        following, height = 0, 0 if level == _ENTRIES else int(level)
        for number in (*sorted(there), -(-(self._head.size >> 8 * height) // WIDTH)):
            if number > following:
                message = f"It is not there, nor are {number - following - 1:,} after it."
                self._notes.find("bundle.missing" if level == _ENTRIES else "tile.missing", self._place(level, following), message)
            following = number + 1

    def entries(self) -> Iterator[tuple[str, int, bytes]]:
        """Every entry that can be read, with its place and number; what does not fit its tile is found on the way."""
        following = 0
        for number in sorted(self._there[_ENTRIES] | self._there["0"]):
            self._growing &= number == following
            following = number + 1
            hashes, bundle, name = self._tile(0, number), self._bundle(number), self._place(_ENTRIES, number)
            for index, body in enumerate(bundle or ()):
                leaf = sha256(b"\x00" + body).digest()
                if hashes is not None and hashes[index * HASH : index * HASH + HASH] != leaf:
                    self._wrong.append((0, number, index))
                yield f"{name}, entry {number * WIDTH + index}", number * WIDTH + index, body
                self._grow(leaf)
            if bundle is None and hashes is not None:  # so that later tiles can still be checked
                for at in range(0, len(hashes), HASH):
                    self._grow(hashes[at : at + HASH])
            self._growing &= bundle is not None or hashes is not None
        self._finish()

    def root_at(self, size: int) -> bytes | None:
        """The root that the log had at a smaller size, by its tiles; None where that cannot be said."""
        if not self.sound:
            return None
        levels: list[list[bytes]] = []
        for level in range(LEVELS):
            number, width = divmod(size >> 8 * level, WIDTH)
            data = read_file(self._folder / self._name(str(level), number), WIDTH * HASH) if width else b""
            if data is None or (width and len(data) != HASH * self._tiles.width(level, number)):
                return None
            levels.append([data[at * HASH : (at + 1) * HASH] for at in range(width)])
        return Edge(size, levels).root()

    def _finish(self) -> None:
        """The last tiles, and the root."""
        if not self._growing or self._edge.size != self._head.size:
            return self._say_what_is_wrong(fits=False)
        for level, number, data in self._edge.partial():
            if level:
                self._compare(level, number, data)
        fits = self._edge.root() == self._head.root
        self._say_what_is_wrong(fits=fits)
        self.sound = fits and not self._wrong
        if not fits:
            message = f"The {self._head.size:,} entries do not have the root that the checkpoint gives."
            self._notes.find("checkpoint.root", "log/checkpoint", message)
        return None

    def _say_what_is_wrong(self, *, fits: bool) -> None:
        """Where the entries lead to the signed root, it is a tile that was altered; else the entries that lie under the first tiles."""
        entries = not fits and any(level == 0 for level, _, _ in self._wrong)
        for level, number, at in self._wrong:
            if not entries:
                place = f"{self._place(str(level), number)}, bytes {at * HASH} to {at * HASH + HASH - 1}"
                self._notes.find("tile.altered", place, "A hash of this tile is not that of what lies under it.")
            elif level == 0:
                index = number * WIDTH + at
                place = f"{self._place(_ENTRIES, number)}, entry {index}"
                self._notes.find("bundle.altered", place, f"Entry {index:,} does not have the hash that its tile gives.")

    def _grow(self, leaf: bytes) -> None:
        if not self._growing:  # after a gap nobody knows what belongs under which tile
            return
        for level, number, data in self._edge.append_hash(leaf):
            if level:
                self._compare(level, number, data)

    def _compare(self, level: int, number: int, data: bytes) -> None:
        found = self._tile(level, number)
        if found is None or found == data:
            return
        self._wrong += [(level, number, at // HASH) for at in range(0, len(data), HASH) if found[at : at + HASH] != data[at : at + HASH]]

    def _tile(self, level: int, number: int) -> bytes | None:
        if number not in self._there[str(level)]:
            return None
        data, place = read_file(self._folder / self._name(str(level), number), WIDTH * HASH), self._place(str(level), number)
        if data is None or len(data) != HASH * self._tiles.width(level, number):
            self._notes.find("tile.altered", place, "The tile has another length than it should, or is no file that can be read.")
        else:
            self._notes.count["tiles"] += 1
            self._notes.count["bytes"] += len(data)
            return data
        return None

    def _bundle(self, number: int) -> list[bytes] | None:
        if number not in self._there[_ENTRIES]:
            return None
        data, place = read_file(self._folder / self._name(_ENTRIES, number), WIDTH * (2 + 65_535)), self._place(_ENTRIES, number)
        try:
            entries = unbundled(data or b"")
        except ValueError as error:
            self._notes.find("bundle.altered", place, f"Its entries cannot be told apart: {error}.")
            return None
        if len(entries) != self.width(number):
            self._notes.find("bundle.altered", place, f"It holds {len(entries)} entries where {self.width(number)} belong.")
            return None
        self._notes.count["bytes"] += len(data or b"")
        return entries

    def _name(self, level: str, number: int) -> str:
        if level == _ENTRIES:
            return bundle_name(number, self.width(number))
        return tile_name(int(level), number, self._tiles.width(int(level), number))

    def _place(self, level: str, number: int) -> str:
        return f"log/{self._name(level, number)}"


def _named(name: str) -> tuple[str, int, int]:
    """Level, number and width of the tile or bundle that lies under a name; the width 0 where no rule gives that name."""
    match = _NAME.fullmatch(name)
    if match is None:
        return "0", 0, 0
    number, width = int(re.sub("[x/]", "", match["number"])), int(match["width"] or WIDTH)
    whole = width == WIDTH and match["width"]  # a full one has no width in its name
    rightly = numbered(number, width) == name.partition("/")[2].partition("/")[2] and width <= WIDTH and not whole
    return match["level"], number, width if rightly else 0
