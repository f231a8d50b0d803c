"""Where, since when and as of when a figure counts, and how much it covers."""

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.reading.figures.draft import Draft
from onrecord.reading.page import Page
from onrecord.reading.places import place_of_event
from onrecord.reading.times import as_of_in, day_of, since_in
from onrecord.records import Place, TimeExpression
from onrecord.records.vocabulary import Scope

_RUNNING = frozenset("rise climb grow increase jump swell mount reach pass exceed surpass top bring take raise stand".split())
"""Verbs of a toll that runs on."""
_LONG = frozenset(
    "war siege conflict uprising revolution insurgency crackdown famine weeks months years decade decades campaign offensive crisis occupation coup".split()
)
_TOLLS = frozenset("toll tally".split())
_WHOLE = frozenset("total overall altogether cumulative far".split())
_MANY_DISPLACED = 1000


class Circumstances(NamedTuple):
    """Place as named; ISO days."""

    place: str | None
    as_of: str | None
    since: str | None
    scope: Scope


def circumstances(page: Page, draft: Draft, places: Sequence[Place], times: Sequence[TimeExpression]) -> Circumstances:
    """What a figure's sentence says about where and when it counts."""
    first, end = page.sentence_of(draft.at)
    place = place_of_event(page, places, *_clause(page, draft, first, end))
    since = since_in(page, times, first, end)
    as_of = as_of_in(page, times, first, end)
    scope = _scope(page, draft, first, end, since, as_of)
    if scope == "incident":
        since = None
    if as_of is None and scope != "incident":
        as_of = _told_on(page, draft, times, first, end)
    return Circumstances(place.name if place else None, as_of, since, scope)


def _clause(page: Page, draft: Draft, first: int, end: int) -> tuple[int, int]:
    """The part of the sentence between semicolons that holds the figure."""
    begin, stop = first, end
    for n in range(draft.at, first - 1, -1):
        if page.tokens[n].text == ";":
            begin = n + 1
            break
    for n in range(draft.at, end):
        if page.tokens[n].text == ";":
            stop = n
            break
    return begin, stop


def _scope(page: Page, draft: Draft, first: int, end: int, since: str | None, as_of: str | None) -> Scope:
    if draft.counted.quantity.kind == "ordinal":
        return "cumulative"
    if since and as_of:
        return "period"
    if since:
        return "cumulative"
    words = {page.tokens[n].lower for n in range(*_clause(page, draft, first, end))}
    if draft.rule == "stated_toll" and _runs_on(page, first, draft):
        return "cumulative"
    if words & _LONG and (words & {"of", "in", "over", "during", "since"}) and not draft.counted.exact_one:
        return "cumulative"
    if draft.measure == "displaced" and draft.value >= _MANY_DISPLACED:
        return "cumulative"
    return "cumulative" if {"so", "far"} <= words and words & _WHOLE else "incident"


def _runs_on(page: Page, first: int, draft: Draft) -> bool:
    return any((group := page.verb_at.get(n)) is not None and group.lemma in _RUNNING for n in range(first, draft.counted.quantity.last))


def _told_on(page: Page, draft: Draft, times: Sequence[TimeExpression], first: int, end: int) -> str | None:
    del draft
    return day_of(page, times, first, end)
