"""What the network's probabilities mean: cues, and for each its source and content."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.trained.decode import COST, candidates, decode_roles, find_cues, runs


def shares(rows):
    array = np.array(rows, dtype=np.float32)
    return array / array.sum(axis=-1, keepdims=True)


def roles(letters, sure=0.9):
    """A row of probabilities for "..sss.ccc": neither, source, content."""
    rest = (1 - sure) / 2
    return shares([[sure if letter == own else rest for own in ".sc"] for letter in letters])


def decoded(cues, links):
    return candidates(cues, links, decode_roles(links))


def test_a_cue_of_two_words_is_one_cue():
    found = find_cues(shares([[0.9, 0.05, 0.05], [0.1, 0.8, 0.1], [0.1, 0.1, 0.8], [0.9, 0.05, 0.05]]))
    assert [(a, b) for a, b, _ in found] == [(1, 3)]
    assert found[0][2] == pytest.approx(0.9)


def test_two_first_words_are_two_cues():
    found = find_cues(shares([[0.1, 0.8, 0.1], [0.1, 0.8, 0.1]]))
    assert [(a, b) for a, b, _ in found] == [(0, 1), (1, 2)]


def test_an_unlikely_word_is_no_candidate():
    assert find_cues(shares([[0.95, 0.03, 0.02]] * 3)) == []


def test_source_and_content_of_a_cue():
    (one,) = decoded([(2, 3, 0.9)], np.stack([roles("ss.ccc.")]))
    assert (one.cue, one.source, one.content) == ((2, 3), ((0, 2),), ((3, 6),))
    assert one.source_probability == pytest.approx(0.9)
    assert one.content_probability == pytest.approx(0.9)


def test_a_source_of_one_word_is_found_and_a_content_around_the_cue_has_two_pieces():
    (one,) = decoded([(4, 5, 0.9)], np.stack([roles("ccs..cc.")]))
    assert one.source == ((2, 3),)
    assert one.content == ((0, 2), (5, 7))


def test_of_two_sources_the_surer_counts():
    rows = roles("ss..cccs")
    rows[7] = [0.42, 0.56, 0.02]
    (one,) = decoded([(3, 4, 0.9)], np.stack([rows]))
    assert one.source == ((0, 2),)


def test_no_source_says_how_sure_that_is():
    (one,) = decoded([(0, 1, 0.9)], np.stack([roles(".ccc")]))
    assert one.source == ()
    assert one.source_probability == pytest.approx(0.95)


def test_a_single_doubtful_word_does_not_break_a_content():
    rows = roles("..cccccc")
    rows[4] = [0.55, 0.02, 0.43]
    (one,) = decoded([(0, 1, 0.9)], np.stack([rows]))
    assert one.content == ((2, 8),)


@given(st.integers(1, 3), st.integers(1, 30), st.integers(0, 10_000))
def test_any_probabilities_give_roles_of_the_right_length_and_words_outside_the_cue(cues, count, seed):
    rng = np.random.default_rng(seed)
    links = rng.dirichlet([0.5, 0.5, 0.5], (cues, count)).astype(np.float32)
    assert decode_roles(links).shape == (cues, count)
    places = [(int(n), int(n) + 1, 0.5) for n in rng.integers(0, count, cues)]
    for one in decoded(places, links):
        pieces = [*one.source, one.cue, *one.content]
        words = [n for a, b in pieces for n in range(a, b)]
        assert len(words) == len(set(words))
        assert all(0 <= a < b <= count for a, b in pieces)


@given(st.integers(1, 7), st.integers(0, 10_000), st.sampled_from([0.2, 0.5, 2.0]))
def test_the_roles_are_those_of_the_best_of_all_paths(count, seed, evenness):
    links = np.random.default_rng(seed).dirichlet([evenness] * 3, (1, count))
    logs = np.log(links[0] + 1e-6)
    change = [0.0, COST["source"] / 2, COST["content"] / 2]

    def worth(path):
        changes = sum(change[a] + change[b] for a, b in pairwise(path) if a != b)
        return sum(logs[n, role] for n, role in enumerate(path)) - changes

    best = max(product(range(3), repeat=count), key=worth)
    assert worth(decode_roles(links)[0].tolist()) == pytest.approx(worth(best))


def test_runs_are_stretches_of_one_role():
    assert list(runs([0, 1, 1, 0, 2, 1])) == [(0, 1, 0), (1, 3, 1), (3, 4, 0), (4, 5, 2), (5, 6, 1)]
