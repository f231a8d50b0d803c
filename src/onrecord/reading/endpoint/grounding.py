"""From quoted words to characters of the text, or to a refusal. What a model altered or invented is never repaired.

A piece stands where its characters stand, whole words and whole numbers, in the sentence that the model named or in the ones beside it;
only white space may differ, since texts break lines where a model writes a blank. One piece that is not found refuses its whole
statement.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from onrecord.reading.endpoint.answer import Piece, Quoted
from onrecord.reading.endpoint.bounds import begins_whole, ends_whole
from onrecord.reading.endpoint.parts import Part
from onrecord.reading.page import Page
from onrecord.records import Span, Spans


class Grounded(NamedTuple):
    """The three roles as code-point offsets into the text, pieces in text order; no two pieces overlap."""

    source: Spans
    cue: Spans
    content: Spans


MOST_PIECES = 32
"""Pieces of one statement; people mark four or five. Each is sought and held against all others."""


MOST_PLACES = 100
"""Places of one piece in its sentence and those beside it; what stands more often names none of them."""
CUE_MARKS = frozenset(":-–—―") | {"--"}
"""The only pieces without a letter or digit that say something: marks that attribute what stands before or after them."""


class _NotThereError(Exception):
    """Says which piece is not there, without its words: what was invented has no place in a record, not even in an issue."""


def ground(page: Page, part: Part, quoted: Quoted) -> Grounded | str:
    """The statement in characters of the text; else why it is refused, as the end of a sentence.

    Where words stand more than once, those in the named sentence come first; of these a content takes the first, a cue the nearest
    to its content and a source the nearest to its cue.
    """
    if not quoted.cue and not quoted.content:
        return "it has neither cue nor content"
    if len(quoted.source) + len(quoted.cue) + len(quoted.content) > MOST_PIECES:
        return f"it is in more than {MOST_PIECES} pieces"
    taken: list[Span] = []
    try:
        content = _place(page, part, quoted.content, "content", taken=taken, near=())
        cue = _place(page, part, quoted.cue, "cue", taken=taken, near=content)
        source = _place(page, part, quoted.source, "source", taken=taken, near=cue or content)
    except _NotThereError as fault:
        return str(fault)
    return Grounded(source, cue, content)


def _place(page: Page, part: Part, pieces: Sequence[Piece], role: str, *, taken: list[Span], near: Spans) -> Spans:
    """Where the pieces of a role stand; ``taken`` grows by them."""
    placed: list[Span] = []
    for piece in pieces:
        if not 1 <= piece.sentence <= len(part.lines):
            raise _NotThereError(f"its {role} names a sentence that there is not")
        if not any(map(str.isalnum, piece.words)) and not (role == "cue" and piece.words.strip() in CUE_MARKS):
            raise _NotThereError(f"its {role} has a piece without a word")
        named = part.lines[piece.sentence - 1]
        places = list(islice(_occurrences(page, part, piece), MOST_PLACES + 1))
        if len(places) > MOST_PLACES:
            raise _NotThereError(f"its {role} has a piece that stands more than {MOST_PLACES} times in the sentence named and next to it")
        free = [span for span in places if not any(span[0] < end and start < span[1] for start, end in taken)]
        if not free:
            raise _NotThereError(
                f"its {role} does not stand, word for word and beside its other pieces, in the sentence named or next to it"
            )
        span = min(free, key=lambda one: (not named[0] <= one[0] < named[1], _distance(one, near), one[0]))
        placed.append(span)
        taken.append(span)
    return tuple(sorted(placed))


def _occurrences(page: Page, part: Part, piece: Piece) -> Iterator[Span]:
    words = piece.words.split()
    start = part.lines[max(piece.sentence - 2, 0)][0]
    end = part.lines[min(piece.sentence, len(part.lines) - 1)][1]
    if not words or sum(map(len, words)) > end - start:
        return
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    at = start
    while match := pattern.search(page.text, at, end):
        if begins_whole(page, match.start()) and ends_whole(page, match.end()):
            yield match.span()
        at = match.start() + 1  # occurrences may overlap


def _distance(span: Span, near: Spans) -> int:
    """Characters between a span and the nearest of others; 0 when there is none."""
    return min((max(span[0] - end, start - span[1], 0) for start, end in near), default=0)
