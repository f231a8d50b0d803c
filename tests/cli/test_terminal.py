import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cli.terminal import broken, escaped, is_unsafe, visible


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


def test_lines_are_broken_between_words_and_long_words_left_whole() -> None:
    assert broken("error: there is no such rule", 16, hanging=7) == ["error: there is", "       no such", "       rule"]
    assert broken("see a-very-long-path/to/a/file.txt now", 12) == ["see", "a-very-long-path/to/a/file.txt", "now"]
    assert broken("同じ 同じ 同じ", 9) == ["同じ 同じ", "同じ"]
    assert broken("at: blobs/sha256/ab now", 16, hanging=4) == ["at:", " blobs/sha256/ab", "    now"], "indented less, to stay within"


@given(st.text(st.sampled_from("ab 同"), max_size=60), st.integers(4, 40), st.integers(0, 3))
def test_breaking_lines_loses_nothing(text: str, width: int, hanging: int) -> None:
    lines = broken(text, width, hanging=hanging)
    assert " ".join([lines[0], *(line[min(hanging, len(line) - len(line.lstrip(" "))) :] for line in lines[1:])]) == text


@pytest.mark.parametrize("columns", ["0", "1", "7", "29", "40", "100000"])
def test_everything_is_printed_on_a_terminal_of_any_width(command, case, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for arguments in (
        ["show"],
        ["show", "market"],
        ["findings"],
        ["series"],
        ["parties"],
        ["reference", "list"],
        ["checkpoint"],
        ["verify"],
    ):
        ended = command("--case", str(case), *arguments)
        assert ended.code == 0, ended.err
        assert ended.out
