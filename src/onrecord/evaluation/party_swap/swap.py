"""Two actors exchanged in an English text, with their names, aliases, demonyms and offices, in running grammar."""

import re
from collections.abc import Iterator

from onrecord.errors import WrongUse
from onrecord.evaluation.party_swap.actors import SwapActor
from onrecord.evaluation.party_swap.alignment import Alignment, Change

_VOWEL_LETTERS = frozenset("aeioAEIO")
_SPOKEN_WITH_A_VOWEL = frozenset("AEFHILMNORSX")
"""Letters whose own name begins with a vowel sound, for abbreviations that are spelled out ("an RSF unit")."""
_LONG_U = re.compile(r"(?i)u(?:ni(?!n|m)|[bcfkrst][aeiou]|k)|eu|one\b|once\b")
"""Spellings that begin with a consonant sound in spite of their letter ("a Ukrainian", "a European")."""


def swap_text(text: str, first: SwapActor, second: SwapActor) -> tuple[str, Alignment]:
    """The text with two actors exchanged, and where its characters come from.

    Capitals (sentence starts, headlines), possessives and the indefinite article are set right for the new word.

    Raises:
        WrongUse: when the tables are not equally long, so that a word has no counterpart.
    """
    counterparts = _counterparts(first, second)
    pattern = _pattern(counterparts)
    pieces: list[str] = []
    changes: list[Change] = []
    done = length = 0
    for match in pattern.finditer(text):
        pieces.append(text[done : match.start()])
        length += match.start() - done
        done = match.end()
        for start, end, replacement in _replacements(match, counterparts):
            changes.append(Change(start, end, length, length + len(replacement)))
            pieces.append(replacement)
            length += len(replacement)
    pieces.append(text[done:])
    return "".join(pieces), Alignment(changes, actors=(first, second))


def _counterparts(first: SwapActor, second: SwapActor) -> dict[str, str]:
    """Each form in which a word may stand, and what stands for it."""
    for table in ("names", "demonyms", "offices"):
        if len(getattr(first, table)) != len(getattr(second, table)):
            raise WrongUse(
                f"{first.names[0]} and {second.names[0]} have different numbers of {table}",
                hint="give both actors the same words position by position",
            )
    found: dict[str, str] = {}
    for one, other in zip(first.terms(), second.terms(), strict=True):
        for word, counterpart in ((one, other), (other, one)):
            found.setdefault(word, counterpart)
            found.setdefault(_capitalised(word), _capitalised(counterpart))
            if not word.isupper():  # an abbreviation has no other capitals
                found.setdefault(word.upper(), counterpart.upper())
    return found


def _capitalised(word: str) -> str:
    return word[:1].upper() + word[1:]


def _pattern(counterparts: dict[str, str]) -> re.Pattern[str]:
    """Longest words first; white space may be any, and an article before and a possessive after come along."""
    words = sorted(counterparts, key=lambda word: (-len(word), word))
    names = "|".join(r"\s+".join(re.escape(part) for part in word.split()) for word in words)
    article = r"(?:(?<!\w)(?P<article>[Aa]n?|AN?)(?P<space>\s+))?"
    possessive = r"(?P<possessive>['’]s(?!\w)|(?<=[sS])['’](?=\s+\w))?"
    return re.compile(rf"{article}(?<!\w)(?P<name>{names}){possessive}(?!\w)")


def _replacements(match: re.Match[str], counterparts: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    """Original start and end, and replacement, of each piece of a match; untouched pieces map to themselves."""
    name = match["name"]
    counterpart = counterparts[" ".join(name.split())]
    if match["article"] is not None:
        yield *match.span("article"), _article(match["article"], counterpart)
        yield *match.span("space"), match["space"]
    yield from _word_by_word(match.start("name"), name, counterpart)
    if match["possessive"] is not None:
        yield *match.span("possessive"), _possessive(match["possessive"], name, counterpart)


def _word_by_word(start: int, name: str, counterpart: str) -> Iterator[tuple[int, int, str]]:
    """One piece a word where both have as many, so that a span inside a name finds its way back."""
    words = list(re.finditer(r"\S+|\s+", name))
    others = counterpart.split()
    if len(others) * 2 - 1 != len(words):
        yield start, start + len(name), counterpart
        return
    for position, word in enumerate(words):
        replacement = word.group() if position % 2 else others[position // 2]
        yield start + word.start(), start + word.end(), replacement


def _article(article: str, following: str) -> str:
    right = "an" if _begins_with_vowel_sound(following) else "a"
    if article == "AN" or (article == "A" and following.isupper() and len(following.split(maxsplit=1)[0]) > 4):
        return right.upper()
    return right.capitalize() if article[0].isupper() else right


def _begins_with_vowel_sound(word: str) -> bool:
    first = word.split(maxsplit=1)[0]
    if first.isupper() and len(first) <= 4:
        return first[0] in _SPOKEN_WITH_A_VOWEL
    if _LONG_U.match(first):
        return False
    return first[0] in _VOWEL_LETTERS or first[0] in "uU"


def _possessive(possessive: str, name: str, counterpart: str) -> str:
    """``'s``, or the bare apostrophe that may follow s; after another letter a bare one becomes ``'s``."""
    mark = possessive[0]
    if possessive == mark and name[-1] in "sS" and counterpart[-1] not in "sS":
        return f"{mark}s"
    return possessive
