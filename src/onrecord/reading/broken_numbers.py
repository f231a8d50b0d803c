"""Numerals that are no whole number of people: below nothing, beyond all people, in parts, or torn by what is not shown.

None of them gives a figure, whole or in part: "−3" is not 3, and "1,4" with an invisible character before "00" is neither 400 nor 0.
"""

import re
from typing import Literal, NamedTuple

from onrecord.reading.number_words import DOZENS, LARGEST, LONGEST, SCALES, is_numeral
from onrecord.reading.page import Page

_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
_OTHER_DIGITS = "\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2079\u2080-\u2089\u2150-\u2189\u2460-\u249b\u2776-\u2793"
_TORN = re.compile(rf"(?<!\w)\d[\d.,]{{0,40}}(?:[{_INVISIBLE}]+[ .,]?[{_INVISIBLE}]*\d[\d.,]{{0,40}})+")
_NEGATIVE = re.compile(r"(?:(?<=[\s(\[“\"])|^)(?:[-−]|(?:minus|negative)\s)\d[\d.,]*", re.MULTILINE | re.IGNORECASE)
_EXPONENT = re.compile(r"(?<![\w.,])\d[\d.,]{0,40}[eE][+-]?\d+(?!\w)")
_LETTERED = re.compile(r"(?<![\w.,])\d[\d.,]{0,40}[OolI][OolI\d.,]*(?!\w)")
_SPACED = re.compile(r"(?<![\w.,])(?<!\d )\d(?: \d){2,}(?![\w.,])")
_OTHER = re.compile(rf"(?<!\w)\d{{0,20}}[{_OTHER_DIGITS}]+(?!\w)")
_NO_NUMBER = re.compile(r"(?<!\w)(?:NaN|Infinity)(?!\w)")
_PLAIN = re.compile(r"(?<![\w.,\u066b])\d(?:[\d.,_\u066b\u066c]*\d)?(?![\w%:/-])")

Code = Literal["number.range", "number.kind"]


class BrokenNumber(NamedTuple):
    """A numeral with its tokens (end exclusive), the issue code that it is worth, and why, as the end of a sentence."""

    first: int
    last: int
    code: Code
    reason: str


def broken_numbers(page: Page) -> tuple[BrokenNumber, ...]:
    """Every numeral of a text that is no whole number of people; they do not overlap, the longest of several is given.

    Args:
        page: the text.
    """
    found: dict[int, BrokenNumber] = {}
    for start, end, code, reason in _spans(page.text):
        first, last = page.tokens_in(start, end)
        if first < last and (first not in found or found[first].last < last):
            found[first] = BrokenNumber(first, last, code, reason)
    kept: list[BrokenNumber] = []
    for one in sorted(found.values()):
        if (not kept or kept[-1].last <= one.first) and not _scaled(page, one):
            kept.append(one)
    return tuple(kept)


def _spans(text: str) -> list[tuple[int, int, Code, str]]:
    found: list[tuple[int, int, Code, str]] = []
    if any(character in text for character in "-−sS"):
        found += [(*match.span(), "number.range", "is below nothing") for match in _NEGATIVE.finditer(text)]
    if not text.isascii():
        found += [(*match.span(), "number.kind", "holds characters that are not shown") for match in _TORN.finditer(text)]
        found += [(*match.span(), "number.kind", "is not written in plain digits") for match in _OTHER.finditer(text)]
    found += [(*match.span(), "number.range", "is written as a power of ten") for match in _EXPONENT.finditer(text)]
    found += [(*match.span(), "number.kind", "holds letters that look like digits") for match in _LETTERED.finditer(text)]
    found += [(*match.span(), "number.kind", "has spaces between its digits") for match in _SPACED.finditer(text)]
    found += [(*match.span(), "number.kind", "is what programs write where there is no number") for match in _NO_NUMBER.finditer(text)]
    for match in _PLAIN.finditer(text):
        numeral = match.group()
        if len(numeral) > LONGEST or (is_numeral(numeral) and int(re.sub(r"\D", "", numeral)) > LARGEST):
            found.append((*match.span(), "number.range", "is more than all people who ever lived at once"))
        elif not is_numeral(numeral):
            found.append((*match.span(), "number.kind", "is no whole number"))
    return found


def _scaled(page: Page, one: BrokenNumber) -> bool:
    """Whether a word after it makes a part of a number whole: "1.2 million"."""
    following = page.tokens[one.last].lower if one.last < len(page.tokens) else ""
    return one.code == "number.kind" and (following in SCALES or following in DOZENS)
