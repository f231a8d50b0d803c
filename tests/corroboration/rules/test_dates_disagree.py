from typing import Any

import pytest

from onrecord.corroboration.context import Context
from onrecord.corroboration.rules import rule
from onrecord.records import Incident, StatedDate

RULE = "dates-disagree"


def test_a_past_event_dated_after_the_report(draft: Any) -> None:
    made = draft("The blast happened on Friday, June 6, two officials said.", published="2031-06-03")
    said = made.says("two officials", "said", "The blast happened on Friday, June 6")
    [finding] = made.findings(RULE)
    assert finding.records == (said,)
    assert finding.detail == {"published": "2031-06-03", "stated": "2031-06-06"}
    assert "3 days later" in finding.sentence
    assert "3 June 2031" in finding.sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "The talks will be held on June 6.",
        "The army was ordered to leave by 6 June.",
        "Voting, scheduled for June 6, was called off.",
        "They agreed to meet on 6 June.",
        "The blast happened on June 2.",
        "The blast happened on 6 June 2030.",
        "Fighting was heavy after 7 October.",
        "The convoy is seen on 6 June.",
    ],
)
def test_what_is_to_come_or_long_past_agrees(draft: Any, sentence: str) -> None:
    assert draft(sentence, published="2031-06-03").findings(RULE) == []


def test_the_report_s_own_date_is_not_an_event(draft: Any) -> None:
    made = draft("Dalm, 6 June 2031. A market was hit.", published="2031-06-06")
    made.report = type(made.report)(published="2031-06-06", published_span=made.span("6 June 2031"))
    assert made.findings(RULE) == []


def test_an_incident_or_a_count_dated_after_the_report(draft: Any) -> None:
    made = draft("Shells fell on Dalm. By later counts nine died.", published="2031-06-03")
    made.happened("shelling", "Dalm", date="2031-06-05")
    made.counts("nine", "killed", 9, 9, as_of="2031-06-09")
    assert [finding.records for finding in made.findings(RULE)] == [("i1",), ("f1",)]


def test_one_wrong_day_is_told_once(draft: Any) -> None:
    made = draft("The blast happened on June 6.", published="2031-06-03")
    made.incidents.append(Incident(id="i1", type="bombing", date="2031-06-06"))
    assert [finding.records for finding in made.findings(RULE)] == [("i1",)]


def test_a_weekday_that_its_date_has_not(draft: Any) -> None:
    made = draft("The blast happened on Monday, 3 June 2031, elders said.", published="2031-06-08")
    said = made.says("elders", "said", "The blast happened on Monday, 3 June 2031")
    [finding] = made.findings(RULE)
    assert finding.records == (said,)
    assert finding.detail == {"stated": "2031-06-03", "stated_weekday": "Monday", "weekday_of_date": "Tuesday"}


@pytest.mark.parametrize(
    "words", ["Tuesday, 3 June 2031", "Tue 3 June 2031", "Tuesday June 3rd, 2031", "Tuesday, June 3", "31 February 2031"]
)
def test_a_weekday_that_agrees_or_cannot_be_checked(draft: Any, words: str) -> None:
    assert draft(f"The blast happened on {words}.", published="2031-06-08").findings(RULE) == []


def container(draft: Any, *dates: tuple[str, str], published: str | None = "2031-06-03") -> list[Any]:
    stated = tuple(StatedDate(date=date, kind=kind, where=f"meta {number}") for number, (date, kind) in enumerate(dates))
    made = draft("Nothing happened.", published=published, dates=stated)
    return list(rule(RULE)(Context(made.reading())))


def test_a_page_that_dates_itself_in_two_ways(draft: Any) -> None:
    [finding] = container(draft, ("2031-05-20T08:00:00Z", "published"))
    assert finding.records == ()
    assert "20 May 2031 (meta 0)" in finding.sentence
    [finding] = container(draft, ("2031-06-03", "published"), ("2031-05-20", "modified"))
    assert "modified before it was published" in finding.sentence


def test_neighbouring_days_are_one_edition(draft: Any) -> None:
    assert container(draft, ("2031-06-02", "published")) == []
    assert container(draft, ("2031-06-03", "published"), ("2031-06-20", "modified")) == []
    assert container(draft, published=None) == []
