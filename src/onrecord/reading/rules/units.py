"""Units: what the rules read at one time – a sentence in which every quotation is a single opaque thing.

Full stops inside quotation marks do not end the sentence that quotes: in ``"We fled. They fired," said the farmer`` the cue
belongs to both quoted sentences. So sentences are joined as long as a quotation is open, and a quotation stands in the unit
as one item. What is said inside a quotation is read as units of their own, marked ``inside``.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord.reading.page import Page
from onrecord.reading.rules.items import CLOSING_MARKS, VERB, Item, items_of
from onrecord.reading.rules.lexicon import quoting_verbs


class Unit(NamedTuple):
    """A sentence (or several, joined by a quotation) as items."""

    page: Page
    first: int
    last: int
    items: tuple[Item, ...]
    inside: bool
    """True for what stands inside a quotation."""
    body: int
    """Index of the first item behind a dateline, a bullet, a number or a clock time."""


def read_units(page: Page) -> list[Unit]:
    """The units of a page in text order; those inside quotations follow the unit that quotes."""
    quotes = _outer_quotes(page)
    starts = [first for first, _ in quotes]
    units: list[Unit] = []
    for first, last in _joined_sentences(page, quotes):
        held = quotes[bisect_left(starts, first) : bisect_left(starts, last)]
        units.extend(
            Unit(page, items[0].first, items[-1].last, items, False, _body_start(page, items, items[0].first))
            for items in _portions(tuple(items_of(page, first, last, held)))
        )
        for a, b in held:
            units.extend(_inside(page, a, b))
    return units


MAX_ITEMS = 200
"""Items that are read together. Sentences are far shorter; what is longer is a list or a fault, and is read in portions."""


def _portions(items: tuple[Item, ...]) -> Iterator[tuple[Item, ...]]:
    for first in range(0, len(items), MAX_ITEMS):
        yield items[first : first + MAX_ITEMS]


def _inside(page: Page, first: int, last: int) -> Iterator[Unit]:
    """The sentences within a quotation, without its marks."""
    inner_first = first + 1
    inner_last = last - 1 if page.tokens[last - 1].text in CLOSING_MARKS else last
    index = inner_first
    while index < inner_last:
        _, sentence_last = page.sentence_of(index)
        end = min(sentence_last, inner_last)
        if end - index > 3:
            yield from (
                Unit(page, items[0].first, items[-1].last, items, True, 0) for items in _portions(tuple(items_of(page, index, end, ())))
            )
        index = end


def _outer_quotes(page: Page) -> list[tuple[int, int]]:
    """Token ranges of the outermost quotations, marks included, in text order."""
    found: list[tuple[int, int]] = []
    for quotation in page.quotations:
        if quotation.depth:
            continue
        first, last = page.tokens_in(quotation.start, quotation.end)
        if found and first < found[-1][1]:
            continue
        found.append((first, last))
    return found


def _joined_sentences(page: Page, quotes: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Sentences, joined where a quotation runs over their border, or where a quotation that ends in ? or ! meets its cue."""
    paragraphs = page.paragraph_numbers
    at, number, sentences = 0, 0, page.sentences
    while number < len(sentences):
        first, last = sentences[number]
        number += 1
        while number < len(sentences):
            while at < len(quotes) and quotes[at][1] <= last - 1:
                at += 1
            crosses = at < len(quotes) and quotes[at][0] < last < quotes[at][1]
            same = paragraphs[last - 1] == paragraphs[sentences[number][0]]
            if not same or not (crosses or _cue_follows(page, last, sentences[number])):
                break
            last = sentences[number][1]
            number += 1
        yield first, last


def mark_before_closing(page: Page, last: int) -> str:
    """The mark before the closing quotation marks that end at token ``last``; empty when no closing mark stands there."""
    index = last - 1
    while index > 0 and page.tokens[index].text in CLOSING_MARKS:
        index -= 1
    return page.tokens[index].text if index < last - 1 else ""


def _cue_follows(page: Page, last: int, following: tuple[int, int]) -> bool:
    """``"Who fired?" Petk asked.`` – the sentence after a closed quotation only says who spoke."""
    first, end = following
    if page.tokens[last - 1].text in CLOSING_MARKS and page.tokens[first].text in DASHES:
        return True  # a sign-off: "“We stay.” – the mayor"
    mark = mark_before_closing(page, last)
    if mark not in ("?", "!", "…", "...", "—", "–", ",", "."):
        return False
    index = first
    phrase = page.phrase_at.get(index)
    group = page.verb_at.get(index)
    if group is None and phrase is not None:
        group = page.verb_at.get(phrase.last)
    if group is None or group.lemma not in quoting_verbs() or group.last >= end:
        return False
    if mark == ".":  # a full stop where a comma is meant: only when nothing else can follow
        return page.tokens[group.last].text == "."
    return page.tokens[group.last].text in (".", ",") or page.classes[group.last] in ("IN", "RB", "TO")


DASHES = frozenset({"-", "–", "—", "--", "―"})
_DATELINE_REACH = 22
"""Words within which the dash of a dateline ("PORT CITY, June 12, 2024 (Agency) –") is looked for."""


def _body_start(page: Page, items: Sequence[Item], first: int) -> int:
    """Where the sentence proper begins."""
    start = 0
    if items and items[0].lower in ("-", "•", "*", "–", "—", "·", "▪", "‣", "◦", "●"):
        start = 1
    elif len(items) > 2 and page.tokens[items[0].first].text[0].isdigit() and items[1].lower in (".", ")", ":"):
        start = 2
    if first < len(page.tokens) and page.tokens[first].text.isupper() and len(page.tokens[first].text) > 1:
        for index, item in enumerate(items[:_DATELINE_REACH]):
            if item.kind == VERB and item.group is not None and item.group.finite:
                break
            if item.lower in DASHES and index > 0 and page.text[page.tokens[item.first].end : page.tokens[item.first].end + 1].isspace():
                return index + 1
    return start
