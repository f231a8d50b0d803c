"""The index made again from the log."""

from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import BrokenIntegrity, NoCase
from onrecord.ledger import index
from onrecord.ledger.blanking import carry_out, settle, under_way
from onrecord.ledger.index.choosing import left_behind, refuse_copy, remember, taken_over
from onrecord.ledger.lock import WriterLock
from onrecord.ledger.log import IndexAltered, Log
from onrecord.ledger.places import Places, cannot_write, make_folder
from onrecord.ledger.rebuilding import filled, kept_without_record, put_aside, told_foreign


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
    written. So it is compared with the log, whole, and what only it holds, signed, is written to the log first. An old index that
    cannot be read, holds what nobody signed, or has another record than its entry names, is put aside, since only a person can say
    that nobody needs it. Without one, the log alone serves. What the log says was erased is gone afterwards, also where an erasure
    was stopped and nothing says so any more.

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


def _make_again(places: Places) -> Reindexed:
    hint = under_way(places)
    log = Log(places)
    store = index.store_of(places, create=True)
    refuse_copy(places, store)
    other = left_behind(places, store)
    _refuse_without_record(places, log, store, other)
    make_folder(places.log)  # only now: where nothing is left to write into it, it must not stand in the way of a copy
    if other is not None and not _publish_rest(other, log):
        raise BrokenIntegrity(
            f"The case had its index in {other.place}, which cannot be read and may hold what the log does not.",
            hint=f"Restore it from a backup, or {other.put_elsewhere}; then run the same command again.",
        )
    left: tuple[str, ...] = ()
    if other is not None and log.unnamed:
        left, log.unnamed = (put_aside(log, other),), ""
    remember(places, store)
    readable = _publish_rest(store, log)
    erased, has_erased = carry_out(places, hint, whole=readable, check=lambda: _insist_on_key(places, store))
    if erased:
        store.forget_put_aside()
    repairs = (*left, *log.repairs, *erased)
    fresh, entries, more = filled(places, store)
    repairs = (*repairs, *more)
    kept = bool(log.unnamed or not readable)
    if log.unnamed:
        repairs = (*repairs, put_aside(log, store))
    elif not readable:
        aside = store.put_aside()
        told = f"The old index could not be read and was put aside as {aside}. What only it held, if anything, is not in the new one."
        repairs = (*repairs, told)
    if kept and has_erased and (hint or erased):
        repairs = (*repairs, "What was put aside may still hold what was erased: remove it once nobody needs it.")
    store.replace_by(fresh)
    if hint:
        repairs = (*repairs, *settle(places, hint))
    if other is not None:
        taken_over(places, store, other)
        repairs = (*repairs, f"The index is in {store.place} now; that in {other.place} is used no more.")
    return Reindexed(entries=entries, repairs=repairs)


def _insist_on_key(places: Places, store: index.Store) -> None:
    """That the log is signed as it must be, whatever an index says of it.

    Raises:
        BrokenIntegrity: it is not.
    """
    empty = store.fresh()
    try:
        connection = empty.connect_writer()
        try:
            Log(places, fresh=True).complete(connection)
        finally:
            connection.close()
    finally:
        empty.remove()


def _refuse_without_record(places: Places, log: Log, *stores: index.Store | None) -> None:
    """An index made from nothing would hide that there was something; an original is kept only where there is an index."""
    if are := kept_without_record(places, log, *(store for store in stores if store is not None)):
        raise BrokenIntegrity(
            f"{are} kept without any record: the log {places.log} and the index {places.index} are gone.",
            hint="Put the folder of the log back from a copy, then run the same command again. Without a copy, read the reports again.",
        )


def _publish_rest(store: index.Store, log: Log) -> bool:
    """Bring the log up to an old index: whether that could be read, whole."""
    if not store.exists():
        return True
    try:
        connection = store.connect_writer()
    except index.IndexDamaged:  # nothing is wrong with an index that somebody else holds, or whose disk is full
        return False
    try:
        readable = _compared(log, connection, whole=True)
        try:
            if readable or _compared(log, connection, whole=False):  # a page damaged somewhere must not keep back the newest entries
                log.complete(connection, compared=True)
        except index.IndexDamaged:
            readable = False
        if readable:
            log.unnamed = log.unnamed or told_foreign(connection, store)
    finally:
        connection.close()
    return readable


def _compared(log: Log, connection: index.Connection, *, whole: bool) -> bool:
    """Compare an index with its log, ``whole`` or as on opening: whether it could be read.

    Where records in it alone are not what their entries name, it is to be made anew, and nothing is lost with them.
    """
    try:
        log.compare(connection, whole=whole)
    except IndexAltered as altered:
        place = connection.store.place
        log.unnamed = f"The index {place} was altered: record {altered.number:,} in it is not the one that the log has."
    except index.IndexDamaged:
        return False
    return True
