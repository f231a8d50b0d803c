"""The measures give the numbers that the project's reference scorers gave on the same invented data, to the digit.

``frozen_scores.json`` was written by those scorers; it changes only when a measure is meant to change.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.evaluation import attribution, counts, figures
from onrecord.evaluation.reading import score as score_readings

Rows = dict[str, dict[str, Any]]
FROZEN: dict[str, Any] = json.loads((Path(__file__).parent / "frozen_scores.json").read_text(encoding="utf-8"))


def as_json(value: Any) -> Any:
    return json.loads(json.dumps(value))


def test_whole_readings(gold: Rows, predicted: Rows) -> None:
    metrics, errors = score_readings(gold, predicted)
    del metrics["statements"]["wrong_party"]  # ours alone
    assert as_json(metrics) == FROZEN["reading"]
    assert ("market", "statement missed", "s6", "a warning to the port towns") in errors
    assert ("market", "finding missed", "media-not-verified", "m1") in errors


@pytest.mark.parametrize("without_spans", [False, True])
def test_figures(gold: Rows, predicted: Rows, without_spans: bool) -> None:
    metrics, errors = figures.score(figures.folded(gold), figures.folded(predicted), without_spans=without_spans)
    assert as_json(metrics) == FROZEN["figures_without_spans" if without_spans else "figures"]
    assert ("camp", "missed", "more than 200", "detained 200..None") in errors


def test_attribution(gold: Rows, predicted: Rows) -> None:
    metrics = attribution.score(gold, predicted, bootstrap=50)
    assert as_json(metrics) == FROZEN["attribution"]


def test_attribution_takes_attributions_and_statements_alike(gold: Rows, predicted: Rows) -> None:
    plain = {i: {"id": i, "text": row["text"], "attributions": attribution.attributions(row)} for i, row in gold.items()}
    assert attribution.score(plain, predicted) == attribution.score(gold, predicted)


def test_fragments_and_the_publishers_own_voice_are_no_attributions() -> None:
    statements = [
        {"id": "s1", "grade": "fragment"},
        {"id": "s2", "voice": "publisher"},
        {"id": "s3", "voice": "unsourced", "grade": "weak"},
    ]
    assert [s["id"] for s in attribution.attributions({"statements": statements})] == ["s3"]


@pytest.mark.parametrize("reduction", ["sum", "max", "top"])
def test_counts(counted: tuple[Rows, Rows], reduction: counts.Reduction) -> None:
    assert as_json(counts.score(*counted, reduction=reduction)) == FROZEN[f"counts_{reduction}"]


def test_counts_of_stated_references_only(counted: tuple[Rows, Rows]) -> None:
    assert as_json(counts.score(*counted, reduction="top", stated_only=True)) == FROZEN["counts_stated_only"]


def test_counts_name_the_reports_they_got_wrong(counted: tuple[Rows, Rows]) -> None:
    wrong = list(counts.errors(*counted, reduction="top"))
    assert wrong == [("r2", "killed: labelled 0", "read 1"), ("r4", "killed: labelled 7", "read 0")]


def test_nothing_to_count_is_said_and_not_divided_by() -> None:
    metrics = counts.score({"r": {"id": "r", "figures": []}}, {})
    assert metrics["n"] == 0
    assert metrics["exact"] is None


def test_a_perfect_prediction_is_perfect(gold: Rows) -> None:
    metrics, errors = score_readings(gold, gold)
    assert errors == []
    for name in ("speech", "all", "joint"):
        assert metrics["statements"][name]["f1"] == 1
    assert metrics["findings"]["all"]["f1"] == 1
    assert metrics["incidents"]["responsibility"]["accuracy"] == 1


def test_no_prediction_finds_nothing(gold: Rows) -> None:
    metrics, _ = score_readings(gold, {})
    assert metrics["missing"] == 2
    assert metrics["statements"]["all"]["f1"] == 0
    assert metrics["figures"]["figure"]["r"] == 0
