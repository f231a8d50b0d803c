"""Where a content ends.

It ends where another statement of the same rank begins – ", while the army denies …", "; residents said …",
", adding that …", " and accused …" – and otherwise runs to the end of the unit. Statements inside it are read on their own.
"""

from onrecord.reading.rules.adverbials import skip_adverbials
from onrecord.reading.rules.items import NOUN, QUOTE, VERB, WORD, Item, is_finite
from onrecord.reading.rules.lexicon import SUBORDINATORS, cue_verbs, noun_cues, quoting_verbs
from onrecord.reading.rules.sources import is_channel, is_time
from onrecord.reading.rules.subjects import subject_of
from onrecord.reading.rules.units import Unit

_STOPS = frozenset({".", "?", "!", "…"})


_CONTRAST = frozenset({"while", "whereas", "but", "though", "although", "yet"})


_SPEECH_FRAMES = frozenset({"q", "c", "f", "put"})


def content_end(unit: Unit, start: int, cue: int, *, inside_relative: bool = False) -> int:
    """Past the last item of a content that begins at item ``start`` under the cue at item ``cue``.

    A cue inside a relative clause ends with it: at the comma before the verb of the main clause.
    """
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
            elif (
                depth == 0
                and index > start
                and (_breaks(unit, index, last, cue) or (inside_relative and _main_verb_next(unit, index, last)))
            ):
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
        if item.lower in (":", "–", "—", "--"):
            return index
        following = items[index + 1] if index + 1 < end else None
        if following is None:
            break
        if item.lower == ",":
            if following.kind == VERB and following.tag == "VBG" and following.lower != "including":
                return index
            if following.lower in ("that", "where") and following.kind == WORD:
                return index
            if following.lower in ("in", "of", "for", "from") and index + 2 < end and items[index + 2].lower in ("which", "whom"):
                return index
            if (
                following.kind == NOUN
                and following.tag != "WP"
                and index + 2 < end
                and is_finite(items[index + 2])
                and _own_clause(unit, index + 2)
            ):
                return index
            if following.lower in ("in", "on", "at", "during") and index + 2 < end and is_channel(items[index + 2]):
                return index
            if following.lower in _CLAUSE_OPENERS and following.kind == WORD and finite_follows(unit, index + 2, end):
                return index
        elif (item.lower in _CLAUSE_OPENERS and finite_follows(unit, index + 1, end) and following.kind == NOUN) or (
            item.lower in ("and", "but", "or") and _verb_follows(unit, index + 1, end)
        ):
            return index
    if end - start >= 3 and items[end - 2].lower == "on" and is_time(unit, items[end - 1]):
        return end - 2
    return end


def _own_clause(unit: Unit, verb: int) -> bool:
    """ "gives the dead as five, the army's count | is six": a verb that no subordinator before it holds."""
    item = unit.items[verb]
    return item.group is not None and item.group.lemma in ("be", "have", "say", "put", "give", "speak", "report", "claim", "stand")


_CLAUSE_OPENERS = frozenset("but and while whereas as after before because when where although though so since which who".split())


def _main_verb_next(unit: Unit, index: int, last: int) -> bool:
    items = unit.items
    if items[index].lower != ",":
        return False
    index += 1
    while index < last and items[index].tag == "RB":
        index += 1
    # a past form without auxiliary may have been taken for a participle
    return index < last and (is_finite(items[index]) or items[index].tag == "VBN")


def _verb_follows(unit: Unit, index: int, end: int) -> bool:
    items = unit.items
    while index < end and items[index].tag == "RB":
        index += 1
    return index < end and is_finite(items[index])


def finite_follows(unit: Unit, index: int, end: int) -> bool:
    """A subject, if any, and a finite verb come next."""
    items = unit.items
    while index < end and (items[index].kind == NOUN or items[index].tag == "RB" or items[index].lower in ("of", "in", "for", "(", ")")):
        index += 1
    return index < end and is_finite(items[index])


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
        if (
            following.lower in ("without", "before", "after", "while", "by")
            and index + 2 < last
            and items[index + 2].kind == VERB
            and (_participle_cue(items[index + 2]) or (following.lower == "without" and items[index + 2].lemma in _LEFT_UNDONE))
        ):
            return True
        if _taken_up(unit, index + 1, last) or _next_of_a_row(unit, index + 1, last, cue):
            return True
        if following.lower in _CONTRAST or following.lower in ("and", "or", "nor", "then"):
            return _statement_begins(unit, index + 2, last, cue)
        return _parenthetical_cue(unit, index + 1, last)
    if (
        word in ("–", "—", "-", "--")
        and index + 1 < last
        and ((items[index + 1].kind == VERB and _participle_cue(items[index + 1])) or _taken_up(unit, index + 1, last))
    ):
        return True
    if word in ("and", "but", "or", "while", "whereas", "before", "then"):
        return _statement_begins(unit, index + 1, last, cue)
    return word == "according"


