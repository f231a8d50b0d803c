"""Spellings of a text brought to one: no diacritics, no full-width letters, nothing invisible; and the way back to where each stands.

What differs only in these looks the same to whoever reads it: "Jose" is found as José, and ``Ｊｏｓé`` as well. Letter case stays. A
letter with a diacritic may also stand for two ("Müller" for Mueller), and one for another that looks like it: ``lookalikes``.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from onrecord.export.dossier import lookalikes
from onrecord.export.dossier.scripts import MARKS, TWO_PART, is_kept

_LIKE = str.maketrans(
    lookalikes.MARKED
    | {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ħ": "h", "Ħ": "H", "ŧ": "t", "Ŧ": "T", "ı": "i", "ŋ": "n", "Ŋ": "N"}
    | {"ð": "d", "Ð": "D", "þ": "th", "Þ": "TH", "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ə": "e", "Ə": "E"}
    | {"ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ٱ": "ا", "ـ": ""}
    | {"ൺ": "ണ്", "ൻ": "ന്", "ർ": "ര്", "ൽ": "ല്", "ൾ": "ള്", "ൿ": "ക്", "\u1037": ""}
)
"""Letters with strokes and the like, which Unicode does not take apart, Arabic and Malayalam letters that are written one for the other,
and the tone of Burmese that makes a genitive."""

_TWO_LETTERS = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"}
SPELLED_OUT = str.maketrans(_TWO_LETTERS | {letter.upper(): two.title() for letter, two in _TWO_LETTERS.items()})
"""How letters with diacritics are written where there are none."""
_SPELLED_IN_CAPITALS = str.maketrans(_TWO_LETTERS | {letter.upper(): two.upper() for letter, two in _TWO_LETTERS.items()})
_SPELLED_AS_TWO = re.compile("[äöüøåÄÖÜØÅ]|[aouAOU][\u0308\u030a]")

_CONTROLS = "".join(chr(code) for code in (*range(9), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0)))
"""Signs that no page shows; not those that end a line or a field."""
_ASCII_CONTROLS = _CONTROLS.encode("ascii", "ignore")
_APOSTROPHES = "\u02b9-\u02c1\u02c8\u02ca-\u02cd\u02d0\u02d1\u02ee\ua78b\ua78c"
"""What stands for a sound between letters, or for none: "Saʿid" is Said."""
_MAY_PART = frozenset(
    _CONTROLS
    + "\u061c\u115f\u1160\u180e\u200b\u200c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u3164\uffa0\ufff9\ufffa\ufffb"
    + "".join(map(chr, range(0x2066, 0x2070)))
)
"""Signs that nobody sees, or sees as a space, and that may stand between two words as well as in one."""
_PARTED = dict.fromkeys(map(ord, _MAY_PART), " ")
_INVISIBLE = re.compile(
    f"[{''.join(sorted(_MAY_PART))}{_APOSTROPHES}\u00ad\u034f\u17b4\u17b5\u180b-\u180f\u200d\u2060-\u2065\ufe00-\ufe0f\ufeff]"
    "|[\U000e0000-\U000e007f\U000e0100-\U000e01ef]"
)
_IN_A_CIRCLE = re.compile("[\u24b6-\u24e9\U0001f130-\U0001f149]")
"""Letters in circles and squares, which Unicode has as signs."""
_VOICED = "\uff9e\uff9f"
"""Marks of voicing, which narrow katakana have as letters of their own."""
_JAMO = range(0x1160, 0x1200)
"""Vowels and finals of Korean, which a decomposed syllable has after its first letter."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in one spelling."""

    text: str
    _firsts: tuple[int, ...] = ()
    """Where the pieces begin whose length changed."""
    _pieces: tuple[tuple[int, int, int], ...] = ()
    """For each: its end, and where it began and ended in the text as it was."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a part of it, which is not empty, stands in the text as it was; whole characters with their marks."""
        return self._at(start)[0], self._at(end - 1)[1]

    def _at(self, place: int) -> tuple[int, int]:
        found = bisect_right(self._firsts, place) - 1
        if found < 0:
            return place, place + 1
        ends, first, last = self._pieces[found]
        return (first, last) if place < ends else (last + place - ends, last + place - ends + 1)


