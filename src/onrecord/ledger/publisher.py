"""Writes the log into its files: the coming checkpoint under a name of its own, records, bundles of entries, tiles, and last of all
that checkpoint in the place of the one before.

What was written is read back before the checkpoint replaces the one before: a disk that gives back something else than it was
given must be noticed while the index still has everything.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from onrecord.errors import BrokenIntegrity
from onrecord.ledger.places import Places, make_folder, sync_folder
from onrecord.ledger.plain_files import TooLong, read_plain
from onrecord.ledger.stream import RESTORE, Stream
from onrecord.ledger.tlog.checkpoint import Head, read_checkpoint
from onrecord.ledger.tlog.note import LONGEST_NOTE, Note, NoteFault
from onrecord.ledger.tlog.tiles import WIDTH, Edge, TileFault, Tiles, bundle_name, bundled, needed, tile_name
from onrecord.ledger.tlog.tree import HASH, leaf_hash


@dataclass(frozen=True, slots=True)
class Signed:
    """A checkpoint: what it says, and the note itself."""

    head: Head
    note: Note

    @classmethod
    def decoded(cls, data: bytes) -> "Signed":
        """Read a checkpoint.

        Raises:
            NoteFault: it is none.
        """
        return cls(*read_checkpoint(data))


def published(places: Places) -> Signed | None:
    """The checkpoint in the log's files; None before the first.

    Raises:
        BrokenIntegrity: what lies there is no checkpoint.
    """
    try:
        return Signed.decoded(read_plain(places.checkpoint, LONGEST_NOTE))
    except FileNotFoundError:
        return None
    except OSError as error:
        hint = RESTORE if isinstance(error, TooLong) else "Check its permissions, or restore it from a backup."
        raise BrokenIntegrity(f"{places.checkpoint} could not be read: {error.strerror or error}.", hint=hint) from error
    except NoteFault as error:
        raise BrokenIntegrity(f"{places.checkpoint} is no checkpoint: {error}.", hint=RESTORE) from error


class Publisher:
    """The files of a log, and how far they are written."""

    def __init__(self, places: Places) -> None:
        """Read where the log ends.

        Raises:
            BrokenIntegrity: the checkpoint is none, a tile that it needs is missing, or its root is not that of the tiles.
        """
        self._places = places
        self.records = Stream(places.records, left_over=places.left_over)
        self.signed = published(places)
        self.edge = self._edge()

    @property
    def size(self) -> int:
        """Entries that the files hold."""
        return self.edge.size

    @property
    def tiles(self) -> Tiles:
        """What the checkpoint speaks of."""
        return Tiles(self._places.log, self.edge.size)

    def entries(self, start: int = 0) -> Iterator[tuple[int, bytes]]:
        """Entries with their numbers, from one on, each with the hash that the tree has for it.

        Raises:
            BrokenIntegrity: a bundle or a tile is missing, broken or altered.
        """
        tiles, hashes = self.tiles, b""
        try:
            for number, entry in tiles.entries(start):
                at = number % WIDTH * HASH
                if not hashes or not at:
                    hashes = tiles.vouched(0, number // WIDTH)
                if leaf_hash(entry) != hashes[at : at + HASH]:
                    name = self._places.log / bundle_name(number // WIDTH, tiles.width(0, number // WIDTH))
                    message = f"{name} was altered: entry {number:,} in it does not have the hash that its tile gives."
                    raise BrokenIntegrity(message, hint=RESTORE)
                yield number, entry
        except TileFault as fault:
            raise BrokenIntegrity(str(fault), hint=RESTORE) from fault

    def publish(self, first_record: int, records: Iterable[bytes], entries: Iterable[bytes], signed: Signed) -> None:
        """Write what is new; durable on return.

        Args:
            first_record: the number of the first of the records.
            records: lines that follow those which are there.
            entries: the entries from the start of the last, partial bundle on (``resume``), up to the size of the checkpoint.
            signed: the checkpoint that speaks of them.

        Raises:
            BrokenIntegrity: what was read back is not what was signed.
            OSError: the disk is full, or cannot be written.
        """
        before = self.edge.size
        self._announce(signed)
        self.records.append(first_record, records)
        edge = self.edge.copy()
        self._write(self._new_files(entries, edge))
        self._check_root(edge, signed, before)
        self._put_in_place()
        self.edge, self.signed = edge, signed
        self._remove_partial(before)

    @property
    def resume(self) -> int:
        """The number of the first entry of the last, partial bundle: from here on entries are written again."""
        return self.edge.size - self.edge.size % WIDTH

    def tidy(self) -> None:
        """Remove what an earlier process left that stopped while it published: partial tiles and bundles beside those that the checkpoint
        needs, and the checkpoint that was coming."""
        wanted = {self._places.log / name for name in _partial_names(self.size)}
        folders = {self._places.log / f"tile/{level}" for level in range(9)} | {self._places.log / "tile/entries"}
        changed = set[Path]()
        for folder in folders:
            for file in folder.glob("**/*.p/*") if folder.is_dir() else ():
                if file not in wanted:
                    file.unlink()
                    changed.add(file.parent)
        for folder in sorted(changed):
            sync_folder(folder.parent if _remove_empty(folder) else folder)
        self._places.coming.unlink(missing_ok=True)  # last, and when the others are gone for good: until then it speaks for them

    def _announce(self, signed: Signed) -> None:
        """Say what is being written before it is: a stop leaves lines and tiles then that a signed checkpoint speaks of."""
        make_folder(self._places.log)
        _write_new(self._places.coming, signed.note.encoded(), self._places.unfinished)
        sync_folder(self._places.log)

    def _put_in_place(self) -> None:
        """The coming checkpoint in the place of the one before."""
        self._places.coming.rename(self._places.checkpoint)
        sync_folder(self._places.log)

    def _edge(self) -> Edge:
        if self.signed is None:
            return Edge()
        head = self.signed.head
        try:
            edge = Tiles(self._places.log, head.size).edge()
        except TileFault as fault:
            raise BrokenIntegrity(str(fault), hint=RESTORE) from fault
        if edge.root() != head.root:
            message = f"The tiles of the log {self._places.log} do not have the root that {self._places.checkpoint} gives."
            raise BrokenIntegrity(message, hint=RESTORE)
        return edge

    def _new_files(self, entries: Iterable[bytes], edge: Edge) -> Iterator[tuple[str, bytes]]:
        """Bundles and tiles, the partial ones last; the edge grows by the entries on the way."""
        before, number = edge.size, self.resume
        left = iter(entries)
        while bundle := list(islice(left, WIDTH)):
            yield bundle_name(number // WIDTH, len(bundle)), bundled(bundle)
            for entry in bundle[max(0, before - number) :]:
                yield from ((tile_name(level, at, WIDTH), data) for level, at, data in edge.append(entry))
            number += len(bundle)
        yield from ((tile_name(level, at, len(data) // HASH), data) for level, at, data in edge.partial())

    def _write(self, files: Iterable[tuple[str, bytes]]) -> None:
        """Write files and read each back; their folders are synced last."""
        folders: set[Path] = set()
        for name, data in files:
            target = self._places.log / name
            if target.parent not in folders:
                make_folder(target.parent)
                folders.add(target.parent)
            _write_new(target, data, self._places.unfinished)
            if target.read_bytes() != data:
                raise BrokenIntegrity(f"{target} was read back other than it was written.", hint="Check the disk.")
        for folder in sorted(folders):
            sync_folder(folder)

    def _check_root(self, edge: Edge, signed: Signed, before: int) -> None:
        """Compare what the disk gives with what was signed."""
        tiles = Tiles(self._places.log, signed.head.size)
        found = self.edge.copy()
        try:
            for _, entry in tiles.entries(before):
                found.append(entry)
            same = found == edge == tiles.edge()
        except TileFault:
            same = False
        if not same or found.size != signed.head.size or found.root() != signed.head.root:
            message = f"The entries written to {self._places.log} do not have the root that was signed; the checkpoint was not replaced."
            raise BrokenIntegrity(message, hint="Check the disk; the index still holds them.")

    def _remove_partial(self, before: int) -> None:
        """Partial tiles that only the checkpoint before needed."""
        for name in set(_partial_names(before)) - set(_partial_names(self.edge.size)):
            file = self._places.log / name
            file.unlink(missing_ok=True)
            _remove_empty(file.parent)


def _partial_names(size: int) -> Iterator[str]:
    for level, number, width in needed(size):
        yield tile_name(level, number, width)
        if level == 0:
            yield bundle_name(number, width)


def _write_new(target: Path, data: bytes, scratch: Path) -> None:
    """Write a file that nothing refers to yet; one of that name was left by a stop in the same place."""
    unfinished = scratch / "tile"
    with unfinished.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(target)


def _remove_empty(folder: Path) -> bool:
    """Whether nothing else lay there."""
    try:
        folder.rmdir()
    except OSError:
        return False  # other widths lie there
    return True
