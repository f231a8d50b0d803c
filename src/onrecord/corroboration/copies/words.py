"""A text as the words that copies are found by: in small letters, whatever stands between them."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cached_property, lru_cache

RUN = 6
"""Words in a row from which a passage counts: shorter ones ("the ministry of health said on Monday") are the language's own."""

_TRIED = 8
"""Places at which a passage is tried that stands in a text more than once."""

_SHORT = 20_000
"""Code points of the longest text of which the words are held for the next comparison."""

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
_ASCII_WORD = re.compile(r"[a-z0-9]+")
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
_MARK = re.compile(r"""["'“„«»‘]""")


class Words:
    """The words of a text. What takes time is made when it is first asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: list[str] = bare_words(text)

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """The code points that each word takes."""
        return [one.span() for one in _WORD.finditer(self.text)]

    @cached_property
    def quoted(self) -> frozenset[int]:
        """The words that stand in quotation marks, by their places."""
        return frozenset(_quoted(self.text, self.spans)) if _MARK.search(self.text) else frozenset()

    @cached_property
    def runs(self) -> dict[str, int]:
        """Where each ``RUN`` words in a row stand first."""
        words, found = self.words, dict[str, int]()
        for at in range(len(words) - RUN + 1):
            found.setdefault(" ".join(words[at : at + RUN]), at)
        return found

    @cached_property
    def again(self) -> dict[str, list[int]]:
        """Where those of them that stand in the text more than once stand again, the first few places of each."""
        words, found = self.words, dict[str, list[int]]()
        for at in range(len(words) - RUN + 1):
            run = " ".join(words[at : at + RUN])
            if self.runs[run] != at:
                there = found.setdefault(run, [])
                if len(there) < _TRIED:
                    there.append(at)
        return found


def words_of(text: str) -> Words:
    """The words of a text.

    Case, punctuation, spacing and the form of quotation marks and accents are evened out, since they change as a text passes from one
    system to the next. An apostrophe parts a word, so that its two forms read alike. Languages that write no spaces between words have
    one long word between two marks here.
    """
    return _held(text) if len(text) <= _SHORT else Words(text)


@lru_cache(maxsize=512)
def _held(text: str) -> Words:
    """A text that is copied often is asked for often."""
    return Words(text)


def bare_words(text: str) -> list[str]:
    """The same words alone, for fingerprints."""
    if text.isascii():
        return _ASCII_WORD.findall(text.lower())
    return [_even(word) for word in _WORD.findall(text)]


def _even(word: str) -> str:
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFKC", word.translate(_LEFT_OUT).casefold())


def _quoted(text: str, spans: list[tuple[int, int]]) -> Iterator[int]:
    at = 0
    for quotation in _QUOTED.finditer(text):
        first, last = quotation.span()
        while at < len(spans) and spans[at][0] < first:
            at += 1
        while at < len(spans) and spans[at][1] <= last:
            yield at
            at += 1
