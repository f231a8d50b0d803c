"""Rates of what was noticed, and what is listed of the rest."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.evaluation.archive.conftest import noticed, place, small_archive
from tests.evaluation.archive.test_matching import G15, P2, P12, R12, R21, RIGHT, T35, T40, W12, WRONG

from onrecord.evaluation.archive import Account, Archive, Noticed, Place, load, score
from onrecord.evaluation.archive.lines import archive_lines
from onrecord.evaluation.archive.matching import RULES

EXAMPLE = load(Path(__file__).parents[3] / "examples" / "archive")


def as_noticed(row: dict) -> Noticed:
    places = tuple(Place(r["report"], r["at"], r["at"] + len(r["quote"])) for r in row["records"])
    return Noticed(row["rule"], places, row.get("sentence") or row["why_not"])


def test_the_gold_scores_one_and_its_near_misses_nothing() -> None:
    whole = score(EXAMPLE, Account(noticed=tuple(as_noticed(row) for row in EXAMPLE.gold["findings"])))
    assert whole.metrics["findings"]["micro"] == {"precision": 1, "recall": 1, "f1": 1, "tp": 98, "fp": 0, "fn": 0, "again": 0}
    assert list(whole.listed()) == []
    near = score(EXAMPLE, Account(noticed=tuple(as_noticed(row) for row in EXAMPLE.gold["near_misses"])))
    assert near.metrics["findings"]["micro"]["tp"] == 0
    assert near.metrics["near_misses"] == {"raised": 63, "n": 63}


def test_one_thing_said_five_times_is_one_hit_and_four_false_ones(small: Archive) -> None:
    for one in RIGHT:
        row = score(small, Account(noticed=(one,) * 5)).metrics["findings"]["by_rule"][one.rule]
        assert (row["tp"], row["fp"], row["again"]) == (1, 4, 0)


def test_a_finding_seen_from_other_places_is_neither_a_second_hit_nor_false(small: Archive) -> None:
    pairs = (
        noticed("contradicting-figures", W12, G15),
        noticed("contradicting-figures", R12, G15),
        noticed("contradicting-figures", R12, G15),
    )
    row = score(small, Account(noticed=pairs)).metrics["findings"]["by_rule"]["contradicting-figures"]
    assert (row["tp"], row["fp"], row["again"], row["precision"]) == (1, 1, 1, 0.5)
    halves = (noticed("single-root-source", W12, P12), noticed("single-root-source", P12, R12))
    row = score(small, Account(noticed=halves)).metrics["findings"]["by_rule"]["single-root-source"]
    assert (row["tp"], row["fp"], row["again"]) == (1, 1, 0)


def test_what_was_missed_and_what_was_raised_is_listed_with_its_sentence(small: Archive) -> None:
    told = (
        noticed("figure-outside-reference", T35),
        noticed("contradicting-figures", T40, T35),
        noticed("single-root-source", place("wire-1", "The Caluni navy fired it"), place("post-1", "The Caluni navy fired it")),
        noticed("accusation-denied", W12),
    )
    found = score(small, Account(noticed=told))
    listed = list(found.listed())
    assert ("false", "contradicting-figures", "contradicting-figures.", "gazette-2 15–40; wire-2 15–17") in listed
    raised = {rule: why for what, rule, _, why in listed if what == "near miss raised"}
    assert raised["single-root-source"].startswith("Only two outlets carry it. wire-1 ")
    assert raised["figure-outside-reference"].startswith("Near the day before. ")
    assert sum(what == "missed" for what, *_ in listed) == len(small.gold["findings"])
    assert found.metrics["near_misses"] == {"raised": 2, "n": 3}
    assert found.metrics["other_rules"] == {"accusation-denied": 1}
    assert found.metrics["findings"]["micro"]["fp"] == 3


def test_the_mean_is_of_rules_that_have_findings(small: Archive) -> None:
    one = noticed("figure-copy-error", W12, R21)
    assert score(small, Account(noticed=(one,))).metrics["findings"]["macro"]["recall"] == pytest.approx(1 / 11, abs=1e-4)


@given(st.lists(st.sampled_from(RIGHT + WRONG), max_size=12), st.randoms())
def test_the_order_of_what_was_noticed_changes_nothing(told: list[Noticed], chance) -> None:
    archive = small_archive()
    shuffled = told[:]
    chance.shuffle(shuffled)
    one, other = (score(archive, Account(noticed=tuple(each))).metrics for each in (told, shuffled))
    assert [row["tp"] for row in one["findings"]["by_rule"].values()] == [row["tp"] for row in other["findings"]["by_rule"].values()]
    assert one["other_rules"] == other["other_rules"]
    for row in one["findings"]["by_rule"].values():
        assert row["tp"] + row["fn"] == 1


def test_lines_fit_a_terminal(small: Archive) -> None:
    told = Account(noticed=(noticed("source-lost", W12, P2),), claims=((W12, P12),), roots=(), copies=(("post-1", "wire-1"),))
    lines = list(archive_lines(score(small, told).metrics))
    assert [line for line in lines if len(line) > 80] == []
    assert {line.split()[0] for line in lines} >= set(RULES)
    assert "source-lost                100.0  100.0  100.0         1        1      0" in lines
