"""The index made again from the log."""

from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path

from onrecord.errors import BrokenIntegrity, NoCase
from onrecord.ledger import index
from onrecord.ledger.database import DatabaseError, connect_writer, damaged, is_damage, open_writer
from onrecord.ledger.lock import WriterLock
from onrecord.ledger.log import Log
from onrecord.ledger.places import Places, cannot_write, make_folder, sync_folder

_SIDE_FILES = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database, by the ends of the names."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reindexed:
    """What making an index again came to."""

    entries: int
    """Entries of the log that the new index holds."""
    repairs: tuple[str, ...] = ()
    """What had to be finished or put aside first, one sentence each."""


def reindex(path: Path) -> Reindexed:
    """Make the index of a case again from its log.

    The old index may hold entries that were acknowledged and are not in the log yet: a commit comes before the log is
    written. So it is compared with the log, whole, and what only it holds is written to the log first. An old index that
    cannot be read is put aside, since only a person can say that nobody needs it. Without one, the log alone serves.

    Raises:
        NoCase: there is no case.
        WrongUse: another process is writing to it, or a newer version made its index.
        BrokenIntegrity: the log and the old index contradict each other, a record is not what its id says, or the lines of
            the log do not follow one another. The first such place is named, and the old index is left as it was.
            Or both are gone, and originals are kept.
            With the index lost as well, an entry that was altered can no longer be told from one that was not.
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
    log = Log(places)
    _refuse_without_record(places, log)
    make_folder(places.log)  # only now: where nothing is left to write into it, it must not stand in the way of a copy
    repairs, readable = _publish_rest(places, log)
    fresh = places.index.with_name("index.unfinished")
    _remove(fresh)
    try:
        entries, more = _fill(fresh, places)
    except BaseException:
        _remove(fresh)
        raise
    repairs = (*repairs, *more)
    if not readable:
        aside = _put_aside(places.index)
        told = f"The old index could not be read and was put aside as {aside}. What only it held, if anything, is not in the new one."
        repairs = (*repairs, told)
    _remove_side_files(places.index)  # a write-ahead log left by the old file must never be applied to the new one
    fresh.rename(places.index)
    sync_folder(places.index.parent)
    return Reindexed(entries=entries, repairs=repairs)


def _refuse_without_record(places: Places, log: Log) -> None:
    """An index made from nothing would hide that there was something; an original is kept only where there is an index."""
    kept = places.originals()
    if kept and not places.index.is_file() and log.is_empty():
        are = "an original is" if kept == 1 else f"{kept:,} originals are"
        raise BrokenIntegrity(
            f"The log {places.log} and the index {places.index} are gone; {are} kept without any record.",
            hint="Put the folder of the log back from a copy, then run the same command again. Without a copy, read the reports again.",
        )


def _fill(fresh: Path, places: Places) -> tuple[int, tuple[str, ...]]:
    """Make an index from the log; the number of its entries, and what had to be put aside from the log."""
    log = Log(places, fresh=True)
    connection = connect_writer(fresh)
    try:
        log.reconcile(connection)
        return index.next_numbers(connection)[0], tuple(log.repairs)
    finally:
        connection.close()


def _publish_rest(places: Places, log: Log) -> tuple[tuple[str, ...], bool]:
    """Bring the log up to the old index: what that needed, and whether the old index could be read, whole."""
    if not places.index.is_file():
        return (), True
    try:
        connection = open_writer(places.index)
    except DatabaseError as fault:
        _raise_unless_damage(fault)
        return (), False
    readable = True
    try:
        for step in (partial(log.compare, whole=True), log.complete):  # a page damaged somewhere must not keep back the newest entries
            try:
                step(connection)
            except DatabaseError as fault:
                _raise_unless_damage(fault)
                readable = False
    finally:
        connection.close()
    return tuple(log.repairs), readable


def _raise_unless_damage(fault: Exception) -> None:
    """Nothing is wrong with an index that somebody else holds, or whose disk is full."""
    if not is_damage(fault):
        raise fault


def _put_aside(database: Path) -> Path:
    """Give an index another name, with the files that belong to it; never that of one put aside before."""
    names = (database.with_name("index.damaged" + (f".{number}" if number > 1 else "")) for number in count(1))
    aside = next(name for name in names if not name.exists())
    for suffix in _SIDE_FILES:  # where SQLite left one, it may hold commits
        if (beside := database.with_name(database.name + suffix)).exists():
            beside.rename(aside.with_name(aside.name + suffix))
    database.rename(aside)
    return aside


def _remove(database: Path) -> None:
    database.unlink(missing_ok=True)
    _remove_side_files(database)


def _remove_side_files(database: Path) -> None:
    for suffix in _SIDE_FILES:
        database.with_name(database.name + suffix).unlink(missing_ok=True)
