"""Bylines: "By Petar Lund, Iskar Courier, 3 October 2021" names who wrote a report and for whom."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from onrecord.reading.heading.labels import segments
from onrecord.reading.heading.lines import HeadLine
from onrecord.reading.heading.names import cased, is_name, is_outlet_name
from onrecord.reading.page import Page
from onrecord.reading.times.stated import Expression

_LONGEST = 24
"""Tokens of the longest byline, its date included."""
_PLACING = frozenset({"in", "at", "for", "from", "near"})
_ROLES = frozenset(
    "correspondent reporter editor staff writer writers reporters correspondents bureau chief senior special foreign political".split()
)


class Byline(NamedTuple):
    """Who wrote, and for which outlet; empty and None where the line does not say."""

    authors: tuple[str, ...]
    outlet: str | None


def is_byline(page: Page, line: HeadLine) -> bool:
    """Whether a line begins with "By" and a name ("Written by …" too)."""
    return not line.body and line.last - line.first <= _LONGEST and _past_by(page, line) is not None


def _past_by(page: Page, line: HeadLine) -> int | None:
    at = line.first
    at += page.tokens[at].lower in ("written", "reported", "words", "reporting", "story", "text")
    if at + 1 >= line.last or page.tokens[at].lower != "by":
        return None
    at += 1 + (page.tokens[at + 1].text == ":")
    return at if at < line.last and page.tokens[at].text[0].isupper() else None


def read_byline(page: Page, lines: Sequence[HeadLine], written: Sequence[Expression]) -> Byline:
    """The byline of a head: the first line with "By"; without one the outlet alone, of a line with names and a date."""
    for line in lines:
        if is_byline(page, line):
            dated = {i for e in written if line.first <= e.first < line.last for i in range(e.first, e.last)}
            cut = ((first, next((i for i in range(first, last) if i in dated), last)) for first, last in _parts(page, line))
            parts = [(first, last) for first, last in cut if last > first]
            outlet = next((part for part in parts[1:] if is_outlet_name(page, *part)), None) or _written_for(page, line)
            return Byline(tuple(_authors(page, parts)), cased(page.words(*outlet)) if outlet else None)
        person = _person_at(page, line) if line is not lines[0] and not line.body else None
        if person is not None and (outlet := _written_for(page, line)) is not None:
            return Byline((cased(page.words(*person)),), cased(page.words(*outlet)))
    return Byline((), None)


def _person_at(page: Page, line: HeadLine) -> tuple[int, int] | None:
    """ "Petar Lund in Osk for …": two or three names at the head of a line, before its first small word."""
    end = next((i for i in range(line.first, line.last) if page.tokens[i].lower in _PLACING), line.first)
    return (line.first, end) if 2 <= end - line.first <= 3 and is_name(page, line.first, end) else None


def _parts(page: Page, line: HeadLine) -> list[tuple[int, int]]:
    begin = _past_by(page, line) or line.first
    return [(max(first, begin), last) for first, last in segments(page, line) if last > begin]


def _authors(page: Page, parts: Sequence[tuple[int, int]]) -> Iterable[str]:
    """The names up to the first part that is none, or that is a place, a role or an outlet."""
    for number, (first, last) in enumerate(parts):
        start = first + (page.tokens[first].lower == "and")
        for begin, end in _joined(page, start, last):
            stop = next((i for i in range(begin, end) if page.tokens[i].lower in _PLACING), end)
            person = is_name(page, begin, stop) and not is_outlet_name(page, begin, stop)
            if not person or {token.lower for token in page.tokens[begin:stop]} & _ROLES or (number and stop - begin < 2):
                return
            yield cased(page.words(begin, stop))
        if not _goes_on(page, parts[number + 1 :]):
            return


def _goes_on(page: Page, rest: Sequence[tuple[int, int]]) -> bool:
    """ "By A, B and C": a list of names ends with "and"."""
    return any(page.tokens[i].lower in ("and", "&") for first, last in rest for i in range(first, last))


def _joined(page: Page, first: int, last: int) -> Iterable[tuple[int, int]]:
    begin = first
    for index in range(first, last + 1):
        if index == last or page.tokens[index].lower in ("and", "&"):
            if index > begin:
                yield begin, index
            begin = index + 1


def _written_for(page: Page, line: HeadLine) -> tuple[int, int] | None:
    """ "… in Osk for Iskar Courier"."""
    at = next((i for i in range(line.first, line.last - 1) if page.tokens[i].lower == "for"), None)
    if at is None:
        return None
    begin = at + 1 + (page.tokens[at + 1].lower == "the")
    end = begin
    while end < line.last and page.tokens[end].text[0].isupper():
        end += 1
    return (begin, end) if end > begin else None
