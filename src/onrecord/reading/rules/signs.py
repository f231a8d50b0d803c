"""Speakers given by signs alone: headlines and transcripts with a colon, sign-offs behind a dash."""

from collections.abc import Sequence

from onrecord.reading.actors.kin import made_from
from onrecord.reading.rules.contents import content_end
from onrecord.reading.rules.extents import source_after
from onrecord.reading.rules.found import Found, pieces_of
from onrecord.reading.rules.items import NOUN, QUOTE, VERB, WORD, is_finite
from onrecord.reading.rules.lexicon import quoting_verbs
from onrecord.reading.rules.sources import Source, is_time
from onrecord.reading.rules.subjects import subject_of
from onrecord.reading.rules.units import DASHES, Unit
from onrecord.reading.words import noun_lemma

LABELS = frozenset(
    "exclusive breaking update updated watch video photos photo read analysis opinion live report correction note summary "
    "access background security health food protection shelter casualties displacement needs situation highlights key source sources "
    "contact date location subject re from to time distribution verdict claim fact rating caption image related more poll contributing "
    "question answer q a example result conclusion ".split()
)
"""What stands before a colon without being a speaker."""


def find_sign_cues(unit: Unit) -> list[Found]:
    """``Speaker: words`` and ``"words" – Speaker``."""
    one = _colon(unit) or _sign_off(unit) or _headline_end(unit)
    return [one] if one is not None else []


def _colon(unit: Unit) -> Found | None:
    items = unit.items
    start = unit.body
    colon = next((n for n in range(start, min(len(items), start + 12)) if items[n].lower == ":" and items[n].kind == WORD), None)
    if colon is None or colon == start or colon + 1 >= len(items):
        return None
    if any(items[n].kind in (VERB, QUOTE) for n in range(start, colon)):
        return None
    source = source_after(unit, start, colon)
    if source is None or source.last != colon or not _may_speak(unit, source, quoted=items[colon + 1].kind == QUOTE):
        return None
    if items[colon + 1].tag in ("WP", "WRB") or items[colon + 1].lower in ("what", "how", "why", "where", "who"):
        return None  # "Norrin: what we know so far"
    if any(item.kind == WORD and item.lower == "as" for item in items[colon + 1 : colon + 4]) and is_time(unit, items[colon + 1]):
        return None  # "Norrin and Orria: Friday as it happened"
    last = len(items)
    while last > colon + 1 and items[last - 1].lower == ".":
        last -= 1
    content = pieces_of(unit, colon + 1, last)
    dash = next((n for n in range(colon + 1, last) if items[n].lower in DASHES), last)  # "Norrin: 1,160 deaths – the registers speak"
    if not content or (items[colon + 1].kind != QUOTE and not any(i.kind == VERB for i in items[colon + 1 : dash])):
        return None
    cue = ((items[colon].first, items[colon].last),)
    return Found(source.pieces, cue, content, "colon", ":", "sign", unit, colon)


def _may_speak(unit: Unit, source: Source, *, quoted: bool) -> bool:
    """A name or a body in few words; not a label, a number, a day or a heading's topic."""
    items = unit.items[source.first : source.last]
    head = items[0]
    if head.kind != NOUN or is_time(unit, head) or (head.lower in LABELS and head.last - head.first == 1):
        return False
    if source.pieces[0][1] - source.pieces[0][0] > 9:
        return False
    return quoted or (head.tag == "NNP" and not _is_where(unit, source)) or noun_lemma(head.lemma) in _SPEAKERS


def _is_where(unit: Unit, source: Source) -> bool:
    """Whether a title begins with a land that nowhere in the text speaks: "Sudan: nine killed" says where, not who.

    A land is told by its adjective in the text ("Sudanese").
    """
    page = unit.page
    (first, last), *_ = source.pieces
    if last - first != 1 or page.paragraph_numbers[first] != 0 or last >= page.paragraphs[0][1]:
        return False
    name = page.tokens[first].lower
    adjectives = {token.lower for token in page.tokens[last:] if token.text[0].isupper() and made_from(token.lower, name)}
    if not adjectives:
        return False
    speaking = (page.verb_at.get(n + 1) for n, token in enumerate(page.tokens) if n > last and token.lower == name)
    return not any(group is not None and group.lemma in quoting_verbs() for group in speaking)


