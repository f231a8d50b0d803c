"""What custody costs when a case is appended to, beside a bare SQLite insert of the same rows: ``python -m benchmarks.appending``.

OnRecord's writer appends reports with their documents, readings and findings: canonical JSON, content ids, salted digests, the Merkle
tree, a signed checkpoint for each group of 100 entries, one synced commit for each group, and the log published – tiles, bundles, record
lines and checkpoint, each synced – before the case is closed. Then the rows that this left in the index are put into an empty database
by ``executemany``, a synced commit for the rows of each 100 entries, with nothing else done. Both in turn, in processes of their own;
the ratio is that of one round. Single appends, each committed by itself, stand beside one ``fdatasync`` of the same disk.
"""

import argparse
import json
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.machine import description
from benchmarks.page import table, write_between
from benchmarks.stores import sync_seconds
from onrecord.ledger import Ledger
from onrecord.ledger.driver import SQLITE
from onrecord.ledger.index.sqlite import SqliteStore
from onrecord.ledger.index.tables import METADATA
from onrecord.records import Document, Figure, Finding, Reader, Reading, ReportDetails

GROUP = 100
"""Entries in a commit."""
SINGLE = 200
"""Appends that are committed by themselves."""
PLACES = ("Upper Vale", "Orvane", "Dorvan", "Kestria", "Sel Harbour", "the Ninth Ward")


def reports(number: int) -> Iterator[tuple[Document, Reading]]:
    """Short reports with a figure and a finding each: three entries, of about 600 bytes a record."""
    reader = Reader(name="rules", version="1", settings={"language": None})
    for at in range(number):
        place = PLACES[at % len(PLACES)]
        text = f"On day {at} the clinic of {place} said that {at + 2} people were hurt. " + "The mill stood still. " * 5
        details = ReportDetails(outlet="The Vale Post", published="2031-03-05")
        figure = Figure(id="f1", measure="injured", min=at + 2, max=at + 2, start=0, end=1, phrase=f"{at + 2} people")
        finding = Finding(
            id="x1",
            rule="figure-without-source",
            records=("f1",),
            sentence="A figure is stated without a source.",
            detail={"value": at, "share": 0.5},
        )
        yield (
            Document(id=f"report-{at}", text=text, date="2031-03-05"),
            Reading(id=f"report-{at}", text=text, report=details, figures=(figure,), findings=(finding,), reader=reader),
        )


def with_custody(folder: Path, number: int) -> dict[str, float]:
    """Append reports to a new case; seconds until everything was acknowledged, and until it was published and the case closed."""
    made = list(reports(number))
    begun, cpu = time.perf_counter(), time.process_time()
    with Ledger.open(folder, create=True) as ledger:
        for document, reading in made:
            ledger.append_reading(document, reading)
        ledger.commit()
        acknowledged = time.perf_counter() - begun
    seconds, cpu = time.perf_counter() - begun, time.process_time() - cpu
    with sqlite3.connect(f"file:{index_of(folder)}?mode=ro", uri=True) as connection:
        entries = connection.execute("SELECT count(*) FROM entry").fetchone()[0]
    return {"acknowledged": acknowledged, "seconds": seconds, "cpu": cpu, "entries": entries}


def index_of(folder: Path) -> Path:
    """The file of the index of a case."""
    return folder / "db" / "index.sqlite"


def bare(folder: Path, source: Path) -> dict[str, float]:
    """The rows of a case's index into an empty database, a commit for those of each hundred entries."""
    groups = rows(index_of(source))
    folder.mkdir()
    path = folder / "index.sqlite"
    SqliteStore(path).connect_writer().close()
    connection = SQLITE.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    begun, cpu = time.perf_counter(), time.process_time()
    for group in groups:
        connection.execute("BEGIN IMMEDIATE")
        for name, lines in group.items():
            connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(lines[0]))})", lines)
        connection.execute("COMMIT")
    seconds, cpu = time.perf_counter() - begun, time.process_time() - cpu
    connection.close()
    return {"seconds": seconds, "cpu": cpu, "rows": sum(len(lines) for group in groups for lines in group.values())}


