"""Whom an accusation names where nobody in it acts: never who was attacked."""

from typing import Any

import pytest

from onrecord.corroboration.grades.responsibility import Accusations


@pytest.mark.parametrize(
    ("words", "accused"),
    [
        ("the Lomarian army had shelled the market", ["Lomaria"]),
        ("the South Lomarian army had shelled the market", ["South Lomarian"]),
        ("Lomarian rebels had shelled the market", ["Lomarian rebels"]),
        ("the rebels of Lomaria had shelled the market", ["rebels of Lomaria"]),
        ("Lomaria-backed fighters had shelled the market", ["Lomaria-backed"]),
        ("U.K. jets had bombed the market", ["U.K."]),
    ],
)
def test_a_party_is_not_another_body_of_its_name(desk: Any, words: str, accused: list[str]) -> None:
    desk.report("a", "Vale Gazette", "2031-05-05", "Kestria", "Lomaria").counts(17, "market shells Eddin", place="Eddin")
    assert accused_by(desk, words) == accused


@pytest.mark.parametrize(
    ("words", "accused"),
    [
        ("Lomaria for the deaths in Eddin", ["Lomaria"]),
        ("the US for the deaths in Eddin", ["US"]),
        ("it on Lomaria", ["Lomaria"]),
        ("the other side for the attack on Kestria", []),
        ("the other side for the attack on the coast of Kestria", []),
        ("somebody else for shelling Kestria", []),
        ("Lomaria for the deaths on the coast of Kestria", ["Lomaria"]),
        ("those who had warned us of the deaths in Eddin", []),
        ("authorities in Lomaria for the deaths", ["Lomaria"]),
    ],
)
def test_the_accused_is_not_the_attacked(desk: Any, words: str, accused: list[str]) -> None:
    desk.report("a", "Vale Gazette", "2031-05-05", "Kestria", "Lomaria", "US").counts(17, "market shells Eddin", place="Eddin")
    assert accused_by(desk, words) == accused


def accused_by(desk: Any, words: str) -> list[str]:
    """Whom a mayor's accusation beside the one figure of a desk names."""
    desk.says(words, "a mayor", "accuses", place="Eddin", beside=True)
    beside = desk.beside()
    (claim,) = beside.figure_claims
    return [one.name for one in Accusations(beside, desk.parties).about(claim).actors]
