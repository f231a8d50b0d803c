from typing import Any

import pytest

from onrecord.errors import BadInput, WrongUse
from onrecord.evaluation.measures import MEASURES, Options, measure, measure_names

Rows = dict[str, dict[str, Any]]


def test_the_measures_are_these() -> None:
    assert list(MEASURES) == list(measure_names()) == ["reading", "figures", "counts", "attribution"]


def test_an_unknown_measure_is_answered_with_the_known_ones(gold: Rows) -> None:
    with pytest.raises(WrongUse, match="no measure 'truth'") as error:
        measure("truth", gold, gold)
    assert error.value.hint is not None
    assert "attribution" in error.value.hint


@pytest.mark.parametrize("name", list(MEASURES))
def test_every_measure_has_lines_that_fit_a_terminal_and_show_percentages(name: str, gold: Rows, predicted: Rows) -> None:
    scored = measure(name, gold, predicted, Options(traps=True, bootstrap=5))
    assert scored.lines
    tables = [line for line in scored.lines if line.endswith(tuple("0123456789")) and " right " not in line and "source right" not in line]
    assert all(len(line) <= 80 for line in tables)
    assert scored.errors


def test_one_report_each_may_have_different_ids(gold: Rows) -> None:
    alone = {"market": gold["market"]}
    renamed = {"read": {**gold["market"], "id": "read"}}
    for name in ("reading", "attribution", "figures"):
        assert measure(name, alone, renamed).metrics == measure(name, alone, alone).metrics


def test_predictions_about_other_reports_are_refused(gold: Rows) -> None:
    with pytest.raises(BadInput, match="not in the labelled file"):
        measure("figures", gold, {"elsewhere": {"id": "elsewhere"}})


def test_the_traps_are_reported_when_asked_for(gold: Rows, predicted: Rows) -> None:
    def told(traps: bool) -> bool:
        return any("correction" in line for line in measure("figures", gold, predicted, Options(traps=traps)).lines)

    assert told(True)
    assert not told(False)
