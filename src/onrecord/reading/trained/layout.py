"""A page as the encoder takes it: pieces of every word, and what a reader sees beside the letters.

The vocabulary knows no capitals and no line breaks, so three features stand beside each piece: how the word is written,
whether it stands inside a quotation, and whether a sentence or a paragraph begins there.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from onrecord.reading.page import Page
from onrecord.reading.trained.names import masked, names_of
from onrecord.reading.trained.pieces import END, FIRST, WordPieces

SHAPES = 6
NAME = 2
"""The shape of every name: capitalised."""
QUOTING = 4
OPENING = 3


@dataclass(frozen=True)
class Layout:
    """The words of a page with their pieces and features; indices are the page's token indices."""

    pieces: list[tuple[int, ...]]
    """Pieces of each word; none for the further words of a name, which stands behind one mask however many words it has."""
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
    name_starts: tuple[int, ...]
    """For each word the first word of the name that it is a further word of, else itself."""

    @cached_property
    def _row(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Pieces of the whole text in a row, the features of each, and where each word's begin (and, last, where all end)."""
        lengths = np.array([len(own) for own in self.pieces], dtype=np.int64)
        begins = np.concatenate([[0], np.cumsum(lengths)])
        features = np.stack([self.shape, self.quoting, self.opening], axis=1).astype(np.int64)
        return np.array([piece for own in self.pieces for piece in own], dtype=np.int64), np.repeat(features, lengths, axis=0), begins

    def arrays(self, first: int, last: int) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Pieces (with first and end piece), features a piece, and the index of each word's first piece.

        The first word is no further word of a name (``windows.cut_windows``).
        """
        row, features, begins = self._row
        own = slice(begins[first], begins[last])
        heads = begins[list(self.name_starts[first:last])] - begins[first] + 1
        return np.concatenate([[FIRST], row[own], [END]]), np.concatenate([_NOTHING, features[own], _NOTHING]), heads


_NOTHING = np.zeros((1, 3), dtype=np.int64)


def lay_out(page: Page, pieces: WordPieces) -> Layout:
    """Look up the pieces and features of every word; names stand behind their masks, and are all written alike."""
    names = names_of(page)
    shown = masked(page, names)
    cut = pieces.of([word for word in shown if word])
    opening = [0] * len(page.tokens)
    for first, _ in page.sentences:
        opening[first] = 1
    for first, _ in page.paragraphs:
        opening[first] = 2
    quoting = []
    for token, quotation in zip(page.tokens, page.quoted, strict=True):
        if quotation is None:
            quoting.append(0)
        elif token.start < quotation.inner_start or token.end > quotation.inner_end:
            quoting.append(3)
        else:
            quoting.append(2 if quotation.continues else 1)
    given = iter(cut)
    return Layout(
        pieces=[next(given) if start == n else () for n, start in enumerate(names.starts)],
        shape=tuple(NAME if names.whole[start] is not None else _shape(word) for word, start in zip(shown, names.starts, strict=True)),
        quoting=tuple(quoting),
        opening=tuple(opening),
        sentence=page.sentence_numbers,
        starts=(*(first for first, _ in page.sentences), len(page.tokens)),
        name_starts=names.starts,
    )


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
