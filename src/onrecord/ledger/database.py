"""The SQLite database of the index: how it is opened, and the steps that made its tables."""

import os
import sqlite3 as interface
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from onrecord.errors import BrokenIntegrity, NoCase, OnRecordError, WrongUse
from onrecord.ledger.driver import SQLITE, journal

if TYPE_CHECKING:
    Connection = interface.Connection
else:
    Connection = SQLITE.Connection

DatabaseError: type[Exception] = SQLITE.DatabaseError
"""What the database raises for every fault of its own."""

_WAIT_SECONDS = 10.0
"""How long one process waits for another. With a write-ahead log only a reader at the moment of a checkpoint waits; with a
rollback journal readers wait for a commit and a commit for readers. Then it is said, and nobody waits for ever."""

_OF_THE_FILE = ("no such table", "no such column", "Could not decode")
"""How messages begin that SQLite files under faults of the moment and that we get only from a file that is not as we left it:
we ask for no table that we did not make, and wrote no text that is none."""


def connect_writer(path: Path) -> Connection:
    """The one connection that writes: every commit synced, tables brought up to date.

    Raises:
        BrokenIntegrity: the file is no database of ours or is damaged.
        OnRecordError: this SQLite is too old, or another process holds the index.
    """
    try:
        return open_writer(path)
    except DatabaseError as error:
        raise damaged(path, error) from error


def open_writer(path: Path) -> Connection:
    """As ``connect_writer``, for callers that know what to do with a database that is damaged.

    Raises:
        DatabaseError: the file is no database of ours or is damaged, or cannot be used now; ``is_damage`` tells which.
        OnRecordError: this SQLite is too old.
    """
    wanted = journal()
    connection = _connect(f"file:{quote(os.fsencode(path))}?mode=rwc", path)
    try:
        _choose_journal(connection, wanted)
        _migrate(connection, path)
        _speed_up(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def connect_reader(path: Path) -> Connection:
    """A connection that cannot write.

    Raises:
        NoCase: there is no index.
        BrokenIntegrity: the file is no database of ours or is damaged.
        OnRecordError: this SQLite is too old, or a writer holds the index for too long.
    """
    journal()
    if path.is_dir():
        raise damaged(path, IsADirectoryError())
    if not path.is_file():
        raise NoCase(f"The case has no index ({path}).", hint="`onrecord reindex` makes it again from the log.")
    connection = _connect(f"file:{quote(os.fsencode(path))}?{_way_of_reading(path)}", path)
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


def is_damage(error: Exception) -> bool:
    """Whether a fault of the database lies in its file, and not in the moment: no space, no permission, held by another."""
    return not isinstance(error, SQLITE.OperationalError) or str(error).startswith(_OF_THE_FILE)


def damaged(path: Path, error: Exception) -> OnRecordError:
    """What to say when the database itself fails."""
    if path.is_dir():
        hint = "Move the folder out of the case; `onrecord reindex` makes the index again from the log."
        return OnRecordError(f"The index {path} is a folder, where a file is needed.", hint=hint)
    if not is_damage(error):
        hint = "Check free space and permissions, then try again."
        if "locked" in str(error):
            hint = "Another program is using the case. Wait until it has finished, then run the same command again."
        return OnRecordError(f"The index {path} cannot be used now: {error}.", hint=hint)
    return BrokenIntegrity(
        f"The index {path} is damaged: {error}.", hint="The log is the record: `onrecord reindex` makes the index again."
    )


def _choose_journal(connection: Connection, wanted: str) -> None:
    """Write-ahead log or rollback journal, whatever the file was kept with so far; every commit durable.

    Changing from one to the other needs the file for oneself. Staying with a rollback journal is always safe, so only the
    way back from a write-ahead log must not fail.
    """
    (found,) = connection.execute("PRAGMA journal_mode").fetchone()
    if found != wanted:
        try:
            connection.execute(f"PRAGMA journal_mode = {wanted}")
        except DatabaseError:
            if wanted != "wal":
                raise
    (kept,) = connection.execute("PRAGMA journal_mode").fetchone()
    if kept == "wal":
        connection.execute("PRAGMA synchronous = FULL")
        return
    connection.execute("PRAGMA synchronous = EXTRA")  # the removal of the journal is the commit: its folder is synced too
    connection.execute("PRAGMA cache_spill = OFF")  # pages written before the commit would lock readers out until then


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


def _connect(uri: str, path: Path) -> Connection:
    try:
        # isolation_level None: transactions begin and end where we say so, and nowhere else
        connection: Connection = SQLITE.connect(uri, uri=True, timeout=_WAIT_SECONDS, isolation_level=None)
    except DatabaseError as error:
        raise damaged(path, error) from error
    return connection


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


def m002_compared(connection: Connection) -> None:
    """What the findings that hold now were made with, as a digest. Not in the log: when it is lost, everything is compared again."""
    connection.execute("CREATE TABLE compared (digest TEXT NOT NULL) STRICT")


MIGRATIONS: tuple[Callable[[Connection], None], ...] = (m001_log_and_projections, m002_compared)
"""In order; a step once published is never changed."""

_ORIGINAL = """substr(body, instr(body, CAST('"sha256":"' AS BLOB)) + 10, 64)"""
"""The hash of an original in the canonical form of its capture: nothing else there can hold these quotes, which are escaped in text."""
HAS_ORIGINAL = f"SELECT 1 FROM record WHERE type = 'capture' AND {_ORIGINAL} = CAST(? AS BLOB)"
"""Asks whether some capture kept an original."""


def _speed_up(connection: Connection) -> None:
    """What makes a writer's questions quick. No migration: readers need none of it, so they read a case as an earlier version left it."""
    connection.execute(f"CREATE INDEX IF NOT EXISTS capture_by_original ON record ({_ORIGINAL}) WHERE type = 'capture'")
