"""Whatever is quoted, what comes out is characters of the text."""

import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.endpoint.answer import Piece, Quoted, read_answer
from onrecord.reading.endpoint.grounding import MOST_PIECES, MOST_PLACES, Grounded, ground
from onrecord.reading.endpoint.parts import PART_CHARACTERS, parts_of
from onrecord.reading.page import Page

TEXT = (
    "The mayor of Orvane said that shells hit\tthe mill. “We saw no army there,” a miller said. The army denied it. "
    "The army's speaker denied that the army had guns in Orvane, and said so twice."
)
PAGE = Page.of(TEXT)
(PART,) = parts_of(PAGE)


def quoted(source: Any = (), cue: Any = (), content: Any = ()) -> Quoted:
    return Quoted(*(tuple(Piece(*piece) for piece in role) for role in (source, cue, content)))


def words(grounded: Grounded | str) -> list[list[str]]:
    assert isinstance(grounded, Grounded), grounded
    return [[TEXT[start:end] for start, end in role] for role in grounded]


def test_words_stand_where_they_stand_and_white_space_may_differ() -> None:
    found = ground(PAGE, PART, quoted([(1, "The mayor of Orvane")], [(1, " said ")], [(1, "that shells hit  the mill")]))
    assert words(found) == [["The mayor of Orvane"], ["said"], ["that shells hit\tthe mill"]]


def test_words_may_stand_in_the_next_sentence_and_go_on_into_it() -> None:
    assert words(ground(PAGE, PART, quoted([(1, "a miller")], [(3, "said")], [(2, "“We saw no army there,”")])))[0] == ["a miller"]
    assert words(ground(PAGE, PART, quoted(cue=[(2, "said")], content=[(2, "there,” a miller")])))[2] == ["there,” a miller"]
    assert words(ground(PAGE, PART, quoted(content=[(1, "mill. “We saw")])))[2] == ["mill. “We saw"]


def test_of_the_same_words_those_in_the_named_sentence_count_then_those_nearest() -> None:
    found = ground(PAGE, PART, quoted([(4, "the army")], [(4, "denied")], [(4, "that")]))
    assert isinstance(found, Grounded)
    assert found.cue == ((TEXT.index("denied that"), TEXT.index("denied that") + 6),)
    assert found.source == ((TEXT.index("the army had"), TEXT.index("the army had") + 8),)
    twice = ground(PAGE, PART, quoted(cue=[(4, "said")], content=[(4, "so twice")]))
    assert isinstance(twice, Grounded)
    assert twice.cue == ((TEXT.index("said so"), TEXT.index("said so") + 4),)


def test_pieces_of_a_role_come_in_text_order() -> None:
    found = ground(PAGE, PART, quoted(cue=[(3, "denied")], content=[(3, "it"), (3, "The army")]))
    assert words(found)[2] == ["The army", "it"]


@pytest.mark.parametrize(
    "refused",
    [
        quoted([(1, "The mayor")], [(1, "said")], [(1, "that shells destroyed the mill")]),
        quoted([(1, "the mayor")], [(1, "said")], [(1, "that shells hit the mill")]),
        quoted([(1, "The mayor")], [(1, "said")], [(1, "“that shells hit the mill”")]),
        quoted([(2, "a miller")], [(2, "said")], [(2, '"We saw no army there,"')]),
        quoted([(1, "mayor")], [(1, "sai")], [(1, "the mill")]),
        quoted([(1, "ayor")], [(1, "said")], [(1, "the mill")]),
        quoted([(1, "The mayor")], [(1, "said")], [(4, "shells")]),
        quoted([(1, "The mayor")], [(1, "said")], [(0, "shells")]),
        quoted([(1, "The mayor")], [(1, "said")], [(5, "shells")]),
        quoted([(1, "The mayor")], [(1, "said")], [(-1, "shells")]),
        quoted([(1, "The mayor")], [(1, "said")], [(10**30, "shells")]),
        quoted([(1, "The mayor")], [(1, "said")], [(1, "")]),
        quoted([(1, "The mayor")], [(1, "said")], [(1, " \n")]),
        quoted([(4, "The army's speaker")], [(4, "guns")], [(4, "the army had guns in Orvane")]),
        quoted([(1, "mill")], [(1, "said")], [(1, "mill")]),
        quoted([(1, "The mayor")]),
        quoted([(1, "x" * 100_000)], [(1, "said")], [(1, "the mill")]),
    ],
    ids=lambda one: "",
)
def test_what_does_not_stand_there_word_for_word_refuses_the_whole_statement(refused: Quoted) -> None:
    why = ground(PAGE, PART, refused)
    assert isinstance(why, str)
    assert "shells" not in why, "what was made up has no place in a record"


