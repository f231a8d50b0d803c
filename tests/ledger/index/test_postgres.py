"""What PostgreSQL alone can do to an index: another writer elsewhere, a server that is gone or refuses, a database of another kind."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from secrets import token_hex

import psycopg
import pytest

from onrecord.errors import NoCase, OnRecordError, WrongUse
from onrecord.ledger import Ledger, View
from onrecord.ledger.index import IndexDamaged, IndexUnavailable
from onrecord.ledger.index.postgres import PostgresStore
from onrecord.ledger.index.tables import ENTRY

SECRET = "sesame-open"


pytestmark = pytest.mark.postgres


@pytest.fixture
def store(postgres: str) -> PostgresStore:
    return PostgresStore(postgres, f"onrecord_{token_hex(8)}")


@pytest.fixture
def server(postgres: str) -> Iterator[psycopg.Connection]:
    """The server's own hand."""
    with psycopg.connect(postgres, autocommit=True) as connection:
        yield connection


def test_a_second_writer_anywhere_is_told_who_writes(store: PostgresStore):
    program = (
        "import sys; from onrecord.ledger.index.postgres import PostgresStore; writer = PostgresStore(*sys.argv[1:]).connect_writer();"
        " print('open', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", program, store.url, store.schema]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(WrongUse, match=rf"Another process \(onrecord, number {other.pid} on .*, session \d+\) is writing") as caught:
            store.connect_writer()
        assert "Reading a case" in (caught.value.hint or "")
        store.connect_reader().close()
        other.kill()  # the server gives the lock back by itself
    waited = 0
    while waited < 100:
        try:
            store.connect_writer().close()
            break
        except WrongUse:
            waited += 1
    assert waited < 100


def test_cases_share_a_database_and_nothing_else(tmp_path: Path, make):
    for name in ("one", "other"):
        with Ledger.open(tmp_path / name, create=True) as ledger:
            document = make.document(1, id=name)
            ledger.append_reading(document, make.reading(document))
    for name in ("one", "other"):
        with View.open(tmp_path / name) as view:
            assert [reading.id for reading in view.readings()] == [name]


def test_two_writers_of_two_cases_do_not_wait_for_each_other(tmp_path: Path, make):
    document = make.document()
    with Ledger.open(tmp_path / "one", create=True) as one, Ledger.open(tmp_path / "other", create=True) as other:
        for ledger in (one, other, one):
            ledger.append_reading(document, make.reading(document))
            ledger.commit()


def test_every_commit_waits_for_the_disk_whatever_the_server_is_set_to(store: PostgresStore, server: psycopg.Connection):
    server.execute("ALTER ROLE onrecord SET synchronous_commit TO off")
    try:
        writer = store.connect_writer()
        assert writer.spoken.exec_driver_sql("SHOW synchronous_commit").scalar_one() == "on"
        writer.close()
    finally:
        server.execute("ALTER ROLE onrecord RESET synchronous_commit")


def test_a_connection_that_is_lost_is_one_clear_sentence_and_the_case_opens_again(
    open_ledger: Callable[[], Ledger], make, server: psycopg.Connection
):
    ledger = open_ledger()
    document = make.document(1)
    ledger.append_reading(document, make.reading(document))
    ledger.commit()
    (session,) = ledger.view._connection.spoken.exec_driver_sql("SELECT pg_backend_pid()").one()
    ledger.append_reading(make.document(2), make.reading(make.document(2)))
    server.execute("SELECT pg_terminate_backend(%s)", [session])
    for _ in range(2):
        with pytest.raises(OnRecordError, match="cannot be used now") as caught:
            ledger.commit()
    assert "Nothing acknowledged is lost" in (caught.value.hint or "")
    ledger.close()
    again = open_ledger()
    assert [reading.id for reading in again.view.readings()] == ["report-1"]


def test_a_view_whose_connection_is_lost_says_so(open_ledger: Callable[[], Ledger], case: Path, make, server: psycopg.Connection):
    open_ledger().close()
    with View.open(case) as view:
        (session,) = view._connection.spoken.exec_driver_sql("SELECT pg_backend_pid()").one()
        server.execute("SELECT pg_terminate_backend(%s)", [session])
        with pytest.raises(IndexUnavailable, match="cannot be used now"):
            list(view.entries())
        with pytest.raises(IndexUnavailable, match="cannot be used now"):
            list(view.entries())


