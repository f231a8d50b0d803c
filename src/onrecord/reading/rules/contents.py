"""What is said: from the cue to the border of the clause, or the clause before the cue.

A content ends where another statement of the same rank begins – ", while the army denies …", "; residents said …",
", adding that …", " and accused …" – and otherwise runs to the end of the unit. Statements inside it are read on their own.
"""

from onrecord.reading.rules.lexicon import SUBORDINATORS, cue_verbs, quoting_verbs
from onrecord.reading.rules.sources import is_channel, is_time
from onrecord.reading.rules.units import NOUN, QUOTE, VERB, WORD, Item, Unit

Pieces = tuple[tuple[int, int], ...]
"""Token ranges in text order."""

_STOPS = frozenset({".", "?", "!", "…"})
_CONTRAST = frozenset({"while", "whereas", "but", "though", "although", "yet"})
_SPEECH_FRAMES = frozenset({"q", "c", "f"})


def skip_adverbials(unit: Unit, index: int) -> int:
    """Past times, channels and adverbs behind a cue: "said | on Monday in a statement to the agency | that"."""
    items = unit.items
    while index < len(items):
        item = items[index]
        following = items[index + 1] if index + 1 < len(items) else None
        if item.kind == WORD and item.tag in ("RB", "RP") and item.lower not in ("not", "n't", "there", "so", "never", "about", "at", "only", "more"):
            index += 1
        elif is_time(unit, item) and not _subject_next(unit, index):
            index += 1
            while index + 1 < len(items) and items[index].lower == "," and items[index + 1].tag == "CD" and len(items[index + 1].lemma) == 4:
                index += 2
        elif item.kind == WORD and item.lower in ("on", "in", "at", "during", "after", "by", "via", "through", "over", "from", "before", "following", "upon") and following is not None and following.kind == NOUN and (is_time(unit, following) or is_channel(unit, following)):
            index = _phrase_tail(unit, index + 2)
        elif item.lower == "," and (closing := _insertion_end(unit, index)) is not None:
            index = closing + 1
        elif item.kind == WORD and item.lower in ("in", "at", "on", "during", "from", "outside", "before", "near") and following is not None and following.kind == NOUN and (end := _place_then_clause(unit, index)) is not None:
            index = end
        elif item.kind == WORD and item.lower in ("to", "with") and following is not None and following.kind == NOUN and not (following.tag == "VB"):
            index = _phrase_tail(unit, index + 2)
        else:
            break
    return index


def _place_then_clause(unit: Unit, index: int) -> int | None:
    """"said in Tamba that", "asked at the rally, “…”": item behind the place when what is said begins there, else None."""
    items = unit.items
    end = _phrase_tail(unit, index + 2)
    if end >= len(items):
        return None
    if items[end].lower in (",", ":") and end + 1 < len(items) and items[end + 1].kind == QUOTE:
        return end
    return end if items[end].kind == QUOTE or (items[end].lower == "that" and items[end].kind == WORD) else None


def _insertion_end(unit: Unit, comma: int) -> int | None:
    """Index of the comma that closes ", in a statement to the agency," before what is said."""
    items = unit.items
    if comma + 2 >= len(items) or items[comma + 1].kind != WORD or items[comma + 1].lower not in ("in", "on", "at", "during", "after", "with", "through", "via", "for"):
        return None
    for index in range(comma + 2, min(len(items) - 1, comma + 12)):
        item = items[index]
        if item.lower == ",":
            following = items[index + 1]
            return index if following.kind == QUOTE or following.lower == "that" else None
        if item.kind == QUOTE or (item.kind == VERB and item.group is not None and item.group.finite):
            return None
    return None


def _subject_next(unit: Unit, index: int) -> bool:
    items = unit.items
    return index + 1 < len(items) and items[index + 1].kind == VERB and items[index + 1].group is not None and items[index + 1].group.finite  # type: ignore[union-attr]


