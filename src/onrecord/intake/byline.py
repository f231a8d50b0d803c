"""Bylines that a page shows outside the text of its report: kept as authors and outlet, so that they are not lost with their box."""

import re
from collections.abc import Collection
from dataclasses import dataclass

_LEAD = re.compile(r"^(?:(?:story|words|text|written|reported|reporting|report)\s+)?by\b:?\s*", re.IGNORECASE)
_PARTS = re.compile(r"\s*(?:[,;|·•\n]|\s[–—-]\s|\s(?:and|&)\s)\s*")
_NAME = re.compile(r"^[^\W\d_][^\s\d]*(?:\s(?:de|da|di|du|van|von|der|den|del|la|le|el|al|bin|ibn|ter)|\s[^\W\d_][^\s\d]*){1,4}$")
_PLACED = re.compile(r"\s+(?:in|at|from|near)\s+(?:the\s+)?[^\W\d_].*$")
_FOR = re.compile(r"\s+for\s+(?:the\s+)?(?=[^\W\d_])")
_ROLES = frozenset(
    "correspondent reporter editor writer staff bureau chief senior special foreign political diplomatic defence defense security"
    " our in the at of and".split()
)
_DATED = re.compile(
    r"^(?:(?:first|last)\s+)?(?:published|updated|posted|modified|on|at|\W|\d|[ap]\.?m\.?|gmt|utc|bst|e[ds]t|cet|local|time|h|hrs|hours"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    r"|st|nd|rd|th|\s)+$",
    re.IGNORECASE,
)
_LONGEST = 300
"""Characters of the longest byline; several authors with their places."""


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote a report, and for whom."""

    authors: tuple[str, ...]
    outlet: str | None
    dated: bool
    """True where a date stands in it too."""


def read_byline(text: str, known: Collection[str] = ()) -> Byline | None:
    """A byline of names, places, roles and dates and nothing else; None for any other text, also for one that goes on behind it.

    Args:
        text: a block that a page shows.
        known: authors that the page states; a block may begin with one of them without "by".
    """
    lead = _LEAD.match(text)
    if len(text) > _LONGEST or (lead is None and not any(text.startswith(name) for name in known)):
        return None
    authors: list[str] = []
    outlet, dated = None, False
    for part in _PARTS.split(text[lead.end() if lead else 0 :].strip().rstrip(".")):
        words, *employer = _FOR.split(part, maxsplit=1)
        name = _PLACED.sub("", words).strip()
        if employer:
            outlet = outlet or employer[0].strip()
        if not part or _is_role(part) or (authors and _PLACED.fullmatch(f" {part}") and _capitalised_tail(part)):
            continue
        if _DATED.match(part):
            dated = True
        elif _NAME.match(name) and _capitalised(name) and _capitalised_tail(words[len(name) :]):
            authors.append(name)
        else:
            return None
    return Byline(tuple(dict.fromkeys(authors)), outlet, dated) if authors else None


def _is_role(part: str) -> bool:
    """ "Chief correspondent in Upper Vale": no other small words than those of a role, and one that names it."""
    small = [word for word in part.lower().split() if word in _ROLES]
    return bool(set(small) - {"in", "the", "at", "of", "and", "our"}) and all(w[0].isupper() or w.lower() in _ROLES for w in part.split())


def _capitalised(name: str) -> bool:
    return name[0].isupper() and name.rsplit(maxsplit=1)[-1][0].isupper()


def _capitalised_tail(tail: str) -> bool:
    """The place behind a name: capitals, and small words that stand inside names of places."""
    return all(
        word[0].isupper() or word in ("in", "at", "from", "near", "the", "of", "and", "de", "la", "el", "al") for word in tail.split()
    )
