"""People whom visitors found in custody: "How many prisoners there are … The relief society found | 115 Orrians in the barracks"."""

from onrecord.reading.figures.by_verb import past_determiners
from onrecord.reading.figures.counted import Counted
from onrecord.reading.figures.harm import Harm
from onrecord.reading.page import Page

_VISITING = frozenset({"register", "find", "visit", "count"})
_CAPTIVES = frozenset("prisoner prisoners detainee detainees captives detained imprisoned prison prisons".split())
_OTHERS = frozenset("refugee refugees displaced dead killed bodies wounded injured alive survivors".split())
"""Words of a sentence whose count is of others than those held."""


def found_in_custody(page: Page, counted: Counted) -> Harm | None:
    """ "It registered | 115 Orrians", in a paragraph about prisoners: held, wherever it was that they were found."""
    if counted.kind != "person" or counted.part is not None or counted.head is None or counted.quantity.kind == "article":
        return None
    first, end = page.sentence_of(counted.quantity.core)
    if {page.tokens[n].lower for n in range(first, end)} & _OTHERS:
        return None
    group = next(
        (page.verb_at[n] for n in range(past_determiners(page, counted.first - 1, first), first - 1, -1) if n in page.verb_at), None
    )
    if group is None or group.lemma not in _VISITING or group.passive or group.negated:
        return None
    begin = page.paragraphs[page.paragraph_numbers[first]][0]
    about = any(page.tokens[n].lower in _CAPTIVES for n in range(max(begin, first - 80), end))
    return Harm("detained", group.first, group.last) if about else None
