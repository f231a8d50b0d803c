"""Whether bytes are canonical JSON (RFC 8785): mostly by what a library writes fast, seldom by writing them as the standard has it."""

import json
import re
from itertools import accumulate
from typing import TypeGuard

import msgspec

from onrecord.records import canonical

EXACT = 2**53
"""Up to this a double holds every integer."""

SORTED = msgspec.json.Encoder(order="sorted")
"""Canonical for what holds neither fractions nor names beyond the basic plane, as entries do."""

MOST_VALUES = 4_000_000
"""Values in a piece of JSON that is read, by its commas and opening brackets outside of texts."""

_MARKS = bytes.maketrans(bytes(range(256)), bytes(48 if 48 <= one < 58 else 33 if 0xF0 <= one < 0xF5 else 32 for one in range(256)))
"""Makes every digit ``0``, and every letter beyond the basic plane, by which names are sorted otherwise, begin with ``!``."""
_LONG, _LARGE = b"0" * 16, re.compile(rb"[:,\[]-?[0-9]{16}")
"""Integers of so many digits may be larger than a double holds."""

MOST_LEVELS = 64
"""How deep a piece of JSON is nested that is read: an object in a list is on the second level."""

_NO_BRACKETS, _STEPS = re.compile(rb"[^][{}]+"), {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}
_ESCAPED, _TEXT = re.compile(rb"\\.", re.DOTALL), re.compile(rb'"[^"]*"?')


def is_canonical(body: bytes) -> bool:
    """Whether bytes are the canonical JSON (RFC 8785) of what they say; integers too large for a double are read as one.

    What holds more than ``MOST_VALUES`` is not read, for it would take up to fifty times its size in memory; nor is what is nested deeper
    than ``MOST_LEVELS``, which readers of JSON refuse at depths of their own.
    """
    if not _is_bounded(body):
        return False
    try:
        if _is_quick(body) and SORTED.encode(_QUICK.decode(body)) == body:
            return True
    except (ValueError, RecursionError, msgspec.DecodeError):
        pass
    try:  # what that refuses: integers too large for it, and what it reads in another way than the standard
        return canonical(json.loads(body, parse_int=_whole)) == body
    except (ValueError, RecursionError):
        return False


def _is_bounded(body: bytes) -> bool:
    """Whether no more values stand there than are read, and none deeper; all of it counted outside of texts."""
    if len(body) <= MOST_VALUES and body.count(b"[") + body.count(b"{") <= MOST_LEVELS:
        return True  # of most this tells enough
    without = _TEXT.sub(b"", _ESCAPED.sub(b"", body))
    if sum(map(without.count, (b",", b"[", b"{"))) > MOST_VALUES:
        return False
    return max(accumulate(map(_STEPS.__getitem__, _NO_BRACKETS.sub(b"", without))), default=0) <= MOST_LEVELS


def _is_quick(body: bytes) -> bool:
    """Whether ``SORTED`` writes what stands there as RFC 8785 does, as far as names and integers go."""
    marked = body.translate(_MARKS)
    return b"!" not in marked and not (_LONG in marked and _LARGE.search(b"," + body))


def _exact(text: str) -> float:
    """A fraction that ``SORTED`` writes as RFC 8785 does, if it writes it as it stands.

    Raises:
        ValueError: it has an exponent, or is a whole number.
    """
    if "e" in text or "E" in text or text.endswith(".0"):
        raise ValueError(text)
    return float(text)


_QUICK = msgspec.json.Decoder(float_hook=_exact)


def is_whole(value: object) -> TypeGuard[int]:
    """A whole number, as the format has them: not below 0, and such that a double holds it exactly."""
    return type(value) is int and 0 <= value < EXACT


def _whole(text: str) -> int | float:
    value = int(text)
    return value if abs(value) < EXACT else float(text)
