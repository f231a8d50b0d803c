"""The index over the log: projections and search, in SQLite or PostgreSQL behind one contract. It can always be made again.

``store_of`` says where the index of a case is; a ``Store`` gives connections; a ``Connection`` is asked and written to; ``add`` writes
an entry with its records, and ``entry_lines`` and ``record_lines`` give them back as they stand in the log.
"""

from onrecord.ledger.index.adding import (
    NewRecord,
    add,
    compared,
    digest_of,
    has_original,
    has_record,
    logged_record,
    mark_compared,
    new_record,
    next_numbers,
)
from onrecord.ledger.index.choosing import store_of
from onrecord.ledger.index.connection import KEYS, Connection, Dialect, Key, Row
from onrecord.ledger.index.faults import IndexDamaged, IndexUnavailable
from onrecord.ledger.index.lines import (
    KeptRow,
    entry_lines,
    kept_line,
    kept_rows,
    kept_rows_of,
    last_checkpoint,
    places_of,
    record_lines,
    records_before,
    rows_named,
    store_checkpoint,
    whole_rows,
)
from onrecord.ledger.index.store import Store

__all__ = [
    "KEYS",
    "Connection",
    "Dialect",
    "IndexDamaged",
    "IndexUnavailable",
    "KeptRow",
    "Key",
    "NewRecord",
    "Row",
    "Store",
    "add",
    "compared",
    "digest_of",
    "entry_lines",
    "has_original",
    "has_record",
    "kept_line",
    "kept_rows",
    "kept_rows_of",
    "last_checkpoint",
    "logged_record",
    "mark_compared",
    "new_record",
    "next_numbers",
    "places_of",
    "record_lines",
    "records_before",
    "rows_named",
    "store_checkpoint",
    "store_of",
    "whole_rows",
]
