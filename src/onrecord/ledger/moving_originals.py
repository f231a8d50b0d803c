"""The originals of a case taken to where its settings say that they are to be: copied, verified there, and only then used there.

A stop at any point leaves them where they were; the same command goes on. What is left behind is removed only where that was asked for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import BrokenIntegrity, InputChanged, NoCase, WrongUse
from onrecord.ledger.blobs import FolderStore
from onrecord.ledger.kept_original import CHUNK, OriginalsStore
from onrecord.ledger.lock import WriterLock
from onrecord.ledger.originals_place import left_in_case, marked, note, noted_of, originals_of, versions_told, wanted_url
from onrecord.ledger.places import Places, cannot_write, make_folder
from onrecord.ledger.publisher import published
from onrecord.records import Capture


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
    removed: int = 0
    """Originals that were removed from where they were."""
    told: tuple[str, ...] = ()
    """What a person should know besides, one sentence each."""


def move_originals(path: Path, *, remove: bool = False) -> MovedOriginals:
    """Take the originals of a case to the place that its settings name.

    Args:
        path: the case.
        remove: whether each is removed from where it was, once all were found whole in the new place.

    Raises:
        NoCase: there is no case, or nothing in it.
        WrongUse: another process is writing to it, an erasure is under way, or the place is that of another case.
        BadInput: the settings have a fault.
        BrokenIntegrity: an original was altered where it was, or is altered in the new place.
        OriginalsUnavailable: one of the two places is not reached.
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
        raise cannot_write(places, error) from error


def _moved(places: Places, *, remove: bool) -> MovedOriginals:
    if places.is_erasing:
        raise WrongUse("An erasure is under way in this case.", hint="`onrecord reindex` finishes it; then run the same command again.")
    if published(places) is None:
        raise NoCase(f"The case in {places.case} has no log yet.", hint="Open it for writing first.")
    wanted, noted, source = wanted_url(places), noted_of(places), originals_of(places)
    if wanted == (noted.url if noted else ""):
        left = left_in_case(places, source)
        if left is None or not remove:
            return MovedOriginals(place=source.place, before=source.place)
        return _carried_all(left, source, remove=True)
    new = marked(places, wanted) if wanted else None
    target = new.store if new else FolderStore.of_case(places)
    if source.place == target.place:  # named by the settings and never taken on: nothing was kept there yet
        note(places, new)
        return MovedOriginals(place=target.place, before=target.place, told=versions_told(target))
    moved = _carried_all(source, target, switch=lambda: note(places, new), remove=remove)
    if remove and noted:
        source.write_mark(None)
    return moved


def _carried_all(
    source: OriginalsStore, target: OriginalsStore, *, switch: Callable[[], None] = lambda: None, remove: bool
) -> MovedOriginals:
    """Every original of one store in another; ``switch`` is called when all are there, and before any is removed."""
    carried = {digest: _carried(source, target, digest) for digest in source.digests()}
    switch()
    for digest in carried if remove else ():
        source.remove(digest)
    return MovedOriginals(
        place=target.place,
        before=source.place,
        originals=len(carried),
        copied=sum(carried.values()),
        removed=len(carried) if remove else 0,
        told=versions_told(target),
    )


def _carried(source: OriginalsStore, target: OriginalsStore, digest: str) -> bool:
    """Copy an original where it is not there yet, and hash it in its new place: whether it was copied."""
    capture = Capture(sha256=digest, size=source.size(digest), origin=source.called(digest), media_type="application/octet-stream")
    if is_new := not target.lies(digest):
        with source.open(digest) as file:
            try:
                target.keep(capture, iter(lambda: file.read(CHUNK), b""))
            except InputChanged as error:
                message = f"The original {source.called(digest)} was altered: its bytes do not have the hash that it is named by."
                hint = f"Restore it from a backup, then run the same command again. The originals stay in {source.place}."
                raise BrokenIntegrity(message, hint=hint) from error
    target.check(capture)
    return is_new
