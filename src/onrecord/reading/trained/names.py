"""Names behind masks: the network reads who spoke without being told who it is.

Every word of a name is shown to the network as one of a fixed row of masks, the first name of a text as the first mask, the second as
the second, and the same name as the same mask throughout. Two parties that change places in a text so leave the network's input as it
was, and with it what it reads: it cannot prefer one of them. In training names are exchanged at random, so that nothing is learnt of them.
"""

from collections.abc import Sequence

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
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
    november december mr mrs ms dr prof gen col lt maj capt sgt sen rep gov st president minister ministry general colonel
    captain major
    """.split()
)
"""Titles, days and months are written like names and are none."""


_JOINING = str.maketrans("", "", "-‐‑'’")


def names_of(page: Page) -> tuple[str | None, ...]:
    """For each token its form where it is (part of) a name, else None."""
    return tuple(token.text if tag == "NNP" and _is_name(token) else None for token, tag in zip(page.tokens, page.classes, strict=True))


def _is_name(token: Token) -> bool:
    """Letters, with hyphens and apostrophes inside, that begin with a capital: "Kestria", "Al-Shabaab", "RSF"."""
    return len(token.text) > 1 and token.text[0].isupper() and token.text.translate(_JOINING).isalpha() and token.lower not in _KEPT


def masked(page: Page, names: Sequence[str | None]) -> list[str]:
    """The words of a page with every name behind its mask."""
    masks: dict[str, str] = {}
    words = []
    for token, name in zip(page.tokens, names, strict=True):
        words.append(token.text if name is None else masks.setdefault(name, MASKS[len(masks) % len(MASKS)]))
    return words
