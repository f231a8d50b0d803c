"""Totals of a war, and tolls of one event that grow. All events are invented."""

import pytest

from onrecord.corroboration.told.tolls import runs_on
from onrecord.records import Figure


def total(text: str, phrase: str = "19", **fields: object) -> bool:
    start = text.index(phrase)
    given = {"id": "f1", "measure": "killed", "min": 19, "max": 19, "start": start, "end": start + len(phrase), "phrase": phrase}
    return runs_on(Figure(**{"scope": "cumulative", **given, **fields}), text, (0, len(text)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "The number of those killed in the clinic has risen to 19, the ministry said.",
        "That brings the number of people killed by a shell at Osk's market to 19.",
        "The toll of the attack on Osk climbed to 19.",
        "The number of dead in Monday's bombing rose to 19.",
    ],
)
def test_the_toll_of_one_event_is_no_total_over_time(text: str) -> None:
    assert not total(text)


@pytest.mark.parametrize(
    "text",
    [
        "The number of people killed in Kesh has risen to 19, the ministry said.",
        "Up to Monday 19 people had been killed in the war.",
        "The fighting has killed 19 people on both banks together.",
    ],
)
def test_the_total_of_a_war_or_a_land_is_one(text: str) -> None:
    assert total(text)


def test_what_the_reading_dates_from_a_day_on_is_one_and_an_incident_is_none() -> None:
    assert total("The number of those killed in the clinic has risen to 19.", since="2031-02-02")
    assert total("The number of those killed in the clinic has risen to 19.", scope="period")
    assert not total("Up to Monday 19 people had been killed in the war.", scope="incident")
