"""Fingerprints of a text: a few numbers, of which two texts share one wherever they share a passage.

Winnowing (S. Schleimer, D. S. Wilkerson, A. Aiken: Winnowing: Local Algorithms for Document Fingerprinting, SIGMOD 2003): every five
words in a row are hashed, and of each eight such hashes in a row the least is kept. Two texts with twelve words in common, in a row,
have all eight of some window in common, and so its least: whatever stands around the passage, and however long either text is.
MinHash estimates how much two *whole* texts have in common instead, and misses a paragraph that is printed inside a longer text
(docs/concepts/copies.md has what both found of the same planted copies).
"""

from functools import lru_cache
from hashlib import blake2b

from onrecord.corroboration.copies.words import bare_words

SHINGLE = 5
"""Words that are hashed together: fewer stand together in any two texts on one subject."""
WINDOW = 8
"""Hashes in a row of which one is kept: about two ninths of them, twelve numbers for sixty words."""
CERTAIN = SHINGLE + WINDOW - 1
"""Words in a row that two texts share at least to share a fingerprint for certain."""

_PRIME = (1 << 61) - 1
_BASE = 0x1A2B3C4D5E6F7081 % _PRIME
_LEAVING = pow(_BASE, SHINGLE, _PRIME)


@lru_cache(maxsize=16)  # of a report that is looked for, noted, and compared
def fingerprints(text: str) -> tuple[int, ...]:
    """The fingerprints of a text, each once, in increasing order: whole numbers from 0 to below 2^61.

    The same words have the same fingerprints in every process and on every machine. A text of fewer than five words has none.
    """
    hashes = _shingles(bare_words(text))
    if not hashes:
        return ()
    if len(hashes) <= WINDOW:
        return (min(hashes),)
    return tuple(sorted({min(hashes[at : at + WINDOW]) for at in range(len(hashes) - WINDOW + 1)}))


def shingles_of(words: list[str]) -> list[int]:
    """The hash of the five words that begin at each place, for whoever asks which fingerprint stands where."""
    return _shingles(words)


def _shingles(words: list[str]) -> list[int]:
    """A rolling hash: polynomial over the words' own, modulo a prime."""
    numbers = [_number(word) for word in words]
    rolling, found = 0, []
    for at, number in enumerate(numbers):
        rolling = (rolling * _BASE + number) % _PRIME
        if at >= SHINGLE:
            rolling = (rolling - numbers[at - SHINGLE] * _LEAVING) % _PRIME
        if at >= SHINGLE - 1:
            found.append(rolling)
    return found


@lru_cache(maxsize=1 << 16)
def _number(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") % _PRIME
