"""The plan: finished shards are passed over, a case that does not have them is not told that it has, and nothing rests on it."""

import json
import shutil
from pathlib import Path

import pytest

from onrecord import intake, reading
from onrecord.batch import Shards
from onrecord.flow import ask_erasure, back_up, erase, read_sources, restore, verify
from onrecord.ledger import Ledger, View
from onrecord.records import Issue, Reading
from onrecord.settings import Limits, Settings

RULES = Settings(reader="rules", workers=0)
SHARD = 10
REPORTS = 35


@pytest.fixture
def archive(desk) -> Path:
    return desk.write([desk.report(number) for number in range(REPORTS)])


def read(case: Path, *sources: Path, settings: Settings = RULES, stop_after: int | None = None, **more) -> tuple[list[str], Shards]:
    """Read with a plan; the ids that came out, and the plan."""
    plan = Shards(case, documents=SHARD, small=SHARD)
    came = []
    with Ledger.open(case, create=True) as ledger:
        for one in read_sources([str(path) for path in sources], ledger=ledger, settings=settings, plan=plan, **more):
            came.append(one.id if isinstance(one, Reading) else one.code)
            if len(came) == stop_after:
                break
    return came, plan


def ids(*numbers: int) -> list[str]:
    return [f"r{number}" for number in range(*numbers)]


def test_what_is_whole_is_passed_over_and_what_was_broken_off_goes_on_with_its_shard(archive: Path, tmp_path: Path, told, monkeypatch):
    case = tmp_path / "case"
    assert read(case, archive, stop_after=24)[0] == ids(24)
    came, plan = read(case, archive)
    assert came == ids(20, REPORTS)
    assert plan.passed_over == 20
    monkeypatch.setattr(reading, "read", lambda *_, **__: pytest.fail("a text was read again"))
    came, plan = read(case, archive)
    assert (came, plan.passed_over) == ([], REPORTS)
    whole = tmp_path / "whole"
    monkeypatch.undo()
    read(whole, archive)
    assert told(case) == told(whole)


def test_a_container_goes_on_behind_the_parts_that_were_recorded(tmp_path: Path, pack, told):
    path = tmp_path / "a.warc"
    pages = [f"The clinic in Upper Vale said that {number} people had been hurt on Monday." for number in range(25)]
    picture = pack.record("response", pack.http(b"GIF89a", Content_Type="image/gif"), WARC_Target_URI="https://vale.example/i")
    records = [pack.response(text, f"https://vale.example/{number}", WARC_Date="2031-05-01T10:00:00Z") for number, text in enumerate(pages)]
    path.write_bytes(b"".join([*records[:3], picture, *records[3:]]))
    case, whole = tmp_path / "case", tmp_path / "whole"
    first = read(case, path, stop_after=17)[0]
    second, plan = read(case, path)
    assert plan.passed_over == 10
    every = read(whole, path)[0]
    assert first == every[:17]
    assert second == every[10:]
    assert told(case) == told(whole)
    assert read(case, path)[0] == []


def test_printed_reports_are_never_passed_over_and_other_plans_are_no_plan(archive: Path, tmp_path: Path):
    case = tmp_path / "case"
    read(case, archive)
    with Ledger.open(case, create=False) as ledger:
        printing = Shards(case, passing=False)
        assert sum(1 for _ in read_sources([str(archive)], ledger=ledger, settings=RULES, plan=printing)) == REPORTS
    moved = archive.rename(tmp_path / "moved.jsonl")
    assert read(case, moved)[0] == ids(REPORTS)  # where it stood is recorded anew
    moved.write_bytes(moved.read_bytes() + b'{"id": "new", "text": "The mayor said that nobody was hurt."}\n')
    assert read(case, moved)[0] == [*ids(REPORTS), "new"]
    assert read(case, moved, settings=Settings(reader="rules", workers=0, limits=Limits(text_characters=100_000)))[0][-1] == "new"


def test_another_reader_and_the_first_one_after_it_read_again(archive: Path, tmp_path: Path, monkeypatch):
    case = tmp_path / "case"
    read(case, archive)
    with monkeypatch.context() as other:
        other.setattr("onrecord.reading.rules.RuleReader.version", "another")
        assert read(case, archive)[0] == ids(REPORTS)
    assert read(case, archive)[0] == ids(REPORTS)
    assert read(case, archive)[0] == []


