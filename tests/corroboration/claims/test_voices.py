"""Which bodies of different reports are one source: never because they share a word that many bodies bear."""

import pytest
from tests.corroboration.across import beside, tellings

from onrecord.corroboration import Beside
from onrecord.corroboration.rules.across import RULES_ACROSS

OTHERS = [
    ("The army of Dravia", "the army of Kesh"),
    ("The Free Dravian Army", "the Free Keshan Army"),
    ("The Free Dravian Army", "the Dravian army"),
    ("The army of North Kesh", "the army of South Kesh"),
    ("The army of Kesh", "the army of South Kesh"),
    ("The United States army", "the army of the United Arab Emirates"),
    ("The army of Niger", "the Nigerian army"),
    ("The army of Sudan", "the army of South Sudan"),
    ("The health ministry of Kesh", "the Vorian-appointed health ministry of Kesh"),
]
ONE = [("The army of Kesh", "the Keshan army"), ("Kesh's army", "the army of Kesh"), ("The North Keshan army", "the army of North Kesh")]
ONE += [("The US military", "the American military")]
SEATS = """
    Harbour News, 2031-03-05
    The health ministry in Orna said that 17 people had been killed by shells that hit the mill in Dalm on Tuesday.

    Vale Post, 2031-03-05
    Seventeen people were killed by shells that hit the mill in Dalm on Tuesday, the health ministry of Kesh said.

    Harbour News, 2031-03-09
    The health ministry in Orna said that 23 people had been killed by a rocket that struck the school in Sund on Friday.

    Vale Post, 2031-03-09
    Twenty-three people were killed by a rocket that struck the school in Sund on Friday, the health ministry of Kesh said.

    Coast Herald, 2031-03-10
    The government in Orna denied that its troops had shelled the village of Maral.

    Sund Courier, 2031-03-10
    The government of Kesh rejected reports that its soldiers shelled Maral.
"""


def told(one: str, other: str) -> str:
    return f"""
        Harbour News, 2031-03-05
        {one} said that 17 people had been killed by shells that hit the mill in Dalm on Tuesday.

        Vale Post, 2031-03-05
        In Dalm a mill was hit by shells on Tuesday; 45 people were killed there, according to {other}.
    """


@pytest.mark.parametrize(("one", "other"), OTHERS, ids=lambda words: words)
def test_what_two_bodies_count_differently_is_a_contradiction(one: str, other: str) -> None:
    (finding,) = RULES_ACROSS["contradicting-figures"](beside(told(one, other)))
    assert {words.lower() for words in finding.detail["roots"]} == {one.lower(), other.lower()}


@pytest.mark.parametrize(("one", "other"), ONE, ids=lambda words: words)
def test_one_body_under_two_names_contradicts_nobody(one: str, other: str) -> None:
    assert list(RULES_ACROSS["contradicting-figures"](beside(told(one, other)))) == []


def test_claims_are_the_same_whichever_is_asked_for_first() -> None:
    figures_first, statements_first = Beside(tellings(SEATS)), Beside(tellings(SEATS))
    assert len(figures_first.figure_claims) == 2
    assert statements_first.statement_claims == figures_first.statement_claims
    assert statements_first.book.same_owner(("orna",), ("kesh",))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the South Keshan army had shelled the mill in Dalm", "the Keshan army had shelled the mill in Dalm"),
        ("the army of South Kesh had shelled the mill in Dalm", "the army of North Kesh had shelled the mill in Dalm"),
        ("Keshan rebels had burned the mill in Dalm", "Keshan soldiers had burned the mill in Dalm"),
        ("the drone over the mill in Dalm was Keshan", "the drone over the mill in Dalm was Vorian"),
        ("guns of the Highland League had shelled the mill in Dalm", "guns of the Lowland League had shelled the mill in Dalm"),
        ("Keshan guns had fired on Vorian troops in Dalm", "Vorian guns had fired on Keshan troops in Dalm"),
    ],
)
def test_a_deed_of_two_doers_is_two_claims(one: str, other: str) -> None:
    assert sizes(one, other) == [1, 1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the South Keshan army had shelled the mill in Dalm", "the army of South Kesh had shelled the mill in Dalm"),
        ("the southern Keshan army had shelled the mill in Dalm", "the army of South Kesh had shelled the mill in Dalm"),
        ("Keshan rebels had burned the mill in Dalm", "Keshan insurgents had burned the mill in Dalm"),
        ("the Rapid Guard Forces had shelled the mill in Dalm", "guns of the RGF had shelled the mill in Dalm"),
        ("the drone over the mill in Dalm was Keshan", "a Keshan drone had been over the mill in Dalm"),
    ],
)
def test_a_deed_of_one_doer_is_one_claim(one: str, other: str) -> None:
    assert sizes(one, other) == [2]


def accusations(one: str, other: str) -> str:
    return f"""
        Harbour News, 2031-03-05
        A farmer said that {one} on Tuesday.

        Vale Post, 2031-03-05
        A farmer told the paper that {other} on Tuesday.
    """


def sizes(one: str, other: str) -> list[int]:
    """How many statements each claim about Dalm has, of two accusations."""
    found = Beside(tellings(accusations(one, other))).statement_claims
    return [len(claim.items) for claim in found if any("Dalm" in item.told.words for item in claim.items)]
