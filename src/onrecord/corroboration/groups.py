"""Who was counted, and where, compared as a recorder would: a part of a people is not the people, a city is not its region."""

import re

from onrecord.corroboration.names import BEGINNING, folded, kindred

_INCLUDING = re.compile(
    r"\s*[,(–-]*\s*\b(?:including|among (?:them|whom)|most of (?:them|whom)|mostly|many of (?:them|whom)|half of (?:them|whom)"
    r"|\(elided)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_ANYBODY = frozenset(
    """
    people person persons others other more dead deaths bodies body victims victim casualties casualty killed injured wounded missing
    displaced lives souls burials graves fatalities individuals residents inhabitants total toll number count human beings
    """.split()
)
_PART_OF_A_PEOPLE = frozenset(
    """
    civilian civilians non-combatants noncombatants child children minor minors infant infants baby babies woman women girl girls boy boys
    man men elderly soldier soldiers troops servicemen servicemen serviceman conscripts fighter fighters militant militants combatant
    combatants insurgent insurgents terrorist terrorists gunmen rebels officers officer policemen police journalist journalists
    reporters medic medics doctors nurses aid humanitarian worker workers staff teacher teachers pupil pupils student students prisoner
    prisoners inmates detainees hostage hostages patient patients peacekeepers commanders commander guests farmers herders traders
    novices monks villagers family families
    """.split()
)
_CIVILIANS = frozenset("civilian civilians non-combatants noncombatants children child women minors infants babies".split())
_COMBATANTS = frozenset(
    (
        "soldier soldiers troops servicemen fighter fighters militant militants combatant combatants insurgent insurgents terrorist "
        "terrorists gunmen rebels"
    ).split()
)
_REGION_WORDS = frozenset(
    "strip valley basin region province governorate oblast territory territories enclave the besieged of state republic "
    "district area".split()
)
_SMALL = frozenset("of the in and a an other some many all more by from their its his her our no".split())


def head(group: str | None) -> tuple[str, ...]:
    """The folded words of a group without its "including …"; empty when the text names nobody in particular."""
    if not group:
        return ()
    return tuple(word for word in folded(_INCLUDING.sub("", group)) if word not in _SMALL and word not in _ANYBODY)


def is_anybody(group: str | None) -> bool:
    """Whether a group means people without saying which ("people", "bodies", nothing)."""
    return not head(group)


def category_of(group: str | None) -> str | None:
    """ "civilians" or "combatants" when the words of a group say so, else None; never inferred."""
    said = set(folded(_INCLUDING.sub("", group))) if group else set()
    if said & _CIVILIANS and not said & _COMBATANTS:
        return "civilians"
    return "combatants" if said & _COMBATANTS and not said & _CIVILIANS else None


def comparable(left: str | None, right: str | None) -> bool:
    """Whether two counts may be of the same people: one is unspecific, or they share a telling word."""
    mine, other = head(left), head(right)
    return not mine or not other or any(kindred(one, two) for one in mine for two in other)


def counts_group(figure_group: str | None, series_group: str) -> bool:
    """Whether a figure's group is the group of a series: never a part of it ("Keshan children"), unless the series counts it."""
    mine, series = head(figure_group), head(series_group)
    parts = {word for word in mine if word in _PART_OF_A_PEOPLE}
    if parts - {word for word in folded(series_group) if word in _PART_OF_A_PEOPLE}:
        return False
    if not mine or not series:
        return True
    return any(kindred(one, two) for one in mine for two in series)


def names_group(figure_group: str | None, series_group: str) -> bool:
    """Whether a figure's group names the series' group outright, by a word that is not just "people"."""
    return any(kindred(one, two) for one in head(figure_group) for two in head(series_group))


def place_key(place: str | None) -> tuple[str, ...]:
    """The folded words of a place without those that merely say what sort of place it is ("the Kesh Strip" → kesh)."""
    lower = folded(place or "")
    return tuple(word for word in lower if word not in _REGION_WORDS) or lower


def place_beginning(place: str | None) -> str:
    """How the words of a place begin (``place_key``), which two names of one place share; empty where there is none."""
    return next(iter(place_key(place)), "")[:BEGINNING]


def one_place(one: str | None, other: str | None) -> bool:
    """Whether two counts are of one place: of the same, or neither names one."""
    return one is other if not one or not other else same_place(one, other)


def may_be_one_place(one: str | None, other: str | None) -> bool:
    """Whether two counts may be of one place: of the same, or one of them names none."""
    return not one or not other or same_place(one, other)


def same_place(left: str, right: str) -> bool:
    """Whether two names mean one place: "the Kesh Strip" and "Kesh", but not "Kesh City" or "northern Kesh"."""
    return same_place_key(place_key(left), place_key(right))


def same_place_key(mine: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """The same of the words that ``place_key`` gives."""
    return bool(mine) and len(mine) == len(other) and all(kindred(one, two) for one, two in zip(mine, other, strict=True))
