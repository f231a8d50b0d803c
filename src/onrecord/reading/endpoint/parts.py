"""A page in parts that fit a request: whole paragraphs of numbered sentences, nothing twice and nothing left out."""

from collections.abc import Iterator
from typing import NamedTuple

from onrecord.reading.page import Page
from onrecord.records import Span

PART_CHARACTERS = 6_000
"""Most characters of the text in one request: about 1,500 tokens of English, so that the answer, which quotes much of it again, stays
under the default of ``Endpoint.answer_tokens``. The parts do not overlap."""


class Part(NamedTuple):
    """What one request is about."""

    lines: tuple[Span, ...]
    """The sentences, numbered from 1 in a request, as code-point offsets into the text; a sentence longer than a part is cut in several."""


def parts_of(page: Page) -> tuple[Part, ...]:
    """The parts of a page in order; none of a page without words.

    A part ends where a paragraph ends. A paragraph longer than a part is cut at the ends of sentences, and a sentence longer than
    that between words.
    """
    parts: list[list[Span]] = []
    room = 0
    for block in _blocks(page):
        length = sum(end - start for start, end in block)
        if not parts or length > room:
            parts.append([])
            room = PART_CHARACTERS
        parts[-1].extend(block)
        room -= length
    return tuple(Part(tuple(lines)) for lines in parts)


def _blocks(page: Page) -> Iterator[list[Span]]:
    """Runs of lines that stay together, each no longer than a part: paragraphs, or pieces of a long one."""
    block: list[Span] = []
    length, paragraph = 0, -1
    for first, last in page.sentences:
        here = page.paragraph_numbers[first]
        for start, end in _lines(page, *page.span(first, last)):
            if block and (here != paragraph or length + end - start > PART_CHARACTERS):
                yield block
                block, length = [], 0
            paragraph = here
            block.append((start, end))
            length += end - start
    if block:
        yield block


def _lines(page: Page, start: int, end: int) -> Iterator[Span]:
    while end - start > PART_CHARACTERS:
        limit = start + PART_CHARACTERS
        at = page.tokens[page.token_at(limit)].start
        at = at if start < at <= limit else limit  # a single word as long as a part, or a gap as long
        yield start, at
        start = at
    yield start, end
