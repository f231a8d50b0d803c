"""English number words and digit groups to whole numbers.

A *number* here is what a writer puts for a count: digits with their separators ("1,400", "1 400", "1'400", "1,20,000"),
words ("one hundred and forty-two", "half a dozen", "two and a half thousand"), or both ("1.2 million", "3,5 lakh").
People come in whole numbers, so a single separator before exactly three digits groups thousands whichever mark it is,
and a decimal is a count only when the scale word after it makes it whole. Another language is another such module.
"""

import re
import unicodedata
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from onrecord.reading.tokens import Token

SMALL = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
        "nineteen".split()
    )
}
TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)} | {"fourty": 40}
SCALES = {"hundred": 100, "thousand": 1_000, "lakh": 100_000, "million": 1_000_000, "crore": 10_000_000, "billion": 1_000_000_000}
"""Words that multiply what stands before them. Lakh and crore are ordinary in South Asian English."""
DOZENS = {"dozen": 12, "score": 20}
PLURAL_SCALES = {"tens": 20, "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000, "lakhs": 200_000, "millions": 2_000_000}
"""A plural without a number means at least two of them: "dozens" is 24 or more."""
ORDINALS = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
        "sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
}
LARGEST = 9_999_999_999
"""More people than ever lived at once; a longer string of digits is no count."""

_GROUPED = re.compile(r"[1-9]\d{0,2}(?:,\d{2,3})*,\d{3}|[1-9]\d{0,2}(?:\.\d{3})+|\d+")
_DECIMAL = re.compile(r"(\d+)[.,](\d{1,3})")
_SHORT_SCALE = re.compile(r"(\d+(?:[.,]\d+)?)(k|mn|m|bn)")
_SPACES_IN_NUMBERS = "\u00a0\u2009\u202f\u2007 "
_APOSTROPHES = "'’"


class Number(NamedTuple):
    """A number and the token after its last."""

    value: int
    last: int
    scale: int = 0
    """The last scale word in it ("two million" 1,000,000), 0 for none."""


LONGEST = 40
"""Characters of the longest number that is read; what is longer counts nobody."""


def read_number(text: str, tokens: Sequence[Token], index: int, end: int) -> Number | None:
    """The longest number that begins at a token and ends before ``end``, or None."""
    word = tokens[index].lower
    if word[0].isdecimal():
        return _digits_first(text, tokens, index, end) if len(word) <= LONGEST else None
    if word in ("a", "an", "half"):
        return _quarter(tokens, index, end) or _article_first(tokens, index, end)
    if word in ("three-quarters", "three"):
        quarters = _quarter(tokens, index, end)
        if quarters is not None:
            return quarters
    return _words(tokens, index, end) if begins_number(word) else None


def is_numeral(word: str) -> bool:
    """Whether a word in digits is a whole number, its thousands parted or not."""
    return _GROUPED.fullmatch(_in_ascii(word)) is not None


def _in_ascii(word: str) -> str:
    """Digits of any script, and full-width ones, as those of ASCII; other characters as they are."""
    return word if word.isascii() else "".join(str(unicodedata.decimal(mark)) if mark.isdecimal() else mark for mark in word)


@lru_cache(maxsize=1 << 16)
def begins_number(word: str) -> bool:
    """Whether a word may be, or begin, a number in words."""
    first = _plain(word).split("-")[0]
    return first in SMALL or first in TENS


def _plain(word: str) -> str:
    return word.replace("‑", "-").replace("‐", "-")


def _digits_first(text: str, tokens: Sequence[Token], index: int, end: int) -> Number | None:
    word, last = _joined_digits(text, tokens, index, end)
    short = _SHORT_SCALE.fullmatch(word)
    if short:
        scale = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000}[short[2]]
        return _whole(_fraction(short[1]) * scale, last, scale)
    following = tokens[last].lower if last < end else ""
    if following in SCALES or following == "dozen":
        scale, last = (SCALES | DOZENS)[following], last + 1
        while last < end and tokens[last].lower in SCALES:  # "3 hundred thousand"
            scale, last = scale * SCALES[tokens[last].lower], last + 1
        if _GROUPED.fullmatch(word) or _DECIMAL.fullmatch(word):
            return _whole(_fraction(word) * scale, last, scale)
        return None
    if not _GROUPED.fullmatch(word):
        return None
    return _whole(Fraction(int(re.sub(r"\D", "", word))), last)


def _joined_digits(text: str, tokens: Sequence[Token], index: int, end: int) -> tuple[str, int]:
    """Digit groups parted by a thin or plain space or an apostrophe, as one string of digits."""
    word, last = _in_ascii(tokens[index].lower), index + 1
    if not (word.isdecimal() and len(word) <= 3 and word[0] != "0"):
        return word, last
    while last < end and len(word) <= LONGEST:
        gap = text[tokens[last - 1].end : tokens[last].start]
        group = last
        if gap == "" and tokens[last].text in _APOSTROPHES and last + 1 < end and tokens[last].end == tokens[last + 1].start:
            group = last + 1
        elif not (len(gap) == 1 and gap in _SPACES_IN_NUMBERS):
            break
        digits = _in_ascii(tokens[group].lower)
        if not (digits.isdecimal() and len(digits) == 3):
            break
        word, last = word + digits, group + 1
    return word, last


