"""Many processes and one writer: the same ledger as with one process, whatever happens to any of them."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from onrecord.batch import readers_for
from onrecord.batch.local import LocalReaders
from onrecord.errors import OnRecordError, WrongUse
from onrecord.flow import read_alone, read_sources
from onrecord.ledger import Ledger, View
from onrecord.records import Document, Issue, Party, Reading
from onrecord.settings import Endpoint, Settings

REPORTS = 24


@pytest.fixture
def whole(desk, told):
    """The reports read by one process: what it printed, and what its log says."""

    def read(reports):
        desk.write(reports)
        done = desk.read("one", "--json")
        desk.readings()
        return done, told(desk.folder / "one")

    return read


def test_two_processes_make_the_ledger_of_one(desk, told, whole):
    reports = [desk.report(number) for number in range(REPORTS)]
    reports.insert(7, {"id": "again", "text": reports[3]["text"]})  # read while its twin is on its way
    reports.insert(9, "no object at all")
    reports.insert(11, {"id": "dated", "text": reports[3]["text"], "date": "2031-03-05"})
    done, ledger = whole(reports)
    two = desk.read("two", "--json", "--workers", "2")
    assert (two.returncode, two.stdout) == (done.returncode, done.stdout) == (1, done.stdout)
    assert two.stdout.count(b"\n") == REPORTS + 2
    assert told(desk.folder / "two") == ledger
    assert sorted(desk.readings()) == sorted([f"Report {number}" for number in range(REPORTS)] + ["Report 3"])
    assert desk.read("two", "--json", "--workers", "2").stdout == done.stdout
    assert desk.readings() == []  # nothing that is kept was given to a reader


def test_several_files_and_a_folder(desk, told):
    (desk.folder / "in").mkdir()
    for number in range(6):
        (desk.folder / "in" / f"{number}.txt").write_text(desk.report(number)["text"])
    (desk.folder / "in" / "empty.txt").write_text("")
    (desk.folder / "in" / "page.html").write_text(f"<!doctype html><title>Page</title><p>{desk.report(7)['text']}</p>")
    desk.write([desk.report(number) for number in range(4, 10)], "in/z.jsonl")
    one, two = (desk.read(case, "--json", *more, name="in") for case, more in (("one", ()), ("two", ("--workers", "2"))))
    assert (two.returncode, two.stdout) == (one.returncode, one.stdout)
    assert told(desk.folder / "two") == told(desk.folder / "one")


def test_versions_of_a_page_are_compared_in_their_order(desk, told, tmp_path: Path):
    reports = [{**desk.report(number // 2, "" if number % 2 else "It was in May."), "url": f"https://vale.example/{number // 2}"}
               for number in range(8)]  # fmt: skip
    desk.write(reports)
    one, two = (desk.read(case, "--json", *more) for case, more in (("one", ()), ("two", ("--workers", "2"))))
    assert two.stdout == one.stdout
    assert told(desk.folder / "two") == told(desk.folder / "one")


def test_the_last_report_of_a_stream_is_kept_before_the_stream_is_gone(desk, told):
    text = desk.report(1)["text"].encode()
    for case, more in (("one", ()), ("two", ("--workers", "2"))):
        command = desk.command(case, "--json", *more, name="-")
        done = subprocess.run(command, cwd=desk.folder, env=desk.environment, input=text, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
    assert told(desk.folder / "two") == told(desk.folder / "one")


def test_a_process_that_is_killed_costs_nothing(desk, told, whole):
    reports = [desk.report(number, "It happened once." if number == 17 else "") for number in range(REPORTS)]
    (desk.folder / "noted.once").touch()
    done, ledger = whole(reports)
    (desk.folder / "noted.once").unlink()
    two = desk.read("two", "--json", "--workers", "2")
    assert (two.returncode, two.stdout) == (done.returncode, done.stdout) == (0, done.stdout)
    assert told(desk.folder / "two") == ledger
    noted = desk.readings()
    assert noted.count("Report 17") == 2
    assert len(noted) == REPORTS + 1  # what only stood in line was read once


def test_a_text_that_ends_its_reader_each_time_is_an_issue_and_the_rest_goes_on(desk, told):
    reports = [desk.report(number, "always" if number in (5, 20) else "") for number in range(REPORTS)]
    reports.append({**reports[5], "id": "twin"})
    desk.write(reports)
    done = desk.read("case", "--json", "--workers", "2")
    assert done.returncode == 1
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [f"r{n}" for n in range(REPORTS) if n not in (5, 20)]
    noted = desk.readings()
    assert [noted.count(f"Report {number}") for number in (5, 20, 6)] == [4, 2, 1]
    with View.open(desk.folder / "case") as view:
        issues = [kept.issue for kept in view.issues()]
        assert sum(1 for _ in view.readings()) == REPORTS - 2
    assert [(one.code, one.outcome, one.where) for one in issues] == [("reading.worker-lost", "quarantined", where) for where in
                                                                     ("r5", "r20", "twin")]  # fmt: skip
    assert all("SIGKILL" in one.message for one in issues)
    before = told(desk.folder / "case")
    again = desk.read("case", "--json", "--workers", "2")
    assert again.returncode == 1
    assert set(desk.readings()) == {"Report 5", "Report 20"}  # what gave no reading is tried again
    assert told(desk.folder / "case") == before


def test_a_fault_of_the_reader_is_the_same_issue_with_any_number_of_processes(desk, told, whole):
    done, ledger = whole([desk.report(number, "failing" if number == 2 else "") for number in range(6)])
    two = desk.read("two", "--json", "--workers", "2")
    assert (two.returncode, two.stdout) == (done.returncode, done.stdout) == (1, done.stdout)
    assert told(desk.folder / "two") == ledger
    assert b"ArithmeticError" in two.stderr


def test_a_run_that_was_killed_goes_on_and_reads_nothing_that_is_kept_again(desk, told, whole):
    reports = [desk.report(number) for number in range(5 * REPORTS)]
    done, ledger = whole(reports)
    program = desk.start("two", "--json", "--workers", "2")
    for _ in range(REPORTS):
        program.stdout.readline()
    program.send_signal(signal.SIGKILL)
    program.communicate()
    assert not _that_stay(program.pid)  # they end with it
    with View.open(desk.folder / "two") as view:
        kept = {one.text.split(":")[0] for one in view.readings()}
    assert len(kept) >= REPORTS
    desk.readings()
    last = desk.read("two", "--json", "--workers", "2")
    assert (last.returncode, last.stdout) == (0, done.stdout)
    again = desk.readings()
    assert len(again) == len(set(again))
    assert not set(again) & kept
    assert told(desk.folder / "two") == ledger


def test_ctrl_c_keeps_what_was_read_and_leaves_no_process(desk, told, whole):
    done, ledger = whole([desk.report(number) for number in range(5 * REPORTS)])
    program = desk.start("two", "--json", "--workers", "2")
    first = program.stdout.readline()
    readers = _readers_of(program.pid)
    assert readers
    for pid in (*readers, program.pid):  # a terminal tells all of them
        os.kill(pid, signal.SIGINT)
    rest, said = program.communicate()
    assert program.returncode == 130, said
    assert b"Traceback" not in said
    assert "error: interrupted\nhint: what was read is kept" in said.decode()
    assert _readers_of(program.pid) == []
    printed = [line for line in (first + rest).splitlines(keepends=True) if line.endswith(b"\n")]  # the last may be cut where it stood
    with View.open(desk.folder / "two") as view:
        assert {one.id for one in view.readings()} >= {json.loads(line)["id"] for line in printed}
    last = desk.read("two", "--json", "--workers", "2")
    assert last.stdout == done.stdout
    assert told(desk.folder / "two") == ledger


def _that_stay(pid: int) -> list[int]:
    """Readers of a process that was killed which are there yet a minute after it: the system ends them with it, in its own time."""
    until = time.monotonic() + 60
    while (found := _readers_of(pid)) and time.monotonic() < until:
        time.sleep(0.05)
    return found


def _readers_of(pid: int) -> list[int]:
    """Processes that were started to read for a process."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0") if folder.name.isdecimal() else []
        except OSError:
            continue
        if b"onrecord.batch.worker" in words and str(pid).encode() in words:
            found.append(int(folder.name))
    return found


