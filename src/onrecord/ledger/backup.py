"""Backups of a case while it is in use, and their way back, which counts only after verification.

A backup is a folder with everything that the log covers, up to a checkpoint, and no index. The index is asked first, at one checkpoint;
originals are copied after that, so each that the checkpoint speaks of is there already. Made again into the same folder, only what is
new is copied, and what was erased meanwhile is erased there.
"""

import os
import shutil
import stat
from collections.abc import Iterator
from hashlib import sha256
from itertools import islice, takewhile
from pathlib import Path

from onrecord.errors import BadInput, BrokenIntegrity, NoCase, WrongUse
from onrecord.ledger import index
from onrecord.ledger.entries import KeptAnchor, KeptErasure
from onrecord.ledger.index.erasing import erased_records, records_of
from onrecord.ledger.lock import WriterLock
from onrecord.ledger.places import Places, cannot_write, make_folder, replace_file, sync_folder
from onrecord.ledger.publisher import Publisher, Signed, published
from onrecord.ledger.tlog.tiles import Edge, TileFault, Tiles
from onrecord.ledger.verify import Verdict, verify
from onrecord.records import Capture, Record, decode

SETTINGS = "onrecord.toml.backup"
"""The settings in a backup: under their own name they would make it a case that somebody works in, and two cases with one key fork."""

