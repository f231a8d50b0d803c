"""Which descriptions of voices in different reports mean one source, and which of them are under one authority."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from onrecord.corroboration.names import kindred
from onrecord.corroboration.told import Speaker, Telling

_NEAR = frozenset({"government"})


class SourceBook:
    """What the compared reports together tell of voices: for whom a person speaks, and to whom a seat of government belongs."""

    def __init__(self, tellings: Iterable[Telling]) -> None:
        bodies: dict[str, Counter[tuple[tuple[str, ...], tuple[str, ...]]]] = defaultdict(Counter)
        self._seats: dict[str, Counter[str]] = defaultdict(Counter)
        for telling in tellings:
            for told in (*telling.figures, *telling.statements):
                for speaker in told.speakers:
                    if speaker.person and speaker.body:
                        bodies[speaker.person[-1]][speaker.body, speaker.owner] += 1
                    if told.figure is not None and told.figure.place and told.figure.scope != "incident" and speaker.owner:
                        self._vote(speaker, told.figure.place)
        self._bodies = {name: self._fullest(counted) for name, counted in bodies.items()}

    def _vote(self, speaker: Speaker, place: str) -> None:
        """A body that gives running totals of a place is that place's, as often as not."""
        if {"ministry", "government", "army", "police"} & set(speaker.body):
            for owner in speaker.owner:
                self._seats[owner][place.casefold()] += 1

    @staticmethod
    def _fullest(counted: Counter[tuple[tuple[str, ...], tuple[str, ...]]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return max(counted, key=lambda one: (bool(one[1]), len(one[0]), counted[one], one))

    def body_of(self, speaker: Speaker) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The body that a voice speaks for, and whose it is."""
        if speaker.person:
            known = self._bodies.get(speaker.person[-1])
            if known and (not speaker.body or (not speaker.owner and known[1])):
                return known
        return speaker.body, speaker.owner

    def same(self, one: Speaker, other: Speaker) -> bool:
        """Whether two voices are one source or speak under one authority."""
        if one.own or other.own:
            return one.own and other.own and one.words == other.words
        if one.person and other.person and one.person[-1] == other.person[-1]:
            return len(one.person) == 1 or len(other.person) == 1 or one.person == other.person
        mine, whose = self.body_of(one)
        its, theirs = self.body_of(other)
        if not mine or not its:
            return bool(not mine and not its and whose and self.same_owner(whose, theirs) and bool(one.person) == bool(other.person))
        if mine != its and not (set(mine) <= set(its) or set(its) <= set(mine)):
            return bool(self._all_words(one) & self._all_words(other)) and self._named_alike(one, other)
        if one.person and other.person and not (whose and theirs):
            return False
        if not whose or not theirs:
            return not (one.person and other.person)
        return self.same_owner(whose, theirs)

    def same_owner(self, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        """Whether two owners are one: kindred words, or a seat of government and its state."""
        if any(kindred(mine, its) for mine in one for its in other):
            return True
        return any(self._leads(mine, its) or self._leads(its, mine) for mine in one for its in other)

    def _leads(self, seat: str, state: str) -> bool:
        votes = self._seats.get(seat)
        if not votes:
            return False
        place, count = votes.most_common(1)[0]
        return count * 2 > votes.total() and any(kindred(word, state) for word in place.split())

    @staticmethod
    def _all_words(speaker: Speaker) -> set[str]:
        return {*speaker.body, *speaker.owner}

    def _named_alike(self, one: Speaker, other: Speaker) -> bool:
        """ "Valley Rescue" and "the rescue service of the valley": every word of the shorter in the longer."""
        mine, its = self._all_words(one), self._all_words(other)
        short, long = sorted((mine, its), key=len)
        return len(short) > 1 and short <= long
