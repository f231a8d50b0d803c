"""The index as an SQLite file in the folder of the case."""

import os
import tempfile
from collections.abc import Mapping
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection as Spoken
from sqlalchemy import Engine, NullPool, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from onrecord.errors import NoCase, OnRecordError
from onrecord.ledger.driver import SQLITE, journal
from onrecord.ledger.index.connection import Connection
from onrecord.ledger.index.faults import MAKE_AGAIN, IndexDamaged, IndexUnavailable
from onrecord.ledger.index.migrations import WORDS, check_current, migrate, speed_up
from onrecord.ledger.index.prepared import PreparedConnection
from onrecord.ledger.places import sync_folder

_WAIT_SECONDS = 10.0
"""How long one process waits for another. With a write-ahead log only a reader at the moment of a checkpoint waits; with a
rollback journal readers wait for a commit and a commit for readers. Then it is said, and nobody waits for ever."""

_OF_THE_FILE = ("no such table", "no such column", "Could not decode", "views may not be", "cannot modify")
"""How messages begin that SQLite files under faults of the moment and that we get only from a file that is not as we left it:
we ask for no table that we did not make, made no view, and wrote no text that is none."""

_SIDE_FILES = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database, by the ends of the names."""


_CACHE_KIBIBYTES = 65_536
"""Memory for pages, of an index that is written to: its keys are digests, so that each new row lies anywhere among the older ones."""


class SqliteStore:
    """An index in a file."""

    begin = "BEGIN IMMEDIATE"
    look = "BEGIN"
    words: Mapping[str, str] = WORDS["sqlite"]

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def place(self) -> str:
        """The path of the file."""
        return str(self.path)

    @property
    def put_elsewhere(self) -> str:
        """To move the file and those that belong to it."""
        return f"put {self.path} and the files whose names begin so elsewhere, and keep them"

    def exists(self) -> bool:
        """Whether the file is there."""
        return self.path.is_file()

    def connect_writer(self) -> Connection:
        """As ``Store``: every commit synced."""
        wanted = journal()
        connection = self._connect(writing=True)
        try:
            self._choose_journal(connection, wanted)
            self._run(connection, f"PRAGMA cache_size = -{_CACHE_KIBIBYTES}")
            migrate(connection)
            speed_up(connection)
            sync_folder(self.path.parent)  # SQLite passes over a sync of the folder that fails while it makes its files
        except OSError as error:
            connection.close()
            message = f"The index {self.path} cannot be used now: {error.strerror or error}."
            raise IndexUnavailable(message, hint="Check the disk, then try again.") from error
        except BaseException:
            connection.close()
            raise
        return connection

    def connect_reader(self) -> Connection:
        """As ``Store``."""
        journal()
        if self.path.is_dir():
            raise self._is_folder()
        if not self.path.is_file():
            raise NoCase(f"The case has no index ({self.path}).", hint="`onrecord reindex` makes it again from the log.")
        while True:
            there = self._file()
            try:
                connection = self._connect_to_read()
            except (IndexDamaged, IndexUnavailable):
                if self._file() == there:
                    raise
                continue
            if self._file() == there:
                return connection
            connection.close()  # another file was put there just now, and SQLite finds side files by name: it may have opened those of both

    def foreign(self, connection: Connection) -> str | None:
        """As ``Store``: every definition is held against that of a new index, word for word."""
        there, ours = _definitions(connection), _own_definitions()
        if more := sorted(there - ours):
            kind, name, *_ = more[0]
            known = any((kind, name) == one[:2] for one in ours)
            return f"had another {kind} {name} than onrecord makes" if known else f"had a {kind} {name} that onrecord did not make"
        lacking = sorted(ours - there)
        return f"had no {lacking[0][0]} {lacking[0][1]}" if lacking else None

    def fresh(self) -> "SqliteStore":
        """A file of another name in the same folder."""
        fresh = SqliteStore(self.path.with_name("index.unfinished"))
        fresh.remove()
        return fresh

    def remove(self) -> None:
        """Remove the file and those that SQLite keeps beside it."""
        self.path.unlink(missing_ok=True)
        self._remove_side_files()

    def put_aside(self) -> str:
        """Give the file another name, and those that belong to it."""
        names = (self.path.with_name("index.damaged" + (f".{number}" if number > 1 else "")) for number in count(1))
        aside = next(name for name in names if not name.exists())
        for suffix in _SIDE_FILES:  # where SQLite left one, it may hold commits
            if (beside := self._beside(suffix)).exists():
                beside.rename(aside.with_name(aside.name + suffix))
        self.path.rename(aside)
        return str(aside)

    def forget_put_aside(self) -> None:
        """Remove the files of those names, and those that belong to them."""
        for file in self.path.parent.glob("index.damaged*"):
            file.unlink()

    def replace_by(self, fresh: "SqliteStore") -> None:
        """Rename the fresh file."""
        self._remove_side_files()  # a write-ahead log left by the old file must never be applied to the new one
        fresh.path.rename(self.path)
        sync_folder(self.path.parent)

    def told(self, error: Exception) -> OnRecordError:
        """What to say when SQLite fails."""
        if self.path.is_dir():
            return self._is_folder()
        cause = error.orig if isinstance(error, DBAPIError) else error if isinstance(error, SQLITE.Error) else None
        if cause is None or (isinstance(cause, SQLITE.OperationalError) and not str(cause).startswith(_OF_THE_FILE)):
            hint = "Check free space and permissions, then try again."
            if "locked" in str(cause):
                hint = "Another program is using the case. Wait until it has finished, then run the same command again."
            return IndexUnavailable(f"The index {self.path} cannot be used now: {cause or error}.", hint=hint)
        return IndexDamaged(f"The index {self.path} is damaged: {cause}.", hint=MAKE_AGAIN)

    def is_idle(self, spoken: Spoken) -> bool:
        """As ``Store``."""
        driven: Any = spoken.connection.driver_connection
        return not driven.in_transaction

    def gave_up(self, spoken: Spoken) -> bool:  # noqa: ARG002 – of the contract
        """Never: SQLite undoes a statement by itself, and says at once when it undid the transaction."""
        return False

    def _connect(self, *, writing: bool) -> Connection:
        try:
            return PreparedConnection(_engine(self.path, writing).connect(), self)
        except SQLAlchemyError as error:
            raise self.told(error) from error

    def _connect_to_read(self) -> Connection:
        connection = self._connect(writing=False)
        try:
            self._run(connection, "PRAGMA query_only = ON")
            check_current(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _file(self) -> tuple[int, int] | None:
        """Which file bears the name now; None where none does."""
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def _is_folder(self) -> OnRecordError:
        hint = "Move the folder out of the case; `onrecord reindex` makes the index again from the log."
        return IndexUnavailable(f"The index {self.path} is a folder, where a file is needed.", hint=hint)

    def _choose_journal(self, connection: Connection, wanted: str) -> None:
        """Write-ahead log or rollback journal, whatever the file was kept with so far; every commit durable.

        Changing from one to the other needs the file for oneself. Staying with a rollback journal is always safe, so only the
        way back from a write-ahead log must not fail.
        """
        if self._run(connection, "PRAGMA journal_mode") != wanted:
            try:
                self._run(connection, f"PRAGMA journal_mode = {wanted}")
            except OnRecordError:
                if wanted != "wal":
                    raise
        if self._run(connection, "PRAGMA journal_mode") == "wal":
            self._run(connection, "PRAGMA synchronous = FULL")
            return
        self._run(connection, "PRAGMA synchronous = EXTRA")  # the removal of the journal is the commit: its folder is synced too
        self._run(connection, "PRAGMA cache_spill = OFF")  # pages written before the commit would lock readers out until then

    def _run(self, connection: Connection, pragma: str) -> Any:
        """What a pragma answers; outside of any transaction."""
        try:
            result = connection.spoken.exec_driver_sql(pragma)
            return result.scalar() if result.returns_rows else None
        except SQLAlchemyError as error:
            raise self.told(error) from error

    def _remove_side_files(self) -> None:
        for suffix in _SIDE_FILES:
            self._beside(suffix).unlink(missing_ok=True)

    def _beside(self, suffix: str) -> Path:
        return self.path.with_name(self.path.name + suffix)


def scratch() -> Connection:
    """A fresh index that nobody else sees and that is gone when it is closed. What has no room in memory goes into a nameless file."""
    store = SqliteStore(Path(tempfile.gettempdir(), "index.sqlite"))
    try:
        connection = PreparedConnection(_scratch_engine().connect(), store)
        for pragma in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{_CACHE_KIBIBYTES}"):
            connection.spoken.exec_driver_sql(f"PRAGMA {pragma}")
    except SQLAlchemyError as error:
        raise store.told(error) from error
    migrate(connection)
    speed_up(connection)
    return connection


def _definitions(connection: Connection) -> frozenset[tuple[str, str, str, str]]:
    """All that an index is made of: kind, name, table and definition, by whatever space between words."""
    try:
        rows = connection.spoken.exec_driver_sql("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    except SQLAlchemyError as error:
        raise connection.store.told(error) from error
    return frozenset((kind, name, table, " ".join((definition or "").split())) for kind, name, table, definition in rows)


@lru_cache(maxsize=1)
def _own_definitions() -> frozenset[tuple[str, str, str, str]]:
    made = scratch()
    try:
        return _definitions(made)
    finally:
        made.close()


@lru_cache(maxsize=1)
def _scratch_engine() -> Engine:
    def connect() -> Any:
        return SQLITE.connect("", isolation_level=None)

    return create_engine("sqlite://", module=SQLITE, creator=connect, poolclass=NullPool, isolation_level="AUTOCOMMIT")


@lru_cache(maxsize=16)
def _engine(path: Path, writing: bool) -> Engine:
    """SQLAlchemy's engine for a file, kept for its compiled statements; it keeps no connection."""

    def connect() -> Any:
        way = "mode=rwc" if writing else _way_of_reading(path)
        uri = f"file:{quote(os.fsencode(path))}?{way}"
        # isolation_level None: transactions begin and end where we say so, and nowhere else
        return SQLITE.connect(uri, uri=True, timeout=_WAIT_SECONDS, isolation_level=None)

    engine = create_engine("sqlite://", module=SQLITE, creator=connect, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    event.listen(engine, "handle_error", _stay_connected)
    return engine


def _stay_connected(context: ExceptionContext) -> None:
    """A person's Ctrl-C leaves an SQLite connection as it is, with what was not committed yet."""
    if not isinstance(context.original_exception, Exception):
        context.is_disconnect = False


def _way_of_reading(path: Path) -> str:
    """How SQLite is to open a file that we only read.

    A rollback journal that lies there belongs to a commit under way or to one cut off, which whoever comes next must undo
    before reading; that needs the right to write. On a medium that cannot be written, SQLite needs to be told that nobody
    else writes there either.
    """
    unfinished = _has_bytes(path, "-journal")
    if os.access(path.parent, os.W_OK):
        return "mode=rw" if unfinished else "mode=ro"
    return "mode=ro" if unfinished or _has_bytes(path, "-wal") else "mode=ro&immutable=1"


def _has_bytes(path: Path, suffix: str) -> bool:
    beside = path.with_name(path.name + suffix)
    return beside.is_file() and beside.stat().st_size > 0
