"""Times asked for by those who read figures and events: since when, as of when, on which day."""

from bisect import bisect_left
from collections.abc import Sequence

from onrecord.reading.page import Page
from onrecord.records import TimeExpression

_REACH = 12
"""Tokens after "since" within which its time must begin ("since the fighting in the north broke out on Sept 27")."""


def times_in(page: Page, times: Sequence[TimeExpression], first: int, last: int) -> tuple[TimeExpression, ...]:
    """The time expressions that begin in a token range."""
    if first >= last:
        return ()
    start, end = page.span(first, last)
    at = bisect_left(times, start, key=lambda time: time.span[0])
    found: list[TimeExpression] = []
    while at < len(times) and times[at].span[0] < end:
        found.append(times[at])
        at += 1
    return tuple(found)


def since_in(page: Page, times: Sequence[TimeExpression], first: int, last: int) -> str | None:
    """ISO day from which a token range says it counts ("since Saturday", "since the revolt five months ago", "between 7 and 10 May").

    None when nothing of the kind stands there or it cannot be resolved.
    """
    stretch = _stretch(page, times, first, last)
    return stretch[0] if stretch else None


def as_of_in(page: Page, times: Sequence[TimeExpression], first: int, last: int) -> str | None:
    """ISO day up to which a token range says it counts, where it gives both ends of its period ("between 7 and 10 May")."""
    stretch = _stretch(page, times, first, last)
    return stretch[1] if stretch else None


def day_of(page: Page, times: Sequence[TimeExpression], first: int, last: int) -> str | None:
    """ISO day on which something in a token range happened: its first time that is one day, "since" and "until" aside.

    "Overnight" and "the night of …" give the day on which the night ends.
    """
    for time in times_in(page, times, first, last):
        if time.start is None or time.end is None or _bounds(page, time):
            continue
        if time.start == time.end:
            return time.start
        if page.text[slice(*time.span)].lower() in ("overnight", "the night"):
            return time.end
    return None


def _bounds(page: Page, time: TimeExpression) -> bool:
    """Whether a time only bounds what is told ("since the war began on 7 May", "by Tuesday", "a year on")."""
    index = page.token_at(time.span[0])
    if page.text[slice(*time.span)].lower().endswith(" on"):
        return True
    first, end = page.sentence_of(index)
    after = page.token_at(time.span[1])
    if after + 1 < end and page.tokens[after].text == "," and page.tokens[after + 1].lower == "when":
        return False  # "not since Sunday, when it put the number at 77": the day of what follows
    if index > first and page.tokens[index - 1].lower in ("since", "until", "till", "from", "by"):
        return True
    near = range(max(first, index - _REACH), index)
    return any(page.tokens[at].lower == "since" and not _clause_break(page, at, time) for at in near)


def _stretch(page: Page, times: Sequence[TimeExpression], first: int, last: int) -> tuple[str | None, str | None] | None:
    """The counted period of a token range: (from, until), None where it says none."""
    for index in range(first, last):
        word = page.tokens[index].lower
        if word == "since":
            later = [time for time in times_in(page, times, index + 1, min(last, index + _REACH)) if not _clause_break(page, index, time)]
            if later:
                return later[0].start, None
        elif word in ("between", "from") and (ends := _both_ends(page, times, index, last)):
            return ends
    for time in times_in(page, times, first, last):
        words = page.text[slice(*time.span)].lower().split()
        if time.start != time.end and {"past", "last", "so"} & set(words[:2]) and not _is_calendar_unit_before(words):
            return time.start, None
    return None


def _is_calendar_unit_before(words: list[str]) -> bool:
    """ "Last week", "last month": a closed period, not one that runs on until publication."""
    return words[0] == "last" and len(words) == 2


def _clause_break(page: Page, index: int, time: TimeExpression) -> bool:
    """A mark between "since" and a time: the time belongs to the next clause."""
    end = page.token_at(time.span[0])
    return any(token.text in (",", ";", ":", "–", "—", "(") for token in page.tokens[index + 1 : end])


def _both_ends(page: Page, times: Sequence[TimeExpression], index: int, last: int) -> tuple[str | None, str | None] | None:
    near = times_in(page, times, index + 1, min(last, index + 3))
    if not near or near[0].start is None:
        return None
    if near[0].start != near[0].end:  # "between 7 and 10 February" is one expression
        return (
            (near[0].start, near[0].end)
            if page.tokens[index].lower == "between" or "to" in page.text[slice(*near[0].span)].split()
            else None
        )
    join = page.token_at(near[0].span[1])
    if join >= last or page.tokens[join].lower not in ("and", "to", "until", "till", "through"):
        return None
    far = times_in(page, times, join + 1, min(last, join + 3))
    return (near[0].start, far[0].end) if far else None
