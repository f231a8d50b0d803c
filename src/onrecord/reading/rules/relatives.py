"""Cues in relative clauses that lack what they speak of: "a theory that the office called “an insult”", "what it called a raid"."""

from onrecord.reading.rules.complements import Complement
from onrecord.reading.rules.contents import content_end, front_start, phrase_content_end
from onrecord.reading.rules.found import Pieces, pieces_of
from onrecord.reading.rules.items import NOUN, QUOTE, VERB, WORD, is_finite
from onrecord.reading.rules.lexicon import cue_verbs, noun_cues
from onrecord.reading.rules.sources import Source
from onrecord.reading.rules.units import Unit
from onrecord.reading.words import noun_lemma


def gap_content(unit: Unit, verb: int, subject: Source, complement: Complement, content: Pieces) -> Pieces | None:
    """The content of a cue whose object stands before its relative clause; None where nothing is missing.

    Args:
        unit: the unit.
        verb: item of the cue.
        subject: its source.
        complement: what was found behind it.
        content: the content by that complement.
    """
    items = unit.items
    before = subject.first - 1
    if before < unit.body or subject.kind == "relative" or not content:
        return None
    if items[before].lower == "what" and complement.frame in ("c", "q", "a", "n"):
        start = complement.start
        if (items[start].kind == VERB and items[start].lemma == "be") or items[start].lower == "as":
            start += 1
        if complement.frame == "a" and items[start].kind == NOUN and start + 1 < len(items) and is_finite(items[start + 1]):
            return pieces_of(unit, start, start + 1)  # "what the army calls a depot | was a school"
        return pieces_of(unit, start, start + 1) if content[0][0] >= items[start].last else _from(unit, start, content)
    held = _held(unit, before)
    if held is None or not (items[complement.start].kind == QUOTE or (complement.frame == "a" and verb + 1 == complement.start)):
        return None
    return (*pieces_of(unit, held, held + 1), *content)


def _held(unit: Unit, before: int) -> int | None:
    """The noun phrase, behind a comma or a dash, that a relative clause with or without "that" belongs to."""
    items = unit.items
    held = before - 1 if items[before].lower in ("that", "which") and items[before].kind == WORD else before
    if held < unit.body or items[held].kind != NOUN or held == unit.body or items[held - 1].lower not in (",", "–", "—", "-"):
        return None
    return held


_ANSWERS = frozenset(
    "accept confirm condemn contest contradict criticise criticize denounce "
    "deny dismiss dispute doubt question refute reject repudiate welcome".split()
)


def _predicated(unit: Unit, before: int) -> Pieces:
    """ "That nobody fired is, however, one claim that the elders reject": what the noun is said of, if anything."""
    items = unit.items
    held = before - 1 if items[before].lower in ("that", "which") and items[before].kind == WORD else before
    copula = held - 1
    while copula > unit.body and items[copula].kind == WORD and (items[copula].lower == "," or items[copula].tag == "RB"):
        copula -= 1
    if copula <= unit.body or items[held].kind != NOUN or items[copula].kind != VERB or items[copula].lemma not in ("be", "remain"):
        return ()
    return pieces_of(unit, front_start(unit, copula), copula)


def _claimed_to_be(unit: Unit, verb: int) -> Pieces:
    """ "what it said was | a drone crashing"."""
    items = unit.items
    if verb + 2 >= len(items) or items[verb + 1].kind != VERB or items[verb + 1].lemma != "be":
        return ()
    start = verb + 2
    return pieces_of(unit, start, phrase_content_end(unit, start, content_end(unit, start, verb)))


def answered_content(unit: Unit, verb: int, subject: Source) -> Pieces:
    """What ", an accusation it rejects" or ", which Baku denies" answers: the noun phrase, or the pronoun; empty where there is none."""
    items = unit.items
    before = subject.first - 1
    if before >= unit.body and items[before].lower == "what":
        return _claimed_to_be(unit, verb)
    particle = verb + 1 < len(items) and f"r:{items[verb + 1].lower}" in cue_verbs().get(items[verb].lemma, frozenset())
    if (items[verb].lemma not in _ANSWERS and not particle) or before <= unit.body:
        return ()
    if verb + 1 < len(items) and items[verb + 1].kind != WORD:
        return ()
    if said := _predicated(unit, before):
        return said
    if items[before].lower == "which" and items[before].kind == WORD:
        held = _held(unit, before)
        named = held is not None and noun_lemma(items[held].lemma) in noun_cues()  # "an allegation which the police wave away"
        return pieces_of(unit, held, held + 1) if named and held is not None else pieces_of(unit, before, before + 1)
    held = _held(unit, before)
    return pieces_of(unit, held, held + 1) if held is not None else ()


def _from(unit: Unit, start: int, content: Pieces) -> Pieces:
    return ((unit.items[start].first, content[-1][1]),)
