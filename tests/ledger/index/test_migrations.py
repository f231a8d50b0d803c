"""Whatever version made an index, it ends with the tables that a new one has, and with every row that it had."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, select, text

from onrecord.errors import WrongUse
from onrecord.ledger.index import Connection, Store, migrations
from onrecord.ledger.index.migrations import MIGRATIONS, steps_run
from onrecord.ledger.index.sqlite import SqliteStore
from onrecord.ledger.index.tables import ENTRY, METADATA, READING, RECORD

RELEASED = Path(__file__).parent / "released"
"""Index files as earlier versions left them, each named after its last step: ``sqlite3 index.sqlite .dump`` of a small case."""


def schema_of(connection: Connection) -> Any:
    """Everything that the database says of its tables."""
    if isinstance(connection.store, SqliteStore):
        rows = connection.spoken.exec_driver_sql("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name")
        return [(*row[:3], " ".join((row[3] or "").split())) for row in rows]
    columns = text(
        "SELECT table_name, column_name, data_type, is_nullable, column_default, collation_name FROM information_schema.columns"
        " WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position"
    )
    indexes = text(
        "SELECT tablename, indexname, replace(indexdef, current_schema(), '') FROM pg_indexes"
        " WHERE schemaname = current_schema() ORDER BY indexname"
    )
    return [connection.spoken.execute(asked).fetchall() for asked in (columns, indexes)]


@pytest.mark.parametrize("steps", range(len(MIGRATIONS)))
def test_an_index_that_ran_some_of_the_steps_ends_as_a_new_one(new_store: Callable[[], Store], steps: int, monkeypatch: pytest.MonkeyPatch):
    fresh = new_store().connect_writer()
    old = new_store()
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "MIGRATIONS", MIGRATIONS[:steps])
        patch.setattr(f"{type(old).__module__}.speed_up", lambda connection: None)
        connection = old.connect_writer()
        assert steps_run(connection) == {step.__name__ for step in MIGRATIONS[:steps]}
        connection.close()
    with pytest.raises(WrongUse, match="older version"):
        old.connect_reader()
    connection = old.connect_writer()
    assert schema_of(connection) == schema_of(fresh)
    connection.close()
    fresh.close()
    old.connect_reader().close()


@pytest.mark.sqlite
@pytest.mark.parametrize("released", sorted(RELEASED.glob("*.sql")), ids=lambda path: path.stem)
def test_a_file_of_an_earlier_version_is_brought_up_to_date(tmp_path: Path, released: Path):
    made = sqlite3.connect(tmp_path / "index.sqlite")
    made.executescript(released.read_text(encoding="utf-8"))
    tables = [name for (name,) in made.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'migration'")]
    columns = {table: [row[1] for row in made.execute(f"PRAGMA table_info({table})")] for table in tables}
    asked = {table: f"SELECT {', '.join(names)} FROM {table} ORDER BY 1" for table, names in columns.items()}
    before = {table: made.execute(question).fetchall() for table, question in asked.items()}
    made.close()
    fresh = SqliteStore(tmp_path / "fresh.sqlite").connect_writer()
    connection = SqliteStore(tmp_path / "index.sqlite").connect_writer()
    assert schema_of(connection) == schema_of(fresh)
    assert {table: [tuple(row) for row in connection.spoken.exec_driver_sql(question)] for table, question in asked.items()} == before
    assert len(connection.all(select(ENTRY.c.sequence))) == 10
    current = select(RECORD.c.sequence).join(READING, READING.c.number == RECORD.c.number).where(READING.c.current == 1)
    assert connection.all(current.order_by(RECORD.c.number)) == [(6,), (8,)]
    connection.close()
    fresh.close()


def test_a_released_file_of_every_published_step_is_there():
    """Whoever publishes a version adds a file of it; steps that were not published yet are at the end."""
    released = [path.stem for path in RELEASED.glob("*.sql")]
    assert [step.__name__ for step in MIGRATIONS if step.__name__ in released] == sorted(released)


def test_a_step_that_fails_leaves_nothing_behind(new_store: Callable[[], Store], monkeypatch: pytest.MonkeyPatch):
    def m999_breaks(connection: Connection) -> None:
        connection.define("CREATE TABLE half (name {text})")
        raise ValueError("no further")

    store = new_store()
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "MIGRATIONS", (*MIGRATIONS, m999_breaks))
        with pytest.raises(ValueError, match="no further"):
            store.connect_writer()
    connection = store.connect_writer()
    assert not inspect(connection.spoken).has_table("half")
    assert steps_run(connection) == {step.__name__ for step in MIGRATIONS}
    connection.close()


def test_the_tables_are_as_the_statements_take_them_to_be(new_store: Callable[[], Store]):
    connection = new_store().connect_writer()
    connection.spoken.exec_driver_sql("DROP INDEX capture_by_original")  # of an expression, which is no matter of columns
    found = inspect(connection.spoken)
    assert set(found.get_table_names()) == set(METADATA.tables)
    for name, table in METADATA.tables.items():
        columns = {column["name"]: column for column in found.get_columns(name)}
        assert list(columns) == [column.name for column in table.columns], name
        for column in table.columns:
            there = columns[column.name]
            assert there["nullable"] == column.nullable or column.primary_key, (name, column.name)
            assert issubclass(there["type"].python_type, column.type.python_type), (name, column.name)
        assert found.get_pk_constraint(name)["constrained_columns"] == [column.name for column in table.primary_key], name
        unique = {tuple(one["column_names"]) for one in found.get_unique_constraints(name)}
        assert unique == {(column.name,) for column in table.columns if column.unique}, name
        refers = {(one["constrained_columns"][0], one["referred_table"]) for one in found.get_foreign_keys(name)}
        assert refers == {(key.parent.name, key.column.table.name) for key in table.foreign_keys}, name
    connection.close()


def test_an_index_of_a_later_version_is_refused_by_who_writes_as_well(new_store: Callable[[], Store]):
    store = new_store()
    connection = store.connect_writer()
    connection.spoken.exec_driver_sql("INSERT INTO migration VALUES ('m999_later')")
    connection.close()
    for connect in (store.connect_writer, store.connect_reader):
        with pytest.raises(WrongUse, match=r"newer version of onrecord \(it knows m999_later"):
            connect()
