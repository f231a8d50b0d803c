import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cli.terminal import escaped, is_unsafe, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain “text” – ünïcode", "plain “text” – ünïcode"),
        ("a\x1b[2Jb", "a\\x1b[2Jb"),
        ("user\u202egnp.exe", "user\\u202egnp.exe"),
        ("two\nlines\tand  gaps", "two lines and gaps"),
        ("\ufeffmark", "\\ufeffmark"),
        ("\U000e0001tag", "\\U000e0001tag"),
        ("family \U0001f468\u200d\U0001f469", "family \U0001f468\u200d\U0001f469"),
    ],
)
def test_what_would_act_is_shown_by_its_code(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_a_line_of_ours_keeps_its_spaces() -> None:
    assert escaped("a   b\x07") == "a   b\\x07"


@given(st.text(st.characters()))
def test_nothing_unsafe_comes_through(text: str) -> None:
    out = visible(text)
    assert not any(is_unsafe(character) for character in out)
    assert not any(unicodedata.category(character) in ("Cc", "Cs") for character in out)
    out.encode("utf-8")
