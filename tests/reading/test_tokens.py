import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.tokens import tokenize

MARKS = st.sampled_from([*".,;:!?'\"“”‘’()-–—…/&@#%$€· \n\t", "n't", "’s", "U.S.", "No. 3", "http://x", "a.b", "1,400", "``", "''"])
TEXTS = st.one_of(st.text(max_size=200), st.lists(MARKS | st.sampled_from(["He", "said", "a", "Mr", "Gen"]), max_size=60).map("".join))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Velk’s army didn’t fire.", ["Velk", "’s", "army", "did", "n’t", "fire", "."]),
        ("The militias' camp", ["The", "militias", "'", "camp"]),
        ("Gen. Hild and Marc H. Dorn", ["Gen.", "Hild", "and", "Marc", "H.", "Dorn"]),
        ("1,400 dead, 3.5 km, 10:30, a 54-year-old", ["1,400", "dead", ",", "3.5", "km", ",", "10:30", ",", "a", "54-year-old"]),
        ("the U.S. navy", ["the", "U.S.", "navy"]),
        ("See https://example.org/a?b=1. Then", ["See", "https://example.org/a?b=1", ".", "Then"]),
        ("write to desk@example.org now", ["write", "to", "desk@example.org", "now"]),
        ("“Go,” he said", ["“", "Go", ",", "”", "he", "said"]),
        ("no. 31 people died. No. 31", ["no", ".", "31", "people", "died", ".", "No.", "31"]),
        ("Rabīʿ said", ["Rabīʿ", "said"]),
    ],
)
def test_cuts_a_text_into(text: str, words: list[str]) -> None:
    assert [token.text for token in tokenize(text)] == words


@given(TEXTS)
def test_every_token_is_its_characters_and_nothing_but_white_space_lies_between(text: str) -> None:
    position = 0
    for token in tokenize(text):
        assert text[token.start : token.end] == token.text
        assert token.text.strip()
        assert not text[position : token.start].strip()
        position = token.end
    assert not text[position:].strip()


def test_the_plain_form_has_small_letters_and_plain_apostrophes() -> None:
    assert [token.lower for token in tokenize("Israel’S")] == ["israel", "'s"]
