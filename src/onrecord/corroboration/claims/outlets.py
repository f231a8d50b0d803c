"""Outlets named in the words of a report, among those whose reports are compared."""

import re
from collections import Counter
from collections.abc import Iterable

from onrecord.corroboration.names import folded
from onrecord.corroboration.names import words as spelled_out
from onrecord.corroboration.roles import role_of

_GENERAL = frozenset("news agency press world service public radio television tv daily the state bulletin post office relief".split())
"""Words in outlets' names that name none by themselves."""

_OUTLET = re.compile(
    r"(?:a|an|the|its|their|our) (?:[a-z-]+ ){0,3}"
    r"(?:paper|newspaper|daily|weekly|magazine|website|site|portal|broadcaster|station|channel|radio|agency|outlet)\b",
)
"""How an outlet is described beside its name ("the paper of the town")."""


class Outlets:
    """The outlets of some reports, found by their whole name, or by a word that is this one's alone."""

    def __init__(self, names: Iterable[str], places: Iterable[str]) -> None:
        self._known: dict[str, list[str]] = {}
        self._whole = {folded(name): name for name in sorted(set(names))}
        self._beginning: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for spelled, name in self._whole.items():
            self._beginning.setdefault(spelled[0] if spelled else "", []).append((spelled, name))
        words = Counter(word for spelled in self._whole for word in set(spelled))
        elsewhere = {word for place in places for word in folded(place)}
        self._single = {
            word: name
            for spelled, name in self._whole.items()
            for word in spelled
            if words[word] == 1 and word not in _GENERAL and word not in elsewhere and len(word) > 3 and role_of(word) is None
        }

    def named_in(self, words: str) -> list[str]:
        """Outlets that a piece of text names, in the order in which it does, each with a capital at its head."""
        if words not in self._known:
            self._known[words] = self._found_in(words)
        return self._known[words]

    def _found_in(self, words: str) -> list[str]:
        spelled = folded(words)
        capitals = [word[:1].isupper() for word in spelled_out(words)][-len(spelled) :] if spelled else []
        found: dict[str, int] = {}
        for at, word in enumerate(spelled):
            if not capitals[at]:
                continue
            for whole, name in self._beginning.get(word, ()):
                if spelled[at : at + len(whole)] == whole:
                    found.setdefault(name, at)
            if word in self._single:
                found.setdefault(self._single[word], at)
        return sorted(found, key=lambda name: found[name])

    def is_one(self, words: str) -> str | None:
        """The outlet that a voice's words name, and nobody else."""
        named = self.named_in(words)
        if len(named) != 1:
            return None
        name = next((part for part, beside in _beside_its_name(words) if _OUTLET.match(beside.strip()) and self.named_in(part)), words)
        return named[0] if len(folded(name)) <= len(folded(named[0])) + 2 else None


def _beside_its_name(words: str) -> tuple[tuple[str, str], ...]:
    """A voice's words before and behind a comma, each as the name that the other describes."""
    first, _, described = words.partition(",")
    before, _, last = words.rpartition(",")
    return (first, described), (last, before)
