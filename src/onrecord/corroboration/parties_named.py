"""Which of the names that a report shows taking part name somebody, and which of them are one party's."""

from collections.abc import Mapping

from onrecord.corroboration.countries import countries_in
from onrecord.corroboration.names import CALENDAR, folded, kindred, words
from onrecord.records import Reading

_PRONOUNS = frozenset("i we us our ours you your he him his she her hers it its they them their theirs this that these those".split())
_ARMS = frozenset(
    "air aircraft airstrike airstrikes ammunition artillery bomb bomber bombers bombs bullets cannon drone drones explosives fire "
    "grenade grenades gunboat gunboats gunfire gunners guns helicopter helicopters howitzer howitzers infantry jet jets mine mines missile "
    "missiles mortar mortars plane planes projectiles rifle rocket rockets shell shellfire shells sniper snipers tank tanks warplane "
    "warplanes".split()
)
"""Weapons and branches, which every side has."""
_SHARED = 3
"""Letters that every adjective shares with the name it is made from, at least."""
_NOBODY = _PRONOUNS | CALENDAR | _ARMS
_FORCES = frozenset({"army", "forces", "military", "navy", "troops", "soldiers"})


def named_once(names: Mapping[tuple[str, ...], str], reading: Reading) -> dict[tuple[str, ...], str]:
    """Folded spelling → party: without what names nobody; an adjective is the party that the report names otherwise.

    A lone adjective ("Veldonian") is the land's, when its name stands in the report as an actor or a place, else that of the army or the
    forces that the report calls so.
    """
    kept = {spelling: name for spelling, name in names.items() if any(word not in _NOBODY for word in spelling)}
    lands = _lands(reading)
    return {spelling: _owner(name, lands) or _force(name, reading) or name for spelling, name in kept.items()}


def _lands(reading: Reading) -> dict[str, tuple[str, ...]]:
    """Single names of bodies and places that stand in a report, by the letters that an adjective keeps."""
    bodies = [actor.name for actor in reading.actors if actor.kind not in {"person", "unnamed", "international body"}]
    bodies += [reading.text[start:end] for actor in reading.actors if actor.kind == "state" for start, end in actor.mentions]
    found = [*bodies, *(place.name for place in reading.places)]
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
    called = [actor for actor in reading.actors if actor.kind == "armed force" and actor.party == name]
    return next(
        (a.name for a in called if a.name.startswith(f"{name} ") and a.name.split()[-1] in _FORCES and len(a.name.split()) == 2), None
    )
