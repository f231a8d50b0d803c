"""Words that tell a body, a people or a land from another of the same name: north and south, rebels and rulers, held by others."""

from collections.abc import Iterable

from onrecord.corroboration.countries import countries_of

_SIDES_OF_A_LAND = frozenset(
    "north south east west northern southern eastern western northeastern northwestern southeastern southwestern".split()
)
TELLING_APART = _SIDES_OF_A_LAND | frozenset(
    """
    upper lower central inner outer greater new old free democratic people people's peoples popular national islamic interim transitional
    real liberation revolutionary
    """.split()
)
"""Words that tell a body or a land from another of the same name, and that bodies of many lands bear."""
BORNE_BY_MANY = TELLING_APART | set("st saint san santa united republic state states red white green blue black".split())
"""Words that bodies share without having anything to do with each other."""

OF_A_RIVAL = frozenset("rebel rebels opposition exile exiled parallel rival breakaway separatist separatists insurgent insurgents".split())
"""Words for a body that stands against another of the same land."""
HELD_BY = frozenset("run led controlled held".split())
SET_UP_BY = frozenset("appointed backed installed aligned allied affiliated linked".split())
OF_A_POWER = HELD_BY | SET_UP_BY
"""Words for a body behind which another power stands."""
BY_OTHERS = OF_A_RIVAL | OF_A_POWER
"""Words for a body that stands against another, and for those that others than the government hold or set up ("Kesh-appointed")."""

_ONE_MEANING = {f"{side}ern": side for side in _SIDES_OF_A_LAND if f"{side}ern" in _SIDES_OF_A_LAND}
_ONE_MEANING |= dict.fromkeys("rebel rebels insurgent insurgents separatist separatists breakaway".split(), "rebel")
_ONE_MEANING |= {"exiled": "exile", "peoples": "people", "people's": "people"}


def marks_in(spelled: Iterable[str]) -> tuple[str, ...]:
    """Words that tell a body from another of the same name ("northern", "rebels", "Free"), folded and in their order.

    Of words in small letters only those for a side of the land or for a rival: "the interim government" is the land's own.
    """
    small = _SIDES_OF_A_LAND | OF_A_RIVAL
    return tuple(word.lower() for word in spelled if word.lower() in (small | TELLING_APART if word[:1].isupper() else small))


def are_told_apart(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether a word tells two owners apart ("kesh", "north kesh"; "dravian", "free dravian"), or they are two known countries.

    Args:
        one: folded words for whose a body is, or for a body itself.
        other: those of another.
    """
    if not one or not other:
        return False
    codes = countries_of(one), countries_of(other)
    return marks_of(one) != marks_of(other) or (all(codes) and codes[0].isdisjoint(codes[1]))


def marks_of(words: Iterable[str]) -> frozenset[str]:
    """The folded words that tell a body from another, those of one meaning as one ("southern", "south"; "rebels", "insurgents")."""
    return frozenset(_ONE_MEANING.get(word, word) for word in words if word in TELLING_APART or word in BY_OTHERS)
