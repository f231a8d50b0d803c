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

from onrecord.errors import BrokenIntegrity, NoCase, OnRecordError, WrongUse
from onrecord.ledger import index
from onrecord.ledger.blobs import FolderStore
from onrecord.ledger.entries import Begun, KeptAnchor, KeptRotation
from onrecord.ledger.index.erasing import records_of
from onrecord.ledger.kept_original import Original, OriginalsStore
from onrecord.ledger.keys import PRIVATE, finish_change, keys_in_force, verifier_keys, write_private, write_public
from onrecord.ledger.lock import WriterLock
from onrecord.ledger.log import TAKE_THE_LOG, what_to_do
from onrecord.ledger.numbering import erased_lines, named_by, named_lines, records_named, records_said
from onrecord.ledger.originals import SPEAKING, Originals
from onrecord.ledger.originals_place import originals_of
from onrecord.ledger.places import SETTINGS, Places, cannot_write, make_folder, refuse_inside, replace_file, sync_folder
from onrecord.ledger.plain_files import PEOPLE_BYTES, read_plain
from onrecord.ledger.publisher import Publisher, Signed
from onrecord.ledger.tlog.note import NoteFault, SigningKey
from onrecord.ledger.tlog.tiles import Edge
from onrecord.records import Record, decode

BLANKED = "blanked"
"""In ``db/`` of a backup: the size of the log up to which what its entries erased is blanked. Without it, all is looked at."""

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
    missing: tuple[str, ...] = ()
    """SHA-256 of originals that neither the case nor the backup has though the log says that they are kept: the backup is incomplete."""
    lost: tuple[str, ...] = ()
    """SHA-256 of originals that the case lost and the backup still has."""
    blanked: int = 0
    """Records that it held, and that this run erased in it since the case erased them."""
    removed: int = 0
    """Originals of which the same holds."""


