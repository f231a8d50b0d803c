"""The SQLite database of the index: how it is opened, and the steps that made its tables."""

import os
import sqlite3 as interface
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pysqlite3

from onrecord.errors import BrokenIntegrity, NoCase, OnRecordError, WrongUse

if TYPE_CHECKING:
    Connection = interface.Connection
else:
    Connection = pysqlite3.Connection

DatabaseError: type[Exception] = pysqlite3.DatabaseError
"""What the database raises for every fault of its own."""

OLDEST_SQLITE = (3, 51, 3)
"""From 3.7.0 to 3.51.2 a reset of the write-ahead log could corrupt a database (sqlite.org/wal.html, "The WAL-Reset Bug")."""

_WAIT_SECONDS = 10.0
"""How long a reader waits for a writer's checkpoint; writers never wait for readers."""


def connect_writer(path: Path) -> Connection:
    """The one connection that writes: write-ahead log, every commit synced, tables brought up to date.

    Raises:
        BrokenIntegrity: the file is no database of ours or is damaged.
        OnRecordError: this SQLite is too old.
    """
    _check_version()
    connection = _connect(f"file:{quote(str(path))}?mode=rwc", path)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        _migrate(connection, path)
    except DatabaseError as error:
        connection.close()
        raise damaged(path, error) from error
    return connection


def connect_reader(path: Path) -> Connection:
    """A connection that cannot write.

    Raises:
        NoCase: there is no index.
        BrokenIntegrity: the file is no database of ours or is damaged.
    """
    _check_version()
    if not path.is_file():
        raise NoCase(f"The case has no index ({path}).", hint="`onrecord reindex` makes it again from the log.")
    connection = _connect(f"file:{quote(str(path))}?mode=ro{_unchanging(path)}", path)
    try:
        connection.execute("PRAGMA query_only = ON")
        ran = {name for (name,) in connection.execute("SELECT name FROM migration")}
    except DatabaseError as error:
        connection.close()
        raise damaged(path, error) from error
    _check_known(ran, path)
    if ran != {step.__name__ for step in MIGRATIONS}:
        raise WrongUse(f"The index {path} was made by an older version.", hint="`onrecord reindex` brings it up to date.")
    return connection


def damaged(path: Path, error: Exception) -> OnRecordError:
    """What to say when the database itself fails."""
    if isinstance(error, pysqlite3.OperationalError):
        return OnRecordError(f"The index {path} cannot be used now: {error}.", hint="Check free space and permissions, then try again.")
    return BrokenIntegrity(
        f"The index {path} is damaged: {error}.", hint="The log is the record: `onrecord reindex` makes the index again."
    )


def _unchanging(path: Path) -> str:
    """On a medium that cannot be written, SQLite needs to be told that nobody else writes there either."""
    log = path.with_name(path.name + "-wal")
    read_only = not os.access(path.parent, os.W_OK)
    return "&immutable=1" if read_only and not (log.is_file() and log.stat().st_size) else ""


def _connect(uri: str, path: Path) -> Connection:
    try:
        # isolation_level None: transactions begin and end where we say so, and nowhere else
        connection: Connection = pysqlite3.connect(uri, uri=True, timeout=_WAIT_SECONDS, isolation_level=None)
    except DatabaseError as error:
        raise damaged(path, error) from error
    return connection


def _check_version() -> None:
    if pysqlite3.sqlite_version_info < OLDEST_SQLITE:
        oldest = ".".join(map(str, OLDEST_SQLITE))
        message = f"SQLite {pysqlite3.sqlite_version} can corrupt a database; {oldest} or later is needed."
        raise OnRecordError(message, hint="Install pysqlite3 0.6.1 or later, which brings its own.")


def _migrate(connection: Connection, path: Path) -> None:
    connection.execute("CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID")
    ran = {name for (name,) in connection.execute("SELECT name FROM migration")}
    _check_known(ran, path)
    for step in MIGRATIONS:
        if step.__name__ in ran:
            continue
        connection.execute("BEGIN IMMEDIATE")
        try:
            step(connection)
            connection.execute("INSERT INTO migration VALUES (?)", (step.__name__,))
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise


def _check_known(ran: set[str], path: Path) -> None:
    if newer := ran - {step.__name__ for step in MIGRATIONS}:
        message = f"The index {path} was made by a newer version of onrecord (it knows {', '.join(sorted(newer))})."
        raise WrongUse(message, hint="Use that version, or a later one.")


def m001_log_and_projections(connection: Connection) -> None:
    """Entries and records as they stand in the log, and what the view asks for by other keys than content id."""
    for statement in (
        "CREATE TABLE entry (sequence INTEGER PRIMARY KEY, type TEXT NOT NULL, body BLOB NOT NULL) STRICT",
        """CREATE TABLE record (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            type TEXT NOT NULL,
            sequence INTEGER NOT NULL REFERENCES entry,
            body BLOB NOT NULL
        ) STRICT""",
        "CREATE INDEX record_by_type ON record (type, number)",
        """CREATE TABLE document (
            number INTEGER PRIMARY KEY REFERENCES record,
            identity TEXT NOT NULL,
            name TEXT NOT NULL,
            capture TEXT
        ) STRICT""",
        "CREATE INDEX document_by_identity ON document (identity)",
        "CREATE INDEX document_by_name ON document (name)",
        """CREATE TABLE reading (
            number INTEGER PRIMARY KEY REFERENCES record,
            id TEXT NOT NULL UNIQUE,
            document INTEGER NOT NULL REFERENCES document,
            identity TEXT NOT NULL,
            name TEXT NOT NULL,
            current INTEGER NOT NULL,
            findings INTEGER
        ) STRICT""",
        "CREATE INDEX reading_by_identity ON reading (identity, current)",
        "CREATE INDEX reading_by_name ON reading (name, current)",
        "CREATE TABLE series (number INTEGER PRIMARY KEY REFERENCES record, name TEXT NOT NULL, current INTEGER NOT NULL) STRICT",
        "CREATE INDEX series_by_name ON series (name, current)",
    ):
        connection.execute(statement)


MIGRATIONS: tuple[Callable[[Connection], None], ...] = (m001_log_and_projections,)
"""In order; a step once published is never changed."""
