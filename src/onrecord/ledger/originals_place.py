"""Where the originals of a case are: in its folder, or where it was noted when the case took another place on.

The settings say where they are to be, the note in ``blobs/elsewhere`` where they are. A place that the settings name counts as soon as
there is nothing to move; otherwise what is there already goes on being used until ``onrecord relocate`` has taken it there.
"""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, unquote_to_bytes, urlsplit

import msgspec

from onrecord.errors import BrokenIntegrity, NotFound, WrongUse
from onrecord.ledger.blobs import FolderStore
from onrecord.ledger.case_settings import read_settings
from onrecord.ledger.kept_original import Mark, Original, OriginalsStore, refuse_another_case
from onrecord.ledger.keys import verifier_keys
from onrecord.ledger.object_store import ObjectStore
from onrecord.ledger.places import Places, is_digest, make_folder, refuse_inside, replace_file, sync_folder
from onrecord.ledger.plain_files import read_plain
from onrecord.ledger.publisher import published
from onrecord.ledger.same_place import is_same_place
from onrecord.settings import fault_of_store

_NOTED_BYTES = 100_000


class Noted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The place that a case took on, and the folder of the case then (percent-encoded: not every name of a folder is text)."""

    url: str
    mark: Mark
    case: str


def originals_of(places: Places) -> OriginalsStore:
    """Where the originals of a case are now. Nothing but files of the case is looked at.

    Raises:
        BadInput: the settings have a fault.
        BrokenIntegrity: the note of the place is not as it was written.
    """
    if noted := noted_of(places):
        return store_at(places, noted.url, noted.mark)
    own = FolderStore.of_case(places)
    url = read_settings(places).originals.url if places.exists() else ""
    return own if not url or places.originals() else store_at(places, url, None)


def original_of(places: Places, sha256: str) -> Original:
    """The original with this hash.

    Raises:
        NotFound: none is kept.
        OriginalsUnavailable: the store outside of the case that keeps them is not reached.
    """
    if not is_digest(sha256) or not (store := originals_of(places)).has(sha256):
        raise NotFound(f"No original with the hash {sha256} is kept.")
    return Original(sha256, store)


def originals_in_evidence(places: Places) -> OriginalsStore:
    """The same for whoever verifies, by the note alone: settings are no part of the evidence (docs/reference/custody-format).

    Raises:
        BrokenIntegrity: the note of the place is not as it was written.
    """
    noted = noted_of(places)
    return store_at(places, noted.url, noted.mark) if noted else FolderStore.of_case(places)


def originals_to_write(places: Places) -> tuple[OriginalsStore, tuple[str, ...]]:
    """The same for the one writer, who takes on a new place where there is nothing to move; what a person should know, one sentence each.

    Raises:
        BadInput: the settings have a fault.
        BrokenIntegrity: the note of the place is not as it was written.
        WrongUse: the place is that of another case, or the folder is a copy of a case that is there still.
        OriginalsUnavailable: a place that is to be taken on is not reached.
    """
    wanted, noted = wanted_url(places), noted_of(places)
    if noted is None and wanted and not places.originals():
        return _taken_on(places, wanted)
    store = originals_of(places)
    if noted is not None:
        refuse_copy(places, noted)
        if noted.case != _path(places):  # a folder that was moved is no copy
            note(places, Marked(noted.url, noted.mark, store))
    if wanted != (noted.url if noted else ""):
        to = wanted or FolderStore.of_case(places).place
        told = f"The originals of the case are in {store.place} still, and are to be in {to}: `onrecord relocate` takes them there."
        return store, (told,)
    return store, ()


def wanted_url(places: Places) -> str:
    """Where the settings say that originals are to be; nothing for the folder of the case.

    Raises:
        BadInput: the settings have a fault.
    """
    return read_settings(places).originals.url.rstrip("/")


def _taken_on(places: Places, url: str) -> tuple[OriginalsStore, tuple[str, ...]]:
    """An address as the place of the originals from now on: first its mark, then the note."""
    new = marked(places, url)
    note(places, new)
    return new.store, versions_told(new.store)


@dataclass(frozen=True, slots=True)
class Marked:
    """A place that bears the mark of a case."""

    url: str
    mark: Mark
    store: OriginalsStore


def marked(places: Places, url: str) -> Marked:
    """Leave the mark of a case in a place that it takes on. One that another copy of the case used is taken over from that.

    Raises:
        WrongUse: it is that of another case, or lies in a case or a backup.
        BrokenIntegrity: what is there in the place of a mark is none.
        OriginalsUnavailable: it is not reached.
    """
    bare, log = store_at(places, url, None), _name_of_log(places)
    if isinstance(bare, FolderStore):
        refuse_inside(bare.root, itself=True)
    refuse_another_case(bare, log)
    mark = Mark(log=log, id=secrets.token_hex(16))
    bare.write_mark(mark)
    return Marked(url, mark, store_at(places, url, mark))


def note(places: Places, place: Marked | None) -> None:
    """Note where the originals are from now on; None for the folder of the case."""
    make_folder(places.elsewhere.parent)
    if place is None:
        places.elsewhere.unlink(missing_ok=True)
        sync_folder(places.elsewhere.parent)
        return
    noted = Noted(url=place.url, mark=place.mark, case=_path(places))
    replace_file(places.elsewhere, msgspec.json.format(msgspec.json.encode(noted)) + b"\n", scratch=places.unfinished)


def versions_told(store: OriginalsStore) -> tuple[str, ...]:
    """A sentence where a bucket keeps former versions of what is taken away from it."""
    if not isinstance(store, ObjectStore) or not store.keeps_versions:
        return ()
    return (
        f"The bucket of {store.place} keeps former versions of objects. An erasure removes all of them, for which its user needs the"
        " rights s3:ListBucketVersions and s3:DeleteObjectVersion.",
    )


def noted_of(places: Places) -> Noted | None:
    """The note of where the originals are; None where they are in the folder of the case, or were never kept.

    Raises:
        BrokenIntegrity: it is not as it was written.
    """
    if not os.path.lexists(places.elsewhere):
        return None
    try:
        noted = msgspec.json.decode(read_plain(places.elsewhere, _NOTED_BYTES), type=Noted)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _unreadable(places) from error
    if fault_of_store(noted.url):
        raise _unreadable(places)
    return noted


def store_at(places: Places, url: str, mark: Mark | None) -> OriginalsStore:
    """The store at an address."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        return FolderStore.elsewhere(Path(unquote(parts.path)), mark)
    return ObjectStore(url, places.unfinished, mark)


