"""What keeping costs: rows into the index beside a bare SQLite insert of the same rows, and readers beside a writer.

    python -m benchmarks.stores [--url postgresql://…] [--rows 20000] [--readers 20] [--seconds 10]

Both write the same rows into the same tables, in turn, in groups, every commit synced. Nothing is asserted: times depend on the
machine and its disk, so the ratio of one run is what counts.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import Any

from sqlalchemy import Table, bindparam, select

from benchmarks.machine import description
from onrecord.ledger.driver import SQLITE
from onrecord.ledger.index import Store
from onrecord.ledger.index.postgres import PostgresStore
from onrecord.ledger.index.sqlite import SqliteStore
from onrecord.ledger.index.tables import DOCUMENT, ENTRY, READING, RECORD

GROUP = 100
"""Entries in a commit, as the writer has it."""
BODY = 600
"""Bytes of an entry or record."""
ROUNDS = 3
PAUSE = 0.05
"""Seconds between two questions of a reader: a person, not a loop."""

Row = tuple[Table, dict[str, Any]]


def rows(first: int, entries: int) -> list[Row]:
    """The rows of some entries: of four, one is a document and one a reading, as with a report and its capture and findings."""
    made: list[Row] = []
    for number in range(first, first + entries):
        name = sha256(b"%d" % number).hexdigest()
        body = os.urandom(BODY // 2).hex().encode()
        kind = ("capture", "document", "reading", "finding")[number % 4]
        made.append((ENTRY, {"sequence": number, "type": kind, "body": body}))
        made.append((RECORD, {"number": number, "id": name, "type": kind, "sequence": number, "body": body}))
        if kind == "document":
            made.append((DOCUMENT, {"number": number, "identity": name, "name": f"report-{number}", "capture": name}))
        if kind == "reading":
            row = {"number": number, "id": name, "document": number - 1, "identity": name, "name": f"report-{number - 1}", "current": 1}
            made.append((READING, row | {"findings": None}))
    return [(table, values | _others(table, values)) for table, values in made]


def _others(table: Table, values: dict[str, Any]) -> dict[str, Any]:
    """Columns that were not there when this was written."""
    return {column.name: None if column.nullable else "" for column in table.columns if column.name not in values}


def by_store(store: Store, groups: Sequence[list[Row]]) -> float:
    """Seconds in which a store takes groups of rows."""
    connection = store.connect_writer()
    try:
        begun = time.perf_counter()
        for group in groups:
            for table, values in group:
                connection.add(table, values)
            connection.commit()
        return time.perf_counter() - begun
    finally:
        connection.close()


def by_hand(path: Path, groups: Sequence[list[Row]]) -> float:
    """Seconds in which SQLite takes them by ``executemany``, one statement a table and group."""
    SqliteStore(path).connect_writer().close()
    connection = SQLITE.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    begun = time.perf_counter()
    for group in groups:
        lists: dict[Table, list[tuple[Any, ...]]] = {}
        for table, values in group:
            lists.setdefault(table, []).append(tuple(values[column.name] for column in table.columns))
        connection.execute("BEGIN IMMEDIATE")
        for table, values_of in lists.items():
            connection.executemany(f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(table.columns))})", values_of)
        connection.execute("COMMIT")
    seconds = time.perf_counter() - begun
    connection.close()
    return seconds


def sync_seconds(folder: Path) -> float:
    """What one ``fdatasync`` of this disk takes, the median of two hundred."""
    took = []
    with (folder / "sync").open("wb", buffering=0) as file:
        for _ in range(200):
            file.write(b"x" * 4096)
            begun = time.perf_counter()
            os.fdatasync(file.fileno())
            took.append(time.perf_counter() - begun)
    return statistics.median(took)


def stores(folder: Path, url: str | None) -> Iterator[tuple[str, Callable[[], Store]]]:
    yield "SQLite", lambda: SqliteStore(folder / f"{token_hex(4)}.sqlite")
    if url:
        yield "PostgreSQL", lambda: PostgresStore(url, f"onrecord_{token_hex(8)}")


def read(store: Store, seconds: float) -> None:
    """A reader: print what each question took, in seconds, and what failed."""
    ask = select(RECORD.c.id, RECORD.c.body).join(READING, READING.c.number == RECORD.c.number).where(READING.c.name == bindparam("name"))
    latest = select(ENTRY.c.body).order_by(ENTRY.c.sequence.desc()).limit(50)
    took, failed = [], 0
    connection = store.connect_reader()
    until = time.monotonic() + seconds
    number = os.getpid() % 97
    while time.monotonic() < until:
        number = (number * 48271) % 2147483647
        begun = time.perf_counter()
        try:
            connection.one(ask, {"name": f"report-{number % 1000 * 4 + 1}"})
            connection.all(latest)
        except Exception as error:  # whatever fails a reader is a result here
            failed += 1
            print(f"a reader failed: {error}", file=sys.stderr)
        took.append(time.perf_counter() - begun)
        time.sleep(PAUSE)
    connection.close()
    print(json.dumps({"took": took, "failed": failed}))


def readers(place: Sequence[str], number: int, seconds: float, writer: Callable[[float], int]) -> dict[str, Any]:
    """Readers in processes of their own, first alone and then beside a writer."""
    result: dict[str, Any] = {}
    for name in ("alone", "beside"):
        command = [sys.executable, "-m", "benchmarks.stores", "--read", *place, "--seconds", str(seconds)]
        processes = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(number)]
        if name == "beside":
            result["entries per second"] = writer(seconds) / seconds
        told = [json.loads(process.communicate()[0]) for process in processes]
        took = sorted(one for each in told for one in each["took"])
        result[name] = {
            "questions": len(took),
            "failed": sum(each["failed"] for each in told),
            "p50 ms": took[len(took) // 2] * 1000,
            "p95 ms": took[len(took) * 95 // 100] * 1000,
        }
    result["p95 ratio"] = result["beside"]["p95 ms"] / result["alone"]["p95 ms"]
    return result


def write_for(store: Store, seconds: float, pace: float) -> int:
    """Write groups for as long as readers read; the number of entries."""
    connection = store.connect_writer()
    written = first = 1_000_000
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for table, values in rows(written, GROUP):
            connection.add(table, values)
        connection.commit()
        written += GROUP
        time.sleep(pace)
    connection.close()
    return written - first


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--url", help="a PostgreSQL database to measure beside SQLite")
    asked.add_argument("--rows", type=int, default=20_000, help="entries to write in each round")
    asked.add_argument("--readers", type=int, default=20)
    asked.add_argument("--seconds", type=float, default=10.0)
    asked.add_argument("--pace", type=float, default=0.1, help="seconds between two groups of the writer beside readers")
    asked.add_argument("--read", nargs=2, metavar=("PLACE", "SCHEMA"), help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.read:
        place, schema = given.read
        read(PostgresStore(place, schema) if schema != "-" else SqliteStore(Path(place)), given.seconds)
        return 0
    groups = [rows(first, GROUP) for first in range(0, given.rows, GROUP)]
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        folder = Path(name)
        result: dict[str, Any] = {
            "machine": description(),
            "SQLite version": SQLITE.sqlite_version,
            "fdatasync ms": sync_seconds(folder) * 1000,
            "entries in a commit": GROUP,
        }
        for kind, new in stores(folder, given.url):
            rounds = [(by_hand(folder / f"{token_hex(4)}.sqlite", groups), by_store(new(), groups)) for _ in range(ROUNDS)]
            bare, ours = (statistics.median(one) for one in zip(*rounds, strict=True))
            result[kind] = {
                "bare SQLite, entries per second": given.rows / bare,
                "the store, entries per second": given.rows / ours,
                "ratio": statistics.median(ours / bare for bare, ours in rounds),
            }
            store = new()
            by_store(store, groups)
            place = [store.url, store.schema] if isinstance(store, PostgresStore) else [store.place, "-"]
            result[kind]["readers"] = readers(
                place, given.readers, given.seconds, lambda seconds, store=store: write_for(store, seconds, given.pace)
            )
    print(json.dumps(result, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
