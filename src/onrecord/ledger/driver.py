"""Which SQLite the index stands on, and which journal is safe with it.

The package pysqlite3 brings a SQLite of its own; built files of it exist for Linux x86-64 and macOS arm64. Elsewhere the
interpreter's own SQLite serves. It may be older than 3.51.3: versions from 3.7.0 on can then corrupt a database when its
write-ahead log is reset (sqlite.org/wal.html, "The WAL-Reset Bug"). The fault lies in that log alone, so an older SQLite
keeps the index with a rollback journal: the same index, the same promises, slower commits, and a commit waits for readers.
"""

import importlib
from types import ModuleType

from onrecord.errors import OnRecordError

OLDEST = (3, 37, 0)
"""The first SQLite that knows STRICT tables."""

OLDEST_WITH_LOG = (3, 51, 3)
"""The first SQLite since 3.7.0 in which resetting the write-ahead log cannot corrupt the database."""


def _first_installed(*names: str) -> ModuleType:
    for name in names[:-1]:
        try:
            return importlib.import_module(name)
        except ImportError:
            continue
    return importlib.import_module(names[-1])


SQLITE = _first_installed("pysqlite3", "sqlite3")
"""The module that speaks to SQLite, as PEP 249 describes it."""


def journal() -> str:
    """How commits are made safe with this SQLite: ``wal`` or, where that has the fault, ``delete`` (a rollback journal).

    Raises:
        OnRecordError: this SQLite is too old for either.
    """
    if SQLITE.sqlite_version_info < OLDEST:
        oldest = ".".join(map(str, OLDEST))
        message = f"SQLite {SQLITE.sqlite_version} is too old for the index of a case; {oldest} or later is needed."
        raise OnRecordError(message, hint="Install a Python that has a newer SQLite, or the package pysqlite3, which brings its own.")
    return "wal" if SQLITE.sqlite_version_info >= OLDEST_WITH_LOG else "delete"
