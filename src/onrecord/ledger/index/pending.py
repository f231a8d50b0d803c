"""Rows that wait to be written together: a statement for many rows costs a tenth of one for each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Column, Insert, Table, Update, insert

from onrecord.ledger.index.tables import METADATA

Values = dict[str, Any]
Key = tuple[Column[Any], Any]
"""A column and its value, by which a row may be asked for before it is written."""

_INSERT: Mapping[Table, Insert] = {table: table.info.get("added_by", insert(table)) for table in METADATA.sorted_tables}
"""How rows are added, in an order in which no row comes before one that it refers to."""
_ASKED: Mapping[Table, tuple[Column[Any], ...]] = {
    table: tuple(column for column in table.columns if column.info.get("asked")) for table in METADATA.sorted_tables
}


class Mark(NamedTuple):
    """A moment: how many rows and changes waited then."""

    rows: Mapping[Table, int]
    changes: Mapping[Update, int]


@dataclass(slots=True)
class Pending:
    """What waits. Changes are written before rows, so a change must concern a row that is written already."""

    rows: dict[Table, list[Values]] = field(default_factory=dict)
    changes: dict[Update, list[Values]] = field(default_factory=dict)
    known: dict[Key, Values] = field(default_factory=dict)
    """The waiting rows by what they may be asked for; where several share a key, the last."""
    touched: set[Key] = field(default_factory=set)
    """What the rows to be changed may be asked for by."""

    def __bool__(self) -> bool:
        """Whether anything waits."""
        return bool(self.rows or self.changes)

    def add(self, table: Table, values: Values) -> None:
        """A row, with every column that is not to be null."""
        self.rows.setdefault(table, []).append(values)
        self._know(table, values)

    def change(self, statement: Update, values: Values, about: Iterable[Key]) -> None:
        """A change of rows that are written already, and what questions about them name."""
        self.touched.update(about)
        self.changes.setdefault(statement, []).append(values)

    def mark(self) -> Mark:
        """This moment."""
        return Mark(
            {table: len(rows) for table, rows in self.rows.items()}, {change: len(values) for change, values in self.changes.items()}
        )

    def cut(self, mark: Mark) -> None:
        """Forget what came after a moment."""
        self.rows = _kept({table: rows[: mark.rows.get(table, 0)] for table, rows in self.rows.items()})
        self.changes = _kept({change: values[: mark.changes.get(change, 0)] for change, values in self.changes.items()})
        self._know_anew()

    def take(self, mark: Mark | None = None) -> list[tuple[Insert | Update, list[Values]]]:
        """The statements that write what waits, or what waited at a moment already; that no longer waits then."""
        rows, changes = self.rows, self.changes
        self.rows, self.changes = {}, {}
        if mark is None:
            self.touched.clear()
        if mark is not None:
            self.rows = _kept({table: waiting[mark.rows.get(table, 0) :] for table, waiting in rows.items()})
            self.changes = _kept({change: waiting[mark.changes.get(change, 0) :] for change, waiting in changes.items()})
            rows = _kept({table: waiting[: mark.rows.get(table, 0)] for table, waiting in rows.items()})
            changes = _kept({change: waiting[: mark.changes.get(change, 0)] for change, waiting in changes.items()})
        self._know_anew()
        return [*changes.items(), *((statement, rows[table]) for table, statement in _INSERT.items() if table in rows)]

    def concerns(self, keys: Iterable[Key]) -> bool:
        """Whether a row waits, or a change of one, that has one of these values."""
        return any(key in self.known or key in self.touched for key in keys)

    def came_after(self, mark: Mark, table: Table, values: Values) -> bool:
        """Whether a waiting row was added after a moment."""
        return any(values is one for one in self.rows.get(table, ())[mark.rows.get(table, 0) :])

    def _know(self, table: Table, values: Values) -> None:
        for column in _ASKED[table]:
            self.known[column, values[column.name]] = values

    def _know_anew(self) -> None:
        self.known.clear()
        for table, rows in self.rows.items():
            for values in rows:
                self._know(table, values)


def _kept(lists: dict[Any, list[Values]]) -> dict[Any, list[Values]]:
    return {key: values for key, values in lists.items() if values}
