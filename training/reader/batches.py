"""Windows of articles, cut anew every epoch, gathered into batches of like length."""

import random
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import torch

from training.reader.data import Article, Window, training_window
from training.reader.network import Batch


def windows_of(article: Article, size: int, rng: random.Random | None) -> list[tuple[int, int]]:
    """Word ranges cut at sentence ends, of at most ``size`` pieces; the first is shortened by chance."""
    lengths = [len(p) for p in article.layout.pieces]
    found: list[tuple[int, int]] = []
    starts = article.layout.starts
    room = size if rng is None else rng.randint(size // 3, size)
    first, used = 0, 0
    for begin, end in zip(starts, starts[1:], strict=False):
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
    articles: Sequence[Article], size: int, batch: int, rng: random.Random, rename: Callable[[Article, random.Random], Article] | None = None
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
    owner, at, shares, roles = [], [], [], []
    for n, w in enumerate(windows):
        pieces[n, : len(w.pieces)] = w.pieces
        features[n, : len(w.pieces)] = w.features
        present[n, : len(w.pieces)] = True
        size = len(w.heads)
        heads[n, :size], is_word[n, :size], sentence[n, :size] = w.heads, True, w.sentence
        tags[n, :size] = w.tags
        linked = [(words, role) for words, role in zip(w.cues, w.roles, strict=True)]
        if rng is not None and negatives:
            free = [i for i in range(size) if not w.tags[i, 1] and w.pieces[w.heads[i]] > 1996]  # words, not marks
            drawn = rng.sample(free, min(len(free), max(1, round(negatives * max(len(linked), 1)))))
            linked.extend(([i], np.zeros(size, dtype=np.int64)) for i in drawn)
        for words, role in linked:
            owner.append(n)
            at.append(words[0])
            share = np.zeros(most, dtype=np.float32)
            share[words] = 1 / len(words)
            shares.append(share)
            row = np.full(most, -100, dtype=np.int64)
            row[:size] = role
            roles.append(row)
    if not owner:
        owner, at, shares, roles = [0], [0], [np.eye(most, dtype=np.float32)[0]], [np.full(most, -100, dtype=np.int64)]
    arrays = (pieces, features, present, heads, is_word, sentence, tags, np.array(owner), np.stack(shares), np.array(at), np.stack(roles))
    return Batch(*(torch.from_numpy(a) for a in arrays))
