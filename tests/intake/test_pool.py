"""Workers: what they cost, what they give, and what becomes of a document that ends one."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.intake import order
from onrecord.intake.capture import Taken
from onrecord.intake.opened import OpenedPart, Parts
from onrecord.intake.parts import read_part
from onrecord.intake.pool import ANSWERS_AHEAD, Workers
from onrecord.records import Capture, Document, Issue
from onrecord.settings import Limits

HOSTILE = """
import os, signal, time
from onrecord.records import Document, Issue

def read(taken, capture, identifier, limits):
    words = taken.all().decode()
    if words.startswith("loop"):
        while True:
            pass
    if words.startswith("sleep"):
        time.sleep(1000)
    if words.startswith("memory"):
        held = []
        while True:
            held.append(bytearray(10_000_000))
    if words.startswith("die"):
        os.kill(os.getpid(), signal.SIGKILL)
    if words.startswith("leave"):
        os._exit(3)
    if words.startswith("print"):
        print("not an answer " * 1000, flush=True)
        os.write(1, b"nor this")
    if words.startswith("write"):
        with open("made-by-a-worker", "w") as file:
            file.write("x")
    if words.startswith("fail"):
        raise KeyError("a fault of the reader")
    for number in range(words.count("many") + words.count("each") or 1):
        if words.startswith("work"):
            until = time.process_time() + 0.4
            while time.process_time() < until:
                pass
        yield Document(id=f"{identifier} {number}" if number else identifier, text=words * (1 + 200_000 * ("many" in words)))
