"""Names are found however they are written, and blacked out without moving what stands around them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.dossier import ProtectedNames
from onrecord.export.dossier.spelling import unhyphenated

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


short = ProtectedNames(["Li Wu", "Öz Karl Bergstrom", "He Jun", "Ludwig van Damm", "bo lee"])


@pytest.mark.parametrize(
    "text",
    [
        "Ms Wu said",
        "WU:",
        "Öz",
        "Bo",
        "told-by-wu.txt",
        "Karl Berg-\nstrom",
        "Mr Berg-\r\n   strom went",
        "BERG-STROM",
        "Ber\u2010\ngstrom",
    ],
)
def test_short_words_and_words_broken_at_the_end_of_a_line_are_found(text: str):
    assert short.stand_in(text)
    assert not short.stand_in(short.blacked_out(text))
    assert len(short.blacked_out(text)) == len(text)


@pytest.mark.parametrize("text", ["He said", "HE SAID", "wu", "Wuhan", "van", "Bergstr-\nasse", "a break-\nthrough in Vale"])
def test_common_words_and_parts_of_others_stay(text: str):
    assert not short.stand_in(text)


def test_words_that_are_not_looked_for_alone_are_named():
    assert short.not_alone == ("He", "lee")
    assert short.blacked_out("He Jun and Bo Lee") == "██████ and ██████"


@given(st.text(alphabet="aB-\u2010\n \r", max_size=30))
def test_a_text_without_hyphens_leads_back_to_where_each_letter_stood(text: str):
    joined = unhyphenated(text)
    if joined is None:
        return
    for place, letter in enumerate(joined.text):
        start, end = joined.span(place, place + 1)
        assert (text[start:end], end - start) == (letter, 1)
