"""No cell that is written can be taken for a formula, and every one is read back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from onrecord.export.tables.cells import FORMULA, as_text, cell_of, joined, neutralised, parted, restored, value_of

TEXTS = some.text(some.one_of(some.sampled_from("'=+-@\t\r\n＝＋－＠|\\,;\" a0"), some.characters(codec="utf-8")), max_size=12).map(as_text)
"""Texts that a cell can hold."""


@given(TEXTS)
def test_a_neutralised_text_is_restored_and_begins_no_formula(text: str):
    cell = neutralised(text)
    assert not cell.startswith(tuple(FORMULA))
    assert restored(cell) == text


@given(some.lists(TEXTS.filter(bool), max_size=4))
def test_a_joined_list_is_parted(texts: list[str]):
    assert parted(joined(texts)) == tuple(texts)


@given(some.lists(TEXTS.filter(bool), max_size=3))
def test_a_cell_of_a_list_begins_no_formula(texts: list[str]):
    cell = cell_of(tuple(texts))
    assert not cell.startswith(tuple(FORMULA))
    assert value_of(cell, "list of texts") == tuple(texts)


@given(some.one_of(some.integers(), some.floats(allow_nan=False, allow_infinity=False), some.booleans(), some.none(), TEXTS.filter(bool)))
def test_a_value_is_read_back(value: object):
    kind = {int: "whole number", float: "number", bool: "yes or no", type(None): "nothing", str: "text"}[type(value)]
    assert value_of(cell_of(value), kind) == value


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+44", "'+44"),
        ("-3.5", "'-3.5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("'=1", "''=1"),
        ("'tis", "'tis"),
        ("a=1", "a=1"),
        ("", ""),
    ],
)
def test_what_is_written(text: str, cell: str):
    assert neutralised(text) == cell


def test_numbers_are_left_as_they_are():
    assert (cell_of(-3.5), cell_of(-2), cell_of(True), cell_of(None)) == ("-3.5", "-2", "true", "")


@pytest.mark.parametrize(("cell", "kind"), [("x", "whole number"), ("x", "number"), ("yes", "yes or no"), ("x", "nothing")])
def test_a_cell_of_another_kind_is_refused(cell: str, kind: str):
    with pytest.raises(ValueError, match=r"x|yes"):
        value_of(cell, kind)


@pytest.mark.parametrize("acting", ["\x00", "\x1b", "\x07", "\x7f", "\x9b", "\u202e", "\u2067", "\ud83d"])
def test_what_would_act_where_it_is_printed_stands_in_no_cell(acting: str) -> None:
    assert cell_of(f"Vale{acting}Post") == "Vale\ufffdPost"
    assert cell_of(["a", f"b{acting}"]) == "a|b\ufffd"
    assert cell_of(f"{acting}=1+1")[0] not in FORMULA


@pytest.mark.parametrize("plain", ["a\tb", "a\nb", "a\r\nb", "نص", "a\u200db", "é", "a\u200fb"])
def test_tabs_line_ends_and_the_letters_of_all_scripts_stay(plain: str) -> None:
    assert cell_of(plain) == plain