def test_an_answer_in_endless_pieces_is_refused_before_any_is_sought() -> None:
    text = " ".join(["a"] * 400) + "."
    page = Page.of(text)
    (part,) = parts_of(page)
    pieces = tuple(Piece(1, "a") for _ in range(MOST_PIECES + 1))
    assert ground(page, part, Quoted((), (), pieces)) == f"it is in more than {MOST_PIECES} pieces"


def test_a_piece_that_stands_everywhere_is_refused_before_all_its_places_are_sought() -> None:
    page = Page.of("b " + " ".join(["a"] * (MOST_PLACES + 1)) + ".")
    (part,) = parts_of(page)
    why = f"its cue has a piece that stands more than {MOST_PLACES} times in the sentence named and next to it"
    assert ground(page, part, Quoted((), (Piece(1, "a"),), ())) == why
    fewer = Page.of("b " + " ".join(["a"] * MOST_PLACES) + ".")
    assert isinstance(ground(fewer, parts_of(fewer)[0], Quoted((), (Piece(1, "a"),), ())), Grounded)


def test_an_accent_is_not_left_behind() -> None:
    page = Page.of("Rene\u0301 said no.")
    (part,) = parts_of(page)
    assert isinstance(ground(page, part, quoted([(1, "Rene")], [(1, "said")], [(1, "no")])), str)
    assert isinstance(ground(page, part, quoted([(1, "Rene\u0301")], [(1, "said")], [(1, "no")])), Grounded)


NUMBERS = (
    "The ministry said it killed 1,400 people, not 3.5 per cent of non-combatants nor 10–15 nor 1\u202f400 men, at −5 degrees in the U.S."
)
SIGNS = "He said the 👩\u200d👧 and the 🇮🇱🇮🇱 army and 👍🏽 and the ar\u200bmy couldn't say: “We won” — \u200fno, yes."


def placed(text: str, role: str, words_: str) -> bool:
    """Whether a statement with these words in one role is taken."""
    page = Page.of(text)
    (part,) = parts_of(page)
    roles: dict[str, Any] = {"cue": [], role: [(1, words_)]}
    roles["cue" if role != "cue" else "content"] = [(1, "said")]
    return isinstance(ground(page, part, quoted(**roles)), Grounded)


@pytest.mark.parametrize(
    ("text", "cut"),
    [(NUMBERS, cut) for cut in ("it killed 1", "400 people", "5 per cent", "not 3", "combatants", "10", "15", "1", "400 men", "5 degrees")]
    + [
        (SIGNS, cut)
        for cut in ("the 👩", "👧 and", "the 👩\u200d", "🇮", "🇱 army", "🇱🇮", "and 👍", "the ar", "my", "couldn", "could", "t say")
    ],
)
def test_a_piece_cut_out_of_a_word_a_number_or_a_sign_is_refused(text: str, cut: str) -> None:
    assert cut in text
    assert not placed(text, "source", cut)


