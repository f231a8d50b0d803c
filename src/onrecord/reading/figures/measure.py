"""What happened to those a quantity counts: the rules, in the order in which they are asked.

Each rule is a function with a name; the first that answers gives the measure. Rules that need an earlier figure
("including 22 children", "The authorities concede 11") are in ``inherited``.
"""

from collections.abc import Callable
from typing import NamedTuple

from onrecord.reading.figures.asked import asked_count
from onrecord.reading.figures.by_noun import (
    among_victims,
    harm_of,
    listed_after_harm_of,
    member_of_harmed,
    named_dead,
    noun_of_harm,
    share_of_harmed,
)
from onrecord.reading.figures.by_verb import (
    companion,
    left_in_state,
    listed_before_state,
    listed_object,
    object_of_verb,
    subject_of_verb,
    taken_captive,
    told_in_relative,
)
from onrecord.reading.figures.clauses import predicate_after
from onrecord.reading.figures.counted import Counted
from onrecord.reading.figures.harm import Harm, brought_to_care
from onrecord.reading.figures.lexicon import person_status, singular
from onrecord.reading.figures.listed import listed_subject
from onrecord.reading.figures.tolls import stated_toll
from onrecord.reading.figures.visited import found_in_custody
from onrecord.reading.page import Page


class Measured(NamedTuple):
    """A counted quantity with its measure and why."""

    counted: Counted
    harm: Harm
    rule: str


RULES: tuple[Callable[[Page, Counted], Harm | None], ...] = (
    object_of_verb,
    left_in_state,
    taken_captive,
    subject_of_verb,
    listed_subject,
    listed_before_state,
    share_of_harmed,
    listed_object,
    companion,
    noun_of_harm,
    named_dead,
    harm_of,
    listed_after_harm_of,
    told_in_relative,
    member_of_harmed,
    among_victims,
    stated_toll,
    asked_count,
    found_in_custody,
)
"""In the order in which they are asked."""


_DISPLACED_AT_LEAST = 20
"""Fewer people who move, leave or cross are travellers, not displaced."""


_BESIDE_VERB = frozenset({"object_of_verb", "subject_of_verb", "listed_object", "harm_of"})


_TOLD_BY_DESCRIPTION = frozenset({"killed", "injured"})


def measured(page: Page, counted: Counted) -> Measured | None:
    """The measure of one counted quantity, from its own clause; None where the clause tells of no harm to it."""
    if counted.kind == "thing" and counted.part is None:
        return None
    if counted.quantity.kind == "ordinal" and not _counting_ordinal(page, counted):
        return None
    for rule in RULES:
        harm = rule(page, counted)
        if (
            harm is not None
            and harm.measure == "injured"
            and counted.head is not None
            and singular(page.tokens[counted.head].lower) in _REMAINS
        ):
            harm = harm._replace(measure="killed")  # "32 bodies were brought to the hospital"
        if harm is not None and _died_in_hospital(page, counted, harm):
            return None
        if harm is not None and _fits(page, counted, harm):
            return Measured(counted, _hearsay(page, harm), rule.__name__)
    return None


def _died_in_hospital(page: Page, counted: Counted, harm: Harm) -> bool:
    """ "13 have died, | two of them in hospital": where they died, and so a part of the dead."""
    if counted.part is None or harm.measure != "injured" or page.tokens[harm.last - 1].lower != "hospital":
        return False
    first = page.sentence_of(counted.first)[0]
    return any((group := page.verb_at.get(n)) is not None and group.lemma == "die" for n in range(first, counted.first))


def described_victim(page: Page, counted: Counted) -> Measured | None:
    """The measure of a victim told without a number: only of deaths and injuries, and only by the verb beside it."""
    end = page.sentence_of(counted.first)[1]
    plural = counted.quantity.kind == "plural"
    for rule in RULES:
        headed = rule is left_in_state and counted.first == 0 and not plural  # "Farmer killed in Osk": a headline
        if rule.__name__ not in _BESIDE_VERB and not headed:
            continue
        if rule.__name__ == "subject_of_verb" and not _verb_at_once(page, counted, end, plural=plural):
            continue
        if rule.__name__ == "harm_of" and plural:
            continue
        if rule.__name__ == "listed_object" and (plural or page.tokens[counted.first - 1].text == ","):
            continue
        harm = rule(page, counted)
        if harm is not None and page.verb_at.get(harm.last - 1) is None and rule.__name__ == "subject_of_verb":
            continue  # "were among the 17 victims" is part of a count
        if harm is not None and harm.measure in _TOLD_BY_DESCRIPTION and not harm.guarded:
            return Measured(counted, harm, rule.__name__)
    return None


