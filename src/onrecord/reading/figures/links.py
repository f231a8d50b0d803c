"""Links between figures: new against total, corrections, the same toll told again."""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.reading.figures.draft import Draft
from onrecord.reading.figures.lexicon import singular
from onrecord.reading.page import Page

_FIRST_COUNTS = frozenset("initially originally earlier previously first preliminary".split())
_OPEN = frozenset(
    {
        "people",
        "person",
        "other",
        "others",
        "victim",
        "body",
        "individual",
        "man",
        "civilian",
        "casualty",
        "dead",
        "death",
        "fatality",
        "soul",
        "member",
    }
)
"""Nouns so wide that they may stand for any group when a toll is told again."""


def linked(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with superseded counts, parts of totals and repetitions marked."""
    found = list(drafts)
    for number, draft in enumerate(found):
        if draft.supersedes is not None:
            found[draft.supersedes] = replace(found[draft.supersedes], superseded=True)
        elif draft.superseded and draft.base is not None:
            found[draft.base] = replace(found[draft.base], supersedes=number)
    for number in range(len(found)):
        found[number] = _part_of_total(page, found, number)
    for number in range(len(found)):
        found[number] = _told_again(page, found, number)
    return found


def _part_of_total(page: Page, drafts: Sequence[Draft], number: int) -> Draft:
    """ "16 more had died, taking the toll to 542": the new deaths are in the total."""
    draft = drafts[number]
    if draft.subset_of is not None or draft.total or draft.superseded or draft.value == 0:
        return draft
    sentence = page.sentence_numbers[draft.at]
    for other, total in enumerate(drafts):
        if other == number or not total.total or total.measure != draft.measure or total.superseded:
            continue
        if page.sentence_numbers[total.at] == sentence and total.value > draft.value:
            return replace(draft, subset_of=other)
    return draft


def _told_again(page: Page, drafts: Sequence[Draft], number: int) -> Draft:
    """The same value, measure and kind of people earlier in the report."""
    draft = drafts[number]
    if draft.subset_of is not None or draft.superseded or draft.value == 0:
        return draft
    quantity = draft.counted.quantity
    for other in range(number):
        earlier = drafts[other]
        if earlier.duplicate_of is not None or earlier.superseded or earlier.measure != draft.measure:
            continue
        same_value = (earlier.counted.quantity.minimum, earlier.counted.quantity.maximum) == (quantity.minimum, quantity.maximum)
        if same_value and _same_people(draft, earlier) and page.sentence_numbers[earlier.at] != page.sentence_numbers[draft.at]:
            return replace(draft, duplicate_of=other)
    return draft


def _same_people(one: Draft, other: Draft) -> bool:
    heads = {_head(one), _head(other)}
    return len(heads) == 1 or bool(heads & _OPEN) or "" in heads


def _head(draft: Draft) -> str:
    return singular(draft.group.split()[-1].lower()) if draft.group else ""
