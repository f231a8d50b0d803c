"""Numbers in digits and words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.evaluation.archive.altering.words import in_words, like, numbers_in, rewritten


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (3, "three"),
        (14, "fourteen"),
        (40, "forty"),
        (41, "forty-one"),
        (700, "seven hundred"),
        (206, "two hundred and six"),
        (1900, "one thousand nine hundred"),
    ],
)
def test_numbers_are_written_out(number: int, words: str) -> None:
    assert in_words(number) == words


@given(st.integers(1, 999))
def test_words_are_read_as_they_are_written(number: int) -> None:
    assert list(numbers_in(f"So {in_words(number)} died")) == [(3, 3 + len(in_words(number)), number)]


@given(st.integers(1, 99_999))
def test_digits_are_read_as_they_are_written(number: int) -> None:
    written = like("1", number)
    assert [value for *_, value in numbers_in(f"about {written}.")] == [number]


@pytest.mark.parametrize("written", ["Forty-one", "forty-one", "41"])
def test_a_number_is_written_as_the_one_before(written: str) -> None:
    assert like(written, 52) == {"F": "Fifty-two", "f": "fifty-two", "4": "52"}[written[0]]


def test_dates_clock_times_and_parts_of_words_are_no_numbers_of_people() -> None:
    text = "Up to 11 May 2031, 14 died; Announcement 14 at 14.30 and 14:05 on May 14, No. 14, B-14"
    assert rewritten(text, {14: 20, 11: 3, 2031: 1}.get) == text.replace("14 died", "20 died")
