import pytest

from onrecord.corroboration.claims.outlets import Outlets

NAMES = ["Ferry Times", "The Lantern", "Northlight Agency", "Valley Post", "Coast Radio", "Tramline"]
PLACES = ["the valley", "Tarn"]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("the Ferry Times reported", ["Ferry Times"]),
        ("first told by the Lantern and then by Tramline", ["The Lantern", "Tramline"]),
        ("Northlight, citing an official", ["Northlight Agency"]),
        ("shells fell on the ferry landing", []),
        ("a lantern was seen", []),
        ("people from the Valley", []),
        ("the Post and the Agency", []),
        ("Radio", []),
        ("", []),
        ("the", []),
    ],
)
def test_an_outlet_is_named_in_full_or_by_a_word_of_its_own(words: str, named: list[str]) -> None:
    assert Outlets(NAMES, PLACES).named_in(words) == named


@pytest.mark.parametrize(
    ("words", "outlet"),
    [
        ("the Ferry Times", "Ferry Times"),
        ("the Lantern newspaper", "The Lantern"),
        ("Tramline", "Tramline"),
        ("the Lantern and Tramline", None),
        ("the paper of the town that lies below it, the Ferry Times", "Ferry Times"),
        ("the Ferry Times, a weekly in the next town", "Ferry Times"),
        ("the mayor of the town that lies below it, who reads the Ferry Times", None),
        ("a man from the next town, the Ferry Times", None),
        ("a ministry official who spoke to the Lantern on the phone", None),
    ],
)
def test_a_voice_is_an_outlet_where_it_names_nobody_else(words: str, outlet: str | None) -> None:
    assert Outlets(NAMES, PLACES).is_one(words) == outlet
