"""Counts that a sentence tells as those of a day before ("A day earlier it had reported 70 dead")."""

from onrecord.reading.figures.draft import Draft
from onrecord.reading.page import Page

_DAYS = frozenset("day days night evening morning week hours".split())
_BACK = frozenset("earlier before previously".split())
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_REACH = 25
"""Tokens back from a count to the words that date it, at most."""


def of_earlier_day(page: Page, draft: Draft) -> bool:
    """Whether the clause of a figure dates it to a day before: "a day earlier", "the previous day", "On Monday it had counted"."""
    first, last = page.sentence_of(draft.at)
    for at in range(max(first, draft.at - _REACH), min(last, draft.counted.last + 4) - 1):
        word, following = page.tokens[at].lower, page.tokens[at + 1].lower
        if page.tokens[at].text == ";" and at > draft.at:
            return False
        if (word in _DAYS and following in _BACK) or (word == "previous" and following in _DAYS):
            return True
        if word == "yesterday" and at < draft.at:
            return True
    return _had_been_given(page, first, draft.at)


def _had_been_given(page: Page, first: int, at: int) -> bool:
    """ "On Wednesday the ministry had given 10,569": a count of a named day, told as what went before."""
    begin = max(first, at - _REACH)
    group = next((group for n in range(at, begin, -1) if (group := page.verb_at.get(n)) is not None), None)
    if group is None or page.tokens[group.first].lower != "had" or group.passive:
        return False
    return any(page.tokens[n].lower in WEEKDAYS for n in range(begin, group.first))
