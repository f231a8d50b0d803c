"""Subjects that are not beside their verb: shared by coordinated verbs, participles, nouns with a participle."""

from onrecord.reading.rules.adverbials import skip_adverbials
from onrecord.reading.rules.complements import complement_of
from onrecord.reading.rules.contents import same_form
from onrecord.reading.rules.extents import source_after
from onrecord.reading.rules.items import NOUN, QUOTE, VERB, WORD, is_finite
from onrecord.reading.rules.leftward import left_extent
from onrecord.reading.rules.lexicon import CHANNELS, DOCUMENTS, quoting_verbs
from onrecord.reading.rules.sources import Source, is_time
from onrecord.reading.rules.subjects import subject_of
from onrecord.reading.rules.units import Unit
from onrecord.reading.words import noun_lemma


def shared_source(unit: Unit, verb: int, sources: dict[int, Source]) -> Source | None:
    """The subject of an earlier verb that a verb or participle without one goes on with.

    Args:
        unit: the unit.
        verb: item of the verb that lacks a subject.
        sources: sources of the cues read so far in this unit, by item.
    """
    items = unit.items
    segment = _segment_start(unit, verb)
    cue = items[verb]
    earlier = [n for n in sorted(sources) if segment <= n < verb or (segment <= sources[n].first < verb and n < verb)]
    finite = cue.group is not None and cue.group.finite
    if finite:
        for n in earlier:
            if same_form(items[n], cue) and sources[n].kind != "relative":
                return sources[n]._replace(kind="shared")
    elif earlier:
        plain = [n for n in earlier if sources[n].kind != "relative"]
        if plain:
            return sources[plain[0]]._replace(kind="shared")
    for n in range(verb - 1, segment - 1, -1) if finite else range(segment, verb):
        group = items[n].group
        if items[n].kind == VERB and group is not None and group.finite and n != verb:
            found = subject_of(unit, n)
            if found is not None and found.kind != "relative":
                return found._replace(kind="shared")
    return None


def _segment_start(unit: Unit, verb: int) -> int:
    """Where the main clause that holds the verb begins: behind ";", or behind ", while" / ", but" with a subject of its own."""
    items = unit.items
    for n in range(verb - 1, unit.body, -1):
        if items[n].lower == ";" and items[n].kind == WORD:
            return n + 1
        if items[n].lower in ("while", "whereas", "but") and items[n - 1].lower == "," and n + 1 < verb and items[n + 1].kind == NOUN:
            return n + 1
    return unit.body


def participle_source(unit: Unit, index: int, sources: dict[int, Source]) -> tuple[Source | None, str]:
    """The source of a participle, and how it was found: its noun, the subject of the sentence, the subject that follows."""
    items = unit.items
    before = index - 1
    while before >= 0 and items[before].tag == "RB":
        before -= 1
    if before >= 0 and items[before].kind == NOUN and items[before].tag != "PRP":
        # "a message blaming the army", "a statement saying that"
        accompanying = _accompanying(unit, before)
        if accompanying is not None:
            return accompanying, "with-participle"
        issuer = _issuer(unit, before)
        if issuer is not None:
            return issuer, "participle"
        if (absolute := _absolute(unit, before, index)) is not None:
            return absolute, "absolute-participle"
        found = source_of_noun(unit, before)
        if found is None or not _may_carry(unit, before):
            return None, ""
        return found, "noun-participle"
    if (before == unit.body and items[before].kind == WORD and items[before].lower in _PREPOSED) or _after_measure(unit, before):
        before = unit.body - 1  # "Days after insisting that none had fired, the brigade conceded …"
    if before < 0 or before < unit.body:
        comma = next((n for n in range(index + 1, len(items) - 1) if items[n].lower == "," and items[n + 1].kind == NOUN), None)
        if comma is None:
            return None, ""
        subject = source_after(unit, comma + 1, len(items))
        return subject, "fronted-participle"
    if items[before].lower == "as" and (quoted := _quoted_person(unit, before)) is not None:
        return quoted, "quoted"
    if items[before].lower == "," and before - 1 > unit.body and (accompanying := _accompanying(unit, before - 1)) is not None:
        return accompanying, "with-participle"
    if items[before].lower in (",", "before", "after", "while", "by", "and", "–", "—"):
        shared = shared_source(unit, index, sources)
        comma = before if items[before].lower == "," else before - 1  # "The army, while admitting that …, denied"
        if shared is None and comma > unit.body and items[comma].lower == ",":
            shared = _subject_around(unit, comma, index)
        return shared, "participle"
    return None, ""


def _quoted_person(unit: Unit, index: int) -> Source | None:
    """ "cited a military source as | saying": the person between the quoting verb and "as"."""
    items = unit.items
    for verb in range(index - 1, max(unit.body, index - 10), -1):
        if items[verb].kind == VERB and items[verb].lemma in ("quote", "cite", "report", "hear", "record"):
            source = source_after(unit, verb + 1, index)
            return source if source is not None and source.last == index else None
    return None


