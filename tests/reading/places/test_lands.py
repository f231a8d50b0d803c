"""Names that a text shows to be those of lands, and totals told of them. All lands, towns and events are invented."""

import pytest

from onrecord.reading.figures import find_figures
from onrecord.reading.page import Page
from onrecord.reading.places import Width, find_places, width_of
from onrecord.reading.places.lands import is_land, lands_of
from onrecord.reading.times import find_times
from onrecord.records import ReportDetails


def places_of_figures(text: str) -> list[str | None]:
    page = Page.of(text)
    published = "2031-09-18"
    figures = find_figures(
        page,
        report=ReportDetails(published=published),
        statements=(),
        actors=(),
        places=find_places(page),
        times=find_times(page, published),
    )
    return [figure.place for figure in figures]


@pytest.mark.parametrize(("one", "its"), [("Sarvia", "Sarvian"), ("Torlanda", "Torlandese"), ("Medova", "Medovan")])
def test_what_has_an_army_is_a_land(one: str, its: str) -> None:
    text = f"The {its} army crossed the river. In {one} the schools are closed. {one}'s president spoke."
    assert is_land(text, one)
    assert lands_of(text)[its] == one
    page = Page.of(text)
    assert {width_of(page, place) for place in find_places(page) if place.name == one} == {Width.STATE}


@pytest.mark.parametrize(
    "text", ["The Orsk police closed the road. Orsk was quiet.", "Barnov's mayor spoke in Barnov.", "The Lindan choir sang in Linda."]
)
def test_towns_are_no_lands(text: str) -> None:
    assert lands_of(text) == {}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        # the land of the count, not the seat of who counts nor a town named before
        ("1. Shells fell on Orsk.\n\n2. The health ministry of Sarvia has registered 19 dead on Sarvian soil up to Monday.", ["Sarvia"]),
        ("Shells fell on Orsk. The ministry said: Up to Monday, 26 persons had been killed on the soil of Sarvia.", ["Sarvia"]),
        ("In Velm, the Sarvian health ministry said nine children had been killed in Sarvia since the fighting began.", ["Sarvia"]),
        ("A senior Torlandic official in Velm said that nine people had been killed in all of Sarvia up to Monday.", ["Sarvia"]),
        # an army's own losses are no place's
        ("The armies of Sarvia and Medova gave figures. The Sarvian army said 49 of its soldiers had been killed up to Monday.", [None]),
        ("Up to Monday, 61 soldiers of Sarvia have fallen.", [None]),
        ("In Velm the ministry gives the number of injured in Sarvia up to Monday as 400.", ["Sarvia"]),
        # a town that the sentence names stays nearer than the land
        ("The Sarvian army left. Nine people were killed in Sarvia when a bomb went off in the market of Orsk.", ["Orsk"]),
        ("A house in Orsk was hit. Four people were killed, the health ministry of Sarvia reports.", ["Orsk"]),
    ],
)
def test_totals_are_told_of_the_land_they_name(text: str, places: list[str | None]) -> None:
    assert places_of_figures(text) == places


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A shell hit the market of Sidra. It came from the guns near Adun, and two people were killed.", "Sidra"),
        ("The bridge at Sidra was bombed. Thirty bodies were brought to the hospital in Dorva.", "Sidra"),
        ("Some 1,900 people have now crossed into Medova at Sidra.", "Sidra"),
        ("Jets struck the halt at Sidra, a few hours before the bridge at Adun was bombed. Two people were killed.", "Sidra"),
        ("Two people were killed at Sidra, a doctor said.\n\nWith reporting by Ada Lund in Dorva.", "Sidra"),
        ("From Ada Lund in Dorva\n\nA shell hit the market in Sidra. Two people were killed.", "Sidra"),
        ("The ferry sank in the Sarn near Sidra, and two people were killed.", "Sidra"),
        ("A clash opposite Sidra went on. Two soldiers were killed.", "Sidra"),
        ("SIDRA. Two people were killed when rockets hit the clinic.\n\nThe town is without water.", "SIDRA"),
        ("From Ada Lund in Dorva\n\nTwo people were killed.", None),
        ("SIDRA, Medova, May 9 (Coast News) – Jets struck the halt of Sidra. Two people were killed.", "Sidra"),
        ("SIDRA, May 9 (Coast News) – Two people were killed.", None),
    ],
)
def test_where_harm_was_done_not_whence_or_whither(text: str, place: str | None) -> None:
    assert set(places_of_figures(text)) == {place}


@pytest.mark.parametrize(("one", "other"), [("Dorva", "Velm"), ("Velm", "Dorva")])
def test_the_seat_of_a_government_is_not_where_people_were_killed(one: str, other: str) -> None:
    text = (
        f"A shell hit the market in Orsk. The health ministry in {one} denies it. In {one} nobody believes the claim.\n\n"
        f"An official in {one} spoke of two people killed; {other} said nothing."
    )
    assert places_of_figures(text) == ["Orsk"]
