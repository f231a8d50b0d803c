"""Which descriptions of voices in different reports mean one source, and which of them are under one authority."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import product

from onrecord.corroboration.claims.background import Background
from onrecord.corroboration.countries import countries_of
from onrecord.corroboration.names import first_letters, folded, initials, kindred, words
from onrecord.corroboration.roles import role_of
from onrecord.corroboration.told import Speaker
from onrecord.corroboration.told.deeds import Doer
from onrecord.corroboration.told.speakers import is_bare, is_of_several, outlet_speaks
from onrecord.corroboration.told_apart import BORNE_BY_MANY, BY_OTHERS, OF_A_POWER, SET_UP_BY, are_told_apart, marks_of

_LEAST_VOTES = 2
"""Signs that a town is a land's seat: two ministries may give one number by chance."""
_SEATED_BY = frozenset("appointed installed".split())
"""Of the words for bodies that others set up those that tell one from the body that the land has itself."""
_POWERS = "|".join(sorted(OF_A_POWER))
_WHOSE_POWER = re.compile(rf"\b(?P<before>\w+)-(?P<how>{_POWERS})\b|\b(?P<so>{_POWERS}) by (?:the )?(?P<after>\w+)")
"""Who holds a body or set it up ("the Vale-led government", "the government led by the Vale Front")."""
_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
_BODIES = frozenset("league movement union party alliance coalition group committee command corps legion".split())
"""Words for bodies that fight, beside those that tell a role (``roles``)."""
_OF_A_GOVERNMENT = frozenset({"ministry", "minister"})


