import gzip
import json
from pathlib import Path

import pytest

from onrecord import flow
from onrecord.records import Finding, Reading, encode

TEXT = "The governor of Dorvan said that 12 people were killed in Dorvan."
LABELS = {
    "id": "r",
    "text": TEXT,
    "date": "2031-05-04",
    "report": {"published": "2031-05-04"},
    "statements": [{"id": "s1", "source": [[0, 22]], "cue": [[23, 27]], "content": [[28, 64]], "act": "asserts", "voice": "attributed"}],
    "figures": [{"id": "f1", "measure": "killed", "min": 12, "max": 12, "start": 33, "end": 35, "best": 12}],
}


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    path = tmp_path / "labelled.jsonl"
    path.write_text(json.dumps(LABELS) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["reading", "figures", "counts", "attribution"])
def test_our_reader_is_measured_on_the_labelled_texts(command, labelled, name) -> None:
    ended = command("evaluate", "labelled.jsonl", "--measure", name)
    assert ended.code == 0
    assert ended.out
    assert ended.err == ""


@pytest.mark.parametrize("name", ["reading", "figures", "counts", "attribution"])
def test_no_line_is_wider_than_the_terminal_and_labels_are_explained(command, labelled, name) -> None:
    out = command("evaluate", "labelled.jsonl", "--measure", name).out
    assert [line for line in out.splitlines() if len(line) > 80] == []
    measured, _, explained = out.partition("What the labels mean")
    told = " ".join(explained.split())
    for label in ("scope3", "type and place", "class and place") if name == "reading" else ():
        assert label in measured
        assert f"{label}: " in told


@pytest.mark.parametrize("name", ["reading", "figures", "counts", "attribution"])
def test_a_file_without_a_row_is_wrong_use_for_every_measure(command, tmp_path: Path, name) -> None:
    (tmp_path / "e.txt").write_text("", encoding="utf-8")
    ended = command("evaluate", "e.txt", "--measure", name)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("error: e.txt holds no labelled row\nhint: ")


def test_no_case_is_made(command, labelled, tmp_path: Path) -> None:
    command("evaluate", "labelled.jsonl")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["labelled.jsonl"]


def test_predictions_are_scored_and_labels_are_perfect_predictions(command, labelled, tmp_path: Path) -> None:
    (tmp_path / "read.jsonl.gz").write_bytes(gzip.compress(labelled.read_bytes()))
    ended = command("evaluate", "labelled.jsonl", "read.jsonl.gz", "--json")
    (metrics,) = ended.objects
    assert metrics["statements"]["all"]["f1"] == 1
    assert metrics["figures"]["figure"]["f1"] == 1


def test_the_reader_is_given_no_label(command, labelled, tmp_path: Path) -> None:
    command("evaluate", "labelled.jsonl", "--save", "with.jsonl")
    bare = {key: LABELS[key] for key in ("id", "text", "date")}
    (tmp_path / "bare.jsonl").write_text(json.dumps(bare) + "\n", encoding="utf-8")
    command("evaluate", "bare.jsonl", "--save", "without.jsonl")
    assert (tmp_path / "with.jsonl").read_bytes() == (tmp_path / "without.jsonl").read_bytes()


def test_errors_are_listed_on_standard_error(command, labelled, tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text('{"id": "r"}\n', encoding="utf-8")
    ended = command("evaluate", "labelled.jsonl", "empty.jsonl", "--errors", "1")
    assert ended.err == "r  statement missed  s1  that 12 people were killed in Dorvan\n"


@pytest.mark.parametrize(
    ("name", "content", "told"), [("gone.jsonl", None, "no such file"), ("bad.jsonl", "{", "not JSON"), ("x.jsonl", '{"id": 1}', "no text")]
)
def test_a_file_that_cannot_be_used_is_said(command, tmp_path: Path, name, content, told) -> None:
    if content:
        (tmp_path / name).write_text(content, encoding="utf-8")
    ended = command("evaluate", name)
    assert ended.code == 2
    assert told in ended.err


def test_floors_are_pinned_and_heeded(command, labelled, tmp_path: Path) -> None:
    floors = {"measure": "figures", "labelled": "labelled.jsonl", "sha256": "", "floors": {"figure.f1": 0.1}}
    (tmp_path / "floors.json").write_text(json.dumps(floors), encoding="utf-8")
    perfect = ("evaluate", "labelled.jsonl", "labelled.jsonl", "--measure", "figures", "--floors", "floors.json")
    assert "has changed since these floors were pinned" in command(*perfect).err
    assert command(*perfect, "--pin").code == 0
    assert command(*perfect).code == 0
    assert json.loads((tmp_path / "floors.json").read_text())["floors"] == {"figure.f1": 1.0}
    (tmp_path / "empty.jsonl").write_text('{"id": "r"}\n', encoding="utf-8")
    worse = ("evaluate", "labelled.jsonl", "empty.jsonl", "--measure", "figures", "--floors", "floors.json")
    ended = command(*worse)
    assert ended.code == 1
    assert "error: figure.f1: 0.00 is below its floor 100.00" in ended.err
    command(*worse, "--pin")
    assert command(*worse).code == 1
    command(*worse, "--pin", "--lower")
    assert command(*worse).code == 0


def test_floors_of_another_measure_and_pins_without_floors_are_wrong_use(command, labelled, tmp_path: Path) -> None:
    (tmp_path / "floors.json").write_text('{"measure": "figures", "labelled": "x", "sha256": "", "floors": {}}', encoding="utf-8")
    assert "--measure figures" in command("evaluate", "labelled.jsonl", "--floors", "floors.json").err
    assert command("evaluate", "labelled.jsonl", "--pin").code == 2


def test_floors_hold_for_the_file_they_were_pinned_on_and_for_no_other(command, labelled, tmp_path: Path) -> None:
    floors = {"measure": "figures", "labelled": "labelled.jsonl", "sha256": "", "floors": {"figure.f1": 0.1}}
    (tmp_path / "floors.json").write_text(json.dumps(floors), encoding="utf-8")
    heeding = ("--measure", "figures", "--floors", "floors.json")
    assert command("evaluate", "labelled.jsonl", "labelled.jsonl", *heeding, "--pin").code == 0
    pinned = (tmp_path / "floors.json").read_bytes()
    (tmp_path / "easy.jsonl").write_text(json.dumps(LABELS | {"figures": []}) + "\n", encoding="utf-8")
    for asked in (("easy.jsonl", "easy.jsonl", *heeding), ("easy.jsonl", "labelled.jsonl", *heeding, "--pin")):
        ended = command("evaluate", *asked)
        assert ended.code == 2
        assert "holds floors of labelled.jsonl, and easy.jsonl is another file" in ended.err
        assert (tmp_path / "floors.json").read_bytes() == pinned
    (tmp_path / "copy.jsonl").write_bytes(labelled.read_bytes())
    assert command("evaluate", "copy.jsonl", "labelled.jsonl", *heeding).code == 0


def test_saved_readings_are_the_bytes_that_read_prints(command, labelled, tmp_path: Path, monkeypatch) -> None:
    found = Finding(rule="contradicting-figures", records=("f1",), sentence="Two.", detail={"least": 1, "greatest": 2})
    reading = Reading(id="r", text=TEXT, findings=(found,))
    monkeypatch.setattr(flow, "read_document", lambda *_args, **_rest: reading)
    assert command("evaluate", "labelled.jsonl", "--save", "out.jsonl").code == 0
    assert (tmp_path / "out.jsonl").read_bytes() == encode(reading) + b"\n"