"""
"""A format that does what it is told, in the place of one that can be made to."""

CAPTURE = Capture(sha256="0" * 64, size=1, origin="a.warc", media_type="application/warc")


@pytest.fixture
def workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workers]:
    """Two workers that know the hostile format. ``sitecustomize`` is what Python loads at the beginning of every process."""
    (tmp_path / "hostile_format.py").write_text(HOSTILE)
    (tmp_path / "sitecustomize.py").write_text(
        "from onrecord.intake import formats\nformats.FORMATS['html'] = formats.FORMATS['mail'] = ('hostile_format', 'read')\n"
    )
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), *sys.path]))
    made = Workers(2)
    yield made
    made.close()


def part(words: str, *, limits: Limits | None = None, name: str = "html") -> OpenedPart:
    data = words.encode()
    taken = Taken(sha256=hashlib.sha256(data).hexdigest(), size=len(data), content=data)
    return OpenedPart(
        capture=CAPTURE,
        part=None,
        where=f"a.warc, {words}",
        identifier=words,
        format=name,
        one_report=True,
        taken=taken,
        limits=limits or Limits(parse_seconds=1),
        reader=read_part,
    )


def run(workers: Workers | None, *parts: OpenedPart | Issue) -> list[Document | Issue]:
    def known(_: OpenedPart) -> Document | None:
        return None

    given: Parts = iter(parts)
    return [outcome.found for outcome in order.outcomes(given, workers, known)]


def told(found: list[Document | Issue]) -> list[str]:
    return [one.code if isinstance(one, Issue) else one.text for one in found]


def test_order_is_kept_whatever_takes_how_long(workers: Workers) -> None:
    words = [f"number {number} {'x' * (number % 7) * 50_000}" for number in range(60)]
    assert told(run(workers, *(part(one) for one in words))) == words


def test_a_document_that_overruns_costs_itself_alone(workers: Workers) -> None:
    fate = {
        "loop": "parse.time",
        "memory": "parse.memory",
        "die": "parse.died",
        "leave": "parse.died",
        "fail": "file.fault",
        "sleep": "parse.time",
    }
    mixed = [words for bad in fate for words in (bad, f"good {bad}")]
    found = run(workers, *(part(words, limits=Limits(parse_seconds=1, parse_bytes=200_000_000)) for words in mixed))
    assert told(found) == [fate.get(words, words) for words in mixed]
    issues = [one for one in found if isinstance(one, Issue)]
    assert all(one.outcome == "quarantined" and one.where.startswith("a.warc, ") for one in issues)


def test_what_a_reader_prints_is_no_answer_and_it_writes_no_file(workers: Workers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert told(run(workers, part("print"), part("write"), part("good"))) == ["print", "file.unreadable", "good"]
    assert (tmp_path / "made-by-a-worker").read_bytes() == b""


def test_many_documents_of_one_part_and_a_large_part(workers: Workers) -> None:
    large = "large " + "x" * 30_000_000
    found = run(workers, part("many" * 12), part(large), part("good"))
    assert [one.id for one in found if isinstance(one, Document)] == [
        "many" * 12,
        *(f"{'many' * 12} {n}" for n in range(1, 12)),
        large,
        "good",
    ]


def test_each_document_of_a_part_has_its_seconds(workers: Workers) -> None:
    limits = Limits(parse_seconds=1)
    long = f"work {'each' * 4} {'x' * 9_000_000}"
    mailbox = part(long, limits=limits, name="mail")
    alone = part(f"work {'each' * 10} {'x' * 9_000_000}", limits=limits)  # the limit counts whole seconds, so less could still be let pass
    assert [isinstance(one, Document) for one in run(workers, mailbox)] == [True] * 4, "four times 0.4 seconds, of a format of many reports"
    assert [one.code for one in run(workers, alone) if isinstance(one, Issue)] == ["parse.time"], "of a format of one report"


def test_a_part_has_no_more_seconds_than_its_bytes_give(workers: Workers) -> None:
    found = run(workers, part(f"work {'each' * 20}", limits=Limits(parse_seconds=1), name="mail"))
    assert [one.code for one in found if isinstance(one, Issue)] == ["parse.time"]


def test_documents_that_nobody_takes_yet_wait_in_the_worker(workers: Workers) -> None:
    number = 4 * ANSWERS_AHEAD
    pending = workers.submit(part("each" * number))
    documents = pending.documents()
    assert isinstance(next(documents), Document)
    time.sleep(1)
    assert pending.waiting <= ANSWERS_AHEAD
    assert len(list(documents)) == number - 1


def test_what_nobody_takes_any_more_keeps_no_worker(workers: Workers) -> None:
    number = 4 * ANSWERS_AHEAD
    for _ in range(2 * workers.number):
        outcomes = order.outcomes(iter([part("each" * number), part("each" * number)]), workers, lambda _: None)
        next(outcomes)
        outcomes.close()
    assert told(run(workers, part("good"))) == ["good"]


def test_parts_on_disk_are_read_from_there(workers: Workers, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text("good on disk")
    given = part("good on disk")
    on_disk = Taken(sha256=given.taken.sha256, size=given.taken.size, content=file)
    assert told(run(workers, replace(given, taken=on_disk))) == ["good on disk"]


def test_without_workers_it_is_the_same() -> None:
    page = "<!doctype html><p>The clinic said that nobody was hurt in Upper Vale on Monday.</p>"
    two = Workers(2)
    try:
        assert run(two, part(page, limits=Limits())) == run(None, part(page, limits=Limits()))
    finally:
        two.close()


def test_no_more_than_a_bounded_number_is_taken_ahead(workers: Workers) -> None:
    taken: list[int] = []

    def parts() -> Parts:
        for number in range(100):
            taken.append(number)
            yield part(f"number {number}")

    outcomes = order.outcomes(parts(), workers, lambda _: None)
    next(outcomes)
    assert len(taken) <= order.PARTS_AHEAD * workers.number + 1
    outcomes.close()


def test_ended_workers_leave_no_process(workers: Workers) -> None:
    others = set(_children(os.getpid()))  # shared ones, of tests before this
    run(workers, part("good"), part("good 2"))
    workers.submit(part("sleep", limits=Limits()))
    time.sleep(0.2)
    before = set(_children(os.getpid())) - others
    assert before
    workers.close()
    assert not set(_children(os.getpid())) & before


PARENT = """
import os, sys, time
from onrecord.intake.pool import shared_workers
from tests.intake.test_pool import part
from onrecord.settings import Limits
workers = shared_workers(2)
for words in ("good", "good 2"):
    list(workers.submit(part(words, limits=Limits())).documents())
workers.submit(part("loop", limits=Limits(parse_seconds=1000)))
workers.submit(part("sleep", limits=Limits(parse_seconds=1000)))
time.sleep(0.3)
print("ready", flush=True)
time.sleep(1000)
"""


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for processes in /proc")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_main_process_that_ends_leaves_no_worker(workers: Workers, how: signal.Signals) -> None:
    root = str(Path(__file__).parents[2])
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([os.environ["PYTHONPATH"], root])}
    process = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    children = _children(process.pid)
    assert len(children) == 2
    process.send_signal(how)
    process.wait()
    process.stdout.close()
    for _ in range(200):
        if not any(_runs(child) for child in children):
            break
        time.sleep(0.05)
    assert not [child for child in children if _runs(child)]


def _children(process: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{process}/task").iterdir():
        with suppress(FileNotFoundError):  # a thread that ended meanwhile
            found += map(int, (task / "children").read_text().split())
    return found


def _runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in ("Z", "X")
    except OSError:
        return False
