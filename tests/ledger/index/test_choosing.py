"""Where the index of a case is, and what happens when its settings name another place."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from secrets import token_hex

import psycopg
import pytest

from onrecord.errors import BadInput, BrokenIntegrity, NoCase, OnRecordError, WrongUse
from onrecord.ledger import Ledger, View, reindex
from onrecord.ledger.index.choosing import store_of
from onrecord.ledger.index.postgres import PostgresStore
from onrecord.ledger.index.sqlite import SqliteStore
from onrecord.ledger.log import Log
from onrecord.ledger.places import Places
from onrecord.settings import Index

pytestmark = pytest.mark.postgres

SECRET = "sesame-open"


def say(case: Path, url: str | None) -> None:
    """Settings that name a database, or none."""
    case.mkdir(exist_ok=True)
    (case / "onrecord.toml").write_text(f"[index]\nurl = {json.dumps(url)}\n" if url else "", encoding="utf-8")


def fill(case: Path, make, number: int) -> None:
    with Ledger.open(case, create=True) as ledger:
        document = make.document(number)
        ledger.append_reading(document, make.reading(document))


def held_back(case: Path, make, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Acknowledged, and the machine stopped before the log was written."""
    with monkeypatch.context() as patch:
        patch.setattr(Log, "publish", lambda *_: None)
        fill(case, make, number)


def reports(case: Path) -> list[str]:
    with View.open(case) as view:
        return [reading.id for reading in view.readings()]


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://desk:{SECRET}@db.example.org/onrecord",
        f"postgresql://db.example.org/onrecord?user=desk&password={SECRET}",
        f"postgresql://db.example.org/onrecord?sslpassword={SECRET}",
        "postgresql://desk:@db.example.org/onrecord",
    ],
)
def test_a_password_in_the_settings_is_refused_and_not_repeated(case: Path, url: str):
    say(case, url)
    for act in (lambda: Ledger.open(case, create=True), lambda: View.open(case), lambda: reindex(case)):
        with pytest.raises(BadInput, match="holds a password") as caught:
            act()
        told = f"{caught.value.message} {caught.value.hint}"
        assert SECRET not in told
        assert "PGPASSWORD" in told
        assert str(case / "onrecord.toml") in told
        assert "index" in told


@pytest.mark.parametrize(
    "url",
    ["mysql://db.example.org/onrecord", "db.example.org", "postgresql:onrecord", "postgresql://db.example.org:many/x", "postgresql://[/x"],
)
def test_what_is_no_address_of_a_database_is_refused(url: str):
    with pytest.raises(ValueError, match="the index's url is no address"):
        Index(url=url)


@pytest.mark.parametrize(
    "url", ["postgresql://db.example.org/onrecord", "postgres://desk@[::1]:5433/x", "postgresql:///x?host=/run/postgresql"]
)
def test_addresses_as_libpq_has_them_are_taken(url: str):
    assert Index(url=url).url == url


def test_an_index_is_taken_to_postgresql_and_back_with_what_only_it_held(case: Path, make, postgres: str, monkeypatch: pytest.MonkeyPatch):
    say(case, None)
    fill(case, make, 1)
    held_back(case, make, 2, monkeypatch)
    say(case, postgres)
    with pytest.raises(NoCase, match="no index in PostgreSQL"):
        View.open(case)
    with pytest.raises(WrongUse, match=r"is in .*index.sqlite still, and is to be in postgresql://") as caught:
        fill(case, make, 3)
    assert "reindex" in (caught.value.hint or "")
    done = reindex(case)
    assert "index.sqlite is used no more" in done.repairs[-1]
    assert not list((case / "db").glob("index.sqlite*"))
    assert reports(case) == ["report-1", "report-2"]
    held_back(case, make, 3, monkeypatch)
    reindex(case)
    assert len(reports(case)) == 3
    held_back(case, make, 4, monkeypatch)
    say(case, None)
    with pytest.raises(NoCase, match="no index"):
        View.open(case)
    with pytest.raises(WrongUse, match=r"is in postgresql://.* still"):
        fill(case, make, 5)
    done = reindex(case)
    assert "is used no more" in done.repairs[-1]
    assert reports(case) == [f"report-{number}" for number in (1, 2, 3, 4)]
    assert isinstance(store_of(Places(case)), SqliteStore)
    fill(case, make, 5)
    assert len(reports(case)) == 5


