"""Windows cover every word once, stay within their size, and show some text around what they read."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.trained.windows import cut_windows


@st.composite
def texts(draw):
    lengths = draw(st.lists(st.integers(1, 24), max_size=400))
    cuts = draw(st.sets(st.integers(1, max(len(lengths), 1)), max_size=40))
    starts = sorted({0, *(c for c in cuts if c < len(lengths))}) if lengths else []
    return lengths, [*starts, len(lengths)]


@given(texts(), st.sampled_from([(64, 12, 6), (254, 64, 32), (318, 48, 24)]))
def test_every_word_is_read_once_and_windows_fit(text, sizes):
    lengths, starts = text
    longest, before, after = sizes
    windows = cut_windows(lengths, starts, longest=longest, before=before, after=after)
    assert [n for w in windows for n in range(w.own_first, w.own_last)] == list(range(len(lengths)))
    for w in windows:
        assert 0 <= w.first <= w.own_first < w.own_last <= w.last <= len(lengths)
        assert sum(lengths[w.first : w.last]) <= longest


@given(texts())
def test_context_stays_within_its_size(text):
    lengths, starts = text
    for w in cut_windows(lengths, starts, longest=254, before=64, after=32):
        assert sum(lengths[w.first : w.own_first]) <= 64
        assert sum(lengths[w.own_last : w.last]) <= 32


def test_a_short_text_is_one_window():
    assert [tuple(w) for w in cut_windows([1] * 100, [0, 50, 100])] == [(0, 100, 0, 100)]


def test_parts_end_with_sentences_where_sentences_fit():
    starts = list(range(0, 1001, 20))
    windows = cut_windows([1] * 1000, starts, longest=254, before=64, after=32)
    assert len(windows) > 1
    assert all(w.own_first in starts and w.own_last in starts for w in windows)
