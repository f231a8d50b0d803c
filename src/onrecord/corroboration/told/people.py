"""Whose people a figure counts, where its words say so: what keeps an army's own losses apart from those it tells of the other."""

import re

from onrecord.corroboration.groups import category_of
from onrecord.corroboration.names import CALENDAR, NAMES, kindred, words
from onrecord.corroboration.told.deeds import owner_of
from onrecord.corroboration.told.records import Speaker
from onrecord.corroboration.told.wording import folded_names, names_in
from onrecord.corroboration.told_apart import are_told_apart
from onrecord.records import Figure

_ITS_OWN = re.compile(r"\b(?:its|their|our|own|ours)\b", re.IGNORECASE)
_OF_ITS = re.compile(r" of (?:its|their|our)\b", re.IGNORECASE)
_OF_WHOM = re.compile(rf" (?:[a-z-]+ ){{1,2}}(?:of|from) (?:the )?(?P<whose>{NAMES})")
"""Words right behind a figure that say whose its people are ("49 of its soldiers", "61 soldiers of Kesh")."""
_SOLDIERS = frozenset("soldier soldiers troops servicemen serviceman conscript conscripts sailor sailors marines".split())
_REGULAR = frozenset("army navy airforce marines general staff".split())
"""Bodies whose own are called soldiers; those of other armed bodies are called fighters."""
_HAS_LOST = re.compile(
    rf"\b(?P<whose>{NAMES})(?: (?:army|navy|military|side|troops|soldiers|[Ff]orces|[Ff]ront|[Gg]overnment|units?|brigades?))?"
    r"(?: (?:has|had|have|itself|alone|also|already|now|so|far))* (?:lost|loses|lose|suffered|buried)\b[^.;,]*$"
)
"""A name that has lost those who are counted right behind ("Kesh has lost more than …")."""
_LOST_BY = re.compile(rf"[^.;,]*? (?:has|have|had|was|were)(?: been)? lost by (?:the )?(?P<whose>{NAMES})")
"""The same told the other way round, right behind a figure ("30 soldiers were lost by Kesh")."""
_CLAUSE = 80
"""Characters beside a figure in which its clause may say whose people it counts."""


def people_of(figure: Figure, text: str, start: int, speaker: Speaker | None) -> tuple[str, ...]:
    """Folded names of those whose people a figure counts: "Kesh soldiers", "Kesh has lost 30", "three of its soldiers" of the army of Kesh.

    Args:
        figure: what is counted.
        text: the report's.
        start: where the figure's sentence begins.
        speaker: who gives it.
    """
    proper = tuple(word.lower() for word in words(figure.group or "") if word[:1].isupper() and word.lower() not in CALENDAR)
    if proper:
        return proper
    combatants = category_of(figure.group) == "combatants"
    lost = _HAS_LOST.search(text[max(start, figure.start - _CLAUSE) : figure.start])
    behind = text[figure.end : figure.end + _CLAUSE]
    named = lost or _LOST_BY.match(behind) or (_OF_WHOM.match(behind) if combatants else None)
    if named and (whose := names_in(named["whose"], named.string)[0]):
        return folded_names(whose)
    if speaker is None or not combatants:
        return ()
    if _ITS_OWN.search(figure.group or "") or _OF_ITS.match(behind) or _are_its_kind(figure.group, speaker):
        return owner_of(speaker)
    return ()


def may_be_one_people(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two owners may be one, as far as their words show: kindred names that nothing tells apart, or one of them is not told."""
    return not one or not other or (not are_told_apart(one, other) and any(kindred(mine, its) for mine in one for its in other))


def _are_its_kind(group: str | None, speaker: Speaker) -> bool:
    """Whether people of such a name are the speaker's own where nothing else is said: the soldiers of an army, the fighters of a group."""
    soldiers, regular = any(word.lower() in _SOLDIERS for word in words(group or "")), bool(_REGULAR & set(speaker.body))
    return soldiers == regular and (regular or speaker.role == "armed")
