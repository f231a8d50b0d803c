"""The second half of an erasure, done by whoever opens the case next: lines blanked, originals removed, the index made anew.

Each step can be done twice, so a stop between any two is finished by the next process.
"""

from onrecord.ledger import index
from onrecord.ledger.entries import KeptErasure
from onrecord.ledger.index.erasing import acts_among, erased_records, records_of
from onrecord.ledger.log import Log
from onrecord.ledger.places import Places, sync_folder
from onrecord.ledger.rebuilding import rebuild
from onrecord.ledger.stream import Stream
from onrecord.records import Record, decode


class Doomed(Record, frozen=True, kw_only=True):
    """What an erasure takes away."""

    request: str
    """Digest of the request."""
    records: tuple[int, ...]
    originals: tuple[str, ...]


def finish_erasing(places: Places, *, believing: bool = True) -> tuple[str, ...]:
    """Finish the erasure that an earlier process began, under the lock of the case; a sentence if there was one.

    Args:
        places: of the case.
        believing: whether an index with entries that nobody signed is refused; else it gives what was signed, and is made anew.

    Raises:
        BrokenIntegrity: log and index contradict each other.
        OSError: the disk is full, or cannot be written. The erasure is finished by the next process.
    """
    try:
        doomed = decode(places.erasing.read_bytes(), Doomed)
    except FileNotFoundError:
        return ()
    store = index.store_of(places)
    connection = store.connect_writer()
    try:
        log = Log(places)
        if not believing:
            log.complete(connection)
        if not log.unnamed:
            log.reconcile(connection)
        committed = set(erased_records(connection)).issuperset(doomed.records) and _is_carried_out(connection, doomed)
        if committed:
            _blank(places, connection, doomed)
            told = _told(connection, doomed)
    finally:
        connection.close()
    if committed:
        rebuild(places, store)
    places.erasing.unlink()
    sync_folder(places.erasing.parent)
    return (told,) if committed else ()


def _is_carried_out(connection: index.Connection, doomed: Doomed) -> bool:
    """Whether the entry of the erasure was committed."""
    return any(decode(row.body, KeptErasure).request == doomed.request for row in records_of(connection, ("erase",)))


def _told(connection: index.Connection, doomed: Doomed) -> str:
    """What was erased, in one sentence."""
    earlier, originals = acts_among(connection, doomed.records), len(doomed.originals)
    records = len(doomed.records) - earlier
    told = _counted(records, "record") + (f" and {_counted(originals, 'original')}" if originals else "")
    told += " was erased" if records + originals == 1 else " were erased"
    if earlier:
        them = "the original" if originals == 1 else "the originals"
        told += f", and with them {_counted(earlier, 'record')} of earlier requests and erasures, which named {them}"
    return f"{told}."


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _blank(places: Places, connection: index.Connection, doomed: Doomed) -> None:
    stream = Stream(places.records, left_over=places.left_over)
    lines = (next(index.record_lines(connection, number)) for number in doomed.records)
    stream.blank({number: line for number, line, _ in lines}, places.unfinished)
    for digest in doomed.originals:
        path = places.blob(digest)
        path.unlink(missing_ok=True)
        if path.parent.is_dir():
            sync_folder(path.parent)
    places.left_over.unlink(missing_ok=True)
    for file in places.index.parent.glob("index.damaged*"):  # an index that could not be read and was put aside may hold it
        file.unlink()
