"""Numbers that a toll may yet reach ("could rise to 40", "is expected to reach 500"): no counts of what happened."""

from onrecord.reading.figures.counted import Counted
from onrecord.reading.page import Page

_RISING = frozenset("rise climb reach grow increase jump mount go swell soar top pass surpass hit double".split())
_MODALS = frozenset("could may might will would can".split())
_AWAITED = frozenset("expected likely set feared bound forecast predicted projected".split())
_NEAR = 5
"""Tokens between the verb and the number at most."""


def forecast(page: Page, counted: Counted) -> bool:
    """Whether a number is the value that a count is said to come to later."""
    first, _ = page.sentence_of(counted.first)
    for at in range(counted.first - 1, max(first, counted.first - _NEAR) - 1, -1):
        group = page.verb_at.get(at)
        if group is None:
            continue
        if group.lemma not in _RISING or group.passive or "have" in {page.tokens[n].lower for n in range(group.first, group.head)}:
            return False
        before = page.tokens[group.first - 1].lower if group.first > first else ""
        return group.modal in _MODALS or (group.infinitive and before in _AWAITED)
    return False
