"""An export that is stopped at any moment never leaves something that looks like a dossier, and can be made again (G3)."""

import contextlib
import errno
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.both_verifiers import verify
from tests.export.dossier.conftest import Desk

from onrecord.errors import OnRecordError
from onrecord.ledger import View

KILLS = 25

# The program is loaded once; each export is a process of its own.
EXPORTER = """
import os, sys
from pathlib import Path
from onrecord import flow
case = Path(sys.argv[1])
for line in sys.stdin:
    child = os.fork()
    if not child:
        with flow.case_of(case) as ledger:
            os.write(1, b"%d\\n" % os.getpid())
            flow.export_dossier(ledger, ["wire.txt", "page.html", "hostile.txt"], Path(line.strip()))
        os._exit(0)
    os.waitpid(child, 0)
    os.write(1, b"over\\n")
"""


def test_killed_at_any_moment(desk: Desk):
    dice = random.Random(3)
    complete, took = 0, 0.0
    exporter = subprocess.Popen([sys.executable, "-c", EXPORTER, desk.case], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert exporter.stdin is not None
    assert exporter.stdout is not None
    for number in range(KILLS):
        out = desk.folder / f"{number}.wacz"
        exporter.stdin.write(f"{out}\n")
        exporter.stdin.flush()
        child = int(exporter.stdout.readline())
        begun = time.monotonic()
        if number:
            time.sleep(took * dice.random())
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        assert exporter.stdout.readline() == "over\n"
        took = took or time.monotonic() - begun  # the first is let go on, to know how long one takes
        proof = Path(f"{out}.tlog-proof")
        assert out.exists() or not proof.exists()
        if out.exists():
            verdict = verify(out)
            assert verdict.verdict == "intact"
            assert proof.exists() != ("no-export-proof" in {left.code for left in verdict.not_shown})
            complete += proof.exists()
    exporter.communicate()
    assert verify(desk.case).verdict in ("intact", "incomplete"), "a stop may leave lines that no entry names yet"
    assert 1 <= complete < KILLS, "no kill came in time"
    last = desk.export("page.html", out="last.wacz")
    assert verify(last).verdict == "intact"
    assert verify(desk.case).verdict == "intact"


def test_a_full_disk_leaves_nothing_and_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("onrecord.export.dossier.assembly._write_listing", full)
        with pytest.raises(OnRecordError, match="could not be written: No space left on device"):
            desk.export("page.html")
    assert not list(desk.folder.glob("*wacz*"))
    assert not list(desk.folder.glob(".*wacz*"))
    assert verify(desk.export("page.html")).verdict == "intact"


def test_what_is_entered_and_did_not_go_out_has_no_name(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    def stopped(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr("onrecord.export.dossier.assembly.Built.put_in_place", stopped)
        with pytest.raises(OnRecordError):
            desk.export("page.html")
    assert not list(desk.folder.glob("*wacz*"))
    with View.open(desk.case) as view:
        assert [entry.type for entry in view.entries()].count("export") == 1


def left_by(desk: Desk, out: Path) -> list[Path]:
    """What exports leave beside a place that are killed there, with a link that leads elsewhere."""
    left = [out.with_name(f".{name}.unfinished") for name in (out.name, f"{out.name}.tlog-proof")]
    left[0].write_text("a name that was to be blacked out")
    left[1].symlink_to(desk.folder / "elsewhere")
    (desk.folder / "elsewhere").write_text("kept")
    return left


def test_what_a_killed_export_left_goes_with_the_next_to_the_same_place(desk: Desk):
    left = left_by(desk, desk.folder / "dossier.wacz")
    out = desk.export("wire.txt")
    assert not [path for path in left if os.path.lexists(path)]
    assert (desk.folder / "elsewhere").read_text() == "kept"
    assert verify(out).exit == 0


@pytest.mark.parametrize("why", ["no such report", "there already"])
def test_it_goes_also_where_the_next_is_refused(desk: Desk, why: str):
    out = desk.folder / "dossier.wacz"
    left = left_by(desk, out)
    if why == "there already":
        out.write_text("another")
    with pytest.raises(OnRecordError):
        desk.export("wire.txt" if why == "there already" else "nowhere.txt")
    assert not [path for path in left if os.path.lexists(path)]
    assert why != "there already" or out.read_text() == "another"