@pytest.mark.parametrize(
    ("text", "whole"),
    [(NUMBERS, whole) for whole in ("1,400 people", "3.5 per cent", "non-combatants", "10–15", "1\u202f400 men", "−5", "the U.S", "U.S.")]
    + [(SIGNS, whole) for whole in ("👩\u200d👧 and", "🇮🇱 army", "and 👍🏽", "the ar\u200bmy", "couldn't say", "We won", "no")]
    + [
        ("He said the army’s 5% share; (ten) men’s 'own' word.", whole)
        for whole in ("the army", "5% share", "5", "ten", "men", "own", "word")
    ],
)
def test_whole_words_are_taken_beside_whatever_mark_they_stand(text: str, whole: str) -> None:
    assert placed(text, "source", whole)


@pytest.mark.parametrize("mark", [".", "”", "“", '"', "…", ",", ":", "—"])
def test_a_mark_alone_says_nothing_and_only_a_cue_may_be_a_colon_or_a_dash(mark: str) -> None:
    text = f"The army said {mark} no."
    assert not placed(text, "source", mark)
    assert placed(text, "cue", mark) == (mark in ":—")


slices = st.tuples(st.integers(0, len(TEXT)), st.integers(0, 40)).map(lambda at: TEXT[at[0] : at[0] + at[1]])
some_words = st.one_of(slices, slices.map(str.upper), slices.map(lambda s: "\n ".join(s.split())), st.text(max_size=30))
pieces = st.lists(st.builds(Piece, st.integers(-1, 6), some_words), max_size=3).map(tuple)


@given(st.builds(Quoted, pieces, pieces, pieces))
def test_every_span_is_the_quoted_words_and_no_two_overlap(answer: Quoted) -> None:
    found = ground(PAGE, PART, answer)
    if isinstance(found, str):
        return
    spans = []
    for role, asked in zip(found, (answer.source, answer.cue, answer.content), strict=True):
        assert list(role) == sorted(role)
        assert sorted(TEXT[start:end].split() for start, end in role) == sorted(piece.words.split() for piece in asked)
        spans += role
    assert all(0 <= start < end <= len(TEXT) for start, end in spans)
    ordered = sorted(spans)
    assert all(first[1] <= second[0] for first, second in pairwise(ordered))


@given(st.text(alphabet=st.sampled_from("ab. \n\n,“”\u2029\U0001f600"), max_size=400), st.integers(1, 40))
def test_parts_hold_every_word_once_in_order_and_none_is_longer_than_allowed(text: str, limit: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("onrecord.reading.endpoint.parts.PART_CHARACTERS", limit)
        page = Page.of(text)
        parts = parts_of(page)
    lines = [line for part in parts for line in part.lines]
    assert "".join("".join(text[start:end] for start, end in lines).split()) == "".join(text.split())
    assert all(first[1] <= second[0] for first, second in pairwise(lines))
    assert all(0 < sum(end - start for start, end in part.lines) <= limit for part in parts)


def test_a_long_text_is_cut_at_the_ends_of_paragraphs() -> None:
    paragraph = "The mayor said that nothing was left of the mill. " * 60
    text = "\n\n".join(f"{number} {paragraph.strip()}" for number in range(6))
    parts = parts_of(Page.of(text))
    assert len(parts) == 3
    starts = [text[part.lines[0][0] :][:5] for part in parts]
    assert starts == ["0 The", "2 The", "4 The"]
    assert PART_CHARACTERS == 6_000, "the guide and the settings page say so"


def test_an_answer_is_held_to_the_schema() -> None:
    good: dict[str, Any] = {"statements": [{"source": [], "cue": [{"sentence": 1, "words": "said"}], "content": []}]}
    assert read_answer(json.dumps(good)) is not None
    for bad in ({}, [], {"statements": None}, {**good, "more": 1}, {"statements": [{"source": []}]}, "no", {"statements": [[1]]}):
        assert read_answer(json.dumps(bad)) is None
    for words_ in ("", "no JSON", "[" * 100_000, '{"statements": []} and more', "\ud83d", '{"statements": [{"sentence": "1"}]}'):
        assert read_answer(words_) is None
