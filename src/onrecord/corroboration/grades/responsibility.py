"""Who is said to have done what a claim is about, who denies it and who says so of themselves: always by somebody, never by us.

Reports seldom tell these beside the number. For a claim on a figure the statements of its reports are taken that speak of its place and
day; what other reports tell of the same accusation is added. Nothing here decides who did it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from onrecord.corroboration.claims import Beside, Claim, Item
from onrecord.corroboration.days import days_between
from onrecord.corroboration.grades.sides import party_named, party_of
from onrecord.corroboration.names import CALENDAR, NAME, folded, position_in, words
from onrecord.corroboration.told import Speaker, Told
from onrecord.corroboration.told.deeds import owner_of
from onrecord.records import Party

_SHARED_WORDS = 2
"""Telling words around them that a figure and a statement of one report share, where one of them names no place."""
_DAYS_APART = 1
_REPORTED_DAYS = 8
"""Days within which reports of one deed come out that do not all say on which day it was."""
_NEAR = 300
"""Characters between a figure and the words of somebody who admits a deed and names neither it nor a doer; about two sentences."""
_DEED = re.compile(
    r"\b(?:attack\w*|strikes?|struck|raid\w*|bomb\w*|shell\w*|fir(?:e|es|ed|ing)|shot|shoot\w*|hits?|responsib\w*|behind it)\b",
    re.IGNORECASE,
)
"""Words for the deed itself: who admits an error of counting has not admitted that."""
_ANSWERED_FOR = re.compile(
    rf"{_DEED.pattern}|\b(?:hitting|target(?:s|ed|ing)?|involve(?:d|ment)|(?:part|hand|role) in|behind)\b", re.IGNORECASE
)
"""Words by which somebody denies a deed without its sort ("denied any part in the attack")."""
_BEHIND_IT = re.compile(rf"\bbehind (?:(?:the|this|that|any|such) )?(?:[a-z]+ )?{_DEED.pattern}|\bbehind (?:it|this|them)\b", re.IGNORECASE)
"""Who is behind a deed hides behind nothing."""

_ATTACKED = re.compile(
    r"(?<!authorities )(?<!government )(?<!ministry )(?<!leaders )(?<!officials )"
    r"\b(?:on|against|at|in|into|near|over|across|inside|outside|around|towards?|upon"
    r"|(?:attack|assault|shell|bomb|strik|hit|raid|storm|invad|besieg|destroy|burn|target|struck)[a-z]*)"
    rf"(?: (?!by\b|to\b|from\b)[a-z-]+){{0,3}}(?: {NAME})+"
)
"""A name that is attacked, or the place where something was ("the attack on the town of Doran", "for shelling Doran")."""
_BLAMED = re.compile(
    r"[\s\"“'‘]*(?:it|this|that|them|these|everything|blame|responsibility)(?: for (?:it|this|that))?(?: [a-z]+ly)? on ", re.IGNORECASE
)
"""Words with a name that is blamed right behind them ("blamed it on Kesh")."""
_SHORT = 4
"""Letters of names that are written with full stops or without ("U.S.", "RSF")."""
_PRONOUNS = frozenset("us it he who".split())
"""Small words that are no names, though names are spelled like them ("US")."""

Parties = Mapping[str, Sequence[Party]]
Key = tuple[str, str]
"""A reading and an id in it."""


@dataclass(frozen=True, slots=True)
class Actor:
    """One who is said to have done it."""

    name: str
    owner: tuple[str, ...]
    """Folded words by which it is recognised."""
    by: tuple[str, ...]
    """Who says so, each once, in order of time."""


@dataclass(frozen=True, slots=True)
class Responsibility:
    """What is said about who did it."""

    actors: tuple[Actor, ...] = ()
    """Each once, in order of time."""
    denied_by: tuple[str, ...] = ()
    """Who denies it, whoever it is."""
    denied_by_accused: tuple[str, ...] = ()
    """Those of them who are among the actors or speak for one."""
    admitted_by: tuple[str, ...] = ()
    """Actors, or who speaks for one, who say that they did it."""


NOBODY_ACCUSED = Responsibility()


class Accusations:
    """The statements of some reports, set out so that those that concern a claim are found."""

    def __init__(self, beside: Beside, parties: Parties) -> None:
        self._beside = beside
        self._parties = parties
        self._claim_at = {item.key: claim for claim in beside.statement_claims for item in claim.items}
        self._denied_at: dict[str, list[Item]] = {}
        """The denials by the words of the places that they name, "" for those that name none."""
        for item in beside.denials:
            for place in item.told.places or ("",):
                self._denied_at.setdefault(place, []).append(item)
        self._denials_of: dict[Key, list[Item]] = {}
        """The denials of a statement, by its key and by their own."""
        for item in beside.denials:
            for key in (item.key, *((item.telling.reading, one) for one in item.told.denied)):
                self._denials_of.setdefault(key, []).append(item)

    def about(self, claim: Claim) -> Responsibility:
        """What is said about who did what a claim is about."""
        told = self._concerning(claim)
        keys = {item.key for item in told}
        admissions = [item for item in told if self._admits(item, claim, keys)]
        actors = self._actors(told, admissions)
        denials = [item for item in self._denials(claim, told) if item.told.speakers]
        accused = [item for item in denials if any(self._speaks_for(item, actor) for actor in actors)]
        return Responsibility(
            actors=tuple(actors),
            denied_by=_names(denials),
            denied_by_accused=_names(accused),
            admitted_by=_names(admissions),
        )

    def _concerning(self, claim: Claim) -> tuple[Item, ...]:
        """The statements about the deed, in order of time; of a claim on a figure those of its reports that concern it.

        What other reports tell of one of these accusations is added, unless it names another place or day.
        """
        found = {item.key: item for item in (claim.items if not claim.is_figure else _beside_figures(claim))}
        for item in list(found.values()):
            shared = self._claim_at.get(item.key)
            if shared is not None and (item.told.doers or item.told.act in {"accuses", "admits"}) and not item.told.negated:
                fitting = (other for other in shared.items if not claim.is_figure or _may_concern(claim, other.told))
                found |= {other.key: other for other in fitting}
        return tuple(sorted(found.values(), key=lambda item: (*item.when, item.telling.reading)))

    def _actors(self, told: Sequence[Item], admissions: Sequence[Item]) -> list[Actor]:
        """Those who are said to have done it; who tells of a deed of its own is one where it admits it."""
        said: list[tuple[tuple[str, ...], str, str]] = []
        admitted = {item.key for item in admissions}
        for item in told:
            if item.told.negated:
                continue
            speaker = _first(item)
            by = speaker.words if speaker is not None else f"{item.telling.outlet or item.telling.report} in its own voice"
            for doer in self._doers(item, admits=item.key in admitted):
                own = speaker is not None and self._beside.book.same_doer(owner_of(speaker), doer)
                if not own or item.key in admitted:
                    said.append((doer, self._name(item, doer), by))
        found: list[Actor] = []
        for doer, name, by in said:
            at = next((at for at, known in enumerate(found) if self._beside.book.same_doer(known.owner, doer)), None)
            if at is None:
                found.append(Actor(name, doer, (by,)))
            else:
                found[at] = Actor(found[at].name, found[at].owner, tuple(dict.fromkeys((*found[at].by, by))))
        return found

    def _doers(self, item: Item, *, admits: bool) -> Iterator[tuple[str, ...]]:
        """Folded words for each who is said to act in a statement; where it names nobody, the first party that an accusation names."""
        if item.told.doers and (item.told.sorts or item.told.act in {"accuses", "admits"}):
            yield from item.told.doers
        elif admits and (speaker := _first(item)) is not None:
            yield owner_of(speaker) or folded(speaker.words)
        elif item.told.act == "accuses" and not item.told.doers:
            named = self._first_party(item.told)
            if named:
                yield named

    def _first_party(self, told: Told) -> tuple[str, ...]:
        """The folded name of the party that stands first in the words of an accusation ("blamed Kesh for the attack on Doran"), but for
        those whom its words tell as attacked."""
        text = told.words if _BLAMED.match(told.words) else _ATTACKED.sub(" – ", told.words)
        said = tuple("" if word in _PRONOUNS else word.lower() for word in words(text))
        spelled = {folded(name) for parties in self._parties.values() for party in parties for name in (party.name, *party.aliases)}
        places = [(at, name) for name in spelled if name and (at := position_in(name, said)) is not None]
        return min(places, key=lambda one: (one[0], -len(one[1]), one[1]))[1] if places else ()

    def _denials(self, claim: Claim, told: Sequence[Item]) -> tuple[Item, ...]:
        """Statements that deny what the claim or one of the statements about its deed tells, in whatever report and words."""
        keys = [item.key for item in (*claim.items, *told)]
        keys += [(item.telling.reading, by) for item in claim.items if item.told.figure is not None and (by := item.told.figure.denied_by)]
        found = {item.key: item for key in keys for item in self._denials_of.get(key, ())}
        for item in told:
            near = {one.key: one for place in (*item.told.places, "") for one in self._denied_at.get(place, ())}
            found |= {key: one for key, one in near.items() if key not in found and self._denies(one, item, claim)}
        return tuple(sorted(found.values(), key=lambda item: (*item.when, item.telling.reading)))

    def _denies(self, denial: Item, item: Item, claim: Claim) -> bool:
        """Whether a denial is of the deed that a statement tells, by its sort, doer, place and day, though it names no statement.

        Who is not said to have done it must name the sort of the deed and its place.
        """
        told, denied = item.told, denial.told
        if told.negated or not (told.sorts or told.act in {"accuses", "admits"}) or not _on_one_day(item, denial):
            return False
        if claim.is_figure and not _may_concern(claim, denied if _says_its_day(denied) else replace(denied, dated=False)):
            return False
        sorts = set(denied.sorts) - ({"cover"} if _BEHIND_IT.search(denied.words) else set())
        here, of_one_sort = bool(set(told.places) & set(denied.places)), bool(set(told.sorts) & sorts)
        doers = tuple(self._doers(item, admits=False))
        if not doers or not denied.doers:
            return of_one_sort and here
        alike = here or len({*told.stems, *told.context} & {*denied.stems, *denied.context}) >= _SHARED_WORDS
        in_general = not (told.sorts and sorts) and _ANSWERED_FOR.search(denied.words) is not None
        return alike and (of_one_sort or in_general) and self._beside.book.one_acts(doers, denied.doers)

    def _admits(self, item: Item, claim: Claim, told: set[Key]) -> bool:
        """Whether a party, a state or an armed body says of itself that it did what the claim is about.

        Where its words do not name itself as the doer, they must stand beside the figure or tell an accusation that is told of it too.
        """
        speaker = _first(item)
        if item.told.act != "admits" or item.told.negated or speaker is None:
            return False
        if speaker.role not in {"state", "armed"} and party_of(speaker, self._parties, self._beside.book) is None:
            return False
        if item.told.doers:
            return self._beside.book.one_acts((owner_of(speaker),), item.told.doers)
        if not item.told.sorts and not _DEED.search(item.told.words):
            return False
        shared = self._claim_at.get(item.key)
        accused = shared is not None and any(other.told.act != "admits" and other.key in told for other in shared.items)
        return accused or not claim.is_figure or _stands_near(item, claim)

    def _speaks_for(self, item: Item, actor: Actor) -> bool:
        speaker = _first(item)
        return speaker is not None and (self._beside.book.same_doer(owner_of(speaker), actor.owner) or folded(speaker.words) == actor.owner)

    def _name(self, item: Item, doer: tuple[str, ...]) -> str:
        """The party that the words name, else the words as the report has them."""
        party = party_named(doer, self._parties, self._beside.book)
        if party is not None:
            return party.name
        speaker = _first(item)
        said = f"{item.told.words} {speaker.words if speaker is not None else ''}"
        spelled = (_with_or_without_stops(word) if word.isalpha() and len(word) <= _SHORT else re.escape(word) for word in doer)
        pattern = r"(?:[\s’'-]|\bof\b|\bthe\b)+".join(spelled)
        found = (match.group() for match in re.finditer(rf"\b{pattern}(?!\w)", said, re.IGNORECASE))
        with_capitals = next((words for words in found if any(letter.isupper() for letter in words)), None)
        return with_capitals or " ".join(word.upper() if len(word) < _SHORT else word.capitalize() for word in doer)


def _with_or_without_stops(word: str) -> str:
    return "(?:{}|{}[.])".format(word, "[.]".join(word))


def _beside_figures(claim: Claim) -> Iterator[Item]:
    for item in claim.items:
        for said in item.telling.statements:
            if not said.counts and _concerns(item.told, said):
                yield Item(item.telling, said)


def _concerns(counted: Told, said: Told) -> bool:
    """Whether a statement speaks of what a figure of its report counts."""
    if counted.day and said.day and counted.dated and said.dated and abs(days_between(counted.day, said.day)) > _DAYS_APART:
        return False
    if counted.sentence == said.sentence:
        return True
    place = counted.figure.place if counted.figure is not None else None
    mine, its = set(folded(place)) if place else set(counted.places), set(said.places)
    if mine and its:
        return bool(mine & its)
    return len(set(counted.context) & set(said.context)) >= _SHARED_WORDS


def _may_concern(claim: Claim, said: Told) -> bool:
    """Whether a statement of another report names no other place and day than a claim on a figure."""
    places = {word for item in claim.items if item.told.figure is not None for word in folded(item.told.figure.place or "")}
    if places and said.places and not places & set(said.places):
        return False
    days = [item.told.day for item in claim.items if item.told.dated and item.told.day]
    return not (days and said.dated and said.day) or any(abs(days_between(day, said.day)) <= _DAYS_APART for day in days)


def _on_one_day(one: Item, other: Item) -> bool:
    """Whether two statements may be of one day: both say which, or their reports came out near each other."""
    mine, its = one.told.day, other.told.day
    if not mine or not its:
        return one.telling is other.telling
    return abs(days_between(mine, its)) <= (_DAYS_APART if one.told.dated and _says_its_day(other.told) else _REPORTED_DAYS)


def _says_its_day(denied: Told) -> bool:
    """Whether the words of a denial say on which day it was; a day beside them is that of the denial ("on Tuesday denied that …")."""
    said = {word.lower() for word in words(denied.words)}
    return denied.dated and not said.isdisjoint({*CALENDAR, "yesterday", "today"})


def _stands_near(item: Item, claim: Claim) -> bool:
    here = (one.told for one in claim.items if one.telling is item.telling)
    return any(one.sentence == item.told.sentence or abs(one.start - item.told.start) <= _NEAR for one in here)


def _first(item: Item) -> Speaker | None:
    return next(iter(item.told.speakers), None)


def _names(items: Sequence[Item]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(speaker.words for item in items if (speaker := _first(item)) is not None))
