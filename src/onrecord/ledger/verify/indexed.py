"""The index of a case against its log (``against_log``): only where that is asked for, since a database must be opened for it."""

from collections.abc import Iterator
from functools import partial

import msgspec

from onrecord.errors import OnRecordError
from onrecord.ledger import index
from onrecord.ledger.against_log import differences
from onrecord.ledger.index.connection import Connection
from onrecord.ledger.keys import verifier_keys
from onrecord.ledger.numbering import signed_beyond
from onrecord.ledger.places import Places
from onrecord.ledger.tlog.checkpoint import Head
from onrecord.ledger.tlog.tiles import TileFault, Tiles
from onrecord.ledger.verify.checking import Inspection


def check_index(places: Places, head: Head, seen: Inspection) -> None:
    """Whether every row of the index is what the log gives, and how much it holds that the log does not have yet."""
    try:
        store = index.store_of(places)
        connection = store.connect_reader()
    except OnRecordError as error:
        seen.notes.find("index.differs", "the index", error.message)
        return
    try:
        known, _ = index.next_numbers(connection)
        if known < head.size:
            seen.notes.find("index.differs", store.place, f"The index has {known:,} entries, the log {head.size:,}.")
        signed = _signed(places, head, connection) if known > head.size else head.size
        if known > signed:
            told = f"The index has {known - signed:,} entries, from {signed:,} on, that the key of the log did not sign."
            seen.notes.find("index.differs", store.place, told)
        elif known > head.size:
            number = known - head.size
            told = f"{number:,} entries stand in the index alone; opening the case to write adds them. Until then only entries and records"
            seen.notes.leave_open("pending", f"{told} of the index were compared.")
        entries = Tiles(places.log, head.size).entries()
        for one in differences(connection, entries, _lines(places), whole=known <= head.size, rows=partial(_count, seen)):
            seen.notes.find("index.differs", f"the index, {one.table} {one.row}", f"The index has {one.told}.")
    except OnRecordError as error:
        seen.notes.find("index.differs", store.place, error.message)
    except (TileFault, OSError, ValueError, msgspec.DecodeError):
        return  # found already where the log itself was checked
    finally:
        connection.close()


def _signed(places: Places, head: Head, connection: Connection) -> int:
    """Entries up to which the index is covered by a checkpoint that the key of the log signed."""
    signed = signed_beyond(connection, Tiles(places.log, head.size).edge(), verifier_keys(places.public_key))
    return signed.head.size if signed else head.size


def _count(seen: Inspection, rows: int) -> None:
    seen.notes.count["index_rows"] += rows


def _lines(places: Places) -> Iterator[bytes]:
    for path in sorted(places.records.glob("*.jsonl")):
        with path.open("rb") as file:
            for line in file:
                yield line.rstrip(b"\n")
