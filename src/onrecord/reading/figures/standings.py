"""Totals told as they stood on days: "On 7 May the totals stood at 12 killed and 80 injured, on 8 May at 37 and 95"."""

from collections.abc import Sequence

from onrecord.reading.figures.counted import Counted
from onrecord.reading.figures.draft import Draft, neighbourhood
from onrecord.reading.figures.earlier_figures import in_sentence
from onrecord.reading.figures.lexicon import harm_words, singular
from onrecord.reading.page import Page
from onrecord.reading.times import day_of, times_in
from onrecord.records import TimeExpression

_TOTALS = frozenset("total totals toll tolls tally tallies count counts figure figures".split())
_STANDING = frozenset({"stand"})
_BETWEEN = frozenset("at on by as of and , with the about over some nearly almost least more than people persons still".split())
_LONGEST_DATE = 6
"""Tokens from "on" to "at" in "on 8 May at 37 and 95", at most."""


def count_of_day(page: Page, counted: Counted, drafts: Sequence[Draft]) -> Draft | None:
    """ "at 12 killed and 80 injured, on 8 May at | 37 and | 95": what each number counts was said with the first day's."""
    if counted.head is not None or counted.part is not None or counted.quantity.kind != "number":
        return None
    inside = in_sentence(page, counted, drafts)
    if not inside:
        return None
    before = page.tokens[counted.first - 1].lower
    if before == "at" and _dated(page, counted.first - 1):
        base = next((n for n in reversed(inside) if page.tokens[drafts[n].at - 1].lower == "at"), None)
    elif before == "and" and drafts[-1].rule == "count_of_day" and drafts[-1].counted.last == counted.first - 1:
        first = drafts[-1].base
        base = first + 1 if first is not None and drafts[first + 1].measure != drafts[-1].measure else None
    else:
        base = None
    return None if base is None else Draft(counted, drafts[base].harm, "count_of_day", base=base)


def _dated(page: Page, at: int) -> bool:
    """Whether "at" opens a further standing, its day before it or behind: ", on 8 May | at"."""
    first, _ = page.sentence_of(at)
    if page.tokens[at - 1].lower in (",", ";", "and") and _word(page, at + 2) in ("on", "by"):
        return True  # "at 12 dead on Monday and | at | 40 on Tuesday"
    opening = next((n for n in range(at - 1, max(first, at - _LONGEST_DATE), -1) if page.tokens[n].lower in ("on", "by")), None)
    if opening is None or page.tokens[opening - 1].lower not in (",", ";", "and"):
        return False
    return any(page.classes[n] in ("CD", "NNP") for n in range(opening + 1, at))


def stood_at(page: Page, draft: Draft, times: Sequence[TimeExpression]) -> bool:
    """Whether a figure is what totals stood at, with nothing but counts and days between them."""
    first, _ = neighbourhood(page, draft.at)
    verb = next((n for n in range(draft.at - 1, first, -1) if _of_standing(page, n)), None)
    if verb is None or not any(page.tokens[n].lower in _TOTALS for n in range(max(first, verb - 4), verb)):
        return False
    dates = {n for time in times_in(page, times, verb, draft.at) for n in range(*page.tokens_in(*time.span))}
    return all(n in dates or page.classes[n] == "CD" or _counts(page.tokens[n].lower) for n in range(verb + 1, draft.at))


def _of_standing(page: Page, index: int) -> bool:
    group = page.verb_at.get(index)
    return group is not None and group.head == index and group.lemma in _STANDING


def _counts(word: str) -> bool:
    lexicon = harm_words()
    return word in _BETWEEN or word in lexicon.state or word in lexicon.noun or singular(word) in lexicon.noun


def day_of_total(page: Page, draft: Draft, times: Sequence[TimeExpression]) -> str | None:
    """The day of a running total, of those that its sentence names: the last one before it where days lead, else the next."""
    first, end = neighbourhood(page, draft.at)
    days = [time for time in times_in(page, times, first, end) if _day(page, time, times) is not None]
    if len(days) < 2:
        return day_of(page, times, first, end)
    dated = {n for time in times_in(page, times, first, end) for n in range(*page.tokens_in(*time.span))}
    number = next((n for n in range(first, end) if page.classes[n] == "CD" and n not in dated), draft.at)
    if page.token_at(days[0].span[0]) < number:
        own = [time for time in days if page.token_at(time.span[0]) < draft.at][-1:]
    else:
        own = [time for time in days if page.token_at(time.span[0]) > draft.at][:1]
    return _day(page, own[0], times) if own else day_of(page, times, first, end)


def _day(page: Page, time: TimeExpression, times: Sequence[TimeExpression]) -> str | None:
    return day_of(page, times, *page.tokens_in(*time.span))


def _word(page: Page, index: int) -> str:
    return page.tokens[index].lower if index < len(page.tokens) else ""
