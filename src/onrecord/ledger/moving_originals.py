"""The originals of a case taken to where its settings say that they are to be: copied, verified there, and only then used there.

A stop at any point leaves them whole in the place that is used; the same command goes on. What is left behind is removed only where that
was asked for, and once that is asked for the place is remembered until it is empty.
"""

import hashlib
import os
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from onrecord.errors import BrokenIntegrity, InputChanged, NoCase, OnRecordError, WrongUse
from onrecord.ledger.blobs import FolderStore
from onrecord.ledger.kept_original import CHUNK, OriginalsStore, OriginalsUnavailable, of_another, unmarked
from onrecord.ledger.leaving import Left, forget_left, leaving, note_left
from onrecord.ledger.lock import WriterLock
from onrecord.ledger.originals import Originals, said_by
from onrecord.ledger.originals_place import (
    Marked,
    Noted,
    left_in_case,
    marked,
    note,
    noted_of,
    originals_of,
    refuse_copy,
    store_at,
    versions_told,
    wanted_url,
)
from onrecord.ledger.places import Places, cannot_write, make_folder
from onrecord.ledger.publisher import Publisher, published
from onrecord.ledger.same_place import insist_other_files, is_same_place, is_same_root
from onrecord.records import Capture
from onrecord.records.wording import counted


@dataclass(frozen=True, kw_only=True, slots=True)
class MovedOriginals:
    """What moving originals came to."""

    place: str
    """Where they are now."""
    before: str
    """Where they were; the same where there was nothing to do."""
    originals: int = 0
    """Originals that were found whole in the new place."""
    copied: int = 0
    """Those of them that were not there before."""
    removed_from: tuple[tuple[str, int], ...] = ()
    """Each place from which originals were removed, with how many; those among them that an earlier run had left."""
    told: tuple[str, ...] = ()
    """What a person should know besides, one sentence each."""

    @property
    def removed(self) -> int:
        """Originals that were removed from where they were, in all."""
        return sum(number for _, number in self.removed_from)


def move_originals(path: Path, *, remove: bool = False) -> MovedOriginals:
    """Take the originals of a case to the place that its settings name.

    Args:
        path: the case.
        remove: whether each is removed from where it was, once all were found whole in the new place; also those that an earlier run that
            was to do the same left there when it was stopped.

    Raises:
        NoCase: there is no case, or nothing in it.
        WrongUse: another process is writing to it, an erasure is under way, or the place is that of another case;
            or originals are to be removed from where another copy of the case keeps its own, or are the same files in both places.
        BadInput: the settings have a fault.
        BrokenIntegrity: an original was altered where it was, or something else lies under its name in the new place.
        OriginalsUnavailable: a place is not reached.
        OnRecordError: the case or the folder cannot be written.
    """
    places = Places(path)
    if not places.exists():
        raise NoCase(f"There is no case in {path}.", hint="Name the folder that holds onrecord.toml.")
    try:
        make_folder(places.unfinished)
        lock = WriterLock(places.lock)
        try:
            return _moved(places, remove=remove)
        finally:
            lock.release()
    except OSError as error:
        raise _refused(places, error) from error


def _refused(places: Places, error: OSError) -> OnRecordError:
    """What to say where a disk refuses: which one it is."""
    file = os.fsdecode(error.filename2 or error.filename or "")
    urls = (wanted_url(places), *(noted.url for noted in (noted_of(places),) if noted))
    for store in (store_at(places, url, None) for url in urls if url):
        if isinstance(store, FolderStore) and Path(file).is_relative_to(store.root):
            message = f"{store.place}, a place for the originals of this case, could not be read or written: {error.strerror} ({file})."
            hint = "Nothing acknowledged is lost. Check the disk and the permissions, then run the same command again."
            return OriginalsUnavailable(message, hint=hint)
    return cannot_write(places, error)


