"""Noun phrases without their tails, and verb groups, from word classes alone.

A *noun phrase* here is the base phrase: determiner, numbers, adjectives, nouns, possessives ("Gaza's health ministry").
What follows it ("of the town", ", a doctor,", "who …") is put on by those who need it. A *verb group* is a verb with its
auxiliaries, negation and adverbs between them ("could not be independently verified").
"""

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.reading.tokens import Token
from onrecord.reading.words import NOUNS, VERBS, verb_lemma

_PREMODIFIERS = frozenset({"DT", "PRP$", "CD", "JJ", "NN", "NNS", "NNP", "POS", "VBN", "VBG"})
_QUANTITY_HEADS = frozenset("dozens scores hundreds thousands millions several some many few most others".split())
_AUXILIARIES = frozenset({"be", "have", "do", "get"})


class NounPhrase(NamedTuple):
    """A base noun phrase; token indices, end exclusive."""

    first: int
    last: int
    head: int
    """Index of the head noun, or of the pronoun."""
    pronoun: bool


class VerbGroup(NamedTuple):
    """A verb with its auxiliaries; token indices, end exclusive."""

    first: int
    last: int
    head: int
    """Index of the main verb."""
    lemma: str
    """Dictionary form of the main verb in lower case."""
    finite: bool
    """False for a bare participle, gerund or infinitive."""
    passive: bool
    negated: bool
    modal: str | None
    """The modal verb in lower case ("could"), if there is one."""
    infinitive: bool
    """True for "to" + verb; the "to" is part of the group."""


def find_noun_phrases(tokens: Sequence[Token], classes: Sequence[str], sentences: Sequence[tuple[int, int]]) -> tuple[NounPhrase, ...]:
    """All base noun phrases in text order; they do not overlap."""
    found: list[NounPhrase] = []
    for first, last in sentences:
        index = first
        while index < last:
            phrase = _noun_phrase_at(tokens, classes, index, last)
            if phrase is None:
                index += 1
            else:
                found.append(phrase)
                index = phrase.last
    return tuple(found)


def _noun_phrase_at(tokens: Sequence[Token], classes: Sequence[str], index: int, last: int) -> NounPhrase | None:
    tag = classes[index]
    if tag in ("PRP", "WP", "EX"):
        return NounPhrase(index, index + 1, index, True)
    if tag not in _PREMODIFIERS or tag == "POS":
        return None
    if tag in ("VBN", "VBG") and not _modifies(classes, index, last):
        return None
    end, head, noun_at = index, -1, -1
    while end < last and not _ends_phrase(tokens, classes, first=index, index=end, noun_at=noun_at, last=last):
        tag = classes[end]
        if tag in NOUNS:
            noun_at = head = end
        elif tag == "CD" or tokens[end].lower in _QUANTITY_HEADS:
            head = end
        end += 1
    if head < 0:
        # "the wounded", "both": an adjective or determiner standing for people
        head = end - 1
        if (
            head < index
            or classes[head] not in ("JJ", "DT", "VBN", "CD", "PRP$")
            or (head == index and classes[head] in ("JJ", "VBN", "PRP$"))
        ):
            return None
        if classes[head] == "DT" and tokens[head].lower in ("the", "a", "an", "no", "every"):
            return None
    end = head + 1
    return NounPhrase(index, end, head, False)


def _ends_phrase(tokens: Sequence[Token], classes: Sequence[str], *, first: int, index: int, noun_at: int, last: int) -> bool:
    """True where the token no longer belongs to the noun phrase that began at ``first`` and had its last noun at ``noun_at``."""
    tag = classes[index]
    following = classes[index + 1] if index + 1 < last else ""
    if tag in NOUNS:
        return index > first and tag != "NN" and tokens[index - 1].lower in _TIME_NAMES and _is_a_time(tokens, first, index)
    if tag == "CD":  # "told reporters | 12 people were killed", "according to Ana Brek | 12 people", but "May 12", "Flight 12"
        if noun_at != index - 1 or noun_at < 0:
            return False
        if classes[noun_at] == "NNP":
            plural = following == "NNS" or (following == "JJ" and index + 2 < last and classes[index + 2] == "NNS")
            return plural and tokens[noun_at].lower.rstrip(".") not in _MONTH_NAMES
        return following in ("NN", "NNS", "JJ")
    if tokens[index].lower in _QUANTITY_HEADS:
        return False
    if tag == "DT":
        return index > first and not (classes[index - 1] == "DT" and tokens[index - 1].lower in ("all", "both", "half", "such"))
    if tag == "PRP$":
        return index > first and classes[index - 1] != "DT"
    if tag in ("VBN", "VBG"):
        return not _modifies(classes, index, last)
    if tag == "POS":
        return noun_at != index - 1
    if tag == "JJ":
        return noun_at >= 0 and "POS" not in classes[noun_at:index] and not _continues(classes, index, last)
    if tag == "RB":
        return following not in ("JJ", "CD", "VBN") or index == first
    if tag == "PU":
        return not _inner_mark(tokens, classes, first, index, last)
    return tag not in _PREMODIFIERS


_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_PARTS = frozenset({"morning", "afternoon", "evening", "night"})
_MONTHS = frozenset("january february march april june july august september october november december may".split())
_MONTH_NAMES = _MONTHS | frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())
_TIME_NAMES = _DAYS | _PARTS | _MONTHS
_BEFORE_TIMES = frozenset({"on", "since", "until", "till", "by", "in", "late", "early", "last", "next", "this"})


