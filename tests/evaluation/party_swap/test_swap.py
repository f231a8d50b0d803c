import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import WrongUse
from onrecord.evaluation.party_swap import SwapActor, swap_text

ARVENIA = SwapActor(
    names=("Arvenia", "the Republic of Arvenia"),
    demonyms=("Arvenian", "Arvenians"),
    offices=("Prime Minister Ana Sol", "AAF", "the general staff"),
)
TORLAND = SwapActor(
    names=("Torland", "the Torl Federation"),
    demonyms=("Torl", "Torls"),
    offices=("President Bo Rix", "TDF", "the high command"),
)


@pytest.mark.parametrize(
    ("text", "swapped"),
    [
        ("Arvenia accused Torland.", "Torland accused Arvenia."),
        ("ARVENIA SHELLS TORL TOWN", "TORLAND SHELLS ARVENIAN TOWN"),
        ("The general staff said the high command lied.", "The high command said the general staff lied."),
        ("An Arvenian strike, a Torl post", "A Torl strike, an Arvenian post"),
        ("A Torl.", "An Arvenian."),
        ("an AAF unit", "a TDF unit"),
        ("Arvenia’s army and the Torls' homes", "Torland’s army and the Arvenians' homes"),
        ("Prime Minister Ana\nSol spoke", "President Bo Rix spoke"),
        ("Arvenian-made, pro-Torl, Torlandia", "Torl-made, pro-Arvenian, Torlandia"),
        ("the Republic of Arvenia", "the Torl Federation"),
        ("nothing of either", "nothing of either"),
    ],
)
def test_two_actors_are_exchanged_in_running_grammar(text: str, swapped: str) -> None:
    assert swap_text(text, ARVENIA, TORLAND)[0] == swapped


def test_a_plural_possessive_gets_its_s_after_another_ending() -> None:
    hills, coast = SwapActor(names=("the Hills",)), SwapActor(names=("the Coast",))
    assert swap_text("the Hills' towns", hills, coast)[0] == "the Coast's towns"


def test_words_must_have_counterparts() -> None:
    with pytest.raises(WrongUse, match="different numbers of demonyms"):
        swap_text("text", ARVENIA, SwapActor(names=("Torland", "the Torl Federation")))


def test_a_span_inside_a_name_finds_its_way_back_word_by_word() -> None:
    one, other = SwapActor(names=("General Ana Sol",)), SwapActor(names=("Colonel Bo Rix",))
    text = "Said General Ana Sol."
    swapped, alignment = swap_text(text, one, other)
    start = swapped.index("Bo Rix")
    begin, end = alignment.back((start, start + 6))
    assert text[begin:end] == "Ana Sol"


def test_an_edge_inside_a_name_of_another_length_moves_to_the_edge_of_the_name() -> None:
    text = "So Prime Minister Ana Sol said"
    swapped, alignment = swap_text(text, ARVENIA, TORLAND)
    start = swapped.index("Bo")
    begin, end = alignment.back((start, start + 2))
    assert text[begin:end] == "Prime Minister Ana Sol"


WORDS = st.sampled_from(
    [
        "Arvenia",
        "Torland",
        "an Arvenian",
        "a Torl",
        "Arvenians",
        "Torls",
        "Arvenia's",
        "Torland’s",
        "said",
        "that",
        "12",
        "–",
        "\n",
        "AAF",
        "TDF",
    ]
)


@given(st.lists(WORDS, max_size=30))
def test_exchanging_twice_gives_the_text_back_and_spans_of_words_survive(words: list[str]) -> None:
    text = " ".join(words)
    swapped, alignment = swap_text(text, ARVENIA, TORLAND)
    assert swap_text(swapped, ARVENIA, TORLAND)[0] == text
    at = 0
    for word in words:
        other = swap_text(word, ARVENIA, TORLAND)[0]
        begin = swapped.index(other, at)
        start, end = alignment.back((begin, begin + len(other)))
        assert text[start:end] == word
        at = begin + len(other)


@given(st.text(max_size=80), st.data())
def test_any_text_can_be_exchanged_and_any_span_mapped(text: str, data: st.DataObject) -> None:
    swapped, alignment = swap_text(text, ARVENIA, TORLAND)
    start = data.draw(st.integers(0, len(swapped)))
    end = data.draw(st.integers(start, len(swapped)))
    back = alignment.back((start, end))
    assert 0 <= back[0] <= len(text)
    assert 0 <= back[1] <= len(text)