def test_parties_that_changed_read_again(archive: Path, tmp_path: Path):
    case = tmp_path / "case"
    read(case, archive)
    (case / "parties.toml").write_text('[[party]]\nname = "Dorvan"\naliases = ["the army"]\n')
    assert read(case, archive)[0] == ids(REPORTS)


def test_a_case_that_was_put_back_forgets_what_it_does_not_have(archive: Path, tmp_path: Path):
    case = tmp_path / "case"
    assert read(case, archive, stop_after=14)[0] == ids(14)
    back_up(case, tmp_path / "backup")
    read(case, archive)
    manifest = (case / "db" / "batch" / "manifest.jsonl").read_bytes()
    shutil.rmtree(case)
    restore(tmp_path / "backup", case)
    (case / "db" / "batch").mkdir()
    (case / "db" / "batch" / "manifest.jsonl").write_bytes(manifest)  # as where somebody copied the files of the index back
    assert read(case, archive)[0] == ids(REPORTS)
    with View.open(case) as view:
        assert sum(1 for _ in view.readings()) == REPORTS


def test_what_was_erased_and_taken_in_again_is_read_again(archive: Path, tmp_path: Path):
    case = tmp_path / "case"
    read(case, archive)
    with Ledger.open(case, create=False) as ledger:
        asked = ask_erasure(ledger, ids(REPORTS), "legal-order", by="A. Editor")
    erase(case, asked.request, by="B. Editor")
    assert not (case / "db" / "batch").exists()
    assert read(case, archive)[0] == ["file.erased"]
    assert read(case, archive, erased_taken_by="A. Editor", stop_after=13)[0] == ["file.erased", *ids(12)]
    assert read(case, archive)[0] == ids(REPORTS)


def test_what_could_not_be_read_for_now_is_tried_again(desk):
    desk.write([desk.report(number, "failing" if number == 12 else "") for number in range(REPORTS)])
    arguments = ["case", "--form", "none", "--workers", "2"]
    first = desk.read(*arguments)
    assert first.returncode == 1, first.stderr
    assert desk.read(*arguments).returncode == 1
    assert desk.readings().count("Report 12") == 2


def test_a_manifest_that_is_damaged_is_no_harm(archive: Path, tmp_path: Path):
    case = tmp_path / "case"
    read(case, archive, stop_after=25)
    manifest = case / "db" / "batch" / "manifest.jsonl"
    lines = manifest.read_bytes().splitlines(keepends=True)
    manifest.write_bytes(b"".join(lines[:-1]) + lines[-1][:-30])  # cut off by a kill
    assert read(case, archive)[0] == ids(10, REPORTS)
    assert read(case, archive)[0] == []
    manifest.write_bytes(b"\xff\x00{}\n[]\n" + json.dumps({"container": 3}).encode())
    assert read(case, archive)[0] == ids(REPORTS)


def test_the_manifest_is_no_evidence(archive: Path, tmp_path: Path):
    case = tmp_path / "case"
    read(case, archive)
    manifest = case / "db" / "batch" / "manifest.jsonl"
    assert archive.name not in manifest.read_text()
    before = verify(case)
    assert before.exit == 0
    manifest.write_bytes(b"altered")
    assert verify(case) == before
    back_up(case, tmp_path / "backup")
    assert not list((tmp_path / "backup").rglob("manifest.jsonl"))
    (case / "more.txt").write_text("The mayor of Dorvan said that nobody was hurt.")
    opened = list(intake.open_source(str(case), jsonl=False, limits=Limits(), stdin=None))
    assert [one.capture.origin for one in opened if not isinstance(one, Issue)] == [str(case / "more.txt")]


def test_the_command_says_what_it_passed_over(desk):
    desk.write([desk.report(number) for number in range(120)])
    arguments = ["case", "--form", "none", "--workers", "2"]
    first = desk.read(*arguments)
    assert (first.returncode, first.stdout) == (0, b"")
    assert b"120 reports read; kept in case/" in first.stderr
    again = desk.read(*arguments)
    assert (again.returncode, again.stdout) == (0, b"")
    said = b" ".join(again.stderr.split())
    assert b"0 reports read, 120 passed over, which an earlier run had recorded; kept in case/" in said
    assert len(desk.readings()) == 120
    refused = desk.read("case", "--form", "none", "--json")
    assert refused.returncode == 2
    assert b"--json prints every report" in refused.stderr