def spellings(text: str, *, as_two: bool) -> Iterator[Folded]:
    """A text in the spellings in which it may be meant; most have one alone.

    Args:
        text: any text.
        as_two: also with two letters for one that has a diacritic, as "Mueller" for Müller.
    """
    yield from _alike(folded(text))
    if _is_plain(text):
        return
    if as_two and _SPELLED_AS_TWO.search(text):
        yield _in_one_spelling(text, SPELLED_OUT)
        yield _in_one_spelling(text, _SPELLED_IN_CAPITALS)
    if not _MAY_PART.isdisjoint(set(text)):
        yield from _alike(folded(text.translate(_PARTED)))


def _alike(one: Folded) -> Iterator[Folded]:
    """A text, and what it may be read as where letters look like others."""
    yield one
    if not one.text.isascii():
        yield from (replace(one, text=read) for read in lookalikes.readings(one.text))


@lru_cache(maxsize=4)  # long texts are looked through several times
def folded(text: str) -> Folded:
    """A text in one spelling; takes time in proportion to its length."""
    return Folded(text) if _is_plain(text) else _in_one_spelling(text, {})


def _is_plain(text: str) -> bool:
    """Whether nothing in it could be spelled otherwise, or is not seen."""
    return text.isascii() and len(text.encode().translate(None, _ASCII_CONTROLS)) == len(text)


def _in_one_spelling(text: str, spelled: dict[int, str]) -> Folded:
    """The same, with some letters spelled out before."""
    letters = {letter: _fold(letter.translate(spelled)) for letter in set(text)}
    table = str.maketrans({letter: form for letter, form in letters.items() if letter != form})
    marks = "".join(re.escape(letter) for letter in letters if unicodedata.combining(letter) or ord(letter) in _JAMO or letter in _VOICED)
    uneven = "".join(re.escape(letter) for letter, form in letters.items() if len(form) != 1)
    if not marks and not uneven:
        return Folded(text.translate(table))
    pattern = "|".join([f"[^{marks}][{marks}]+"] * bool(marks) + [f"[{marks}{uneven}]"])
    parts: list[str] = []
    firsts: list[int] = []
    pieces: list[tuple[int, int, int]] = []
    length = at = 0
    for found in re.finditer(pattern, text, re.DOTALL):
        before = text[at : found.start()].translate(table)
        piece = _composed(_fold(unicodedata.normalize("NFC", found.group()).translate(spelled)))
        firsts.append(length + len(before))
        length = firsts[-1] + len(piece)
        pieces.append((length, *found.span()))
        parts += [before, piece]
        at = found.end()
    return Folded("".join([*parts, text[at:].translate(table)]), tuple(firsts), tuple(pieces))


_HYPHEN = re.compile(f"[-\u2010\u2011](?<=[^\\W\\d_].|[{MARKS}].)\\s{{0,80}}(?=[^\\W\\d_])")
"""A hyphen inside of a word; where a line ends there, with what stands between the two lines."""


def unhyphenated(text: str) -> Folded | None:
    """A text without the hyphens inside of its words, also those at which a line was broken; None where there is none."""
    parts: list[str] = []
    firsts: list[int] = []
    pieces: list[tuple[int, int, int]] = []
    length = at = 0
    for found in _HYPHEN.finditer(text):
        parts.append(text[at : found.start()])
        length += found.start() - at
        firsts.append(length)
        pieces.append((length, *found.span()))
        at = found.end()
    return Folded("".join([*parts, text[at:]]), tuple(firsts), tuple(pieces)) if parts else None


def _fold(letters: str) -> str:
    return "".join(map(_folded_letter, letters))


@lru_cache(maxsize=8192)
def _folded_letter(letter: str) -> str:
    if _INVISIBLE.match(letter):
        return ""
    if letter.isascii() or letter in lookalikes.ANYWHERE:
        return letter
    if unicodedata.category(letter)[0] not in "LNM" and not _IN_A_CIRCLE.match(letter):
        return letter
    apart = unicodedata.normalize("NFKD", letter.translate(_LIKE))
    return _composed("".join(mark for mark in apart if is_kept(mark))).translate(_LIKE)


def _composed(letters: str) -> str:
    """Letters with their marks as one, but for vowel signs that may be written as two."""
    return unicodedata.normalize("NFC", letters).translate(TWO_PART)