_CHUNK = 1 << 20
_TRIES = 5
_FAIR = frozenset({"record.erased", "original.erased"})
"""Findings that a backup may have."""


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

    Raises:
        NoCase: there is no case, or nothing in it.
        WrongUse: the folder holds something else than a backup of this case, or another process makes a backup there.
        BrokenIntegrity: what was copied does not have the root that was signed, or an original was altered.
        OnRecordError: it cannot be written.
    """
    source, target = Places(path), Places(folder)
    if not source.exists():
        raise NoCase(f"There is no case in {path}.", hint="Name the folder that holds onrecord.toml.")
    connection = index.store_of(source).connect_reader()
    try:
        checkpoint = index.last_checkpoint(connection)
        if checkpoint is None:
            raise NoCase(f"The case in {path} has no log yet.", hint="Open it for writing first.")
        _check_target(source, target)
        for one in (target.log, target.records, target.blobs, target.anchors, target.keys, target.unfinished):
            make_folder(one)
        lock = WriterLock(target.lock)
        try:
            signed = Signed.decoded(checkpoint[1])
            _replace(source.public_key, target.public_key, target)  # first: it says whose backup this is, also when it is cut off
            _copy_log(connection, source, target, signed)
            copied, size = _copy_originals(source, target)
            _remove_erased(connection, target)
            _copy_rest(source, target, _anchors(connection, signed.head.size))
        finally:
            lock.release()
    except OSError as error:
        raise cannot_write(target, error) from error
    finally:
        connection.close()
    return BackedUp(
        folder=str(folder), size=signed.head.size, root=signed.head.root.hex(), originals=target.originals(), copied=copied, bytes=size
    )


def restore(folder: Path, path: Path) -> Verdict:
    """Put a backup into a new folder as a case, without an index yet; the verdict on what was put there.

    Raises:
        BadInput: the folder holds no backup.
        WrongUse: there is something where the case is to be.
        BrokenIntegrity: the backup, or what was copied from it, is not intact; no case was made of it.
        OnRecordError: it cannot be written.
    """
    source, target = Places(folder), Places(path)
    settings = folder / SETTINGS
    if not settings.is_file() or not source.checkpoint.is_file():
        raise BadInput(f"{folder} holds no backup of a case.", hint="Name the folder that `onrecord backup` was given.")
    if path.exists() and any(path.iterdir()):
        raise WrongUse(f"{path} is not empty; a backup is restored into a new folder.", hint="Name another folder.")
    _insist(verify(folder), folder)
    try:
        make_folder(target.unfinished)
        for name in ("log", "records", "blobs", "anchors", "keys"):
            _copy_tree(folder / name, path / name)
        for file in (source.parties, source.people):
            if file.is_file():
                _replace(file, path / file.name, target)
        verdict = verify(path)
        _insist(verdict, path)
        replace_file(target.settings, settings.read_bytes(), scratch=target.unfinished)
    except OSError as error:
        raise cannot_write(target, error) from error
    return verdict


def _insist(verdict: Verdict, folder: Path) -> None:
    wrong = [one for one in verdict.findings if one.code not in _FAIR]
    if wrong:
        message = f"{folder} is not intact, so no case was made of it: {wrong[0].code} at {wrong[0].place}: {wrong[0].message}"
        raise BrokenIntegrity(message, hint=f"`onrecord verify {folder}` lists everything. Use another backup.")


def _check_target(source: Places, target: Places) -> None:
    """Only a new folder, or an earlier backup of the same log."""
    folder = target.case
    if not folder.exists() or not any(folder.iterdir()):
        return
    if target.exists():
        raise WrongUse(f"{folder} is a case; a backup of another one cannot be made into it.", hint="Name another folder.")
    if not target.public_key.is_file() or target.public_key.read_bytes().split(b"+")[0] != source.public_key.read_bytes().split(b"+")[0]:
        raise WrongUse(f"{folder} is not empty and holds no backup of this case.", hint="Name another folder.")


def _copy_log(connection: index.Connection, source: Places, target: Places, signed: Signed) -> None:
    publisher = Publisher(target)
    size, before = signed.head.size, publisher.size
    if before > size or _root_at(connection, source, before) != publisher.edge.root():
        message = f"The backup in {target.case} with its {before:,} entries is later than the case with {size:,}, or of another history."
        raise BrokenIntegrity(message, hint="Find out which of the two is right before anything is written.")
    first, end = index.records_before(connection, before), index.records_before(connection, size)
    if publisher.records.length() != first or publisher.records.torn():
        publisher.records.cut(first, put_aside=False)
    if before < size:
        lines = takewhile(lambda row: row[0] < end, index.record_lines(connection, first))
        entries = islice(index.entry_lines(connection, publisher.resume), size - publisher.resume)
        publisher.publish(first, (line for _, line, _ in lines), (body for _, body in entries), signed)
    publisher.tidy()
    erased = [number for number in erased_records(connection, before) if number < first]
    if erased:
        blanked = (next(index.record_lines(connection, number)) for number in erased)
        publisher.records.blank({number: line for number, line, _ in blanked}, target.unfinished)


def _root_at(connection: index.Connection, source: Places, size: int) -> bytes:
    """The root that the log of the case had at a size; what is not published yet is in the index."""
    edge = _published_edge(source, size)
    for _, body in islice(index.entry_lines(connection, edge.size), size - edge.size):
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


def _copy_originals(source: Places, target: Places) -> tuple[int, int]:
    """Originals that the backup lacks; how many, and their bytes."""
    count = size = 0
    for path in _originals(source):
        place = target.blob(path.name)
        if not place.exists():
            make_folder(place.parent)
            size += _copy_original(path, place, target)
            count += 1
    return count, size


def _originals(places: Places) -> Iterator[Path]:
    for folder in sorted(places.blobs.iterdir()):
        if folder.is_dir():
            yield from sorted(path for path in folder.iterdir() if path.is_file())


def _copy_original(path: Path, place: Path, target: Places) -> int:
    unfinished = target.unfinished / "original"
    digest = sha256()
    with path.open("rb") as old, unfinished.open("wb") as new:
        while chunk := old.read(_CHUNK):
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


def _remove_erased(connection: index.Connection, target: Places) -> None:
    """Originals that the case erased. Where not even their hashes are known any more, those that no record names."""
    erasures = [decode(row.body, KeptErasure) for row in records_of(connection, ("erase",))]
    gone = {digest for one in erasures for digest in one.originals}
    if any(one.forgotten for one in erasures):
        named = {decode(row.body, Capture).sha256 for row in records_of(connection, ("capture",))}
        gone |= {path.name for path in _originals(target) if path.name not in named}
    for digest in gone:
        path = target.blob(digest)
        if path.exists():
            path.unlink()
            sync_folder(path.parent)


def _anchors(connection: index.Connection, size: int) -> list[str]:
    """The files in ``anchors/`` that the entries up to a size name."""
    end = index.records_before(connection, size)
    kept = [decode(row.body, KeptAnchor) for row in records_of(connection, ("anchor", "witness")) if row.number < end]
    return sorted({name for one in kept for name in (one.file, f"{one.size}.checkpoint")})


def _copy_rest(source: Places, target: Places, anchors: list[str]) -> None:
    """Small files, which are written anew each time; the settings last, since they make the folder a backup."""
    for name in anchors:
        _replace(source.anchors / name, target.anchors / name, target)
    _replace(source.private_key, target.private_key, target)
    for file in (source.parties, source.people):
        if file.is_file():
            _replace(file, target.case / file.name, target)
    _replace(source.settings, target.case / SETTINGS, target)


def _replace(file: Path, place: Path, target: Places) -> None:
    replace_file(place, file.read_bytes(), scratch=target.unfinished, mode=stat.S_IMODE(file.stat().st_mode))


def _copy_tree(source: Path, target: Path) -> None:
    """Every file below a folder, synced, with the folders that hold them."""
    make_folder(target)
    for parent, _, files in os.walk(source):
        place = target / Path(parent).relative_to(source)
        make_folder(place)
        for name in files:
            shutil.copy2(Path(parent) / name, place / name)
            with (place / name).open("rb") as file:
                os.fsync(file.fileno())
        sync_folder(place)
