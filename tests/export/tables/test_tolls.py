"""Least, best and greatest numbers of an incident: as stated, by whom, and nothing where somebody would have to add or choose."""

from typing import Any

import pytest
from tests.export.tables.conftest import MARKET, figure, market

from onrecord.export.tables.material import Assessment, Material
from onrecord.export.tables.tolls import BEST, Toll, toll_of
from onrecord.records import Incident, Reading

COMMITTEE, BRIGADE = "The rescue committee", "The Ninth Brigade"


def told(identifier: str, source: str | None, low: int | None, high: int | None, **more: Any) -> Any:
    return figure(MARKET, identifier, "31", source=source, min=low, max=high, **more)


def toll(*figures: Any, assessments: tuple[Assessment, ...] = ()) -> Toll:
    incident = Incident(id="i1", type="shelling", figures=tuple(one.id for one in figures))
    reading = Reading(id="r", text=MARKET, figures=figures, incidents=(incident,))
    return toll_of(Material(reading, "0" * 64, assessments=assessments), incident)


def numbers(found: Toll) -> tuple[int | None, int | None, int | None]:
    return found.low, found.best, found.high


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ([told("f1", COMMITTEE, 31, 31)], (31, 31, 31)),
        ([told("f1", COMMITTEE, 31, 31), told("f2", BRIGADE, 20, 20)], (20, None, 31)),
        ([told("f1", COMMITTEE, 14, None), told("f2", BRIGADE, 20, 20)], (14, None, None)),
        ([told("f1", COMMITTEE, None, 30), told("f2", BRIGADE, 20, 20)], (None, None, 30)),
        ([told("f1", COMMITTEE, 20, 30)], (20, None, 30)),
        ([told("f1", COMMITTEE, 20, 20, approx=True)], (20, None, 20)),
        ([told("f1", None, 31, 31)], (31, None, 31)),
        ([told("f1", COMMITTEE, 6, 6, group="soldiers"), told("f2", COMMITTEE, 25, 25, group="stallholders")], (None, None, None)),
        ([told("f1", COMMITTEE, 31, 31), told("f2", COMMITTEE, 6, 6, subset_of="f1")], (31, 31, 31)),
        ([told("f1", COMMITTEE, 31, 31), told("f2", BRIGADE, 500, 500, scope="cumulative")], (31, 31, 31)),
        ([told("f1", COMMITTEE, 31, 31), told("f2", BRIGADE, 40, 40, superseded=True)], (31, 31, 31)),
        ([told("f1", COMMITTEE, 31, 31), told("f2", BRIGADE, 31, 31, duplicate_of="f1")], (31, 31, 31)),
        ([told("f1", COMMITTEE, 31, 31, measure="injured")], (None, None, None)),
        ([told("f1", COMMITTEE, 31, 31, measure="casualties")], (None, None, None)),
    ],
    ids=[
        "one source",
        "two sources",
        "an open end above",
        "an open end below",
        "a range",
        "an estimate",
        "the report's own voice",
        "one source counts two groups apart",
        "a part",
        "a running total",
        "corrected by the text",
        "told again",
        "people injured",
        "killed or injured",
    ],
)
def test_numbers(figures: list[Any], expected: tuple[int | None, int | None, int | None]):
    assert numbers(toll(*figures)) == expected


def test_who_says_so_stands_beside_each_number():
    found = toll(told("f1", COMMITTEE, 31, 31), told("f2", BRIGADE, 20, 20, standing="denied"))
    assert (found.low_according_to, found.high_according_to, found.best_according_to) == (BRIGADE, COMMITTEE, None)
    assert found.stated == (f"31 – {COMMITTEE} (claimed)", f"31 – {BRIGADE} (denied)")


def test_two_sources_that_agree_are_both_named():
    found = toll(told("f1", COMMITTEE, 31, 31), told("f2", BRIGADE, 31, 31))
    assert numbers(found) == (31, None, 31), "agreement of sources is for people to weigh"
    assert found.low_according_to == found.high_according_to == f"{COMMITTEE}, {BRIGADE}"


def judged(local: str, word: str = BEST) -> Assessment:
    return Assessment("0" * 64, local, word, "two lists", "2031-05-09")


def test_the_best_number_is_the_one_that_two_people_agreed_on():
    figures = (told("f1", COMMITTEE, 31, 31), told("f2", BRIGADE, 20, 20))
    found = toll(*figures, assessments=(judged("f2"),))
    assert numbers(found) == (20, 20, 31)
    assert found.best_according_to == "assessment: best estimate (by the rules: two lists), agreed on 2031-05-09"
    assert toll(*figures, assessments=(judged("f2", "corroborated"),)).best is None, "another word does not say which to go by"
    assert toll(*figures, assessments=(judged("f1"), judged("f2"))).best is None, "two best numbers are none"
    assert toll(told("f1", COMMITTEE, 14, None), assessments=(judged("f1"),)).best is None, "what is left open stays open"


def test_civilians_are_those_of_one_named_source_alone():
    civilian = {"civil_status": "civilian", "subset_of": "f1"}
    whole = told("f1", COMMITTEE, 31, 31)
    assert toll(whole, told("f2", COMMITTEE, 6, 6, **civilian)).civilians == 6
    assert toll(whole, told("f2", COMMITTEE, 6, None, **civilian)).civilians is None
    assert toll(whole, told("f2", COMMITTEE, 6, 6, **civilian), told("f3", COMMITTEE, 9, 9, **civilian)).civilians is None, "never added"
    assert toll(whole).civilians is None


def test_parties_are_treated_alike():
    swapped = {COMMITTEE: BRIGADE, BRIGADE: COMMITTEE}
    one = [told("f1", COMMITTEE, 14, None), told("f2", BRIGADE, 20, 20)]
    other = [told("f1", BRIGADE, 14, None), told("f2", COMMITTEE, 20, 20)]
    found, mirrored = toll(*one), toll(*other)
    assert numbers(found) == numbers(mirrored)
    assert swapped[found.low_according_to or ""] == mirrored.low_according_to


def test_the_report_of_the_case_has_two_sources():
    reading = market()
    found = toll_of(Material(reading, "0" * 64), reading.incidents[0])
    assert (found.low, found.high, found.best, found.civilians) == (20, 31, None, 6)
