"""Which store keeps the index of a case: what ``onrecord.toml`` says, and what was noted when an index was first kept elsewhere."""

import os
import re
import secrets
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

import msgspec

from onrecord.errors import BrokenIntegrity, NoCase, WrongUse
from onrecord.ledger.case_settings import read_settings
from onrecord.ledger.index.postgres import PostgresStore
from onrecord.ledger.index.sqlite import SqliteStore
from onrecord.ledger.index.store import Store
from onrecord.ledger.places import Places, sync_folder
from onrecord.ledger.plain_files import read_plain

_NOTED_BYTES = 100_000
_SCHEMA = re.compile(r"onrecord_[0-9a-f]{16}")


class _Noted(msgspec.Struct, frozen=True):
    """The schema that a case has in PostgreSQL, the database it was made in, and the folder of the case then (percent-encoded)."""

    schema: str
    url: str
    case: str


def store_of(places: Places, *, create: bool = False) -> Store:
    """Where the index of a case is.

    Args:
        places: of the case.
        create: choose a schema in PostgreSQL for a case that has none, where its settings ask for that. Only for its one writer,
            who is to ``remember`` it before anything is made there.

    Raises:
        NoCase: the index is to be in PostgreSQL and none was ever made there.
        BadInput: the settings have a fault.
        BrokenIntegrity: the note of the schema is not as it was written.
    """
    url = read_settings(places).index.url
    if not url:
        return SqliteStore(places.index)
    noted = _noted(places)
    if noted is None and not create:
        raise NoCase("The case has no index in PostgreSQL yet.", hint="`onrecord reindex` makes it from the log.")
    return PostgresStore(url, noted.schema if noted else f"onrecord_{secrets.token_hex(8)}")


def left_behind(places: Places, store: Store) -> Store | None:
    """Another store in which this case has an index still: its settings were changed since. That index may hold entries that the log
    does not, so it must not be forgotten."""
    noted = _noted(places)
    if isinstance(store, PostgresStore):
        if places.index.is_file():
            return SqliteStore(places.index)
        return PostgresStore(noted.url, noted.schema) if noted and noted.url != store.url else None
    return PostgresStore(noted.url, noted.schema) if noted else None


def refuse_left_behind(places: Places, store: Store) -> None:
    """Refuse to write to an index while another one may hold what it lacks, or to that of another case.

    Raises:
        WrongUse: there is another, or the folder is a copy of a case that is there still.
    """
    refuse_copy(places, store)
    if other := left_behind(places, store):
        message = f"The index of the case is in {other.place} still, and is to be in {store.place}."
        raise WrongUse(message, hint="`onrecord reindex` takes it there.")


def refuse_copy(places: Places, store: Store) -> None:
    """Refuse to write to an index in PostgreSQL from a copy of the folder whose index it is; one that was moved is no copy.

    Raises:
        WrongUse: the folder is a copy of a case that is there still.
    """
    noted = _noted(places)
    if not isinstance(store, PostgresStore) or noted is None:
        return
    other = Places(Path(os.fsdecode(unquote_to_bytes(noted.case))))
    if not other.schema.exists() or other.case.samefile(places.case):
        return
    theirs = _noted(other)
    if theirs is not None and theirs.schema == noted.schema:
        message = f"The folder {places.case} is a copy of the case in {other.case}, whose index is in {store.place}."
        hint = f"Remove {places.schema}; `onrecord reindex` then gives the copy an index of its own."
        raise WrongUse(message, hint=hint)


def remember(places: Places, store: Store) -> None:
    """Note where the index is, where that cannot be seen from the settings."""
    if isinstance(store, PostgresStore):
        known, case = _noted(places), _path(places)
        if known is None or (known.url == store.url and known.case != case):
            _note(places, _Noted(store.schema, store.url, case))


def taken_over(places: Places, store: Store, other: Store) -> None:
    """Forget a store that was left behind, after all that it held was taken over. A schema stays in its database."""
    if isinstance(other, SqliteStore):
        other.remove()
    elif isinstance(store, PostgresStore):
        _note(places, _Noted(store.schema, store.url, _path(places)))
    else:
        places.schema.unlink()
    sync_folder(places.index.parent)


def _noted(places: Places) -> _Noted | None:
    if not places.schema.exists():
        return None
    try:
        noted = msgspec.json.decode(read_plain(places.schema, _NOTED_BYTES), type=_Noted)
    except (OSError, msgspec.DecodeError) as error:
        raise _unreadable(places) from error
    if not _SCHEMA.fullmatch(noted.schema):  # it becomes a part of statements
        raise _unreadable(places)
    return noted


def _unreadable(places: Places) -> BrokenIntegrity:
    message = f"{places.schema}, which names the schema of the case in PostgreSQL, is not as it was written."
    return BrokenIntegrity(message, hint="Restore it from a backup, or move it out of the case; then run `onrecord reindex`.")


def _note(places: Places, noted: _Noted) -> None:
    unfinished = places.schema.with_name(places.schema.name + ".unfinished")
    with unfinished.open("wb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(noted)) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(places.schema)
    sync_folder(places.schema.parent)


def _path(places: Places) -> str:
    """Where a case is, in a form that any file can hold; not every name of a folder is text."""
    return quote(os.fsencode(os.path.realpath(places.case)))
