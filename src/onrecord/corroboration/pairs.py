"""Pairs of figures that have something in common, without setting every figure against every other."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import combinations

from onrecord.records import Figure

MOST_COMPARED = 300
"""Figures of one number or place that are set against each other, from the head of the report; a text with more is no report."""


def pairs(figures: Sequence[Figure], keys: Callable[[Figure], Iterable[Hashable]]) -> list[tuple[Figure, Figure]]:
    """Every pair that shares a key, once, in the order of the figures."""
    holding: dict[Hashable, list[int]] = {}
    for position, figure in enumerate(figures):
        for key in keys(figure):
            positions = holding.setdefault(key, [])
            if len(positions) < MOST_COMPARED:
                positions.append(position)
    found = {pair for positions in holding.values() for pair in combinations(positions, 2)}
    return [(figures[one], figures[other]) for one, other in sorted(found) if one != other]
