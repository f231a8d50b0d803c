"""Cues of several words: "take responsibility for", "issued a warning that", "is concerned about", "what they called"."""

from onrecord.reading.rules.adverbials import skip_adverbials
from onrecord.reading.rules.complements import clause_at
from onrecord.reading.rules.contents import content_end, is_clause_word, phrase_content_end
from onrecord.reading.rules.found import Found, Pieces, pieces_of
from onrecord.reading.rules.fronts import divided_content, front_content
from onrecord.reading.rules.items import NOUN, QUOTE, VERB, WORD, is_finite
from onrecord.reading.rules.lexicon import light_nouns, stance_adjectives
from onrecord.reading.rules.sharing import is_coordinated, shared_source
from onrecord.reading.rules.sources import Source, is_time
from onrecord.reading.rules.subjects import subject_of
from onrecord.reading.rules.units import Unit
from onrecord.reading.rules.verbs import is_nobody
from onrecord.reading.words import noun_lemma

_LIGHT_VERBS = frozenset("issue make give release publish deliver provide send produce submit post circulate file offer hand".split())
_HOLDING_VERBS = frozenset("have express voice convey harbour harbor".split())
_RESPONSIBILITY_VERBS = frozenset("take claim accept assume deny disclaim bear admit acknowledge".split())


def find_light_cues(unit: Unit) -> list[Found]:
    """Attributions whose cue is a verb with little meaning of its own and a noun or an adjective that has it."""
    found: list[Found] = []
    for index, item in enumerate(unit.items):
        if item.kind != VERB or item.group is None or not item.group.finite:
            continue
        felt = item.group.passive and unit.page.tokens[item.group.head].lower in stance_adjectives()
        if item.group.passive and not felt:
            continue
        if item.lemma == "be" or felt:
            one = _stance(unit, index)
        elif item.lemma in _RESPONSIBILITY_VERBS and _lemma_at(unit, index + 1) == "responsibility":
            one = _responsibility(unit, index)
        elif item.lemma in _LIGHT_VERBS or item.lemma in _HOLDING_VERBS:
            one = _light(unit, index)
        else:
            continue
        if one is not None:
            found.append(one)
    return found


def _lemma_at(unit: Unit, index: int) -> str:
    return noun_lemma(unit.items[index].lemma) if index < len(unit.items) and unit.items[index].kind == NOUN else ""


def _subject(unit: Unit, index: int) -> Source | None:
    subject = subject_of(unit, index)
    if subject is None and is_coordinated(unit, index):
        subject = shared_source(unit, index, {})
    return subject


def _responsibility(unit: Unit, index: int) -> Found | None:
    items = unit.items
    if index + 3 >= len(items) or items[index + 2].lower != "for":
        return None
    subject = _subject(unit, index)
    if subject is None:
        return None
    start = index + 3
    end = phrase_content_end(unit, start, content_end(unit, start, index))
    cue = ((items[index].first, items[index + 2].last),)
    return _made(unit, index, subject, cue, content=pieces_of(unit, start, end), pattern="responsibility")


def _stance(unit: Unit, index: int) -> Found | None:
    """ "is deeply concerned about", "are convinced that", "was aware of"."""
    items = unit.items
    group = items[index].group
    felt = group is not None and group.passive  # "is worried about": an adjective taken for a participle
    adjective: int | None = index
    if not felt:
        adjective = next((n for n in range(index + 1, min(len(items), index + 4)) if items[n].lower in stance_adjectives()), None)
    if adjective is None or any(items[n].kind != WORD or items[n].tag != "RB" for n in range(index + 1, adjective)):
        return None
    after = adjective + 1
    if after >= len(items):
        return None
    if items[after].lower in (",", ".") and items[adjective].lower in _HOLDING:
        return _inserted_stance(unit, index, adjective)
    last = adjective
    word = unit.page.tokens[group.head].lower if felt and group is not None else items[adjective].lower
    if word in _RESOLVED and items[after].kind == VERB and items[after].lower == "to":
        subject = _subject(unit, index)
        content = pieces_of(unit, after, content_end(unit, after, index))
        cue = ((items[index].first, items[adjective].last),)
        return None if subject is None else _made(unit, index, subject, cue, content=content, pattern="stance-adjective")
    if items[after].kind == WORD and items[after].lower in ("about", "of", "at", "by", "over", "with", "for"):
        last, after = after, after + 1
    elif not (items[after].lower == "that" or (is_finite_clause(unit, after) and items[after].kind == NOUN)):
        return None
    subject = _subject(unit, index)
    if subject is None or after >= len(items) or items[subject.first].lower in ("it", "there", "this", "that"):
        return None
    end = content_end(unit, after, index)
    if last != adjective:
        end = phrase_content_end(unit, after, end)
    cue = ((items[index].first, items[last].last),)
    return _made(unit, index, subject, cue, content=pieces_of(unit, after, end), pattern="stance-adjective")


