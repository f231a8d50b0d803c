"""Sentences about what was said: "That is what the army says", "“Pure invention” was how the ministry put it"."""

from onrecord.reading.rules.contents import front_start
from onrecord.reading.rules.extents import source_after
from onrecord.reading.rules.found import Found, Pieces, pieces_of
from onrecord.reading.rules.items import NOUN, QUOTE, VERB, WORD, is_finite
from onrecord.reading.rules.lexicon import quoting_verbs
from onrecord.reading.rules.subjects import subject_of
from onrecord.reading.rules.units import Unit
from onrecord.reading.words import noun_lemma

_WORDING = frozenset({"put", "describe", "call", "phrase", "characterise", "characterize", "sum", "see", "tell", "explain", "recall"})
_REACH = 10


def find_predicate_cues(unit: Unit) -> list[Found]:
    """Attributions whose content is the subject of "is what X says" or "is how X put it"."""
    found: list[Found] = []
    items = unit.items
    for index in range(unit.body + 1, len(items) - 2):
        if items[index].kind == VERB and items[index].lemma == "come" and (reply := _came(unit, index)) is not None:
            found.append(reply)
        if items[index].kind == VERB and items[index].lemma in ("be", "run", "go") and (reply := _is_the_reply(unit, index)) is not None:
            found.append(reply)
        if items[index].kind != VERB or items[index].lemma != "be" or not is_finite(items[index]):
            continue
        if items[index + 1].lower not in ("how", "what") or items[index + 2].kind != NOUN:
            continue
        one = _read(unit, index)
        if one is not None:
            found.append(one)
    return found


_REPLIES = frozenset({"answer", "assurance", "denial", "explanation", "rejoinder", "reply", "response", "retort", "riposte"})


def _came(unit: Unit, index: int) -> Found | None:
    """ "“Never,” came the reply from the garrison"."""
    items = unit.items
    quote = index - 1 if items[index - 1].kind == QUOTE else index - 2
    noun = items[index + 1]
    if quote < unit.body or items[quote].kind != QUOTE or noun.lemma not in _REPLIES or items[index + 2].lower not in ("from", "of"):
        return None
    source = source_after(unit, index + 3, len(items)) if index + 3 < len(items) else None
    if source is None or noun.phrase is None:
        return None
    cue = ((noun.phrase.head, noun.last),)
    return Found(source.pieces, cue, pieces_of(unit, quote, quote + 1), "predicate", noun.lemma, "predicate", unit, index + 1)


def _is_the_reply(unit: Unit, index: int) -> Found | None:
    """ "No convoy passed the mill, is the answer of the command": what is said stands before the comma."""
    items = unit.items
    noun = items[index + 1]
    if items[index - 1].lower != "," or noun_lemma(noun.lemma) not in _REPLIES or noun.phrase is None or noun.lower not in ("the", "a"):
        return None
    if items[index + 2].lower not in ("from", "of") or index + 3 >= len(items):
        return None
    source = source_after(unit, index + 3, len(items))
    content = pieces_of(unit, front_start(unit, index - 1), index - 1)
    if source is None or not content:
        return None
    cue = ((items[index].first, items[index + 2].last),)
    return Found(source.pieces, cue, content, "predicate", noun.lemma, "predicate", unit, index)


def _read(unit: Unit, copula: int) -> Found | None:
    items = unit.items
    verb = next((n for n in range(copula + 3, min(len(items), copula + _REACH)) if items[n].kind == VERB), None)
    if verb is None or not is_finite(items[verb]) or items[verb].lemma not in quoting_verbs() | _WORDING:
        return None
    group = items[verb].group
    last = verb + 1
    object_follows = last < len(items) and items[last].lower in ("it", "them", "that", "this") and items[last].kind == NOUN
    if object_follows:
        last += 1
    if group is None or group.passive or (items[copula + 1].lower == "how" and items[verb].lemma not in _WORDING):
        return None
    if last < len(items) and not (items[last].kind == WORD and items[last].lower in (".", ",", ";", "–", "—", "in", "on", "at", "to")):
        return None
    source = subject_of(unit, verb)
    content = _subject_content(unit, copula)
    if source is None or source.first <= copula + 1 or not content:
        return None
    cue: Pieces = ((items[verb].first, items[last - 1].last),)
    if object_follows:
        cue = ((items[copula].first, items[copula + 1].last), *cue)
    return Found(source.pieces, cue, content, "predicate", items[verb].lemma, "predicate", unit, verb)


def _subject_content(unit: Unit, copula: int) -> Pieces:
    """What stands before the copula in its clause: a quotation, a pronoun, a noun phrase, a that-clause."""
    items = unit.items
    if items[copula - 1].kind == QUOTE:
        return pieces_of(unit, copula - 1, copula)
    start = front_start(unit, copula)
    return pieces_of(unit, start, copula) if not any(i.lower == "," and i.kind == WORD for i in items[start:copula]) else ()
