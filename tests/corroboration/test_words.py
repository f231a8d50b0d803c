"""Names, countries, numbers and dates: the small comparisons that every rule leans on."""

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.corroboration.countries import countries_in, country_of_word
from onrecord.corroboration.groups import category_of, counts_group, same_place
from onrecord.corroboration.names import folded, kindred, words
from onrecord.corroboration.numbers import Range, can_both_hold, rounding_unit, same_number
from onrecord.corroboration.phrasing import listed, mid_sentence, quoted
from onrecord.corroboration.stated_days import stated_days


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kestria", "kestrian"),
        ("yemen", "yemeni"),
        ("sudan", "sudanese"),
        ("ukraine", "ukrainian"),
        ("houthi", "houthis"),
        ("dalm", "dalm"),
        ("italy", "italian"),
    ],
)
def test_kindred_words(one: str, other: str) -> None:
    assert kindred(one, other)
    assert kindred(other, one)


@pytest.mark.parametrize(("one", "other"), [("mali", "malta"), ("iran", "iraq"), ("oman", "omar"), ("chad", "chaos"), ("guinea", "guilt")])
def test_words_that_only_look_alike(one: str, other: str) -> None:
    assert not kindred(one, other)


@given(st.text(max_size=12), st.text(max_size=12))
def test_kinship_is_mutual(one: str, other: str) -> None:
    assert kindred(one, other) == kindred(other, one)


@given(st.text(max_size=60))
def test_any_text_has_words(text: str) -> None:
    assert all(words(text))
    assert folded(text) == tuple(word.lower() for word in folded(text))


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Egypt", "EG"),
        ("Egyptian", "EG"),
        ("Cairo", "EG"),
        ("French", "FR"),
        ("Nigerien", "NE"),
        ("Nigerian", "NG"),
        ("Somali", "SO"),
        ("US", "US"),
        ("us", None),
        ("minister", None),
        ("Kestrian", None),
    ],
)
def test_the_state_of_a_word(word: str, code: str | None) -> None:
    assert country_of_word(word) == code


@pytest.mark.parametrize(
    ("phrase", "codes"),
    [
        ("the Central African army", ("CF",)),
        ("a U.S. official", ("US",)),
        ("he told us", ()),
        ("South Sudanese police", ("SS",)),
        ("India's air force", ("IN",)),
    ],
)
def test_the_states_in_a_phrase(phrase: str, codes: tuple[str, ...]) -> None:
    assert countries_in(phrase) == codes


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Kesh", "the Kesh Strip", True),
        ("Kesh", "Kesh City", False),
        ("northern Kesh", "Kesh", False),
        ("Dalm region", "Dalm", True),
        ("the region", "the region", True),
    ],
)
def test_places(one: str, other: str, same: bool) -> None:
    assert same_place(one, other) == same


@pytest.mark.parametrize(
    ("group", "of", "counted"),
    [
        ("Keshans", "Keshans", True),
        ("people", "Keshans", True),
        (None, "Keshans", True),
        ("Keshans, including children", "Keshans", True),
        ("Keshan children", "Keshans", False),
        ("Keshan children", "children", True),
        ("Dravians", "Keshans", False),
        ("Keshans", "people", True),
    ],
)
def test_whose_total_it_is(group: str | None, of: str, counted: bool) -> None:
    assert counts_group(group, of) == counted


@pytest.mark.parametrize(
    ("group", "category"),
    [("civilians", "civilians"), ("enemy soldiers", "combatants"), ("people", None), (None, None), ("civilians and fighters", None)],
)
def test_categories_are_words_not_inferences(group: str | None, category: str | None) -> None:
    assert category_of(group) == category


@pytest.mark.parametrize(("number", "unit"), [(0, 1), (7, 1), (31_184, 1), (1_400, 100), (6_000, 1_000), (30_000, 10_000), (120, 10)])
def test_rounding(number: int, unit: int) -> None:
    assert rounding_unit(number) == unit