def _fraction(digits: str) -> Fraction:
    if _GROUPED.fullmatch(digits) and "." not in digits:
        return Fraction(int(digits.replace(",", "")))
    whole, _, part = digits.replace(",", ".").partition(".")
    return Fraction(int(whole + part or "0"), 10 ** len(part))


def _whole(value: Fraction, last: int, scale: int = 0) -> Number | None:
    if value.denominator != 1 or value > LARGEST:
        return None
    return Number(int(value), last, scale)


def _quarter(tokens: Sequence[Token], index: int, end: int) -> Number | None:
    """ "a quarter of a million", "three-quarters of a million", "three quarters of a million"."""
    for opening, share in _QUARTERS:
        at = index + len(opening)
        if _lower(tokens, index, end, len(opening)) == opening and _lower(tokens, at, end, 2) == ("of", "a") and at + 2 < end:
            scale = SCALES.get(tokens[at + 2].lower)
            return _whole(share * scale, at + 3, scale) if scale is not None else None
    return None


_QUARTERS = (
    (("a", "quarter"), Fraction(1, 4)),
    (("three-quarters",), Fraction(3, 4)),
    (("three", "quarters"), Fraction(3, 4)),
)


def _article_first(tokens: Sequence[Token], index: int, end: int) -> Number | None:
    """ "a hundred", "half a million", "a million and a half", "a dozen"."""
    value, at = Fraction(1), index + 1
    if tokens[index].lower == "half":
        if at >= end or tokens[at].lower not in ("a", "an"):
            return None
        value, at = Fraction(1, 2), at + 1
    if at >= end:
        return None
    word = tokens[at].lower
    if word in DOZENS:
        return Number(int(value * DOZENS[word]), at + 1)
    if word not in SCALES:
        return None
    return _scaled(tokens, at, end, value)


def _words(tokens: Sequence[Token], index: int, end: int) -> Number | None:
    first = _below_hundred(tokens, index, end)
    if first is None:
        return None
    value, at = first
    number = Fraction(value)
    if _lower(tokens, at, end, 3) == ("and", "a", "half") and at + 3 < end and tokens[at + 3].lower in SCALES:
        return _scaled(tokens, at + 3, end, number + Fraction(1, 2))
    if at < end and tokens[at].lower in DOZENS:
        return Number(value * DOZENS[tokens[at].lower], at + 1)
    if at < end and tokens[at].lower in SCALES:
        return _scaled(tokens, at, end, number)
    return Number(value, at)


def _scaled(tokens: Sequence[Token], at: int, end: int, value: Fraction) -> Number | None:
    """What goes on from a scale word at ``at`` with ``value`` of them: "hundred and six thousand and twelve"."""
    total, current, smallest, scale = Fraction(0), value, LARGEST, 0
    while at < end:
        word = tokens[at].lower
        if word == "hundred" and 0 < current < 100:
            current, at, scale = current * 100, at + 1, 100
        elif word in SCALES and word != "hundred" and current and SCALES[word] < smallest:
            scale = smallest = SCALES[word]
            total, current, at = total + current * smallest, Fraction(0), at + 1
        else:
            break
        if _lower(tokens, at, end, 3) == ("and", "a", "half"):
            total += Fraction(smallest if not current else 100, 2)
            at += 3
            break
        following = _rest(tokens, at, end, Fraction(100) if current else Fraction(smallest))
        if following:
            current, at, scale = current + following[0], following[1], 0
    number = total + current
    return Number(int(number), at, scale) if number.denominator == 1 and number <= LARGEST else None


def _rest(tokens: Sequence[Token], at: int, end: int, below: Fraction) -> tuple[int, int] | None:
    if at < end and tokens[at].lower == "and":
        at += 1
    found = _below_hundred(tokens, at, end) if at < end else None
    return found if found and 0 < found[0] < below else None


def _below_hundred(tokens: Sequence[Token], index: int, end: int) -> tuple[int, int] | None:
    """ "six", "forty", "forty-two", "forty two"."""
    parts = _plain(tokens[index].lower).split("-")
    if len(parts) == 2 and parts[0] in TENS and 0 < SMALL.get(parts[1], 0) < 10:
        return TENS[parts[0]] + SMALL[parts[1]], index + 1
    if len(parts) != 1:
        return None
    if parts[0] in SMALL:
        return SMALL[parts[0]], index + 1
    if parts[0] in TENS:
        following = SMALL.get(tokens[index + 1].lower, 0) if index + 1 < end else 0
        if 0 < following < 10:
            return TENS[parts[0]] + following, index + 2
        return TENS[parts[0]], index + 1
    return None


def _lower(tokens: Sequence[Token], first: int, end: int, count: int) -> tuple[str, ...]:
    return tuple(token.lower for token in tokens[first : min(first + count, end)])
