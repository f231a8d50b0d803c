"""Voices of figures that no clause of saying holds. All events, people and numbers are invented."""

import pytest

import onrecord
from onrecord.settings import Settings


def sources(text: str) -> list[str | None]:
    return [figure.source for figure in onrecord.read(text, date="2031-09-18", settings=Settings(reader="rules")).figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # one voice, named in the middle of its sentence
        (
            "At least 12 people had died, said Dr Ada Lund, the head of the Orsk hospital, and about 30 were being treated for injuries.",
            ["Dr Ada Lund, the head of the Orsk hospital"] * 2,
        ),
        # "it", who spoke in the sentence before
        (
            "Thirteen people died in the market of Orsk, the health ministry said on Wednesday. It had given 11 on Tuesday.",
            ["the health ministry", "the health ministry"],
        ),
        (
            "The relief society told reporters of two visits to prisoners. In a barracks at Orsk it registered 115 Torlanders.",
            ["The relief society"],
        ),
        # going by, by the count of, if one follows, brackets
        ("Nine people died on the bridge, going by what the rescue service announced on Friday.", ["the rescue service"]),
        ("Going by what was announced on Friday by the rescue service, nine people died on the bridge.", ["the rescue service"]),
        ("Going by what was seen on Friday, nine people died on the bridge.", [None]),
        ("The war has killed 200 people, going by the count of the health ministry.", ["the health ministry"]),
        ("A brickworks was shelled, and 14 people died by the count of the town's mayor.", ["the town's mayor"]),
        ("Nineteen people were killed in a clinic, if one follows the health ministry.", ["the health ministry"]),
        ("The fighting cost the lives of two shepherds, as we hear from Hill Rescue.", ["Hill Rescue"]),
        ("In the hills 16 herders were killed and 4 injured (Sarvian health ministry).", ["Sarvian health ministry"] * 2),
        ("According to what the General Staff knows, Torland has lost more than 300 soldiers.", ["the General Staff"]),
        ("The paper quotes the health ministry, which also speaks of 84 injured.", ["the health ministry"]),
    ],
)
def test_whose_a_figure_is(text: str, expected: list[str | None]) -> None:
    assert sources(text) == expected


def test_a_paragraph_under_a_colon_is_what_its_speaker_makes_known() -> None:
    text = "The General Staff makes known: A lorry drove over a mine near Lobb on Monday. Eight soldiers were killed.\n\nTwo drowned."
    figures = onrecord.read(text, date="2031-09-18").figures
    assert [figure.source for figure in figures] == ["The General Staff", None]


def test_an_item_of_a_list_is_told_by_whom_it_opens_with() -> None:
    items = "1. The Torlandish army reports that the post was attacked. More than 20 soldiers were killed. Three drowned."
    other = "2. A mine went off at Lobb. Nine herders were killed."
    army = "The Torlandish army"
    assert sources(f"ORSK, 9 May 2031. The Government announces:\n\n{items}\n\n{other}") == [army, army, None]
    assert sources(f"What happened in Orsk on Monday.\n\n{items}\n\n{other}") == [None, None, None]


@pytest.mark.parametrize(
    "text",
    [
        "The bridge was hit on Monday, the army said. Nine people were killed.",
        "Nine people were killed on the bridge (see the map).",
        "The mayor lives in Orsk, and nine people were killed there.",
        "The ferry sank on Monday. It had 11 dead aboard.",
    ],
)
def test_a_report_speaks_for_itself_where_nobody_is_named(text: str) -> None:
    assert set(sources(text)) == {None}


@pytest.mark.parametrize(("one", "other"), [("Sarvian", "Torlandic"), ("Torlandic", "Sarvian")])
def test_a_count_told_beside_a_denial_is_the_deniers_own(one: str, other: str) -> None:
    text = (
        f"The {one} army said six of its soldiers had been killed when {other} commandos stormed the post.\n\n"
        f"The {other} army said none of its soldiers had crossed the river, and that more than 20 {one} soldiers had died. "
        "It put its own losses at three."
    )
    figures = onrecord.read(text, date="2031-09-18", settings=Settings(reader="rules")).figures
    twenty, three = [figure for figure in figures if figure.min in (20, 3)]
    assert (twenty.source, twenty.standing, twenty.denied_by) == (f"The {other} army", "claimed", None)
    assert three.source == f"The {other} army"


def test_what_a_denial_denies_stays_denied() -> None:
    text = "The army denied that 40 villagers had been killed."
    (figure,) = onrecord.read(text, date="2031-09-18", settings=Settings(reader="rules")).figures
    assert (figure.source, figure.standing) == (None, "denied")


@pytest.mark.parametrize(
    "text",
    [
        "Footage shared by residents shows 12 dead soldiers near Orsk.",
        "A video released by the Orsk Front's press office showed nine bodies.",
    ],
)
def test_images_are_no_sources(text: str) -> None:
    reading = onrecord.read(text, date="2031-09-18")
    assert [figure.source for figure in reading.figures] == [None]
    assert [statement.grade for statement in reading.statements if statement.source] in ([], ["fragment"])
