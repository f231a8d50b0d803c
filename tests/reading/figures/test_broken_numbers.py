"""Numerals that are no whole number of people give no figure, whole or in part, and are said (P29)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading import read
from onrecord.records import Document, Reading
from onrecord.settings import Settings


def reading(text: str) -> Reading:
    return read(Document(id="a", text=text), settings=Settings(reader="rules"))


BROKEN = [
    ("9" * 5000, "number.range"),
    ("1" + ",000" * 40, "number.range"),
    ("99999999999", "number.range"),
    ("-3", "number.range"),
    ("−3", "number.range"),
    ("minus 3", "number.range"),
    ("1e308", "number.range"),
    ("NaN", "number.kind"),
    ("1,417.5", "number.kind"),
    ("1417.5", "number.kind"),
    ("1,400٫5", "number.kind"),
    ("1,400,00", "number.kind"),
    ("1_400", "number.kind"),
    ("1,4OO", "number.kind"),
    ("1 4 0 0", "number.kind"),
    ("2½", "number.kind"),
    ("1\u00ad,400", "number.kind"),
    ("1,4\u00ad00", "number.kind"),
    ("14\u200b00", "number.kind"),
    ("14\u2060 00", "number.kind"),
]


@pytest.mark.parametrize(("numeral", "code"), BROKEN)
@pytest.mark.parametrize(
    "sentence", ["{} people were killed on Monday.", "The shelling killed {} people.", "The death toll rose to {} dead."]
)
def test_p29_a_broken_number_is_no_figure_and_is_said(sentence: str, numeral: str, code: str):
    said = reading(f"Two children were hurt. {sentence.format(numeral)}")
    assert [(figure.measure, figure.min) for figure in said.figures] == [("injured", 2)]
    assert [(issue.code, issue.outcome) for issue in said.issues] == [(code, "recorded")]
    assert "so no figure was made of it" in said.issues[0].message
    assert len(said.issues[0].message) < 200


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("1.2 million people were displaced.", 1_200_000),
        ("3,5 lakh people were displaced.", 350_000),
        ("1.400 people were killed.", 1_400),
        ("1,400 people were killed.", 1_400),
        ("１,４００ people were killed.", 1_400),
        ("١٤٠٠ people were killed.", 1_400),
        ("5-7 people were killed.", 5),
        ("A 7.5-magnitude quake killed 14 people.", 14),
    ],
)
def test_numbers_of_people_however_they_are_written(text: str, least: int):
    said = reading(text)
    assert [figure.min for figure in said.figures] == [least]
    assert said.issues == ()


@pytest.mark.parametrize(
    "text", ["Prices rose 3.5 per cent.", "The village lies 2.5 km away.", "It was -3 degrees.", "Version 1.4.2 was read."]
)
def test_numbers_of_other_things_are_not_remarked_upon(text: str):
    assert reading(text).issues == ()


@given(st.text(alphabet="0123456789.,-−eE+_ \u00ad\u200b\u066b½OlNaInfity", max_size=40))
def test_any_numeral_gives_a_figure_of_its_own_digits_or_none(numeral: str):
    said = reading(f"The army said {numeral} people were killed.")
    for figure in said.figures:
        assert figure.min is None or figure.min >= 0
