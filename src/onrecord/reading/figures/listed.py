"""Members of a list that is the subject: "Five policemen, two passers-by and the attacker died"."""

from onrecord.reading.figures.counted import Counted
from onrecord.reading.figures.earlier_figures import GIVING
from onrecord.reading.figures.harm import Harm
from onrecord.reading.figures.subjects import subject_harm
from onrecord.reading.page import Page

LONGEST = 30
"""Tokens from a member of the list to its verb, at most."""
_MEMBERS = frozenset({"DT", "PDT", "PRP$", "CD", "JJ", "NN", "NNS", "NNP", "POS", "PRP", "RB"})
_JOINTS = frozenset({"and", "or", "&", ",", "plus"})
_INSIDE = frozenset({"of", "from", "at", "least", "than", "more", "about", "some", "as", "well", "including"})
_OPENERS = frozenset('that when after because while as and but if before ; : — – ( “ " ``'.split())
"""What may stand before a list that opens a clause."""


def listed_subject(page: Page, counted: Counted) -> Harm | None:
    """ "Four gendarmes, a driver and two shoppers were killed", "six nurses, their cook and both drivers drowned"."""
    first, end = page.sentence_of(counted.quantity.core)
    if counted.head is None or counted.last >= end or page.tokens[counted.last].lower not in _JOINTS:
        return None
    if not _opens_clause(page, counted.first, first):
        return None
    at, joined = counted.last, False
    while at < min(end, counted.last + LONGEST):
        group = page.verb_at.get(at)
        if group is not None and group.first == at and page.phrase_at.get(at) is None:
            own = joined and (group.finite or page.classes[group.first] == "VBN")
            return subject_harm(page, group, end) if own else None
        word = page.tokens[at].lower
        if word in ("and", "or", "&"):
            joined = True
        if word not in _JOINTS and word not in _INSIDE and page.phrase_at.get(at) is None and page.classes[at] not in _MEMBERS:
            return None
        at += 1
    return None


def _opens_clause(page: Page, at: int, first: int) -> bool:
    """The list is no object: before it stands the beginning of the clause, or a verb of saying."""
    at -= 1
    while at >= first and (
        page.tokens[at].lower in _JOINTS | _INSIDE or page.phrase_at.get(at) is not None or page.classes[at] in _MEMBERS
    ):
        if page.verb_at.get(at) is not None and page.phrase_at.get(at) is None:
            break
        at -= 1
    if at < first or page.tokens[at].lower in _OPENERS:
        return True
    group = page.verb_at.get(at)
    return group is not None and group.finite and group.lemma in GIVING