_RESOLVED = frozenset({"determined", "resolved", "eager", "willing", "unwilling"})
"""Adjectives of what somebody means to do."""
_HOLDING = frozenset({"adamant", "certain", "confident", "convinced", "sure"})


def _inserted_stance(unit: Unit, index: int, adjective: int) -> Found | None:
    """ "The army, residents are adamant, had left", "It was the army, she is certain"."""
    subject = subject_of(unit, index)
    if subject is None or is_nobody(unit.items[subject.first]):
        return None
    content = divided_content(unit, subject, adjective) or front_content(unit, subject)
    cue = ((unit.items[index].first, unit.items[adjective].last),)
    return _made(unit, index, subject, cue, content=content, pattern="stance-adjective")


def is_finite_clause(unit: Unit, index: int) -> bool:
    """A short subject and a finite verb begin here."""
    return clause_at(unit, index, strict=True)


def _light(unit: Unit, index: int) -> Found | None:
    """ "issued a warning that", "gave us a list of", "have no doubt that"."""
    items = unit.items
    at = index + 1
    if at + 1 < len(items) and items[at].kind == NOUN and items[at].tag == "PRP" and items[at + 1].kind == NOUN:
        at += 1  # "gave us a list"
    noun = _lemma_at(unit, at)
    kinds = light_nouns().get(noun)
    if not kinds or items[at].lower == "no" or (items[index].lemma in _HOLDING_VERBS and "h" not in kinds):
        return None
    after = at + 1
    last = at
    if after >= len(items):
        return None
    dated = items[after].lower == "on" and after + 1 < len(items) and is_time(unit, items[after + 1])
    if items[after].kind == WORD and items[after].lower in ("of", "for", "about", "over", "against", "on", "to") and not dated:
        last, after = after, after + 1
    else:
        after = skip_adverbials(unit, after)
        if after >= len(items):
            return None
        if items[after].kind == VERB and items[after].tag == "VBG":
            return None  # "issued a statement saying": the participle is the cue
        if not (
            is_clause_word(items[after])
            or items[after].kind == QUOTE
            or items[after].lower == ":"
            or (items[after].kind == VERB and not is_finite(items[after]))
        ):
            return None
        if items[after].lower == ":":
            after += 1
    subject = _subject(unit, index)
    if subject is None or after >= len(items):
        return None
    end = content_end(unit, after, index)
    if last != at:
        end = phrase_content_end(unit, after, end)
    start = at if "n" in kinds and last != at else after  # the noun itself is what was given: "a list of 14 dead"
    cue_last = items[start - 1] if start > after - 1 else items[index]
    cue = ((items[index].first, items[index].last if start == at else cue_last.last),)
    return _made(unit, index, subject, cue, content=pieces_of(unit, start, end), pattern="light-verb")


def _made(unit: Unit, index: int, subject: Source, cue: Pieces, *, content: Pieces, pattern: str) -> Found | None:
    if not content or is_nobody(unit.items[subject.first]):
        return None
    return Found(subject.pieces, cue, content, pattern, unit.items[index].lemma, "light", unit, index)