def _is_a_time(tokens: Sequence[Token], first: int, index: int) -> bool:
    """ "On Wednesday | Velia said", "last Tuesday night | shells fell", "in May | Norland lost": a phrase by itself."""
    begin = index - 1
    if tokens[begin].lower in _PARTS:
        begin -= 1
        if begin < first or tokens[begin].lower not in _DAYS:
            return False
    return begin > 0 and tokens[begin - 1].lower in _BEFORE_TIMES and first >= begin - 1


def _modifies(classes: Sequence[str], index: int, last: int) -> bool:
    """A participle inside a noun phrase: something nominal follows at once ("armed men", "displaced families")."""
    return (
        index + 1 < last
        and classes[index + 1] in ("NN", "NNS", "NNP", "JJ")
        and index > 0
        and classes[index - 1] not in ("NN", "NNS", "NNP", "PRP", "MD", "TO")
    )


def _continues(classes: Sequence[str], index: int, last: int) -> bool:
    return index + 1 < last and classes[index + 1] in ("NN", "NNS", "NNP")


def _inner_mark(tokens: Sequence[Token], classes: Sequence[str], first: int, index: int, last: int) -> bool:
    """A comma between adjectives, "&" or a full stop inside a name; quotation marks round one word of the phrase."""
    mark = tokens[index].text
    if index + 1 >= last or index == first:
        return False
    if mark == ",":
        return classes[index - 1] == "JJ" and classes[index + 1] == "JJ"
    return mark in "&/" and classes[index - 1] in NOUNS and classes[index + 1] in NOUNS


def find_verb_groups(tokens: Sequence[Token], classes: Sequence[str], sentences: Sequence[tuple[int, int]]) -> tuple[VerbGroup, ...]:
    """All verb groups in text order; they do not overlap."""
    found: list[VerbGroup] = []
    for first, last in sentences:
        index = first
        while index < last:
            if classes[index] in VERBS or classes[index] == "MD" or (classes[index] == "TO" and _verb_follows(classes, index, last)):
                group = _verb_group_at(tokens, classes, index, last)
                found.append(group)
                index = group.last
            else:
                index += 1
    return tuple(found)


def _verb_follows(classes: Sequence[str], index: int, last: int) -> bool:
    following = index + 1
    while following < last and classes[following] == "RB":
        following += 1
    return following < last and classes[following] == "VB"


def _verb_group_at(tokens: Sequence[Token], classes: Sequence[str], index: int, last: int) -> VerbGroup:
    modal = tokens[index].lower if classes[index] == "MD" else None
    infinitive = classes[index] == "TO"
    negated = passive = False
    head, end = index, index + 1
    previous = _lemma(tokens, index, last)
    being = previous == "be"
    while end < last:
        tag, word = classes[end], tokens[end].lower
        if tag == "RB" or (tag in ("CC", "DT") and word in ("neither", "nor", "either", "or", "never")):
            if not _verb_continues(classes, end + 1, last):
                break
            negated |= word in ("not", "n't", "never", "neither", "nor")
        elif (tag in VERBS and _chains(previous, tag, modal is not None and head == index, infinitive and head == index)) or (
            previous == "have" and tag in ("VB", "VBP") and word in _SAME_AS_PARTICIPLE
        ):
            lemma = _lemma(tokens, end, last)
            passive = tag in ("VBN", "VBD") and previous in ("be", "get") and lemma not in ("be", "have") and not word.endswith("ing")
            head, previous = end, lemma
            being = being or lemma == "be"
        else:
            break
        end += 1
    end = head + 1
    negated = negated or any(tokens[n].lower in ("not", "n't", "never", "neither") for n in range(index, end))
    if end < last and tokens[end].lower in ("not", "n't") and (verb_lemma(tokens[head].lower) or "") in _AUXILIARIES:
        negated, end = True, end + 1
    lemma = _lemma(tokens, head, last)
    finite = classes[index] in ("VBD", "VBP", "VBZ", "MD") or (classes[index] == "VB" and not infinitive)
    return VerbGroup(index, end, head, lemma, finite, passive, negated, modal, infinitive)


_SAME_AS_PARTICIPLE = frozenset(
    "quit hit cut put set shut let cost hurt spread burst beat come run become overcome shed split spread cast rid thrust".split()
)
"""Verbs whose participle looks like their infinitive, so that the tagger may take "have quit" for two verbs."""
_WINDING = frozenset("up down through around round along back its his her their towards toward past over into between among".split())


def _lemma(tokens: Sequence[Token], index: int, last: int) -> str:
    """Dictionary form of a verb; "wound" is the past of *wind* only where a way, a clock or an affair is wound."""
    word = tokens[index].lower
    if word == "wound" and not (index + 1 < last and tokens[index + 1].lower in _WINDING):
        return "wound"
    return verb_lemma(word) or word


def _verb_continues(classes: Sequence[str], index: int, last: int) -> bool:
    while index < last and classes[index] in ("RB", "CC"):
        index += 1
    return index < last and classes[index] in VERBS


def _chains(previous: str, tag: str, after_modal: bool, after_to: bool) -> bool:
    if after_modal or after_to:
        return tag in ("VB", "VBP", "VBD", "VBN")
    if previous == "be":
        return tag in ("VBN", "VBD", "VBG")
    if previous == "have":
        return tag in ("VBN", "VBD")
    if previous == "get":
        return tag == "VBN"
    return previous == "do" and tag in ("VB", "VBP")
