"""Where a text was broken into lines by a machine, and not by its writer."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

SHORTEST_WRAP, LONGEST_WRAP = 40, 120
"""Columns at which programs wrap text; lists and verses are shorter, paragraphs on one line are longer."""
_BULLETS = frozenset("-*•–—·>|#")
_NUMBERED = re.compile(r"\d{1,3}[.)]\s")


def soft_breaks(text: str) -> frozenset[int]:
    """Offsets of the line breaks that stand inside a paragraph, because the text was wrapped at some column.

    A break is one of those when the next line's first word would not have fitted on the line before it, in a text that shows
    everywhere that it was wrapped (``_wrapped``). How wide it was wrapped is its longest line of several words. Lines that begin
    with blanks, a bullet or a numeral (“3.”) stay by themselves.
    """
    lines = list(_lines(text))
    width = max((len(line) for _, line in lines if " " in line), default=0)
    if not SHORTEST_WRAP <= width <= LONGEST_WRAP:
        return frozenset()
    inside = [(end, line, after) for (end, line), (_, after) in pairwise(lines) if line and _goes_on(after)]
    full = {end: after for end, line, after in inside if not _had_room(line, after, width)}
    return frozenset(full) if _wrapped(len(inside), list(full.values())) else frozenset()


def _wrapped(breaks: int, after_full: Sequence[str]) -> bool:
    """Whether lines end where they do because they were full: most do, more than the longest one, and some break off in a sentence.

    Args:
        breaks: how many lines another one follows in its paragraph.
        after_full: the lines behind those of them that had no room for one word more.
    """
    full, within_sentence = len(after_full), sum(line[0].islower() for line in after_full)
    return full > 1 and full * 3 >= breaks * 2 and within_sentence * 3 >= full


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The offset of each line's end and the line without trailing blanks."""
    end = -1
    for line in text.split("\n"):
        end += len(line) + 1
        yield end, line.rstrip()


def _goes_on(line: str) -> bool:
    return bool(line) and not line[0].isspace() and line[0] not in _BULLETS and not _NUMBERED.match(line)


def _had_room(line: str, after: str, width: int) -> bool:
    return len(line) + 1 + len(after.split(maxsplit=1)[0]) <= width
