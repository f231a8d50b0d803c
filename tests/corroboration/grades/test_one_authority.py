"""Sources under one authority are one root: a ministry and its own government; ministries of two lands are two."""

from itertools import permutations
from typing import Any

import pytest
from tests.corroboration.grades.conftest import first_claim


def roots_of(desk: Any, *sources: str) -> int:
    """How many root sources stand behind a number that each source gives in a report of its own."""
    for number, source in enumerate(sources):
        desk.report(f"r{number}", f"Outlet {number}", f"2030-01-0{2 + number}").counts(
            31, "market stalls shells wards", source, place="Ulm", day="2030-01-01"
        )
    claim = first_claim(desk.beside(), number=31)
    assert len(claim.reports) == len(sources)
    return len(claim.roots)


@pytest.mark.parametrize("land", [("Kestria", "Kestrian"), ("Lomaria", "Lomarian")])
@pytest.mark.parametrize(
    ("sources", "roots"),
    [
        (("the {1} government", "the {1} health ministry"), 1),
        (("the government of {0}", "the ministry of health of {0}"), 1),
        (("{0}", "the {1} interior minister"), 1),
        (("the {1} government", "the {1} health ministry", "the {1} interior ministry"), 1),
        (("the {1} health ministry", "the {1} interior ministry"), 2),
        (("the {1} government", "the {1} army"), 2),
        (("the {1} government", "the Torlish health ministry"), 2),
        (("the {1} government", "the {1} Red Cross"), 2),
        (("the {1} government", "the Free {1} health ministry"), 2),
    ],
)
def test_a_ministry_and_its_own_government_are_one_root(new_desk: Any, land: Any, sources: Any, roots: int) -> None:
    for ordered in permutations([source.format(*land) for source in sources]):
        assert roots_of(new_desk(), *ordered) == roots


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Kestrian government", "The health ministry of the Kestrian rebels"),
        ("The Kestrian government", "The Lomarian-appointed health ministry of Kestria"),
        ("The Lomarian government", "The Kestrian-run health ministry of Lomaria"),
        ("The Kestrian government", "The Kestrian government in exile"),
        ("The Kestrian government", "The parallel government of Kestria"),
        ("The Kestrian government", "The eastern Kestrian government"),
        ("The Kestrian government", "The Vale-led government of Kestria"),
        ("The Kestrian government", "The government of Kestria led by the Vale Front"),
        ("The Torl-led government of Kestria", "The Vale-led government of Kestria"),
        ("The Lomarian government", "The Lomarian-backed government of Kestria"),
        ("The Kestrian government", "The Kestrian-backed government of Lomaria"),
        ("The Kestrian health ministry", "The breakaway health ministry of Kestria"),
        ("The United Front", "The United Nations"),
        ("The Kestrian army", "The People's Army of Kestria"),
        ("The Lomarian army", "The Lomarian Liberation Army"),
        ("The Kestrian Red Crescent", "The Lomarian Red Crescent"),
        ("The UN", "The United Front"),
        ("The RSF", "The Rapid Relief Forces"),
        ("The UN", "The World Food Programme"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_rival_powers_are_two_roots(desk: Any, one: str, other: str, turned: bool) -> None:
    first, second = (other, one) if turned else (one, other)
    desk.report("a", "Vale Gazette", "2031-05-05").counts(17, "market shells Eddin", first, place="Eddin")
    desk.report("b", "Harbour Post", "2031-05-05").counts(17, "market shells Eddin", second, place="Eddin")
    (claim,) = desk.beside().figure_claims
    assert len(claim.roots) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the United Nations", "the UN"),
        ("The RSF", "The Rapid Support Forces"),
        ("the Armed Forces of Torland", "the AFT"),
        ("the Kestrian Red Crescent", "the Red Crescent of Kestria"),
        ("the Kestrian Red Crescent", "the Red Crescent"),
        ("the Vale-led government of Kestria", "Kestria's Vale-led government"),
        ("the Vale-run health ministry of Kestria", "the Vale health ministry"),
        ("the Vale-run health ministry of Kestria", "Kestria's health ministry"),
        ("the Kestrian government in exile", "the exiled Kestrian government"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_one_body_in_other_words_or_by_its_initials_is_one_root(new_desk: Any, one: str, other: str, turned: bool) -> None:
    assert roots_of(new_desk(), *((other, one) if turned else (one, other))) == 1


def test_initials_of_two_bodies_are_neither_s(new_desk: Any) -> None:
    for ordered in permutations(["the RSF", "the Rapid Support Forces", "the River Scouts Federation"]):
        assert roots_of(new_desk(), *ordered) == 3
