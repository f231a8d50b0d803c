"""Places are followed through changes of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.evaluation.archive.altering.marked import Edit, MarkedText


def test_places_move_with_what_changes_before_and_within_them() -> None:
    text = MarkedText("Kesh said 14 people died in Kesh.", [(10, 12), (5, 24), (28, 32), (0, 4)])
    text.edit([Edit(0, 4, "Ostrova"), Edit(10, 12, "forty-one"), Edit(28, 32, "Om")])
    assert text.text == "Ostrova said forty-one people died in Om."
    words = {key: text.text[start:end] for key, (start, end) in text.places.items()}
    assert words == {(10, 12): "forty-one", (5, 24): "said forty-one people died", (28, 32): "Om", (0, 4): "Ostrova"}


def test_a_place_inside_new_words_is_told_by_the_edit() -> None:
    text = MarkedText("A. Six died, he said. B", [(3, 6), (22, 23)])
    text.edit([Edit(3, 21, "He said that 6 died.", {(3, 6): (13, 14)})])
    assert {text.text[start:end] for start, end in text.places.values()} == {"6", "B"}


def test_an_edit_that_cuts_a_place_is_refused() -> None:
    text = MarkedText("one two three", [(4, 7)])
    with pytest.raises(ValueError, match="cuts through the place 'two'"):
        text.edit([Edit(0, 5, "x")])
    with pytest.raises(ValueError, match="overlap"):
        text.edit([Edit(0, 3, "x"), Edit(2, 4, "y")])
    assert text.text == "one two three"


def test_pieces_change_places_with_what_stands_in_them() -> None:
    text = MarkedText("1. ab\n\n2. cd", [(3, 4), (11, 12)])
    text.rearrange([(0, 3), (10, 12), (5, 10), (3, 5), (12, 12)])
    assert text.text == "1. cd\n\n2. ab"
    assert [text.text[start:end] for start, end in text.places.values()] == ["a", "d"]
    with pytest.raises(ValueError, match="do not make up"):
        text.rearrange([(0, 3)])
    with pytest.raises(ValueError, match="lies in two pieces"):
        MarkedText("abcd", [(1, 3)]).rearrange([(2, 4), (0, 2)])


@given(st.lists(st.tuples(st.text("ab ", max_size=4), st.text("xyz", max_size=5), st.booleans()), min_size=1, max_size=8))
def test_every_place_keeps_its_words(parts: list[tuple[str, str, bool]]) -> None:
    """A text of parts, some of which are replaced; the places are the parts and pairs of them."""
    spots, at = [], 0
    for old, _, _ in parts:
        spots.append((at, at + len(old)))
        at += len(old)
    full = [(one, two) for one, two in spots if one < two]
    text = MarkedText("".join(old for old, _, _ in parts), full)
    text.edit(Edit(*spot, new) for spot, (_, new, change) in zip(spots, parts, strict=True) if change and spot[0] < spot[1])
    assert text.text == "".join(new if change and old else old for old, new, change in parts)
    for spot, (old, new, change) in zip(spots, parts, strict=True):
        if old:
            start, end = text.places[spot]
            assert text.text[start:end] == (new if change else old)