def _verb_at_once(page: Page, counted: Counted, end: int, *, plural: bool) -> bool:
    """The verb follows the noun; for one described person an insertion between commas may stand between."""
    verb = predicate_after(page, counted.last, end)
    if plural:  # "are killed by mines" tells what happens again and again
        return (
            verb is not None and verb.first == counted.last and (page.classes[verb.first] in ("VBD", "VBN") or verb.last - verb.first > 2)
        )
    return verb is not None and (verb.first == counted.last or page.tokens[counted.last].text == "," or verb.first - counted.last <= 3)


def _hearsay(page: Page, harm: Harm) -> Harm:
    """ "has reportedly driven", "were allegedly killed": not established by the words themselves."""
    words = {page.tokens[n].lower for n in range(max(0, harm.first - 1), harm.last)}
    return harm._replace(hearsay=True) if words & _HEARSAY else harm


_INHABITANTS = frozenset({"people", "persons", "souls", "others", "women"})


def _may_live_there(page: Page, counted: Counted) -> bool:
    """Those who "have left the valley" are displaced when they are people at large, not observers or officials."""
    if counted.head is None:
        return False
    return page.tokens[counted.head].lower in _INHABITANTS or person_status(page, counted.head) == "civilian"


_REMAINS = frozenset({"body", "cadaver", "coffin", "corpse", "remains", "dead"})
_HEARSAY = frozenset({"reportedly", "allegedly", "supposedly", "purportedly"})


def _driven_back(page: Page, counted: Counted, harm: Harm) -> bool:
    """ "drove off 40 raiders", "drove off the protesters": beaten back, not led away."""
    group = page.verb_at.get(harm.first)
    if group is None or group.lemma != "drive" or counted.head is None:
        return False
    return person_status(page, counted.head) == "combatant" or singular(page.tokens[counted.head].lower) in _CROWDS


_CROWDS = frozenset("protester protestor demonstrator marcher rioter looter intruder invader settler poacher thief".split())


def _to_care(page: Page, counted: Counted, harm: Harm) -> bool:
    """ "took 12 injured children away in ambulances"."""
    group = page.verb_at.get(harm.first)
    if group is None or group.lemma not in ("take", "carry", "bring", "lead", "drive"):
        return False
    _, end = page.sentence_of(counted.quantity.core)
    return brought_to_care(page, max(harm.last, counted.last), end)


def _people_told_before(page: Page, counted: Counted) -> bool:
    """Whether the clause has just counted people, and nothing else is named behind the number."""
    first, end = page.sentence_of(counted.quantity.core)
    closed = counted.last >= end or page.classes[counted.last] in ("PU", "CC")
    near = range(max(first, counted.first - 8), counted.first)
    return closed and any(page.tokens[n].lower in _INHABITANTS or person_status(page, n) is not None for n in near)


def _counting_ordinal(page: Page, counted: Counted) -> bool:
    """ "the fifth postman to be killed": one person, who makes five; "a second gunman" is only one more."""
    before = page.tokens[counted.first - 1].lower if counted.first else ""
    return counted.kind == "person" and (counted.quantity.minimum or 0) >= 2 and before not in ("a", "an", "every", "each")


def _fits(page: Page, counted: Counted, harm: Harm) -> bool:
    quantity = counted.quantity
    value = quantity.minimum if quantity.minimum is not None else quantity.maximum
    if value == 0:
        return True
    if harm.measure == "displaced" and harm.guarded:
        if value is None or value < _DISPLACED_AT_LEAST:
            return False
        status = person_status(page, counted.head) if counted.head is not None else None
        if status == "combatant":
            return False
        if harm.leaving and not _may_live_there(page, counted):
            return False
    if not harm.guarded:
        return True
    if harm.measure in ("abducted", "detained") and counted.head is not None and singular(page.tokens[counted.head].lower) in _REMAINS:
        return False  # "two of the bodies were taken away by relatives"
    if harm.measure == "abducted" and (_driven_back(page, counted, harm) or _to_care(page, counted, harm)):
        return False
    if counted.head is None:
        if harm.measure == "abducted":
            return quantity.kind == "number" and _people_told_before(page, counted)  # "killed nine people and seized twenty-two"
        return quantity.kind != "article" and harm.measure in ("detained", "injured", "displaced", "casualties", "missing")
    return counted.kind == "person"
