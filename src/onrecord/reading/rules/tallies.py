"""Tolls that somebody gives without a verb of saying: "gives nine killed", "gave the toll as 96", "a hospital list has 34 wounded"."""

from onrecord.reading.rules.contents import content_end, phrase_content_end
from onrecord.reading.rules.found import Found, pieces_of
from onrecord.reading.rules.items import NOUN, VERB, Item
from onrecord.reading.rules.lexicon import DOCUMENTS
from onrecord.reading.rules.sharing import is_coordinated, shared_source
from onrecord.reading.rules.subjects import subject_of
from onrecord.reading.rules.units import Unit
from onrecord.reading.words import noun_lemma

_LISTS = DOCUMENTS | {"bulletin", "count", "list", "note", "record", "register", "report", "roll", "table", "tally", "toll", "update"}
"""What can have a toll in it."""
_COUNTS = frozenset(
    {"casualty", "count", "dead", "death", "figure", "fatality", "loss", "number", "tally", "toll", "total", "victim", "wounded"}
)
_STATES = frozenset(
    "abducted arrested casualties dead deaths detained displaced fatalities hurt injured injuries killed losses missing slain "
    "wounded".split()
)
_REACH = 12
"""Tokens behind the number within which the state of those counted must stand."""


def find_tally_cues(unit: Unit) -> list[Found]:
    """Attributions of a toll to who gives it, or to the list that has it."""
    found: list[Found] = []
    for index, item in enumerate(unit.items):
        if item.kind != VERB or item.group is None or not item.group.finite or item.group.passive or item.group.negated:
            continue
        if item.lemma == "give":
            one = _toll(unit, index) or _as_many(unit, index)
        elif item.lemma in ("have", "show", "contain") and item.last - item.first == 1:
            one = _toll(unit, index) if _is_list(unit, index) else None
        else:
            continue
        if one is not None:
            found.append(one)
    return found


def _is_list(unit: Unit, verb: int) -> bool:
    subject = subject_of(unit, verb)
    if subject is None or subject.kind == "relative":
        return False
    heads = [item for item in unit.items[subject.first : subject.last] if item.kind == NOUN]
    return bool(heads) and noun_lemma(heads[0].lemma) in _LISTS


def _numbered(unit: Unit, item: Item) -> bool:
    return item.kind == NOUN and "CD" in unit.page.classes[item.first : item.last]


def _toll(unit: Unit, index: int) -> Found | None:
    """ "gives nine soldiers and four villagers killed", "has 34 wounded"."""
    items = unit.items
    if index + 1 >= len(items) or not _numbered(unit, items[index + 1]):
        return None
    end = phrase_content_end(unit, index + 1, content_end(unit, index + 1, index))
    near = range(items[index + 1].first, min(items[end - 1].last, items[index + 1].first + _REACH))
    if not _STATES & {unit.page.tokens[n].lower for n in near}:
        return None
    return _made(unit, index, index + 1, end)


def _as_many(unit: Unit, index: int) -> Found | None:
    """ "gave their number as 96", "gives the dead as five"."""
    items = unit.items
    at = index + 1
    if at + 2 >= len(items) or items[at].kind != NOUN or noun_lemma(items[at].lemma) not in _COUNTS:
        return None
    behind = next((n for n in range(at + 1, min(len(items) - 1, at + 6)) if items[n].lower == "as"), None)
    if behind is None or not _numbered(unit, items[behind + 1]):
        return None
    return _made(unit, index, at, phrase_content_end(unit, behind, content_end(unit, behind, index)))


def _made(unit: Unit, index: int, start: int, end: int) -> Found | None:
    subject = subject_of(unit, index)
    if subject is None and is_coordinated(unit, index):
        subject = shared_source(unit, index, {})
    item = unit.items[index]
    if subject is None or subject.kind == "relative" or unit.items[subject.first].lower in ("it", "this", "that", "there", "which"):
        return None
    content = pieces_of(unit, start, end)
    return Found(subject.pieces, ((item.first, item.last),), content, "tally", item.lemma, "n", unit, index) if content else None
