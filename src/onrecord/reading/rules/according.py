"""Cues that are not verbs of a clause: "according to", "as X put it", "in the words of X", "for X", "per X"."""

from onrecord.reading.rules.adverbials import skip_adverbials
from onrecord.reading.rules.contents import content_end, front_start
from onrecord.reading.rules.extents import source_after
from onrecord.reading.rules.found import Found, Pieces, pieces_of
from onrecord.reading.rules.items import NOUN, QUOTE, VERB, WORD, is_finite
from onrecord.reading.rules.lexicon import quoting_verbs
from onrecord.reading.rules.replies import is_verbless_reply
from onrecord.reading.rules.sources import Source
from onrecord.reading.rules.subjects import subject_of
from onrecord.reading.rules.units import Unit

_PHRASES = (
    ("according", "to"),
    ("in", "the", "words", "of"),
    ("in", "the", "view", "of"),
    ("in", "the", "opinion", "of"),
    ("in", "the", "eyes", "of"),
)


def find_according_cues(unit: Unit) -> list[Found]:
    """Attributions by "according to" and its like, in front of, inside or behind what is said."""
    found: list[Found] = []
    items = unit.items
    for index, item in enumerate(items):
        if item.lower in ("according", "in"):
            one = _according(unit, index)
        elif item.lower in ("as", "so") and item.kind == WORD:
            one = _as_said(unit, index)
        else:
            continue
        if one is not None:
            found.append(one)
    return found


def _match(unit: Unit, index: int) -> tuple[int, int] | None:
    """Token range of the phrase and the index of the item behind it."""
    items = unit.items
    first = items[index].first
    for words in _PHRASES:
        last = first + len(words)
        if last <= unit.last and all(unit.page.tokens[first + n].lower == word for n, word in enumerate(words)):
            after = index
            while after < len(items) and items[after].first < last:
                after += 1
            if after < len(items) and items[after].first == last:
                return last, after
    return None


def _according(unit: Unit, index: int) -> Found | None:
    items = unit.items
    matched = _match(unit, index)
    if matched is None:
        return None
    last, after = matched
    source = source_after(unit, after, len(items))
    if source is None:
        return None
    cue = ((items[index].first, last),)
    content, place = around_adverbial(unit, index, source)
    if not content:
        return None
    return Found(source.pieces, cue, content, f"according-to-{place}", "according", "according", unit, index)


def around_adverbial(unit: Unit, cue: int, source: Source) -> tuple[Pieces, str]:
    """What a sentence adverbial covers: the clause behind it, before it, or both."""
    items = unit.items
    before = cue - 1
    while before >= unit.body and (items[before].lower in (",", "–", "—", "(", "-") or items[before].tag == "RB") and before > unit.body:
        before -= 1
    start = front_start(unit, before + 1) if before >= unit.body else unit.body
    if before >= unit.body and items[before].tag == "WRB" and items[before].kind == WORD:
        start = before + 1  # "the ford where, by its count, forty fell"
    has_front = before >= start and (
        any(items[n].kind in (VERB, QUOTE) for n in range(start, before + 1)) or _short_answer(unit, start, before + 1, source)
    )
    after = skip_adverbials(unit, source.last)
    if has_front:
        content = _last_clause(unit, start, before + 1)
        if (
            after + 1 < len(items)
            and items[after].lower == ","
            and any(i.kind == VERB for i in items[after + 1 :])
            and items[after + 1].lower not in ("who", "which", "while", "but", "and", "as", "although")
            and (items[after + 1].lower == "that" or not _complete(unit, start, before + 1))
        ):
            rest = pieces_of(unit, after + 1, content_end(unit, after + 1, cue))
            return (*content, *rest), "inside"
        return content, "behind"
    if after + 1 < len(items) and items[after].lower == "," and start <= before < cue - 1 and is_finite(items[after + 1]):
        # "That, according to the clinic, is why": the subject before the cue, its verb behind it
        return (*pieces_of(unit, start, before + 1), *pieces_of(unit, after + 1, content_end(unit, after + 1, cue))), "inside"
    if after < len(items) and items[after].lower in (",", ":", "–", "—"):
        after += 1
    if after >= len(items) or (items[after].kind == WORD and items[after].lower in (".", ")", ";")):
        return (), ""
    return pieces_of(unit, after, content_end(unit, after, cue)), "front"