def _phrase_tail(unit: Unit, index: int) -> int:
    """Past "of the ministry", "with reporters", "in Tamba" behind a channel."""
    items = unit.items
    while index + 1 < len(items) and items[index].kind == WORD and items[index].lower in ("of", "with", "to", "in", "on", "at", "for", "from", "by") and items[index + 1].kind == NOUN:
        index += 2
    return index


def content_end(unit: Unit, start: int, cue: int) -> int:
    """Past the last item of a content that begins at item ``start`` under the cue at item ``cue``."""
    items = unit.items
    index, last = start, len(items)
    while last > start and (items[last - 1].lower in _STOPS or items[last - 1].lower in (",", ";")) and items[last - 1].kind == WORD:
        last -= 1
    depth = 0
    while index < last:
        item = items[index]
        if item.kind == WORD:
            if item.lower in ("(", "["):
                depth += 1
            elif item.lower in (")", "]"):
                if depth == 0:
                    return index
                depth -= 1
            elif depth == 0 and index > start and _breaks(unit, index, last, cue):
                return index
        index += 1
    return last


def phrase_content_end(unit: Unit, start: int, end: int) -> int:
    """Where a content that is a phrase, not a clause, ends: before the clause that follows it."""
    items = unit.items
    for index in range(start + 1, end):
        item = items[index]
        if item.kind != WORD:
            continue
        following = items[index + 1] if index + 1 < end else None
        if following is None:
            break
        if item.lower == ",":
            if following.kind == VERB and following.tag == "VBG":
                return index
            if following.lower in _CLAUSE_OPENERS and following.kind == WORD and finite_follows(unit, index + 2, end):
                return index
        elif item.lower in _CLAUSE_OPENERS and finite_follows(unit, index + 1, end) and following.kind == NOUN:
            return index
    return end


_CLAUSE_OPENERS = frozenset({"but", "and", "while", "whereas", "as", "after", "before", "because", "when", "where", "although", "though", "so", "since", "which", "who"})


def finite_follows(unit: Unit, index: int, end: int) -> bool:
    """A subject, if any, and a finite verb come next."""
    items = unit.items
    while index < end and (items[index].kind == NOUN or items[index].tag == "RB" or items[index].lower in ("of", "in", "for", "(", ")")):
        index += 1
    return index < end and items[index].kind == VERB and items[index].group is not None and items[index].group.finite  # type: ignore[union-attr]


def _breaks(unit: Unit, index: int, last: int, cue: int) -> bool:
    items = unit.items
    item = items[index]
    word = item.lower
    if word == ";":
        return True
    if word == "," and index + 1 < last:
        following = items[index + 1]
        if following.lower in ("according", "as") and following.kind == WORD:
            return following.lower == "according" or _as_cue(unit, index + 1, last)
        if following.kind == VERB and _participle_cue(following):
            return True
        if following.tag == "RB" and index + 2 < last and items[index + 2].kind == VERB and _participle_cue(items[index + 2]):
            return True
        if following.lower in ("without", "before", "after", "while", "by") and index + 2 < last and items[index + 2].kind == VERB and _participle_cue(items[index + 2]):
            return True
        if following.lower in _CONTRAST or following.lower in ("and", "or", "nor", "then"):
            return _statement_begins(unit, index + 2, last, cue)
        return _parenthetical_cue(unit, index + 1, last)
    if word in ("–", "—", "-", "--") and index + 1 < last and items[index + 1].kind == VERB and _participle_cue(items[index + 1]):
        return True
    if word in ("and", "but", "or", "while", "whereas", "before", "then"):
        return _statement_begins(unit, index + 1, last, cue)
    if word == "according":
        return True
    return False


def _participle_cue(item: Item) -> bool:
    group = item.group
    return group is not None and item.tag == "VBG" and not group.finite and bool(cue_verbs().get(item.lemma, frozenset()) & (_SPEECH_FRAMES | {"a"}))


