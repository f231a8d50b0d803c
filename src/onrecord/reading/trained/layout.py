"""A page as the encoder takes it: pieces of every word, and what a reader sees beside the letters.

The vocabulary knows no capitals and no line breaks, so three features stand beside each piece: how the word is written,
whether it stands inside a quotation, and whether a sentence or a paragraph begins there.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from onrecord.reading.page import Page
from onrecord.reading.trained.names import Names, masked, names_of
from onrecord.reading.trained.pieces import END, FIRST, WordPieces

SHAPES = 6
NAME = 2
"""The shape of every name: capitalised."""
QUOTING = 4
OPENING = 3


@dataclass(frozen=True)
class Layout:
    """The words of a page with their pieces and features; a name is one word, however many tokens it has."""

    words: tuple[tuple[int, int], ...]
    """Tokens of each word: first, past-the-last."""
    pieces: list[tuple[int, ...]]
    """Pieces of each word."""
    shape: tuple[int, ...]
    """0 a mark, 1 small letters, 2 capitalised, 3 capitals, 4 mixed, 5 digits."""
    quoting: tuple[int, ...]
    """0 outside, 1 in a quotation, 2 in one that goes on from the paragraph before, 3 its marks."""
    opening: tuple[int, ...]
    """1 where a sentence begins, 2 where a paragraph begins, else 0."""
    sentence: tuple[int, ...]
    """Number of each word's sentence."""
    starts: tuple[int, ...]
    """First word of each sentence, and behind them the number of words."""
    numbers: tuple[int, ...]
    """For each token the number of its word."""

    @cached_property
    def _row(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Pieces of the whole text in a row, the features of each, and where each word's begin (and, last, where all end)."""
        lengths = np.array([len(own) for own in self.pieces], dtype=np.int64)
        begins = np.concatenate([[0], np.cumsum(lengths)])
        features = np.stack([self.shape, self.quoting, self.opening], axis=1).astype(np.int64)
        return np.array([piece for own in self.pieces for piece in own], dtype=np.int64), np.repeat(features, lengths, axis=0), begins

    def arrays(self, first: int, last: int) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Pieces (with first and end piece), features a piece, and the index of each word's first piece."""
        row, features, begins = self._row
        own = slice(begins[first], begins[last])
        heads = begins[first:last] - begins[first] + 1
        return np.concatenate([[FIRST], row[own], [END]]), np.concatenate([_NOTHING, features[own], _NOTHING]), heads


_NOTHING = np.zeros((1, 3), dtype=np.int64)


def lay_out(page: Page, pieces: WordPieces, names: Names | None = None) -> Layout:
    """Look up the pieces and features of every word; names stand behind their masks, and are all written alike."""
    names = names or names_of(page)
    shown = masked(page, names)
    numbers = tuple(n for n, (first, last) in enumerate(names.words) for _ in range(first, last))
    starts = [numbers[first] for first, _ in page.sentences]
    opening = [0] * len(shown)
    for n in starts:
        opening[n] = 1
    for first, _ in page.paragraphs:
        opening[numbers[first]] = 2
    return Layout(
        words=names.words,
        pieces=pieces.of(shown),
        shape=tuple(NAME if name is not None else _shape(word) for word, name in zip(shown, names.whole, strict=True)),
        quoting=tuple(_quoting(page, first) for first, _ in names.words),
        opening=tuple(opening),
        sentence=tuple(page.sentence_numbers[first] for first, _ in names.words),
        starts=(*starts, len(shown)),
        numbers=numbers,
    )


def _quoting(page: Page, n: int) -> int:
    token, quotation = page.tokens[n], page.quoted[n]
    if quotation is None:
        return 0
    if token.start < quotation.inner_start or token.end > quotation.inner_end:
        return 3
    return 2 if quotation.continues else 1


@lru_cache(maxsize=1 << 16)
def _shape(word: str) -> int:
    if any(c.isdigit() for c in word):
        return 5
    if not any(c.isalpha() for c in word):
        return 0
    if word.islower():
        return 1
    if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
        return 2
    return 3 if word.isupper() else 4