def stores_of(places: Places) -> tuple[OriginalsStore, ...]:
    """Everywhere that originals of a case may lie: its folder, and the place that it took on. One that it did not take on is not its own.

    Raises:
        BrokenIntegrity: the note of the place is not as it was written.
    """
    noted, own = noted_of(places), FolderStore.of_case(places)
    return (store_at(places, noted.url, noted.mark), own) if noted else (own,)


def left_in_case(places: Places, store: OriginalsStore) -> FolderStore | None:
    """The folder of a case that keeps its originals elsewhere: what was moved may lie there still. None where both are one folder."""
    own = FolderStore.of_case(places)
    return None if is_same_place(own, store) else own


def count_of_originals(places: Places) -> int:
    """How many originals are kept, or what lies in their place."""
    noted = noted_of(places)
    return sum(1 for _ in store_at(places, noted.url, noted.mark).digests()) if noted else places.originals()


def refuse_copy(places: Places, noted: Noted, hint: str = "") -> None:
    """Refuse to write from a copy of the folder of a case that is there still: what one erases would be gone for both.

    Args:
        places: of the case.
        noted: where its originals are.
        hint: what to try next, in place of a place of its own.

    Raises:
        WrongUse: it is such a copy.
    """
    other = Places(Path(os.fsdecode(unquote_to_bytes(noted.case))))
    if not other.elsewhere.exists() or other.case.samefile(places.case):
        return
    theirs = noted_of(other)
    if theirs is not None and theirs.mark == noted.mark:
        message = f"The folder {places.case} is a copy of the case in {other.case}, whose originals are in {noted.url}."
        hint = hint or (
            f"Give the copy a place of its own: name it as the url of [originals] in {places.settings}, or remove that;"
            " then run `onrecord relocate`."
        )
        raise WrongUse(message, hint=hint)


def _unreadable(places: Places) -> BrokenIntegrity:
    message = f"{places.elsewhere}, which says where the originals of the case are, is not as it was written."
    return BrokenIntegrity(message, hint="Restore it from a copy of the case, or move it out of the case and run the same command again.")


def _name_of_log(places: Places) -> str:
    signed = published(places)
    return signed.head.origin if signed else verifier_keys(places.public_key)[0].name


def _path(places: Places) -> str:
    return quote(os.fsencode(os.path.realpath(places.case)))
