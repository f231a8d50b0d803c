"""Asides that name a speaker: "or so the rebels say", "if the guards are to be believed", "to hear the abbot tell it"."""

from onrecord.reading.rules.contents import content_end, front_start
from onrecord.reading.rules.found import Found, Pieces, pieces_of
from onrecord.reading.rules.items import NOUN, VERB, is_finite
from onrecord.reading.rules.lexicon import quoting_verbs
from onrecord.reading.rules.sources import Source
from onrecord.reading.rules.subjects import subject_of
from onrecord.reading.rules.units import Unit

_REACH = 9


def find_aside_cues(unit: Unit) -> list[Found]:
    """Attributions by an aside before or behind the clause that it covers."""
    found: list[Found] = []
    for index, item in enumerate(unit.items):
        one: Found | None = None
        if item.lower == "so" and index > unit.body + 1 and unit.items[index - 1].lower == "or":
            one = _or_so(unit, index)
        elif item.lower == "if":
            one = _to_be_believed(unit, index)
        elif item.lower == "to" and item.kind == VERB and item.lemma == "hear":
            one = _hearing(unit, index)
        if one is not None:
            found.append(one)
    return found


def _or_so(unit: Unit, index: int) -> Found | None:
    """ "…, or so the rebels say": the clause before is what they say."""
    items = unit.items
    border = index - 2
    verb = next((n for n in range(index + 1, min(len(items), index + _REACH)) if items[n].kind == VERB), None)
    if verb is None or items[verb].lemma not in quoting_verbs() | {"believe", "think"} or items[border].lower not in (",", "–", "—"):
        return None
    source = subject_of(unit, verb)
    if source is None or source.first <= index:
        return None
    return _made(unit, verb, source, (items[verb].first, items[verb].last), pieces_of(unit, front_start(unit, border), border))


def _to_be_believed(unit: Unit, index: int) -> Found | None:
    """ "If the guards are to be believed, the crowd fired first"."""
    items = unit.items
    verb = next((n for n in range(index + 2, min(len(items), index + _REACH)) if items[n].kind == VERB), None)
    if verb is None or items[verb].lemma != "be" or verb + 1 >= len(items) or items[verb + 1].lemma not in ("believe", "trust"):
        return None
    source = subject_of(unit, verb)
    if source is None or source.first <= index or source.kind == "relative":
        return None
    cue = (items[verb].first, items[verb + 1].last)
    return _made(unit, verb + 1, source, cue, _covered_clause(unit, index, verb + 2))


def _hearing(unit: Unit, index: int) -> Found | None:
    """ "To hear the abbot tell it, the mill was empty"."""
    items = unit.items
    if index + 3 >= len(items) or items[index + 1].kind != NOUN:
        return None
    verb = index + 2
    if items[verb].kind != VERB or items[verb].lemma not in ("tell", "put", "describe") or items[verb + 1].lower != "it":
        return None
    source = Source(((items[index + 1].first, items[index + 1].last),), index + 1, verb, "noun")
    return _made(unit, verb, source, (items[verb].first, items[verb + 1].last), _covered_clause(unit, index, verb + 2))


def _covered_clause(unit: Unit, first: int, after: int) -> Pieces:
    """The main clause behind the aside, or the one before it."""
    items = unit.items
    if first > unit.body:
        border = first - 1 if items[first - 1].lower in (",", "–", "—") else first
        start = front_start(unit, border)
        return pieces_of(unit, start, border) if any(is_finite(i) for i in items[start:border]) else ()
    if after + 1 >= len(items) or items[after].lower != ",":
        return ()
    return pieces_of(unit, after + 1, content_end(unit, after + 1, after))


def _made(unit: Unit, verb: int, source: Source, cue: tuple[int, int], content: Pieces) -> Found | None:
    return Found(source.pieces, (cue,), content, "aside", unit.items[verb].lemma, "front", unit, verb) if content else None
