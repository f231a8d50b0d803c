"""Cues in relative clauses that lack what they speak of: "a theory that the office called “an insult”", "what it called a raid"."""

from onrecord.reading.rules.complements import Complement
from onrecord.reading.rules.found import Pieces, pieces_of
from onrecord.reading.rules.sources import Source
from onrecord.reading.rules.units import NOUN, QUOTE, VERB, Unit


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
        if items[start].kind == VERB and items[start].lemma == "be":
            start += 1
        return pieces_of(unit, start, start + 1) if content[0][0] >= items[start].last else _from(unit, start, content)
    if complement.frame in ("a", "q") and items[before].lower in ("that", "which") and before - 1 >= unit.body:
        held = before - 1 if items[before - 1].kind == NOUN else before - 2
        if held >= unit.body and items[held].kind == NOUN and (items[before - 1].lower == "," or items[held - 1].lower == ","):
            if items[complement.start].kind == QUOTE or (complement.frame == "a" and verb + 1 == complement.start):
                return (*pieces_of(unit, held, held + 1), *content)
    return None


def _from(unit: Unit, start: int, content: Pieces) -> Pieces:
    return ((unit.items[start].first, content[-1][1]),)
