"""A case folder from the bytes up. Opens no database, so a medium that cannot be written will do."""

import os
import re
from collections.abc import Iterator
from hashlib import file_digest, sha256
from pathlib import Path

from onrecord.errors import BadInput
from onrecord.ledger.keys import verifier_keys
from onrecord.ledger.places import Places
from onrecord.ledger.tlog.checkpoint import Head, read_checkpoint
from onrecord.ledger.tlog.note import Note, NoteFault, VerifierKey
from onrecord.ledger.tlog.tiles import WIDTH, Edge, TileFault, Tiles, bundle_name, tile_name
from onrecord.ledger.tlog.tree import HASH
from onrecord.ledger.verify.anchors import KnownLog, check_anchors
from onrecord.ledger.verify.checking import (
    Inspection,
    ReadEntry,
    check_erased,
    check_keys,
    check_record,
    check_signature,
    read_entry,
    read_line,
)
from onrecord.ledger.verify.files import open_file, paths_below

SEGMENT = 65_536
"""Lines in a file of records."""

_CHUNK = 1 << 20

_SEGMENT_NAME = re.compile(r"[0-9]{6}\.jsonl")
_LOG_NAME = re.compile(
    r"tile/(?P<level>[0-9]|[1-5][0-9]|6[0-3]|entries)/(?P<number>(?:x[0-9]{3}/)*[0-9]{3})(?P<partial>\.p/(?:[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5]))?"
)
_LEAVES = ("0", "entries")
"""The folders in which every entry has its place."""
_BLOB_NAME = re.compile(r"([0-9a-f]{2})/\1[0-9a-f]{62}")


def check_case(places: Places, seen: Inspection) -> tuple[Head | None, tuple[VerifierKey, ...]]:
    """Check everything in a case that its log covers; what the checkpoint says, and the keys that signed it."""
    notes = seen.notes
    found = _checkpoint(places, seen)
    if found is None:
        return None, ()
    head, note = found
    try:
        keys = verifier_keys(places.public_key)
        if _read(places.public_key) != "".join(f"{key.encoded()}\n" for key in keys).encode():
            notes.find("key.malformed", "keys/log.vkey", "The keys are not written as they are: one a line, and nothing else.")
    except BadInput as error:
        notes.find("key.malformed", "keys/log.vkey", error.message)
        keys = ()
    signed = check_signature(head, note, keys, "log/checkpoint", notes)
    leaves = _Leaves(places, head, seen)
    coming = _coming(places, head, keys, seen)
    records = _Records(places, seen, pending=coming is not None)
    for sequence, body in leaves.entries():
        place = f"log/{bundle_name(sequence // WIDTH, leaves.width(sequence // WIDTH))}, entry {sequence:,}"
        if entry := read_entry(body, sequence, place, notes):
            records.check(entry)
        notes.count["entries"] += 1
    leaves.finish()
    records.finish(every_entry=leaves.complete)
    check_erased(records.place, seen)
    _check_log_files(places, head.size, head.size if coming is None else coming, seen)
    _check_originals(places, seen)
    chain = check_keys(head, keys, signed, "keys/log.vkey", seen)
    log = KnownLog(keys, head, Tiles(places.log, head.size).node if leaves.sound else None, chain)
    check_anchors(_names(places.anchors), lambda name: _read(places.anchors / name), log, seen)
    _say_what_is_open(seen)
    return head, signed


def _checkpoint(places: Places, seen: Inspection) -> tuple[Head, Note] | None:
    data = _read(places.checkpoint)
    if data is None:
        seen.notes.find("checkpoint.missing", "log/checkpoint", "There is no checkpoint, so nothing says what the log should be.")
        return None
    seen.notes.count["bytes"] += len(data)
    try:
        head, note = read_checkpoint(data)
    except NoteFault as error:
        seen.notes.find("checkpoint.malformed", "log/checkpoint", f"This is no checkpoint: {error}.")
        return None
    if note.encoded() != data:
        seen.notes.find("checkpoint.malformed", "log/checkpoint", "The checkpoint is not written as one is.")
    return head, note


