import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import BadInput
from onrecord.evaluation.speech_verbs import SPEECH_FORMS
from onrecord.evaluation.tokens import LaidStatement, TokenGrid


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in TokenGrid(text).spans]


def test_tokens_are_words_numbers_and_signs() -> None:
    assert words("I’m 1,400 (2.5%) – ok_") == ["I", "’", "m", "1,400", "(", "2.5", "%", ")", "–", "ok", "_"]


def test_a_token_belongs_to_a_span_that_covers_half_of_it() -> None:
    grid = TokenGrid("four words stand here")
    assert grid.tokens([[2, 10]], "x") == {0, 1}
    assert grid.tokens([[3, 10]], "x") == {1}


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“one two” three", {"one", "two"}),
        ('say "one" two', {"one"}),
        ("„eins zwei“ drei", {"eins", "zwei"}),
        ("“one two\nthree", {"one", "two"}),
    ],
)
def test_what_stands_inside_quotation_marks(text: str, quoted: set[str]) -> None:
    grid = TokenGrid(text)
    assert {text[slice(*grid.spans[position])] for position in grid.quoted} == quoted


@pytest.mark.parametrize(
    ("cue", "speech"), [("said", True), ("according to", True), (":", True), ("fears", False), ("", True), ("has denied", True)]
)
def test_speech_is_told_by_the_cue(cue: str, speech: bool) -> None:
    text = f"{cue} that it rained"
    row = {"cue": [[0, len(cue)]], "content": [[len(cue), len(text)]]}
    assert LaidStatement(TokenGrid(text), row, "x").speech is speech


def test_verbs_are_inflected() -> None:
    assert {"denies", "denied", "denying", "pledges", "admitted", "announced", "tweets"} <= SPEECH_FORMS


@pytest.mark.parametrize("span", [[-1, 3], [0, 99], [3, 1], [0], ["a", 2]])
def test_a_span_outside_the_text_is_refused(span: list[int]) -> None:
    with pytest.raises(BadInput, match="prediction r1: bad span"):
        TokenGrid("short").tokens([span], "prediction r1")


@given(st.text(max_size=60), st.data())
def test_any_text_has_a_grid_and_any_span_of_it_tokens(text: str, data: st.DataObject) -> None:
    grid = TokenGrid(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    covered = grid.tokens([[start, end]], "x")
    assert all(grid.spans[position][0] < end and grid.spans[position][1] > start for position in covered)
    assert grid.tokens([[0, len(text)]], "x") == set(range(len(grid.spans)))
