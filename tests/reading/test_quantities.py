"""Numbers that may count people, with the range they state, and numbers that never do."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.page import Page
from onrecord.reading.quantities import Quantity, find_quantities


def found(text: str) -> list[tuple[str, int | None, int | None]]:
    """Phrase, minimum and maximum of every quantity but bare articles and ordinals."""
    page = Page.of(text)
    return [(page.words(q.first, q.last), q.minimum, q.maximum) for q in find_quantities(page) if q.kind not in ("article", "ordinal")]


@pytest.mark.parametrize(
    ("phrase", "minimum", "maximum"),
    [
        ("twelve", 12, 12),
        ("both", 2, 2),
        ("a couple of", 2, 2),
        ("more than 1,400", 1400, None),
        ("at least a dozen", 12, None),
        ("upwards of 60", 60, None),
        ("no fewer than seventy", 70, None),
        ("in excess of 300", 300, None),
        ("well over 5,000", 5000, None),
        ("up to 210", None, 210),
        ("as many as 350", None, 350),
        ("fewer than 50", None, 50),
        ("no more than nine", None, 9),
        ("about 40", 40, 40),
        ("an estimated 700", 700, 700),
        ("nearly 1.2 million", 1_200_000, 1_200_000),
        ("just under 200", 200, 200),
        ("close to forty", 40, 40),
        ("at least some 40", 40, None),
        ("1,400-plus", 1400, None),
        ("60+", 60, None),
        ("20 or more", 20, None),
        ("30 or so", 30, 30),
        ("fifty-odd", 50, 50),
        ("several", 3, None),
        ("a handful of", 3, None),
        ("a few", 3, None),
        ("dozens of", 24, None),
        ("scores of", 40, None),
        ("a score of", 20, 20),
        ("hundreds of", 200, None),
        ("thousands of", 2000, None),
        ("tens of thousands of", 20_000, None),
        ("hundreds of thousands of", 200_000, None),
        ("several thousand", 2000, None),
        ("a few hundred", 200, None),
        ("scores, if not hundreds, of", 40, None),
        ("between 20 and 30", 20, 30),
        ("between twenty and thirty thousand", 20_000, 30_000),
        ("40 to 60", 40, 60),
        ("40-60", 40, 60),
        ("40–60", 40, 60),
        ("three or four", 3, 4),
        ("anywhere from 80 to 100", 80, 100),
        ("two to three hundred", 200, 300),
        ("no", 0, 0),
    ],
)
def test_range_of_a_phrase(phrase: str, minimum: int | None, maximum: int | None) -> None:
    quantities = found(f"Witnesses said {phrase} villagers were there.")
    assert [quantity[1:] for quantity in quantities] == [(minimum, maximum)]
    assert phrase.startswith(quantities[0][0]) or quantities[0][0] in phrase


def test_a_modifier_makes_a_number_approximate_and_is_kept() -> None:
    (quantity,) = find_quantities(Page.of("Over 6,000 fled."))
    assert (quantity.qualifier, quantity.approximate) == ("over", True)
    (exact,) = find_quantities(Page.of("6,000 fled."))
    assert (exact.qualifier, exact.approximate) == (None, False)


@pytest.mark.parametrize(
    "text",
    [
        "A 47-year-old carter and a woman of 71 came, with a boy aged 12.",
        "Selma Ardin, 38, spoke first; Oru Venn (41) followed.",
        "They were under 18.",
        "On 12 October 2023 and Oct. 14 it rained; in 2019 it snowed.",
        "Between 7 and 10 February the road was closed.",
        "At 10:30 and again at 7.15 a.m. a siren sounded at 1545 hours.",
        "It cost $3.2 million, then €40, then 500 dollars.",
        "Some 40 per cent, or 12.5%, or one in five.",
        "They marched 25 kilometres in 45 minutes with 3 tonnes of grain.",
        "The 29th Brigade left Camp 4 on Highway 7 under Resolution 2334.",
        "Bulletin No. 31/2024 and release 2011-08-S-045.",
        "She lives at 12 Harbour Street.",
        "About 2,500 people a day cross; 40 trucks per hour wait.",
        "Two thirds of the town and one fifth of the fields burned.",
        "The 12-point plan and the five-storey block.",
        "1,417.5 killed is an average.",
    ],
)
def test_numbers_that_count_nobody(text: str) -> None:
    assert found(text) == []


@given(st.text(max_size=120))
def test_quantities_never_fail_and_never_overlap(text: str) -> None:
    page = Page.of(text)
    quantities = find_quantities(page)
    assert all(_sound(quantity) for quantity in quantities)
    assert all(one.last <= other.first for one, other in pairwise(quantities))


WORDS = st.sampled_from(
    "at least more than between and to or from 1,400 12 40 a an dozen hundreds of thousands two million "
    "people killed , . - – plus some no half".split()
)


@given(st.lists(WORDS, max_size=25))
def test_any_order_of_number_words_is_read_soundly(words: list[str]) -> None:
    page = Page.of(" ".join(words))
    assert all(_sound(quantity) for quantity in find_quantities(page))


def _sound(quantity: Quantity) -> bool:
    ordered = quantity.first <= quantity.core < quantity.last
    stated = quantity.minimum is not None or quantity.maximum is not None
    in_order = quantity.minimum is None or quantity.maximum is None or quantity.minimum <= quantity.maximum
    return ordered and stated and in_order
