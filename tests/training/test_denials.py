"""What is learned of denials: the shipped weights are those that the shipped corpus gives with the shipped code."""

from pathlib import Path

import pytest
from training.denials import fit, read_all, score

from onrecord.reading.statements.answers import FEATURES as ANSWERS
from onrecord.reading.statements.implied import Signs
from onrecord.reading.statements.weights import weights

CORPUS = Path(__file__).parents[2] / "training" / "corpus"


def test_the_shipped_weights_are_what_the_corpus_gives() -> None:
    fitted, shipped = fit(read_all(CORPUS / "train.jsonl")), weights()
    for name in ("answers", "implied"):
        for part in ("mean", "scale", "weights"):
            assert getattr(getattr(fitted, name), part) == pytest.approx(getattr(getattr(shipped, name), part), abs=2e-3), (name, part)


def test_there_is_a_weight_for_every_feature_and_a_constant() -> None:
    assert len(weights().answers.weights) == len(ANSWERS) + 1
    assert len(weights().implied.weights) == len(Signs._fields) + 1


def test_links_are_right_more_often_than_not_on_conflicts_that_taught_nothing() -> None:
    right, wrong, _, found, false, _ = score(weights(), read_all(CORPUS / "dev.jsonl"))
    assert right > 2 * wrong
    assert found >= false  # few at most: only what is very likely is taken for a denial
