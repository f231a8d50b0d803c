"""Whom a report cites: "Radio Delta reported that …, citing a port official" – the official says the same."""

from collections.abc import Sequence

from onrecord.reading.rules.extents import source_after
from onrecord.reading.rules.found import Found
from onrecord.reading.rules.items import NOUN
from onrecord.reading.rules.sources import is_channel, is_time
from onrecord.reading.rules.units import Unit

_CITING = frozenset({"cite", "quote"})
_WRITINGS = frozenset(
    {"law", "article", "reason", "reasons", "concern", "concerns", "fears", "risk", "risks", "example", "examples", "need"}
)
"""What is cited without having said anything."""


def name_cited_sources(unit: Unit, found: Sequence[Found]) -> list[Found]:
    """A participle "citing" beside a statement makes its object a source of the same content."""
    return [_cited(unit, one, found) for one in found]


def _cited(unit: Unit, one: Found, found: Sequence[Found]) -> Found:
    items = unit.items
    if one.lemma not in _CITING or not one.pattern.startswith("participle") or one.at + 1 >= len(items):
        return one
    told = next((other for other in found if other.source == one.source and other.at != one.at and other.content), None)
    head = items[one.at + 1]
    if told is None or head.kind != NOUN or head.lemma in _WRITINGS or is_time(unit, head) or is_channel(head):
        return one
    source = source_after(unit, one.at + 1, len(items))
    if source is None:
        return one
    return one._replace(source=source.pieces, content=told.content, pattern="citing")
