"""Workers of a Ray cluster, which each test begins on this machine: the same ledger as with one process, whatever is lost."""

import importlib.util
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.conftest import missing

from onrecord.ledger import View

REPORTS = 30
RAY = ("--workers", "2", "--engine", "ray")


@pytest.fixture(autouse=True)
def ray(desk) -> Iterator[None]:
    """Ray's own files in a folder with a short name: sockets lie in it."""
    if importlib.util.find_spec("ray") is None:
        missing("Ray")
    with tempfile.TemporaryDirectory(prefix="r", ignore_cleanup_errors=True) as folder:
        desk.environment.update(RAY_TMPDIR=folder, RAY_USAGE_STATS_ENABLED="0")
        yield


@pytest.fixture
def whole(desk, told) -> Callable[[list[dict[str, str]]], tuple[bytes, object]]:
    def read(reports):
        desk.write(reports)
        done = desk.read("one", "--json")
        desk.readings()
        return done.stdout, told(desk.folder / "one")

    return read


def actors_of(pid: int) -> list[int]:
    """Processes of workers in the cluster that a process began: Ray gives a process that runs an actor a name."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout.splitlines()
    rows = [(int(line.split()[0]), int(line.split()[1]), line) for line in listed]
    under = {pid}
    for _ in range(6):
        under |= {one for one, parent, _ in rows if parent in under}
    return [one for one, _, line in rows if one in under and "ray::RemoteReader" in line]


def test_a_cluster_makes_the_ledger_of_one_process(desk, told, whole):
    out, ledger = whole([desk.report(number) for number in range(REPORTS)])
    done = desk.read("two", "--json", *RAY)
    assert (done.returncode, done.stdout) == (0, out), done.stderr
    assert told(desk.folder / "two") == ledger
    assert len(desk.readings()) == REPORTS


def test_a_worker_that_is_killed_half_way_costs_nothing_and_a_text_that_ends_its_reader_is_an_issue(desk, told):
    reports = [desk.report(number, "always" if number == 21 else "") for number in range(4 * REPORTS)]
    desk.write(reports)
    one = desk.read("one", "--json", "--workers", "2")
    program = desk.start("two", "--json", *RAY)
    first = program.stdout.readline()
    actors = actors_of(program.pid)
    assert actors
    os.kill(actors[0], signal.SIGKILL)
    rest, said = program.communicate()
    assert (program.returncode, first + rest) == (1, one.stdout), said
    assert b"reading.worker-lost" in said
    assert told(desk.folder / "two") == told(desk.folder / "one")
    with View.open(desk.folder / "two") as view:
        assert sum(1 for _ in view.readings()) == len(reports) - 1


def test_a_run_that_was_killed_goes_on_with_its_index_in_postgresql(desk, told, whole, postgres: str):
    out, ledger = whole([desk.report(number) for number in range(4 * REPORTS)])
    case = desk.folder / "two"
    case.mkdir()
    (case / "onrecord.toml").write_text(f'[index]\nurl = "{postgres}"\n')
    program = desk.start("two", "--json", *RAY)
    for _ in range(REPORTS):
        program.stdout.readline()
    program.send_signal(signal.SIGKILL)
    program.communicate()
    with View.open(case) as view:
        kept = {one.text.split(":")[0] for one in view.readings()}
    assert len(kept) >= REPORTS
    _until_ended(desk)
    desk.readings()
    done = desk.read("two", "--json", *RAY)
    assert (done.returncode, done.stdout) == (0, out), done.stderr
    assert not set(desk.readings()) & kept
    assert told(case) == ledger


def _until_ended(desk) -> None:
    """Readers of a cluster whose driver was killed end a moment after it."""
    for _ in range(600):
        found = []
        for folder in Path("/proc").iterdir():
            try:
                found.append(
                    str(desk.noted).encode() in (folder / "environ").read_bytes() and b"batch.worker" in (folder / "cmdline").read_bytes()
                )
            except OSError:
                continue
        if not any(found):
            return
        time.sleep(0.1)
    pytest.fail("readers were left behind")


def test_where_ray_is_not_installed_it_is_said(desk):
    (desk.folder / "path" / "ray.py").write_text("raise ModuleNotFoundError(name='ray')\n")
    desk.write([desk.report(1)])
    done = desk.read("case", *RAY)
    assert done.returncode == 2
    assert done.stderr.decode().startswith("error: the engine ray needs the package ray\nhint: pip install 'onrecord[ray]'")


def test_a_cluster_that_is_not_there_is_said(desk):
    desk.write([desk.report(1)])
    desk.environment["RAY_ADDRESS"] = "127.0.0.1:1"
    done = desk.read("case", *RAY)
    assert done.returncode == 2
    assert done.stderr.startswith(b"error: The Ray cluster at 127.0.0.1:1 cannot be reached")