class SourceBook:
    """What the compared reports together tell of voices: for whom a person speaks, and to whom a seat of government belongs."""

    def __init__(self, background: Background) -> None:
        self._background = background
        self.learnt: dict[str, dict[str, set[str]]] = {}
        """Whose a body is → others whose it is, with what the claims that show it are called; beside what the background has."""

    def learn(self, claim: str, speakers: Iterable[Speaker]) -> None:
        """What one claim tells of seats: bodies of one name that give the same telling number are the same, so their owners are too.

        Args:
            claim: what it is called; signs of one name are one.
            speakers: who tell it.
        """
        owned = {(one.body, one.owner) for one in speakers if one.body and one.owner and one.role == "state"}
        for body, owner in owned:
            for other, whose in owned:
                if body == other and owner != whose and not any(kindred(mine, its) for mine in owner for its in whose):
                    for word, one in product(owner, whose):
                        self.learnt.setdefault(word, {}).setdefault(one, set()).add(claim)

    def body_of(self, speaker: Speaker) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The body that a voice speaks for, and whose it is."""
        if speaker.person:
            known = self._background.body_of(speaker.person[-1])
            if known and (not speaker.body or (not speaker.owner and known[1])):
                return known
        return speaker.body, speaker.owner

    def same(self, one: Speaker, other: Speaker, *, surely: bool = False) -> bool:
        """Whether two voices are one source or speak under one authority.

        ``surely``: also where nothing else links what they tell, so that a body of nobody in particular is not taken for anybody's.
        """
        if one.person and other.person and one.person[-1] == other.person[-1]:
            return len(one.person) == 1 or len(other.person) == 1 or one.person == other.person
        mine, whose = self.body_of(one)
        its, theirs = self.body_of(other)
        if are_told_apart(whose, theirs) or (surely and is_joint_with(one, other)):
            return False
        if marks_of(set(mine) - OF_A_POWER) != marks_of(set(its) - OF_A_POWER):
            return False  # "the eastern Keshan government", "the Keshan opposition's army"
        if _are_run_by_others(one, other):
            return False
        if _is_short_for(one, other) or _is_short_for(other, one):
            return True
        if self._named_alike(one, other, surely=surely) or (not surely and self._named_in_short(one, other)):
            return True
        if not mine or not its:
            return self._somebody_of_it(one, other, whose, theirs, surely=surely)
        if mine != its and not (set(mine) <= set(its) or set(its) <= set(mine)):
            return False
        if one.person and other.person and not (whose and theirs):
            return False
        if not whose or not theirs:
            return not surely and not (one.person and other.person)
        return self._one_owner(whose, theirs)

    def governs(self, one: Speaker, other: Speaker) -> bool:
        """Whether the first voice is the government of a land, or the land itself, and the other a ministry or minister of it."""
        body, owner = self.body_of(one)
        its, theirs = self.body_of(other)
        if not owner or not theirs or other.role != "state" or not _OF_A_GOVERNMENT & set(its) or are_told_apart(owner, theirs):
            return False
        if any(not BY_OTHERS.isdisjoint(folded(voice.words)) for voice in (one, other)):
            return False  # of a power that stands against it
        return speaks_as_government(one) and (bool(body) or one.role is None) and self._one_owner(owner, theirs)

    def grouped(self, speakers: Iterable[Speaker], alike: Callable[[Speaker, Speaker], bool]) -> list[list[Speaker]]:
        """Voices in groups, none of which holds two that are told apart; one that fits several groups is in none of them, but alone.

        A voice that could be either of two ("the health ministry" beside those of two lands) so never makes them one. A government
        comes first, since its ministries are one with it.

        Args:
            speakers: the voices; those that tell most of who they are come first.
            alike: whether two are one.
        """
        groups: list[list[Speaker]] = []
        voices = dict.fromkeys(speakers)
        short = _initials_among(voices)  # after all whose initials they may be
        ordered = sorted(
            voices,
            key=lambda one: (one in short, not speaks_as_government(one), not (one.body and one.owner), not one.person, -len(one.body)),
        )
        for one in ordered:
            near = [group for group in groups if any(alike(known, one) for known in group)]
            fitting = [
                group
                for group in near
                if any(self.governs(known, one) for known in group)  # ministries of one government are under one authority
                or all(alike(known, one) or not self._exclude(known, one) for known in group)
            ]
            if len(fitting) == 1:
                fitting[0].append(one)
            else:
                groups.append([one])
        return groups

    def _exclude(self, one: Speaker, other: Speaker) -> bool:
        """Whether what two voices that are not alike tell of themselves differs: person, owner or body, or several bodies beside one."""
        if is_joint_with(one, other) or (one.person and other.person):
            return True
        if one.owner and other.owner and not self._one_owner(one.owner, other.owner):
            return True
        mine, its = set(one.body), set(other.body)
        return bool(mine and its) and not (mine <= its or its <= mine)

    def one_name(self, speakers: Iterable[Speaker]) -> dict[Speaker, str]:
        """For voices of one matter, the words that each root goes by: a voice of nobody in particular joins the only one it can be."""
        ordered = sorted(dict.fromkeys(speakers), key=lambda one: (not (one.body and one.owner), not one.person, is_bare(one)))
        known: list[Speaker] = []
        found: dict[Speaker, str] = {}
        for one in ordered:
            surely = [other for other in known if one == other or self.same(one, other, surely=True)]
            may_be = surely or [other for other in known if self.same(one, other)]
            if not surely and len(may_be) != 1:
                known.append(one)
                may_be = [one]
            found[one] = may_be[0].words
        return found

    def _somebody_of_it(self, one: Speaker, other: Speaker, whose: tuple[str, ...], theirs: tuple[str, ...], *, surely: bool) -> bool:
        """Where only a state or a group is named ("the Keshans said"): that one, or in one claim any body of it."""
        if not whose or not theirs or not self._one_owner(whose, theirs):
            return False
        if not one.body and not other.body:
            return bool(one.person) == bool(other.person)
        body = one if one.body else other
        return not surely and body.role in {"state", "armed"} and not one.person and not other.person

    def _one_owner(self, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        """Whether two bodies of one kind are one owner's: as ``same_owner``, where the owners share a word that tells something."""
        if countries_of(one) & countries_of(other):
            return True  # "us", "american"
        mine, its = _alone(one, other), _alone(other, one)
        if (mine or its) and set(one) - mine <= BORNE_BY_MANY:  # "free dravian" and "free keshan", "united" and "united nations"
            return any(self._leads(word, whose) or self._leads(whose, word) for word in mine for whose in its)
        return self.same_owner(one, other)

    def same_owner(self, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        """Whether one of some owners is one of others: kindred words, or a seat of government and its state."""
        if any(kindred(mine, its) for mine in one for its in other):
            return True
        if countries_of(one) & countries_of(other):
            return True
        return any(self._leads(mine, its) or self._leads(its, mine) for mine in one for its in other)

    def one_acts(self, mine: Sequence[Doer], its: Sequence[Doer]) -> bool:
        """Whether one of some who act is one of others (``same_doer``)."""
        return any(self.same_doer(one, other) for one in mine for other in its)

    def same_doer(self, one: Doer, other: Doer) -> bool:
        """Whether two who act, or whose people are counted, are one body or bodies of one owner: nothing tells them apart, and what they
        share tells something."""
        if not one or not other or are_told_apart(one, other):
            return False
        if one == other or _are_initials(one, other) or _are_initials(other, one):
            return True
        mine, its = _telling_words(one), _telling_words(other)
        if mine and its:
            return self._one_owner(mine, its)
        return bool(set(one) & set(other))  # "Front fighters" and those of the "Highland Front"

    def _leads(self, seat: str, state: str) -> bool:
        known, before, here = self._background.seats.get(seat, {}), self._background.learnt.get(seat, {}), self.learnt.get(seat, {})
        if not (known or before or here) or self._background.is_land(seat):
            return False
        learnt = {other: {*before.get(other, ()), *here.get(other, ())} for other in {*before, *here}}
        votes = [*known.items(), *((other, len(claims)) for other, claims in learnt.items())]
        count = sum(number for place, number in votes if any(kindred(word, state) for word in place.split()))
        return count >= _LEAST_VOTES and count * 2 > sum(number for _, number in votes)

    @staticmethod
    def _all_words(speaker: Speaker) -> set[str]:
        return {*speaker.body, *speaker.owner} or set(speaker.person)

    def _named_in_short(self, one: Speaker, other: Speaker) -> bool:
        """ "the rescue service" for "Valley Rescue": a single word without an owner that the other's name holds."""
        mine, its = sorted((self._all_words(one), self._all_words(other)), key=len)
        short = one if self._all_words(one) == mine else other
        return len(mine) == 1 and not short.owner and not short.person and short.role not in {"state", "armed", "official"} and mine <= its

    def _named_alike(self, one: Speaker, other: Speaker, *, surely: bool) -> bool:
        """ "Valley Rescue" and "the rescue service of the valley": every word of the shorter in the longer; a body that every land has is
        surely that of one only where both are said to be somebody's."""
        if surely and bool(one.owner) != bool(other.owner) and {one.role, other.role} & {"state", "armed", "official"}:
            return False
        mine, its = self._all_words(one), self._all_words(other)
        short, long = sorted((mine, its), key=len)
        return len(short) > 1 and short <= long


def _telling_words(doer: Doer) -> Doer:
    """The words of one who acts that tell whose it is, without those for an army, a league or a front, which many have."""
    return tuple(word for word in doer if word not in _BODIES and role_of(word) not in {"armed", "state"})


def _are_initials(short: Doer, whole: Doer) -> bool:
    return len(short) == 1 < len(whole) and short[0] == first_letters(whole)


def speaks_as_government(speaker: Speaker) -> bool:
    """Whether a voice is that of a whole government, or of the land that it governs ("the Keshan government", "Kesh")."""
    return not speaker.person and (speaker.body == ("government",) if speaker.role == "state" else not speaker.body and bool(speaker.owner))


def _are_run_by_others(one: Speaker, other: Speaker) -> bool:
    """Whether one of two voices is said to be held or set up by a power of which the other's words do not tell.

    "The Vale-led government of Kesh" is neither the Keshan government nor one that others lead; the Vale itself it may be where the
    Vale holds it, but not where the Vale only backs it. A ministry with the same land's name may be the same one, unless
    others appointed it.
    """
    if OF_A_POWER.isdisjoint((*one.body, *other.body)):
        return False
    for mine, its in ((one, other), (other, one)):
        powers, others = _powers_behind(mine), _powers_behind(its)
        shared = {word for word in powers if any(kindred(word, whose) for whose in (*its.owner, *others))}
        if powers and others and not shared:
            return True
        if powers and not others:
            if not shared and (("government" in mine.body and "government" in its.body) or not _SEATED_BY.isdisjoint(powers.values())):
                return True
            if set(mine.owner) - set(powers) and any(powers[word] in SET_UP_BY for word in shared):
                return True
    return False


def _powers_behind(speaker: Speaker) -> dict[str, str]:
    """The named powers that hold a body or set it up, each with the word that says which."""
    found = ((one["before"] or one["after"], one["how"] or one["so"]) for one in _WHOSE_POWER.finditer(speaker.words))
    return {who.lower(): how for who, how in found if who.lower() in speaker.owner}


def _is_short_for(one: Speaker, other: Speaker) -> bool:
    """Whether a voice is called by the initials of another's whole name ("the RSF", "the Rapid Support Forces")."""
    if one.person or other.person or len({*one.body, *one.owner}) != 1:
        return False
    full = _ARTICLE.sub("", other.words)
    short = initials(full)
    if not short or {*one.body, *one.owner} != {short.lower()} or short not in words(one.words):
        return False
    named = outlet_speaks(" ".join(word for word in words(full) if word[0].isupper()))
    return {*named.body, *named.owner} == {*other.body, *other.owner}


def _initials_among(voices: Iterable[Speaker]) -> set[Speaker]:
    """Those of some voices that are called by the initials of another."""
    full: dict[str, list[Speaker]] = {}
    for one in voices:
        full.setdefault(initials(_ARTICLE.sub("", one.words)).lower(), []).append(one)
    return {one for one in voices for word in (*one.body, *one.owner)[:1] if any(_is_short_for(one, other) for other in full.get(word, ()))}


def is_joint_with(one: Speaker, other: Speaker) -> bool:
    """Whether one of two voices is of several bodies of which the other is one at most ("the ministries of the two countries")."""
    return is_of_several(one) != is_of_several(other) or _is_one_of(one, other) or _is_one_of(other, one)


def _is_one_of(one: Speaker, both: Speaker) -> bool:
    """Whether one voice is one of the two that another's words join ("Kesh", "Kesh and Voria")."""
    halves = [folded(half) for half in both.words.split(" and ")]
    if len(halves) < 2 or not one.owner or not both.owner or is_of_several(one):
        return False
    owned = [{word for word in both.owner if word in half} for half in halves]
    its = [{word for word in half if any(kindred(word, mine) for mine in one.owner)} for half in owned]
    return any(half and not mine for half, mine in zip(owned, its, strict=True)) and any(its)


def _alone(words: tuple[str, ...], others: tuple[str, ...]) -> set[str]:
    """The words of one owner that have no like among those of another."""
    return {word for word in words if not any(kindred(word, known) for known in others)}
