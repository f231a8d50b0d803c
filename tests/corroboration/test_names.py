"""Names found in phrases: an index that finds what comparing each would find."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.corroboration.names import Spellings, kindred, position_in

WORD = st.sampled_from("veld veldon veldonia veldonian yemen yemeni us usa the army armies ora oran orans hout houthi houthis".split())
NAME = st.lists(WORD, max_size=4).map(tuple)


@given(st.lists(NAME, max_size=6), NAME)
def test_names_are_found_in_a_phrase_as_by_comparing_each(spellings, phrase) -> None:
    one_by_one = [n for n, spelling in enumerate(spellings) if position_in(spelling, phrase) is not None]
    assert Spellings(spellings).inside(phrase) == one_by_one


@given(WORD, WORD)
def test_kindred_words_begin_alike(one, other) -> None:
    assert not kindred(one, other) or one == other or one[:4] == other[:4]
