"""Names are found however they are written, and blacked out without moving what stands around them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.dossier import ProtectedNames

names = ProtectedNames(["Anna Berg-Holt", "José Müller", "李小龙", "Rose"])


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg-Holt",
        "ANNA BERG HOLT",
        "anna berg-holt",
        "annaberg-holt.html",
        "anna_berg_holt",
        "Anna\u00a0Berg\nHolt",
        "A\u00adnna said",
        "An\u200bna",
        "Ms Holt's",
        "Berg,",
        "JOSÉ",
        unicodedata.normalize("NFD", "José Müller"),
        "https://vale.example/a?who=Anna%20Berg",
        "https://vale.example/a?who=M%FCller",
        "said =42erg",
        "https://vale.example/%2542erg",
        "M=FCller",
        "Jose Mueller",
        "Ｊｏｓé",
        "the Bergs",
        "Holt’s",
        "anna.txt by berg-told-us.txt",
        "aberg@vale.example",
        "mailto:thebergs@vale.example",
        "ToldByRose.html",
        "他说李小龙在",
        "Rose said",
    ],
)
def test_found(text: str):
    assert names.stand_in(text)
    assert not names.stand_in(names.blacked_out(text))
    assert len(names.blacked_out(text)) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "Bergen",
        "Annabel went",
        "the toll rose to 14",
        "an account",
        "Holten",
        "hannah",
        "joseph",
        "rose-red walls",
        "may/rose",
        "heidelberg.html",
    ],
)
def test_not_found(text: str):
    assert not names.stand_in(text)
    assert names.blacked_out(text) == text


@given(st.text(), st.text(), st.sampled_from(["Anna Berg-Holt", "JOSÉ MÜLLER", "Anna\u200b Berg Holt"]))
def test_whatever_stands_around_it(before: str, after: str, name: str):
    text = f"{before} {name} {after}"
    black = names.blacked_out(text)
    assert len(black) == len(text)
    assert not names.stand_in(black)


@given(st.lists(st.text(max_size=30), max_size=4), st.text())
def test_any_names(given_names: list[str], text: str):
    some = ProtectedNames(given_names)
    black = some.blacked_out(text)
    assert len(black) == len(text)
    assert not some.stand_in(black) or not some


def test_values_keep_the_words_of_closed_vocabularies():
    some = ProtectedNames(["Other", "killed"])
    assert some.without({"act": "killed", "phrase": "14 killed", "list": ["Other", 3, None]}) == {
        "act": "killed",
        "phrase": "14 ██████",
        "list": ["█████", 3, None],
    }
