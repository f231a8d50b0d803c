"""The full form of G5 adds up what its parts found: whatever was missed, or answered differently, is faulty."""

from pathlib import Path

import pytest
from benchmarks.custody.edits import counted, swept
from benchmarks.custody.results import Results

CLEAN = {"tried": 30, "detected": 30, "located": 30, "differing": 0, "seconds": 1.5, "missed": []}


def added_up(folder: Path, **changed: int) -> list[str]:
    results = Results(folder / "edits.json")
    results.part("case 0", lambda: CLEAN)
    results.part("case 1", lambda: {**CLEAN, **changed})
    results.part("dossier 0", lambda: {**CLEAN, "tried": 500})
    return counted(results, "case")


def test_parts_are_added_up(tmp_path: Path) -> None:
    assert added_up(tmp_path)[2:] == ["60 edits", "0", "3"]


@pytest.mark.parametrize("changed", [{"detected": 29}, {"located": 29}, {"differing": 1}])
def test_what_one_part_missed_is_faulty(changed: dict[str, int], tmp_path: Path) -> None:
    assert added_up(tmp_path, **changed)[3] == "1"


def test_a_part_is_swept_by_itself(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("benchmarks.custody.edits.PARTS", 6_000)
    told = swept("dossier", 11, tmp_path)
    assert told["tried"] == told["detected"] == told["located"] > 20
    assert told["differing"] == 0
    assert not any(tmp_path.iterdir())