def _moved(places: Places, *, remove: bool) -> MovedOriginals:
    if places.is_erasing:
        raise WrongUse("An erasure is under way in this case.", hint="`onrecord reindex` finishes it; then run the same command again.")
    if published(places) is None:
        raise NoCase(f"The case in {places.case} has no log yet.", hint="Open it for writing first.")
    wanted, noted, source = wanted_url(places), noted_of(places), originals_of(places)
    if noted:
        _insist_there(source)
    if wanted == (noted.url if noted else ""):
        told, removed = _cleared(places, source) if remove else (_left_told(places, source), ())
        return MovedOriginals(place=source.place, before=source.place, removed_from=removed, told=told)
    bare = store_at(places, wanted, None) if wanted else FolderStore.of_case(places)
    if source.place != bare.place and is_same_place(source, bare):
        return _named_anew(places, source, bare, wanted)
    if noted and remove:
        hint = f"Leave out --remove: what lies in {source.place} is kept there for that case as well."
        _insist_ours(places, source, noted, hint)
    new = marked(places, wanted) if wanted else None
    target = new.store if new else FolderStore.of_case(places)
    if source.place == target.place:  # named by the settings and never taken on: nothing was kept there yet
        note(places, new)
        return MovedOriginals(place=target.place, before=target.place, told=versions_told(target))
    carried = {digest: _carried(source, target, digest) for digest in source.digests()}
    if noted and remove:
        note_left(places, Left(noted.url, noted.mark))
    note(places, new)
    told, removed = _cleared(places, target, carried) if remove else (_left_told(places, target), ())
    return MovedOriginals(
        place=target.place,
        before=source.place,
        originals=len(carried),
        copied=sum(carried.values()),
        removed_from=removed,
        told=(*versions_told(target), *told),
    )


def _named_anew(places: Places, source: OriginalsStore, target: OriginalsStore, url: str) -> MovedOriginals:
    """Use another name of the folder in which the originals are already: there is nothing to copy, and nothing may be removed.

    Raises:
        WrongUse: another copy of the case uses it, or the originals would lie behind a link there.
    """
    noted = noted_of(places)
    if noted:
        _insist_ours(places, source, noted)
    _refuse_link(source, target, within_case=not url)
    if not url:
        note(places, None)
    elif noted and is_same_root(source, target):  # with the mark that is there: with a new one, a stop would look like another copy
        note(places, Marked(url, noted.mark, target))
    else:
        note(places, marked(places, url))
    message = (
        f"{source.place} and {target.place} lead to the same folder, so nothing was moved or removed; name another folder as the url of"
        f" [originals] in {places.settings} to have the originals moved."
    )
    return MovedOriginals(place=target.place, before=target.place, told=(message, *_left_told(places, target)))


def _refuse_link(source: OriginalsStore, target: OriginalsStore, *, within_case: bool) -> None:
    """Refuse a place in which a link leads back to the originals: whoever verifies follows none.

    Raises:
        WrongUse: it is one.
    """
    if not isinstance(target, FolderStore):
        return
    for folder in (target.root, target.originals) if within_case else (target.originals,):
        if folder.is_symlink():
            raise WrongUse(
                f"{folder} is a link to the originals that are used in {source.place}, so nothing was moved or removed.",
                hint="Put a copy of the folder in the place of the link, or name another place as the url of [originals]; then run the same"
                " command again.",
            )


def _insist_there(store: OriginalsStore) -> None:
    """Refuse to take a place that is away for an empty one.

    Raises:
        OriginalsUnavailable: it is not reached, or bears no mark.
    """
    if isinstance(store, FolderStore) and not store.root.is_dir():
        raise OriginalsUnavailable(
            f"{store.place}, where the originals of this case are kept, is not there.",
            hint="Nothing acknowledged is lost. Mount the disk, or bring the folder back; then run the same command again.",
        )
    if store.read_mark() is None:
        raise unmarked(store.place)


def _insist_ours(places: Places, store: OriginalsStore, noted: Noted, hint: str = "") -> None:
    """Refuse to remove originals from a place that another copy of the case uses, or to take that on by another name.

    Raises:
        WrongUse: one does.
    """
    found = store.read_mark()
    if found is not None and found != noted.mark:
        raise of_another(store.place, found, noted.mark)
    refuse_copy(places, noted, hint)


def _left_told(places: Places, current: OriginalsStore) -> tuple[str, ...]:
    """A sentence for each place from which removing originals was begun and not finished."""
    stores = (store_at(places, one.url, one.mark) for one in leaving(places))
    return tuple(
        f"Originals that were moved may lie in {store.place} still: `onrecord relocate --remove` goes on removing them there."
        for store in stores
        if not is_same_place(store, current)
    )


