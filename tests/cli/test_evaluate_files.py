"""``onrecord evaluate``: the files it is given are never harmed, and what is wrong with one is said before texts are read."""

import json
import os
import stat
from pathlib import Path

import pytest

from onrecord import flow
from onrecord.errors import NotRead
from onrecord.evaluation import floors

ROW = {"id": "r", "text": "The governor said yes.", "attributions": [{"source": [[0, 12]], "cue": [[13, 17]], "content": [[18, 21]]}]}
MEASURED = ("evaluate", "labelled.jsonl", "--measure", "attribution", "--reader", "rules")


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    path = tmp_path / "labelled.jsonl"
    path.write_text(json.dumps(ROW) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def floor_file(labelled: Path) -> Path:
    path = labelled.parent / "floors.json"
    known = floors.Floors(measure="attribution", labelled=labelled.name, sha256=floors.digest(labelled), floors={"relation.f1": 0.5})
    floors.save(known, path)
    return path


@pytest.fixture
def reading_is_a_fault(monkeypatch) -> None:
    """No text may be read: what is wrong is to be said before."""

    def read(*_args: object, **_rest: object) -> None:
        raise AssertionError("a text was read")

    monkeypatch.setattr(flow, "read_document", read)


@pytest.mark.usefixtures("reading_is_a_fault")
@pytest.mark.parametrize("name", ["labelled.jsonl", "./labelled.jsonl", "symbolic", "hard", "floors.json"])
def test_readings_are_not_saved_over_a_file_that_is_read(command, labelled: Path, floor_file: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "symbolic").symlink_to(labelled)
    (tmp_path / "hard").hardlink_to(labelled)
    before = labelled.read_bytes(), floor_file.read_bytes()
    ended = command(*MEASURED, "--floors", "floors.json", "--save", name)
    assert ended.code == 2
    assert "would write over" in ended.err
    assert (labelled.read_bytes(), floor_file.read_bytes()) == before


@pytest.mark.usefixtures("reading_is_a_fault")
@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--save", "no/such/folder"), "--save no/such/folder cannot be written"),
        (("--save", "."), "--save . is a folder"),
        (("--floors", "gone.json"), "gone.json: cannot be read"),
        (("--floors", "labelled.jsonl"), "labelled.jsonl: not a file of floors"),
        (("--floors", "changed.json"), "labelled.jsonl has changed"),
        (("--pin",), "need --floors"),
        (("--floors", "floors.json", "--lower"), "--lower says how floors are pinned"),
    ],
    ids=["no folder", "a folder", "no floors", "other floors", "changed", "pin without floors", "lower without pin"],
)
def test_what_is_wrong_is_said_before_texts_are_read(command, floor_file: Path, tmp_path: Path, options, told: str) -> None:
    changed = json.loads(floor_file.read_text(encoding="utf-8")) | {"sha256": "0"}
    (tmp_path / "changed.json").write_text(json.dumps(changed), encoding="utf-8")
    ended = command(*MEASURED, *options)
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err


def test_saved_readings_are_moved_into_place(command, labelled: Path, tmp_path: Path, monkeypatch) -> None:
    kept = tmp_path / "kept.jsonl"
    kept.write_text("old", encoding="utf-8")
    kept.chmod(0o640)
    (tmp_path / "linked").symlink_to(kept)
    assert command(*MEASURED, "--save", "linked").code == 0
    assert (tmp_path / "linked").is_symlink()
    new = kept.read_bytes()
    assert json.loads(new)["id"] == "r"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o640

    def interrupted(*_args: object, **_rest: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(flow, "read_document", interrupted)
    ended = command(*MEASURED, "--save", "kept.jsonl")
    assert ended.code == 130
    assert ended.err == "error: interrupted\nhint: no reading of this run is kept; the same command begins again with the first text\n"
    assert kept.read_bytes() == new
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kept.jsonl", "labelled.jsonl", "linked"]


def test_readings_can_be_saved_to_a_device(command, labelled: Path) -> None:
    assert command(*MEASURED, "--save", "/dev/null").code == 0


def test_there_is_nothing_to_save_of_predictions(command, labelled: Path, tmp_path: Path) -> None:
    ended = command("evaluate", "labelled.jsonl", "labelled.jsonl", "--save", "saved.jsonl")
    assert ended.code == 2
    assert "--save writes the readings made" in ended.err
    assert not (tmp_path / "saved.jsonl").exists()


def test_no_floor_is_pinned_while_texts_are_unread(command, floor_file: Path, monkeypatch) -> None:
    before = floor_file.read_bytes()

    def read(*_args: object, **_rest: object) -> None:
        raise NotRead("the endpoint is down", code="reader.failed")

    monkeypatch.setattr(flow, "read_document", read)
    ended = command(*MEASURED, "--floors", "floors.json", "--pin", "--lower")
    assert ended.code == 2
    assert "error: nothing is pinned in floors.json" in ended.err
    assert floor_file.read_bytes() == before


def test_a_malformed_row_is_wrong_use(command, labelled: Path, tmp_path: Path) -> None:
    (tmp_path / "read.jsonl").write_text('{"id": "r", "attributions": [{"source": [0, 8]}]}\n', encoding="utf-8")
    for files in (("read.jsonl",), ("labelled.jsonl", "read.jsonl")):
        ended = command("evaluate", *files, "--measure", "attribution")
        assert ended.code == 2
        assert "read.jsonl, line 1 (id 'r'): attributions[0].source must be a list of [start, end] pairs" in ended.err


def test_a_date_that_is_none_is_said(command, labelled: Path) -> None:
    labelled.write_text(json.dumps(ROW | {"date": "nope"}) + "\n", encoding="utf-8")
    ended = command(*MEASURED)
    assert ended.code == 0
    assert "report 'r' of the labelled file: The date 'nope' is of no form we know" in ended.err


@pytest.mark.usefixtures("reading_is_a_fault")
def test_floors_are_a_file_and_no_pipe_or_device(command, labelled: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in ("pipe", "/dev/zero"):
        ended = command(*MEASURED, "--floors", name)
        assert (ended.code, ended.out) == (2, "")
        assert f"{name} is a pipe or a device" in ended.err
