"""``onrecord evaluate`` on an archive folder."""

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Command
from tests.evaluation.archive.conftest import small_archive
from tests.evaluation.archive.test_matching import G15, P2, W12

from onrecord.evaluation import floors
from onrecord.evaluation.archive import save
from onrecord.evaluation.floors import Floors

EXAMPLE = Path(__file__).parents[2] / "examples" / "archive"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "quay"
    path.mkdir()
    save(small_archive(), path)
    return path


@pytest.fixture
def given(tmp_path: Path) -> str:
    """A file of noticed things."""
    rows = [
        {"rule": rule, "places": [{"report": one.report, "start": one.start, "end": one.end} for one in places], "sentence": f"{rule}!"}
        for rule, places in (("contradicting-figures", (W12, G15)), ("source-lost", (P2,)))
    ]
    (tmp_path / "noticed.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return "noticed.jsonl"


def test_an_archive_is_read_and_measured(command: Command, folder: Path, tmp_path: Path) -> None:
    ended = command("evaluate", "quay", "--reader", "rules")
    assert (ended.code, ended.err) == (0, "")
    assert [line for line in ended.out.splitlines() if len(line) > 80] == []
    assert "single-root-source" in ended.out
    assert "What the labels mean" in ended.out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["quay"]


def test_what_one_report_shows_by_itself_is_found_today(command: Command, folder: Path) -> None:
    (metrics,) = command("evaluate", "quay", "--reader", "rules", "--json").objects
    assert metrics["reports"] == 14
    by_rule = metrics["findings"]["by_rule"]
    assert by_rule["silent-edit"]["tp"] == 1
    assert metrics["near_misses"]["n"] == 3


def test_noticed_things_from_a_file_are_measured_and_listed(command: Command, folder: Path, given: str) -> None:
    ended = command("evaluate", "quay", given, "--json", "--errors", "50")
    assert ended.code == 0
    (metrics,) = ended.objects
    assert metrics["findings"]["by_rule"]["contradicting-figures"]["f1"] == 1
    assert metrics["findings"]["micro"] == {"precision": 0.5, "recall": 0.0909, "f1": 0.1538, "tp": 1, "fp": 1, "fn": 10, "again": 0}
    assert "false  source-lost  source-lost!  post-2 0–13" in ended.err
    assert "missed  cumulative-falls  cumulative-falls on wire-2." in ended.err


def test_an_altered_archive_is_measured(command: Command) -> None:
    (metrics,) = command("evaluate", str(EXAMPLE), "--altered", "5", "--reader", "rules", "--json").objects
    assert metrics["reports"] == 154
    assert metrics["findings"]["by_rule"]["figure-outside-reference"]["tp"] > 0


def test_an_archive_that_has_no_other_names_is_not_altered(command: Command, folder: Path) -> None:
    ended = command("evaluate", "quay", "--altered", "5")
    assert ended.code == 2
    assert "names.json cannot be read" in ended.err


def test_floors_of_an_archive_hold_for_its_files(command: Command, folder: Path, given: str, tmp_path: Path) -> None:
    wanted = Floors(measure="archive", labelled="quay", sha256=floors.digest(folder), floors={"findings.by_rule.source-lost.recall": 0.5})
    floors.save(wanted, tmp_path / "floors.json")
    below = command("evaluate", "quay", given, "--floors", "floors.json")
    assert below.code == 1
    assert "findings.by_rule.source-lost.recall: 0.00 is below its floor 50.00" in below.err
    assert command("evaluate", "quay", given, "--floors", "floors.json", "--pin", "--lower").code == 0
    assert floors.load(tmp_path / "floors.json").floors == {"findings.by_rule.source-lost.recall": 0}
    assert command("evaluate", "quay", given, "--floors", "floors.json").code == 0
    (folder / "series.csv").write_text("date,killed\n2031-03-02,1\n2031-03-06,2\n", encoding="utf-8")
    assert "has changed since these floors were pinned" in command("evaluate", "quay", given, "--floors", "floors.json").err


def test_floors_of_an_altered_archive_are_others(command: Command, folder: Path, given: str, tmp_path: Path) -> None:
    kept = Floors(measure="archive altered 3", labelled="quay", sha256=floors.digest(folder), floors={})
    floors.save(kept, tmp_path / "floors.json")
    ended = command("evaluate", "quay", given, "--floors", "floors.json")
    assert ended.code == 2
    assert "floors.json holds floors of the measure archive altered 3" in ended.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("quay", "--save", "out.jsonl"), "--save writes the readings of a labelled file"),
        (("labelled.jsonl", "--altered", "3"), "--altered makes another archive of an archive folder, and labelled.jsonl is none"),
        (("quay", "none.jsonl"), "none.jsonl cannot be read"),
        (("quay", "noticed.jsonl", "--reader", "rules"), "--reader reads texts, and predictions were given"),
    ],
)
@pytest.mark.usefixtures("folder", "given")
def test_what_has_nothing_to_work_on_is_refused(command: Command, tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    (tmp_path / "labelled.jsonl").write_text('{"id": "a", "text": "One."}\n', encoding="utf-8")
    ended = command("evaluate", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err
