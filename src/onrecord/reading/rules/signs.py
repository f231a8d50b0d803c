"""Speakers given by signs alone: headlines and transcripts with a colon, sign-offs behind a dash."""

from onrecord.reading.rules.extents import source_after
from onrecord.reading.rules.found import Found, pieces_of
from onrecord.reading.rules.sources import Source, is_time
from onrecord.reading.rules.units import NOUN, QUOTE, VERB, WORD, Unit

_DASHES = frozenset({"-", "–", "—", "--", "―"})
_LABELS = frozenset(
    "exclusive breaking update updated watch video photos photo read analysis opinion live report exclusive: correction note summary "
    "access background security health food protection shelter casualties displacement needs situation highlights key source sources "
    "contact date location subject re from to time distribution verdict claim fact rating caption image related more poll contributing "
    "question answer q a example result conclusion bottom line".split()
)


def find_sign_cues(unit: Unit) -> list[Found]:
    """``Speaker: words`` and ``"words" – Speaker``."""
    one = _colon(unit) or _sign_off(unit)
    return [one] if one is not None else []


def _colon(unit: Unit) -> Found | None:
    items = unit.items
    start = unit.body
    colon = next((n for n in range(start, min(len(items), start + 12)) if items[n].lower == ":" and items[n].kind == WORD), None)
    if colon is None or colon == start or colon + 1 >= len(items):
        return None
    if any(items[n].kind in (VERB, QUOTE) or items[n].lower in (",", ";", ".") for n in range(start, colon)):
        if not all(items[n].kind != VERB and items[n].kind != QUOTE for n in range(start, colon)):
            return None
    source = source_after(unit, start, colon)
    if source is None or source.last != colon or not _may_speak(unit, source):
        return None
    last = len(items)
    while last > colon + 1 and items[last - 1].lower in (".",):
        last -= 1
    content = pieces_of(unit, colon + 1, last)
    if not content or (items[colon + 1].kind != QUOTE and not any(i.kind == VERB for i in items[colon + 1 : last])):
        return None
    cue = ((items[colon].first, items[colon].last),)
    return Found(source.pieces, cue, content, "colon", ":", "sign", unit, colon)


def _may_speak(unit: Unit, source: Source) -> bool:
    """A name or a body in few words; not a label, a number, a day or a heading's topic."""
    items = unit.items[source.first : source.last]
    head = items[0]
    if head.kind != NOUN or is_time(unit, head) or head.lemma in _LABELS or head.lower in _LABELS:
        return False
    if source.pieces[0][1] - source.pieces[0][0] > 9:
        return False
    return head.tag == "NNP"


def _sign_off(unit: Unit) -> Found | None:
    """``"We will rebuild." – Amina Diallo, mayor``"""
    items = unit.items
    if len(items) < 3 or items[unit.body].kind != QUOTE:
        return None
    dash = unit.body + 1
    if items[dash].lower not in _DASHES or items[dash + 1].kind != NOUN:
        return None
    source = source_after(unit, dash + 1, len(items))
    if source is None or items[source.first].tag != "NNP":
        return None
    rest = [i for i in items[source.last :] if not (i.kind == WORD and i.lower in (".", ",", ")")) and not is_time(unit, i)]
    if any(i.kind == VERB for i in rest):
        return None
    return Found(
        source.pieces,
        ((items[dash].first, items[dash].last),),
        pieces_of(unit, unit.body, unit.body + 1),
        "sign-off",
        "–",
        "sign",
        unit,
        dash,
    )
