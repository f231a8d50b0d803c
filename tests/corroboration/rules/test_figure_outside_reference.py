import datetime
from typing import Any

from onrecord.records import Point, ReferenceSeries

FIRST = datetime.date(2031, 3, 1)
VALUES = [20_000 + 60 * number for number in range(200)]


def series() -> ReferenceSeries:
    points = tuple(Point(date=(FIRST + datetime.timedelta(days=number)).isoformat(), value=value) for number, value in enumerate(VALUES))
    return ReferenceSeries(
        id="kesh", measure="killed", group="Keshans", place="Kesh", source="Kesh registry", points=points, origin="kesh.csv", column="dead"
    )


def told(draft: Any, phrase: str, number: int) -> Any:
    made = draft(f"A monitor says {phrase} people have been killed in Kesh.", published="2031-05-10")
    made.counts(phrase, "killed", number, number, place="Kesh", scope="cumulative", source="A monitor")
    return made


def test_a_total_that_no_day_comes_near(draft: Any) -> None:
    made = told(draft, "95,000", 95_000)
    [finding] = made.findings("figure-outside-reference", references=[series()])
    assert finding.records == ("f1",)
    assert finding.detail["series_at_stated_date"] == {"killed": VALUES[70]}
    assert finding.detail["nearest_date"] == (FIRST + datetime.timedelta(days=199)).isoformat()
    assert "above" in finding.sentence
    assert "10 May 2031" in finding.sentence
    assert made.findings("figures-do-not-fit-date", references=[series()]) == []


def test_a_total_without_a_place_is_of_the_land_whose_ministry_gives_it_through_whatever_outlet(draft: Any) -> None:
    made = draft("3,000 people had been killed, according to the Keshan health ministry, as the Wire writes.", published="2031-05-10")
    made.says("the Keshan health ministry", "according to", "3,000 people had been killed")
    outer = made.says("the Wire", "writes", "3,000 people had been killed")
    made.counts("3,000", "killed", 3_000, 3_000, scope="cumulative", source="the Wire", statement=outer)
    assert len(made.findings("figure-outside-reference", references=[series()])) == 1


def test_a_total_without_a_place_by_nobody_of_the_land_is_not_set_beside_it(draft: Any) -> None:
    made = draft("3,000 people had been killed, according to the Orrian health ministry, as the Wire writes.", published="2031-05-10")
    made.says("the Orrian health ministry", "according to", "3,000 people had been killed")
    outer = made.says("the Wire", "writes", "3,000 people had been killed")
    made.counts("3,000", "killed", 3_000, 3_000, scope="cumulative", source="the Wire", statement=outer)
    assert made.findings("figure-outside-reference", references=[series()]) == []


def test_a_total_below_every_day(draft: Any) -> None:
    [finding] = told(draft, "3,000", 3_000).findings("figure-outside-reference", references=[series()])
    assert "below" in finding.sentence


def test_a_difference_of_definition_is_not_far(draft: Any) -> None:
    assert told(draft, "34,900", 34_900).findings("figure-outside-reference", references=[series()]) == []


def test_a_number_of_another_day_is_left_to_the_dating_rule(draft: Any) -> None:
    made = told(draft, "31,500", 31_500)
    assert made.findings("figure-outside-reference", references=[series()]) == []
    assert len(made.findings("figures-do-not-fit-date", references=[series()])) == 1