def _cleared(places: Places, current: OriginalsStore, checked: Collection[str] = ()) -> tuple[tuple[str, ...], tuple[tuple[str, int], ...]]:
    """Remove the originals from everywhere that they were moved from; what to tell, and from where how many were removed.

    Args:
        places: of the case.
        current: where its originals are now.
        checked: SHA-256 of those that were found whole there just now.
    """
    told: list[str] = []
    removed: list[tuple[str, int]] = []
    is_gone = _gone_of(places)
    if (own := left_in_case(places, current)) is not None:
        removed.append((own.place, _emptied(own, current, checked, is_gone)))
    for left in leaving(places):
        store = store_at(places, left.url, left.mark)
        with _leaving(places, store, current):
            found = store.read_mark()
            if is_same_place(store, current):  # taken on again since, maybe by another name
                if store.place != current.place:
                    same = f"it leads to the same folder as {current.place}, where the originals are"
                    told.append(f"Nothing was removed from {store.place}: {same}.")
            elif found is not None and found != left.mark:
                told.append(f"Nothing was removed from {store.place}: another case, or another copy of this one, took it over since.")
            elif not left.emptied:
                if found is None:
                    raise unmarked(store.place)
                removed.append((store.place, _emptied(store, current, checked, is_gone)))
                note_left(
                    places, msgspec.structs.replace(left, emptied=True)
                )  # first: without a mark a place is taken for one that is away
                store.write_mark(None)
            elif found is not None:
                store.write_mark(None)
        forget_left(places, left)
    return tuple(told), tuple(one for one in removed if one[1])


@contextmanager
def _leaving(places: Places, store: OriginalsStore, current: OriginalsStore) -> Iterator[None]:
    """Say of a place that is not reached what is to be done there."""
    try:
        yield
    except (OriginalsUnavailable, OSError) as error:
        why = error.message if isinstance(error, OriginalsUnavailable) else f"{error.strerror or error} ({error.filename or store.place})."
        raise OriginalsUnavailable(
            f"Originals that were moved are still to be removed from {store.place}, which could not be reached: {why}",
            hint=f"The originals of the case are in {current.place}. Make {store.place} reachable and run the same command again; where"
            f" it is gone for good, remove {places.leaving}, which remembers it.",
        ) from error


def _emptied(store: OriginalsStore, current: OriginalsStore, checked: Collection[str], is_gone: Callable[[str], bool]) -> int:
    """Remove the originals that lie in a place that is used no more, once each is whole where they are now; how many.

    What was erased since they were moved is not brought back.

    Raises:
        WrongUse: one is the same file in both places.
    """
    digests = list(store.digests())
    for digest in digests:
        if digest not in checked and (current.lies(digest) or not is_gone(digest)):
            _carried(store, current, digest)
    insist_other_files(store, current, digests)
    for digest in digests:
        store.remove(digest)
    return len(digests)


def _gone_of(places: Places) -> Callable[[str], bool]:
    """Tells of a hash whether the log says that its bytes may stay nowhere; the log is read when that is asked first."""

    @cache
    def said() -> Originals:
        try:
            return said_by(Publisher(places))
        except (msgspec.DecodeError, ValueError) as error:
            message = f"The log in {places.log} is not as it was written, so it is not known which originals were erased."
            raise BrokenIntegrity(message, hint="`onrecord verify` tells what is wrong.") from error

    return lambda digest: said().is_gone(digest)


def _carried(source: OriginalsStore, target: OriginalsStore, digest: str) -> bool:
    """Copy an original where it is not there yet, and hash it in its new place: whether it was copied."""
    if is_new := not target.lies(digest):
        capture = Capture(sha256=digest, size=source.size(digest), origin=source.called(digest), media_type="application/octet-stream")
        with source.open(digest) as file:
            try:
                target.keep(capture, iter(lambda: file.read(CHUNK), b""))
            except InputChanged as error:
                message = f"The original {source.called(digest)} was altered: its bytes do not have the hash that it is named by."
                hint = f"Restore it from a backup, then run the same command again. The originals stay in {source.place}."
                raise BrokenIntegrity(message, hint=hint) from error
    if (there := _hash_of(target, digest)) != digest:
        raise _something_else(source, target, digest, there)
    return is_new


def _hash_of(store: OriginalsStore, digest: str) -> str:
    """SHA-256 of what lies under the name of an original; nothing where that is no file."""
    if not store.has(digest):
        return ""
    with store.open(digest) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]


def _something_else(source: OriginalsStore, target: OriginalsStore, digest: str, there: str) -> BrokenIntegrity:
    """What to say where something else lies in the new place under the name of an original."""

    def found(store: OriginalsStore, sha256: str) -> str:
        return f"{counted(store.size(digest), 'byte')} with the hash {sha256}" if sha256 else "something that is no file"

    here = _hash_of(source, digest)
    are = "is whole" if here == digest else f"is not whole either: there {'are' if here else 'is'} {found(source, here)}"
    whole = "" if here == digest else f" Restore {source.called(digest)} from a backup."
    return BrokenIntegrity(
        f"{target.called(digest)} is to be an original of the case, and what lies there is something else: {found(target, there)}."
        f" The original in {source.place}, {source.called(digest)}, {are}.",
        hint=f"Find out who put it there, and move it out of {target.place}.{whole} Then run the same command again."
        " Nothing was removed or replaced.",
    )
