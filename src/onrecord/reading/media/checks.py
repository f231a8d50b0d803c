"""A remark on the authenticity of media, and what several of them are worth together."""

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.reading.media.nouns import MediaNoun
from onrecord.records import Span
from onrecord.records.vocabulary import Authenticity

WEIGHT: dict[Authenticity, int] = {"refuted": 4, "verified": 3, "not verified": 2, "disputed": 1, "not stated": 0}


class Check(NamedTuple):
    """A remark on authenticity."""

    verdict: Authenticity
    by: str | None
    span: Span
    sentence: int
    """Number of its sentence."""
    at: int
    """Token of the verb or word that makes it one."""
    noun: MediaNoun | None
    """The media noun it speaks of, None when a pronoun or relative stands for it."""
    reach: int = 1
    """How many items before it such a pronoun takes up: 2 for "neither", more for "none of them"."""
    back: int = 1
    """Sentences before its own in which the item of a pronoun may stand."""
    together: bool = False
    """True where the pronoun is a plural: items told of one by one may be taken up together."""


def partial(check: Check, others: Sequence[Check]) -> bool:
    """Whether a check that verified is only partial: whoever made it could not tell the rest ("… but not when it was filmed").

    The other remark stands in the same sentence or after it and is by the same checker, or by nobody named right behind it. That
    somebody else could not check what one checker did takes nothing from the check.
    """
    for other in others:
        if other.verdict != "not verified" or other.at < check.at:
            continue
        near = other.sentence - check.sentence <= 1
        if _same_name(other.by, check.by) if other.by is not None else near:
            return True
        if other.sentence == check.sentence and (other.by is None or check.by is None):
            return True
    return False


def _same_name(one: str, other: str | None) -> bool:
    return one.lower().removeprefix("the ") == (other or "").lower().removeprefix("the ")
