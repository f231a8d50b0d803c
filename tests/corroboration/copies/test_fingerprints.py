"""Fingerprints: what two texts with a passage in common are sure to share."""

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from onrecord.corroboration.copies import CERTAIN, fingerprints, shared

WORDS = st.lists(st.sampled_from("ash bay cot dew elm fog gap hut ivy jar kin log mud net oak pin quay rib sod tip".split()), max_size=40)
MARKS = st.sampled_from([" ", ", ", ". ", "\n\n", " – ", " “", "” "])


def spaced(words: list[str], mark: str) -> str:
    return mark.join(words)


NUMBERS = st.lists(st.sampled_from("one two three four five six seven eight nine ten".split()), min_size=CERTAIN, max_size=30)


@given(NUMBERS, st.tuples(WORDS, WORDS), st.tuples(WORDS, WORDS), MARKS)
def test_any_twelve_words_in_common_share_a_fingerprint(common, around, other, mark) -> None:
    text = spaced([*around[0], *common, *around[1]], " ")
    again = spaced([*other[0], *common, *other[1]], mark).upper()
    assert set(fingerprints(text)) & set(fingerprints(again))


@given(WORDS, st.lists(st.sampled_from("one two three four five six".split()), min_size=6, max_size=30), WORDS, MARKS)
def test_spans_hold_the_same_words_and_no_word_twice(before, common, behind, mark) -> None:
    original, copy = spaced([*before, *common], " "), spaced([*common, *behind], mark)
    found = shared(original, copy)
    seen: set[int] = set()
    for one in found.passages:
        there, here = original[slice(*one.original)], copy[slice(*one.copy)]
        assert even(there) == even(here)
        assert len(even(here)) == one.words >= 6
        assert not seen & set(range(*one.copy))
        seen |= set(range(*one.copy))
    assert sum(one.words for one in found.passages) >= len(common)
    assert 0 <= found.share_of_original <= 1
    assert 0 <= found.share_of_copy <= 1


def even(text: str) -> list[str]:
    return "".join(letter.lower() if letter.isalnum() else " " for letter in text).split()


@given(st.text(max_size=300))
def test_any_text_has_fingerprints_that_a_database_takes(text: str) -> None:
    found = fingerprints(text)
    assert list(found) == sorted(set(found))
    assert all(0 <= one < 1 << 63 for one in found)
    assert shared(text, text).share_of_copy <= 1


def test_they_are_the_same_in_every_process() -> None:
    """Kept in a case, they must lead to the same texts after a new start, on another machine and with the next version."""
    text = "The quick brown fox jumps over the lazy dog while nine people look on from the far bank."
    code = f"from onrecord.corroboration.copies import fingerprints; print(fingerprints({text!r}))"
    told = {
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=None).stdout.strip() for _ in range(2)
    }
    assert told == {str(fingerprints(text))}
    assert fingerprints(text) == PINNED


def test_marks_accents_and_case_are_evened_out() -> None:
    typed = "The minister's \"last\" word, in Orléans: 'no' – and the soldiers' wives heard it, all of them, on the radio."
    printed = "THE MINISTER’S “LAST” WORD IN ORLE\u0301ANS, ‘NO’ -- AND THE SOL\u00adDIERS’ WIVES HEARD IT ALL OF THEM ON THE RADIO"
    assert fingerprints(typed) == fingerprints(printed)


def test_a_text_has_about_two_for_nine_words() -> None:
    text = " ".join(f"word{number}" for number in range(600))
    assert 110 <= len(fingerprints(text)) <= 160


def test_a_text_of_a_few_words_has_one_or_none() -> None:
    assert fingerprints("one two three four") == ()
    assert len(fingerprints("one two three four five")) == 1


PINNED = (7446111802816939, 58632888152707166)
