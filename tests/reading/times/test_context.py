"""Since when, as of when, on which day: what figures and incidents ask of times."""

import pytest

from onrecord.reading.page import Page
from onrecord.reading.times import as_of_in, day_of, find_times, since_in

PUBLISHED = "2023-11-08"


def asked(text: str) -> tuple[str | None, str | None, str | None]:
    page = Page.of(text)
    times = find_times(page, PUBLISHED)
    whole = (0, len(page.tokens))
    return since_in(page, times, *whole), as_of_in(page, times, *whole), day_of(page, times, *whole)


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("Since Saturday 30 people have died.", "2023-11-04"),
        ("30 people have died since 7 October.", "2023-10-07"),
        ("30 people have died since the revolt 16 months ago.", "2022-07-01"),
        ("30 soldiers died since fighting in the north broke out on Sept 27.", "2023-09-27"),
        ("30 people have died since January.", "2023-01-01"),
        ("In the past two weeks 30 people died.", "2023-10-25"),
        ("30 people have died since the war began.", None),
        ("Since then, on Monday, 30 people died.", None),
        ("Last week 30 people died.", None),
    ],
)
def test_since(text: str, since: str | None) -> None:
    assert asked(text)[0] == since


@pytest.mark.parametrize(
    "text", ["Between 7 and 10 October 30 died.", "Between October 7 and October 10, 30 died.", "30 died from 7 to 10 October."]
)
def test_a_period_with_both_ends(text: str) -> None:
    assert asked(text)[:2] == ("2023-10-07", "2023-10-10")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Shells fell on Tuesday.", "2023-11-07"),
        ("Shells fell overnight.", "2023-11-08"),
        ("Since Saturday shells have fallen; on Tuesday two people died.", "2023-11-07"),
        ("By Tuesday two people had died.", None),
        ("Shells fell in October.", None),
        ("A year on, shells still fall.", None),
    ],
)
def test_the_day_of_something(text: str, day: str | None) -> None:
    assert asked(text)[2] == day
