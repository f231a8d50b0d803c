"""Totals of a war, tolls of one event that grow, and parts of either. All events are invented."""

import pytest

from onrecord.corroboration.told.tolls import is_of_a_stretch, is_part, runs_on
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


def counted(text: str, phrase: str = "19", **fields: object) -> Figure:
    start = text.index(phrase)
    given = {"id": "f1", "measure": "killed", "min": 19, "max": 19, "start": start, "end": start + len(phrase), "phrase": phrase}
    return Figure(**{**given, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Another 19 people were killed in Osk.", True),
        ("A further 19 people were killed in Osk.", True),
        ("19 more people were killed in Osk.", True),
        ("19 additional deaths were counted in Osk.", True),
        ("In Osk 19 of the wounded have died.", True),
        ("In Osk 19 people wounded by the mine have died.", True),
        ("In Osk 19 people died of their wounds.", True),
        ("In Osk 19 people succumbed to their injuries.", True),
        ("The hospital in Osk received 19 bodies.", True),
        ("The clinic treated at least 19 people.", True),
        ("The first strike killed 19 people, the second one nobody.", True),
        ("The second strike killed 19 people; the first had hit a mill.", True),
        ("The first attack on Dalm in a month killed 19 people.", False),
        ("The army admitted 19 deaths.", False),
        ("The attack killed 19 people, who died of gunshot wounds.", False),
        ("The attack killed 19 people and a wounded child died on Friday.", False),
        ("The boat carried 19 people.", False),
        ("The strike killed 19 members of his family.", True),
        ("Shells killed 19 of her relatives.", True),
        ("It was the second strike in a week and killed 19 people.", False),
        ("The first strike hit no one; at the mill 19 people were killed.", False),
        ("The hospital treated the wounded. In Osk 19 people were killed.", False),
        ("19 people were killed in Osk.", False),
        ("19 people died in Osk; another mine was found.", False),
        ("19 people died in Osk. The wounded were brought to Veth, where one died of his wounds.", False),
    ],
)
def test_words_that_make_a_number_a_part(text: str, part: bool) -> None:
    assert is_part(counted(text), text, ()) == part


def test_those_who_came_on_top_of_other_harm_are_all_of_theirs() -> None:
    text = "Four people were killed and another 19 were hurt."
    hurt, killed = counted(text, measure="injured"), counted(text, "Four", id="f2")
    assert not is_part(hurt, text, (killed, hurt))
    assert is_part(hurt, text, (hurt,))


@pytest.mark.parametrize(
    ("text", "stretch"),
    [
        ("19 people died overnight in the camp.", True),
        ("Overnight, 19 people died in the camp.", True),
        ("The clinic saw 19 people die in the last 24 hours.", True),
        ("On Sunday alone, 19 people died.", True),
        ("19 people have died in the camp since dawn.", True),
        ("Shells had killed 19 people by noon.", True),
        ("Shells had killed 19 by 6 p.m., the mayor said.", True),
        ("The strike killed 19 people by dawn shelling.", False),
        ("The guns had killed 19 people by evening gunfire.", False),
        ("19 people died in a raid overnight.", False),
        ("19 people have died in the camp, and the school was shut overnight.", False),
        ("19 people died in the camp.", False),
    ],
)
def test_hours_of_no_event_are_a_stretch(text: str, stretch: bool) -> None:
    assert is_of_a_stretch(counted(text), text, (0, len(text))) == stretch
