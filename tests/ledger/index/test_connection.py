"""Rows that wait are seen by every question, kept whole or forgotten with their append, and durable after a commit."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import bindparam, delete, func, insert, select, update

from onrecord.errors import OnRecordError
from onrecord.ledger.index import Connection, IndexDamaged, IndexUnavailable, Store
from onrecord.ledger.index.prepared import PreparedConnection
from onrecord.ledger.index.tables import COMPARED, ENTRY, SERIES

SEQUENCES = select(ENTRY.c.sequence).order_by(ENTRY.c.sequence)
COUNT = select(func.count()).select_from(ENTRY)


def row(sequence: int, body: bytes = b"{}") -> dict[str, Any]:
    return {"sequence": sequence, "type": "issue", "body": body}


class UndoneError(Exception):
    """Leaves an append."""


@contextmanager
def undone() -> Iterator[None]:
    with pytest.raises(UndoneError):
        yield


def sequences(connection: Connection) -> list[int]:
    return [number for (number,) in connection.all(SEQUENCES)]


def test_rows_wait_until_something_must_see_them(connection: Connection, store: Store):
    with connection.append():
        connection.add(ENTRY, row(0))
    assert connection.in_transaction
    assert connection.waiting((SERIES.c.name, "a")) is None
    assert connection.all(select(COMPARED), about=()) == []  # of no concern to what waits
    assert connection.spoken.exec_driver_sql("SELECT COUNT(*) FROM entry").scalar_one() == 0
    assert sequences(connection) == [0]
    connection.commit()
    assert not connection.in_transaction
    reader = store.connect_reader()
    assert sequences(reader) == [0]
    reader.close()


def test_a_question_about_a_row_that_waits_is_answered_with_it(connection: Connection):
    ask = select(SERIES.c.number).where(SERIES.c.name == bindparam("name"))
    connection.run("ALTER TABLE series DROP CONSTRAINT series_number_fkey") if "postgres" in connection.store.place else None
    with connection.append():
        connection.add(SERIES, {"number": 1, "name": "tolls", "current": 1})
    assert connection.one(ask, {"name": "other"}, about=[(SERIES.c.name, "other")]) is None
    assert connection.waiting((SERIES.c.name, "tolls")) is not None
    assert connection.one(ask, {"name": "tolls"}, about=[(SERIES.c.name, "tolls")]) == (1,)
    assert connection.waiting((SERIES.c.name, "tolls")) is None


def test_nobody_else_sees_what_is_not_committed(connection: Connection, store: Store):
    connection.add(ENTRY, row(0))
    connection.settle()
    reader = store.connect_reader()
    assert sequences(reader) == []
    connection.commit()
    assert sequences(reader) == [0]
    reader.close()


def test_what_is_not_committed_is_undone_when_the_connection_closes(store: Store):
    connection = store.connect_writer()
    connection.add(ENTRY, row(0))
    connection.commit()
    connection.add(ENTRY, row(1))
    connection.settle()
    connection.close()
    reader = store.connect_reader()
    assert sequences(reader) == [0]
    reader.close()


def test_a_change_is_undone_with_its_append_and_those_before_are_kept(connection: Connection):
    connection.change(insert(COMPARED), {"digest": "one"})
    with connection.append():
        connection.add(ENTRY, row(0))
    with undone(), connection.append():
        connection.add(ENTRY, row(1))
        assert connection.change(update(COMPARED).values(digest="two")) == 1
        connection.add(ENTRY, row(2))
        raise UndoneError
    with connection.append():
        connection.add(ENTRY, row(1, b"again"))
    connection.commit()
    assert sequences(connection) == [0, 1]
    assert connection.all(select(COMPARED.c.digest)) == [("one",)]
    assert connection.one(select(ENTRY.c.body).where(ENTRY.c.sequence == 1)) == (b"again",)


def test_after_a_statement_that_failed_nothing_is_committed(connection: Connection, store: Store):
    """Nobody knows then what was written; and PostgreSQL would answer a commit by undoing it without an error."""
    connection.add(ENTRY, row(0))
    connection.commit()
    connection.add(ENTRY, row(1))
    connection.add(ENTRY, row(0))
    with pytest.raises(IndexDamaged, match="damaged"):
        connection.settle()
    with pytest.raises(IndexUnavailable, match="was broken off"):
        connection.commit()
    reader = store.connect_reader()
    assert sequences(reader) == [0]
    reader.close()


def test_a_statement_that_a_person_broke_off_is_not_committed_in_part(
    connection: Connection, store: Store, monkeypatch: pytest.MonkeyPatch
):
    def interrupted(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    connection.add(ENTRY, row(0))
    with monkeypatch.context() as patch:
        patch.setattr(connection.spoken, "execute", interrupted)
        patch.setattr(PreparedConnection, "_driver", SimpleNamespace(executemany=interrupted))
        with pytest.raises(KeyboardInterrupt):
            connection.settle()
    with pytest.raises(IndexUnavailable, match="was broken off"):
        connection.commit()
    connection.add(ENTRY, row(0))
    connection.commit()
    assert sequences(connection) == [0]


def test_a_question_that_fails_is_one_clear_sentence(connection: Connection):
    connection.spoken.exec_driver_sql("DROP TABLE compared")
    with pytest.raises(IndexDamaged, match=r"^The index .* is damaged: .*compared.*\.$") as caught:
        connection.one(select(COMPARED.c.digest))
    assert "reindex" in (caught.value.hint or "")
    assert "SELECT" not in caught.value.message
    assert "sqlalche" not in caught.value.message


def test_a_name_that_is_no_text_finds_nothing(connection: Connection):
    ask = select(SERIES.c.number).where(SERIES.c.name == bindparam("name"))
    assert connection.one(ask, {"name": "\udcff"}) is None
    assert connection.all(ask, {"name": "\udcff"}) == []


@pytest.mark.parametrize("name", ["a\x00b", "\x01", "\x01\x00\x01", "\x01_", "é𝄞", "x" * 1_000_000, "", "'", '"', "%", "\\"])
def test_every_name_is_kept_and_found(connection: Connection, name: str):
    if "postgres" in connection.store.place:
        connection.run("ALTER TABLE series DROP CONSTRAINT series_number_fkey")
    connection.add(SERIES, {"number": 1, "name": name, "current": 1})
    connection.commit()
    assert connection.all(select(SERIES.c.name).where(SERIES.c.name == bindparam("name")), {"name": name}) == [(name,)]


@given(name=st.text(alphabet="\x00\x01_a"))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_no_two_names_are_taken_for_one(connection: Connection, name: str):
    from_database = connection.spoken.execute(select(bindparam("name", name, type_=SERIES.c.name.type))).scalar_one()
    assert from_database == name


STEP = st.one_of(
    st.tuples(st.just("add"), st.integers(1, 3)),
    st.tuples(st.just("remove"), st.integers(0, 9)),
    st.tuples(st.just("ask"), st.none()),
    st.tuples(st.just("settle"), st.none()),
)
RUN = st.lists(st.tuples(st.sampled_from(["kept", "undone", "commit", "rollback"]), st.lists(STEP, max_size=5)), max_size=8)


@given(run=RUN)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_appends_of_any_steps_leave_what_a_list_would_hold(connection: Connection, run: list[tuple[str, list[tuple[str, Any]]]]):
    connection.rollback()
    connection.change(delete(ENTRY))
    connection.commit()
    rows: list[int] = []
    kept: list[int] = []
    number = 0

    def step(action: str, value: Any) -> None:
        nonlocal number
        if action == "add":
            for _ in range(value):
                connection.add(ENTRY, row(number))
                rows.append(number)
                number += 1
        elif action == "remove":
            found = [one for one in rows if one % 10 == value]
            assert connection.change(delete(ENTRY).where(ENTRY.c.sequence % 10 == value)) == len(found)
            rows[:] = [one for one in rows if one % 10 != value]
        elif action == "ask":
            assert sequences(connection) == rows
        else:
            connection.settle()

    for ending, steps in run:
        before = list(rows)
        with undone() if ending == "undone" else nullcontext(), connection.append():
            for action, value in steps:
                step(action, value)
            if ending == "undone":
                rows[:] = before
                raise UndoneError
        if ending == "commit":
            connection.commit()
            kept = list(rows)
        elif ending == "rollback":
            connection.rollback()
            rows[:] = kept
    assert sequences(connection) == rows
    connection.commit()
    assert connection.one(COUNT) == (len(rows),)


def test_faults_are_never_the_databases_own(connection: Connection):
    with pytest.raises(OnRecordError):
        connection.run("SELECT nothing FROM nowhere")