def test_an_index_is_taken_from_one_database_to_another(case: Path, make, postgres: str, monkeypatch: pytest.MonkeyPatch):
    name = f"other_{token_hex(4)}"
    with psycopg.connect(postgres, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    say(case, postgres)
    fill(case, make, 1)
    held_back(case, make, 2, monkeypatch)
    say(case, postgres.replace("/postgres?", f"/{name}?"))
    with pytest.raises(WrongUse, match="still, and is to be in"):
        fill(case, make, 3)
    reindex(case)
    assert len(reports(case)) == 2
    fill(case, make, 3)
    assert reports(case) == ["report-1", "report-2", "report-3"]


def test_an_index_that_was_left_behind_and_cannot_be_read_is_not_forgotten(case: Path, make, postgres: str):
    say(case, None)
    fill(case, make, 1)
    (case / "db" / "index.sqlite").write_bytes(b"rubbish" * 1000)
    say(case, postgres)
    with pytest.raises(BrokenIntegrity, match="cannot be read and may hold what the log does not") as caught:
        reindex(case)
    assert "elsewhere" in (caught.value.hint or "")
    (case / "db" / "index.sqlite").rename(case / "kept")
    reindex(case)
    assert reports(case) == ["report-1"]


def test_a_copy_of_a_case_gets_no_share_in_its_index(case: Path, tmp_path: Path, make, postgres: str):
    say(case, postgres)
    fill(case, make, 1)
    copy = tmp_path / "copy"
    shutil.copytree(case, copy)
    for act in (lambda: fill(copy, make, 2), lambda: reindex(copy)):
        with pytest.raises(WrongUse, match=f"{copy} is a copy of the case in {case}") as caught:
            act()
    assert "index.postgresql" in (caught.value.hint or "")
    (copy / "db" / "index.postgresql").unlink()
    reindex(copy)
    fill(copy, make, 2)
    fill(case, make, 3)
    assert (reports(copy), reports(case)) == (["report-1", "report-2"], ["report-1", "report-3"])


def test_a_case_that_was_moved_keeps_its_index(case: Path, tmp_path: Path, make, postgres: str):
    say(case, postgres)
    fill(case, make, 1)
    moved = tmp_path / "moved \udcff ü"
    case.rename(moved)
    fill(moved, make, 2)
    link = tmp_path / "link"
    link.symlink_to(moved)
    fill(link, make, 3)
    assert reports(moved) == ["report-1", "report-2", "report-3"]
    assert len(list((moved / "db").glob("index*"))) == 1


@pytest.mark.parametrize("note", [b"", b"{}", b'{"schema":"public; DROP","url":"","case":""}', b'{"schema":1,"url":"","case":""}', b"\xff"])
def test_a_note_of_the_schema_that_was_altered_is_never_obeyed(case: Path, make, postgres: str, note: bytes):
    say(case, postgres)
    fill(case, make, 1)
    (case / "db" / "index.postgresql").write_bytes(note)
    for act in (lambda: View.open(case), lambda: Ledger.open(case, create=False), lambda: reindex(case)):
        with pytest.raises(BrokenIntegrity, match="not as it was written"):
            act()
    (case / "db" / "index.postgresql").unlink()
    reindex(case)
    assert reports(case) == ["report-1"]


def test_a_server_that_cannot_be_reached_leaves_the_case_as_it_is(case: Path, make, postgres: str):
    say(case, "postgresql://nobody@/x?host=/nowhere")
    for act in (lambda: Ledger.open(case, create=True), lambda: reindex(case)):
        with pytest.raises(OnRecordError, match="cannot be used now"):
            act()
    say(case, postgres)
    (case / "db" / "index.postgresql").unlink(missing_ok=True)
    fill(case, make, 1)
    assert isinstance(store_of(Places(case)), PostgresStore)


def test_settings_with_a_fault_stop_before_anything_is_opened(case: Path, make, open_ledger: Callable[[], Ledger]):
    (case).mkdir()
    (case / "onrecord.toml").write_text("[index]\nadress = 1\n")
    with pytest.raises(BadInput, match=r"there is no setting 'index\.adress'"):
        open_ledger()
    assert not list((case / "db").glob("index*"))
