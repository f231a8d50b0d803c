"""The lands of a text: names that it shows to be those of states, or of what is governed like one, whether a table knows them or not.

A report on invented or forgotten states says "the Orrian army", "the health ministry of Velia", "on Velian soil": what has an army, a
government or a soil of its own is as wide as a state, and a total told of it is a total of the whole land.
"""

import re
from functools import lru_cache

from onrecord.reading.actors.kin import made_from, opening

_HELD = (
    r"(?:army|armed forces|air force|navy|government|parliament|president|premier|prime minister|soil|territory|citizens|citizenship|"
    r"(?:health|foreign|defen[cs]e|interior|information|finance) (?:ministry|minister)|general staff|border guards?|soldiers|troops)"
)
"""What a land has, and a town or a party hardly ever."""
_CALLED = re.compile(rf"\b([A-Z][\w-]{{3,}}) {_HELD}\b")
_OF = re.compile(
    rf"\b(?:{_HELD}|(?:ministry|minister) of (?:health|foreign affairs|defen[cs]e|the interior|information))"
    r" of ((?:[A-Z][\w’-]+ )?[A-Z][\w’-]{2,})"
)
_NAME = re.compile(r"\b[A-Z][\w-]{3,}")


@lru_cache(maxsize=4)
def lands_of(text: str) -> dict[str, str]:
    """Each name of a land in a text, by what it is called there: its adjectives, and itself."""
    adjectives = {match[1] for match in _CALLED.finditer(text)}
    called = {match[1]: match[1] for match in _OF.finditer(text)}
    if not adjectives:
        return called
    openings: dict[str, list[str]] = {}
    for name in dict.fromkeys(match[0] for match in _NAME.finditer(text)):
        openings.setdefault(opening(name), []).append(name)
    for adjective in sorted(adjectives):
        for name in openings.get(opening(adjective), ()):
            if name not in adjectives and made_from(adjective, name):
                called[adjective] = called[name] = name
    return called


def is_land(text: str, name: str) -> bool:
    """Whether a text shows that a name is one of a land ("Velia", where it speaks of "the Velian army")."""
    return lands_of(text).get(name) == name