_SPEAKERS = frozenset(
    "agency army authority aide army council court diplomat doctor embassy envoy government governor group leader mayor medic military "
    "minister ministry monitor navy office official party police poll president prosecutor rebel report resident source spokesman "
    "spokesperson spokeswoman study survey survivor union witness".split()
)
"""Persons, bodies and papers that headlines let speak by a colon without a name of their own."""


def _sign_off(unit: Unit) -> Found | None:
    """``"We will rebuild." – Amina Diallo, mayor``"""
    items = unit.items
    if unit.body + 2 >= len(items) or items[unit.body].kind != QUOTE:
        return None
    dash = unit.body + 1
    if items[dash].lower not in DASHES or items[dash + 1].kind != NOUN:
        return None
    source = source_after(unit, dash + 1, len(items))
    if source is None or items[source.first].tag not in ("NNP", "NN", "NNS"):
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


def _headline_end(unit: Unit) -> Found | None:
    """``Nine killed in market fire: ministry`` – a line without a full stop."""
    items = unit.items
    colon = next((n for n in range(len(items) - 2, max(unit.body + 1, len(items) - 6), -1) if items[n].lower == ":"), None)
    if colon is None or any(item.kind in (VERB, QUOTE) for item in items[colon + 1 :]):
        return None
    source = source_after(unit, colon + 1, len(items))
    if source is None or source.last != len(items) or noun_lemma(items[source.last - 1].lemma) not in _SPEAKERS:
        return None
    content = pieces_of(unit, unit.body, colon)
    cue = ((items[colon].first, items[colon].last),)
    return Found(source.pieces, cue, content, "colon", ":", "sign", unit, colon) if any(i.kind == VERB for i in items[:colon]) else None


def find_colon_quotations(unit: Unit, found: Sequence[Found]) -> list[Found]:
    """``He waved them off: "Not today."`` – a quotation behind a colon that no cue has claimed belongs to the sentence's subject.

    A unit that ends with the colon is read the same way; its quotation stands in the next paragraph.
    """
    items = unit.items
    made: list[Found] = []
    for colon in range(unit.body + 2, len(items)):
        if items[colon].lower != ":" or items[colon].kind != WORD:
            continue
        last = colon + 1 == len(items)
        if not last and items[colon + 1].kind != QUOTE:
            continue
        if any(not one.content or one.content[-1][1] > items[colon].last for one in found):
            continue
        speaker = _clause_subject(unit, colon)
        if speaker is not None:
            content = () if last else pieces_of(unit, colon + 1, colon + 2)
            cue = ((items[colon].first, items[colon].last),)
            made.append(Found(speaker.pieces, cue, content, "colon-behind-clause", ":", "sign", unit, colon))
    return made


_REJECTING = frozenset("contest contradict deny dismiss dispute have reject repudiate ridicule wave".split())


def find_colon_rejoinders(unit: Unit, found: Sequence[Found]) -> list[Found]:
    """``The abbot denies it: the gate had been locked`` – behind a denial and a colon stands what is said instead."""
    items = unit.items
    made: list[Found] = []
    for one in found:
        if one.lemma not in _REJECTING or not one.source:
            continue
        after = next((n for n, item in enumerate(items) if one.content and item.first == one.content[-1][1]), None)
        if after is None or after + 2 >= len(items) or items[after].lower != ":":
            continue
        start = after + 1
        end = content_end(unit, start, one.at)
        claimed = any(other.content and other.content[0][0] >= items[start].first for other in found)
        if not claimed and any(is_finite(item) for item in items[start:end]):
            cue = ((items[after].first, items[after].last),)
            made.append(Found(one.source, cue, pieces_of(unit, start, end), "colon-rejoinder", ":", "sign", unit, after))
    return made


def _clause_subject(unit: Unit, colon: int) -> Source | None:
    """The subject of the last finite verb before the colon that does not stand in a relative clause."""
    for verb in range(colon - 1, unit.body, -1):
        if is_finite(unit.items[verb]):
            subject = subject_of(unit, verb)
            if subject is not None and subject.kind != "relative":
                return subject if _is_person(unit, subject) else None
    return None


def _is_person(unit: Unit, subject: Source) -> bool:
    """Names and personal pronouns, who can speak; a thing before a colon is explained, not quoted."""
    head = unit.items[subject.first]
    return (head.tag == "PRP" and head.lower in ("he", "she", "they", "we", "i")) or head.tag == "NNP"
