"""What a side is called: one name for a land and for what is only called after it ("Veldonian artillery", "Veldonia")."""

from collections.abc import Sequence

from onrecord.reading.actors.kin import made_from, opening
from onrecord.reading.incidents.words import WEAPONS
from onrecord.reading.page import Page
from onrecord.reading.times.words import CALENDAR
from onrecord.records import Actor, Place

_FORCES = frozenset({"army", "forces", "military", "navy", "troops", "soldiers", "airforce"})
"""Last words of what an adjective's own armed body is called; a branch or a weapon is nobody by itself."""
_ANYBODYS = frozenset({"forces", "troops", "soldiers", "units", "fighters", "artillery", "gunners", "jets", "police", "guards"})
"""Words for those who fight that are no name of theirs."""
_NOT_LANDS = frozenset({"person", "unnamed", "international body"})


_DAYS = CALENDAR - {"may"}


def names_nobody(word: str) -> bool:
    """Whether a word is that of a weapon, a branch or a day, which by itself is no side."""
    return word.lower() in _DAYS or word.lower() in WEAPONS


class SideNames:
    """The names that stand in a text, and which of them an adjective is made from."""

    def __init__(self, page: Page, actors: Sequence[Actor], places: Sequence[Place]) -> None:
        """Note what a side can be called after: single names of bodies and places."""
        named = [actor.name for actor in actors if actor.kind not in _NOT_LANDS] + [place.name for place in places]
        named += [page.text[start:end] for actor in actors if actor.kind == "state" for start, end in actor.mentions]
        self._standing: dict[str, tuple[str, ...]] = {}
        for name in dict.fromkeys(name for name in named if name[:1].isupper() and " " not in name):
            self._standing[opening(name)] = (*self._standing.get(opening(name), ()), name)
        states = [actor for actor in actors if actor.kind == "state" and actor.country]
        self._states = {n: actor.name for actor in states for mention in actor.mentions for n in range(*page.tokens_in(*mention))}
        self._adjectives = {a.name for a in actors if a.kind == "state" and a.country is None and a.party is None and " " not in a.name}
        self._names = {adjective: self.base(adjective) or _force(actors, adjective) or adjective for adjective in sorted(self._adjectives)}

        owners = [actor.name.split() for actor in actors if actor.kind == "armed force" and " " in actor.name]
        called = {self.base(words[0]) for words in owners if all(word in _ANYBODYS for word in words[1:])}
        self._lands = {*self._names.values(), *(name for name in called if name)}

    def base(self, word: str) -> str | None:
        """The name that stands in the text of which a word is the adjective."""
        if word.lower().endswith("s"):
            return None  # people, or a name of its own
        return next((name for name in self._standing.get(opening(word), ()) if made_from(word, name)), None)

    def of(self, side: str) -> str:
        """What a side is called: the name its adjective is made from, else the force that is called after it, else as it is."""
        first, *others = side.split()
        if others and all(word in _ANYBODYS for word in others) and (base := self.base(first)):
            return base
        return self._names.get(side, side)

    def is_land(self, name: str) -> bool:
        """Whether what is called after a name bears arms in the text, so that the bare name is that side."""
        return name in self._lands

    def after(self, page: Page, index: int) -> str | None:
        """The side a token calls an act or a weapon after, when the token is an adjective of a land; None otherwise."""
        word = page.tokens[index].text
        if not word[:1].isupper():
            return None
        if word in self._adjectives:
            return self.of(word)
        return self._states.get(index) or self.base(word)


def _force(actors: Sequence[Actor], adjective: str) -> str | None:
    """The first army or force that is called by an adjective alone."""
    armed = (actor.name for actor in actors if actor.party == adjective and actor.kind == "armed force")
    return next((name for name in armed if name.split()[0] == adjective and name.split()[1:] and name.split()[-1] in _FORCES), None)
