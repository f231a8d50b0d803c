"""What the tests of this room share: invented reports and their readings."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import fsspec
import pytest
from sqlalchemy import select, update
from tests.ledger.elsewhere import Elsewhere

from onrecord.ledger import Ledger
from onrecord.ledger.driver import SQLITE
from onrecord.ledger.index import Connection, Store, store_of
from onrecord.ledger.index.sqlite import SqliteStore
from onrecord.ledger.index.tables import METADATA, RECORD
from onrecord.ledger.places import Places
from onrecord.records import Capture, Document, Figure, Finding, Reader, Reading, ReportDetails


def make_capture(content: bytes, origin: str = "vale.txt") -> Capture:
    return Capture(sha256=sha256(content).hexdigest(), size=len(content), origin=origin, media_type="text/plain")


def make_document(number: int = 1, **changes: Any) -> Document:
    text = changes.pop("text", f"On day {number} the clinic said that {number + 2} people were hurt.")
    fields = {"id": f"report-{number}", "text": text, "capture": make_capture(text.encode()), "date": "2031-03-05"}
    return Document(**(fields | changes))


def make_reading(document: Document, *, version: str = "1", findings: int = 1, **changes: Any) -> Reading:
    start = document.text.index("people") - 2
    figure = Figure(id="f1", measure="injured", min=3, max=3, start=start, end=start + 1, phrase=document.text[start : start + 1])
    fields = {
        "id": document.id,
        "text": document.text,
        "report": ReportDetails(outlet="The Vale Post", published=document.date),
        "figures": (figure,),
        "findings": tuple(
            Finding(id=f"x{n}", rule="figure-without-source", records=("f1",), sentence=f"Sentence {n}.", detail={"value": 3, "share": 0.5})
            for n in range(1, findings + 1)
        ),
        "reader": Reader(name="rules", version=version, settings={"language": None}),
    }
    return Reading(**(fields | changes))


class Clock:
    """A clock that goes on by a second each time it is asked."""

    def __init__(self) -> None:
        self.now = datetime(2031, 3, 5, 12, 0, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


STORES = ["sqlite", "sqlite-rollback", "postgres"]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A test of one kind of store is none of the other."""
    left = [item for item in items if item.get_closest_marker("sqlite" if _store_of(item) == "postgres" else "postgres")]
    items[:] = [item for item in items if item not in set(left)]
    config.hook.pytest_deselected(items=left)


def _store_of(item: pytest.Item) -> str | None:
    return item.callspec.params.get("kept_in") if isinstance(item, pytest.Function) and hasattr(item, "callspec") else None


