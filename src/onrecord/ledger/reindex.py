"""The index made again from the log."""

from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import BrokenIntegrity, NoCase
from onrecord.ledger import index
from onrecord.ledger.database import DatabaseError, connect_writer, damaged
from onrecord.ledger.lock import WriterLock
from onrecord.ledger.log import Log
from onrecord.ledger.places import Places, cannot_write, make_folder, sync_folder


@dataclass(frozen=True, kw_only=True, slots=True)
class Reindexed:
    """What making an index again came to."""

    entries: int
    """Entries of the log that the new index holds."""
    repairs: tuple[str, ...] = ()
    """What had to be finished or put aside first, one sentence each."""


def reindex(path: Path) -> Reindexed:
    """Make the index of a case again from its log.

    What the old index holds and the log does not yet is published first. An old index that is damaged is put aside, since
    only a person can say that nobody needs it.

    Raises:
        NoCase: there is no case.
        WrongUse: another process is writing to it, or a newer version made its index.
        BrokenIntegrity: the log was altered. The old index is left as it was.
        OnRecordError: the case cannot be written now.
    """
    places = Places(path)
    if not places.exists():
        raise NoCase(f"There is no case in {path}.", hint="Name the folder that holds onrecord.toml.")
    try:
        make_folder(places.index.parent)
        lock = WriterLock(places.lock)
        try:
            return _make_again(places)
        finally:
            lock.release()
    except OSError as error:
        raise cannot_write(places, error) from error
    except DatabaseError as error:
        raise damaged(places.index, error) from error


def _make_again(places: Places) -> Reindexed:
    repairs, readable = _publish_rest(places)
    fresh = places.index.with_name("index.unfinished")
    _remove(fresh)
    try:
        entries = _fill(fresh, places)
    except BaseException:
        _remove(fresh)
        raise
    if not readable:
        aside = places.index.with_name("index.damaged")
        places.index.rename(aside)
        repairs = (*repairs, f"The old index could not be read and was put aside as {aside}.")
    _remove_side_files(places.index)  # a write-ahead log left by the old file must never be applied to the new one
    fresh.rename(places.index)
    sync_folder(places.index.parent)
    return Reindexed(entries=entries, repairs=repairs)


def _fill(fresh: Path, places: Places) -> int:
    """Make an index from the log; the number of its entries."""
    connection = connect_writer(fresh)
    try:
        Log(places).reconcile(connection)
        return index.next_numbers(connection)[0]
    finally:
        connection.close()


def _publish_rest(places: Places) -> tuple[tuple[str, ...], bool]:
    """Bring the log up to the old index: what that needed, and whether the old index could be read at all."""
    if not places.index.is_file():
        return (), True
    log = Log(places)
    try:
        connection = connect_writer(places.index)
        try:
            log.reconcile(connection)
        finally:
            connection.close()
    except (BrokenIntegrity, DatabaseError) as fault:
        if not isinstance(fault, BrokenIntegrity) and not isinstance(damaged(places.index, fault), BrokenIntegrity):
            raise  # only held by somebody else, or no space: nothing is wrong with it
        return tuple(log.repairs), False
    return tuple(log.repairs), True


def _remove(database: Path) -> None:
    database.unlink(missing_ok=True)
    _remove_side_files(database)


def _remove_side_files(database: Path) -> None:
    for suffix in ("-wal", "-shm", "-journal"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
