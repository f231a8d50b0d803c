"""What the encoder sees at a time: whole sentences, with some text before and after that belongs to the neighbours."""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

LONGEST = 254
"""Pieces of a window, without the two that begin and end it. The encoder was trained on windows of up to 318; shorter ones read as well
and are quicker, since every piece looks at every other of its window."""
BEFORE = 12
AFTER = 12
"""Pieces of context, at most, on either side of the words that a window reads for."""


SLACK = 16
"""Pieces by which a part may exceed an even share, so that it ends with a sentence."""


class Window(NamedTuple):
    """Word ranges, ends exclusive: what is seen, and the words whose cues this window reads."""

    first: int
    last: int
    own_first: int
    own_last: int


def cut_windows(
    lengths: Sequence[int], starts: Sequence[int], *, longest: int = LONGEST, before: int = BEFORE, after: int = AFTER
) -> list[Window]:
    """Cut a text at sentence ends; a sentence longer than a window is cut where it is full.

    Args:
        lengths: pieces of each word.
        starts: first word of each sentence, then the number of words.
        longest, before, after: sizes in pieces.
    """
    if not lengths:
        return []
    if sum(lengths) <= longest:
        return [Window(0, len(lengths), 0, len(lengths))]
    most = longest - before - after
    total = sum(lengths)
    room = min(most, math.ceil(total / math.ceil(total / most)) + SLACK)  # even parts, so that the last is no crumb
    bounds = [0]
    used = 0
    for begin, end in pairwise(starts):
        long = sum(lengths[begin:end])
        if used and used + long > room:
            bounds.append(begin)
            used = 0
        if long > most:
            for n in range(begin, end):
                if used + lengths[n] > most and used:
                    bounds.append(n)
                    used = 0
                used += lengths[n]
        else:
            used += long
    bounds.append(len(lengths))
    return [_widen(lengths, a, b, longest=longest, before=before, after=after) for a, b in pairwise(bounds) if a < b]


def _widen(lengths: Sequence[int], own_first: int, own_last: int, *, longest: int, before: int, after: int) -> Window:
    """Add context before and after, as far as it fits."""
    left = longest - sum(lengths[own_first:own_last])
    first, last = own_first, own_last
    room = min(before, left)
    while first > 0 and lengths[first - 1] <= room:
        first -= 1
        room -= lengths[first]
        left -= lengths[first]
    room = min(after, left)
    while last < len(lengths) and lengths[last] <= room:
        room -= lengths[last]
        last += 1
    return Window(first, last, own_first, own_last)
