"""Objects put before their subject: "That a second boat had sailed the navy did concede", "Its claim to the weir we also reject"."""

from collections.abc import Sequence

from onrecord.reading.rules.contents import front_start
from onrecord.reading.rules.found import Found, pieces_of
from onrecord.reading.rules.items import NOUN, VERB, WORD, is_finite
from onrecord.reading.rules.lexicon import cue_verbs
from onrecord.reading.rules.subjects import subject_of
from onrecord.reading.rules.units import Unit

_STRESSING = frozenset({"also", "equally", "flatly", "freely", "gladly", "likewise", "never", "readily", "still", "utterly", "wholly"})
"""Adverbs that stand before the verb when its object was put in front."""


def find_fronted_objects(unit: Unit) -> list[Found]:
    """Attributions by a verb at the end of its clause whose object stands in front, without a comma between."""
    found: list[Found] = []
    items = unit.items
    for index in range(unit.body + 2, len(items)):
        item = items[index]
        if item.kind != VERB or not is_finite(item) or not cue_verbs().get(item.lemma, frozenset()) & {"c", "n"}:
            continue
        ends = index + 1 == len(items) or (items[index + 1].kind == WORD and items[index + 1].lower in (".", ";", "!"))
        if ends and (one := _read(unit, index)) is not None:
            found.append(one)
    return found


def _read(unit: Unit, index: int) -> Found | None:
    items, group = unit.items, unit.items[index].group
    if group is None or group.passive or group.negated or group.modal:
        return None
    subject = subject_of(unit, index)
    if subject is None or subject.kind not in ("noun", "pronoun"):
        return None
    start = front_start(unit, subject.first)
    clause = items[start].lower == "that" and any(is_finite(item) for item in items[start + 1 : subject.first])
    words = {token.lower for token in unit.page.tokens[items[subject.last - 1].last : items[index].last]}
    stressed = bool(words & _STRESSING) or (items[index].lower in ("did", "do", "does") and group.last - group.first > 1)
    thing = items[start].kind == NOUN and items[subject.first - 1].kind in (NOUN, VERB, WORD)
    if start >= subject.first or items[subject.first - 1].lower in (",", "that", "which", "who", "as", "what", "and", "but", "than"):
        return None
    if not (clause or (thing and stressed)) or (thing and not clause and _has_main_verb(unit, start, subject.first)):
        return None
    content = pieces_of(unit, start, subject.first)
    cue = ((items[index].first, items[index].last),)
    return Found(subject.pieces, cue, content, "fronted-object", items[index].lemma, "front", unit, index)


def _has_main_verb(unit: Unit, first: int, last: int) -> bool:
    """A finite verb that belongs to no "that"-clause or relative clause of the object."""
    items = unit.items
    for n in range(first, last):
        if items[n].lower in ("that", "which", "who", "whose", "where") and items[n].kind == WORD:
            return False
        if is_finite(items[n]):
            return True
    return False


def end_before_fronted(found: Sequence[Found], fronted: Sequence[Found]) -> list[Found]:
    """What was read inside an object put in front ends where the subject of the sentence begins."""
    return [_cut(one, fronted) for one in found]


def _cut(one: Found, fronted: Sequence[Found]) -> Found:
    for outer in fronted:
        border = outer.content[-1][1]
        if one.content and outer.content[0][0] <= one.content[0][0] < border < one.content[-1][1]:
            pieces = tuple((first, min(last, border)) for first, last in one.content if first < border)
            return one._replace(content=pieces)
    return one
