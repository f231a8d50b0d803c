"""A connection to SQLite that hands its questions and rows to the driver itself.

SQLAlchemy words the statements, once each; what it does for every execution besides costs three times what SQLite needs to answer a
question by a key. The types of the tables are those of SQLite already, so nothing is to be translated on the way.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Delete, Insert, Select, Update
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.sql.compiler import SQLCompiler

from onrecord.ledger.driver import SQLITE
from onrecord.ledger.index.connection import Connection, Row, Values

_DIALECT = SQLiteDialect_pysqlite(paramstyle="qmark")


class Worded(NamedTuple):
    """A statement as the driver takes it."""

    text: str
    names: tuple[str, ...]
    """Of its parameters, in the order of their marks."""
    given: Mapping[str, Any]
    """The values of those that the statement brings itself."""

    def values(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        """The values of its parameters; a row that does not name one has null there."""
        return tuple(values[name] if name in values else self.given[name] for name in self.names)


class PreparedConnection(Connection):
    """As ``Connection``. A question whose form depends on its values goes by SQLAlchemy."""

    def _rows(self, question: Select[Any], values: Mapping[str, Any]) -> list[Row]:
        if (worded := _worded(question)) is None:
            return super()._rows(question, values)
        try:
            rows: list[Row] = self._driver.execute(worded.text, worded.values(values)).fetchall()
        except SQLITE.Error as error:
            raise self.store.told(error) from error
        return rows

    def _row(self, question: Select[Any], values: Mapping[str, Any]) -> Row | None:
        if (worded := _worded(question)) is None:
            return super()._row(question, values)
        try:
            cursor = self._driver.execute(worded.text, worded.values(values))
            row: Row | None = cursor.fetchone()
            cursor.close()  # an open question holds a lock
        except SQLITE.Error as error:
            raise self.store.told(error) from error
        return row

    def _execute(self, statement: Insert | Update | Delete, values: Mapping[str, Any] | list[Values]) -> int:
        if (worded := _worded(statement)) is None:
            return super()._execute(statement, values)
        self._begin()
        with self._writing():
            try:
                if isinstance(values, list):
                    cursor = self._driver.executemany(worded.text, [worded.values(row) for row in values])
                else:
                    cursor = self._driver.execute(worded.text, worded.values(values))
            except SQLITE.Error as error:
                raise self.store.told(error) from error
        rows: int = cursor.rowcount
        return rows

    @property
    def _driver(self) -> Any:
        return self.spoken.connection.driver_connection


@lru_cache(maxsize=256)
def _worded(statement: Select[Any] | Insert | Update | Delete) -> Worded | None:
    """None where the number of its parameters is known only with their values."""
    compiled = statement.compile(dialect=_DIALECT)
    assert isinstance(compiled, SQLCompiler), "of a dialect of SQL"
    if compiled.post_compile_params:
        return None
    return Worded(compiled.string, tuple(compiled.positiontup or ()), compiled.params)
