"""When two wordings of a name, a place or a group are taken for the same one."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

STOP_WORDS = frozenset(["the", "a", "an", "of", "in", "at", "on", "its", "their", "his", "her", "s", "and", "by", "for"])
AGREEMENT = 0.5
"""Least token F1 at which two descriptions are taken for the same."""
STEM_LENGTH = 5
"""Letters of a word that are compared in names, so that a state and its adjective agree."""


def words(text: object) -> list[str]:
    """Lower-case words without articles and prepositions."""
    return [word for word in re.findall(r"[\w]+", str(text).lower()) if word not in STOP_WORDS]


def same_text(first: object, second: object) -> bool:
    """Both absent, or equal, or one inside the other, or word F1 ≥ ``AGREEMENT``."""
    if first in (None, "") or second in (None, ""):
        return first in (None, "") and second in (None, "")
    a, b = words(first), words(second)
    if not a or not b:
        return str(first).strip().lower() == str(second).strip().lower()
    common = (Counter(a) & Counter(b)).total()
    if common in (len(a), len(b)):
        return True
    precision, recall = common / len(b), common / len(a)
    return bool(common) and 2 * precision * recall / (precision + recall) >= AGREEMENT


def _stems(name: object) -> list[str]:
    named = re.sub(r"\(?\bunnamed\b\)?", " ", str(name).lower())
    return [word[:STEM_LENGTH] for word in words(named)]


def same_name(first: object, second: object) -> bool:
    """As ``same_text``, with words cut to ``STEM_LENGTH`` letters and "(unnamed)" left out."""
    if not first or not second:
        return not first and not second
    a, b = _stems(first), _stems(second)
    if not a or not b:
        return str(first).strip().lower() == str(second).strip().lower()
    common = (Counter(a) & Counter(b)).total()
    return common == min(len(a), len(b)) or 2 * common / (len(a) + len(b)) >= AGREEMENT


def listed(value: object) -> list[Any]:
    """A list of one, several or no values, however the data writes it."""
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def party_of(name: object, parties: Iterable[Mapping[str, Any]]) -> str | None:
    """The name of the first party that goes by this name or alias, or None."""
    for party in parties:
        if any(same_name(name, alias) for alias in [party.get("name"), *listed(party.get("aliases"))]):
            return party.get("name")
    return None


def same_party(first: object, second: object, parties: Iterable[Mapping[str, Any]]) -> bool:
    """The same name, or two names of one party."""
    if same_name(first, second):
        return True
    known = list(parties)
    party = party_of(first, known)
    return party is not None and party == party_of(second, known)
