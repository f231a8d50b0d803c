"""Denials that name no statement: in another report, in other words, by the accused or by anyone; alike for either side."""

from typing import Any

import pytest
from tests.corroboration.grades.conftest import first_claim

from onrecord.corroboration.grades.responsibility import Accusations

SIDES = [("Kestria", "Kestrian", "Lomaria", "Lomarian"), ("Lomaria", "Lomarian", "Kestria", "Kestrian")]


def accused(desk: Any, sides: tuple[str, str, str, str]) -> Any:
    """A count of one report, in which one army says that the other's guns did it."""
    land, adjective, other, its_adjective = sides
    return (
        desk.report("r1", "Neutral Post", "2030-01-02", land, other)
        .counts(30, "market stalls shells", "the Ulm clinic", place="Ulm", day="2030-01-01")
        .says(f"{its_adjective} guns had shelled the market", f"the {adjective} army", "accuses", place="Ulm")
    )


def answers(desk: Any, number: int = 30) -> dict[str, tuple[str, ...]]:
    """Who denies the deed behind a count, and who of them is said to have done it."""
    beside = desk.beside()
    found = Accusations(beside, desk.parties).about(first_claim(beside, number=number))
    return {"denied": found.denied_by, "by the accused": found.denied_by_accused}


@pytest.mark.parametrize("sides", SIDES)
@pytest.mark.parametrize(
    "words",
    [
        "its guns had shelled the market",
        "shelling the market of Ulm",
        "any part in the attack",
        "that its forces were responsible",
        "it had targeted the market",
        "being behind the attack",
    ],
)
def test_the_accused_denies_it_in_another_report_and_in_other_words(desk: Any, sides: Any, words: str) -> None:
    accused(desk, sides).report("r2", "Harbour Radio", "2030-01-03", sides[2]).says(words, f"the {sides[3]} army", "denies", place="Ulm")
    who = (f"the {sides[3]} army",)
    assert answers(desk) == {"denied": who, "by the accused": who}


@pytest.mark.parametrize("sides", SIDES)
def test_the_accused_denies_it_in_the_same_report_in_other_words(desk: Any, sides: Any) -> None:
    accused(desk, sides).says("any part in the attack", f"the {sides[3]} foreign ministry", "denies", place="Ulm")
    who = (f"the {sides[3]} foreign ministry",)
    assert answers(desk) == {"denied": who, "by the accused": who}


@pytest.mark.parametrize("sides", SIDES)
def test_a_denial_by_anyone_of_the_sort_and_place_is_one_and_not_the_accused_s(desk: Any, sides: Any) -> None:
    accused(desk, sides).report("r2", "Harbour Radio", "2030-01-03").says(
        f"that {sides[3]} guns had shelled the market", "a shepherd, Ivo Karn", "denies", place="Ulm"
    )
    assert answers(desk) == {"denied": ("a shepherd, Ivo Karn",), "by the accused": ()}


@pytest.mark.parametrize("sides", SIDES)
@pytest.mark.parametrize(
    ("words", "by", "fields"),
    [
        ("its guns had shelled the harbour", "the {3} army", {"place": "Brel"}),
        ("its guns had shelled the market on 6 January", "the {3} army", {"place": "Ulm", "day": "2030-01-06"}),
        ("its aircraft had bombed the market", "the {3} army", {"place": "Ulm"}),
        ("its guns had shelled the market", "the {1} army", {"place": "Ulm"}),
        ("that the toll was right", "the {3} army", {"place": "Ulm"}),
        ("any part in the attack", "a shepherd, Ivo Karn", {"place": "Ulm"}),
    ],
)
def test_a_denial_of_another_deed_is_none_of_this(desk: Any, sides: Any, words: str, by: str, fields: Any) -> None:
    accused(desk, sides).report("r2", "Harbour Radio", "2030-01-03").says(words, by.format(*sides), "denies", **fields)
    assert answers(desk) == {"denied": (), "by the accused": ()}


@pytest.mark.parametrize("sides", SIDES)
def test_a_denial_told_many_days_later_without_a_day_is_of_another_deed(desk: Any, sides: Any) -> None:
    accused(desk, sides).report("r2", "Harbour Radio", "2030-03-03").says(
        "its guns had shelled the market", f"the {sides[3]} army", "denies", place="Ulm"
    )
    assert answers(desk) == {"denied": (), "by the accused": ()}


RIVALS = [
    ("the Northern {3} army", "Northern {3} guns had shelled the market"),
    ("the {3} rebels", "{3} rebels had shelled the market"),
    ("the {3} rebels", "the rebels of {2} had shelled the market"),
    ("the opposition's army of {2}", "the {3} opposition forces had shelled the market"),
]


@pytest.mark.parametrize("sides", SIDES)
@pytest.mark.parametrize("by", dict.fromkeys(by for by, _ in RIVALS))
@pytest.mark.parametrize("words", ["its guns had shelled the market", "shelling the market of Ulm", "any part in the attack"])
def test_a_rival_s_denial_is_not_that_of_the_accused_army(desk: Any, sides: Any, by: str, words: str) -> None:
    accused(desk, sides).report("r2", "Harbour Radio", "2030-01-03", sides[2]).says(words, by.format(*sides), "denies", place="Ulm")
    assert answers(desk)["by the accused"] == ()


@pytest.mark.parametrize("sides", SIDES)
@pytest.mark.parametrize(("by", "accusation"), RIVALS)
def test_an_accused_rival_denies_it_for_itself_and_the_army_does_not(new_desk: Any, sides: Any, by: str, accusation: str) -> None:
    land, adjective, other, its_adjective = sides
    for denier, counts in ((by.format(*sides), True), (f"the {its_adjective} army", False)):
        desk = new_desk()
        desk.report("r1", "Neutral Post", "2030-01-02", land, other).counts(
            30, "market stalls shells", "the Ulm clinic", place="Ulm", day="2030-01-01"
        ).says(accusation.format(*sides), f"the {adjective} army", "accuses", place="Ulm")
        desk.report("r2", "Harbour Radio", "2030-01-03", other).says("its guns had shelled the market", denier, "denies", place="Ulm")
        assert answers(desk)["by the accused"] == ((denier,) if counts else ())


@pytest.mark.parametrize("sides", SIDES)
@pytest.mark.parametrize("by", ["the interim government of {2}", "the {3} transitional government", "the {3} national guard"])
def test_a_body_of_the_land_itself_denies_it_for_the_army(desk: Any, sides: Any, by: str) -> None:
    who = by.format(*sides)
    accused(desk, sides).report("r2", "Harbour Radio", "2030-01-03", sides[2]).says(
        "its guns had shelled the market", who, "denies", place="Ulm"
    )
    assert answers(desk)["by the accused"] == (who,)
