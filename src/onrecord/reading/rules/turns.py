"""Transcripts: paragraphs that open with a speaker's label in capitals – "OSTROW: We were never there. …" – are one speaker's turn."""

from collections.abc import Sequence

from onrecord.reading.page import Page
from onrecord.reading.rules.found import Found

_ASKING = frozenset(
    "anchor announcer answer caller correspondent host interviewer moderator narrator presenter question reporter voiceover".split()
)
"""Labels of those who lead through a broadcast: the report's own voice."""
_LONGEST_LABEL = 6
"""Tokens of a label before its colon."""


def join_turns(page: Page, found: Sequence[Found]) -> list[Found]:
    """Give a labelled speaker the whole paragraph, where at least two paragraphs of the page open with a label."""
    if not any(one.pattern == "colon" for one in found):
        return list(found)
    labels = {first: colon for first, last in page.paragraphs if (colon := _label_end(page, first, last)) is not None}
    if len(labels) < 2:
        return list(found)
    return [turn for one in found if (turn := _whole_turn(page, one, labels)) is not None]


def _label_end(page: Page, first: int, last: int) -> int | None:
    """Token of the colon behind a label in capitals; None where the paragraph opens otherwise."""
    for index in range(first, min(last, first + _LONGEST_LABEL)):
        text = page.tokens[index].text
        if text == ":":
            return index if index > first else None
        if not (text.isupper() or text in (".", "-")):
            return None
    return None


def _whole_turn(page: Page, one: Found, labels: dict[int, int]) -> Found | None:
    first = one.source[0][0] if one.source else -1
    if one.pattern != "colon" or labels.get(first) != one.cue[0][0]:
        return one
    if any(page.tokens[n].lower in _ASKING for n in range(*one.source[0])):
        return None
    start = one.content[0][0]
    _, last = page.paragraphs[page.paragraph_numbers[start]]
    while last > start + 1 and page.tokens[last - 1].text == ".":
        last -= 1
    return one._replace(content=((start, last),))