bounds = st.one_of(st.none(), st.integers(0, 50))


@given(bounds, bounds, bounds, bounds)
def test_ranges_hold_together_when_a_number_lies_in_both(a: int | None, b: int | None, c: int | None, d: int | None) -> None:
    one, other = Range(a, b), Range(c, d)
    if any(low is not None and high is not None and low > high for low, high in ((a, b), (c, d))):
        return
    inside = [n for n in range(-1, 52) if all((low is None or n >= low) and (high is None or n <= high) for low, high in ((a, b), (c, d)))]
    assert can_both_hold(one, other) == can_both_hold(other, one) == bool(inside)
    if same_number(one, other):
        assert inside


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("The army", "the army"),
        ("Two officials", "two officials"),
        ("Witnesses", "witnesses"),
        ("Kestria", "Kestria"),
        ("RSF spokesmen", "RSF spokesmen"),
        ("Ministry of Defence", "Ministry of Defence"),
        ("Displaced people", "displaced people"),
        ("A nurse", "a nurse"),
        ("Hospital records", "hospital records"),
        ("Student leaders", "student leaders"),
        ("State television", "state television"),
        ("Police in Dalm", "police in Dalm"),
        ("Office of the Prosecutor", "Office of the Prosecutor"),
        ("The Red Cross", "the Red Cross"),
    ],
)
def test_a_voice_inside_a_sentence(written: str, said: str) -> None:
    assert mid_sentence(written) == said


@pytest.mark.parametrize(
    ("words_said", "told"),
    [
        ('"all of it,"', "“all of it”"),
        ('a "cheap" trick', '“a "cheap" trick”'),
        ('it was "a lie"', '“it was "a lie"”'),
        ("two\n lines", "“two lines”"),
        ("”odd”", "“odd”"),
    ],
)
def test_quotations_keep_their_inner_marks(words_said: str, told: str) -> None:
    assert quoted(words_said) == told


@given(st.text(max_size=300))
def test_a_quotation_is_one_short_line(text: str) -> None:
    told = quoted(text)
    assert "\n" not in told
    assert len(told) < 100


def test_lists() -> None:
    assert [listed(parts) for parts in (["a"], ["a", "b"], ["a", "b", "c"])] == ["a", "a and b", "a, b and c"]


MONTHS = "January February March April May June July August September October November December".split()


@given(
    st.dates(datetime.date(1950, 1, 1), datetime.date(2090, 12, 31)),
    st.sampled_from(["{d} {m} {y}", "{m} {d}, {y}", "{w}, {d} {m} {y}", "{w} {m} {d} {y}", "{y}-{n:02}-{d:02}"]),
)
def test_days_are_read_as_they_are_written(date: datetime.date, form: str) -> None:
    month = MONTHS[date.month - 1]
    written = form.format(d=date.day, m=month, y=date.year, w=date.strftime("%A"), n=date.month)
    [stated] = stated_days(f"It fell on {written}.", None)
    assert stated.day == date.isoformat()
    assert stated.weekday in {None, stated.falls_on}
    assert stated.year_stated


@given(st.dates(datetime.date(2001, 6, 1), datetime.date(2050, 6, 1)), st.integers(-150, 150))
def test_a_day_without_a_year_is_the_one_nearest_to_the_report(published: datetime.date, apart: int) -> None:
    date = published + datetime.timedelta(days=apart)
    if (date.month, date.day) != (2, 29):
        [stated] = stated_days(f"It fell on {date.day} {MONTHS[date.month - 1]}.", published.isoformat())
        assert stated.day == date.isoformat()


@given(st.text(max_size=200))
def test_any_text_is_searched_for_days(text: str) -> None:
    for stated in stated_days(text, "2031-06-03"):
        assert text[stated.start : stated.end].strip() == stated.words
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", stated.day)
