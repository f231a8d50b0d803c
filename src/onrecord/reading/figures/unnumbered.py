"""Victims told without a number: one by description or name ("the mayor", "her grandson"), or a bare plural ("insurgents").

One described person is exactly one. A bare plural is honestly two or more. Both are read only where they stand right
beside their verb, because nothing but that verb says that they are a count at all.
"""

from collections.abc import Iterator, Sequence

from onrecord.reading.figures.counted import Counted
from onrecord.reading.figures.lexicon import head_kind, people_words, person_status, singular
from onrecord.reading.page import Page
from onrecord.reading.phrases import NounPhrase
from onrecord.reading.quantities import Quantity

_WHOLE_BODIES = frozenset("police people staff personnel family crew public enemy".split())
_DEFINITE = frozenset("the his her their its my our your this that".split())


def described(page: Page, taken: Sequence[Counted], persons: frozenset[int]) -> Iterator[Counted]:
    """Noun phrases without a number that may be victims, in text order.

    Args:
        page: the text.
        taken: what the quantities count; their phrases are left out.
        persons: tokens that belong to the name of a person.
    """
    numbered = {index for counted in taken for index in range(counted.first, counted.last)}
    for phrase in page.noun_phrases:
        if phrase.pronoun or phrase.first in numbered or any(n in numbered for n in range(phrase.first, phrase.last)):
            continue
        if phrase.first and page.tokens[phrase.first - 1].lower in ("neither", "nor", "not"):
            continue
        if phrase.first and phrase.first - 1 in numbered and page.tokens[phrase.first - 1].text != ",":
            continue
        counted = _one(page, phrase, persons) or _several(page, phrase)
        if counted is not None:
            yield counted


def _one(page: Page, phrase: NounPhrase, persons: frozenset[int]) -> Counted | None:
    word = page.tokens[phrase.head].lower
    named = page.classes[phrase.head] == "NNP" and (phrase.head in persons or _titled(page, phrase))
    if not named:
        opens = page.tokens[phrase.first].lower
        if (
            not (page.classes[phrase.head] == "NN" or (phrase.head == 0 and in_headline(page, phrase)))
            or person_status(page, phrase.head) is None
            or word in _WHOLE_BODIES | people_words().collectives
            or singular(word) != word
        ):
            return None
        if opens not in _DEFINITE and "POS" not in page.classes[phrase.first : phrase.head] and not in_headline(page, phrase):
            return None
    quantity = Quantity(phrase.first, phrase.first + 1, phrase.first, 1, 1, None, False, "description")
    group = (phrase.first + (page.tokens[phrase.first].lower in _DEFINITE), phrase.head + 1)
    return Counted(quantity, phrase.first, phrase.head + 1, phrase.head, "person", None, group)


def in_headline(page: Page, phrase: NounPhrase) -> bool:
    """ "Ferryman shot dead near Osk": headlines leave the article out; they open the text and end without a full stop."""
    first, last = page.paragraphs[0]
    plain = phrase.first == first and page.tokens[last - 1].text not in (".", "!", "?", "”", '"')
    verb = page.verb_at.get(phrase.last) if plain and phrase.last < last else None
    return verb is not None and verb.first == phrase.last and page.classes[verb.first] in ("VBN", "VBD", "VBZ")


def _titled(page: Page, phrase: NounPhrase) -> bool:
    """A name behind a noun for people: "militia commander Abu Samra"."""
    return any(page.classes[n] == "NN" and person_status(page, n) is not None for n in range(phrase.first, phrase.head))


def _several(page: Page, phrase: NounPhrase) -> Counted | None:
    if page.classes[phrase.head] != "NNS" or page.classes[phrase.first] in ("DT", "PRP$", "CD") or head_kind(page, phrase.head) != "person":
        return None
    if (
        page.tokens[phrase.head].lower in ("others", "people", "troops", "forces", "police")
        or "POS" in page.classes[phrase.first : phrase.head]
    ):
        return None
    if page.tokens[phrase.first].lower in ("many", "numerous", "most", "few", "other", "all", "more", "such"):
        return None
    quantity = Quantity(phrase.head, phrase.head + 1, phrase.head, 2, None, None, True, "plural")
    return Counted(quantity, phrase.first, phrase.head + 1, phrase.head, "person", None, (phrase.first, phrase.head + 1))


def same_person(page: Page, one: Counted, other: Counted) -> bool:
    """Whether the second only says who the first is: "Selma Ardin, a teacher, was killed", "the commander, Omar Sel"."""
    if one.head is None or other.head is None or not (one.exact_one and other.exact_one) or other.first - one.last != 1:
        return False
    if page.tokens[one.last].text != ",":
        return False
    return (page.classes[one.head] == "NNP") != (page.classes[other.head] == "NNP") or _apposed(page, other)


def _apposed(page: Page, other: Counted) -> bool:
    """ "A seventh victim, | a boy of nine, | died": between commas, with the verb right behind."""
    if page.tokens[other.first].lower not in ("a", "an"):
        return False
    end = page.sentence_of(other.first)[1]
    at = other.last
    while at < min(end, other.last + 3) and (page.tokens[at].lower == "of" or page.classes[at] == "CD"):
        at += 1
    follows = page.verb_at.get(at + 1) if at + 1 < end and page.tokens[at].text == "," else None
    return follows is not None and follows.first == at + 1 and follows.finite
