"""Pairs of figures that have something in common, without setting every figure against every other; and what pairs join."""

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


def joined(count: int, linked: Iterable[tuple[int, int]], holds: Callable[[tuple[int, int]], bool] = lambda _: True) -> list[list[int]]:
    """Numbers below ``count`` in groups of those that are linked, each group and all groups ascending (union-find with path halving).

    Args:
        count: how many numbers there are.
        linked: pairs of them.
        holds: whether a pair is linked indeed; not asked where others link its two already.
    """
    parent = list(range(count))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for one, other in linked:
        first, second = root(one), root(other)
        if first != second and holds((one, other)):
            first, second = sorted((first, second))
            parent[second] = first
    groups: dict[int, list[int]] = {}
    for at in range(count):
        groups.setdefault(root(at), []).append(at)
    return list(groups.values())


def joined_unless(
    groups: Iterable[list[int]], linked: Iterable[tuple[int, int]], apart: Callable[[list[int], list[int]], bool]
) -> list[list[int]]:
    """Groups of numbers joined where their members are linked, each group and all groups ascending; what must stay apart is not joined.

    Links are followed in their order, each only where the groups that it would join may be one (Kruskal's order with cannot-links).

    Args:
        groups: what is together already.
        linked: pairs of members, those that count most first.
        apart: whether two groups must not become one; the same of the same groups, and asked once of them as they are.
    """
    held = {min(group): list(group) for group in groups}
    group_of = {at: first for first, group in held.items() for at in group}
    refused: dict[tuple[int, int], tuple[int, int]] = {}  # which were kept apart, with how many each had then
    for one, other in linked:
        first, second = sorted((group_of[one], group_of[other]))
        if first == second or refused.get((first, second)) == (len(held[first]), len(held[second])):
            continue
        if apart(held[first], held[second]):
            refused[first, second] = len(held[first]), len(held[second])
            continue
        held[first] += held[second]
        for at in held.pop(second):
            group_of[at] = first
    return [sorted(group) for _, group in sorted(held.items())]
