"""The rule reader: who said what, from cue words and the shape of the sentence. Explainable, and needs no model."""

from onrecord.reading.page import Page
from onrecord.reading.protocol import Attribution
from onrecord.reading.rules.according import find_according_cues
from onrecord.reading.rules.followups import join_followups
from onrecord.reading.rules.found import Found
from onrecord.reading.rules.light_cues import find_light_cues
from onrecord.reading.rules.noun_cues import find_noun_cues
from onrecord.reading.rules.signs import find_sign_cues
from onrecord.reading.rules.units import read_units
from onrecord.reading.rules.unsourced import find_unsourced_cues
from onrecord.reading.rules.verbs import find_verb_cues
from onrecord.records import Spans


class RuleReader:
    """Finds attributions by rules; see docs/concepts/statements-and-standing."""

    name = "rules"
    version = "1"

    def attributions(self, page: Page) -> tuple[Attribution, ...]:
        """Every attribution on the page, in order of its first character."""
        found: list[Found] = []
        units = read_units(page)
        for unit in units:
            if not unit.inside:
                found.extend(find_verb_cues(unit))
                found.extend(find_according_cues(unit))
                found.extend(find_unsourced_cues(unit))
                found.extend(find_noun_cues(unit))
                found.extend(find_light_cues(unit))
                if not any(one.unit is unit and one.pattern in ("content-first", "inverted") for one in found):
                    found.extend(find_sign_cues(unit))
        found = join_followups(page, units, found)
        return tuple(_attribution(page, one) for one in found)


def _attribution(page: Page, one: Found) -> Attribution:
    def spans(pieces: tuple[tuple[int, int], ...]) -> Spans:
        return tuple(page.span(first, last) for first, last in pieces)

    return Attribution(spans(one.source), spans(one.cue), spans(one.content), 0.7, one.pattern)
