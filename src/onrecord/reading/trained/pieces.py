"""Words to the pieces of the encoder's vocabulary."""

from collections.abc import Sequence

from tokenizers import Tokenizer

FIRST, END, UNKNOWN = 101, 102, 100
"""Pieces that begin and end a window, and the one for what the vocabulary cannot spell."""
MOST_KEPT = 200_000
"""Words whose pieces are remembered; a long batch must not grow without bound."""
LONGEST = 24
"""Pieces of one word that are kept; what is longer is an address or noise."""


class WordPieces:
    """WordPiece over single words, remembered by form: the same word is cut once."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_padding()
        tokenizer.no_truncation()
        tokenizer.encode_special_tokens = True  # "[SEP]" in a text is five characters, and never a piece that ends a window
        self._tokenizer = tokenizer
        self._known: dict[str, tuple[int, ...]] = {}

    def of(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """The piece ids of each word; at least one, at most ``LONGEST``."""
        if len(self._known) > MOST_KEPT:
            self._known = {}  # another thread may still use the old one
        known = self._known
        found = []
        for word in words:
            pieces = known.get(word)
            if pieces is None:  # one at a time: the tokenizer would begin threads of its own for many
                pieces = known[word] = tuple(self._tokenizer.encode(word, add_special_tokens=False).ids[:LONGEST]) or (UNKNOWN,)
            found.append(pieces)
        return found