def _coming(places: Places, head: Head, keys: tuple[VerifierKey, ...], seen: Inspection) -> int | None:
    """The size of a later checkpoint of this log that was being published at a stop: then what it speaks of may be there in part."""
    data = _read(places.coming)
    if data is None:
        return None
    try:
        coming, note = read_checkpoint(data)
    except NoteFault as error:
        seen.notes.find("checkpoint.malformed", "log/checkpoint.tmp", f"This is no checkpoint: {error}.")
        return None
    if (
        note.encoded() != data
        or coming.origin != head.origin
        or not any(key.fits(note.text, one) for key in keys for one in note.signatures)
    ):
        seen.notes.find("checkpoint.signature", "log/checkpoint.tmp", "This checkpoint is not signed with the key of the log.")
        return None
    message = f"A stop left {max(0, coming.size - head.size):,} entries half published; opening the case for writing finishes that."
    seen.notes.leave_open("pending", message)
    return coming.size if coming.size >= head.size else None


class _Leaves:
    """The bundles against the tiles, and these against the checkpoint."""

    def __init__(self, places: Places, head: Head, seen: Inspection) -> None:
        self._places = places
        self._head = head
        self._seen = seen
        self._edge = Edge()
        self._tiles = Tiles(places.log, head.size)
        self._wrong: list[tuple[int, int, int]] = []
        """Level, number and index of the hashes in tiles that do not fit what lies under them."""
        self._whole = self._growing = True
        self.sound = True

    def width(self, number: int) -> int:
        """Entries of a bundle."""
        return self._tiles.width(0, number)

    def entries(self) -> Iterator[tuple[int, bytes]]:
        """Every entry that can be read, with its number; what does not fit its tile is found on the way."""
        for number in self._numbers():
            hashes = self._tile(0, number)
            bundle = self._bundle(number)
            for index, body in enumerate(bundle, start=number * WIDTH):
                at = index % WIDTH * HASH
                leaf = sha256(b"\x00" + body).digest()
                if hashes is not None and hashes[at : at + HASH] != leaf:
                    self._wrong.append((0, number, index % WIDTH))
                yield index, body
                self._grow(leaf)
            self._whole &= len(bundle) == self.width(number)
            if len(bundle) < self.width(number) and hashes is not None:  # so that later tiles can still be checked
                for at in range(len(bundle) * HASH, len(hashes), HASH):
                    self._grow(hashes[at : at + HASH])

    def _numbers(self) -> Iterator[int]:
        """The bundles of which there is something to read; what is missing between them is one finding, however much a checkpoint says."""
        wanted, following = -(-self._head.size // WIDTH), 0
        there = {_number(match) for name in _files(self._places.log) if (match := _LOG_NAME.fullmatch(name)) and match["level"] in _LEAVES}
        for number in (*sorted(number for number in there if number < wanted), wanted):
            if number > following:
                self._whole = self._growing = False
                for code, name in (("tile.missing", tile_name), ("bundle.missing", lambda _, n, width: bundle_name(n, width))):
                    place = f"log/{name(0, following, self.width(following))}"
                    self._fault(code, place, f"It is not there, nor are {number - following - 1:,} after it.")
            following = number + 1
            if number < wanted:
                yield number

    @property
    def complete(self) -> bool:
        """Whether every entry could be read, as far as the bundles are concerned."""
        return self._whole

    def finish(self) -> None:
        """The last tiles, and the root."""
        if self._edge.size == self._head.size:
            for level, number, data in self._edge.partial():
                if level:
                    self._compare(level, number, data)
        grown = self._edge.size == self._head.size
        fits = grown and self._edge.root() == self._head.root
        self._say_what_is_wrong(fits=fits and self._whole)
        if grown and not fits:
            message = f"The {self._head.size:,} entries do not have the root that the checkpoint gives."
            self._fault("checkpoint.root", "log/checkpoint", message)

    def _say_what_is_wrong(self, *, fits: bool) -> None:
        """Where the entries lead to the signed root, it is a tile that was altered; else the entries that lie under the first tiles."""
        entries = not fits and any(level == 0 for level, _, _ in self._wrong)
        for level, number, at in self._wrong:
            if entries and level == 0:
                index = number * WIDTH + at
                place = f"log/{bundle_name(number, self.width(number))}, entry {index:,}"
                self._fault("bundle.altered", place, f"Entry {index:,} does not have the hash that its tile gives.")
            elif not entries:
                name = tile_name(level, number, self._tiles.width(level, number))
                place = f"log/{name}, bytes {at * HASH:,} to {at * HASH + HASH - 1:,}"
                self._fault("tile.altered", place, "A hash of this tile is not that of what lies under it.")

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
        try:
            data = self._tiles.tile(level, number)
        except TileFault as fault:
            self._fault("tile.missing" if fault.missing else "tile.altered", _below(fault.path, self._places), str(fault))
            return None
        except OSError as error:
            self._fault("tile.missing", f"log/{tile_name(level, number, self._tiles.width(level, number))}", f"It cannot be read: {error}.")
            return None
        self._seen.notes.count["tiles"] += 1
        self._seen.notes.count["bytes"] += len(data)
        return data

    def _bundle(self, number: int) -> list[bytes]:
        try:
            bundle = self._tiles.bundle(number)
        except TileFault as fault:
            self._fault("bundle.missing" if fault.missing else "bundle.altered", _below(fault.path, self._places), str(fault))
            return []
        except OSError as error:
            self._fault("bundle.missing", f"log/{bundle_name(number, self.width(number))}", f"It cannot be read: {error}.")
            return []
        self._seen.notes.count["bytes"] += sum(len(entry) + 2 for entry in bundle)
        return bundle

    def _fault(self, code: str, place: str, message: str) -> None:
        self.sound = False
        self._seen.notes.find(code, place, message)


class _Records:
    """The lines of the records against the digests of the entries."""

    def __init__(self, places: Places, seen: Inspection, *, pending: bool) -> None:
        self._places = places
        self._seen = seen
        self._pending = pending
        self._number = 0
        self._lines = self._all_lines()
        self._ended = False

    def place(self, number: int) -> str:
        """Where a record stands."""
        return f"records/{number // SEGMENT:06d}.jsonl, line {number % SEGMENT + 1:,}"

    def check(self, entry: ReadEntry) -> None:
        """The records that an entry generated."""
        if entry.type == "erase":
            self._seen.understood.erasures[entry.sequence] = frozenset(entry.used)
        for digest in entry.generated:
            number, self._number = self._number, self._number + 1
            line = None if self._ended else next(self._lines, None)
            if line is None:
                self._ended = True
                message = f"Entry {entry.sequence:,} names record {number:,}, which is not there."
                self._seen.notes.find("record.missing", self.place(number), message)
                continue
            self._check_line(line, number, digest, entry)

    def finish(self, *, every_entry: bool) -> None:
        """Lines after the last that an entry names; nothing can be said of them where not every entry could be read."""
        left = sum(1 for _ in self._lines)
        if left and every_entry and not self._pending:
            self._seen.notes.find("record.unexpected", self.place(self._number), f"{left:,} lines at the end are named by no entry.")
        wanted = {f"{segment:06d}.jsonl" for segment in range(-(-(self._number + left) // SEGMENT))}
        for name in _names(self._places.records):
            if name not in wanted:
                self._seen.notes.find("record.unexpected", f"records/{name}", "No entry names what may stand in this file.")

    def _check_line(self, data: bytes, number: int, digest: str, entry: ReadEntry) -> None:
        notes, place = self._seen.notes, self.place(number)
        try:
            if not data.endswith(b"\n"):
                raise ValueError("it has no line end")  # noqa: TRY301
            line = read_line(data[:-1])
        except ValueError as error:
            notes.find("record.malformed", place, f"Record {number:,} cannot be read: {error}.")
            return
        if line.number != number:
            notes.find("record.malformed", place, f"Record {line.number:,} stands where record {number:,} belongs.")
            return
        notes.count["records"] += 1
        check_record(line, digest, entry, place, self._seen)

    def _all_lines(self) -> Iterator[bytes]:
        segment = 0
        while True:
            path = self._places.records / f"{segment:06d}.jsonl"
            try:
                with open_file(path) as file:
                    count = 0
                    for line in file:
                        self._seen.notes.count["bytes"] += len(line)
                        count += 1
                        yield line
            except OSError as error:
                if not isinstance(error, FileNotFoundError):
                    self._seen.notes.find("record.missing", f"records/{path.name}", f"It cannot be read: {error}.")
                return
            if count != SEGMENT:
                return
            segment += 1


def _check_log_files(places: Places, size: int, coming: int, seen: Inspection) -> None:
    """What else lies in the folder of a log of that size, of which a stop may have left what a checkpoint of the coming size needs."""
    now, later = Tiles(places.log, size), Tiles(places.log, coming)
    for name in paths_below(places.log):
        if name in ("checkpoint", places.coming.name):
            continue
        match = _LOG_NAME.fullmatch(name)
        if match is None:
            seen.notes.find("log.unexpected", f"log/{name}", "No rule puts a file of this name there.")
            continue
        level, number = 0 if match["level"] in _LEAVES else int(match["level"]), _number(match)
        width = int(match["partial"].removeprefix(".p/")) if match["partial"] else WIDTH
        if width > now.width(level, number) and width != later.width(level, number):
            seen.notes.find("log.unexpected", f"log/{name}", "The checkpoint speaks of no such tile.")


def _check_originals(places: Places, seen: Inspection) -> None:
    notes, understood = seen.notes, seen.understood
    named = understood.originals
    for digest, (size, number) in named.items():
        place = f"blobs/sha256/{digest[:2]}/{digest}"
        path = places.blob(digest)
        if not re.fullmatch("[0-9a-f]{64}", digest):
            notes.find("record.malformed", f"record {number:,}", "It names an original by something that is no SHA-256.")
            continue
        try:
            with open_file(path) as file:
                found, length = file_digest(file, "sha256").hexdigest(), file.tell()
        except OSError as error:
            if digest in understood.erased_originals:
                notes.find("original.erased", place, f"The original was erased; entry {understood.erased_originals[digest]:,} says so.")
            else:
                why = "is not there" if isinstance(error, FileNotFoundError) else f"cannot be read ({error.strerror or error})"
                notes.find("original.missing", place, f"The original that record {number:,} names {why}.")
            continue
        notes.count["originals"] += 1
        notes.count["bytes"] += length
        if found != digest or length != size:
            notes.find("original.altered", place, f"The original was altered: {length:,} bytes with the hash {found}.")
    loose = [name for name in paths_below(places.blobs) if not _BLOB_NAME.fullmatch(name) or name[3:] not in named]
    if loose:
        message = (
            f"{len(loose):,} files in blobs/ that no record names, the first {loose[0]}: left by a stop between two steps, or put there."
        )
        notes.leave_open("unreferenced", message)


def _say_what_is_open(seen: Inspection) -> None:
    erased = seen.notes.number("record.erased") + seen.notes.number("original.erased")
    if erased or seen.understood.forgotten:
        seen.notes.leave_open("erased", f"{erased:,} records or originals were erased by entries that say so.")


def _read(path: Path) -> bytes | None:
    try:
        with open_file(path) as file:
            return file.read()
    except OSError:
        return None


def _names(folder: Path) -> list[str]:
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208 – names, also of what cannot be looked at
    except OSError:
        return []


def _files(folder: Path) -> Iterator[str]:
    """Everything below a folder that is no folder, by its path from there."""
    for parent, folders, files in os.walk(folder):
        folders.sort()
        links = [name for name in folders if (Path(parent) / name).is_symlink()]
        for name in sorted((*files, *links)):
            yield (Path(parent) / name).relative_to(folder).as_posix()


def _number(match: re.Match[str]) -> int:
    return int(match["number"].replace("x", "").replace("/", ""))


def _below(path: Path, places: Places) -> str:
    return path.relative_to(places.case).as_posix()
