"""A text as the words that copies are found by: in small letters, whatever stands between them."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_BESIDE = "\u00ad\u200c\u200d\u2060"
"""Soft hyphen, joiners: they stand within a word and are no part of it."""


def _marks() -> str:
    """The combining marks, as ranges of a set: accents written by themselves, vowel signs."""
    ranges: list[list[int]] = []
    for code in (*range(0x300, 0x2000), *range(0xA600, 0xAC00)):
        if unicodedata.category(chr(code)) in ("Mn", "Mc"):
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


_WORD = re.compile(rf"(?:[^\W_]|[{_marks()}{_BESIDE}])+")
_LEFT_OUT = str.maketrans("", "", _BESIDE)

_QUOTED = re.compile(
    r"“(?:[^“”\n]|\n(?![ \t]*\n))+”?"
    r"|„(?:[^„“”\n]|\n(?![ \t]*\n))+[“”]?"
    r"|«(?:[^«»\n]|\n(?![ \t]*\n))+»?"
    r"|»(?:[^«»\n]|\n(?![ \t]*\n))+«"
    r'|(?<!\w)"(?:[^"\n]|\n(?![ \t]*\n))+"?'
    r"|(?<!\w)['‘](?=\w)(?:[^'‘’\n]|(?<=\w)['’](?=\w)|\n(?![ \t]*\n))+['’](?!\w)"
)
"""What stands in quotation marks, to the end of its paragraph where none closes it. Apostrophes within a word are none."""


class Words(NamedTuple):
    """The words of a text, with the code points that each takes."""

    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    quoted: frozenset[int]
    """The words that stand in quotation marks, by their places."""


def words_of(text: str) -> Words:
    """The words of a text.

    Case, punctuation, spacing and the form of quotation marks and accents are evened out, since they change as a text passes from one
    system to the next. An apostrophe parts a word, so that its two forms read alike. Languages that write no spaces between words have
    one long word between two marks here.
    """
    found = list(_WORD.finditer(text))
    spans = tuple(one.span() for one in found)
    return Words(tuple(_even(one.group()) for one in found), spans, frozenset(_quoted(text, spans)))


def bare_words(text: str) -> list[str]:
    """The same words alone, for fingerprints."""
    return [_even(word) for word in _WORD.findall(text)]


def _even(word: str) -> str:
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFKC", word.translate(_LEFT_OUT).casefold())


def _quoted(text: str, spans: tuple[tuple[int, int], ...]) -> Iterator[int]:
    at = 0
    for quotation in _QUOTED.finditer(text):
        first, last = quotation.span()
        while at < len(spans) and spans[at][0] < first:
            at += 1
        while at < len(spans) and spans[at][1] <= last:
            yield at
            at += 1
