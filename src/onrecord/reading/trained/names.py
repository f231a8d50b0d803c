"""Names behind masks: the network reads who spoke without being told who it is.

Every name is shown to the network as one of a fixed row of masks, however many words it has: the first name of a text as the first mask,
the second as the second, the same name as the same mask throughout. Two parties that change places in a text so leave the network's
input as it was, and with it what it reads: it cannot prefer one of them. In training the masks are drawn at random, so that none comes
to mean anything.
"""

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
    president minister ministry general colonel captain major
    """.split()
)
"""Titles, days and months are written like names and are none. A title cut short ("Gen.") goes with its name."""
SHORTEST = 2
"""A single capital is an initial or a letter."""

_JOINING = str.maketrans("", "", "-‐‑'’.")


class Names(NamedTuple):
    """The names of a page; one for each token."""

    whole: tuple[str | None, ...]
    """At the first word of a name all its words, else None."""
    starts: tuple[int, ...]
    """At the further words of a name its first word, else the token itself."""


def names_of(page: Page) -> Names:
    """Words of names that stand side by side in a sentence are one name: "Saudi Arabia", "Al-Shabaab", "RSF"."""
    starts: list[int] = []
    whole: list[str | None] = []
    before = False
    for n, (token, tag) in enumerate(zip(page.tokens, page.classes, strict=True)):
        name = _is_name(token, tag)
        goes_on = name and before and page.sentence_numbers[n] == page.sentence_numbers[n - 1]
        starts.append(starts[-1] if goes_on else n)
        whole.append(token.text if name and not goes_on else None)
        if goes_on:
            whole[starts[n]] = f"{whole[starts[n]]} {token.text}"
        before = name
    return Names(tuple(whole), tuple(starts))


def _is_name(token: Token, tag: str) -> bool:
    """Letters, with hyphens, apostrophes and full stops inside, that begin with a capital."""
    if tag != "NNP" or len(token.text) < SHORTEST or not token.text[0].isupper():
        return False
    return token.text.translate(_JOINING).isalpha() and token.lower not in _KEPT


def masked(page: Page, names: Names) -> list[str]:
    """What the network is shown for each word: of a name its mask for the first word and nothing for the others."""
    masks: dict[str, str] = {}
    words = []
    for n, (token, name) in enumerate(zip(page.tokens, names.whole, strict=True)):
        if name is not None:
            words.append(masks.setdefault(name, MASKS[len(masks) % len(MASKS)]))
        else:
            words.append(token.text if names.starts[n] == n else "")
    return words
