"""Numbers that are given as numbers of people, and are none: too large, below nothing, in parts."""

import re
from typing import Any

MOST_PEOPLE = 9_999_999_999
"""More people than ever lived at once."""

NUMBER_KIND, NUMBER_RANGE = "number.kind", "number.range"

_NUMBER = re.compile(r"([+\-−]?)(\d+(?:[.,\u066b]\d+)?|\d{1,3}(?:[,'’ ]\d{3})+(?:\.\d+)?)(?:[eE]([+\-]?\d{1,9}))?")
_LONGEST = 400
"""Characters of a number that are looked at one by one; what is longer counts nobody."""


def fault_of_number(value: Any) -> tuple[str, str] | None:
    """Why a value counts nobody: issue code and the reason as the end of a sentence. None where it is a whole number that can.

    Args:
        value: a number, or one in digits; anything else counts nobody either.
    """
    if isinstance(value, str):
        return _fault_of_text(value.strip())
    if isinstance(value, bool) or not isinstance(value, int | float):
        return NUMBER_KIND, "is no number of people"
    if value < 0:
        return NUMBER_RANGE, "is below nothing, as no number of people is"
    if value > MOST_PEOPLE:
        return NUMBER_RANGE, "is more than all people who ever lived at once"
    if isinstance(value, float) and not value.is_integer():
        return NUMBER_KIND, "is no whole number of people"
    return None


def _fault_of_text(text: str) -> tuple[str, str] | None:
    if len(text) > _LONGEST and text.isdecimal():
        return fault_of_number(float("inf"))
    match = _NUMBER.fullmatch(text[:_LONGEST])
    if match is None or len(text) > _LONGEST:
        return NUMBER_KIND, "is no whole number of people"
    sign, digits, exponent = match.groups()
    plain = re.sub(r"[,'’ ](?=\d{3}(?!\d))", "", digits).replace(",", ".").replace("\u066b", ".")
    value = float(f"{plain}e{exponent or 0}")
    return fault_of_number(-value if sign in ("-", "−") else value)
