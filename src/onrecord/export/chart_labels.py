"""Where the label of a mark stands so that it lies on no mark, line or other label, as far as that goes."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

_CELL = 40.0
_GAP = 9.0
"""Pixels from the middle of a mark to its label."""
_LINE = 11.0
"""Pixels of the height of a label."""
_CROWDED = 0.35
"""Share of a label that may lie on others; one that would lie more is left out."""


class Box(NamedTuple):
    """A rectangle in pixels from the upper left corner of a panel."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: "Box") -> float:
        """Square pixels that both hold."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across * down if across > 0 and down > 0 else 0.0

    @property
    def area(self) -> float:
        """Square pixels."""
        return (self.right - self.left) * (self.bottom - self.top)


class Places:
    """What is taken on a panel, kept by small squares, so that a thousand marks are as quick to pass as ten."""

    def __init__(self, width: float, height: float, taken: Iterable[Box]) -> None:
        self._panel = Box(0.0, 0.0, width, height)
        self._held: dict[tuple[int, int], list[Box]] = {}
        for box in taken:
            self._take(box)

    def place(self, x: float, y: float, wide: float) -> tuple[float, float] | None:
        """The middle of a label of so many pixels beside the mark at ``x``, ``y``; None where there is no room for it."""
        half = wide / 2
        side, tall = _GAP + half - 1, _GAP + 3
        steps = [(side, 0.0), (-side, 0.0), (0.0, -tall), (0.0, tall), (side, -tall / 2), (side, tall / 2), (-side, -tall / 2)]
        steps += [(-side, tall / 2), *((dx * 2, dy * 2) for dx, dy in steps[2:])]
        boxes = [Box(x + dx - half, y + dy - _LINE / 2, x + dx + half, y + dy + _LINE / 2) for dx, dy in steps]
        lost = [self._lost(box) for box in boxes]
        best = min(range(len(boxes)), key=lambda n: (lost[n], n))
        if lost[best] > _CROWDED * boxes[best].area:
            return None
        self._take(boxes[best])
        return x + steps[best][0], y + steps[best][1]

    def _lost(self, box: Box) -> float:
        """How much of a label would lie on something, or beyond the panel."""
        near = {id(other): other for cell in _cells(box) for other in self._held.get(cell, ())}
        return box.area - box.overlap(self._panel) + sum(box.overlap(other) for other in near.values())

    def _take(self, box: Box) -> None:
        inside = Box(*(min(max(value, -_CELL), self._panel[2 + n % 2] + _CELL) for n, value in enumerate(box)))
        for cell in _cells(inside):
            self._held.setdefault(cell, []).append(box)


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(int(box.left // _CELL), int(box.right // _CELL) + 1):
        for row in range(int(box.top // _CELL), int(box.bottom // _CELL) + 1):
            yield column, row


def step_boxes(points: Sequence[tuple[float, float]]) -> Iterator[Box]:
    """Where the steps of a line run, which holds each number until the next."""
    for (x, y), (after, level) in pairwise(points):
        yield Box(x, y - 1, after, y + 1)
        yield Box(after - 1, min(y, level), after + 1, max(y, level))
