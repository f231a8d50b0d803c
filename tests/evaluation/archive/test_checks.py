"""The checks notice what is broken: each fault is made once in the example archive."""

import copy
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from onrecord.evaluation.archive import Archive, checks, load

EXAMPLE = load(Path(__file__).parents[3] / "examples" / "archive")
Gold = dict[str, Any]


def gold_with(change: Callable[[Gold], object]) -> Archive:
    gold = copy.deepcopy(EXAMPLE.gold)
    change(gold)
    return replace(EXAMPLE, gold=gold)


def statement(gold: Gold, claim: str, number: int = 0) -> dict[str, Any]:
    (found,) = [one for one in gold["claims"] if one["id"] == claim]
    return found["statements"][number]


def drop(gold: Gold, rule: str) -> None:
    gold["findings"].remove(next(row for row in gold["findings"] if row["rule"] == rule))


def add(gold: Gold, rule: str, claim: str) -> None:
    said = statement(gold, claim)
    record = {"report": said["report"], "at": said["at"], "quote": said["quote"], "claim": claim}
    gold["findings"].append({"rule": rule, "records": [record], "sentence": "x", "note": None})


COMPUTED = (
    "single-root-source contradicting-figures figure-outside-reference figures-do-not-fit-date cumulative-falls source-lost "
    "circular-citing syndicated-copy silent-edit"
).split()


@pytest.mark.parametrize("rule", COMPUTED)
def test_a_finding_that_is_missing_is_told(rule: str) -> None:
    faults = checks.faults(gold_with(lambda gold: drop(gold, rule)))
    assert faults and all(fault.startswith(rule) for fault in faults)


@pytest.mark.parametrize("rule", ["single-root-source", "figure-outside-reference", "figures-do-not-fit-date", "circular-citing"])
def test_a_finding_that_does_not_hold_is_told(rule: str) -> None:
    (fault,) = checks.faults(gold_with(lambda gold: add(gold, rule, "vhm-k-0512")))
    assert fault == f"{rule}: vhm-k-0512 is in the gold and does not hold"


CHANGES: list[tuple[Callable[[Gold], object], str]] = [
    (lambda gold: statement(gold, "rud-k17").update(at=3), "does not stand at 3"),
    (lambda gold: statement(gold, "rud-k17").update(voice="shouted"), "voice 'shouted'"),
    (lambda gold: statement(gold, "rud-k17").update(min=18, max=18), "'17' does not give 18 to 18"),
    (lambda gold: statement(gold, "rud-k17").update(root="nobody"), "no such root 'nobody'"),
    (lambda gold: statement(gold, "rud-k17").update(chain=["Newsbasket", "x"]), "does not lead from the outlet"),
    (lambda gold: statement(gold, "rud-k17").update(copy_of="larkmoor-05-02-a"), "told as a copy of larkmoor-05-02-a"),
    (lambda gold: statement(gold, "holl-critical").update(min=40, max=40), "a part that is more than the whole"),
    (lambda gold: gold["claims"][0].update(independent=2), "its roots are not those of its statements"),
    (lambda gold: gold["claims"][0].update(as_of="2031-01-01"), "2031-01-01 is outside the series"),
    (lambda gold: gold["claims"][0].update(subset_of="none"), "no such claim 'none'"),
    (lambda gold: gold["roots"][0]["forms"].append("Nobody Says"), "'Nobody Says' stands in no text"),
    (lambda gold: gold["findings"][0]["records"][0].update(at=1), "does not stand in larkmoor-05-02-a at 1"),
    (lambda gold: gold["findings"][0].update(sentence=""), "a row without a known rule, a record or a reason"),
]


@pytest.mark.parametrize(("change", "said"), CHANGES, ids=[said for _, said in CHANGES])
def test_what_contradicts_itself_is_told(change: Callable[[Gold], object], said: str) -> None:
    assert any(said in fault for fault in checks.faults(gold_with(change)))


def test_reports_are_checked_too() -> None:
    first, second, *rest = EXAMPLE.reports
    late = replace(EXAMPLE, reports=({**first, "date": "2023-01-01"}, second, *rest))
    assert any("2023-01-01 is outside the series" in fault for fault in checks.faults(late))
    elsewhere = replace(EXAMPLE, reports=({**first, "url": "http://example.com/a"}, second, *rest))
    assert any("is no reserved address" in fault for fault in checks.faults(elsewhere))
    twice = replace(EXAMPLE, reports=(*EXAMPLE.reports, first))
    assert "two reports have one id" in checks.faults(twice)