def rows(index: Path) -> list[dict[str, list[tuple[Any, ...]]]]:
    """The rows of every table by hundreds of entries, in an order in which none comes before one that it refers to."""
    groups: dict[int, dict[str, list[tuple[Any, ...]]]] = {}
    with sqlite3.connect(f"file:{index}?mode=ro", uri=True) as connection:
        entry_of = dict(connection.execute("SELECT number, sequence FROM record"))
        for made in METADATA.sorted_tables:
            if made.name in ("migration", "checkpoint", "compared"):
                continue
            columns = [column.name for column in made.columns]
            for line in connection.execute(f"SELECT {', '.join(columns)} FROM {made.name} ORDER BY 1"):
                sequence = line[0] if made.name == "entry" else entry_of[line[0]]
                groups.setdefault(sequence // GROUP, {}).setdefault(made.name, []).append(line)
    return [groups[at] for at in sorted(groups)]


def single(folder: Path) -> dict[str, float]:
    """Appends of one note each, every one committed; and what one ``fdatasync`` takes there."""
    took = []
    with Ledger.open(folder, create=True) as ledger:
        for at in range(SINGLE):
            begun = time.perf_counter()
            ledger.append_note({"text": f"Looked at on day {at}."}, by="A. Editor")
            ledger.commit()
            took.append(time.perf_counter() - begun)
    took.sort()
    return {"p50": took[SINGLE // 2], "p95": took[SINGLE * 95 // 100], "sync": sync_seconds(folder)}


def apart(*arguments: str) -> dict[str, float]:
    """A measurement in a process of its own."""
    done = subprocess.run([sys.executable, "-m", "benchmarks.appending", *arguments], capture_output=True, text=True, check=True)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def measured(folder: Path, number: int) -> dict[str, dict[str, float]]:
    """One round."""
    case, other, alone = folder / "case", folder / "bare", folder / "single"
    try:
        ours = apart("--append", str(case), "--reports", str(number))
        return {"ours": ours, "bare": apart("--bare", str(other), "--source", str(case)), "single": apart("--single", str(alone))}
    finally:
        for made in (case, other, alone):
            shutil.rmtree(made, ignore_errors=True)


def main() -> int:
    """Measure in rounds, print a table or write it into a page."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--reports", type=int, default=20_000, help="each makes three entries")
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--write", type=Path, help="page whose table is replaced")
    for hidden in ("--append", "--bare", "--source", "--single"):
        asked.add_argument(hidden, type=Path, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.append or given.bare or given.single:
        made = with_custody(given.append, given.reports) if given.append else None
        made = made or (bare(given.bare, given.source) if given.bare else single(given.single))
        print(json.dumps(made))
        return 0
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:  # on the disk that cases lie on, not in memory
        rounds = [measured(Path(name), given.reports) for _ in range(given.rounds)]
    text = f"Measured on {time.strftime('%Y-%m-%d')} on {description()}, SQLite {SQLITE.sqlite_version}; {shown(rounds)}"
    print(text)
    if given.write:
        write_between(given.write, "appending", text)
    return 0


def shown(rounds: list[dict[str, dict[str, float]]]) -> str:
    """What was measured, medians of the rounds."""

    def median(way: str, what: str) -> float:
        return statistics.median(one[way][what] for one in rounds)

    def ratio(what: str) -> float:
        return statistics.median(one["ours"][what] / one["bare"]["seconds"] for one in rounds)

    entries, single_ratio = rounds[0]["ours"]["entries"], statistics.median(one["single"]["p95"] / one["single"]["sync"] for one in rounds)
    lines = [
        ("bare SQLite, the same rows", f"{entries / median('bare', 'seconds'):,.0f}", "1.00", f"{entries / median('bare', 'cpu'):,.0f}"),
        (
            "with custody, acknowledged",
            f"{entries / median('ours', 'acknowledged'):,.0f}",
            f"{ratio('acknowledged'):.2f}",
            "–",
        ),
        (
            "with custody, published and closed",
            f"{entries / median('ours', 'seconds'):,.0f}",
            f"{ratio('seconds'):.2f}",
            f"{entries / median('ours', 'cpu'):,.0f}",
        ),
    ]
    head = ("way", "entries per second", "time, ratio", "entries per CPU second")
    one = (
        f"One append committed by itself: p50 {median('single', 'p50') * 1000:.1f} ms, p95 {median('single', 'p95') * 1000:.1f} ms; "
        f"an `fdatasync` {median('single', 'sync') * 1000:.1f} ms, so the p95 is {single_ratio:.1f} of them."
    )
    rows_per = median("bare", "rows") / entries
    return f"{entries:,.0f} entries, {rows_per:.2f} rows each, {len(rounds)} rounds, 100 entries a commit.\n\n{table(head, lines)}\n\n{one}"


if __name__ == "__main__":
    sys.exit(main())
