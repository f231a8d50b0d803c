"""Which of the names that a report shows taking part name somebody, and which of them are one party's."""

import re
from collections.abc import Mapping

from onrecord.corroboration.countries import countries_in
from onrecord.corroboration.names import CALENDAR, folded, kindred, words
from onrecord.corroboration.roles import role_of
from onrecord.records import Reading

_PRONOUNS = frozenset("i we us our ours you your he him his she her hers it its they them their theirs this that these those".split())
_ARMS = frozenset(
    "air aircraft airstrike airstrikes ammunition artillery bomb bomber bombers bombs bullets cannon drone drones explosives fire "
    "grenade grenades gunboat gunboats gunfire gunners guns helicopter helicopters howitzer howitzers infantry jet jets mine mines missile "
    "missiles mortar mortars plane planes projectiles rifle rocket rockets shell shellfire shells sniper snipers tank tanks warplane "
    "warplanes".split()
)
"""Weapons and branches, which every side has."""
_NAME = re.compile(r"(?<![\w’'-])[A-Z][^\W\d_]{3,}(?![\w-])")
_SHARED = 3
"""Letters that every adjective shares with the name it is made from, at least."""
_NOBODY = _PRONOUNS | CALENDAR | _ARMS
_FORCES = "army|forces|military|navy"
_PEOPLE = frozenset(
    "soldiers soldier troops troop servicemen serviceman conscripts conscript sailors marines armies militaries governments".split()
)
"""Who is somebody's by what they are called: of "Kestrian soldiers" it is Kestria that takes part."""


def named_once(names: Mapping[tuple[str, ...], str], reading: Reading) -> dict[tuple[str, ...], str]:
    """Folded spelling → party: without what names nobody; an adjective is the party that the report names otherwise.

    A lone adjective ("Veldonian") is the land's, when its name stands in the report, else that of the army or the forces that the report
    calls so. Soldiers stand for whose they are ("Veldonian soldiers", "the armies of Veldonia").
    """
    kept = {spelling: name for spelling, name in names.items() if any(word not in _NOBODY for word in spelling)}
    lands = _lands(reading)
    found = {spelling: _whose(name) for spelling, name in kept.items()}
    return {spelling: _owner(name, lands) or _force(name, reading) or name for spelling, name in found.items()}


def _whose(name: str) -> str:
    """Whose soldiers a name names; a name that says no more than whose office they are of, and any other, as it is."""
    spelled = name.split()
    if len(spelled) > 1 and spelled[-1] in _PEOPLE:
        whose = " ".join(spelled[:-1]).removesuffix("'s").removesuffix("’s")
    elif len(spelled) > 2 and spelled[0].lower() in _PEOPLE and spelled[1] == "of":
        whose = " ".join(spelled[3:] if spelled[2] == "the" else spelled[2:])
    else:
        return name
    return whose if whose[:1].isupper() and (countries_in(whose) or any(role_of(word) is None for word in words(whose))) else name


def _lands(reading: Reading) -> dict[str, tuple[str, ...]]:
    """Single names of bodies and places that stand in a report, by the letters that an adjective keeps."""
    bodies = [actor.name for actor in reading.actors if actor.kind not in {"person", "unnamed", "international body"}]
    bodies += [reading.text[start:end] for actor in reading.actors if actor.kind == "state" for start, end in actor.mentions]
    found = [*bodies, *(place.name for place in reading.places), *_NAME.findall(reading.text)]
    lands: dict[str, tuple[str, ...]] = {}
    for name in dict.fromkeys(name for name in found if len(words(name)) == 1 and name[:1].isupper()):
        opening = folded(name)[0][:_SHARED]
        lands[opening] = (*lands.get(opening, ()), name)
    return lands


def _owner(name: str, lands: Mapping[str, tuple[str, ...]]) -> str | None:
    """The land whose adjective a lone word is; states of the table have names of their own."""
    lower = folded(name)
    if len(lower) != 1 or lower[0].endswith("s") or countries_in(name):
        return None
    made = (
        land
        for land in lands.get(lower[0][:_SHARED], ())
        if not land.endswith("s") and _is_shorter(land, name) and kindred(folded(land)[0], lower[0])
    )
    return next(made, None)


def _is_shorter(land: str, name: str) -> bool:
    """Whether a name can be the one that an adjective is made from: shorter than it, or of its length where a vowel was lost."""
    return len(land) < len(name) or (len(land) == len(name) and land[-1] in "aeoy" and name[-1] not in "aeoy")


def _force(name: str, reading: Reading) -> str | None:
    """The army or the forces called by a lone adjective, when nothing in the report is named otherwise by it."""
    if len(folded(name)) != 1 or countries_in(name):
        return None
    called = re.search(rf"(?<![\w’'-]){re.escape(name)} (?:{_FORCES})\b(?! of\b)", reading.text)
    return called.group() if called else None
