"""Names behind masks: the network reads who spoke without being told who it is.

Every name is shown to the network as one of a fixed row of masks, however many words it has: the first name of a text as the first mask,
the second as the second, the same name as the same mask throughout. Two parties that change places in a text so leave the network's
input as it was, and with it what it reads: it cannot prefer one of them. In training the masks are drawn at random, so that none comes
to mean anything.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
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
    """.split()
)
"""Days and months are written like names and are none. A title goes with its name."""
SHORTEST = 2
"""A single capital is an initial or a letter."""
_LINKS = frozenset({"of", "for", "the"})
"""Small words inside names of bodies."""
_BODIES = frozenset(
    """
    agency alliance army assembly association authority bureau campaign center centre coalition command commission committee confederation
    congress convention corps council department directorate federation forces foundation front fund headquarters institute league
    mission movement network observatory office organisation organization party programme program service society tribunal union
    """.split()
)
"""What may be for something: "the Movement for the Liberation of …", but "left … for …"."""
_DESCRIBING = frozenset(
    """
    angry another any armed big defiant early embattled exiled fellow few first former further influential key last late leading local main
    many mainly masked more most nearby neighbouring neighboring next older other pro prominent recent retired rival same senior several
    some such top unidentified unknown various veteran young
    """.split()
)
"""Adjectives before a name that a sentence begins with and that are no part of it."""
_PARTING = frozenset("north south east west united".split())
"""Whatever their class elsewhere, before a name they are of it."""
_BEFORE = frozenset("pro anti non ex cross".split())
_BEHIND = ("ed", "led", "held", "run", "born", "made", "built", "owned", "speaking", "friendly", "style", "majority", "wide", "era")
"""Parts of a hyphened word that are no part of the name in it: "anti-…", "…-backed"."""

_JOINING = str.maketrans("", "", "-‐‑'’.")
_APOSTROPHES = frozenset("'’")


class Names(NamedTuple):
    """The words of a page as the network takes them: a name is one word, however many tokens it has."""

    words: tuple[tuple[int, int], ...]
    """Tokens of each word: first, past-the-last."""
    whole: tuple[str | None, ...]
    """Of a name its tokens in small letters, else None."""
    around: tuple[tuple[str, str], ...]
    """What is written with a name by hyphen, before and behind: ("pro-", ""), ("", "-backed")."""


def names_of(page: Page) -> Names:
    """Tokens of names that stand side by side in a sentence are one name: "Saudi Arabia", "Al-Shabaab", "Ministry of Health", "RSF"."""
    parts = [
        _name_in(token, tag) if tag == "NNP" or "-" in token.text else None for token, tag in zip(page.tokens, page.classes, strict=True)
    ]
    _add_openings(page, parts)
    plain = [*_runs(page, parts)]
    known = _known_inside(page, plain)
    found = _runs(page, _with_known(page, parts, known)) if known else plain
    runs = {run.first: run for run in found}
    words: list[_Run] = []
    while (n := words[-1].last if words else 0) < len(parts):
        words.append(runs.get(n) or _Run(n, n + 1))
    return Names(
        tuple((word.first, word.last) for word in words),
        tuple(word.name for word in words),
        tuple((word.before, word.behind) for word in words),
    )


def _add_openings(page: Page, parts: list["_Part | None"]) -> None:
    """Take up the capitalised word before a name that a sentence begins with: "New Orria said", "Free Volta Columns withdrew"."""
    for first, last in page.sentences:
        token = page.tokens[first]
        if first + 1 == last or parts[first] is not None or parts[first + 1] is None or not token.text[0].isupper():
            continue
        naming = page.classes[first] in ("JJ", "NN") and token.lower not in _DESCRIBING | _KEPT and token.text.isalpha()
        if naming or token.lower in _PARTING:
            parts[first] = _Part(token.text)


class _Run(NamedTuple):
    """The tokens of one name, or a token that is of none."""

    first: int
    last: int
    name: str | None = None
    before: str = ""
    behind: str = ""


def _runs(page: Page, parts: Sequence["_Part | None"]) -> Iterator[_Run]:
    """The names of a page in order."""
    n = 0
    while n < len(parts):
        first, part = n, parts[n]
        n += 1
        if part is None or (part.name.islower() and (n == len(parts) or parts[n] is None)):  # a small word before no name
            continue
        before, end = part.before, page.sentence_of(first)[1]
        spoken = [part.name]
        while not part.behind and (further := _goes_on(page, parts, first, n, end)) is not None:
            number, part = further
            spoken += [*(token.lower for token in page.tokens[n:number]), part.name]
            n = number + 1
        yield _Run(first, n, " ".join(spoken).lower(), before, part.behind)


_LONGEST_NAME = 12
"""Words; longer runs of capitals are headings, which nobody repeats inside a sentence."""


def _known_inside(page: Page, runs: Sequence[_Run]) -> dict[str, set[tuple[str, ...]]]:
    """The names that the page writes inside its sentences, by their first word; no word that it writes small too."""
    small = {token.text for token in page.tokens if token.text[0].islower()}
    names = {
        tuple(token.lower for token in page.tokens[run.first : run.last])
        for run in runs
        if run.first > page.sentence_of(run.first)[0] + 1 and not (run.before or run.behind)
    }
    found: dict[str, set[tuple[str, ...]]] = {}
    for name in names:
        if len(name) <= _LONGEST_NAME and (len(name) > 1 or name[0] not in small):
            found.setdefault(name[0], set()).add(name)
    return found


def _with_known(page: Page, parts: Sequence["_Part | None"], known: Mapping[str, Container[tuple[str, ...]]]) -> list["_Part | None"]:
    """The parts, and the words of known names where a sentence begins or all is in capitals and word classes tell nothing."""
    more = list(parts)
    for n, token in enumerate(page.tokens):
        if not token.text[0].isupper() or (names := known.get(token.lower)) is None:
            continue
        following = tuple(t.lower for t in page.tokens[n : n + _LONGEST_NAME])
        longest = next((size for size in range(len(following), 0, -1) if following[:size] in names), 0)
        for m in range(n, n + longest):
            more[m] = more[m] or (None if page.tokens[m].lower in _LINKS else _Part(page.tokens[m].text))
    return more


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
    """What the network is shown for each word: of a name its mask.

    The article before a name and the apostrophe behind it are shown alike, whatever letters the name begins and ends with.
    """
    given: dict[str, str] = {}
    shown = []
    for n, ((first, _), name, (before, behind)) in enumerate(zip(*names, strict=True)):
        text = page.tokens[first].text
        if name is not None:
            shown.append(f"{before}{given.setdefault(name, MASKS[len(given) % len(MASKS)])}{behind}")
        elif text in ("an", "An", "AN") and n + 1 < len(names.whole) and names.whole[n + 1] is not None:
            shown.append(text[0])
        elif n and names.whole[n - 1] is not None and _is_genitive(page, first):
            shown.append("'s")
        else:
            shown.append(text)
    return shown


def _is_genitive(page: Page, n: int) -> bool:
    """ "'s" or "’s", and an apostrophe right behind an s where no quotation ends."""
    text = page.tokens[n].text
    if page.tokens[n - 1].end != page.tokens[n].start or text[0] not in _APOSTROPHES:
        return False
    if len(text) > 1:
        return text[1:] in ("s", "S")
    return page.tokens[n - 1].lower.endswith("s") and (n + 1 == len(page.tokens) or page.quoted[n - 1] is page.quoted[n + 1])
