"""What custody costs when a case is appended to, beside a bare SQLite insert of the same rows: ``python -m benchmarks.appending``.

OnRecord's writer appends reports the way reading does, with the questions that come before each: is it there, what was read at this place,
what stood at this address. Each is an original, a document, a reading and findings: canonical JSON, content ids, salted digests, the Merkle
tree, a signed checkpoint for each group of 100 entries, one synced commit for each group, and the log published – tiles, bundles, record
lines and checkpoint, each synced – before the case is closed. Then the rows that this left in the index are put into an empty database
by ``executemany``, a synced commit for the rows of each 100 entries, with nothing else done. Both in turn, in processes of their own;
the ratio is that of one round. Single appends, each committed by itself, stand beside one ``fdatasync`` of the same disk.

Two kinds of reports are taken in. Those *of one file*, as of a file of JSON Lines, have one original, kept once. Those *with originals*
(``--originals``) have one each, which is copied, hashed, synced, renamed and its folder synced. A bare insert keeps no files, so the
seconds spent on them are counted apart, and the ratio is without them. What one of the last tenth of the reports costs beside one of the
first shows whether an append costs more the more there is.
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
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest.mock import patch

from msgspec.structs import replace

from benchmarks.machine import description
from benchmarks.page import table, write_between
from benchmarks.stores import sync_seconds
from onrecord.ledger import Ledger
from onrecord.ledger.blobs import FolderStore
from onrecord.ledger.driver import SQLITE
from onrecord.ledger.index.sqlite import SqliteStore
from onrecord.ledger.index.tables import METADATA
from onrecord.ledger.kept_original import Content
from onrecord.records import Capture, Document, Figure, Finding, Reader, Reading, ReportDetails

GROUP = 100
"""Entries in a commit."""
SINGLE = 200
"""Appends that are committed by themselves."""
TOGETHER = b"the lines of all reports\n"
"""Stands for the file that all reports of one file stand in."""
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


def placed(number: int, *, originals: bool) -> Iterator[tuple[Document, Reading, bytes]]:
    """The reports where they were found, with the bytes that are kept of each: in one file together, or in one each."""
    for at, (document, reading) in enumerate(reports(number)):
        content = document.text.encode() if originals else TOGETHER
        origin = f"report-{at}.txt" if originals else "reports.jsonl"
        capture = Capture(sha256=sha256(content).hexdigest(), size=len(content), origin=origin, media_type="text/plain")
        yield replace(document, capture=capture, url=f"https://vale.example/{at}"), reading, content


@contextmanager
def files_timed() -> Iterator[list[float]]:
    """Within, the seconds that keeping each file takes come together in a list."""
    took: list[float] = []

    keep = FolderStore.keep

    def timed(store: FolderStore, capture: Capture, content: Content) -> None:
        begun = time.perf_counter()
        keep(store, capture, content)
        took.append(time.perf_counter() - begun)

    with patch.object(FolderStore, "keep", timed):
        yield took


def with_custody(folder: Path, number: int, *, originals: bool) -> dict[str, float]:
    """Append reports to a new case; seconds until everything was acknowledged, and until it was published and the case closed.

    Beside these the seconds spent on files, and the CPU seconds of the last tenth of the reports over those of the first.
    """
    made = list(placed(number, originals=originals))
    tenth = max(1, number // 10)
    marks = []
    with files_timed() as files:
        begun, cpu = time.perf_counter(), time.process_time()
        with Ledger.open(folder, create=True) as ledger:
            for at, (document, reading, content) in enumerate(made):
                if at in (0, tenth, number - tenth):
                    marks.append(time.process_time())
                take_in(ledger, document, reading, content if originals or not at else None)
            marks.append(time.process_time())
            ledger.commit()
            acknowledged = time.perf_counter() - begun
        seconds, cpu = time.perf_counter() - begun, time.process_time() - cpu
    with sqlite3.connect(f"file:{index_of(folder)}?mode=ro", uri=True) as connection:
        entries = connection.execute("SELECT count(*) FROM entry").fetchone()[0]
    growth = (marks[-1] - marks[-2]) / (marks[1] - marks[0])
    return {
        "acknowledged": acknowledged - sum(files),
        "seconds": seconds - sum(files),
        "files": sum(files),
        "cpu": cpu,
        "entries": entries,
        "growth": growth,
    }


def take_in(ledger: Ledger, document: Document, reading: Reading, content: bytes | None) -> None:
    """What the flow asks and appends for one report that is new; ``content`` of an original that comes with it."""
    capture = document.capture
    assert capture is not None, "placed"
    if content is not None:
        ledger.lacks(capture)
        ledger.keep(capture, content)
    list(ledger.view.readings_found_at(capture, document.part, document.id))
    ledger.view.reading_of(document)
    ledger.view.versions_around(document)
    ledger.append_reading(document, reading)


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


def measured(folder: Path, number: int, *, originals: bool) -> dict[str, dict[str, float]]:
    """One round."""
    case, other, alone = folder / "case", folder / "bare", folder / "single"
    try:
        ours = apart("--append", str(case), "--reports", str(number), *(["--originals"] if originals else []))
        return {"ours": ours, "bare": apart("--bare", str(other), "--source", str(case)), "single": apart("--single", str(alone))}
    finally:
        for made in (case, other, alone):
            shutil.rmtree(made, ignore_errors=True)


def main() -> int:
    """Measure in rounds, print a table or write it into a page."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--reports", type=int, default=20_000, help="each makes three entries, with an original four")
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--originals", action="store_true", help="only reports with originals")
    asked.add_argument("--write", type=Path, help="page whose table is replaced")
    for hidden in ("--append", "--bare", "--source", "--single"):
        asked.add_argument(hidden, type=Path, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.append or given.bare or given.single:
        made = with_custody(given.append, given.reports, originals=given.originals) if given.append else None
        made = made or (bare(given.bare, given.source) if given.bare else single(given.single))
        print(json.dumps(made))
        return 0
    kinds = {"with originals": True} if given.originals else {"of one file": False, "with originals": True}
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:  # on the disk that cases lie on, not in memory
        found = {kind: [measured(Path(name), given.reports, originals=own) for _ in range(given.rounds)] for kind, own in kinds.items()}
    text = f"Measured on {time.strftime('%Y-%m-%d')} on {description()}, SQLite {SQLITE.sqlite_version}; {shown(found)}"
    print(text)
    if given.write:
        write_between(given.write, "appending", text)
    return 0


Rounds = list[dict[str, dict[str, float]]]


def shown(found: dict[str, Rounds]) -> str:
    """What was measured, medians of the rounds."""
    head = ("way", "entries per second", "time, ratio", "entries per CPU second")
    lines = [line for kind, rounds in found.items() for line in lines_of(kind, rounds)]
    told = [told_of(kind, rounds) for kind, rounds in found.items()]
    every = [one for rounds in found.values() for one in rounds]
    alone = {what: statistics.median(one["single"][what] for one in every) for what in ("p50", "p95", "sync")}
    one = (
        f"One append committed by itself: p50 {alone['p50'] * 1000:.1f} ms, p95 {alone['p95'] * 1000:.1f} ms; "
        f"an `fdatasync` {alone['sync'] * 1000:.1f} ms, so the p95 is {alone['p95'] / alone['sync']:.1f} of them."
    )
    rounds = len(every) // len(found)
    return f"{rounds} rounds, 100 entries a commit.\n\n{table(head, lines)}\n\n" + "\n".join([*told, one])


def median(rounds: Rounds, way: str, what: str) -> float:
    """Of the rounds."""
    return statistics.median(one[way][what] for one in rounds)


def lines_of(kind: str, rounds: Rounds) -> list[tuple[str, str, str, str]]:
    """The lines of the table for one kind of reports."""
    entries = rounds[0]["ours"]["entries"]

    def line(way: str, seconds: float, ratio: float, cpu: float | None = None) -> tuple[str, str, str, str]:
        return f"{kind}: {way}", f"{entries / seconds:,.0f}", f"{ratio:.2f}", "–" if cpu is None else f"{entries / cpu:,.0f}"

    def ratio(*whats: str) -> float:
        return statistics.median(sum(one["ours"][what] for what in whats) / one["bare"]["seconds"] for one in rounds)

    lines = [
        line("bare SQLite, the same rows", median(rounds, "bare", "seconds"), 1, median(rounds, "bare", "cpu")),
        line("custody, acknowledged", median(rounds, "ours", "acknowledged"), ratio("acknowledged")),
        line("custody, published and closed", median(rounds, "ours", "seconds"), ratio("seconds"), median(rounds, "ours", "cpu")),
    ]
    if kind == "with originals":
        whole = median(rounds, "ours", "seconds") + median(rounds, "ours", "files")
        lines.append(line("the same and the files kept", whole, ratio("seconds", "files")))
    return lines


def told_of(kind: str, rounds: Rounds) -> str:
    """What stands below the table on one kind of reports."""
    entries = rounds[0]["ours"]["entries"]
    growth = median(rounds, "ours", "growth")
    return (
        f"Reports {kind}: {entries:,.0f} entries, {median(rounds, 'bare', 'rows') / entries:.2f} rows each; the last tenth of them took"
        f" {growth:.2f} times the processor time of the first."
    )


if __name__ == "__main__":
    sys.exit(main())
