"""Figures of two places stay two claims, whatever links both."""

from tests.corroboration.across import beside

from onrecord.corroboration import Beside

CHAINED = """
    Arl Courier, 2031-03-04: Rockets on the Arl fish market
    Rockets hit the fish market in Arl on Tuesday and killed 17 people, the rescue service said.

    Coast Radio, 2031-03-04: Rockets on the fish market
    Rockets that hit the fish market on Tuesday killed 17 people, the rescue service said.

    Bex Gazette, 2031-03-04: Rockets on the Bex fish market
    Rockets hit the fish market in Bex on Tuesday and killed 17 people, the rescue service said.
    """
"""Two towns, and a report that could be of either."""

NESTED = """
    Arl Courier, 2031-03-04: Rockets on the Arl fish market
    Rockets hit the fish market in Arl on Tuesday and killed 17 people, said the rescue service, which sent ten vans down from Mossel.

    Coast Radio, 2031-03-04: Rockets on the fish market
    Rockets hit the fish market in Mossel on Tuesday and killed 17 people, the rescue service said.
    """
"""One names a town, the other the district in which it lies; the first names both."""


def places_of(told: Beside) -> list[set[str]]:
    return [set(claim.places) for claim in told.figure_claims]


def test_a_report_that_names_no_place_makes_no_claim_of_two_places() -> None:
    assert sorted(map(sorted, places_of(beside(CHAINED)))) == [["Arl"], ["Bex"]]


def test_nor_does_it_make_one_matter_of_them() -> None:
    other = CHAINED.replace(
        "killed 17 people, the rescue service said.\n\n    Bex", "killed 19 people, the rescue service said.\n\n    Bex"
    )
    matters = beside(other).matters
    assert matters
    assert all(len({place for claim in matter for place in claim.places}) < 2 for matter in matters)


def test_a_place_that_the_other_report_names_too_may_be_the_same() -> None:
    assert places_of(beside(NESTED)) == [{"Arl", "Mossel"}]


def test_two_places_of_one_report_are_two() -> None:
    reports = """
        Coast Radio, 2031-03-04: Rockets on two fish markets
        Rockets hit the fish market in Arl on Tuesday and killed 17 people.
        Rockets hit the fish market in Bex on Tuesday and killed 17 people.

        Arl Courier, 2031-03-04: Rockets on the fish market of Arl
        Rockets hit the fish market in Arl on Tuesday and killed 17 people.

        Bex Gazette, 2031-03-04: Rockets on the fish market of Bex
        Rockets hit the fish market in Bex on Tuesday and killed 17 people.
        """
    assert sorted(map(sorted, places_of(beside(reports)))) == [["Arl"], ["Bex"]]


NIGHTLY = """
    Ridge Radio, 2031-03-04
    Three people were killed and a barn burned down in the shelling, the district office said.

    Ridge Radio @ridge.example/later, 2031-03-24
    Three people were killed and a barn burned down in the shelling, the district office said.
    """
"""What an office tells of many nights."""


def test_a_small_number_without_a_place_is_of_another_night_weeks_later() -> None:
    assert [len(claim.items) for claim in beside(NIGHTLY).figure_claims] == [1, 1]
    soon = beside(NIGHTLY.replace("2031-03-24", "2031-03-05").replace("Ridge Radio @ridge.example/later", "Vale Post"))
    assert [len(claim.items) for claim in soon.figure_claims] == [2]


def test_a_large_one_is_told_again_for_months() -> None:
    told = beside(NIGHTLY.replace("Three people", "Some 470 people"))
    assert [len(claim.items) for claim in told.figure_claims] == [2]
