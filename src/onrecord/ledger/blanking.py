"""The second half of an erasure, done by whoever opens the case next: lines blanked, originals removed, the index made anew.

Each step can be done twice, so a stop between any two is finished by the next process.
"""

from collections.abc import Iterator

from onrecord.ledger import index
from onrecord.ledger.entries import KeptErasure, LoggedRecord, record_line
from onrecord.ledger.log import Log, altered_in_index
from onrecord.ledger.numbering import is_sound, named_by
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


def finish_erasing(places: Places, *, believing: bool = True, lost: bool = False) -> tuple[str, ...]:
    """Finish the erasure that an earlier process began, under the lock of the case; a sentence if there was one.

    Args:
        places: of the case.
        believing: whether an index with entries that nobody signed is refused; else it gives what was signed, and is made anew.
        lost: whether the key in force is said to be lost.

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
        log = Log(places, lost=lost)
        if not believing:
            log.complete(connection)
        if not log.unnamed:
            log.reconcile(connection)
        lines = _carried_out(log, connection, doomed)
        committed = lines is not None
        if lines is not None:
            _blank(places, lines, doomed)
    finally:
        connection.close()
    if committed:
        rebuild(places, store, lost=lost)
    places.erasing.unlink()
    sync_folder(places.erasing.parent)
    return (f"Erased: records {len(doomed.records):,}, originals {len(doomed.originals):,}.",) if committed else ()


def _carried_out(log: Log, connection: index.Connection, doomed: Doomed) -> dict[int, bytes] | None:
    """The lines that take the place of the records, by number, as the log says that they were erased; None where it does not.

    Raises:
        BrokenIntegrity: an erasure is in the index not what it is in the log.
    """
    wanted, named, erased, is_done, number = set(doomed.records), dict[int, str](), dict[str, int](), False, 0
    for sequence, body in log.entries():
        entry = named_by(body)
        if entry.type == "erase":
            erased = dict.fromkeys(entry.used, sequence) | erased
            is_done = is_done or any(one.request == doomed.request for one in _erasures(log, connection, entry.generated, number))
        named |= {at: digest for at, digest in enumerate(entry.generated, start=number) if at in wanted}
        number += len(entry.generated)
    if not is_done or len(named) < len(wanted) or not erased.keys() >= set(named.values()):
        return None
    return {at: record_line(LoggedRecord(number=at, erased=erased[digest])) for at, digest in named.items()}


def _erasures(log: Log, connection: index.Connection, digests: tuple[str, ...], first: int) -> Iterator[KeptErasure]:
    """What the records of an erasure say that an entry names, the first of them with this number; not those that were erased since."""
    for number, digest in enumerate(digests, start=first):
        sound = [row.line for row in index.rows_named(connection, digest) if is_sound(row, "erase", log.entry_at(connection))]
        if not sound:
            raise altered_in_index(connection, number)
        yield from (decode(bytes(line.record), KeptErasure) for line in sound if line.erased is None)


def _blank(places: Places, lines: dict[int, bytes], doomed: Doomed) -> None:
    Stream(places.records, left_over=places.left_over).blank(lines, places.unfinished)
    for digest in doomed.originals:
        path = places.blob(digest)
        path.unlink(missing_ok=True)
        if path.parent.is_dir():
            sync_folder(path.parent)
    places.left_over.unlink(missing_ok=True)
    for file in places.index.parent.glob("index.damaged*"):  # an index that could not be read and was put aside may hold it
        file.unlink()
