"""Where each character of a swapped text comes from."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.evaluation.party_swap.actors import SwapActor
from onrecord.records import Span


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of the original (``start``–``end``) and what stands for it in the swapped text."""

    start: int
    end: int
    swapped_start: int
    swapped_end: int


class Alignment:
    """Offsets of a swapped text mapped back to the original. Between two changes both texts are the same."""

    def __init__(self, changes: Sequence[Change], *, actors: tuple[SwapActor, SwapActor]) -> None:
        self.changes = tuple(changes)
        self.actors = actors
        """The two that were exchanged."""
        self._starts = [change.swapped_start for change in self.changes]

    def back(self, span: Span) -> Span:
        """A span of the swapped text in offsets of the original; an edge inside a change moves to the change's edge."""
        return self._offset(span[0], at_end=False), self._offset(span[1], at_end=True)

    def _offset(self, offset: int, *, at_end: bool) -> int:
        position = bisect_right(self._starts, offset) - 1
        if at_end and position >= 0 and self._starts[position] == offset:
            position -= 1  # an end that touches the next change belongs to what is before it
        if position < 0:
            return offset
        change = self.changes[position]
        if offset >= change.swapped_end:
            return offset - change.swapped_end + change.end
        if offset == change.swapped_start and not at_end:
            return change.start
        return change.end if at_end else change.start
