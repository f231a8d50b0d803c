"""Cues that are active verbs."""

from onrecord.reading.rules.complements import complement_of
from onrecord.reading.rules.contents import content_end, phrase_content_end
from onrecord.reading.rules.found import Found, pieces_of
from onrecord.reading.rules.fronts import (
    content_after_comma,
    content_goes_on,
    divided_content,
    front_content,
    inverted_speaker,
    quotation_first,
    quoted_content,
)
from onrecord.reading.rules.lexicon import cue_verbs
from onrecord.reading.rules.sharing import is_coordinated, misread_past, participle_source, shared_source
from onrecord.reading.rules.sources import Source
from onrecord.reading.rules.subjects import subject_of
from onrecord.reading.rules.units import NOUN, QUOTE, VERB, Unit
from onrecord.reading.words import noun_lemma


def find_verb_cues(unit: Unit) -> list[Found]:
    """Every attribution of a unit whose cue is an active verb."""
    items = unit.items
    table = cue_verbs()
    found: list[Found] = []
    sources: dict[int, Source] = {}
    for index, item in enumerate(items):
        if item.kind != VERB or item.group is None:
            continue
        frames = table.get(item.lemma)
        if not frames or item.group.passive:
            continue
        one = _read_cue(unit, index, frames, sources)
        if one is not None:
            found.append(one)
    return found


def _read_cue(unit: Unit, index: int, frames: frozenset[str], sources: dict[int, Source]) -> Found | None:
    items = unit.items
    item = items[index]
    group = item.group
    assert group is not None
    cue_first = item.first
    subject: Source | None = None
    pattern = "subject-verb"
    if group.infinitive:
        return None
    if not group.finite:
        if (
            item.tag == "VBN"
            and index == unit.body
            and group.last - group.first == 1
            and (inverted := inverted_speaker(unit, index, frames)) is not None
        ):
            sources[index] = inverted[0]
            return Found(inverted[0].pieces, ((item.first, item.last),), inverted[1], inverted[2], item.lemma, "q", unit, index)
        if item.tag == "VBN" and group.last - group.first == 1:
            subject, pattern = misread_past(unit, index, frames), "subject-verb"
        elif item.tag == "VBG":
            subject, pattern = participle_source(unit, index, sources)
        if subject is None:
            return None
    else:
        subject = subject_of(unit, index)
        if subject is None and is_coordinated(unit, index):
            subject, pattern = shared_source(unit, index, sources), "coordinated-verb"
    if item.lemma in _SHOWING and (subject is None or not _is_document(unit, subject)):
        return None
    complement = complement_of(unit, index, frames)
    if subject is not None and group.finite and "q" in frames and (early := quotation_first(unit, subject, index, complement)):
        sources[index] = subject
        return Found(subject.pieces, ((item.first, item.last),), early, "quotation-first", item.lemma, "q", unit, index)
    if subject is None and group.finite:
        inverted = inverted_speaker(unit, index, frames)
        if inverted is not None:
            subject, content, pattern = inverted
            sources[index] = subject
            return Found(subject.pieces, ((item.first, item.last),), content, pattern, item.lemma, "q", unit, index)
    if subject is not None and (not complement.frame or complement.start >= len(items) - 1) and _announces(unit, index) and "q" in frames:
        sources[index] = subject
        return Found(subject.pieces, ((item.first, items[-1].last),), (), "colon-before-paragraph", item.lemma, "q", unit, index)
    if complement.frame:
        if subject is None:
            return None
        sources[index] = subject
        if complement.frame == "q":
            content = quoted_content(unit, complement.start, index)
        else:
            end = content_end(unit, complement.start, index)
            if complement.frame not in ("c", "d"):
                end = phrase_content_end(unit, complement.start, end)
            content = pieces_of(unit, complement.start, end)
        cue = ((cue_first, items[complement.cue_end - 1].last),)
        return (
            Found(
                subject.pieces,
                cue,
                content,
                f"{pattern}-{_NAMES.get(complement.frame[0], 'noun')}",
                item.lemma,
                complement.frame,
                unit,
                index,
            )
            if content
            else None
        )
    if subject is not None and frames & {"q", "c"} and pattern == "subject-verb":
        content = front_content(unit, subject, index)
        content = (
            (*content, *content_goes_on(unit, index))
            if content
            else divided_content(unit, subject, index) or content_after_comma(unit, subject, index)
        )
        if content:
            sources[index] = subject
            return Found(subject.pieces, ((item.first, item.last),), content, "content-first", item.lemma, "front", unit, index)
    return None


def _announces(unit: Unit, verb: int) -> bool:
    """The unit ends with a colon and no other verb: what is said stands in the next paragraph."""
    items = unit.items
    return items[-1].lower == ":" and not any(i.kind in (VERB, QUOTE) for i in items[verb + 1 :])


_SHOWING = frozenset({"show", "prove"})
"""What documents do: images are never sources, so others than documents and people who examine are left out."""


_DATA = frozenset(
    "analysis assessment audit data document estimate evidence figure finding index inquiry investigation list log number poll record register report research result statistic study survey tally test".split()
)


def _is_document(unit: Unit, source: Source) -> bool:
    head = unit.items[source.first]
    lemma = unit.items[source.first].lemma
    return head.kind == NOUN and (
        noun_lemma(lemma) in _DATA or (unit.items[source.last - 1].kind == NOUN and noun_lemma(unit.items[source.last - 1].lemma) in _DATA)
    )


_NAMES = {
    "q": "quotation",
    "c": "clause",
    "d": "clause",
    "t": "infinitive",
    "g": "gerund",
    "n": "noun",
    "o": "object-infinitive",
    "a": "naming",
    "f": "accusing",
    "p": "preposition",
}
