from pathlib import Path

import pytest

from onrecord.errors import BadInput
from onrecord.evaluation import floors
from onrecord.evaluation.floors import Floors

METRICS = {"figures": {"figure": {"f1": 0.81239}}, "findings": {"all": {"f1": 0.6}}, "none": None}


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    path = tmp_path / "labelled.jsonl"
    path.write_text('{"id": "a", "text": "one"}\n', encoding="utf-8")
    return path


@pytest.fixture
def pinned(labelled: Path) -> Floors:
    wanted = {"figures.figure.f1": 0.7, "findings.all.f1": 0.65}
    return Floors(measure="reading", labelled=labelled.name, sha256=floors.digest(labelled), floors=wanted)


def test_a_floor_that_is_not_reached_is_named(pinned: Floors) -> None:
    assert list(floors.undercut(pinned, METRICS)) == ["findings.all.f1: 60.00 is below its floor 65.00"]


def test_floors_rise_and_never_fall_unless_told(pinned: Floors, labelled: Path) -> None:
    raised = floors.pinned(pinned, METRICS, labelled)
    assert raised.floors == {"figures.figure.f1": 0.8123, "findings.all.f1": 0.65}
    lowered = floors.pinned(pinned, METRICS, labelled, lower=True)
    assert lowered.floors == {"figures.figure.f1": 0.8123, "findings.all.f1": 0.6}
    assert list(floors.undercut(lowered, METRICS)) == []


def test_floors_hold_for_one_labelled_file_only(pinned: Floors, labelled: Path) -> None:
    holder = labelled.parent / "floors.json"
    assert floors.labelled_file(pinned, holder) == labelled
    labelled.write_text('{"id": "a", "text": "two"}\n', encoding="utf-8")
    with pytest.raises(BadInput, match="has changed since these floors were pinned"):
        floors.labelled_file(pinned, holder)
    labelled.unlink()
    with pytest.raises(BadInput, match="is not there"):
        floors.labelled_file(pinned, holder)


def test_floors_are_kept_so_that_one_change_is_one_line(pinned: Floors, tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    floors.save(pinned, path)
    assert floors.load(path) == pinned
    assert '    "findings.all.f1": 0.65' in path.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("content", ["[]", '{"measure": "reading"}', '{"measure": "reading", "wrong": 1}', "{"])
def test_a_file_that_holds_no_floors_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "floors.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadInput, match="not a file of floors"):
        floors.load(path)


def test_a_metric_that_is_not_there_is_named() -> None:
    with pytest.raises(BadInput, match=r"figures\.nothing"):
        floors.at(METRICS, "figures.nothing")
    with pytest.raises(BadInput, match="none"):
        floors.at(METRICS, "none")
