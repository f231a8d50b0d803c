"""Questions to the index: answered whole or in small batches, so that no query stays open between two rows.

An open query holds a lock, and with a rollback journal a commit waits for it. A reader whose output waits for a person who
turns pages must not keep the writer waiting.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.ledger.database import Connection, DatabaseError, damaged

Row = tuple[Any, ...]

_BATCH = 32
"""Rows held at a time: texts of two million characters are allowed, so not many."""

KEYS = ":keys"
"""Stands in a query for the keys of a batch."""


@dataclass(frozen=True, slots=True)
class Rows:
    """A connection that is asked, and the file it leads to, for messages.

    Every method raises ``BrokenIntegrity`` when the index is damaged and ``OnRecordError`` when it cannot be used now.
    """

    connection: Connection
    path: Path

    def all(self, query: str, values: Row = ()) -> list[Row]:
        """Every row at once, for answers known to be small."""
        try:
            return self.connection.execute(query, values).fetchall()
        except UnicodeEncodeError:  # bytes that are no text, given as a name: nothing can be called so
            return []
        except DatabaseError as error:
            raise damaged(self.path, error) from error

    def one(self, query: str, values: Row = ()) -> Row | None:
        """The first row, or None."""
        try:
            row: Row | None = self.connection.execute(query, values).fetchone()
        except UnicodeEncodeError:
            return None
        except DatabaseError as error:
            raise damaged(self.path, error) from error
        return row

    def in_turn(self, keys: str, query: str) -> Iterator[Row]:
        """Any number of rows, one after another.

        Args:
            keys: a query for the integer keys, in the order of the answer.
            query: a query for the rows with the keys ``:keys``; its first column is the key.
        """
        wanted = [key for (key,) in self.all(keys)]
        for start in range(0, len(wanted), _BATCH):
            batch = wanted[start : start + _BATCH]
            found = {row[0]: row for row in self.all(query.replace(KEYS, ",".join("?" * len(batch))), tuple(batch))}
            yield from (found[key] for key in batch)
