"""Letters and their marks in scripts other than our own: what makes a word there, and where one ends.

In Devanagari, Bengali, Tamil, Thai, Khmer and the like, vowels are marks on letters; regular expressions take these for no part of a word.
"""

import unicodedata

_KEPT_CLASSES = frozenset((0, 7, 8, 9, 84, 91, 103, 118, 129, 130, 132))
"""Combining classes of marks that make another letter: vowel signs, nukta, voicing, virama. Not of accents, points and tones."""
_WITHIN = ((0x0780, 0x07C0), (0x0900, 0x1200), (0x1700, 0x1D00), (0xA800, 0xAC00), (0x11000, 0x12000), (0x16F00, 0x17000))
"""Where such marks are; nothing else is looked through for them."""
_SUFFIXING = range(0x0900, 0x0E00)
"""Scripts of South Asia: with spaces between words, to which endings are added, and nothing before."""


def is_mark(letter: str) -> bool:
    """Whether it stands on, below or around the letter before it."""
    return unicodedata.category(letter)[0] == "M"


def is_kept(letter: str) -> bool:
    """Whether it is no mark, or one that makes another letter."""
    return unicodedata.combining(letter) in _KEPT_CLASSES and unicodedata.category(letter) != "Me"


def is_suffixing(letter: str) -> bool:
    """Whether its script writes names at the beginning of words, with endings behind them."""
    return ord(letter) in _SUFFIXING


def length(word: str) -> int:
    """Letters and vowel signs of a word; not what only alters a letter: virama, nukta."""
    return sum(unicodedata.combining(letter) not in (7, 9) for letter in word)


def is_inside_word(text: str, place: int) -> bool:
    """Whether what stands before a place could be another word, or end in another letter, if the text ended there; or behind it began."""
    if not 0 < place < len(text):
        return False
    before, after = text[place - 1], text[place]
    if is_mark(after):
        return True
    if not after.isalnum() or not (before.isalnum() or is_mark(before)):
        return False
    return unicodedata.category(after) != "Lo" or is_suffixing(after)


def _ranges(letters: list[int]) -> str:
    """A set of characters as a regular expression has it between its brackets."""
    spans: list[list[int]] = []
    for letter in letters:
        if spans and letter == spans[-1][1] + 1:
            spans[-1][1] = letter
        else:
            spans.append([letter, letter])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in spans)


MARKS = _ranges([code for first, last in _WITHIN for code in range(first, last) if is_mark(chr(code)) and is_kept(chr(code))])
"""Marks that are part of words, as a set of a regular expression."""


def _second_half(code: int) -> str:
    """The mark that is written behind the rest of a letter, where it may be written so and counts for a letter of its own."""
    parts = unicodedata.decomposition(chr(code)).split()
    last = chr(int(parts[1], 16)) if len(parts) == 2 and not parts[0].startswith("<") else ""
    return last if last and is_mark(last) and not unicodedata.combining(last) else ""


TWO_PART = str.maketrans(
    {chr(code): unicodedata.normalize("NFD", chr(code)) for first, last in _WITHIN for code in range(first, last) if _second_half(code)}
)
"""Vowel signs that may be written as two, which nothing else would put together again."""
