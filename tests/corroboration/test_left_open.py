"""Who disputes a number, or says nothing about it, is no source of it."""

import pytest

from onrecord import reading
from onrecord.corroboration.told import telling_of
from onrecord.records import Document
from onrecord.settings import Settings


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The Lomarian army said that 3 people, not 30, were killed in Eddin.", {3: "the Lomarian army"}),
        ("The Lomarian army denied that 30 people were killed in Eddin, and said 3 had been killed.", {3: "the Lomarian army"}),
        ("The Lomarian army could not confirm that 30 people were killed in Eddin.", {30: None}),
        ("The Kestrian army said that 30 people were killed in Eddin.", {30: "the Kestrian army"}),
    ],
)
def test_numbers_and_who_tells_them(text: str, told: dict[int, str | None]) -> None:
    telling = telling_of(reading.read(Document(id="a", text=text), settings=Settings()))
    assert {one.figure.min: one.speakers[0].words if one.speakers else None for one in telling.figures if one.figure} == told


@pytest.mark.parametrize(
    "text",
    [
        "The Lomarian army did not deny that its aircraft had bombed the market of Eddin.",
        "The Lomarian army has yet to comment on whether Lomarian guns had shelled the market of Eddin.",
        "Neither the Lomarian army nor the Red Cross has confirmed that Lomarian guns shelled the market.",
    ],
)
def test_what_is_left_open_is_no_statement(text: str) -> None:
    telling = telling_of(reading.read(Document(id="a", text=text), settings=Settings()))
    assert not [one for one in telling.statements if one.speakers]


@pytest.mark.parametrize(
    "text", ["It has lost 12 soldiers since May, the mayor said.", "We have lost 12 soldiers, the mayor of Kesh said."]
)
def test_a_pronoun_is_nobody_whose_people_they_are(text: str) -> None:
    telling = telling_of(reading.read(Document(id="a", text=text), settings=Settings()))
    assert [one.people for one in telling.figures] == [()]