def _next_of_a_row(unit: Unit, index: int, last: int, cue: int) -> bool:
    """ "denied that …, insisted that …", "the army says nine fell, the rebels say ten": another cue of the same form behind a comma."""
    items = unit.items
    verb = index if items[index].kind == VERB else index + 1
    if verb + 1 >= last or not is_finite(items[verb]) or items[cue].kind != VERB or not same_form(items[cue], items[verb]):
        return False
    group = items[verb].group
    if group is None or group.passive or not cue_verbs().get(items[verb].lemma, frozenset()) & _SPEECH_FRAMES:
        return False
    if verb == index:
        return items[verb + 1].lower == "that"
    plain = items[index].kind == NOUN and items[index].tag != "PRP" and items[verb].lemma in quoting_verbs()
    return plain and (items[verb + 1].kind == NOUN or items[verb + 1].lower == "that")


_LEFT_UNDONE = frozenset({"contest", "elaborate", "name", "offer", "give", "provide", "identify", "specify", "cite", "explain"})
"""What is not done in speaking: "…, without offering evidence"."""
_TESTING = frozenset({"check", "confirm", "corroborate", "match", "test", "verify"})


def _taken_up(unit: Unit, index: int, last: int) -> bool:
    """ ", a charge that the army called …", ", an accusation it rejects", ", which Baku denies": somebody else answers what was said."""
    items = unit.items
    if index + 2 >= last:
        return False
    at = index
    if items[at].kind == NOUN and (items[at].lower in ("a", "an", "something") or items[at].lemma in noun_cues()):
        at += 1
        if items[at].lower in ("that", "which") and items[at].kind == WORD:
            at += 1
    elif items[at].lower == "which" and items[at].kind == WORD:
        at += 1
    else:
        return False
    if at >= last or items[at].kind != NOUN:
        return False
    verb = next((n for n in range(at + 1, min(last, at + 6)) if items[n].kind == VERB), None)
    return (
        verb is not None
        and is_finite(items[verb])
        and (bool(cue_verbs().get(items[verb].lemma)) or items[verb].lemma in _TESTING)
        and (verb + 1 >= last or items[verb + 1].kind in (WORD, QUOTE))
    )


_ANSWERING = frozenset(
    "cite condemn contradict correct criticise criticize defend denounce deny dismiss dispute praise quote raise refute reject revise "
    "update".split()
)


def _participle_cue(item: Item) -> bool:
    group = item.group
    return (
        group is not None
        and item.tag == "VBG"
        and not group.finite
        and (bool(cue_verbs().get(item.lemma, frozenset()) & (_SPEECH_FRAMES | {"a"})) or item.lemma in _ANSWERING)
    )


def _as_cue(unit: Unit, index: int, last: int) -> bool:
    """ ", as the minister put it"."""
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
        return same_form(items[cue], item)
    if item.kind != NOUN or items[cue].kind != VERB:
        return False
    # a subject of its own, whatever belongs to it, and a verb that attributes
    for verb in range(index + 1, min(last, index + _SUBJECT_REACH)):
        group = items[verb].group
        if group is None or not group.finite or group.passive or not cue_verbs().get(items[verb].lemma, frozenset()) & _SPEECH_FRAMES:
            continue
        if not same_form(items[cue], items[verb]) and not (items[verb].lemma == "put" and items[index - 2].lower == ","):
            return False
        if verb == index + 1:
            return True
        subject = subject_of(unit, verb)
        return subject is not None and subject.first <= index
    return False


_SUBJECT_REACH = 12
"""Items within which the verb of a new statement must follow its subject."""


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
    if item.lower == "had" and group.last - group.first > 1:
        return "pluperfect"
    return "past"


_PAPER_VERBS = frozenset({"show", "indicate", "suggest", "reveal"})
"""What documents do at the end of a sentence: "…, court papers show"."""


def _parenthetical_cue(unit: Unit, index: int, last: int) -> bool:
    """ ", the governor said" at the end of what is said: noun phrase, quoting verb, then a comma or the end."""
    items = unit.items
    if index >= last:
        return False
    if (
        items[index].kind == VERB
        and items[index].lemma in quoting_verbs()
        and items[index].tag in ("VBD", "VBZ", "VBP")
        and index + 1 < last
        and items[index + 1].kind == NOUN
        and items[index].last - items[index].first == 1
    ):
        return items[index].lemma in ("say", "add", "report", "write", "announce", "note", "recall", "state")
    if items[index].kind != NOUN:
        return False
    end = index + 1
    while end < last and end < index + 8 and (items[end].kind == NOUN or items[end].lower in ("of", "for", "in")):
        end += 1
    if end >= last or items[end].kind != VERB or items[end].lemma not in quoting_verbs() | _PAPER_VERBS:
        return False
    after = skip_adverbials(unit, end + 1)
    return after >= last or items[after].lower in (",", ".", ";")


def front_start(unit: Unit, limit: int) -> int:
    """Where the clause before a cue begins: behind the dateline, an opening conjunction, the last semicolon."""
    items = unit.items
    start = unit.body
    for index in range(limit - 1, start - 1, -1):
        if items[index].lower in (";", ":") and items[index].kind == WORD:
            start = index + 1
            break
    while start < limit - 1 and items[start].kind == WORD and items[start].lower in ("but", "and", "yet", "so", "or", ","):
        start += 1
    return start


def is_clause_word(item: Item) -> bool:
    """A word that opens a content clause: that, whether, how, why …"""
    return (item.lower in SUBORDINATORS and item.kind == WORD) or item.tag == "WRB"
