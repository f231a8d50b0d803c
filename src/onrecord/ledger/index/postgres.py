"""The index in PostgreSQL, each case in a schema of its own, so that several cases share a database.

The session that writes holds an advisory lock, which the server drops when the session ends, however it ends. What is read is read
at the server's default isolation: a statement sees whole commits only, and nobody waits for anybody.
"""

import importlib
import os
import socket
import time
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from itertools import count
from types import ModuleType
from typing import Any
from urllib.parse import unquote, urlsplit

from sqlalchemy import Connection as Spoken
from sqlalchemy import Engine, NullPool, create_engine, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from onrecord.errors import NoCase, OnRecordError, WrongUse
from onrecord.ledger.index.connection import Connection
from onrecord.ledger.index.faults import MAKE_AGAIN, IndexDamaged, IndexUnavailable
from onrecord.ledger.index.migrations import WORDS, check_current, migrate, speed_up
from onrecord.ledger.index.tables import MIGRATION

_WAIT_SECONDS = 10
"""How long a connection is waited for, and a table that another holds; then it is said, and nobody waits for ever."""

OLDEST = 13
"""The oldest major version that the tests were run with or that its makers' own changes since give no reason to doubt."""

_DAMAGE = ("XX001", "XX002", "42P01", "42703", "23")
"""How SQLSTATEs begin that mean the index is not as it was left (PostgreSQL, Appendix A): corrupted data or index, a table or column
that is gone, a row that contradicts another. We ask for no table that we did not make."""

_REFUSED = ("28", "42501")
"""How SQLSTATEs begin of a server that does not let us: authorisation, privilege."""


_FOREIGN = """
WITH ours AS (SELECT oid, relname, relkind, relrowsecurity FROM pg_class WHERE relnamespace = to_regnamespace(:schema))
SELECT 'trigger ' || tgname FROM pg_trigger JOIN ours ON tgrelid = ours.oid WHERE NOT tgisinternal
UNION ALL SELECT 'view or other relation ' || relname FROM ours WHERE relkind NOT IN ('r', 'i')
UNION ALL SELECT 'rule ' || rulename FROM pg_rewrite JOIN ours ON ev_class = ours.oid WHERE relkind = 'r'
UNION ALL SELECT 'policy for rows of ' || relname FROM ours WHERE relrowsecurity
UNION ALL SELECT 'table ' || inhrelid::regclass || ' below ' || relname FROM pg_inherits JOIN ours ON inhparent = ours.oid
UNION ALL SELECT 'generated column ' || attname FROM pg_attribute JOIN ours ON attrelid = ours.oid WHERE attgenerated <> ''
LIMIT 1
"""
"""Asks for whatever writes or answers something else than a plain table does, in the schema of a case."""

_ENDING = (0.05, 0.1, 0.2, 0.4, 0.8, 0.0)
"""Seconds between the tries for the lock: the server learns a moment later that the writer before has gone."""


