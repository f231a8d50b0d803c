"""What holds of all findings across reports, whatever their rule."""

import random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.corroboration.across import Case, beside, readings, tellings
from tests.corroboration.rules.across import (
    test_category_drift,
    test_circular_citing,
    test_contradicting_figures,
    test_cumulative_falls,
    test_figure_copy_error,
    test_single_root_source,
    test_source_lost,
)

from onrecord.corroboration import Beside, across, is_across
from onrecord.corroboration.rules.across import RULES_ACROSS
from onrecord.records import Finding

FILES = (
    test_single_root_source,
    test_contradicting_figures,
    test_cumulative_falls,
    test_category_drift,
    test_figure_copy_error,
    test_source_lost,
    test_circular_citing,
)
NOTICED: list[tuple[str, Case]] = [(file.RULE, case) for file in FILES for case in file.NOTICED]
ALL: list[tuple[str, Case]] = [(file.RULE, case) for file in FILES for case in (*file.NOTICED, *file.NOT_NOTICED)]

UNRELATED = """
    Orchard Review, 2029-03-03: Hail over the plum villages
    Growers in Quince Hollow said hail had torn the nets over their plum trees. The cooperative expects a poor harvest.

    Theatre Notes, 2029-03-04
    The director of the Opal Theatre said that three rehearsals were cancelled, since 11 singers had a cold.
    """
"""Reports of another year and place, which have nothing to do with any case."""


def cases(pairs: list[tuple[str, Case]]) -> list[object]:
    return [pytest.param(rule, case, id=f"{rule}: {case.name}") for rule, case in pairs]


def everything(told: Beside) -> dict[str, list[Finding]]:
    return {name: list(find(told)) for name, find in RULES_ACROSS.items()}


def as_set(found: dict[str, list[Finding]]) -> set[tuple[str, frozenset[str], str]]:
    return {(rule, frozenset(finding.records), finding.sentence) for rule, findings in found.items() for finding in findings}


def test_every_rule_on_claims_has_ten_cases_of_either_sort() -> None:
    assert {file.RULE for file in FILES} == set(RULES_ACROSS) - {"syndicated-copy"}
    for file in FILES:
        assert len(file.NOTICED) >= 10
        assert len(file.NOT_NOTICED) >= 10
        assert all(case.finds for case in file.NOTICED)
        assert not any(case.finds for case in file.NOT_NOTICED)
        assert sum(case.sentence is not None for case in file.NOTICED) >= 2


def test_no_two_cases_of_a_rule_tell_the_same() -> None:
    for file in FILES:
        told = [case.reports for case in (*file.NOTICED, *file.NOT_NOTICED)]
        assert len(set(told)) == len(told)


@settings(max_examples=60)
@given(st.sampled_from(NOTICED), st.randoms(use_true_random=False))
def test_the_order_in_which_reports_are_given_makes_no_difference(pair: tuple[str, Case], chance: random.Random) -> None:
    _, case = pair
    given_order = list(tellings(case.reports))
    other = list(given_order)
    chance.shuffle(other)
    assert everything(Beside(other)) == everything(Beside(given_order))


@pytest.mark.parametrize(("rule", "case"), cases(ALL))
def test_reports_of_another_matter_change_nothing(rule: str, case: Case) -> None:
    alone = everything(beside(case.reports))
    among = everything(beside(case.reports.rstrip() + "\n\n" + UNRELATED))
    assert as_set(among) == as_set(alone)


@pytest.mark.parametrize(("rule", "case"), cases(ALL))
def test_a_report_read_twice_adds_no_outlet_no_source_and_no_finding(rule: str, case: Case) -> None:
    told = [msgspec.structs.replace(one, page=one.page or f"page/{one.reading}") for one in tellings(case.reports)]
    again = [msgspec.structs.replace(one, reading=f"{one.reading}-again", order=len(told) + one.order) for one in told]
    once, twice = Beside(told), Beside([*told, *again])
    assert [claim.roots for claim in twice.figure_claims] == [claim.roots for claim in once.figure_claims]
    assert _by_page(twice) == _by_page(once)


def _by_page(told: Beside) -> set[tuple[str, frozenset[str], tuple[str, ...]]]:
    """Findings by rule, records and outlets, whichever time the records were read."""
    return {
        (rule, frozenset(record.replace("-again", "") for record in finding.records), tuple(finding.detail.get("outlets", ())))
        for rule, findings in everything(told).items()
        for finding in findings
    }


@pytest.mark.parametrize(("rule", "case"), cases(NOTICED))
def test_what_a_finding_rests_on_is_there(rule: str, case: Case) -> None:
    known = {said.id: said for said in readings(case.reports)}
    for finding in RULES_ACROSS[rule](beside(case.reports)):
        assert len(finding.records) == len(set(finding.records)) > 1
        for record in finding.records:
            reading, _, local = record.rpartition("/")
            said = known[reading]
            if "-" in local:
                start, end = map(int, local.split("-"))
                assert said.text[start:end].strip()
                assert 0 <= start < end <= len(said.text)
            else:
                assert local in {one.id for one in (*said.figures, *said.statements)}


@pytest.mark.parametrize(("rule", "case"), cases(NOTICED))
def test_a_finding_is_kept_with_the_report_of_its_first_record(rule: str, case: Case) -> None:
    kept = across(beside(case.reports))
    first = [finding.records[0].rpartition("/")[0] for finding in RULES_ACROSS[rule](beside(case.reports))]
    assert sorted(name for name, findings in kept.items() for finding in findings if finding.rule == rule) == sorted(first)
    assert all(is_across(finding) for findings in kept.values() for finding in findings)
