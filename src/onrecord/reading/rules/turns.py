"""Transcripts: paragraphs that open with a speaker's label in capitals – "OSTROW: We were never there. …" – are one speaker's turn.

A paper that prints a transcript often sets it in quotation marks, one that opens every paragraph and closes at the end of all. Each
labelled paragraph is still its speaker's, and so are the paragraphs without a label that follow it inside the marks.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.reading.page import Page
from onrecord.reading.rules.found import Found
from onrecord.reading.rules.items import CLOSING_MARKS, OPENING_MARKS
from onrecord.reading.rules.signs import LABELS
from onrecord.reading.rules.units import Unit

_ASKING = frozenset(
    "anchor announcer answer caller correspondent host interviewer moderator narrator presenter question reporter voiceover".split()
)
"""Labels of those who lead through a broadcast: the report's own voice."""
_LONGEST_LABEL = 6
"""Tokens of a label before its colon."""


class _Label(NamedTuple):
    """A speaker's label at the head of a paragraph."""

    first: int
    """Token behind the opening quotation mark, where there is one."""
    colon: int
    last: int
    """End of the paragraph."""
    marked: bool
    """Whether the paragraph opens with a quotation mark."""


def join_turns(page: Page, units: Sequence[Unit], found: Sequence[Found]) -> list[Found]:
    """Give a labelled speaker the whole turn, where at least two paragraphs of the page open with a label."""
    labels = [label for first, last in page.paragraphs if (label := _label(page, first, last)) is not None]
    if len(labels) < 2:
        return list(found)
    by_colon = {one.cue[0][0]: one for one in found if one.pattern == "colon"}
    by_label = {label.colon: label for label in labels}
    turns = [_whole(page, one, by_label[colon].last) for colon, one in by_colon.items() if colon in by_label]
    turns += _marked_turns(page, units, [label for label in labels if label.colon not in by_colon])
    others = [one for one in found if not (one.pattern == "colon" and one.cue[0][0] in by_label)]
    return [*others, *(one for one in turns if not any(page.tokens[n].lower in _ASKING for n in range(*one.source[0])))]


def _whole(page: Page, one: Found, last: int) -> Found:
    """The turn up to the token ``last``, without the full stop and the mark that closes the transcript."""
    start = one.cue[0][1]
    while last > start + 1 and (page.tokens[last - 1].text == "." or page.tokens[last - 1].text in CLOSING_MARKS):
        last -= 1
    return one._replace(content=((start, last),))


def _marked_turns(page: Page, units: Sequence[Unit], labels: Sequence[_Label]) -> list[Found]:
    """The turns of a transcript in quotation marks, which to the rules of a sentence is one long quotation."""
    outer = [unit for unit in units if not unit.inside]
    starts = [unit.first for unit in outer]
    made: list[Found] = []
    for number, label in enumerate(labels):
        words = [token.lower for token in page.tokens[label.first : label.colon]]
        unit = outer[max(bisect_right(starts, label.first) - 1, 0)]
        if not label.marked or all(word in LABELS or not word.isalpha() for word in words):
            continue
        following = labels[number + 1].first - 1 if number + 1 < len(labels) and labels[number + 1].marked else label.last
        one = Found(((label.first, label.colon),), ((label.colon, label.colon + 1),), (), "colon", ":", "sign", unit, 0)
        made.append(_whole(page, one, _end_of_turn(page, label, following)))
    return made


def _end_of_turn(page: Page, label: _Label, following: int) -> int:
    """End of the paragraphs that go on with a turn: all that stand before the next label and are no stage direction."""
    end = label.last
    while end < following:
        _, last = page.paragraphs[page.paragraph_numbers[end]]
        spoken = page.tokens[end].text in OPENING_MARKS and end + 1 < last and page.tokens[end + 1].text not in ("(", "[")
        if not spoken:
            break
        end = last
    return end


def _label(page: Page, first: int, last: int) -> _Label | None:
    """The label in capitals at the head of a paragraph; None where the paragraph opens otherwise."""
    marked = page.tokens[first].text in OPENING_MARKS
    start = first + marked
    for index in range(start, min(last, start + _LONGEST_LABEL)):
        text = page.tokens[index].text
        if text == ":":
            named = index > start and any(token.text.isupper() and len(token.text) > 1 for token in page.tokens[start:index])
            return _Label(start, index, last, marked) if named and index + 1 < last else None
        if not (text.isupper() or text in (".", "-")):
            return None
    return None
