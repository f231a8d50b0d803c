"""From texts to suggestions: reports of an invented war as they are read, set beside each other and graded."""

from typing import Any

import msgspec
import pytest

import onrecord
from onrecord.corroboration import parties_of
from onrecord.corroboration.claims import Beside, Claim
from onrecord.corroboration.grades import Grader, shipped, with_parameters
from onrecord.corroboration.grades.records import GradeRule, RuleSet
from onrecord.corroboration.told import telling_of
from onrecord.records import Party, Reading

AIRWARS, MINIMUM, ROOTS = shipped()
TEXTS = (
    (
        "Corridor Wire",
        "2031-05-05",
        "SENNICK, 5 May 2031 - Shells hit the covered market of Eddin on 4 May 2031, and 17 people were killed, the director of St Anne's "
        "hospital, Dr Ola Brandt, said on Monday.\n\nThe Kestrian army accused the Lomarian army of shelling the market of Eddin.",
    ),
    (
        "Vale Gazette",
        "2031-05-06",
        "The Kestrian health ministry said on Tuesday that 17 people were killed on 4 May 2031 when shells hit the market of Eddin.",
    ),
    (
        "Harbour Post",
        "2031-05-07",
        "17 people were killed in the market of Eddin on 4 May 2031, according to the Vale Gazette, which cited the Kestrian health "
        "ministry.",
    ),
)


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    read = [onrecord.read(text, date=day) for _, day, text in TEXTS]
    return [
        msgspec.structs.replace(one, id=f"r{number}", report=msgspec.structs.replace(one.report, outlet=TEXTS[number][0]))
        for number, one in enumerate(read)
    ]


@pytest.fixture(scope="module")
def market(readings: list[Reading]) -> tuple[Beside, Claim]:
    beside = Beside([telling_of(one) for one in readings])
    (claim,) = [one for one in beside.figure_claims if one.items[0].told.words == "17"]
    return beside, claim


def with_conditions(rule_set: RuleSet, *when: str) -> RuleSet:
    """A rule-set that asks for some conditions and nothing else."""
    return msgspec.structs.replace(rule_set, grade=(GradeRule(name="asked", meaning="Asked.", when=when),))


def grader(beside: Beside, readings: list[Reading], *configured: str) -> Grader:
    named = [Party(name=name) for name in configured]
    return Grader(beside, parties={one.id: parties_of(one, named) for one in readings})


def test_three_reports_lead_back_to_two_roots(market: Any, readings: list[Reading]) -> None:
    beside, claim = market
    suggested = grader(beside, readings, "Kestria", "Lomaria").suggest(claim, ROOTS)
    assert len(claim.reports) == 3
    assert suggested.grade == "at least 2, at least 1 of them no party"
    assert "the Kestrian health ministry (a party)" in suggested.reasons[1]
    assert suggested.records == ("r0/f1", "r1/f1", "r2/f1")


def test_of_two_roots_one_is_a_party_and_three_are_too_few(market: Any, readings: list[Reading]) -> None:
    beside, claim = market
    asked = grader(beside, readings, "Kestria", "Lomaria")
    assert asked.suggest(claim, with_parameters(ROOTS, {"not_parties": 2})).grade == "at least 2, fewer than 2 of them no party"
    assert asked.suggest(claim, with_parameters(ROOTS, {"roots": 3})).grade == "fewer than 3"


def test_what_the_texts_tell_is_the_least_that_a_record_holds(market: Any, readings: list[Reading]) -> None:
    beside, claim = market
    suggested = grader(beside, readings).suggest(claim, MINIMUM)
    assert suggested.grade == "Minimum, cross-checked"
    assert "The day is told: 4 May 2031." in suggested.reasons
    assert "The place is told: Eddin." in suggested.reasons


def test_who_is_accused_is_told_with_who_says_so(market: Any, readings: list[Reading]) -> None:
    beside, claim = market
    suggested = grader(beside, readings, "Kestria", "Lomaria").suggest(claim, AIRWARS)
    assert suggested.grade == "Fair"
    assert "1 actor is said to have done it: Lomaria (according to the Kestrian army); exactly 1 is asked for." in suggested.reasons


def of_texts(*told: tuple[str, str, str]) -> tuple[Beside, Claim, Grader]:
    """The claim on 17 killed of some reports (outlet, day, text), Kestria and Lomaria being parties."""
    read = [
        msgspec.structs.replace(one, id=f"r{number}", report=msgspec.structs.replace(one.report, outlet=told[number][0]))
        for number, one in enumerate(onrecord.read(text, date=day) for _, day, text in told)
    ]
    beside = Beside([telling_of(one) for one in read])
    (claim,) = [one for one in beside.figure_claims if one.items[0].told.words == "17"]
    return beside, claim, grader(beside, read, "Kestria", "Lomaria")


@pytest.mark.parametrize(("mine", "its"), [("Kestrian", "Lomarian"), ("Lomarian", "Kestrian")])
@pytest.mark.parametrize(
    "denial",
    [
        "The {its} army on Tuesday denied shelling the market of Eddin.",
        "The {its} foreign ministry denied that its forces had any part in the attack on the market of Eddin.",
        "The {its} army denied it was responsible for the strike on the market of Eddin.",
    ],
)
def test_a_denial_that_another_report_tells_in_other_words_counts(mine: str, its: str, denial: str) -> None:
    first = TEXTS[0][2].replace("Kestrian", "\0").replace("Lomarian", its).replace("\0", mine)
    _, claim, asked = of_texts(("Corridor Wire", "2031-05-05", first), ("Vale Gazette", "2031-05-06", denial.format(its=its)))
    denied = with_conditions(MINIMUM, "denied_by_accused")
    told = asked.suggest(claim, denied)
    assert told.grade == "asked"
    assert f"{its} " in told.reasons[1]


@pytest.mark.parametrize("side", ["Kestrian", "Lomarian"])
def test_a_ministry_and_its_own_government_are_one_independent_root(side: str) -> None:
    counted = "{who} said that 17 people were killed on 4 May 2031 when shells hit the market of Eddin."
    _, claim, asked = of_texts(
        ("Corridor Wire", "2031-05-05", counted.format(who=f"The {side} health ministry")),
        ("Vale Gazette", "2031-05-06", counted.format(who=f"The {side} government")),
    )
    assert len(claim.reports) == 2
    assert asked.suggest(claim, ROOTS).grade == "fewer than 2"
