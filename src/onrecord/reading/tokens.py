"""Words and marks of a text with their places: every token is ``text[start:end]``, nothing is changed or lost but white space.

Possessive endings and contractions are split off ("Israel" + "’s", "did" + "n't") because a source ends before them;
hyphenated words, numbers with separators, abbreviations with their full stops, addresses and handles stay whole.
"""

import re
from typing import NamedTuple


class Token(NamedTuple):
    """One word or mark: its code-point offsets (end exclusive), its text, and the text in lower case with plain apostrophes."""

    start: int
    end: int
    text: str
    lower: str


TITLES = frozenset("mr mrs ms dr prof gen lt col maj sgt cpl capt cmdr adm brig gov sen rep rev hon st sr jr pres amb fr".split())
"""Abbreviated titles: the full stop belongs to them and never ends a sentence."""

ABBREVIATIONS = TITLES | frozenset(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun "
    "no nos vs etc inc ltd co corp dept approx est min max vol ch art sec fig cf al ca rd ave blvd bros".split()
)
"""Abbreviations whose full stop is part of the word when something that goes on follows."""

_WORD = r"[^\W_][\w\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u064b-\u065f]*"
# The repeats are bounded where a failure would make the pattern go back over a whole unbroken line again and again.
_TOKEN = re.compile(
    rf"""
    https?://[^\s<>"”]{{1,2000}}[^\s<>"”.,;:!?)\]'’]
  | [\w.+-]{{1,64}}@[\w-]{{1,64}}(?:\.[\w-]{{1,64}}){{1,8}}
  | [@\#]\w+
  | (?:[^\W\d_]\.){{2,12}}[^\W\d_]?(?![^\W_])             # U.S.  a.m.  D.C
  | \d+(?:[.,:/]\d+)*(?:-[^\W\d_]\w*)*(?:[^\W\d_]\w*)?(?:-\w+)*   # 1,400  10:30  3rd  54-year-old  1,400-plus
  | {_WORD}(?:(?:[-‐‑·]|[.&](?=\w)|['’](?![sS]\b)(?!(?:re|ve|ll|d|m)\b)(?!t\b))\w[\w\u0300-\u036f]*)*
  | ['’](?:s|S|re|ve|ll|d|m)\b
  | ``|''|\.\.\.|--
  | \S
    """,
    re.VERBOSE,
)
_NOT = re.compile(r"(?i)n['’]t\b")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'"})


def tokenize(text: str) -> tuple[Token, ...]:
    """The tokens of a text, in order. Joined they give every character but white space."""
    tokens: list[Token] = []
    position, length = 0, len(text)
    while position < length:
        match = _TOKEN.search(text, position)
        if match is None:
            break
        start, end = match.span()
        # "didn't": the pattern stops before the apostrophe, so the n belongs to what follows
        if end < length and end - start > 1 and (contraction := _NOT.match(text, end - 1)):
            if end - 1 > start:
                tokens.append(_token(text, start, end - 1))
            start, end = contraction.span()
        elif end < length and text[end] == "." and _keeps_full_stop(text, start, end):
            end += 1
        tokens.append(_token(text, start, end))
        position = end
    return tuple(tokens)


def _token(text: str, start: int, end: int) -> Token:
    word = text[start:end]
    return Token(start, end, word, word.lower().translate(_PLAIN))


def _keeps_full_stop(text: str, start: int, end: int) -> bool:
    word = text[start:end].lower()
    if word in TITLES:
        return text[start].isupper()
    if word in ("no", "nos"):  # "No. 31" but "He said no. 31 people died."
        return text[start].isupper() and bool(re.match(r"\.\s?\d", text[end : end + 3]))
    if word in ABBREVIATIONS:  # goes on: a digit, a comma or a small letter follows
        return bool(re.match(r"\.(?:,|;|\)|\s+[\da-z])", text[end : end + 4]))
    # an initial in a name: "Marc H. Morial"
    return (
        len(word) == 1
        and word.isalpha()
        and text[start].isupper()
        and word != "i"
        and bool(re.match(r"\.\s+[A-ZÀ-Þ]", text[end : end + 4]))
    )
