"""Letters that look like others: small capitals, letters of sound scripts, in squares, or of another script.

Which they are: ``lookalikes.tsv``, made from Unicode's table of confusable characters by training/lookalikes.py. A word that has such
letters is read as if it had the others; in capitals as well, since most that look alike have one size only ("Annᴀ"). Words of living
scripts stay what they are: "Сара" is Sara's name and not Capa's, unless Latin letters stand in it.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from importlib.resources import files
from string import ascii_letters

_TABLE = (files("onrecord.export.dossier") / "lookalikes.tsv").read_text("utf-8")
_ROWS = [line.split("\t") for line in _TABLE.splitlines() if line[0] != "#"]


def _of_kind(kind: str) -> dict[str, str]:
    return {letter: plain for plain, one, letters in _ROWS if one == kind for letter in letters}


MARKED = _of_kind("marked")
"""Letters with strokes and hooks, which Unicode does not take apart, by the letter without."""
ANYWHERE = _of_kind("anywhere")
"""Letters that look like others wherever they stand."""
_MIXED = _of_kind("mixed")

_TO_LATIN = {ord(letter): plain for letter, plain in (ANYWHERE | _MIXED).items()}
_OTHERS = {
    "\u0400-\u052f": ("ABESIJKMHOPCTYXaesijopcyx", "АВЕЅІЈКМНОРСТУХаеѕіјорсух"),
    "\u0370-\u03ff": ("ABEZHIKMNOPTYXaionpuy", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαιονρυγ"),
}
"""Other scripts in which names are looked for: their letters, and which Latin ones look like which of them."""

_ALIKE = "".join(sorted(map(re.escape, ANYWHERE)))
_LIVING = f"\u0370-\u052f{''.join(sorted(set(_MIXED)))}"
_SUSPECT = re.compile(f"[{_ALIKE}]|[A-Za-z][{_LIVING}]|[{_LIVING}][A-Za-z]")
_ASCII_LETTERS = frozenset(ascii_letters)
_LIVING_LETTERS = frozenset((*map(chr, range(0x0370, 0x0530)), *_MIXED))
_WORD = re.compile(f"(?:[^\\W_]|[{_ALIKE}])+")


def readings(text: str) -> Iterator[str]:
    """A text as it may be read where words have letters that look like others; each as long as the text, which has folded letters."""
    present = set(text)
    of_two_scripts = not (present.isdisjoint(_ASCII_LETTERS) or present.isdisjoint(_LIVING_LETTERS))
    if (present.isdisjoint(ANYWHERE) and not of_two_scripts) or not _SUSPECT.search(text):  # to look for letters is quicker
        return
    words = list(_suspect_words(text))
    yield from _with_words(text, words, lambda word: word.translate(_TO_LATIN))
    for letters, (latin, alike) in _OTHERS.items():
        own = re.compile(f"[{letters}]")
        some = [(start, end) for start, end in words if own.search(text, start, end)]
        if some:
            yield from _with_words(text, some, partial(_to_script, own=own, table=str.maketrans(latin, alike)))


def _suspect_words(text: str) -> Iterator[tuple[int, int]]:
    """Words in which a letter looks like another. In time proportional to the length of the text."""
    at = 0
    for found in _SUSPECT.finditer(text):
        if found.start() >= at:
            start = found.start()
            while start > at and _WORD.match(text, start - 1, start):
                start -= 1
            word = _WORD.match(text, start)
            at = word.end() if word else found.end()
            yield start, at


def _with_words(text: str, words: list[tuple[int, int]], read: Callable[[str], str]) -> Iterator[str]:
    """The text with some of its words read otherwise: in their own letter case, and in capitals."""
    around, at = list[str](), 0
    for start, end in words:
        around.append(text[at:start])
        at = end
    others = [read(text[start:end]) for start, end in words]
    for forms in (others, map(_in_capitals, others)):
        yield "".join([piece for pair in zip(around, forms, strict=True) for piece in pair] + [text[at:]])


def _to_script(word: str, *, own: re.Pattern[str], table: dict[int, int]) -> str:
    """A word in letters of a script; its own stay."""
    return "".join(one if own.match(one) else one.translate(_TO_LATIN).translate(table) for one in word)


def _in_capitals(word: str) -> str:
    """In capitals, letter for letter."""
    return "".join(capital if len(capital := letter.upper()) == 1 else letter for letter in word)
