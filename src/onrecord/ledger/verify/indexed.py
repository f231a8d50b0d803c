"""The index of a case against its log: only where that is asked for, since a database must be opened for it."""

from collections.abc import Iterator

from onrecord.errors import OnRecordError
from onrecord.ledger import index
from onrecord.ledger.places import Places
from onrecord.ledger.tlog.checkpoint import Head
from onrecord.ledger.tlog.tiles import TileFault, Tiles
from onrecord.ledger.verify.checking import Inspection


def check_index(places: Places, head: Head, seen: Inspection) -> None:
    """Whether the index says what the log says, and how much it holds that the log does not have yet."""
    try:
        store = index.store_of(places)
        connection = store.connect_reader()
    except OnRecordError as error:
        seen.notes.find("index.differs", "the index", error.message)
        return
    try:
        known, _ = index.next_numbers(connection)
        _compare("entry", Tiles(places.log, head.size).entries(), index.entry_lines(connection, 0), seen)
        named = index.records_before(connection, min(head.size, known))
        lines = ((number, line) for number, line, _ in index.record_lines(connection, 0))
        _compare("record", _lines(places, named), lines, seen)
        if known > head.size:
            number = known - head.size
            seen.notes.leave_open("pending", f"{number:,} entries stand in the index alone; opening the case to write adds them.")
        elif known < head.size:
            seen.notes.find("index.differs", store.place, f"The index has {known:,} entries, the log {head.size:,}.")
    except OnRecordError as error:
        seen.notes.find("index.differs", store.place, error.message)
    except (TileFault, OSError):
        return  # found already where the log itself was checked
    finally:
        connection.close()


def _compare(what: str, logged: Iterator[tuple[int, bytes]], indexed: Iterator[tuple[int, bytes]], seen: Inspection) -> None:
    for (number, line), (other, body) in zip(logged, indexed, strict=False):
        if number != other or line != body:
            seen.notes.find("index.differs", f"the index, {what} {number:,}", f"The index has another {what} {number:,} than the log.")


def _lines(places: Places, count: int) -> Iterator[tuple[int, bytes]]:
    number = 0
    for path in sorted(places.records.glob("*.jsonl")):
        with path.open("rb") as file:
            for line in file:
                if number >= count:
                    return
                yield number, line.rstrip(b"\n")
                number += 1
