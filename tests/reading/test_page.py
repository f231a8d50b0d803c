from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.page import Page
from onrecord.reading.protocol import grounded
from onrecord.reading.rules import RuleReader

WORDS = st.sampled_from(
    "He she Velk said told denied that the army , . “ ” \" ' : ; – ( ) who while and but according to by reportedly is believed as it was "
    "accused of claim 12 people killed on Monday reporters adding if not 1. \n\n ' ‘ ’ ! ? …".split(" ")
)
TEXTS = st.one_of(st.text(max_size=150), st.lists(WORDS, max_size=80).map(" ".join), st.lists(WORDS, max_size=40).map("".join))


@given(TEXTS)
def test_any_text_is_read_and_every_attribution_lies_on_the_page(text: str) -> None:
    page = Page.of(text)
    found = RuleReader().attributions(page)
    kept, refused = grounded(page, found, "rules")
    assert not refused
    assert len(kept) == len(found)
    assert found == RuleReader().attributions(Page.of(text))


def test_a_sentence_of_fifty_thousand_words_is_read() -> None:
    page = Page.of("the guards said that nobody came , " * 7_200)
    assert len(page.tokens) > 50_000
    assert RuleReader().attributions(page)


def test_ten_thousand_quotation_marks_are_read() -> None:
    for mark in ("“", '"', "‘", "'", "„", "«", "``", "''", "“‘"):
        page = Page.of(f"{mark}a " * 10_000)
        assert len(page.quoted) == len(page.tokens)
        RuleReader().attributions(page)


def test_indices_and_offsets_lead_to_each_other() -> None:
    page = Page.of("Men fled. “Go,” she said.\n\nNobody came.")
    for index, token in enumerate(page.tokens):
        assert page.token_at(token.start) == index
        first, last = page.sentence_of(index)
        assert first <= index < last
    assert page.words(*page.tokens_in(0, 9)) == "Men fled."
    assert page.quoted[3] is page.quoted[6]
    assert page.quoted[7] is None
