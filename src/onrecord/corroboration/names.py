"""Names of people and bodies as sequences of words, compared so that "Israeli" meets "Israel" for every country alike."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october "
    "november december".split()
)
"""Capitalised words that are nobody's name."""
NAME = r"(?:(?:[A-Z]\.){2,}|[A-Z][\w’'-]+)"
"""Pattern of a word that may be a name in the middle of a sentence, short ones among them ("US", "U.N.", "M23")."""
NAMES = rf"{NAME}(?: {NAME})*"
"""Pattern of such words one after another ("South Sudan’s", "Rapid Support")."""
_SHORT = re.compile(r"(?:[A-Z]\.){2,}|[A-Z][A-Z0-9]{1,4}")
_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?")
_POSSESSIVE = re.compile(r"['’]s?$")
_ABBREVIATION = re.compile(r"^(?:[^\W\d_]\.)+[^\W\d_]?\.?$")
_HYPHENATED_ROLE = re.compile(
    r"-(run|led|backed|aligned|affiliated|linked|controlled|held|installed|appointed|allied|based|owned)$", re.IGNORECASE
)

# Endings that turn the name of a country, a territory or a people into its adjective or its inhabitants.
_ADDED = (
    "i",
    "is",
    "n",
    "ns",
    "an",
    "ans",
    "ian",
    "ians",
    "ese",
    "lese",
    "ish",
    "s",
    "er",
    "ers",
    "en",
    "ien",
    "iens",
    "ite",
    "ites",
    "ni",
)
_AFTER_LOST_VOWEL = ("ian", "ians", "an", "ans", "ese", "ish", "i", "is", "en")
_SHORTEST_STEM = 4
BEGINNING = _SHORTEST_STEM
"""Letters that kindred words have in common at least, at their beginning; shorter ones are the same word."""


def words(name: str) -> tuple[str, ...]:
    """The words of a name in their own case, without possessive endings and full stops; "rebel-run" gives rebel, run."""
    found: list[str] = []
    for match in _WORD.finditer(name):
        word = match.group()
        word = word.replace(".", "") if _ABBREVIATION.match(word) else word.rstrip(".")
        word = _POSSESSIVE.sub("", word)
        role = _HYPHENATED_ROLE.search(word)
        found += [word[: role.start()], role.group(1)] if role else [word]
    return tuple(word for word in found if word)


def folded_name(name: str) -> str:
    """A name of one word (``NAME``) in lower case, without its ending and full stops: "Kesh’s" is "kesh", "U.S." is "us"."""
    return _POSSESSIVE.sub("", name.replace(".", "") if _SHORT.fullmatch(name) else name).casefold()


def is_short_name(name: str) -> bool:
    """Whether a word is a name in capitals ("US", "M23", "U.N."), whichever word it would be in small letters."""
    return _SHORT.fullmatch(_POSSESSIVE.sub("", name)) is not None


class Spellings:
    """Folded names, found in a phrase without comparing each with it: kindred words begin alike (``_SHORTEST_STEM`` letters)."""

    def __init__(self, spellings: Iterable[tuple[str, ...]]) -> None:
        self._at: dict[str, list[int]] = {}
        self._spellings = tuple(spellings)
        for number, spelling in enumerate(self._spellings):
            if spelling:
                self._at.setdefault(spelling[0][:_SHORTEST_STEM], []).append(number)

    def inside(self, whole: tuple[str, ...]) -> list[int]:
        """Numbers of the names that stand in a folded phrase (``position_in``), ascending."""
        likely = {number for word in whole for number in self._at.get(word[:_SHORTEST_STEM], ())}
        return [number for number in sorted(likely) if position_in(self._spellings[number], whole) is not None]


@lru_cache(maxsize=8192)
def folded(name: str) -> tuple[str, ...]:
    """The words of a name in lower case, without a leading article."""
    lower = tuple(word.lower() for word in words(name))
    return lower[1:] if len(lower) > 1 and lower[0] in {"the", "a", "an", "its", "their", "his", "her", "our"} else lower


@lru_cache(maxsize=1 << 16)
def kindred(left: str, right: str) -> bool:
    """Whether two lower-case words are the same, or one is the adjective or plural of the other ("yemen", "yemeni")."""
    if left == right:
        return True
    short, long = sorted((left, right), key=len)
    if len(short) < _SHORTEST_STEM:
        return False
    if long.startswith(short) and long[len(short) :] in _ADDED:
        return True
    stem = short[:-1]
    if short[-1] in "aeoy" and len(stem) >= _SHORTEST_STEM and long.startswith(stem) and long[len(stem) :] in _AFTER_LOST_VOWEL:
        return True
    return _one_people(short, long)


def _one_people(short: str, long: str) -> bool:
    """Two adjectives of one name ("houthi", "houthis"; "palestinian", "palestine")."""
    for vowel in ("", "a", "e"):
        for ending in ("i", "n", "ian", "an", "ese"):
            if short.endswith(ending) and len(short) - len(ending) >= _SHORTEST_STEM:
                base = short[: -len(ending)] + vowel
                if long.startswith(base) and long[len(base) :] in ("", *_ADDED):
                    return True
    return False


def position_in(part: tuple[str, ...], whole: tuple[str, ...]) -> int | None:
    """Where the words of ``part`` stand one after another in ``whole`` (both folded), or None."""
    if not part:
        return None
    opening = part[0][:_SHORTEST_STEM]
    if not any(word.startswith(opening) for word in whole):
        return None  # no word is kindred with the first
    for start in range(len(whole) - len(part) + 1):
        if all(kindred(one, other) for one, other in zip(part, whole[start:], strict=False)):
            return start
    return None


def capitalised_runs(phrase: str) -> tuple[tuple[str, ...], ...]:
    """Runs of words that begin with a capital, in order: the proper names in a phrase."""
    runs: list[list[str]] = []
    last_end = -2
    for match in _WORD.finditer(phrase):
        word = match.group()
        if not word[0].isupper():
            continue
        gap = phrase[last_end : match.start()] if last_end >= 0 else "\n"
        joined = runs and gap == " " and not _POSSESSIVE.search(runs[-1][-1])
        if joined:
            runs[-1].append(word)
        else:
            runs.append([word])
        last_end = match.end()
    return tuple(tuple(_POSSESSIVE.sub("", word) for word in run) for run in runs)


def first_letters(spelled: Iterable[str]) -> str:
    """The first letters of some words, as they are."""
    return "".join(word[0] for word in spelled)


def initials(name: str) -> str:
    """The capitals of a name of several words ("Rapid Support Forces" → "RSF"), else an empty text."""
    capitals = first_letters(word for word in words(name) if word[0].isupper())
    return capitals if len(capitals) > 1 and any(a != b for a, b in pairwise(capitals)) else ""
