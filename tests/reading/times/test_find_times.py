"""Times are read as written and resolved by the conventions of news; what cannot be known has no days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.page import Page
from onrecord.reading.times import find_times
from onrecord.reading.times.words import MONTHS

WEDNESDAY = "2023-11-08"


def times_of(text: str, published: str | None = WEDNESDAY) -> list[tuple[str, str | None, str | None]]:
    return [(text[slice(*time.span)], time.start, time.end) for time in find_times(Page.of(text), published)]


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("The shelling of 12 October 2023 went on.", "12 October 2023", "2023-10-12"),
        ("It began on Oct. 12, 2023, at noon.", "Oct. 12, 2023", "2023-10-12"),
        ("It began on the 12th of October.", "12th of October", "2023-10-12"),
        ("It began on the seventh of October 2023.", "seventh of October 2023", "2023-10-07"),
        ("Signed 22.10.2024 in the capital.", "22.10.2024", "2024-10-22"),
        ("Signed 2023-10-22 in the capital.", "2023-10-22", "2023-10-22"),
        ("Signed 13/10/2023 in the capital.", "13/10/2023", "2023-10-13"),
        ("Signed 10/13/2023 in the capital.", "10/13/2023", "2023-10-13"),
        ("They met on Tuesday, April 18, 2023, in secret.", "Tuesday, April 18, 2023", "2023-04-18"),
        ("They met on Friday (3 November) in secret.", "Friday (3 November)", "2023-11-03"),
        ("Two died on Tuesday night.", "Tuesday night", "2023-11-07"),
        ("Two died on Wednesday.", "Wednesday", "2023-11-08"),
        ("Two died last Wednesday.", "last Wednesday", "2023-11-01"),
        ("Two died yesterday evening.", "yesterday evening", "2023-11-07"),
        ("Two died the day before yesterday.", "the day before yesterday", "2023-11-06"),
        ("Two died last night.", "last night", "2023-11-07"),
        ("Two died this morning.", "this morning", "2023-11-08"),
        ("Two died two weeks ago.", "two weeks ago", "2023-10-25"),
        ("On the 6th they came back.", "6th", "2023-11-06"),
        ("On the 12th they came back.", "12th", "2023-10-12"),
        ("Talks will open on Friday.", "Friday", "2023-11-10"),
        ("Talks are due to open on 3 December.", "3 December", "2023-12-03"),
        ("It was taken on 3 December.", "3 December", "2023-12-03"),
        ("It was taken on 3 March.", "3 March", "2023-03-03"),
        ("By Tuesday 70 bodies had been buried.", "Tuesday", "2023-11-07"),
        ("He will come back within three days.", "three days", "2023-11-11"),
        ("A year on, nobody has been tried.", "A year on", "2022-11-08"),
    ],
)
def test_a_day(text: str, words: str, day: str) -> None:
    assert times_of(text) == [(words, day, day)]


@pytest.mark.parametrize(
    ("text", "words", "start", "end"),
    [
        ("It burned in October.", "October", "2023-10-01", "2023-10-31"),
        ("It burned in December.", "December", "2022-12-01", "2022-12-31"),
        ("It burned in December 2021.", "December 2021", "2021-12-01", "2021-12-31"),
        ("It burned in late October.", "late October", "2023-10-21", "2023-10-31"),
        ("It burned in mid-2020.", "mid-2020", "2020-05-01", "2020-08-31"),
        ("It burned in 2019.", "2019", "2019-01-01", "2019-12-31"),
        ("The 2008 war ended.", "2008", "2008-01-01", "2008-12-31"),
        ("It burned last month.", "last month", "2023-10-01", "2023-10-31"),
        ("It burned last year.", "last year", "2022-01-01", "2022-12-31"),
        ("It burned overnight.", "overnight", "2023-11-07", "2023-11-08"),
        ("It burned over the weekend.", "the weekend", "2023-11-04", "2023-11-05"),
        ("It burned between 1 and 25 March.", "1 and 25 March", "2023-03-01", "2023-03-25"),
        ("It burned 7–10 February.", "7–10 February", "2023-02-07", "2023-02-10"),
        ("It burned from 28 December to 3 January 2023.", "28 December to 3 January 2023", "2022-12-28", "2023-01-03"),
        ("In the past 24 hours it burned.", "the past 24 hours", "2023-11-07", "2023-11-08"),
        ("It has burned so far this year.", "so far this year", "2023-01-01", "2023-11-08"),
        ("It began 16 months ago.", "16 months ago", "2022-07-01", "2022-07-31"),
    ],
)
def test_a_period(text: str, words: str, start: str, end: str) -> None:
    assert times_of(text) == [(words, start, end)]


@pytest.mark.parametrize(
    "text",
    [
        "It is dated 31 February 2023.",
        "It is dated 30 February.",
        "It happened several months ago.",
        "It happened a few days ago.",
        "It happened in recent weeks.",
        "It happened two days later.",
    ],
)
def test_what_cannot_be_known_has_no_days(text: str) -> None:
    assert [(start, end) for _, start, end in times_of(text)] == [(None, None)]


def test_a_numeric_date_of_unknown_order_is_not_guessed() -> None:
    assert times_of("Signed 05/06/2023 in the capital.") == [("05/06/2023", None, None)]


def test_a_numeric_date_is_read_in_the_order_the_others_show() -> None:
    assert [start for _, start, _ in times_of("Signed 05/06/2023, again 25/06/2023.")] == ["2023-06-05", "2023-06-25"]
    assert [start for _, start, _ in times_of("Signed 05/06/2023, again 06/25/2023.")] == ["2023-05-06", "2023-06-25"]


def test_a_numeric_date_that_would_lie_ahead_is_read_the_other_way() -> None:
    assert times_of("Signed 12/10/2023 in the capital.") == [("12/10/2023", "2023-10-12", "2023-10-12")]


@pytest.mark.parametrize(
    "text",
    [
        "She may march to the border.",
        "Theresa May said no.",
        "The March on the capital failed.",
        "The 7th Brigade held 2000 men in 2000 houses.",
        "He is 31 and has 12 goats; the ratio was 10:30.",
        "April Jones and August Wolf left.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert times_of(text) == []


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("Some 300 have died since 7 October. A day earlier, shells fell on Varn.", "A day earlier", "2023-11-07"),
        ("A week earlier four men were killed.", "A week earlier", "2023-11-01"),
        ("Two were killed on 3 November. The day before, nobody was.", "The day before", "2023-11-02"),
        ("Two were killed on 3 November; the following day a third died.", "the following day", "2023-11-04"),
        ("Two were killed on 3 November.\n\nRain fell.\n\nSnow fell.\n\nA day earlier a mine went off.", "A day earlier", "2023-11-07"),
    ],
)
def test_the_day_told_before_counts_only_where_something_was_told_of_it(text: str, words: str, day: str) -> None:
    assert (words, day, day) in times_of(text)


def test_earlier_and_later_count_from_the_day_named_before() -> None:
    found = times_of("The town fell on 4 May 2021. Two days earlier the bridge was blown up.")
    assert found[1] == ("Two days earlier", "2021-05-02", "2021-05-02")


def test_without_a_report_day_only_full_dates_are_resolved() -> None:
    assert times_of("On Monday and on 4 May 2021 it rained.", None) == [("Monday", None, None), ("4 May 2021", "2021-05-04", "2021-05-04")]


DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@given(DAYS, st.sampled_from(["%d {month} %Y", "{month} %d, %Y", "%Y-%m-%d", "%d.%m.%Y"]))
def test_every_full_date_is_read_back(day: date, form: str) -> None:
    month = next(name for name, number in MONTHS.items() if number == day.month).capitalize()
    written = day.strftime(form.replace("{month}", month))
    assert times_of(f"It was signed on {written} in secret.", None)[0][1:] == (day.isoformat(), day.isoformat())


@given(DAYS, st.integers(0, 6))
def test_a_bare_weekday_is_the_latest_one_not_after_the_report(published: date, weekday: int) -> None:
    name = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][weekday]
    [(_, start, end)] = times_of(f"Two people died on {name}.", published.isoformat())
    assert start == end
    found = date.fromisoformat(start or "")
    assert found.weekday() == weekday
    assert 0 <= (published - found).days < 7


WORDS = st.sampled_from(
    (
        "on in since the last next this past two 12 31 May March October 2023 12/10/2023 Monday night ago weeks "
        "between and to – , . of mid-May early 7th overnight"
    ).split()
)


@given(st.lists(WORDS, max_size=25), st.one_of(st.none(), DAYS))
def test_any_order_of_words_gives_ordered_spans_and_ordered_days(words: list[str], published: date | None) -> None:
    text = " ".join(words)
    end = 0
    for time in find_times(Page.of(text), published.isoformat() if published else None):
        assert end <= time.span[0] < time.span[1] <= len(text)
        end = time.span[1]
        assert (time.start is None) == (time.end is None)
        assert time.start is None or time.end is None or time.start <= time.end


@given(st.text(max_size=200), DAYS)
def test_no_text_breaks_it(text: str, published: date) -> None:
    find_times(Page.of(text), published.isoformat())


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar(published: str) -> None:
    text = "Two weeks ago, last year, in the past month, next Monday, tomorrow, 16 years ago, on Sunday, a year on, 3 May."
    assert len(times_of(text, published)) == 9
