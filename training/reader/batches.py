"""Windows of articles, cut anew every epoch, gathered into batches of like length."""

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import numpy as np
import torch
from numpy.typing import NDArray
from training.reader.data import Article, Window, training_window
from training.reader.network import Batch

FIRST_WORD = 1996
"""Vocabulary entries below are marks and single letters: no cue is drawn from them."""


def windows_of(article: Article, size: int, rng: random.Random | None) -> list[tuple[int, int]]:
    """Word ranges cut at sentence ends, of at most ``size`` pieces; the first is shortened by chance."""
    lengths = [len(p) for p in article.layout.pieces]
    found: list[tuple[int, int]] = []
    starts = article.layout.starts
    room = size if rng is None else rng.randint(size // 3, size)
    first, used = 0, 0
    for begin, end in pairwise(starts):
        long = sum(lengths[begin:end])
        if used and used + long > room:
            found.append((first, begin))
            first, used, room = begin, 0, size
        if long > size:  # one sentence alone is too long: cut it where it is full
            for n in range(begin, end):
                if used + lengths[n] > size:
                    found.append((first, n))
                    first, used = n, 0
                used += lengths[n]
        else:
            used += long
    if first < len(lengths):
        found.append((first, len(lengths)))
    return found


def epoch_of(
    articles: Sequence[Article],
    size: int,
    batch: int,
    rng: random.Random,
    rename: Callable[[Article, random.Random], Article] | None = None,
) -> Iterator[list[Window]]:
    """All windows of an epoch, in batches of like length in random order."""
    given = [rename(article, rng) for article in articles] if rename else articles
    windows = [training_window(article, a, b) for article in given for a, b in windows_of(article, size, rng)]
    rng.shuffle(windows)
    pool = 32 * batch
    batches = []
    for start in range(0, len(windows), pool):
        part = sorted(windows[start : start + pool], key=lambda w: len(w.pieces))
        batches.extend(part[n : n + batch] for n in range(0, len(part), batch))
    rng.shuffle(batches)
    yield from batches


def collate(windows: Sequence[Window], rng: random.Random | None = None, negatives: float = 0.0) -> Batch:
    """Fill up to one length. ``negatives``: words drawn a labelled cue, as cues that say nothing."""
    longest = max(len(w.pieces) for w in windows)
    most = max(len(w.heads) for w in windows)
    count = len(windows)
    pieces = np.zeros((count, longest), dtype=np.int64)
    features = np.zeros((count, longest, 3), dtype=np.int64)
    present = np.zeros((count, longest), dtype=bool)
    heads = np.zeros((count, most), dtype=np.int64)
    is_word = np.zeros((count, most), dtype=bool)
    sentence = np.zeros((count, most), dtype=np.int64)
    tags = np.full((count, most, 3), -100, dtype=np.int64)
    measures = np.full((count, most), -100, dtype=np.int64)
    cues, figures = _Anchors(most), _Anchors(most)
    for n, w in enumerate(windows):
        pieces[n, : len(w.pieces)] = w.pieces
        features[n, : len(w.pieces)] = w.features
        present[n, : len(w.pieces)] = True
        size = len(w.heads)
        heads[n, :size], is_word[n, :size], sentence[n, :size] = w.heads, True, w.sentence
        tags[n, :size], measures[n, :size] = w.tags, w.measures
        for words, role, act in zip(w.cues, w.roles, w.acts, strict=True):
            cues.add(n, words, role, act)
        if rng is not None and negatives:
            free = [i for i in range(size) if w.tags[i, 1] == 0 and w.pieces[w.heads[i]] > FIRST_WORD]
            for i in rng.sample(free, min(len(free), max(1, round(negatives * max(len(w.cues), 1))))):
                cues.add(n, [i], np.zeros(size, dtype=np.int64), (-100, -100))
        for words, role, kind in zip(w.figures, w.figure_roles, w.figure_kinds, strict=True):
            figures.add(n, words, role, kind)
    arrays = (pieces, features, present, heads, is_word, sentence, tags, *cues.arrays(2), measures, *figures.arrays(3))
    return Batch(*(torch.from_numpy(a) for a in arrays))


class _Anchors:
    """Cues or figures of a batch with what is labelled for them; one that counts for nothing when there are none."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._rows: list[tuple] = []

    def add(self, window: int, words: list[int], role: NDArray[np.int64], kind: tuple[int, ...]) -> None:
        share = np.zeros(self._most, dtype=np.float32)
        share[words] = 1 / len(words)
        row = np.full(self._most, -100, dtype=np.int64)
        row[: len(role)] = role
        self._rows.append((window, share, words[0], row, kind))

    def arrays(self, kinds: int) -> tuple[NDArray, ...]:
        """Window, share of each word, first word, role of each word, and the numbers of the kinds."""
        if not self._rows:
            nothing = np.full(self._most, -100, dtype=np.int64)
            self._rows.append((0, np.eye(self._most, dtype=np.float32)[0], 0, nothing, (-100,) * kinds))
        window, share, at, role, kind = zip(*self._rows, strict=True)
        return np.array(window), np.stack(share), np.array(at), np.stack(role), np.array(kind)
