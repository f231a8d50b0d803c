"""Until when a figure counts: "up to the evening of 3 May", "as of Monday", "until the end of April", "up to the same day"."""

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.reading.figures.draft import Draft, neighbourhood
from onrecord.reading.figures.lexicon import harm_words
from onrecord.reading.page import Page
from onrecord.reading.times import times_in
from onrecord.records import TimeExpression

_BETWEEN = frozenset(
    "and including the late early midnight midday noon dawn dusk evening morning night afternoon end close start of on last this same "
    "hours hour o'clock a.m. p.m. am pm gmt utc local time".split()
)
"""Words that may stand between the word that limits a count and its day ("up to | and including the evening of | 3 May")."""
_LONGEST = 7
"""Tokens from the word that limits a count to its day, at most."""
_SAME = frozenset("day date evening night morning hour moment time".split())
_GIVING = frozenset(
    "count record register list give put report document verify confirm tally know note say tell go come be have do stand reach see "
    "publish state name identify attribute".split()
)
"""Verbs that may stand between a count and the day up to which it was taken, besides those of harm."""
_HELD = frozenset({"detained", "abducted"})


class Limit(NamedTuple):
    """Up to when a figure counts."""

    day: str | None
    """ISO day; None where the words refer to a day named before, or to one that is not known."""
    running: bool
    """Whether the words say that counting went on until then ("up to", "until"); "by" and "as of" fit a single event as well."""
    same: bool = False
    """Whether it is the day of the count before ("up to the same day")."""


class _Opening(NamedTuple):
    first: int
    """The word that limits."""
    last: int
    """Past the day."""
    limit: Limit
    word: str


def limit_of(page: Page, draft: Draft, times: Sequence[TimeExpression], clause: tuple[int, int]) -> Limit | None:
    """Up to when a figure counts, by the words of its clause or by those that head its sentence; None where nothing is said.

    Args:
        page: the text.
        draft: the figure.
        times: resolved times.
        clause: the token range of the figure's clause.
    """
    first, end = clause
    begin = neighbourhood(page, draft.at)[0]
    openings = [found for n in range(first, end) if (found := _opening(page, times, n, end)) is not None]
    behind = next((found for found in openings if found.first >= draft.counted.quantity.last), None)
    if behind is not None and _reaches_back(page, draft, behind):
        return behind.limit
    before = next((found for found in reversed(openings) if found.first < draft.at), None)
    if before is not None and _reaches_on(page, draft, before, times):
        return before.limit
    heading = _opening(page, times, begin, neighbourhood(page, draft.at)[1]) if begin < first else None
    if heading is not None and heading.last < first and page.tokens[heading.last].text == ":":
        return heading.limit  # "Up to 12 May: 163 killed in Velia; | 143 killed in Orria"
    return None


def _opening(page: Page, times: Sequence[TimeExpression], index: int, end: int) -> _Opening | None:
    """The limit that begins at a token."""
    word = page.tokens[index].lower
    following = page.tokens[index + 1].lower if index + 1 < end else ""
    if word == "up" and following == "to":
        at, running = index + 2, True
    elif word in ("until", "till", "through"):
        at, running = index + 1, True
    elif word == "as" and following in ("of", "at"):
        at, running = index + 2, _perfect(page, index)
    elif word == "by":
        at, running = index + 1, False
    else:
        return None
    for n in range(at, min(at + _LONGEST, end)):
        starting = times_in(page, times, n, n + 1)
        if starting:
            last = page.tokens_in(*starting[0].span)[1]
            return _Opening(index, last, Limit(_last_day(page, starting[0]), running), word)
        if page.tokens[n].lower == "same" and n + 1 < end and page.tokens[n + 1].lower in _SAME:
            return _Opening(index, n + 2, Limit(None, running, same=True), word)
        if page.tokens[n].lower == "then" and n == at and running:
            return _Opening(index, n + 1, Limit(None, running, same=True), word)
        if page.tokens[n].lower not in _BETWEEN and not page.tokens[n].text[0].isdecimal():
            return None
    return None


def _perfect(page: Page, index: int) -> bool:
    """ "As of Monday, 104 people have been killed": what has happened by then, and is not over."""
    first, end = page.sentence_of(index)
    return any(page.tokens[n].lower in ("have", "has") and n in page.verb_at for n in range(first, end))


def _last_day(page: Page, time: TimeExpression) -> str | None:
    """The day that a limit names; of a longer time only its end, where that is said ("the end of April")."""
    if time.start == time.end or page.text[slice(*time.span)].lower().startswith("the end of"):
        return time.end
    return None


def _reaches_back(page: Page, draft: Draft, opening: _Opening) -> bool:
    """Whether a limit behind a count is the count's: nothing else is told between them ("killed 40 and blocked the road until Friday")."""
    if opening.word in ("until", "till", "through") and draft.measure in _HELD:
        return False  # "Nine people were held until Monday"
    lexicon = harm_words()
    told_behind = draft.counted.last <= draft.harm.first < opening.first
    for n in range(draft.harm.last if told_behind else draft.counted.last, opening.first):  # past "whom the country mourns"
        group = page.verb_at.get(n)
        if group is None or group.first != n or draft.harm.first <= group.head < draft.harm.last:
            continue
        if group.lemma not in _GIVING and group.lemma not in lexicon.transitive and group.lemma not in lexicon.intransitive:
            return False
    return True


def _reaches_on(page: Page, draft: Draft, opening: _Opening, times: Sequence[TimeExpression]) -> bool:
    """Whether a limit before a count is still the count's: no other day is told between them."""
    return not any(time.start is not None for time in times_in(page, times, opening.last, draft.at))
