"""Whom a pronoun can stand for: who is named between the last speaker and it."""

import re
from typing import NamedTuple

from onrecord.reading.actors import ActorIndex
from onrecord.reading.actors.vocabulary import gender_of, number_of
from onrecord.reading.page import Page
from onrecord.records import Actor

_INDEFINITE = ("a ", "an ", "no ", "A ", "An ", "No ")
_HEAD = re.compile(r"\s(?:of|in|at|for|from|with|on|who)\s|\s\(unnamed\)")
"""Ends the words of a description at its head noun."""


class Pronoun(NamedTuple):
    """A pronoun, or a possessive, in a text."""

    at: int
    """Its token."""
    number: str
    """Of whom it stands for: ``one`` person, ``many``, a ``body``."""
    gender: str
    """``she``, ``he`` or ``either``."""


def opening_actor(page: Page, actors: ActorIndex, it: Pronoun, after: int) -> Actor | None:
    """Who opens a sentence between the last speaker and a pronoun in the same paragraph: "X laughed it off. He said …".

    A body must open the sentence right before: "The front has sent a letter. It says …".
    """
    paragraph = page.paragraphs[page.paragraph_numbers[it.at]][0]
    limit = page.tokens[max(after + 1, paragraph)].start
    for (start, end), actor in actors.before(page.tokens[it.at].start, limit):
        at = page.token_at(start)
        if _modifies(page, at, end) or (it.number == "body" and _people(page, at)):
            continue
        opens = at - page.sentence_of(at)[0] <= 1
        near = it.number == "one" or page.sentence_numbers[it.at] - page.sentence_numbers[at] == 1
        fits = actor.kind == "person" if it.number == "one" else actor.kind != "unnamed"
        if opens and near and fits and agrees(it.number, it.gender, *number_of_actor(actor)):
            return actor
    return None


def person_since(page: Page, actors: ActorIndex, it: Pronoun, after: int) -> Actor | None:
    """The person named first in the last paragraph between a speaker and a pronoun that names one, outside quotations."""
    found: tuple[int, Actor] | None = None
    for (start, _), actor in actors.before(page.tokens[it.at].start, page.tokens[after + 1].start):
        at = page.token_at(start)
        paragraph = page.paragraph_numbers[at]
        if paragraph == page.paragraph_numbers[after] or (found is not None and paragraph != found[0]):
            break
        if actor.kind == "person" and page.quoted[at] is None and agrees("one", it.gender, *number_of_actor(actor)):
            found = paragraph, actor
    return found[1] if found is not None else None


def people_since(page: Page, it: Pronoun, after: int) -> tuple[int, int] | None:
    """The last people in the plural between a speaker and a pronoun, outside quotations: "told | the families"."""
    for n in range(it.at - 1, after, -1):
        phrase = page.phrase_at.get(n)
        if phrase is not None and n == phrase.head and page.quoted[n] is None and number_of(page.tokens[n].lower) == "many":
            return phrase.first, phrase.last
    return None


def nearest_actor(page: Page, actors: ActorIndex, it: Pronoun, limit: int) -> Actor | None:
    """The actor named last between an offset and a token that a pronoun can stand for."""
    here = page.tokens[it.at].start
    for (start, end), actor in actors.before(here, limit):
        if end > here or page.text.startswith(_INDEFINITE, start) or not agrees(it.number, it.gender, *number_of_actor(actor)):
            continue
        at = page.token_at(start)
        if _modifies(page, at, end) or (it.number == "body" and _people(page, at)):
            continue
        if page.quoted[at] is None or page.quoted[it.at] is not None:
            return actor  # nobody refers to a name that stands only in somebody's quoted words
    return None


def _modifies(page: Page, at: int, end: int) -> bool:
    """ "The | Velian | army": a name inside the name of somebody else, whom the pronoun means."""
    phrase = page.phrase_at.get(at)
    return phrase is not None and page.tokens[phrase.head].start >= end


def _people(page: Page, at: int) -> bool:
    """ "Nine Orrian soldiers": many people, and no body that is "it"."""
    phrase = page.phrase_at.get(at)
    return phrase is not None and (page.classes[phrase.first] == "CD" or number_of(page.tokens[phrase.head].lower) == "many")


def in_heading(page: Page, index: int) -> bool:
    """Whether a token stands in a first line without a full stop: nobody in a text is "he" because the title names him."""
    first, last = page.paragraphs[0]
    return first <= index < last and page.tokens[last - 1].text[-1] not in ".!?\"”'’"


def agrees(number: str, gender: str, its_number: str, its_gender: str) -> bool:
    """Whether a pronoun can stand for a speaker. A body may be "they", a person never "it"."""
    if its_number == "any":
        return True
    if number == "one":
        return its_number == "one" and its_gender in (gender, "either")
    if number == "body":
        return its_number == "body"
    return its_number in ("many", "body")


def number_of_actor(actor: Actor) -> tuple[str, str]:
    """Number and gender by which one speaks of an actor."""
    if actor.kind == "person":
        words = (actor.office or "").lower().split()
        return "one", next((g for word in words if (g := gender_of(word)) != "either"), "either")
    if actor.kind == "unnamed":
        noun = _HEAD.split(actor.name.lower(), maxsplit=1)[0].split()[-1:]
        return ("many" if noun and number_of(noun[0]) == "many" else "one"), gender_of(noun[0]) if noun else "either"
    return "body", "either"