@pytest.mark.parametrize("url", ["postgresql://nobody@/onrecord?host=/nowhere", "postgresql://desk@127.0.0.1:9/onrecord?connect_timeout=2"])
def test_a_server_that_is_not_there_is_said_without_the_password(url: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PGPASSWORD", SECRET)
    for connect in (PostgresStore(url, "onrecord_0").connect_writer, PostgresStore(url, "onrecord_0").connect_reader):
        with pytest.raises(IndexUnavailable, match="cannot be used now") as caught:
            connect()
        assert SECRET not in f"{caught.value.message} {caught.value.hint}"
        assert "\n" not in caught.value.message
        assert "Check that the server runs" in (caught.value.hint or "")


def test_a_database_that_is_not_there_is_said(postgres: str):
    with pytest.raises(IndexUnavailable, match='database "elsewhere" does not exist') as caught:
        PostgresStore(postgres.replace("/postgres?", "/elsewhere?"), "onrecord_0").connect_writer()
    assert "the url in onrecord.toml" in (caught.value.hint or "")


def test_a_user_who_may_not_make_a_schema_is_told(postgres: str, server: psycopg.Connection):
    name = f"guest_{token_hex(4)}"
    server.execute(f"CREATE ROLE {name} LOGIN")
    with pytest.raises(IndexUnavailable, match="permission denied") as caught:
        PostgresStore(postgres.replace("onrecord@", f"{name}@"), f"onrecord_{token_hex(8)}").connect_writer()
    assert "what its user may do" in (caught.value.hint or "")


def test_a_user_who_may_only_read_can_read(store: PostgresStore, postgres: str, server: psycopg.Connection):
    writer = store.connect_writer()
    writer.add(ENTRY, {"sequence": 0, "type": "issue", "body": b"{}"})
    writer.commit()
    writer.close()
    name = f"guest_{token_hex(4)}"
    for statement in (
        f"CREATE ROLE {name} LOGIN",
        f"GRANT USAGE ON SCHEMA {store.schema} TO {name}",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA {store.schema} TO {name}",
    ):
        server.execute(statement)
    reader = PostgresStore(postgres.replace("onrecord@", f"{name}@"), store.schema).connect_reader()
    assert len(reader.all(ENTRY.select())) == 1
    reader.close()


def test_a_database_that_cannot_hold_every_letter_is_refused(postgres: str, server: psycopg.Connection):
    name = f"latin_{token_hex(4)}"
    server.execute(f"CREATE DATABASE {name} ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0")
    with pytest.raises(WrongUse, match="keeps text as LATIN1") as caught:
        PostgresStore(postgres.replace("/postgres?", f"/{name}?"), "onrecord_0").connect_writer()
    assert "--encoding UTF8" in (caught.value.hint or "")
    server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_no_index_is_said(store: PostgresStore):
    assert not store.exists()
    with pytest.raises(NoCase, match="no index"):
        store.connect_reader()


def test_a_table_that_is_gone_is_damage(store: PostgresStore, server: psycopg.Connection):
    store.connect_writer().close()
    server.execute(f"DROP TABLE {store.schema}.compared")
    reader = store.connect_reader()
    with pytest.raises(IndexDamaged, match="damaged"):
        reader.all(ENTRY.metadata.tables["compared"].select())
    reader.close()


def test_what_is_put_aside_never_takes_the_place_of_another(store: PostgresStore):
    kept = []
    for _ in range(2):
        store.connect_writer().close()
        kept.append(store.put_aside())
        assert not store.exists()
    assert kept == [f"the schema {store.schema}_damaged", f"the schema {store.schema}_damaged_2"]
    assert PostgresStore(store.url, f"{store.schema}_damaged").exists()


def test_readers_go_on_when_an_index_is_replaced(store: PostgresStore):
    store.connect_writer().close()
    reader = store.connect_reader()
    assert reader.all(ENTRY.select()) == []
    fresh = store.fresh()
    writer = fresh.connect_writer()
    writer.add(ENTRY, {"sequence": 0, "type": "issue", "body": b"{}"})
    writer.commit()
    writer.close()
    store.replace_by(fresh)
    assert len(reader.all(ENTRY.select())) == 1
    assert not fresh.exists()
    reader.close()


def test_a_driver_that_is_not_installed_is_said(store: PostgresStore, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(WrongUse, match="needs the package psycopg") as caught:
        PostgresStore(f"{store.url}&keepalives=1", store.schema).connect_reader()
    assert "onrecord[postgres]" in (caught.value.hint or "")


def test_a_server_that_is_too_old_is_said(store: PostgresStore, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("onrecord.ledger.index.postgres.OLDEST", 99)
    with pytest.raises(OnRecordError, match="too old; 99 or later"):
        store.connect_writer()
