"""The words of harmful events, by type of incident. The same words for all sides."""

from onrecord.records.vocabulary import IncidentType

CLASS_OF: dict[IncidentType, str] = {
    "airstrike": "strike", "drone strike": "strike", "missile strike": "strike", "shelling": "strike", "bombing": "explosion",
    "mine blast": "explosion", "shooting": "ground", "ground attack": "ground", "clashes": "ground", "abduction": "seizure",
    "detention": "seizure", "arson": "property", "looting": "property", "aircraft downed": "aircraft", "other": "other",
}  # fmt: skip
"""Type → class; two accounts of one event often differ in type but rarely in class."""

VIOLENT = frozenset({"strike", "explosion", "ground", "other"})
"""Classes that two accounts of one event at one place may give it."""


def _table(rows: dict[IncidentType, str]) -> dict[str, IncidentType]:
    return {word: kind for kind, words in rows.items() for word in words.split()}


VERBS: dict[str, IncidentType] = _table({
    "shelling": "shell bombard pound mortar",
    "airstrike": "airstrike strafe",
    "bombing": "explode detonate",
    "ground attack": "raid storm ambush assault overrun massacre assail invade behead hack stab lynch slaughter waylay sack",
    "clashes": "clash",
    "shooting": "shoot gun",
    "abduction": "abduct kidnap",
    "detention": "detain arrest apprehend intern",
    "arson": "torch",
    "looting": "loot pillage ransack plunder rob",
})  # fmt: skip
"""Verbs whose type needs no weapon to be known."""

ARMED_VERBS = frozenset(
    "strike hit attack target bomb fire launch carry rain land fall slam crash tear rip kill wound injure destroy "
    "flatten damage drop set".split()
)
"""Verbs whose type is that of the weapon beside them."""

NOUNS: dict[str, IncidentType] = _table({
    "airstrike": "airstrike",
    "shelling": "shelling bombardment barrage salvo volley cannonade",
    "bombing": "bombing blast explosion detonation",
    "ground attack": "raid ambush assault massacre attack incursion onslaught stabbing lynching beheading",
    "clashes": "clash skirmish gunfight firefight battle fighting gunbattle",
    "shooting": "shooting gunfire",
    "abduction": "abduction kidnapping hostage-taking",
    "detention": "detention arrest",
    "arson": "arson torching firebombing",
    "looting": "looting pillage pillaging",
}) | {"strike": "airstrike", "fire": "shelling"}  # fmt: skip
"""Event nouns, in the singular."""

GENERIC = frozenset(
    "attack strike raid assault blast explosion kill wound injure hit target fire battle fighting destroy damage fall".split()
)
"""Words that name an event without its type: they take up one already told."""

KILLING = frozenset("kill murder slay wound injure".split())
"""Verbs that tell what was done to people and leave open how."""

MISFORTUNES = frozenset(
    "accident avalanche cholera collapse collision crash cyclone disease drought earthquake epidemic famine flood heat heatwave hunger "
    "hurricane landslide lightning outbreak quake stampede storm tornado wildfire".split()
)
"""What kills people without anybody's harming them."""

DOING = frozenset("carry launch conduct mount stage commit perpetrate unleash execute deliver undertake".split())
"""Verbs whose object is the event and whose subject its doer ("carried out an attack")."""

WEAPONS: dict[str, IncidentType] = _table({
    "drone strike": "drone drones uav uavs quadcopter quadcopters",
    "missile strike": "missile missiles rocket rockets projectile projectiles",
    "shelling": "shell shells artillery mortar mortars howitzer howitzers tank-shell gunboat gunboats gunners cannon cannons cannonfire",
    "airstrike": "jet jets warplane warplanes plane planes aircraft helicopter helicopters airstrike airstrikes bombers air barrel",
    "bombing": "bomb bombs ied ieds explosives car-bomb suicide bomber grenade grenades",
    "mine blast": "mine mines landmine landmines",
    "shooting": "gunmen gunman sniper snipers bullets gunfire gunshots",
    "arson": "ablaze",
})  # fmt: skip
"""Weapons and those who bear them → the type of event they make."""

NOT_WEAPONS_BEFORE = frozenset({"gold", "coal", "salt", "diamond", "cobalt", "copper", "iron"})
"""Words before "mine" that make it a pit."""

AIRCRAFT = frozenset("aircraft plane planes jet jets helicopter helicopters fighter warplane warplanes airliner bomber gunship".split())
DOWNING = frozenset({"down", "bring", "shoot"})
BUILDINGS = frozenset(
    "house houses home homes village villages hut huts market shop shops school church mosque clinic hospital crops "
    "fields barn barns building buildings "
    "store stores storehouse granary granaries warehouse warehouses stall stalls boats tents camp post posts".split()
)
PREVENTED = frozenset(
    "repel foil thwart prevent stop halt end condemn denounce fear threaten plan avoid avert fend expect resume cease "
    "prepare vow pledge warn suspend investigate".split()
)
"""Verbs whose object is an event that did not happen there and then, or that only takes one up."""
PEOPLE_TAKEN = frozenset({"away", "off", "hostage", "captive", "hostages"})
