from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.page import Page
from onrecord.reading.sentences import LONGEST_SENTENCE, find_paragraphs, find_sentences
from onrecord.reading.tokens import tokenize

PIECES = st.sampled_from(
    ["Men fled", ". ", "! ", "? ", "… ", "\n", "\n\n", "“", "” ", '"', ") ", " (", "Mr. ", "U.S. ", "3.5 ", "the ", "He ", "1. "]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join))


def sentences(text: str) -> list[str]:
    tokens = tokenize(text)
    return [text[tokens[a].start : tokens[b - 1].end] for a, b in find_sentences(text, tokens, find_paragraphs(text, tokens))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Men fled. The mill burned.", ["Men fled.", "The mill burned."]),
        ("“Go!” he shouted. They went.", ["“Go!” he shouted.", "They went."]),
        ("He came on Jan. 5 with Gen. Hild. It rained.", ["He came on Jan. 5 with Gen. Hild.", "It rained."]),
        ("Raid near Velk\nTwo men died.", ["Raid near Velk", "Two men died."]),
        ("It cost 3.5 million. Who paid?", ["It cost 3.5 million.", "Who paid?"]),
        ("He left the U.S. The army stayed.", ["He left the U.S.", "The army stayed."]),
        ("They waited … and waited.", ["They waited … and waited."]),
        ("“We stay.” She wept.", ["“We stay.”", "She wept."]),
        ("14:30 Police say two men died. It rained.", ["14:30", "Police say two men died.", "It rained."]),
        ("9.05pm – Shells fell on the old mill.", ["9.05pm –", "Shells fell on the old mill."]),
        ("13:00 GMT Shells fell on the old mill.", ["13:00 GMT", "Shells fell on the old mill."]),
        ("14.20 people per mile were counted.", ["14.20 people per mile were counted."]),
        ("", []),
    ],
)
def test_sentences_of(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_hard_wrapped_lines_are_joined() -> None:
    text = (
        "The column left the valley before the sun was up and took the\n"
        "northern road, which the engineers had opened again only the day\n"
        "before. Nobody stopped it.\n\nThe second column waited."
    )
    assert len(sentences(text)) == 3


@given(TEXTS)
def test_paragraphs_and_sentences_partition_the_tokens(text: str) -> None:
    tokens = tokenize(text)
    paragraphs = find_paragraphs(text, tokens)
    found = find_sentences(text, tokens, paragraphs)
    for ranges in (paragraphs, found):
        assert [n for first, last in ranges for n in range(first, last)] == list(range(len(tokens)))
        assert all(first < last for first, last in ranges)
    borders = {first for first, _ in found}
    assert {first for first, _ in paragraphs} <= borders


@pytest.mark.parametrize("pattern", ["12 killed, ", "said ", "\"'", "a woman, ", "in Gaza "])
def test_an_endless_sentence_is_cut_and_nothing_is_lost(pattern: str) -> None:
    page = Page.of(pattern * 4_000)
    assert max(last - first for first, last in page.sentences) <= LONGEST_SENTENCE + 1
    assert page.sentences[0][0] == 0
    assert page.sentences[-1][1] == len(page.tokens)
    assert all(one[1] == other[0] for one, other in pairwise(page.sentences))


def test_an_endless_sentence_is_cut_behind_a_mark() -> None:
    page = Page.of("the miller, " * 200 + "spoke")
    assert all(page.tokens[last - 1].text == "," for _, last in page.sentences[:-1])
