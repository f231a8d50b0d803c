"""The rule reader: who said what, from cue words and the shape of the sentence. Explainable, and needs no model."""

from onrecord.reading.page import Page
from onrecord.reading.protocol import Attribution
from onrecord.reading.rules.according import find_according_cues
from onrecord.reading.rules.accounts import find_account_cues
from onrecord.reading.rules.asides import find_aside_cues
from onrecord.reading.rules.citing import name_cited_sources
from onrecord.reading.rules.confidence import confidence_of
from onrecord.reading.rules.followups import join_followups
from onrecord.reading.rules.found import Found
from onrecord.reading.rules.fronted_objects import end_before_fronted, find_fronted_objects
from onrecord.reading.rules.light_cues import find_light_cues
from onrecord.reading.rules.noun_cues import find_noun_cues
from onrecord.reading.rules.phrasal_cues import find_phrasal_cues
from onrecord.reading.rules.predicates import find_predicate_cues
from onrecord.reading.rules.replies import join_questions
from onrecord.reading.rules.signs import find_colon_quotations, find_colon_rejoinders, find_sign_cues
from onrecord.reading.rules.tallies import find_tally_cues
from onrecord.reading.rules.turns import join_turns
from onrecord.reading.rules.units import Unit, read_units
from onrecord.reading.rules.unsourced import find_unsourced_cues
from onrecord.reading.rules.verbs import find_nested_cues, find_verb_cues
from onrecord.records import Spans


class RuleReader:
    """Finds attributions by rules; its patterns are listed in docs/reference/patterns.md."""

    name = "rules"
    version = "1"

    def attributions(self, page: Page) -> tuple[Attribution, ...]:
        """Every attribution on the page, in order of its cue."""
        return tuple(_attribution(page, one) for one in find_all(page))


def find_all(page: Page) -> list[Found]:
    """Every attribution in token ranges, with the pattern, verb and frame by which it was found."""
    units = read_units(page)  # 1 sentences with their quotations as single items
    found = [one for unit in units for one in (find_nested_cues(unit) if unit.inside else _read_unit(unit))]  # 2 cue by cue
    joined = join_turns(page, units, join_followups(page, units, found))  # 3 quotations that go on without a cue, turns of a transcript
    return sorted(join_questions(page, joined), key=_place)


def _place(one: Found) -> tuple[int, int]:
    return (min(pieces[0][0] for pieces in (one.source, one.cue, one.content) if pieces), one.cue[0][0] if one.cue else 0)


def _read_unit(unit: Unit) -> list[Found]:
    """Every attribution of one unit, by each kind of cue in turn."""
    fronted = find_fronted_objects(unit)
    heavy = [*fronted, *find_phrasal_cues(unit), *find_predicate_cues(unit), *find_account_cues(unit), *find_aside_cues(unit)]
    heavy.extend(one for one in find_tally_cues(unit) if not _covered(one, heavy))
    according = find_according_cues(unit)
    light = [one for one in find_light_cues(unit) if not _covered(one, heavy)]
    found = [
        *(one for one in find_verb_cues(unit) if not _covered(one, [*heavy, *light, *according])),
        *heavy,
        *according,
        *find_unsourced_cues(unit),
        *light,
    ]
    claimed = {one.content[0][0] for one in found if one.content}
    # "wrote in a letter that": the noun only repeats what the verb introduces
    found.extend(one for one in find_noun_cues(unit) if one.source or one.content[0][0] not in claimed)
    if not any(one.pattern in ("content-first", "inverted", "account-label") for one in found):
        found.extend(find_sign_cues(unit))
    found.extend(find_colon_quotations(unit, found))
    found.extend(find_colon_rejoinders(unit, found))
    return name_cited_sources(unit, end_before_fronted(found, fronted))


def _covered(one: Found, heavier: list[Found]) -> bool:
    """A cue of several words takes up the plain verb at the same place, and the verbs among its words."""
    return any(one.at == other.at or any(a <= one.cue[0][0] < b for a, b in other.cue) for other in heavier)


def _attribution(page: Page, one: Found) -> Attribution:
    def spans(pieces: tuple[tuple[int, int], ...]) -> Spans:
        return tuple(page.span(first, last) for first, last in pieces)

    return Attribution(spans(one.source), spans(one.cue), spans(one.content), confidence_of(one), one.pattern)
