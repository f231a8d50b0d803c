"""The index made again from the log."""

from pathlib import Path

from onrecord.errors import NoCase, OnRecordError
from onrecord.ledger import index
from onrecord.ledger.database import connect_writer
from onrecord.ledger.lock import WriterLock
from onrecord.ledger.log import Log
from onrecord.ledger.places import Places, make_folder, sync_folder


def reindex(path: Path) -> int:
    """Make the index of a case again from its log; the number of entries it then holds.

    What the old index holds and the log does not yet is published first, as far as the old index can still be read.

    Raises:
        NoCase: there is no case.
        WrongUse: another process is writing to it.
        BrokenIntegrity: the log was altered. The old index is left as it was.
    """
    places = Places(path)
    if not places.exists():
        raise NoCase(f"There is no case in {path}.", hint="Name the folder that holds onrecord.toml.")
    make_folder(places.index.parent)
    lock = WriterLock(places.lock)
    try:
        _publish_rest(places)
        fresh = places.index.with_name("index.unfinished")
        _remove(fresh)
        connection = connect_writer(fresh)
        try:
            Log(places).reconcile(connection)
            entries, _ = index.next_numbers(connection)
        finally:
            connection.close()
        _remove_side_files(places.index)  # a write-ahead log left by the old file must never be applied to the new one
        fresh.rename(places.index)
        sync_folder(places.index.parent)
        return entries
    finally:
        lock.release()


def _publish_rest(places: Places) -> None:
    if not places.index.is_file():
        return
    try:
        connection = connect_writer(places.index)
    except OnRecordError:  # a damaged index is the reason to be here; the log is what counts
        return
    try:
        Log(places).reconcile(connection)
    except OnRecordError:
        return
    finally:
        connection.close()


def _remove(database: Path) -> None:
    database.unlink(missing_ok=True)
    _remove_side_files(database)


def _remove_side_files(database: Path) -> None:
    for suffix in ("-wal", "-shm", "-journal"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
