"""Words to the pieces of the encoder's vocabulary."""

from collections.abc import Sequence

from tokenizers import Tokenizer

FIRST, END, PAD = 101, 102, 0
"""Pieces that begin and end a window, and fill it up."""
LONGEST = 24
"""Pieces of one word that are kept; what is longer is an address or noise."""


class WordPieces:
    """WordPiece over single words, remembered by form: the same word is cut once."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._known: dict[str, tuple[int, ...]] = {}

    def of(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """The piece ids of each word; at least one, at most ``LONGEST``."""
        unknown = list(dict.fromkeys(word for word in words if word not in self._known))
        if unknown:
            if len(self._known) > 200_000:  # a long batch must not grow without bound
                self._known.clear()
                unknown = list(dict.fromkeys(words))
            for word, encoding in zip(unknown, self._tokenizer.encode_batch(unknown, add_special_tokens=False), strict=True):
                self._known[word] = tuple(encoding.ids[:LONGEST]) or (100,)
        return [self._known[word] for word in words]