def test_without_a_case_and_with_parties(desk):
    parties = (Party(name="Dorvan", aliases=("the army",)),)
    path = desk.write([desk.report(number) for number in range(6)])
    settings = Settings(reader="rules")
    alone = list(read_sources([str(path)], parties=parties, settings=settings))
    with readers_for(settings, workers=2) as readers:
        assert list(read_sources([str(path)], parties=parties, settings=settings, readers=readers)) == alone
        assert next(read_sources([str(path)], parties=parties, settings=settings, readers=readers)) == alone[0]  # broken off
        other = list(read_sources([str(path)], settings=settings, readers=readers))  # the same processes would know the parties
    assert other == list(read_sources([str(path)], settings=settings))
    assert other != alone


def test_readings_come_back_as_they_were_made(desk):
    documents = [Document(id=f"ü{number}", text=desk.report(number, "“Nobody” – said Zoë Ætheling.")["text"]) for number in range(9)]
    settings = Settings(reader="rules")
    with LocalReaders(2) as readers:
        readers.begin(parties=(), references=(), settings=settings)
        given = [readers.give(document) for document in documents]
        outcomes = [one.outcome() for one in reversed(given)]
    assert all(isinstance(one, Reading) for one in outcomes)
    assert outcomes[::-1] == [read_alone(document, parties=(), references=(), settings=settings) for document in documents]


