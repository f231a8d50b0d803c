"""What all reports of a case tell besides their claims: how rare words are, who speaks for whom, which outlets there are.

It grows report by report, so that a new one can be set beside a few others and be compared as if beside all.
"""

import math
from collections.abc import Collection, Hashable, Iterable, Mapping
from functools import cached_property
from typing import TypeVar

import msgspec

from onrecord.corroboration.claims.outlets import Outlets
from onrecord.corroboration.names import kindred
from onrecord.corroboration.told import Speaker, Telling

_MORE_REPORTS, _HELD_ELSEWHERE = 50, 0.5
"""Reports of other matters, and how many of them hold a word."""
_CLAIMS = 12
"""Claims that are remembered to tell one thing of a body."""
_UNCOUNTED = 1.0
"""Weight of a word that stands in no statement and at the head of no report."""
_STATE_BODIES = frozenset({"ministry", "government", "army", "police"})

Name = TypeVar("Name", bound=Hashable)
One = TypeVar("One", bound=Hashable)
Body = tuple[tuple[str, ...], tuple[str, ...]]
"""The general words for a body, and whose it is (``told.Speaker.body``, ``owner``)."""


class Background(msgspec.Struct, dict=True):
    """Counts over reports. ``add`` is the only thing that changes it."""

    reports: int = 0
    stems: dict[str, int] = {}
    """In how many reports a telling word stands."""
    bodies: dict[str, dict[Body, int]] = {}
    """Last name of a person → the bodies that the person is said to speak for, and how often."""
    seats: dict[str, dict[str, int]] = {}
    """A town, or whose a body is → the places and owners for which it stood, and how often."""
    learnt: dict[str, dict[str, list[str]]] = {}
    """Whose a body is → others whose it is said to be in one claim, with what a few such claims are called (``claims.voices``)."""
    owners: set[str] = set()
    """Words that tell whose a body is."""
    outlets: set[str] = set()
    elsewhere: set[str] = set()
    """Words for places and owners, by which no outlet can be called for short."""

    @classmethod
    def of(cls, tellings: Iterable[Telling]) -> "Background":
        """That of some reports."""
        background = cls()
        for telling in tellings:
            background.add(telling)
        return background

    @classmethod
    def read(cls, written: bytes) -> "Background":
        """What ``written`` gave.

        Raises:
            msgspec.DecodeError: it gave something else.
        """
        return msgspec.msgpack.decode(written, type=cls) if written else cls()

    def written(self) -> bytes:
        """All of it, as MessagePack; ``read`` gives it back."""
        return msgspec.msgpack.encode(self)

    def add(self, telling: Telling) -> None:
        """Count one more report."""
        self.__dict__.clear()  # what was worked out of fewer
        self.reports += 1
        for stem in {*telling.stems, *(stem for told in telling.statements for stem in told.stems)}:
            self.stems[stem] = self.stems.get(stem, 0) + 1
        if telling.outlet:
            self.outlets.add(telling.outlet)
        self.elsewhere.update(telling.places)
        for told in (*telling.figures, *telling.statements):
            for speaker in told.speakers:
                self.owners.update(speaker.owner)
                if speaker.body and speaker.role != "media":
                    self.elsewhere.update(speaker.owner)
                if speaker.person and speaker.body:
                    _count(self.bodies, speaker.person[-1], (speaker.body, speaker.owner))
                if told.figure is not None and told.figure.place and told.figure.scope != "incident" and speaker.owner:
                    self._vote(speaker, told.figure.place)

    def take(self, learnt: Mapping[str, Mapping[str, Collection[str]]]) -> None:
        """Keep what claims among some of the reports tell of bodies, by what the claims are called, each once."""
        for owner, others in sorted(learnt.items()):
            for other, claims in sorted(others.items()):
                known = self.learnt.setdefault(owner, {}).setdefault(other, [])
                known += sorted(set(claims).difference(known))[: max(0, _CLAIMS - len(known))]

    def rarity(self, stem: str) -> float:
        """How much a word tells of which matter it is: the logarithm of the share of reports without it, as if there were some more of
        them, so that among three reports a word of all three still tells something."""
        known = self._rarities.get(stem)
        if known is None:
            count = self.stems.get(stem)
            known = _UNCOUNTED if count is None else math.log((_MORE_REPORTS + self.reports) / (_HELD_ELSEWHERE + count))
            self._rarities[stem] = known
        return known

    def body_of(self, last_name: str) -> Body | None:
        """The body that a person of this name speaks for, most fully described; None where nobody says so."""
        counted = self.bodies.get(last_name)
        return max(counted, key=lambda one: (bool(one[1]), len(one[0]), counted[one], one)) if counted else None

    def is_land(self, word: str) -> bool:
        """Whether an owner also stands as an adjective ("velmora" and "velmoran"): a land or a people, which is nobody's seat."""
        return word in self.owners and any(other != word and kindred(other, word) for other in self._owners_alike[word[:4]])

    @cached_property
    def known_outlets(self) -> Outlets:
        """The outlets that published the reports, to be found in words."""
        return Outlets(self.outlets, self.elsewhere)

    @cached_property
    def _rarities(self) -> dict[str, float]:
        return {}

    @cached_property
    def _owners_alike(self) -> dict[str, list[str]]:
        """Beginning of a word → the owners that begin so."""
        found: dict[str, list[str]] = {}
        for word in sorted(self.owners):
            found.setdefault(word[:4], []).append(word)
        return found

    def _vote(self, speaker: Speaker, place: str) -> None:
        """A body that gives running totals of a place is that place's, as often as not; one that gives those of its own town has its say,
        too, lest a few totals of elsewhere make its town the seat of another state."""
        if _STATE_BODIES & set(speaker.body):
            for owner in speaker.owner:
                _count(self.seats, owner, place.casefold())


def _count(counts: dict[Name, dict[One, int]], name: Name, one: One) -> None:
    counted = counts.setdefault(name, {})
    counted[one] = counted.get(one, 0) + 1
