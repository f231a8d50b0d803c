"""The journal of the index: a write-ahead log where SQLite is safe with one, else a rollback journal."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from onrecord.errors import NoCase, OnRecordError
from onrecord.ledger import View
from onrecord.ledger.driver import SQLITE
from onrecord.ledger.index.migrations import MIGRATIONS
from onrecord.ledger.index.sqlite import SqliteStore

NEW, OLD, TOO_OLD = (3, 51, 3), (3, 51, 2), (3, 36, 0)


def with_sqlite(monkeypatch: pytest.MonkeyPatch, version: tuple[int, int, int]) -> None:
    monkeypatch.setattr(SQLITE, "sqlite_version_info", version)


def pragma(path: Path, name: str) -> str | int:
    connection = SqliteStore(path).connect_writer()
    try:
        value: str | int = connection.spoken.exec_driver_sql(f"PRAGMA {name}").scalar_one()
        return value
    finally:
        connection.close()


@pytest.mark.sqlite
def test_every_commit_is_synced(tmp_path: Path, journal: str):
    path = tmp_path / "index.sqlite"
    assert pragma(path, "journal_mode") == journal
    assert pragma(path, "synchronous") == {"wal": 2, "delete": 3}[journal]  # FULL; EXTRA, which syncs the folder too


@pytest.mark.sqlite
def test_a_case_goes_from_one_machine_to_another_and_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "index.sqlite"
    for version, kept in ((OLD, "delete"), (NEW, "wal"), (OLD, "delete")):
        with_sqlite(monkeypatch, version)
        assert pragma(path, "journal_mode") == kept
        SqliteStore(path).connect_reader().close()


@pytest.mark.sqlite
def test_a_sqlite_without_strict_tables_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with_sqlite(monkeypatch, TOO_OLD)
    with pytest.raises(OnRecordError, match=r"3\.37\.0 or later"):
        SqliteStore(tmp_path / "index.sqlite").connect_writer()


@pytest.mark.sqlite
def test_without_pysqlite3_the_interpreters_sqlite_serves(tmp_path: Path, journal: str):
    program = "from onrecord.ledger.driver import SQLITE; print(SQLITE.__name__)"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip()
    assert said == {"wal": SQLITE.__name__, "delete": "sqlite3"}[journal]


@pytest.mark.sqlite
def test_a_commit_that_was_cut_off_is_undone_by_whoever_reads_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with_sqlite(monkeypatch, OLD)
    path, crashed = tmp_path / "index.sqlite", tmp_path / "crashed.sqlite"
    connection = SqliteStore(path).connect_writer()
    for statement in ("PRAGMA cache_spill = ON", "PRAGMA cache_size = 5", "BEGIN IMMEDIATE", "DELETE FROM migration"):
        connection.spoken.exec_driver_sql(statement)
    for number in range(2000):
        connection.spoken.exec_driver_sql("INSERT INTO migration VALUES (?)", (f"{number:060}",))
    journal = path.with_name("index.sqlite-journal").read_bytes()
    assert journal
    crashed.write_bytes(path.read_bytes())  # as the machine would find both after a loss of power
    crashed.with_name("crashed.sqlite-journal").write_bytes(journal)
    connection.spoken.exec_driver_sql("ROLLBACK")
    connection.close()
    reader = SqliteStore(crashed).connect_reader()
    assert reader.spoken.exec_driver_sql("SELECT COUNT(*) FROM migration").scalar_one() == len(MIGRATIONS)
    reader.close()


@pytest.mark.sqlite
def test_a_reader_that_holds_on_is_said_after_a_while_and_not_waited_for_for_ever(
    ledger, case: Path, make, journal: str, monkeypatch: pytest.MonkeyPatch
):
    ledger.append_reading(make.document(1), make.reading(make.document(1)))
    ledger.commit()
    ledger.view._connection.spoken.exec_driver_sql("PRAGMA busy_timeout = 50")
    stubborn = SqliteStore(case / "db" / "index.sqlite").connect_reader()
    stubborn.spoken.exec_driver_sql("BEGIN")
    stubborn.spoken.exec_driver_sql("SELECT * FROM entry").fetchone()
    ledger.append_reading(make.document(2), make.reading(make.document(2)))
    if journal == "wal":
        ledger.commit()
    else:
        with pytest.raises(OnRecordError, match="cannot be used now: database is locked") as caught:
            ledger.commit()
        assert "Wait until it has finished" in (caught.value.hint or "")
    stubborn.close()


@pytest.mark.sqlite
def test_a_view_that_is_read_slowly_holds_up_no_writer(ledger, case: Path, make):
    for number in range(1, 4):
        ledger.append_reading(make.document(number), make.reading(make.document(number)))
    ledger.commit()
    ledger.view._connection.spoken.exec_driver_sql("PRAGMA busy_timeout = 0")
    with View.open(case) as view:
        slowly = (view.readings(), view.findings(), view.issues(), view.entries())
        for one in slowly[:2]:
            next(one)
        next(slowly[3])
        ledger.append_reading(make.document(9), make.reading(make.document(9)))
        ledger.commit()
        assert [len(list(one)) for one in slowly] == [2, 2, 0, 9]


def test_readers_beside_a_writer_never_see_half_of_a_group(ledger, case: Path, make, journal: str):
    """A reader at any moment sees whole appends only, and never fails."""
    ledger.append_reading(make.document(0), make.reading(make.document(0)))
    ledger.commit()
    stop, faults = threading.Event(), []

    def look() -> None:
        while not stop.is_set():
            with View.open(case) as view:
                if any(len(reading.findings) != 1 for reading in view.readings()):
                    faults.append("a reading without its findings")

    thread = threading.Thread(target=look)
    thread.start()
    try:
        for number in range(1, 30):
            ledger.append_reading(make.document(number), make.reading(make.document(number)))
            ledger.commit()
    finally:
        stop.set()
        thread.join()
    assert faults == []


@pytest.mark.sqlite
def test_no_index_is_said(tmp_path: Path):
    with pytest.raises(NoCase, match="no index"):
        SqliteStore(tmp_path / "index.sqlite").connect_reader()
