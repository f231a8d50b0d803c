"""Sources and the noun phrases that are none: times and channels."""

from typing import NamedTuple

from onrecord.reading.rules.items import NOUN, Item
from onrecord.reading.rules.lexicon import CHANNELS, TIMES
from onrecord.reading.rules.units import Unit, mark_before_closing


class Source(NamedTuple):
    """A source as token ranges, with the items it takes up."""

    pieces: tuple[tuple[int, int], ...]
    first: int
    """Index of its first item."""
    last: int
    """Index past its last item."""
    kind: str
    """``noun`` · ``pronoun`` · ``relative`` · ``shared`` (the subject of an earlier verb)
    · ``around`` (the subject of the clause that the cue is inserted in)."""


def is_time(unit: Unit, item: Item) -> bool:
    """A noun phrase that names a time ("Monday", "last week", "5 March", "2023")."""
    if item.kind != NOUN or (item.phrase is not None and _owned(unit, item)):
        return False
    return item.lemma in TIMES or (
        item.tag == "CD" and item.last - item.first == 1 and len(item.lemma) == 4 and item.lemma[:2] in ("19", "20")
    )


def _owned(unit: Unit, item: Item) -> bool:
    """ "her years", "the army's week": somebody's, so not a time of speaking."""
    return unit.page.classes[item.first] == "PRP$" or any(unit.page.classes[n] == "POS" for n in range(item.first, item.last))


def is_channel(item: Item) -> bool:
    """A noun phrase that names where something was said ("a statement", "Facebook", "the interview")."""
    return item.kind == NOUN and item.lemma in CHANNELS


def closed_off(unit: Unit, quote: Item) -> bool:
    """True for a quotation with a comma or an end mark before its closing mark: what follows is not its noun."""
    return quote.last - quote.first > 2 and mark_before_closing(unit.page, quote.last) in (",", ".", "?", "!", "…", "...", "—", "–")