def _subject_around(unit: Unit, comma: int, index: int) -> Source | None:
    """ "The junta, citing intelligence, says": the subject of the verb behind the insertion."""
    items = unit.items
    for verb in range(index + 1, len(items)):
        if is_finite(items[verb]) and items[verb - 1].lower == ",":
            subject = subject_of(unit, verb)
            if subject is None or subject.first >= comma or subject.last > comma + 1:
                return None
            return subject._replace(kind="around")
    return None


def misread_past(unit: Unit, index: int, frames: frozenset[str]) -> Source | None:
    """A past form taken for a participle: a subject right before it, something said right behind it."""
    items = unit.items
    if items[index].lemma in ("name", "call", "title", "dub") and items[index - 1].kind == NOUN and items[index - 1].tag != "PRP":
        return None  # "an account named River Voice"
    if index == 0 or (index + 1 < len(items) and items[index + 1].lower in ("by", "as")):
        return None
    before = items[index - 1]
    behind_clause = is_finite(before) or before.lower == ","  # "a farmer who fled | told"
    if not (before.kind == NOUN or before.tag == "RB" or behind_clause):
        return None
    frame = complement_of(unit, index, frames).frame
    if before.tag != "PRP" and not behind_clause and (frame[:1] not in ("c", "q", "d", "f", "p", "o") or frame == "p:to"):
        return None
    return subject_of(unit, index)


_WITH_REACH = 10


def _accompanying(unit: Unit, noun: int) -> Source | None:
    """ ", with the envoy describing the talks as …": the phrase between "with" and the participle."""
    for index in range(noun - 1, max(unit.body - 1, noun - _WITH_REACH), -1):
        if unit.items[index].lower == "with" and unit.items[index].kind == WORD:
            source = source_after(unit, index + 1, noun + 1)
            return source if source is not None and source.last == noun + 1 else None
        if unit.items[index].kind == VERB:
            return None
    return None


_ISSUING = frozenset("circulate deliver distribute email issue make post publish release send share tweet write".split())


def _issuer(unit: Unit, noun: int) -> Source | None:
    """ "The League issued a statement | saying": who issued it speaks."""
    verb = noun - 1
    items = unit.items
    if verb < unit.body or items[verb].kind != VERB or items[verb].lemma not in _ISSUING or not is_finite(items[verb]):
        return None
    if noun_lemma(items[noun].lemma) not in DOCUMENTS and items[noun].lemma not in CHANNELS:
        return None
    return subject_of(unit, verb)


def _absolute(unit: Unit, noun: int, participle: int) -> Source | None:
    """ ", its envoy noting that …": a participle with a subject of its own behind a comma."""
    items = unit.items
    after = skip_adverbials(unit, participle + 1)
    if after >= len(items) or items[participle].lemma not in quoting_verbs():
        return None
    if items[after].kind != QUOTE and items[after].lower != "that":
        return None
    first = left_extent(unit, noun)
    if first is None or first <= unit.body or items[first - 1].lower not in (",", "–", "—"):
        return None
    return Source(((items[first].first, items[noun].last),), first, noun + 1, "noun")


def _may_carry(unit: Unit, index: int) -> bool:
    """ "a letter warning that", "posts claiming that": not every noun speaks by a participle."""
    items = unit.items
    return items[index].lemma in CHANNELS or items[index].lemma.rstrip("s") in CHANNELS or items[index].lemma in DOCUMENTS


def source_of_noun(unit: Unit, index: int) -> Source | None:
    """The noun phrase that ends at an item, as a source."""
    return subject_of(unit, index + 1)


_PREPOSED = frozenset({"after", "before", "while", "by", "in", "since", "despite", "without", "when", "besides"})


def _after_measure(unit: Unit, index: int) -> bool:
    """ "Five days | after" at the head of the sentence."""
    items = unit.items
    return index == unit.body + 1 and items[index].lower in ("after", "before") and is_time(unit, items[unit.body])


_CHAINING = frozenset(
    "go continue begin start come rush hasten want like wish proceed try seek "
    "appear seem use take turn step dare need write hurry move be".split()
)
"""Verbs that only lead over to the verb that attributes: "went on to say", "took to the radio to deny", "sought to assure"."""
_CHAIN_REACH = 5


def chained_source(unit: Unit, index: int) -> tuple[Source, int] | None:
    """The subject of the verb that leads over to an infinitive cue, and the first token of that verb; None if there is none."""
    items = unit.items
    for verb in range(index - 1, max(unit.body - 1, index - 1 - _CHAIN_REACH), -1):
        item = items[verb]
        if item.lower in (",", ";", "that", ":") or item.kind == QUOTE:
            return None
        if item.kind == VERB:
            group = item.group
            if group is None or not group.finite or group.passive or group.negated or item.lemma not in _CHAINING:
                return None
            if unit.page.tokens[item.last].lower == "unable":
                return None  # what was not said
            if item.lemma in ("be", "have", "take", "come", "write", "move", "need") and verb == index - 1:
                return None
            subject = subject_of(unit, verb)
            return (subject, item.first) if subject is not None else None
    return None


def is_coordinated(unit: Unit, index: int) -> bool:
    """The verb follows a conjunction or a comma rather than a subject."""
    items = unit.items
    before = index - 1
    while before >= 0 and items[before].tag == "RB":
        before -= 1
    return before >= unit.body and items[before].lower in ("and", "but", "or", "then", "nor", ",", "yet")