def _as_cue(unit: Unit, index: int, last: int) -> bool:
    """", as the minister put it"."""
    items = unit.items
    return any(items[n].kind == VERB and items[n].lemma in quoting_verbs() | {"put"} for n in range(index + 1, min(last, index + 6)))


def _statement_begins(unit: Unit, index: int, last: int, cue: int) -> bool:
    """A statement of the same rank begins: a cue verb with a subject of its own, or a cue verb that shares the subject."""
    items = unit.items
    while index < last and items[index].tag == "RB":
        index += 1
    if index >= last:
        return False
    item = items[index]
    if item.kind == VERB:
        group = item.group
        if group is None or group.passive or not cue_verbs().get(item.lemma):
            return False
        if items[cue].kind != VERB:
            return False
        return same_form(items[cue], item) and "n" not in item.lower[:0]
    if item.kind != NOUN:
        return False
    end = index + 1
    while end < last and end < index + 8 and (items[end].kind == NOUN or items[end].lower in ("of", "for", "in", "'s") or items[end].tag == "RB"):
        end += 1
    if end >= last or items[end].kind != VERB:
        return False
    group = items[end].group
    frames = cue_verbs().get(items[end].lemma, frozenset())
    return group is not None and group.finite and not group.passive and bool(frames & _SPEECH_FRAMES) and items[cue].kind == VERB and same_form(items[cue], items[end])


def same_form(one: Item, other: Item) -> bool:
    """Both past, both present, both perfect: verbs of the same rank in news prose."""
    return _form(one) == _form(other)


def _form(item: Item) -> str:
    group = item.group
    if group is None:
        return ""
    if not group.finite:
        return "participle" if item.tag == "VBG" else "infinitive"
    if item.lower in ("has", "have", "'s", "'ve", "is", "are", "does", "do", "will"):
        return "present"
    if item.tag in ("VBZ", "VBP") and group.last - group.first <= 2:
        return "present"
    if item.lower in ("had",) and group.last - group.first > 1:
        return "pluperfect"
    return "past"


def _parenthetical_cue(unit: Unit, index: int, last: int) -> bool:
    """", the governor said" at the end of what is said: noun phrase, quoting verb, then a comma or the end."""
    items = unit.items
    if index >= last:
        return False
    if items[index].kind == VERB and items[index].lemma in quoting_verbs() and items[index].tag in ("VBD", "VBZ", "VBP") and index + 1 < last and items[index + 1].kind == NOUN and items[index].last - items[index].first == 1:
        return items[index].lemma in ("say", "add", "report", "write", "announce", "note", "recall", "state")
    if items[index].kind != NOUN:
        return False
    end = index + 1
    while end < last and end < index + 8 and (items[end].kind == NOUN or items[end].lower in ("of", "for", "in")):
        end += 1
    if end >= last or items[end].kind != VERB or items[end].lemma not in quoting_verbs():
        return False
    after = skip_adverbials(unit, end + 1)
    return after >= last or items[after].lower in (",", ".", ";")


def front_start(unit: Unit, limit: int) -> int:
    """Where the clause before a cue begins: behind the dateline, an opening conjunction, the last semicolon."""
    items = unit.items
    start = unit.body
    for index in range(limit - 1, start - 1, -1):
        if items[index].lower == ";" and items[index].kind == WORD:
            start = index + 1
            break
    while start < limit - 1 and items[start].kind == WORD and items[start].lower in ("but", "and", "yet", "so", "or", ","):
        start += 1
    return start


def is_clause_word(item: Item) -> bool:
    """A word that opens a content clause: that, whether, how, why …"""
    return item.lower in SUBORDINATORS and item.kind == WORD or item.tag == "WRB"


def pieces_of(unit: Unit, first: int, last: int) -> Pieces:
    """Token range of the items ``first`` to ``last`` (exclusive), empty when there are none."""
    if first >= last:
        return ()
    return ((unit.items[first].first, unit.items[last - 1].last),)


def ends_quote(item: Item) -> bool:
    """True for a quotation item."""
    return item.kind == QUOTE