@pytest.fixture(autouse=True, params=STORES)
def kept_in(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Every test of this room runs with the write-ahead log, as with an older SQLite with a rollback journal, and with PostgreSQL.

    Processes that a test starts find no pysqlite3 in the second case and use what the interpreter has. In the third a new case has
    settings that name the server; those of a process that a test starts are to be made by ``begin``.
    """
    store: str = request.param
    monkeypatch.setattr(SQLITE, "sqlite_version_info", (3, 51, 2) if store == "sqlite-rollback" else (3, 51, 3))
    if store == "sqlite-rollback":
        folder = tmp_path_factory.mktemp("without")
        (folder / "pysqlite3.py").write_text("raise ModuleNotFoundError(name='pysqlite3')\n")
        monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(folder), os.environ.get("PYTHONPATH")])))
    if store == "postgres":
        url = request.getfixturevalue("postgres")
        monkeypatch.setattr("onrecord.ledger.writer.DEFAULT_SETTINGS", f'[index]\nurl = "{url}"\n')
    return store


@pytest.fixture
def journal(kept_in: str) -> str:
    """How SQLite makes commits safe in this test."""
    return "delete" if kept_in == "sqlite-rollback" else "wal"


@pytest.fixture
def begin(kept_in: str, request: pytest.FixtureRequest) -> Callable[[Path], None]:
    """Make the settings of a case that another process will open first."""

    def begin(case: Path) -> None:
        if kept_in == "postgres":
            case.mkdir(parents=True)
            (case / "onrecord.toml").write_text(f'[index]\nurl = "{request.getfixturevalue("postgres")}"\n')

    return begin


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return tmp_path / "case"


@pytest.fixture
def wall_clock() -> Callable[[], datetime] | None:
    """The clock of the machine; None is the real one, for tests in which somebody outside tells the time."""
    return Clock()


@pytest.fixture
def open_ledger(case: Path, wall_clock: Callable[[], datetime] | None) -> Iterator[Callable[[], Ledger]]:
    """Open the case of the test for writing; whatever is still open afterwards is closed."""
    opened: list[Ledger] = []

    def opener() -> Ledger:
        ledger = Ledger.open(case, create=True, clock=wall_clock)
        opened.append(ledger)
        return ledger

    yield opener
    for ledger in opened:
        ledger.close()


@pytest.fixture
def ledger(open_ledger: Callable[[], Ledger]) -> Ledger:
    return open_ledger()


class Make:
    """The builders above, as one fixture."""

    capture = staticmethod(make_capture)
    document = staticmethod(make_document)
    reading = staticmethod(make_reading)


@pytest.fixture
def make() -> Make:
    return Make()


@pytest.fixture
def kept(case: Path, kept_in_files: Callable[[Path], Any]) -> Any:
    """What the case of the test keeps in its files."""
    return kept_in_files(case)


class Index:
    """The index of a case as somebody sees it who is not onrecord, whichever store keeps it."""

    def store(self, case: Path) -> Store:
        return store_of(Places(case))

    def contents(self, case: Path) -> dict[str, list[Any]]:
        """Every row of every table."""
        connection = self.store(case).connect_reader()
        try:
            return {table.name: connection.all(select(table).order_by(*table.primary_key)) for table in METADATA.sorted_tables}
        finally:
            connection.close()

    def run(self, case: Path, statement: str) -> None:
        connection = self.store(case).connect_writer()
        try:
            connection.spoken.exec_driver_sql(statement)
        finally:
            connection.close()

    def write(self, case: Path, step: Callable[[Connection], None]) -> None:
        """Do something in one transaction."""
        connection = self.store(case).connect_writer()
        try:
            step(connection)
            connection.commit()
        finally:
            connection.close()

    def alter(self, case: Path, number: int, old: bytes, new: bytes) -> None:
        """Other bytes in a record."""

        def step(connection: Connection) -> None:
            row = connection.one(select(RECORD.c.body).where(RECORD.c.number == number))
            assert row is not None
            assert old in row[0]
            connection.change(update(RECORD).where(RECORD.c.number == number).values(body=row[0].replace(old, new)))

        self.write(case, step)

    def spoil(self, case: Path) -> None:
        """Make it unreadable."""
        store = self.store(case)
        if isinstance(store, SqliteStore):
            store.path.write_bytes(b"not a database at all" * 100)
        else:
            self.run(case, "DROP TABLE entry CASCADE")

    def drop(self, case: Path) -> None:
        """As if it had never been made."""
        for path in (case / "db").glob("index*"):
            path.unlink()


@pytest.fixture
def index() -> Index:
    return Index()


@pytest.fixture(params=["folder", "bucket"])
def kind(request: pytest.FixtureRequest) -> str:
    """Where originals are kept that are not in the folder of the case."""
    kind: str = request.param
    return kind


@pytest.fixture
def another(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Elsewhere]:
    """Makes places of one kind."""
    made: list[Elsewhere] = []

    def make() -> Elsewhere:
        if kind == "bucket":
            server = request.getfixturevalue("objects")
            root = f"{server.bucket()}/case-a"
            made.append(Elsewhere(f"s3://{root}", server.files, root))
        else:
            root = str(tmp_path / f"disk-{len(made)}" / "case-a")
            made.append(Elsewhere(f"file://{root}", fsspec.filesystem("file", auto_mkdir=True, use_listings_cache=False), root))
        return made[-1]

    return make


@pytest.fixture
def place(another: Callable[[], Elsewhere]) -> Elsewhere:
    """One such place, which no case was given yet."""
    return another()
