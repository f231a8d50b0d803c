"""What a picture shows is no count of victims. All events are invented."""

import pytest

from onrecord.reading.figures import draft_figures
from onrecord.reading.page import Page


@pytest.mark.parametrize(
    "text",
    [
        "The governor showed three pictures, one of a dead ferryman and two of burned bodies.",
        "The camp released a grim photograph of a dead miller and a girl shot through the chest.",
        "The images that the navy sent out, among them one of a wounded piper, have not been verified.",
    ],
)
def test_persons_in_a_picture_are_no_figures(text: str) -> None:
    assert draft_figures(Page.of(text)) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The footage that shows the raid in which 14 drovers were killed is real.", 14),
        ("A video of the killing of 12 farmers was published.", 12),
        ("Photographs were shown, and one of the drovers was killed.", 1),
    ],
)
def test_victims_of_an_event_beside_a_picture_are_counted(text: str, value: int) -> None:
    assert [draft.value for draft in draft_figures(Page.of(text))] == [value]


@pytest.mark.parametrize(
    "text", ["The number of drovers killed is the one known at noon.", "The toll is the one given by the ferry office."]
)
def test_a_pronoun_one_is_no_count(text: str) -> None:
    assert draft_figures(Page.of(text)) == []
