"""Backups of a case while it is in use. How one is put back is in ``restoring``.

A backup is a folder with everything that the log covers, up to a checkpoint, and no index. The index is asked for its checkpoint first;
what the log will speak of – keys, originals, anchors – is copied before the log is, so that a stop at any point leaves the backup that
was there, or the new one. Made again into the same folder, only what is new is copied, and what was erased meanwhile is erased there.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path

from sqlalchemy import bindparam, select

from onrecord.errors import BrokenIntegrity, NoCase, OnRecordError, WrongUse
from onrecord.ledger import index
from onrecord.ledger.entries import Begun, KeptAnchor, KeptErasure, KeptRotation, LoggedRecord, record_line
from onrecord.ledger.index.erasing import Row, records_of
from onrecord.ledger.index.tables import RECORD
from onrecord.ledger.keys import PRIVATE, finish_change, keys_in_force, verifier_keys, write_private, write_public
from onrecord.ledger.lock import WriterLock
from onrecord.ledger.log import TAKE_THE_LOG, what_to_do
from onrecord.ledger.numbering import is_erased_by, named_by, named_lines, records_named
from onrecord.ledger.places import Places, cannot_write, make_folder, replace_file, sync_folder
from onrecord.ledger.publisher import Publisher, Signed, published
from onrecord.ledger.stream import Stream
from onrecord.ledger.tlog.note import NoteFault, SigningKey
from onrecord.ledger.tlog.tiles import Edge, TileFault, Tiles
from onrecord.records import Capture, Record, decode

SETTINGS = "onrecord.toml.backup"
"""The settings in a backup: under their own name they would make it a case that somebody works in, and two cases with one key fork."""

BLANKED = "blanked"
"""In ``db/`` of a backup: the size of the log up to which what its entries erased is blanked. Without it, all is looked at."""

_ERASED = select(RECORD.c.number, RECORD.c.digest, RECORD.c.erased).where(
    RECORD.c.erased >= bindparam("start"), RECORD.c.erased < bindparam("end")
)

_CHUNK = 1 << 20
_TRIES = 5


class BackedUp(Record, frozen=True, kw_only=True):
    """What a backup holds."""

    folder: str
    size: int
    """Entries of the log, all that were acknowledged when it began."""
    root: str
    originals: int
    copied: int
    """Originals that were not in it before."""
    bytes: int
    """Bytes of these."""


def back_up(path: Path, folder: Path) -> BackedUp:
    """Copy a case into a folder, also while another process writes to it.

    Where something is erased meanwhile, or the key is changed, the case is looked at again from a later checkpoint.

    Raises:
        NoCase: there is no case, or nothing in it.
        WrongUse: the folder holds something else than a backup of this case, another process makes a backup there, or others than its
            owner may read the private key.
        BrokenIntegrity: what was copied does not have the root that was signed, or something in the case is altered or missing.
        OnRecordError: the case cannot be read, or the backup cannot be written.
    """
    source, target = Places(path), Places(folder)
    if not source.exists():
        raise NoCase(f"There is no case in {path}.", hint="Name the folder that holds onrecord.toml.")
    store = index.store_of(source)
    with closing(store.connect_reader()) as connection:
        if index.last_checkpoint(connection) is None:
            raise NoCase(f"The case in {path} has no log yet.", hint="Open it for writing first.")
    _check_target(source, target)
    try:
        for one in _folders(target):
            make_folder(one)
        lock = WriterLock(target.lock)
        try:
            for left in target.unfinished.iterdir():  # an original that was cut off may have been erased since
                left.unlink()
            return _copied(store, source, target)
        finally:
            lock.release()
    except OSError as error:
        raise cannot_write(target, error, what="backup") from error


def _copied(store: index.Store, source: Places, target: Places) -> BackedUp:
    """Copy from one checkpoint, or from a later one where the case moved on meanwhile."""
    copied = size = 0
    while True:
        with closing(store.connect_reader()) as connection:  # another each time: an erasure puts a new index in the place of this one
            copying = _Copying(store, connection, source, target)
            done = copying.done()
        copied, size = copied + copying.copied, size + copying.bytes
        if done:
            break
    head = copying.signed.head
    return BackedUp(folder=str(target.case), size=head.size, root=head.root.hex(), originals=target.originals(), copied=copied, bytes=size)


def _check_target(source: Places, target: Places) -> None:
    """Only a new folder, an earlier backup of the same log, or what a stop left before there was anything in it."""
    folder = target.case
    with _reading(target, "backup"):
        if not folder.exists() or not any(folder.iterdir()):
            return
        if target.exists():
            raise WrongUse(f"{folder} is a case; a backup of another one cannot be made into it.", hint="Name another folder.")
        theirs = target.public_key.read_bytes() if target.public_key.is_file() else None
        if theirs is None and _is_hollow(target):
            return
    with _reading(source):
        ours = source.public_key.read_bytes()
    if theirs is None or theirs.split(b"+")[0] != ours.split(b"+")[0]:
        raise WrongUse(f"{folder} is not empty and holds no backup of this case.", hint="Name another folder.")


def _is_hollow(target: Places) -> bool:
    """Whether a folder holds nothing but the folders of a backup."""
    made = {path.name for path in _folders(target) if path.parent == target.case} | {target.blobs.parent.name, target.lock.parent.name}
    return all(path.name in made for path in target.case.iterdir()) and not any(
        path.is_file() for path in target.case.rglob("*") if target.lock.parent not in path.parents
    )


def _folders(target: Places) -> tuple[Path, ...]:
    return (target.log, target.records, target.blobs, target.anchors, target.keys, target.unfinished)


class _MovedOn(Exception):
    """Something was erased while it was copied."""


class _Copying:
    """One look at a case, from the checkpoint that was the last when it began."""

    def __init__(self, store: index.Store, connection: index.Connection, source: Places, target: Places) -> None:
        self.store = store
        self.connection = connection
        self.source = source
        self.target = target
        checkpoint = index.last_checkpoint(connection)
        assert checkpoint is not None, "asked before"
        try:
            self.signed = Signed.decoded(checkpoint[1])
        except NoteFault as error:
            raise BrokenIntegrity(f"The checkpoint in the index {store.place} is none: {error}.", hint=TAKE_THE_LOG) from error
        self.end = self._named()
        """Records that its entries generated."""
        self.copied = 0
        self.bytes = 0

    def done(self) -> bool:
        """Copy everything; false where the case moved on before all was there that the checkpoint speaks of."""
        keys = self._keys()
        if keys is None:
            return False
        if not any(key.verifier.fits(self.signed.note.text, one) for key in keys for one in self.signed.note.signatures):
            message = f"The checkpoint in the index {self.store.place} is not signed with the key of the log, so no backup was made of it."
            raise BrokenIntegrity(message, hint=TAKE_THE_LOG)
        self._announce(keys)
        gone, anchors = self._gone(), self._anchors()
        self._copy_originals(gone)
        for name in anchors:
            _replace(self.source.anchors / name, self.target.anchors / name, self.source, self.target)
        if self._moved_on():
            return False
        try:
            self._copy_log()
        except _MovedOn:
            return False
        self._blank()
        for path in map(self.target.blob, gone):
            if path.exists():
                path.unlink()
                sync_folder(path.parent)
        finish_change(self.target, keys)
        for file in (self.source.parties, self.source.people):
            if file.is_file():
                _replace(file, self.target.case / file.name, self.source, self.target)
        _replace(self.source.settings, self.target.case / SETTINGS, self.source, self.target)  # last: they make the folder a backup
        return True

    def _named(self) -> int:
        """Records that the entries up to the checkpoint name, which is not for the index to say; a writer may be publishing meanwhile."""
        size = self.signed.head.size
        for last in range(_TRIES):
            try:
                publisher = Publisher(self.source)
                kept = records_named(publisher)
                late = sum(len(named_by(body).generated) for _, body in publisher.entries(size)) if publisher.size > size else 0
                break
            except BrokenIntegrity:
                if last == _TRIES - 1:
                    raise
        fresh = islice(index.entry_lines(self.connection, publisher.size), max(0, size - publisher.size))
        return kept - late + sum(len(named_by(body).generated) for _, body in fresh)

    def _rows(self, *kinds: str) -> list[Row]:
        """The records of some types up to the checkpoint."""
        return [row for row in records_of(self.connection, kinds) if 0 <= row.number < self.end]

    def _moved_on(self) -> bool:
        """Whether something was erased, or the key changed, since the checkpoint."""
        with closing(self.store.connect_reader()) as now:
            return any(row.number >= self.end for row in records_of(now, ("erase", "key-rotate")))

    def _keys(self) -> tuple[SigningKey, ...] | None:
        """The private keys in force at the checkpoint; None where they were changed since."""
        changed, begun = self._rows("key-rotate"), self._rows("begin")
        in_force = decode(changed[-1].body, KeptRotation).new if changed else decode(begun[-1].body, Begun).vkey
        for last in range(_TRIES):  # the files may be taking each other's place
            try:
                with _reading(self.source):
                    return keys_in_force(self.source, in_force)
            except BrokenIntegrity:
                if self._moved_on():
                    return None
                if last == _TRIES - 1:
                    raise
        raise AssertionError("the last try returns or raises")

    def _announce(self, keys: tuple[SigningKey, ...]) -> None:
        """Put the keys beside those in the backup, as when they are changed: until its log has that change, the former ones count."""
        there = verifier_keys(self.target.public_key) if self.target.public_key.exists() else ()
        write_public(self.target, there, keys)  # first of all: it says whose backup this is, also when it is cut off
        write_private(self.target, self.target.next_key, keys)

    def _anchors(self) -> list[str]:
        """The files in ``anchors/`` that the entries name."""
        kept = [decode(row.body, KeptAnchor) for row in self._rows("anchor", "witness")]
        return sorted({name for one in kept for name in (one.file, f"{one.size}.checkpoint")})

    def _gone(self) -> set[str]:
        """Originals that the case erased. Where not even their hashes are known any more, those in the backup that no record names."""
        erasures = [decode(row.body, KeptErasure) for row in self._rows("erase")]
        gone = {digest for one in erasures for digest in one.originals}
        if any(one.forgotten for one in erasures):
            named = {decode(row.body, Capture).sha256 for row in self._rows("capture")}
            gone |= {path.name for path in _originals(self.target) if path.name not in named}
        return gone

    def _copy_originals(self, gone: set[str]) -> None:
        """Those that the backup lacks."""
        for path in _originals(self.source):
            place = self.target.blob(path.name)
            if path.name not in gone and not place.exists():
                make_folder(place.parent)
                length = _copy_original(path, place, self.source, self.target)
                if length is not None:
                    self.copied += 1
                    self.bytes += length

    def _copy_log(self) -> None:
        publisher = Publisher(self.target)
        size, before = self.signed.head.size, publisher.size
        if before > size or self._root_at(before) != publisher.edge.root():
            message = (
                f"The backup in {self.target.case} with its {before:,} entries is later than the case with {size:,}, or of another history."
            )
            raise BrokenIntegrity(message, hint="Find out which of the two is right before anything is written.")
        first = records_named(publisher)
        if publisher.records.length() != first or publisher.records.torn():
            publisher.records.cut(first, put_aside=False)
        if before < size:
            kept = (body for _, body in publisher.entries(publisher.resume))
            try:
                publisher.publish(first, self._lines(first, before), chain(kept, self._entries(before)), self.signed)
            except (BrokenIntegrity, _MovedOn):
                publisher.records.cut(first, put_aside=False)
                publisher.tidy()
                raise
        publisher.tidy()

    def _entries(self, start: int) -> Iterator[bytes]:
        """The entries from a number on up to the checkpoint."""
        return (body for _, body in islice(index.entry_lines(self.connection, start), self.signed.head.size - start))

    def _entry(self, number: int) -> bytes:
        """An entry; one that erased something after the checkpoint shows that the case moved on."""
        if number >= self.signed.head.size:
            raise _MovedOn
        return next(self._entries(number), b"")

    def _altered(self, sentence: str) -> BrokenIntegrity:
        return BrokenIntegrity(f"{sentence}; the backup is as it was.", hint=what_to_do(self.store))

    def _lines(self, first: int, before: int) -> Iterator[bytes]:
        """The lines of the records that the entries from ``before`` on name, each checked as when the case publishes them."""
        return named_lines(self.connection, first, self._entries(before), self._entry, self._altered)

    def _blank(self) -> None:
        """Blank the records that were erased since they were copied; those too that a backup before was stopped before blanking."""
        size, file = self.signed.head.size, self.target.index.parent / BLANKED
        done = _number_in(file)
        rows = self.connection.all(_ERASED, {"start": done, "end": size})
        tiles = Tiles(self.target.log, size)
        lines = {
            number: record_line(LoggedRecord(number=number, erased=erased))
            for number, digest, erased in rows
            if number < self.end and any(is_erased_by(body, digest) for _, body in islice(tiles.entries(erased), 1))
        }
        Stream(self.target.records, left_over=self.target.left_over).blank(lines, self.target.unfinished)
        if done != size:
            replace_file(file, b"%d\n" % size, scratch=self.target.unfinished)

    def _root_at(self, size: int) -> bytes:
        """The root that the log of the case had at a size; what is not published yet is in the index."""
        edge = _published_edge(self.source, size)
        for _, body in islice(index.entry_lines(self.connection, edge.size), size - edge.size):
            edge.append(body)
        return edge.root()


def _published_edge(source: Places, size: int) -> Edge:
    """The edge of the published log at a size or before; a writer may replace the partial tiles while they are looked for."""
    for _ in range(_TRIES):
        signed = published(source)
        try:
            return Tiles(source.log, min(size, signed.head.size if signed else 0)).edge()
        except TileFault:
            continue
    return Edge()


def _originals(places: Places) -> Iterator[Path]:
    with _reading(places):
        folders = sorted(places.blobs.iterdir())
    for folder in folders:
        if folder.is_dir():
            with _reading(places):
                files = sorted(path for path in folder.iterdir() if path.is_file())
            yield from files


def _copy_original(path: Path, place: Path, source: Places, target: Places) -> int | None:
    """Copy an original; its bytes. None where it has gone: it was erased, or ``verify`` says that it is missing."""
    unfinished = target.unfinished / "original"
    digest = sha256()
    with _reading(source):
        try:
            old = path.open("rb")
        except FileNotFoundError:
            return None
    with old, unfinished.open("wb") as new:
        while True:
            with _reading(source):
                chunk = old.read(_CHUNK)
            if not chunk:
                break
            digest.update(chunk)
            new.write(chunk)
        new.flush()
        os.fchmod(new.fileno(), 0o444)
        os.fsync(new.fileno())
    if digest.hexdigest() != path.name:
        unfinished.unlink()
        message = f"The original {path} was altered: its hash is {digest.hexdigest()}."
        raise BrokenIntegrity(message, hint="Restore it from an earlier backup; this one was not finished.")
    size = unfinished.stat().st_size
    unfinished.rename(place)
    sync_folder(place.parent)
    return size


def _replace(file: Path, place: Path, source: Places, target: Places) -> None:
    """A small file, written anew each time; names of people for the owner alone, whatever became of the mode in the case."""
    with _reading(source):
        data, mode = file.read_bytes(), stat.S_IMODE(file.stat().st_mode)
    replace_file(place, data, scratch=target.unfinished, mode=PRIVATE if file == source.people else mode)


def _number_in(file: Path) -> int:
    try:
        return int(file.read_bytes())
    except (FileNotFoundError, ValueError):
        return 0


@contextmanager
def _reading(places: Places, what: str = "case") -> Iterator[None]:
    """Where it is read from, a fault is not one of writing.

    Raises:
        BrokenIntegrity: a file is missing.
        OnRecordError: it cannot be read.
    """
    try:
        yield
    except FileNotFoundError as error:
        message = f"The {what} {places.case} lacks {error.filename}, so no backup was made."
        raise BrokenIntegrity(message, hint="Put it back from an earlier backup, then run the same command again.") from error
    except OSError as error:
        where = f" ({error.filename})" if error.filename is not None else ""
        message = f"The {what} {places.case} could not be read: {error.strerror or error}{where}."
        raise OnRecordError(message, hint="Check the disk and permissions, then run the same command again.") from error
