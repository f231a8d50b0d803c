"""Killed at any moment, a writer loses nothing that it acknowledged and doubles nothing when it runs again."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.both_verifiers import verify

from onrecord.ledger import Ledger, View, reindex

REPORTS = 120
KILLS = 12

# Lines are written in one piece: a print is several writes where output is unbuffered, and a kill between them halves a number.
WRITER = """
import os
import sys
from hashlib import sha256
from pathlib import Path
from onrecord.ledger import Ledger
from onrecord.records import Capture, Document, Finding, Reading

case, reports = Path(sys.argv[1]), int(sys.argv[2])
with Ledger.open(case, create=True) as ledger:
    for number in range(reports):
        text = f"Report {number}: " + "the mill stood still. " * (number % 50)
        data = text.encode()
        capture = Capture(sha256=sha256(data).hexdigest(), size=len(data), origin=f"{number}.txt", media_type="text/plain")
        document = Document(id=str(number), text=text, capture=capture)
        ledger.keep(capture, data)
        if ledger.view.reading_of(document) is None:
            finding = Finding(id="x1", rule="dates-disagree", sentence="Two dates.")
            ledger.append_reading(document, Reading(id=str(number), text=text, findings=(finding,)))
            os.write(1, b"read %d\\n" % number)
        if number % 3 == 2:
            ledger.commit()
            os.write(1, b"kept %d\\n" % number)
os.write(1, b"done\\n")
"""


def run_writer(case: Path, *, kill_after: int | None, delay: float) -> tuple[list[int], int, bool]:
    """Run the writer, kill it some lines and a moment later; reports read, the last acknowledged, and whether it finished."""
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(case), str(REPORTS)], stdout=subprocess.PIPE, text=True, env=os.environ)
    assert process.stdout is not None
    read, acknowledged, done = [], -1, False
    for lines, line in enumerate(process.stdout, start=1):
        word, *rest = line.split()
        if word == "read":
            read.append(int(rest[0]))
        elif word == "kept":
            acknowledged = int(rest[0])
        done = done or word == "done"
        if kill_after is not None and lines == kill_after:
            time.sleep(delay)
            process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    return read, acknowledged, done


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_acknowledged_readings_survive_and_the_rest_is_read_once(tmp_path: Path, content_ids, begin: Callable[[Path], None]):
    case = tmp_path / "case"
    begin(case)
    dice = random.Random(5)
    safe = -1
    for _ in range(KILLS):
        read, acknowledged, done = run_writer(case, kill_after=dice.randint(1, 14), delay=dice.random() * 0.01)
        assert all(number > safe for number in read), "a report that was acknowledged was read again"
        safe = max(safe, acknowledged)
        if case.joinpath("onrecord.toml").exists():
            Ledger.open(case, create=False).close()
            with View.open(case) as view:
                there = [int(reading.id) for reading in view.readings()]
                assert there == list(range(len(there))), "lost, doubled or out of order"
                assert len(there) > safe
                assert all(len(reading.findings) == 1 for reading in view.readings())
                safe = max(safe, len(there) - 1)
        if done:
            break
    _, _, done = run_writer(case, kill_after=None, delay=0)
    assert done
    with View.open(case) as view:
        assert [int(reading.id) for reading in view.readings()] == list(range(REPORTS))
        entries = list(view.entries())
        assert len(entries) == 1 + 4 * REPORTS
        captures = content_ids(view, [entry.generated[0] for entry in entries if entry.type == "capture"])
        assert len(captures) == REPORTS
        assert all(view.original(view.record(name).sha256).size() for name in captures)
    assert verify(case).exit == 0
    for path in (case / "db").glob("index*"):
        path.unlink()
    assert reindex(case).entries == 1 + 4 * REPORTS


def test_a_killed_writer_leaves_no_lock(tmp_path: Path, begin: Callable[[Path], None]):
    begin(tmp_path / "case")
    run_writer(tmp_path / "case", kill_after=1, delay=0)
    Ledger.open(tmp_path / "case", create=False).close()
