"""People whom visitors found in custody: "How many prisoners there are … The relief society found | 115 Orrians in the barracks"."""

from onrecord.reading.figures.by_verb import past_determiners
from onrecord.reading.figures.counted import Counted
from onrecord.reading.figures.harm import Harm
from onrecord.reading.page import Page

_VISITING = frozenset({"register", "find", "visit", "count"})
_CAPTIVES = frozenset("prisoner prisoners detainee detainees captives detained imprisoned prison prisons".split())
_CONFINING = frozenset("barracks prison prisons jail jails dungeon stockade".split())
"""Where people are who are held: "a former barracks at Osk holds | 32 Orrians", "registered | 115 Orrians in a former barracks"."""
_MAKESHIFT = frozenset({"barracks", "stockade", "dungeon"})
"""Those of them that no ordinary prisoners are in ("The prison in Osk holds 160 men" only tells how large it is)."""
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
    if group is None or group.passive or group.negated:
        return None
    confined = any(page.tokens[n].lower in _CONFINING for n in range(first, end))
    if group.lemma == "hold" and confined and (within := page.phrase_at.get(_subject_end(page, group.first))) is not None:
        named = {page.tokens[n].lower for n in range(within.first, within.last)}
        return Harm("detained", group.first, group.last) if named & _MAKESHIFT else None
    if group.lemma not in _VISITING:
        return None
    if confined:
        return Harm("detained", group.first, group.last)
    begin = page.paragraphs[page.paragraph_numbers[first]][0]
    about = any(page.tokens[n].lower in _CAPTIVES for n in range(max(begin, first - 80), end))
    return Harm("detained", group.first, group.last) if about else None


def _subject_end(page: Page, verb: int) -> int:
    """The last token of the noun that a verb is said of, past where it stands ("a former barracks | at Osk holds")."""
    at = verb - 1
    phrase = page.phrase_at.get(at)
    if phrase is not None and phrase.first > 1 and page.tokens[phrase.first - 1].lower in ("at", "in", "near", "outside", "of"):
        return phrase.first - 2
    return at
