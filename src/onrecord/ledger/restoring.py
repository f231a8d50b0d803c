"""A backup put back as a case: beside the place where the case is to be, verified, and only then under its name.

What the backup's log says was erased is not put back, also where the backup was stopped before it had erased it itself.
"""

import os
import shutil
from collections.abc import Callable, Collection
from pathlib import Path

import msgspec

from onrecord.errors import BadInput, BrokenIntegrity, WrongUse
from onrecord.ledger.entries import Entry, KeptRestore
from onrecord.ledger.keys import PRIVATE
from onrecord.ledger.lock import WriterLock
from onrecord.ledger.numbering import erased_lines
from onrecord.ledger.originals import Originals, said_by
from onrecord.ledger.places import SETTINGS, Places, cannot_write, make_folder, refuse_inside, replace_file, sync_folder
from onrecord.ledger.publisher import Publisher
from onrecord.ledger.verify import Verdict, verify
from onrecord.records import decode

_FAIR = frozenset({"record.erased", "original.erased", "erasure.unfinished"})
"""Findings that a backup may have."""

_MISSING = "original.missing"
"""Another that it may have where that was asked for."""


def restore(folder: Path, path: Path, *, incomplete: bool = False) -> Verdict:
    """Put a backup into a new folder as a case, without an index yet; the verdict on what was put there.

    Whoever opens the case first enters in its log that it was put back. What an attempt leaves that was stopped lies beside the folder,
    under a name of its own; the next attempt removes it.

    Args:
        folder: the backup.
        path: the new folder.
        incomplete: whether originals may be missing in the backup; the verdict names them.

    Raises:
        BadInput: the folder holds no backup.
        WrongUse: there is something where the case is to be, it would lie in a case or a backup, or another process puts a backup back
            there.
        BrokenIntegrity: the backup, or what was copied from it, is not intact; no case was made of it.
        OnRecordError: it cannot be written.
    """
    source = Places(folder)
    if not (folder / SETTINGS).is_file() or not source.checkpoint.is_file():
        raise BadInput(f"{folder} holds no backup of a case.", hint="Name the folder that `onrecord backup` was given.")
    place = Path(os.path.realpath(path))
    _refuse_taken(path, place)
    refuse_inside(place)
    fair = _FAIR | {_MISSING} if incomplete else _FAIR
    verdict = verify(folder)
    others = {one.code for one in verdict.findings} - _FAIR
    way_out = "With --incomplete it is put back without what is missing, or use" if others == {_MISSING} else "Use"
    _insist(verdict, f"{folder} is", fair, hint=f"`onrecord verify {folder}` tells what (--json: each). {way_out} another backup.")
    unfinished = Places(place.with_name(f".{place.name}.restoring"))
    mark = unfinished.lock.with_name("restoring.lock")
    try:
        if unfinished.case.is_symlink():
            unfinished.case.unlink()  # what it leads to is nobody's leftover
        make_folder(mark.parent)
        lock = _locked(mark, path)
        try:
            verdict = _put_back(source, unfinished, mark, path, fair)
            unfinished.case.rename(place)
            sync_folder(place.parent)
            Places(place).lock.with_name(mark.name).unlink()
        except BaseException:
            shutil.rmtree(unfinished.case, ignore_errors=True)  # it holds the private key
            raise
        finally:
            lock.release()
    except OSError as error:
        raise cannot_write(Places(path), error) from error
    return verdict


def _refuse_taken(path: Path, place: Path) -> None:
    """Only where nothing is; an empty folder gives way to the case."""
    if not place.exists():
        return
    if not place.is_dir() or any(place.iterdir()):
        raise WrongUse(f"{path} is not empty; a backup is restored into a new folder.", hint="Name another folder.")
    if place.is_mount() or place.samefile(Path.cwd()):
        raise WrongUse(f"{path} cannot be replaced by a case while it is in use.", hint="Name a new folder in it.")


def _locked(mark: Path, path: Path) -> WriterLock:
    try:
        return WriterLock(mark)
    except WrongUse as error:
        raise WrongUse(f"Another process is restoring a backup into {path}.", hint="Wait until it has finished.") from error


def _put_back(source: Places, target: Places, mark: Path, path: Path, fair: Collection[str]) -> Verdict:
    """Everything into a folder that is none yet; the settings last, since they make it a case."""
    _clear(target, mark)
    make_folder(target.unfinished)
    for name in ("log", "records", "anchors"):
        _copy_tree(source.case / name, target.case / name)
    originals = _erase_again(target)
    _copy_tree(source.case / "blobs", target.case / "blobs", without=originals.is_gone)
    make_folder(target.blobs)
    make_folder(target.keys)
    for key in (source.private_key, source.next_key):
        if key.is_file():
            replace_file(target.keys / key.name, key.read_bytes(), scratch=target.unfinished, mode=PRIVATE)
    replace_file(target.public_key, source.public_key.read_bytes(), scratch=target.unfinished)
    if source.people.is_file():
        replace_file(target.people, source.people.read_bytes(), scratch=target.unfinished, mode=PRIVATE)
    if source.parties.is_file():
        replace_file(target.parties, source.parties.read_bytes(), scratch=target.unfinished)
    for file in source.rule_sets():
        make_folder(target.grades)
        replace_file(target.grades / file.name, file.read_bytes(), scratch=target.unfinished)
    verdict = verify(target.case)
    _insist(verdict, f"What was copied from {source.case} to {path} is", fair, hint="Check the disk, then run the same command again.")
    restored = KeptRestore(size=verdict.size or 0, root=verdict.root or "")
    replace_file(target.restored, msgspec.json.encode(restored), scratch=target.unfinished)
    replace_file(target.settings, (source.case / SETTINGS).read_bytes(), scratch=target.unfinished)
    return verdict


def _insist(verdict: Verdict, what: str, fair: Collection[str], *, hint: str) -> None:
    wrong = [one for one in verdict.findings if one.code not in fair]
    if wrong:
        message = f"{what} not intact, so no case was made of it: {wrong[0].code}. {wrong[0].message} At: {wrong[0].place}"
        raise BrokenIntegrity(message, hint=hint)


def _clear(places: Places, mark: Path) -> None:
    """Remove what an attempt left that was stopped."""
    for path in (*places.case.iterdir(), *mark.parent.iterdir()):
        if path.is_symlink() or not path.is_dir():
            if path != mark:
                path.unlink()
        elif path != mark.parent:
            shutil.rmtree(path)


def _erase_again(target: Places) -> Originals:
    """Blank the records that entries of the log erased, where they are not yet; what it says of originals then."""
    publisher = Publisher(target)
    erased: dict[str, int] = {}
    for _, body in publisher.entries():
        entry = decode(body, Entry)
        if entry.type == "erase":
            erased |= {digest: entry.sequence for digest in entry.used if digest not in erased}
    publisher.records.blank(erased_lines(publisher, erased), target.unfinished)
    return said_by(publisher)


def _copy_tree(source: Path, target: Path, *, without: Callable[[str], bool] = lambda _: False) -> None:
    """Every file below a folder, synced, with the folders that hold them; but for those with some names."""
    make_folder(target)
    for parent, _, files in os.walk(source):
        place = target / Path(parent).relative_to(source)
        make_folder(place)
        for name in files:
            if not without(name):
                shutil.copy2(Path(parent) / name, place / name)
                with (place / name).open("rb") as file:
                    os.fsync(file.fileno())
        sync_folder(place)
