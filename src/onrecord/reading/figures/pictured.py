"""What a picture shows: "photographs of a dead child", "two photographs, one of a burned body". Nobody counts victims there."""

from onrecord.reading.figures.counted import Counted
from onrecord.reading.figures.lexicon import harm_words, singular
from onrecord.reading.page import Page

PICTURES = frozenset("picture pictures image images photo photos photograph photographs video videos footage clip clips portrait".split())
_SHOWING = frozenset("of showing depicting".split())
_REMAINS = frozenset("body corpse cadaver remains dead".split())
"""Nouns of harm for what lies in a picture; others ("the killing of 12") name the event that it was taken of."""
_PATH = frozenset("DT PRP$ PDT JJ NN NNS NNP CD CC POS VBN RB".split())
_MARKS = frozenset({",", ":", "(", "–", "—"})
_REACH = 24
"""Tokens back to the picture at most."""


def pictured(page: Page, counted: Counted) -> bool:
    """Whether a number counts what a picture shows, or the pictures themselves ("one of a dead infant")."""
    first, end = page.sentence_of(counted.first)
    if _one_of_a(page, counted, first, end):
        return any(page.tokens[at].lower in PICTURES for at in range(first, counted.first))
    shown = counted.quantity.last < end and page.tokens[counted.quantity.last].lower == "of"
    for at in range(counted.first - 1, max(first, counted.first - _REACH) - 1, -1):
        word = page.tokens[at].lower
        if word in PICTURES:
            return shown
        if word in _SHOWING:
            shown = True
            continue
        on_the_way = page.classes[at] in _PATH or page.tokens[at].text in _MARKS
        if not on_the_way or (word in harm_words().noun and singular(word) not in _REMAINS):
            return False
    return False


def _one_of_a(page: Page, counted: Counted, first: int, end: int) -> bool:
    """ "one of a …": no part of several people, and neither is the noun behind it."""
    number = counted.quantity.last - 1
    if counted.quantity.kind == "article" and counted.first - 2 >= first and page.tokens[counted.first - 1].lower == "of":
        return page.classes[counted.first - 2] == "CD"
    return number + 2 < end and page.tokens[number + 1].lower == "of" and page.tokens[number + 2].lower in ("a", "an")