def _short_answer(unit: Unit, first: int, last: int, source: Source) -> bool:
    """ "Nine, according to the army; ten, according to the rebels": nothing but the end of the clause behind the source."""
    after = skip_adverbials(unit, source.last)
    ends = after >= len(unit.items) or unit.items[after].lower in (".", ";")
    return ends and is_verbless_reply(unit, first, last)


def _complete(unit: Unit, first: int, last: int) -> bool:
    """The clause before the cue has its finite verb already, and not only an auxiliary that waits for the rest."""
    group = unit.items[last - 1].group
    if group is not None and group.lemma in ("have", "be", "do") and group.last - group.first == 1:
        return False
    return any(is_finite(unit.items[n]) for n in range(first, last))


def _last_clause(unit: Unit, first: int, last: int) -> Pieces:
    """Only the last of several main clauses is covered when each has a speaker of its own."""
    items = unit.items
    for index in range(last - 1, first, -1):
        if (
            items[index].lower in ("and", "but", "while", "whereas")
            and items[index - 1].lower == ","
            and index + 1 < last
            and items[index + 1].kind == NOUN
        ):
            earlier = any(items[n].kind == VERB and items[n].lemma in quoting_verbs() for n in range(first, index))
            if earlier:
                return pieces_of(unit, index + 1, last)
    return pieces_of(unit, first, last)


_TELLING_IT = frozenset({"put", "tell", "have", "see", "phrase", "describe"})
"""Verbs of "as X puts it"."""

_COMING_TO_KNOW = frozenset({"learn", "hear", "understand"})
"""Verbs of "as X has learned": who comes to know something and prints it tells it."""


def _as_said(unit: Unit, index: int) -> Found | None:
    """ "as the minister put it", "as residents said"."""
    items = unit.items
    verb = next((n for n in range(index + 1, min(len(items), index + 9)) if items[n].kind == VERB), None)
    if verb is None or verb == index + 1 or items[index + 1].kind == VERB:
        return None
    group = items[verb].group
    if group is None or not group.finite or group.passive:
        return None
    if items[verb].lemma in _TELLING_IT and verb + 1 < len(items) and items[verb + 1].lower == "it":
        last = verb + 2
    elif items[index].lower == "so" or items[verb].lemma in ("put", "have", "see"):
        return None
    elif items[verb].lemma in quoting_verbs() or items[verb].lemma in _COMING_TO_KNOW:
        last = verb + 1
    else:
        return None
    source = subject_of(unit, verb)
    if source is None or source.first <= index:
        return None
    after = skip_adverbials(unit, last)
    cue = ((items[verb].first, items[last - 1].last),)
    if after < len(items) and items[after].lower in (",", ":") and after + 1 < len(items) and index <= unit.body:
        content = pieces_of(unit, after + 1, content_end(unit, after + 1, verb))
        return Found(source.pieces, cue, content, "as-said-front", items[verb].lemma, "as", unit, verb) if content else None
    if after < len(items) and items[after].lower not in (",", ".", ";", ")", "–", "—", "?", "!"):
        return None
    if index - 1 >= unit.body and items[index - 1].lower in (",", "–", "—"):
        start = front_start(unit, index - 1)
        start = next((n for n in range(start + 1, index - 1) if items[n].lower in ("whose", "which") and items[n - 1].lower == ","), start)
        content = pieces_of(unit, start, index - 1)
        if after + 1 < len(items) and is_finite(items[after + 1]) and not _complete(unit, start, index - 1):
            content = (*content, *pieces_of(unit, after + 1, content_end(unit, after + 1, verb)))
        return Found(source.pieces, cue, content, "as-said-behind", items[verb].lemma, "as", unit, verb) if content else None
    return None
