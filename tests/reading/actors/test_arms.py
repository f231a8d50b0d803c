"""What makes an armed group of a body: what the report shows of it, not the noun it is called by nor the length of its name."""

import pytest

from onrecord.reading.actors import find_actors
from onrecord.reading.page import Page
from onrecord.records import ReportDetails


def kinds(text: str) -> dict[str, str]:
    return {actor.name: actor.kind for actor in find_actors(Page.of(text), ReportDetails(), ())}


CIVIL = ["Velian Alliance", "Osk Youth League", "Congress Movement", "National Coalition", "Red Front", "Osk Resistance", "Osk Opposition"]


@pytest.mark.parametrize("name", CIVIL)
@pytest.mark.parametrize(
    "text",
    [
        "The {} said police had shot 12 protesters in Tora.",
        "The {} condemned the attack on Tora and attacked the budget.",
        "Soldiers killed three members of the {}.",
        "The {} accused the army of shelling Tora.",
        "The mayor blamed the {} for the delay.",
        "The {} never attacked anybody, a nurse said.",
        "The {} seized the chance to speak.",
        "The {} attacked the minister in a speech.",
        "The {}'s attack on the president was in all papers.",
        "A nurse accused the {} of attacking ministers in its paper.",
    ],
)
def test_a_body_that_shows_no_arms_is_an_organisation(text: str, name: str) -> None:
    assert kinds(text.format(name)).get(name, "organisation") == "organisation"


@pytest.mark.parametrize("name", CIVIL)
@pytest.mark.parametrize(
    "text",
    [
        "The {} attacked Tora on Monday night.",
        "The {} assassinated the minister on Monday.",
        "The {} kidnapped two leaders.",
        "The {} shot the president.",
        "A nurse accused the {} of kidnapping ministers.",
        "The {}, which has surrounded Tora, spoke.",
        "Tora was shelled by the {}.",
        "Fighters of the {} left Tora. The {} said so.",
        "The {}'s fighters left Tora.",
        "The {} claimed responsibility for the blast.",
        "A nurse accused the {} of burning huts.",
        "The {} is accused of attacking Tora.",
        "A nurse blamed the {} for the raid.",
        "Nine people were killed by shells in Tora. A nurse blamed the {}.",
        "Clashes with the {} went on.",
        "Fighting between the army and the {} went on.",
        "The {} controls the town.",
        "The armed {} spoke.",
        "The {} acknowledged that it had shelled Tora.",
        "The {}, a group of rebels, spoke.",
        "The {} spoke in May. In June the {} fired rockets at Tora.",
    ],
)
def test_a_body_that_shows_arms_is_an_armed_group(text: str, name: str) -> None:
    found = {found: kind for found, kind in kinds(text.format(name, name)).items() if found.endswith(name)}
    assert set(found.values()) == {"armed group"}


def test_nouns_for_the_armed_alone_name_armed_groups_without_more() -> None:
    assert kinds("The militia said so. The rebels said so. The Osk Militia said so.") == {
        "militia": "armed group",
        "rebels": "armed group",
        "Osk Militia": "armed group",
    }


@pytest.mark.parametrize(
    "text",
    [
        "Bora Dahar killed 12 people in Tora, residents said.",
        "Bora Dahar stormed Tora on Monday.",
        "Bora Dahar shelled the market in Tora, and the group denied it.",
        "Bora Dahar claimed responsibility for the blast.",
        "Bora Dahar fighters looted shops in Tora.",
        "Bora Dahar said nothing. On Monday Bora Dahar raided two villages.",
    ],
)
def test_a_name_that_does_organised_harm_is_an_armed_group_s(text: str) -> None:
    found = kinds(text)
    assert found["Bora Dahar"] == "armed group"
    assert "group" not in found


@pytest.mark.parametrize(
    "text",
    [
        "Bora Dahar said so.",
        "Bora Dahar shot a man in Tora.",
        "Colonel Bora Dahar stormed Tora on Monday.",
        "Bora Dahar, 38, killed 12 people in Tora.",
        "Bora Dahar, a teacher, killed 12 people in Tora.",
        "Bora Dahar stormed Tora. He then left, a nurse said.",
        "Bora Dahar raided two villages. Dahar was later arrested, a nurse said.",
    ],
)
def test_a_person_stays_a_person(text: str) -> None:
    assert kinds(text).get("Bora Dahar", "person") == "person"


@pytest.mark.parametrize(
    "text",
    [
        "Market Explosion Kills 12 People in Tora",
        "Ada Quill's assassination shook Tora.",
        "A forum for the Osk League's commander in chief was held.",
        "Two men were shot by Osk Guild officers.",
    ],
)
def test_events_victims_and_offices_are_no_armed_groups(text: str) -> None:
    assert "armed group" not in kinds(text).values()


@pytest.mark.parametrize(
    "text",
    [
        "Kenya opened a school in Tora, the rebels said.",
        "Shells hit Tora, a group of rebels said.",
        "Soldiers in Tora shelled the market.",
        "Residents of Tora attacked a patrol.",
        "Near Tora, a group of rebels, a nurse said, had passed.",
    ],
)
def test_a_place_beside_the_armed_is_no_armed_group(text: str) -> None:
    assert kinds(text).get("Tora") != "armed group"
