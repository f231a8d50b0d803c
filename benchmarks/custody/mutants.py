"""Writers that break one promise each, so that the simulation of power loss shows that it can fail.

Each patches the process in which it runs, and nothing but that process: the product has no switch for any of it.
"""

import os
import stat
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.custody.writer import Plan
from onrecord.ledger import Ledger
from onrecord.ledger.blobs import FolderStore
from onrecord.ledger.index.sqlite import SqliteStore
from onrecord.ledger.places import sync_folder
from onrecord.ledger.publisher import Publisher, Signed

GROUPS = Plan(reports=4, groups=True, commit_every=0)
"""An ingest in which acknowledged reports are not published yet."""

PUBLISHING = Plan(reports=4, publish=True)
"""An ingest that publishes after every report."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A writer with one fault."""

    name: str
    breaks: Callable[[], None]
    """Patches this process."""
    plan: Plan = Plan()  # noqa: RUF009 – frozen
    """The ingest in which the fault must show."""


def _replace(owner: Any, name: str, value: Any) -> None:
    """Put something else in the place of a name, which must be there."""
    getattr(owner, name)
    setattr(owner, name, value)


def _no_sync_of_files() -> None:
    _sync_only(stat.S_ISDIR)


def _no_sync_of_folders() -> None:
    _sync_only(stat.S_ISREG)


def _sync_only(kind: Callable[[int], bool]) -> None:
    real = os.fsync

    def sync(descriptor: int) -> None:
        if kind(os.fstat(descriptor).st_mode):
            real(descriptor)

    _replace(os, "fsync", sync)


def _database_synchronous(level: str) -> Callable[[], None]:
    def patch() -> None:
        real = SqliteStore._run

        def run(store: SqliteStore, connection: Any, pragma: str) -> Any:
            return real(store, connection, f"PRAGMA synchronous = {level}" if pragma.startswith("PRAGMA synchronous =") else pragma)

        _replace(SqliteStore, "_run", run)

    return patch


def _row_before_blob() -> None:
    real = FolderStore.keep
    waiting: list[tuple[Any, ...]] = []

    def late(*given: Any) -> None:
        while waiting:
            real(*waiting.pop())
        waiting.append(given)

    def close(ledger: Ledger) -> None:
        while waiting:
            real(*waiting.pop())
        real_close(ledger)

    real_close = Ledger.close
    _replace(FolderStore, "keep", late)
    _replace(Ledger, "close", close)


def _log_before_row() -> None:
    def commit_group(ledger: Ledger) -> None:
        if ledger._group:
            ledger.log.sign(ledger.connection, ledger.keys)
            ledger._publish()
        ledger.connection.commit()
        ledger._group = 0

    _replace(Ledger, "_commit_group", commit_group)


def _published(order: str) -> Callable[[], None]:
    """A publisher that writes records (r), bundles (b), tiles (t) and the checkpoint (c) in another order."""

    def publish(self: Publisher, first_record: int, records: Iterable[bytes], entries: Iterable[bytes], signed: Signed) -> None:
        before, edge = self.edge.size, self.edge.copy()
        files = list(self._new_files(entries, edge))
        steps = {
            "r": lambda: self.records.append(first_record, list(records)),
            "b": lambda: self._write([file for file in files if "entries" in file[0]]),
            "t": lambda: self._write([file for file in files if "entries" not in file[0]]),
            "c": self._put_in_place,
        }
        self._announce(signed)
        for step in order:
            steps[step]()
        self.edge, self.signed = edge, signed
        self._remove_partial(before)

    def patch() -> None:
        _replace(Publisher, "publish", publish)

    return patch


def _checkpoint_in_place() -> None:
    def in_place(self: Publisher) -> None:
        with self._places.checkpoint.open("wb") as opened:
            opened.write(self._places.coming.read_bytes())
            opened.flush()
            os.fsync(opened.fileno())
        sync_folder(self._places.log)

    _replace(Publisher, "_put_in_place", in_place)


def _rename_before_sync() -> None:
    """The sync of a file that is renamed comes after that of the folder which has the new name."""
    real_sync = os.fsync
    waiting: list[int] = []

    def sync(descriptor: int) -> None:
        if "unfinished" in str(Path(f"/proc/self/fd/{descriptor}").readlink()) and stat.S_ISREG(os.fstat(descriptor).st_mode):
            waiting.append(os.dup(descriptor))
            return
        real_sync(descriptor)
        while waiting and stat.S_ISDIR(os.fstat(descriptor).st_mode):
            late = waiting.pop()
            real_sync(late)
            os.close(late)

    _replace(os, "fsync", sync)


def _acknowledged_before_commit() -> None:
    def close(ledger: Ledger) -> None:
        _replace(Ledger, "commit", real_commit)
        real_close(ledger)

    real_commit, real_close = Ledger.commit, Ledger.close
    _replace(Ledger, "commit", lambda _: None)
    _replace(Ledger, "close", close)


MUTANTS = {
    mutant.name: mutant
    for mutant in (
        Mutant("no sync of files", _no_sync_of_files),
        Mutant("no sync of folders", _no_sync_of_folders),
        Mutant("database synchronous = NORMAL", _database_synchronous("NORMAL"), GROUPS),
        Mutant("database synchronous = OFF", _database_synchronous("OFF"), GROUPS),
        Mutant("row before original", _row_before_blob),
        Mutant("log before row", _log_before_row),
        Mutant("entries before records", _published("btcr"), PUBLISHING),
        Mutant("tiles before entries", _published("rtcb"), PUBLISHING),
        Mutant("checkpoint before entries and tiles", _published("rcbt"), PUBLISHING),
        Mutant("checkpoint written in place", _checkpoint_in_place, PUBLISHING),
        Mutant("rename before sync", _rename_before_sync),
        Mutant("acknowledged before commit", _acknowledged_before_commit),
    )
}
