"""The originals of a case, hashed as they stream in: in its folder, or in the place outside of it that it notes."""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from hashlib import file_digest
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import BrokenIntegrity
from onrecord.ledger.blobs import FolderStore
from onrecord.ledger.kept_original import MARK, OriginalsStore, OriginalsUnavailable, unmarked
from onrecord.ledger.object_store import ObjectStore
from onrecord.ledger.originals_place import left_in_case, noted_of, originals_in_evidence
from onrecord.ledger.places import Places, name_of_original
from onrecord.ledger.verify.checking import Inspection, check_lying
from onrecord.ledger.verify.files import open_file, paths_below

_NAME = re.compile(r"sha256/([0-9a-f]{2})/\1[0-9a-f]{62}")
_NOTE = "elsewhere"
_AT_NOTE = f"blobs/{_NOTE}"


@dataclass(frozen=True, slots=True)
class _Place:
    """A place of originals as somebody looks at it who believes nothing: no link is followed."""

    called: str
    open: Callable[[str], BinaryIO]
    """The original with a hash; raises ``OSError`` or ``OriginalsUnavailable``."""
    lies: Callable[[str], bool]
    names: Callable[[], Iterator[str]]
    """Everything below it."""
    answers: Callable[[], bool]
    """Whether it is there as a whole."""

    def at(self, digest: str) -> str:
        """How findings name an original."""
        return f"{self.called}/{name_of_original(digest)}"


def check_originals(places: Places, seen: Inspection) -> None:
    """Hash every original that a record names; those that were erased must be gone. A place that is not reached is named once."""
    try:
        store = originals_in_evidence(places)
    except BrokenIntegrity as error:
        seen.notes.find("original.unread", _AT_NOTE, error.message)
        _check_left(_in_folder(places.blobs.parent, "blobs"), "a place that blobs/elsewhere does not tell", seen)
        return
    if noted_of(places) is None:
        _check(_in_folder(places.blobs.parent, "blobs"), seen)
        return
    if (own := left_in_case(places, store)) is not None:
        _check_left(_in_folder(own.root, "blobs"), store.place, seen)
    try:
        if store.read_mark() is None:
            raise unmarked(store.place)
        _check(_elsewhere(store), seen)
    except (OriginalsUnavailable, BrokenIntegrity) as error:
        seen.notes.find("original.unread", _AT_NOTE, f"The originals are kept in {store.place}. {error.message}")
    except OSError as error:
        seen.notes.find("original.unread", _AT_NOTE, f"{store.place}, where the originals are, cannot be read: {error.strerror or error}.")


def _in_folder(root: Path, called: str) -> _Place:
    def opened(digest: str) -> BinaryIO:
        return open_file(root / name_of_original(digest))

    def lies(digest: str) -> bool:
        try:
            opened(digest).close()
        except OSError:
            return False
        return True

    return _Place(called, opened, lies, lambda: paths_below(root), root.is_dir)


def _elsewhere(store: OriginalsStore) -> _Place:
    if isinstance(store, ObjectStore):
        return _Place(store.place, store.open, store.lies, store.names, lambda: store.read_mark() is not None)
    assert isinstance(store, FolderStore), "there are two kinds"
    folder = _in_folder(Path(os.path.realpath(store.root)), store.place)
    return replace(folder, names=lambda: (name for name in folder.names() if name != MARK))


def _check(place: _Place, seen: Inspection) -> None:
    for digest in seen.understood.originals:
        try:
            length = _hashed(place, digest, seen)
        except (OSError, OriginalsUnavailable) as error:
            _miss(place, digest, error, seen)
            continue
        seen.notes.count["originals"] += 1
        seen.notes.count["bytes"] += length
    loose = [name for name in place.names() if not _is_named(name, seen)]
    if loose:
        what = "Files in blobs/" if place.called == "blobs" else f"Files in {place.called}"
        message = f"{what} that no record names: {len(loose):,}, the first {loose[0]}; left by a stop between two steps, or put there."
        seen.notes.leave_open("unreferenced", message)
    check_lying(seen, place.at, place.lies)


def _hashed(place: _Place, digest: str, seen: Inspection) -> int:
    """Hold an original against what records give; its bytes."""
    named = seen.understood.originals[digest]
    with place.open(digest) as file:
        found, length = file_digest(file, "sha256").hexdigest(), file.tell()  # type: ignore[arg-type]
    if found != digest or length != named.size or not named.agreed:
        message = f"Its hash or size is not what records give: {length:,} bytes with the hash {found}."
        seen.notes.find("original.altered", place.at(digest), message)
    return length


def _miss(place: _Place, digest: str, error: OSError | OriginalsUnavailable, seen: Inspection) -> None:
    """Say of one original that it was erased, is missing or cannot be read.

    Raises:
        OriginalsUnavailable: the whole place is not reached, so that nothing is said of it one by one.
    """
    named, erased = seen.understood.originals[digest], seen.understood.erased_originals.get(digest, -1)
    if isinstance(error, OriginalsUnavailable) and not place.answers():
        raise error
    if erased > named.sequence:
        seen.notes.find("original.erased", place.at(digest), f"The original was erased; entry {erased:,} says so.")
        return
    why = f"cannot be read ({error.strerror or error})" if isinstance(error, OSError) else f"cannot be read ({error.message.rstrip('.')})"
    if isinstance(error, FileNotFoundError):
        why = "is not there"
    seen.notes.find("original.missing", place.at(digest), f"The original, which is named by {named.place}, {why}.")


def _is_named(name: str, seen: Inspection) -> bool:
    return _NAME.fullmatch(name) is not None and name[10:] in seen.understood.originals


def _check_left(place: _Place, now: str, seen: Inspection) -> None:
    """What lies in the folder of a case still that keeps its originals elsewhere: an erasure must take that away as well."""
    for digest in filter(place.lies, seen.understood.originals):
        _hashed(place, digest, seen)
    left = [name for name in place.names() if name != _NOTE]
    if left:
        message = f"The originals are kept in {now}; files in blobs/ that were left when they were moved, or put there: {len(left):,}."
        seen.notes.leave_open("left-behind", message)
    check_lying(seen, place.at, place.lies)