class PostgresStore:
    """An index in a schema of a PostgreSQL database."""

    begin = "BEGIN"
    look = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    words: Mapping[str, str] = WORDS["postgresql"]

    def __init__(self, url: str, schema: str, *, case: str | None = None) -> None:
        """Name a store; nothing is asked of the server by that.

        Args:
            url: of the database, as libpq has it, without a password.
            schema: the schema of the case.
            case: the schema by which the case is locked, where this is another one beside it.
        """
        self.url = url
        self.schema = schema
        self._case = case or schema

    @property
    def place(self) -> str:
        """The database without a password, and the schema."""
        parts = urlsplit(self.url)
        place = parts.netloc.rpartition("@")[2]
        user = unquote(parts.username) + "@" if parts.username else ""
        return f"postgresql://{user}{place}{parts.path}, schema {self.schema}"

    @property
    def put_elsewhere(self) -> str:
        """To rename the schema."""
        return f"give the schema {self.schema} in the database another name, and keep it"

    def exists(self) -> bool:
        """Whether the schema holds tables of ours."""
        connection = self._connect(writing=False)
        try:
            return self._has_tables(connection)
        finally:
            connection.close()

    def connect_writer(self) -> Connection:
        """As ``Store``: a commit has come back only when the server's own log is on disk."""
        connection = self._connect(writing=True)
        try:
            self._check_server(connection)
            self._lock(connection)
            self._make_schema(connection)
            migrate(connection)
            speed_up(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def connect_reader(self) -> Connection:
        """As ``Store``."""
        connection = self._connect(writing=False)
        try:
            self._check_there(connection)
            check_current(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def foreign(self, connection: Connection) -> str | None:
        """As ``Store``; definitions of columns are not held against each other."""
        found: str | None = self._ask(connection, _FOREIGN, schema=self.schema)
        return f"had a {found} that onrecord did not make" if found else None

    def fresh(self) -> "PostgresStore":
        """A schema of another name in the same database."""
        fresh = PostgresStore(self.url, f"{self.schema}_unfinished", case=self._case)
        fresh.remove()
        return fresh

    def remove(self) -> None:
        """Drop the schema with everything in it."""
        self._alone(f"DROP SCHEMA IF EXISTS {self.schema} CASCADE")

    def put_aside(self) -> str:
        """Give the schema another name."""
        names = (f"{self.schema}_damaged" + (f"_{number}" if number > 1 else "") for number in count(1))
        connection = self._connect(writing=False)
        try:
            aside = next(name for name in names if not self._ask(connection, "SELECT to_regnamespace(:name)", name=name))
        finally:
            connection.close()
        self._alone(f"ALTER SCHEMA {self.schema} RENAME TO {aside}")
        return f"the schema {aside}"

    def forget_put_aside(self) -> None:
        """Drop the schemas of those names."""
        connection = self._connect(writing=False)
        try:
            question = "SELECT string_agg(nspname, ',') FROM pg_namespace WHERE nspname ~ :pattern"
            found = self._ask(connection, question, pattern=f"^{self.schema}_damaged(_[0-9]+)?$") or ""
        finally:
            connection.close()
        if found:
            self._alone(*(f"DROP SCHEMA IF EXISTS {name} CASCADE" for name in found.split(",")))

    def replace_by(self, fresh: "PostgresStore") -> None:
        """Rename the fresh schema, in one transaction."""
        self._alone(f"DROP SCHEMA IF EXISTS {self.schema} CASCADE", f"ALTER SCHEMA {fresh.schema} RENAME TO {self.schema}")

    def told(self, error: Exception) -> OnRecordError:
        """What to say when PostgreSQL fails."""
        cause = error.orig if isinstance(error, DBAPIError) else None
        state = getattr(cause, "sqlstate", None) or ""
        why = " ".join(str(cause or error).split()).rstrip(".")
        if state.startswith(_DAMAGE):
            return IndexDamaged(f"The index {self.place} is damaged: {why}.", hint=MAKE_AGAIN)
        hint = (
            "Nothing acknowledged is lost. Check that the server runs and can be reached, and the url in onrecord.toml (the password comes"
            " from PGPASSWORD or ~/.pgpass); then run the same command again."
        )
        if state.startswith(_REFUSED):
            hint = "Check the url in onrecord.toml, and what its user may do in that database."
        elif state.startswith("53"):
            hint = "Nothing acknowledged is lost. Check the server's free space and connections, then run the same command again."
        elif state.startswith("55P03"):
            hint = "Another program holds the tables. Wait until it has finished, then run the same command again."
        return IndexUnavailable(f"The index {self.place} cannot be used now: {why}.", hint=hint)

    def is_idle(self, spoken: Spoken) -> bool:
        """As ``Store``; of a connection that is lost nobody knows."""
        if spoken.invalidated:
            return False
        driven: Any = spoken.connection.dbapi_connection
        return bool(driven.info.transaction_status == _psycopg().pq.TransactionStatus.IDLE)

    def gave_up(self, spoken: Spoken) -> bool:
        """Whether a statement of the transaction failed; PostgreSQL would then answer a commit by undoing it, without an error."""
        if spoken.invalidated:
            return True
        driven: Any = spoken.connection.dbapi_connection
        return bool(driven.info.transaction_status != _psycopg().pq.TransactionStatus.INTRANS)

    def _connect(self, *, writing: bool) -> Connection:
        try:
            connection = Connection(_engine(self.url).connect(), self)
        except SQLAlchemyError as error:
            raise self.told(error) from error
        try:
            for statement in (
                f"SET search_path TO {self.schema}",
                f"SET lock_timeout TO {_WAIT_SECONDS * 1000}",
                "SET synchronous_commit TO on" if writing else "SET default_transaction_read_only TO on",
            ):
                connection.spoken.exec_driver_sql(statement)
        except SQLAlchemyError as error:
            connection.close()
            raise self.told(error) from error
        return connection

    def _ask(self, connection: Connection, question: str, **values: object) -> Any:
        try:
            return connection.spoken.execute(text(question), values).scalar()
        except SQLAlchemyError as error:
            raise self.told(error) from error

    def _alone(self, *statements: str) -> None:
        """Run statements in one transaction, as the one process that writes."""
        connection = self._connect(writing=True)
        try:
            self._lock(connection)
            for statement in statements:
                connection.run(statement)
            connection.commit()
        finally:
            connection.close()

    def _has_tables(self, connection: Connection) -> bool:
        return self._ask(connection, "SELECT to_regclass(:name)", name=f"{self.schema}.{MIGRATION.name}") is not None

    def _check_there(self, connection: Connection) -> None:
        if not self._has_tables(connection):
            raise NoCase(f"The case has no index ({self.place}).", hint="`onrecord reindex` makes it again from the log.")

    def _check_server(self, connection: Connection) -> None:
        """Refuse a server that cannot keep what must be kept."""
        version = self._ask(connection, "SELECT current_setting('server_version')")
        if int(self._ask(connection, "SELECT current_setting('server_version_num')::int")) < OLDEST * 10_000:
            message = f"The index {self.place}: PostgreSQL {version} is too old; {OLDEST} or later is needed."
            raise OnRecordError(message, hint="Name a newer server in onrecord.toml.")
        encoding = self._ask(connection, "SELECT current_setting('server_encoding')")
        if encoding != "UTF8":
            message = f"The index {self.place}: the database keeps text as {encoding}, which has no place for most writing."
            raise WrongUse(
                message, hint="Make a database with `createdb --encoding UTF8 --template template0` and name it in onrecord.toml."
            )

    def _lock(self, connection: Connection) -> None:
        """Be the one session that writes to the case.

        Raises:
            WrongUse: another session is.
        """
        key = int.from_bytes(sha256(self._case.encode("ascii")).digest()[:8], "big", signed=True)
        for pause in _ENDING:
            if self._ask(connection, "SELECT pg_try_advisory_lock(:key)", key=key):
                return
            time.sleep(pause)
        question = (
            "SELECT application_name || ', session ' || pid FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE locktype = 'advisory'"
            " AND objsubid = 1 AND (classid::bigint << 32) | objid::bigint = :key AND granted LIMIT 1"
        )
        holder = self._ask(connection, question, key=key) or "unknown"
        message = f"Another process ({holder}) is writing to the index {self.place}."
        raise WrongUse(message, hint="Wait until it has finished. Reading a case (show, findings, series) works meanwhile.")

    def _make_schema(self, connection: Connection) -> None:
        if self._ask(connection, "SELECT to_regnamespace(:name)", name=self.schema) is None:
            connection.run(f"CREATE SCHEMA {self.schema}")
            connection.commit()


@lru_cache(maxsize=16)
def _engine(url: str) -> Engine:
    """SQLAlchemy's engine for a database, kept for its compiled statements; it keeps no connection."""
    psycopg = _psycopg()

    def connect() -> Any:
        # autocommit: transactions begin and end where we say so, and nowhere else
        name = f"onrecord, number {os.getpid()} on {socket.gethostname()}"[:63]
        chosen = {"connect_timeout": _WAIT_SECONDS, "application_name": name} | psycopg.conninfo.conninfo_to_dict(url)
        return psycopg.connect(**chosen | {"client_encoding": "utf-8"}, autocommit=True)

    return create_engine(
        "postgresql+psycopg://", creator=connect, poolclass=NullPool, isolation_level="AUTOCOMMIT", use_native_hstore=False
    )


def _psycopg() -> ModuleType:
    """The driver, which only cases with an index in PostgreSQL need.

    Raises:
        WrongUse: it is not installed.
    """
    try:
        return importlib.import_module("psycopg")
    except ImportError as error:
        message = "An index in PostgreSQL needs the package psycopg, which is not installed."
        raise WrongUse(message, hint="Install it with `pip install 'onrecord[postgres]'`.") from error