def back_up(path: Path, folder: Path) -> BackedUp:
    """Copy a case into a folder, also while another process writes to it.

    Where something is erased meanwhile, or the key is changed, the case is looked at again from a later checkpoint. Where the case lacks
    originals, the rest is copied, and the answer names them.

    Raises:
        NoCase: there is no case, or nothing in it.
        WrongUse: the folder holds something else than a backup of this case, another process makes a backup there, or others than its
            owner may read the private key.
        BrokenIntegrity: what was copied does not have the root that was signed, or something in the case is altered, or, but for
            originals, missing.
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
    copied = size = blanked = removed = 0
    before: Signed | None = None
    while True:
        with closing(store.connect_reader()) as connection:  # another each time: an erasure puts a new index in the place of this one
            copying = _Copying(store, connection, source, target)
            if before == copying.signed:  # what moves a case on is signed
                message = f"The index {store.place} was altered: it holds an erasure or a change of keys that no checkpoint covers."
                raise BrokenIntegrity(message, hint=what_to_do(store))
            done = copying.done()
        copied, size, before = copied + copying.copied, size + copying.bytes, copying.signed
        blanked, removed = blanked + copying.were_blanked, removed + copying.removed
        if done:
            break
    head = copying.signed.head
    return BackedUp(
        folder=str(target.case),
        size=head.size,
        root=head.root.hex(),
        originals=target.originals(),
        copied=copied,
        bytes=size,
        missing=copying.missing,
        lost=copying.lost,
        blanked=blanked,
        removed=removed,
    )


def _check_target(source: Places, target: Places) -> None:
    """Only a new folder, an earlier backup of the same log, or what a stop left before there was anything in it."""
    folder = target.case
    refuse_inside(folder)
    with _reading(target, "backup"):
        if folder.is_file():
            raise WrongUse(f"{folder} is a file, where a folder is needed.", hint="Name another folder.")
        if not folder.exists() or not any(folder.iterdir()):
            return
        if target.exists():
            raise WrongUse(f"{folder} is a case; a backup of another one cannot be made into it.", hint="Name another folder.")
        theirs = target.public_key.read_bytes() if target.public_key.is_file() else None
        if theirs is None and _is_hollow(target):
            return
    with _reading(source):
        ours = read_plain(source.public_key, PEOPLE_BYTES)
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
        self.publisher = Publisher(target)
        self.kept = originals_of(source)
        self.end = 0
        """Records that its entries generated."""
        self.root_before = b""
        """The root that the log had when the backup was made before."""
        self.originals = Originals()
        self.blanked = _number_in(target.index.parent / BLANKED)
        """Entries up to which what they erased is blanked in the backup."""
        self.erased: dict[str, int] = {}
        """What later ones erased: the digest of the record, and the entry."""
        self.said: dict[str, list[bytes]] = {kind: [] for kind in ("begin", "key-rotate", "anchor", "witness")}
        """Records that tell which keys and files belong to the log, by type."""
        self.copied = 0
        self.bytes = 0
        self.were_blanked = 0
        self.removed = 0
        self.missing: tuple[str, ...] = ()
        self.lost: tuple[str, ...] = ()

    def done(self) -> bool:
        """Copy everything; false where the case moved on before all was there that the checkpoint speaks of."""
        try:
            return self._done()
        except _MovedOn:
            return False

    def _done(self) -> bool:
        self._look()
        keys = self._keys()
        if not any(key.verifier.fits(self.signed.note.text, one) for key in keys for one in self.signed.note.signatures):
            message = f"The checkpoint in the index {self.store.place} is not signed with the key of the log, so no backup was made of it."
            raise BrokenIntegrity(message, hint=TAKE_THE_LOG)
        self._refuse_other()
        self._announce(keys)
        self._copy_originals()
        for name in self._anchors():
            _replace(self.source.anchor(name), self.target.anchor(name), self.source, self.target)
        if self._moved_on():
            return False
        self._copy_log()
        self._blank()
        self._erase_originals()
        self._miss_originals()
        finish_change(self.target, keys)
        for file in (self.source.parties, self.source.people):
            if file.is_file():
                _replace(file, self.target.case / file.name, self.source, self.target)
        for file in self.source.rule_sets():
            make_folder(self.target.grades)
            _replace(file, self.target.grades / file.name, self.source, self.target)
        _replace(self.source.settings, self.target.case / SETTINGS, self.source, self.target)  # last: they make the folder a backup
        return not self._moved_on()  # what was erased while the log was copied is to be gone from the backup as well

    def _look(self) -> None:
        """Go through the entries up to the checkpoint, and take what they say from those of their records that a backup must know.

        Raises:
            BrokenIntegrity: an entry or one of these records is not the one that was signed, or the published log is broken.
            _MovedOn: one of the records was erased since.
        """
        self._refuse_broken_log()
        edge, size = Edge(), self.signed.head.size

        def grown() -> Iterator[bytes]:
            for body in self._entries(0):
                if edge.size == self.publisher.size:
                    self.root_before = edge.root()
                entry = named_by(body)
                self.end += len(entry.generated)
                for digest in entry.used if entry.type == "erase" and edge.size >= self.blanked else ():
                    self.erased.setdefault(digest, edge.size)
                edge.append(body)
                yield body

        for sequence, kind, record in records_said(self.connection, SPEAKING | self.said.keys(), grown(), self._entry, self._altered):
            self.originals.take(kind, sequence, record)
            if kind in self.said:
                self.said[kind].append(record)
        if edge.size == self.publisher.size:
            self.root_before = edge.root()
        if (edge.size, edge.root()) != (size, self.signed.head.root):
            raise self._altered(f"The entries in the index {self.store.place} do not have the root of the checkpoint beside them")

    def _refuse_broken_log(self) -> None:
        """Look at the edge of the published log, as the case does when it is opened; a writer may be publishing meanwhile."""
        for last in range(_TRIES):
            try:
                records_named(Publisher(self.source))
                break
            except BrokenIntegrity:
                if last == _TRIES - 1:
                    raise

    def _refuse_other(self) -> None:
        size, before = self.signed.head.size, self.publisher.size
        if before > size or self.root_before != self.publisher.edge.root():
            message = (
                f"The backup in {self.target.case} with its {before:,} entries is later than the case with {size:,}, or of another history."
            )
            raise BrokenIntegrity(message, hint="Find out which of the two is right before anything is written.")

    def _moved_on(self) -> bool:
        """Whether something was erased, or the key changed, since the checkpoint."""
        with closing(self.store.connect_reader()) as now:
            return any(row.number >= self.end for row in records_of(now, ("erase", "key-rotate")))

    def _keys(self) -> tuple[SigningKey, ...]:
        """The private keys in force at the checkpoint.

        Raises:
            _MovedOn: they were changed since.
        """
        changed, begun = self.said["key-rotate"], self.said["begin"]
        if not begun:
            raise self._altered(f"The index {self.store.place} lacks the beginning of the log")
        in_force = decode(changed[-1], KeptRotation).new if changed else decode(begun[-1], Begun).vkey
        for last in range(_TRIES):  # the files may be taking each other's place
            try:
                with _reading(self.source):
                    return keys_in_force(self.source, in_force)
            except BrokenIntegrity:
                if self._moved_on():
                    raise _MovedOn from None
                if last == _TRIES - 1:
                    raise
        raise AssertionError("the last try returns or raises")

    def _announce(self, keys: tuple[SigningKey, ...]) -> None:
        """Put the keys beside those in the backup, as when they are changed: until its log has that change, the former ones count."""
        if self.target.public_key.exists():
            there = verifier_keys(self.target.public_key)
            write_private(self.target, self.target.next_key, keys)  # first: it says that keys to come may stand among the public ones
            write_public(self.target, there, keys)
        else:
            write_public(self.target, keys)  # first of all: it says whose backup this is, also when it is cut off
            write_private(self.target, self.target.next_key, keys)

    def _anchors(self) -> list[str]:
        """The files in ``anchors/`` that the entries name."""
        kept = [decode(body, KeptAnchor) for body in (*self.said["anchor"], *self.said["witness"])]
        return sorted({name for one in kept for name in (one.file, f"{one.size}.checkpoint")})

    def _copy_originals(self) -> None:
        """Those that the backup lacks. What lies beside them and no record names is no part of what the log covers."""
        for digest in _originals(self.kept, self.source):
            if self.originals.is_kept(digest) and not (place := self.target.blob(digest)).exists():
                make_folder(place.parent)
                length = _copy_original(Original(digest, self.kept), place, self.source, self.target)
                if length is not None:
                    self.copied += 1
                    self.bytes += length

    def _erase_originals(self) -> None:
        """Those that the backup still has; last, when its log says that they were erased."""
        copies = FolderStore.of_case(self.target)
        for digest in _originals(copies, self.target):
            if self.originals.is_gone(digest):
                copies.remove(digest)
                self.removed += 1

    def _miss_originals(self) -> None:
        """Name those that the log says are kept and that are not in the case.

        Raises:
            _MovedOn: they may have been erased since.
        """
        lacking = [digest for digest in self.originals.expected() if not self.kept.has(digest)]
        if lacking and self._moved_on():
            raise _MovedOn
        self.missing = tuple(digest for digest in lacking if not self.target.blob(digest).is_file())
        self.lost = tuple(digest for digest in lacking if digest not in set(self.missing))

    def _copy_log(self) -> None:
        publisher, before = self.publisher, self.publisher.size
        first = records_named(publisher)
        if publisher.records.length() != first or publisher.records.torn():
            publisher.records.cut(first, put_aside=False)
        if before < self.signed.head.size:
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
        self.were_blanked = self.publisher.records.blank(erased_lines(self.publisher, self.erased), self.target.unfinished)
        if self.blanked != self.signed.head.size:
            replace_file(self.target.index.parent / BLANKED, b"%d\n" % self.signed.head.size, scratch=self.target.unfinished)


def _originals(store: OriginalsStore, places: Places) -> Iterator[str]:
    """SHA-256 of the originals in a store. A folder of them is there from its beginning on, also where it holds none."""
    found = store.digests()
    with _reading(places):
        if isinstance(store, FolderStore):
            (store.root / "sha256").stat()
    while True:
        with _reading(places):
            digest = next(found, None)
        if digest is None:
            return
        yield digest


def _copy_original(original: Original, place: Path, source: Places, target: Places) -> int | None:
    """Copy an original; its bytes. None where it has gone: it was erased, or ``verify`` says that it is missing."""
    unfinished = target.unfinished / "original"
    digest = sha256()
    with _reading(source):
        try:
            old = original.open()
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
    if digest.hexdigest() != original.sha256:
        unfinished.unlink()
        message = f"The original {original.place} was altered: its hash is {digest.hexdigest()}."
        hint = "Restore it from an earlier backup; this one was not finished, and what it has so far stays there, keys of the log among it."
        raise BrokenIntegrity(message, hint=hint)
    size = unfinished.stat().st_size
    unfinished.rename(place)
    sync_folder(place.parent)
    return size


def _replace(file: Path, place: Path, source: Places, target: Places) -> None:
    """A small file, written anew each time; names of people for the owner alone, whatever became of the mode in the case."""
    with _reading(source):
        data, mode = read_plain(file, PEOPLE_BYTES), stat.S_IMODE(file.stat().st_mode)
    replace_file(place, data, scratch=target.unfinished, mode=PRIVATE if file == source.people else mode)


def _number_in(file: Path) -> int:
    try:
        return int(read_plain(file, 100))
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
