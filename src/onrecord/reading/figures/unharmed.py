"""Numbers of people to whom nothing happened, beside those whom something did: "two were alive, others had been soldiers"."""

from onrecord.reading.figures.clauses import predicate_after
from onrecord.reading.figures.counted import Counted
from onrecord.reading.figures.states import UNHARMED
from onrecord.reading.page import Page

_YET = frozenset({"still", "all", "both", "now"})


def unharmed(page: Page, counted: Counted) -> bool:
    """Whether a clause says of those it counts only that they are alive, safe or well."""
    end = page.sentence_of(counted.quantity.core)[1]
    verb = predicate_after(page, counted.last, end)
    if verb is None or verb.lemma != "be" or verb.negated or verb.passive:
        return False
    state = next((page.tokens[n].lower for n in range(verb.last, end) if page.tokens[n].lower not in _YET), "")
    return state in UNHARMED
