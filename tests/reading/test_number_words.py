"""Number words and digit groups, there and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.number_words import LARGEST, read_number
from onrecord.reading.tokens import tokenize

SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()


def spelt(number: int, *, hyphen: str = "-", joint: str = " and ") -> str:
    """English number words for a whole number below a thousand million."""
    if number < 20:
        return SMALL[number]
    if number < 100:
        return TENS[number // 10] + (hyphen + SMALL[number % 10] if number % 10 else "")
    for size, name in ((1_000_000, "million"), (1_000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = number % size
            words = f"{spelt(number // size, hyphen=hyphen, joint=joint)} {name}"
            if not rest:
                return words
            return words + (joint if rest < 100 else " ") + spelt(rest, hyphen=hyphen, joint=joint)
    raise AssertionError(number)


def read(text: str) -> int | None:
    """The number that the whole text is; None when it is none or only begins with one."""
    tokens = tokenize(text)
    number = read_number(text, tokens, 0, len(tokens)) if tokens else None
    return number.value if number is not None and number.last == len(tokens) else None


@given(st.integers(1, 999_999_999), st.sampled_from(["-", " "]), st.sampled_from([" and ", " "]))
def test_number_words_round_trip(number: int, hyphen: str, joint: str) -> None:
    words = spelt(number, hyphen=hyphen, joint=joint)
    assert read(words) == number
    assert read(words.capitalize()) == number


@given(st.integers(0, LARGEST), st.sampled_from([",", ".", "'", "’", "\u202f", "\u2009", "\u00a0", " "]))
def test_digit_groups_round_trip(number: int, separator: str) -> None:
    assert read(f"{number:,}".replace(",", separator)) == number


@given(
    st.integers(1, 999), st.sampled_from([("thousand", 10**3), ("million", 10**6), ("lakh", 10**5), ("crore", 10**7)]), st.integers(1, 9)
)
def test_decimals_before_a_scale_word(whole: int, scale: tuple[str, int], tenth: int) -> None:
    wanted = whole * scale[1] + tenth * scale[1] // 10
    for mark in ".,":
        assert read(f"{whole}{mark}{tenth} {scale[0]}") == (wanted if wanted <= LARGEST else None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a dozen", 12),
        ("two dozen", 24),
        ("half a dozen", 6),
        ("three score", 60),
        ("a hundred", 100),
        ("half a million", 500_000),
        ("a million and a half", 1_500_000),
        ("two and a half thousand", 2_500),
        ("12 lakh", 1_200_000),
        ("1,20,000", 120_000),
        ("3 hundred thousand", 300_000),
        ("60k", 60_000),
        ("1.2mn", 1_200_000),
        ("one hundred and forty-two", 142),
        ("1,417.5", None),
        ("1,41", None),
        ("01,000", None),
        ("99999999999", None),
        ("twenty thirty", None),
        ("hundred", None),
    ],
)
def test_written_numbers(text: str, value: int | None) -> None:
    assert read(text) == value


@given(st.text(max_size=40))
def test_never_fails_and_never_reads_past_the_end(text: str) -> None:
    tokens = tokenize(text)
    for index in range(len(tokens)):
        number = read_number(text, tokens, index, len(tokens))
        assert number is None or (index < number.last <= len(tokens) and 0 <= number.value <= LARGEST)
