"""Counts of which the report says that they could not be checked. All events and sources are invented."""

from onrecord.reading.figures import find_figures
from onrecord.reading.page import Page
from onrecord.records import ReportDetails

TOLLS = "Clerics in Ulm counted 12 dead and 30 wounded.\n\nThe army listed 20 dead.\n\n"


def standings(text: str) -> list[str]:
    figures = find_figures(Page.of(text), report=ReportDetails(), statements=(), actors=(), places=(), times=())
    return [figure.standing for figure in figures]


def test_a_remark_on_all_counts_reaches_the_paragraphs_of_every_party() -> None:
    for remark in (
        "The desk has verified none of these totals.",
        "None of these figures could be confirmed.",
        "We have verified neither.",
        "Lantern Aid has not been able to confirm them independently.",
        "Our staff have not been able to verify these figures.",
    ):
        assert standings(TOLLS + remark) == ["unverified"] * 3, remark


def test_a_remark_on_all_counts_reaches_its_own_paragraph_alone_where_that_holds_counts() -> None:
    text = "Clerics in Ulm counted 12 dead.\n\nThe army listed 20 dead. The navy spoke of 31 dead. We have verified neither."
    assert standings(text) == ["claimed", "unverified", "unverified"]


def test_a_remark_on_the_counts_above_reaches_all_of_them() -> None:
    text = TOLLS + "The road is closed.\n\nNote: none of the figures above has been independently confirmed."
    assert standings(text) == ["unverified"] * 3


def test_what_else_could_not_be_checked_says_nothing_of_the_counts() -> None:
    for remark in (
        "Lantern Aid has not been able to verify the footage.",
        "The ministry has confirmed none of these reports.",
        "Police checked none of the vehicles at the gate.",
    ):
        assert standings(TOLLS + remark) == ["claimed"] * 3, remark


def test_headings_between_the_counts_of_two_sides_do_not_part_them() -> None:
    tolls = "Ulm\n\nClerics in Ulm counted 12 dead.\n\nOrsk\n\nThe army listed 20 dead.\n\n"
    text = tolls + "What is not known\n\nThe desk has verified none of these totals."
    assert standings(text) == ["unverified"] * 2


def test_what_lies_above_a_river_is_not_what_stands_above() -> None:
    text = TOLLS + "The road is closed.\n\nRain fell.\n\nNone of the totals from hamlets above the river could be verified."
    assert standings(text) == ["claimed"] * 3
