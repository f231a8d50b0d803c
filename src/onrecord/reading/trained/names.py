"""Names behind masks: the network reads who spoke without being told who it is.

Every name is shown to the network as one of a fixed row of masks, however many words it has: the first name of a text as the first mask,
the second as the second, the same name as the same mask throughout. Two parties that change places in a text so leave the network's
input as it was, and with it what it reads: it cannot prefer one of them. In training the masks are drawn at random, so that none comes
to mean anything.
"""

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.reading.page import Page
from onrecord.reading.tokens import Token

MASKS = tuple(
    """
    walker hughes carter ellis foster graham hayes jenkins keller lambert mason nolan owens palmer quinn reeves saunders tucker vaughn
    watkins abbott barrett chandler dawson everett fletcher gibson harper jennings kendall lawson marshall norris osborne parsons randall
    shepherd thornton underwood wallace barton clayton dalton emerson franklin griffin holden irving jarvis kirby lowell merrill newton
    oakley preston ramsey sherman tyler vernon whitman boyd crosby drake elliot forbes gale hale ingram knox lloyd monroe
    nash oliver pierce ross stuart todd vance webb york atkins blake conway doyle evans flynn grant hobbs
    """.split()
)
"""Plain surnames, each one piece of the vocabulary; a text with more names begins again."""
_KEPT = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday
    january february march april may june july august september october november december
    prime president minister ministry general colonel captain major
    """.split()
)
"""Titles, days and months are written like names and are none. A title cut short ("Gen.") goes with its name."""
SHORTEST = 2
"""A single capital is an initial or a letter."""
_BODIES = frozenset(
    """
    agency alliance army assembly association authority bureau campaign center centre coalition command commission committee confederation
    congress convention corps council department directorate federation forces foundation front fund headquarters institute league
    mission movement network observatory office organisation organization party programme program service society tribunal union
    """.split()
)
"""What may be for something: "the Movement for the Liberation of …", but "left … for …"."""
_BEFORE = frozenset("pro anti non ex cross".split())
_BEHIND = ("ed", "led", "held", "run", "born", "made", "built", "owned", "speaking", "friendly", "style", "majority", "wide", "era")
"""Parts of a hyphened word that are no part of the name in it: "anti-…", "…-backed"."""

_JOINING = str.maketrans("", "", "-‐‑'’.")
_APOSTROPHES = frozenset("'’")


class Names(NamedTuple):
    """The names of a page; one for each token."""

    whole: tuple[str | None, ...]
    """At the first word of a name all its words in small letters, else None."""
    starts: tuple[int, ...]
    """At the further words of a name its first word, else the token itself."""
    around: tuple[tuple[str, str], ...]
    """At the first word of a name what is written with it by hyphen, before and behind: ("pro-", ""), ("", "-backed")."""


def names_of(page: Page) -> Names:
    """Words of names that stand side by side in a sentence are one name: "Saudi Arabia", "Al-Shabaab", "Ministry of Health", "RSF"."""
    parts = [_name_in(token, tag) for token, tag in zip(page.tokens, page.classes, strict=True)]
    starts = list(range(len(parts)))
    whole: list[str | None] = [None] * len(parts)
    around = [("", "")] * len(parts)
    n = 0
    while n < len(parts):
        part = parts[n]
        if part is None or (part.name.islower() and (n + 1 == len(parts) or parts[n + 1] is None)):  # a small word before no name
            n += 1
            continue
        first, before = n, part.before
        end = page.sentence_of(n)[1]
        words = [part.name]
        n += 1
        while not part.behind and (further := _goes_on(page, parts, first, n, end)) is not None:
            number, part = further
            words += [*(token.lower for token in page.tokens[n:number]), part.name]
            n = number + 1
        whole[first], around[first] = " ".join(words).lower(), (before, part.behind)
        starts[first:n] = [first] * (n - first)
    return Names(tuple(whole), tuple(starts), tuple(around))


class _Part(NamedTuple):
    """The part of a word that is a name, and what is written with it."""

    name: str
    before: str = ""
    behind: str = ""


def _goes_on(page: Page, parts: Sequence[_Part | None], first: int, n: int, end: int) -> tuple[int, _Part] | None:
    """The next word of a name that reaches to ``n``: the word there, or one behind "of the"."""
    number = n
    if n < end and parts[n] is None:
        for_too = any(page.tokens[m].lower in _BODIES for m in range(first, n))
        if page.tokens[n].lower == "of" or (for_too and page.tokens[n].lower == "for"):
            number = n + 1
        if n < number < end and page.tokens[number].lower == "the":
            number += 1
        if number == n:
            return None
    part = parts[number] if number < end else None
    return None if part is None or part.before else (number, part)


def _name_in(token: Token, tag: str) -> _Part | None:
    """A word that begins with a capital, or such a part of a hyphened word; letters and digits, with marks inside."""
    if len(token.text) < SHORTEST or token.lower in _KEPT or not token.text.translate(_JOINING).isalnum():
        return None
    first, hyphen, rest = token.text.partition("-")
    if hyphen:
        if first.lower() in _BEFORE and rest[:1].isupper():
            return _Part(rest, before=f"{first}-")
        head, _, last = token.text.rpartition("-")
        if head[0].isupper() and last.islower() and last.endswith(_BEHIND):
            return _Part(head, behind=f"-{last}")
    return _Part(token.text) if tag == "NNP" and token.text[0].isalpha() else None


def masked(page: Page, names: Names) -> list[str]:
    """What the network is shown for each word: of a name its mask for the first word and nothing for the others.

    The article before a name and the apostrophe behind it are shown alike, whatever letters the name begins and ends with.
    """
    given: dict[str, str] = {}
    words = []
    for n, (token, name) in enumerate(zip(page.tokens, names.whole, strict=True)):
        if name is not None:
            before, behind = names.around[n]
            words.append(f"{before}{given.setdefault(name, MASKS[len(given) % len(MASKS)])}{behind}")
        elif names.starts[n] != n:
            words.append("")
        elif token.lower == "an" and n + 1 < len(names.whole) and names.whole[n + 1] is not None:
            words.append("a")
        elif token.text in _APOSTROPHES and _is_genitive(page, names, n):
            words.append("'s")
        else:
            words.append(token.text)
    return words


def _is_genitive(page: Page, names: Names, n: int) -> bool:
    """An apostrophe right behind a name that ends in s, where no quotation ends."""
    if n == 0 or n + 1 >= len(page.tokens) or page.tokens[n - 1].end != page.tokens[n].start:
        return False
    named = names.whole[names.starts[n - 1]] is not None and page.tokens[n - 1].lower.endswith("s")
    return named and page.quoted[n - 1] is page.quoted[n + 1] and page.tokens[n + 1].text[0].isalnum()
