"""Other numbers, and what holds between them."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.evaluation.archive import load
from onrecord.evaluation.archive.altering.numbers import FACTORS, STEPS, NoNumbersError, Numbers, draw, slip_between, unit_of

EXAMPLE = load(Path(__file__).parents[4] / "examples" / "archive")
NUMBERS = st.builds(Numbers, st.integers(*STEPS), st.integers(*FACTORS), st.just({}))


@given(NUMBERS, st.integers(0, 20_000), st.integers(1, 500))
def test_a_higher_count_stays_higher(numbers: Numbers, number: int, more: int) -> None:
    assert numbers.of(number) < numbers.of(number + more)


@given(NUMBERS, st.integers(3, 58), st.integers(1, 2))
def test_small_counts_grow_alike_and_two_stay_two(numbers: Numbers, number: int, more: int) -> None:
    assert numbers.of(number + more) - numbers.of(number) == more
    assert numbers.of(more) == more


@pytest.mark.parametrize(
    ("told", "retold", "other", "slipped"),
    [
        (48, 84, "53", "35"),
        (583, 853, "621", "261"),
        (6200, 620, "7400", "740"),
        (32, 37, "41", "46"),
        (32, 37, "38", "33"),
        (115, 15, "134", "34"),
        (238, 2380, "281", "2810"),
        (48, 84, "55", None),
        (48, 84, "50", None),
        (115, 15, "105", None),
    ],
)
def test_a_slip_is_made_anew(told: int, retold: int, other: str, slipped: str | None) -> None:
    assert slip_between(told, retold)(other) == slipped


def test_what_no_slip_made_is_refused() -> None:
    with pytest.raises(ValueError, match="no slip of a digit makes 99 of 14"):
        slip_between(14, 99)


@pytest.mark.parametrize(
    ("quote", "number", "low", "high", "unit"),
    [
        ("about 340", 340, 340, 340, 10),
        ("some 1,900", 1900, 1900, 1900, 100),
        ("more than 700", 700, 700, None, 100),
        ("at least 280", 280, 280, None, 1),
        ("238", 238, 238, 238, 1),
        ("about 30", 30, 30, 30, 1),
        ("9,500", 9500, 9500, 9500, 100),
    ],
)
def test_what_is_round_stays_round(quote: str, number: int, low: int, high: int | None, unit: int) -> None:
    said = {"quote": quote, "min": low, "max": high, "approx": quote[0].isalpha()}
    assert unit_of(said, number) == unit
    new = Numbers(4, 133, {}).of_figure("x", said, number)
    assert new % unit == 0
    assert abs(new - Numbers(4, 133, {}).of(number)) < unit


def test_a_sum_that_cannot_hold_is_told() -> None:
    with pytest.raises(NoNumbersError):
        draw(EXAMPLE, [{"claim": "vhm-k-0521", "at_most": ["rud-w2"]}], random.Random(1))
