import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records.wording import MONTHS, day_words, range_words, spans_words


@pytest.mark.parametrize(
    ("low", "high", "approx", "told"),
    [
        (1_400, 1_400, False, "1,400"),
        (40, 40, True, "about 40"),
        (31, None, True, "at least 31"),
        (None, 30, True, "up to 30"),
        (20, 30, True, "20 to 30"),
        (None, None, False, "a number not stated"),
    ],
)
def test_ranges_in_words(low: int | None, high: int | None, approx: bool, told: str) -> None:
    assert range_words(low, high, approx=approx) == told


@given(st.dates(min_value=datetime.date(1000, 1, 1)))
def test_a_day_in_words_is_that_day(day: datetime.date) -> None:
    number, month, year = day_words(f"{day.isoformat()}T10:00:00Z").split()
    assert datetime.date(int(year), MONTHS.index(month) + 1, int(number)) == day


@pytest.mark.parametrize("day", ["", "2031", "2031-02-31", "May 2031"])
def test_what_is_no_day_is_an_error(day: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        day_words(day)


def test_words_that_stand_apart_are_not_joined() -> None:
    text = "The army, he said, did not fire."
    assert spans_words(text, ((0, 8), (19, 31))) == "The army … did not fire"
    assert spans_words(text, ()) == ""