def test_a_process_that_cannot_be_made_ready_is_said(desk, monkeypatch: pytest.MonkeyPatch):
    (desk.folder / "path" / "sitecustomize.py").write_text("import os\nos._exit(7)\n")
    with LocalReaders(2) as readers:
        readers.begin(parties=(), references=(), settings=Settings(reader="rules"))
        with pytest.raises(OnRecordError, match="with the exit code 7") as error:
            readers.give(Document(id="a", text="A text.")).outcome()
    assert "--workers 1" in (error.value.hint or "")


def test_a_reader_that_the_processes_do_not_know_is_said(desk):
    (desk.folder / "path" / "sitecustomize.py").write_text("")
    with LocalReaders(1) as readers:
        readers.begin(parties=(), references=(), settings=Settings(reader="fragile"))
        with pytest.raises(OnRecordError, match="no reader called 'fragile'"):
            readers.give(Document(id="a", text="A text.")).outcome()


def test_one_process_and_the_endpoint_need_no_others():
    with readers_for(Settings(), workers=1) as readers:
        assert readers is None
    with readers_for(Settings()) as readers:
        assert readers is None
    asking = Settings(reader="endpoint", endpoint=Endpoint(url="http://127.0.0.1:1/v1", model="m"))
    with pytest.raises(WrongUse, match="asks a server"), readers_for(asking, workers=2):
        pass


def test_bytes_that_were_not_kept_are_not_read_into_the_case(desk, told):
    path = desk.write([desk.report(number) for number in range(3)])
    with Ledger.open(desk.folder / "case", create=True) as ledger, readers_for(Settings(reader="rules"), workers=2) as readers:
        outcomes = read_sources([str(path), str(path)], ledger=ledger, settings=Settings(reader="rules"), readers=readers)
        assert isinstance(next(outcomes), Reading)
        list(outcomes)
        path.write_text("")
        assert [type(one) for one in read_sources([str(path)], ledger=ledger, settings=Settings(reader="rules"), readers=readers)] == [
            Issue
        ]
    with View.open(desk.folder / "case") as view:
        assert sum(1 for _ in view.readings()) == 3
