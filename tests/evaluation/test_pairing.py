"""The two pairings are checked against every possible one on small cases."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.evaluation.pairing import heaviest_pairs, most_pairs

SMALL = st.integers(1, 5)


@given(st.data())
def test_heaviest_pairs_is_the_best_of_all_assignments(data: st.DataObject) -> None:
    rows, columns = data.draw(SMALL), data.draw(SMALL)
    weights = data.draw(st.lists(st.lists(st.integers(0, 9), min_size=columns, max_size=columns), min_size=rows, max_size=rows))
    pairs = heaviest_pairs(weights)
    assert len(set(pairs.values())) == len(pairs) == min(rows, columns)
    if rows <= columns:
        best = max(sum(weights[r][c] for r, c in enumerate(chosen)) for chosen in permutations(range(columns), rows))
    else:
        best = max(sum(weights[r][c] for c, r in enumerate(chosen)) for chosen in permutations(range(rows), columns))
    assert sum(weights[r][c] for r, c in pairs.items()) == best


@given(st.dictionaries(st.integers(0, 4), st.lists(st.tuples(st.floats(0.1, 1), st.integers(0, 4)), max_size=4), max_size=5))
def test_most_pairs_is_a_matching_of_the_largest_size(edges: dict[int, list[tuple[float, int]]]) -> None:
    pairs = most_pairs(edges)
    assert len(set(pairs.values())) == len(pairs)
    assert all(any(label == g for _, g in edges[p]) for p, label in pairs.items())
    assert len(pairs) == largest({p: {g for _, g in possible} for p, possible in edges.items()})


def largest(edges: dict[int, set[int]], taken: frozenset[int] = frozenset()) -> int:
    if not edges:
        return 0
    predicted, *rest = edges
    others = {p: edges[p] for p in rest}
    skipped = largest(others, taken)
    return max([skipped, *(1 + largest(others, taken | {g}) for g in edges[predicted] - taken)])


def test_nothing_pairs_with_nothing() -> None:
    assert heaviest_pairs([]) == {}
    assert heaviest_pairs([[]]) == {}
    assert most_pairs({}) == {}


def test_the_heavier_edge_wins_where_both_give_as_many_pairs() -> None:
    assert most_pairs({0: [(0.6, 0)], 1: [(0.9, 0)]}) == {1: 0}


@given(st.dictionaries(st.integers(0, 7), st.lists(st.tuples(st.sampled_from([0.5, 0.7, 1.0]), st.integers(0, 7)), max_size=6), max_size=8))
def test_most_pairs_are_those_of_the_textbook(edges: dict[int, list[tuple[float, int]]]) -> None:
    pairs = most_pairs(edges)
    assert pairs == by_recursion(edges)
    assert list(pairs) == list(by_recursion(edges))


def by_recursion(edges: dict[int, list[tuple[float, int]]]) -> dict[int, int]:
    """Augmenting paths as they are usually written."""
    ordered = {p: sorted(possible, key=lambda edge: (-edge[0], edge[1])) for p, possible in edges.items()}
    taken_by: dict[int, int] = {}

    def augment(predicted: int, seen: set[int]) -> bool:
        for _, labelled in ordered[predicted]:
            if labelled in seen:
                continue
            seen.add(labelled)
            if labelled not in taken_by or augment(taken_by[labelled], seen):
                taken_by[labelled] = predicted
                return True
        return False

    for predicted in sorted(ordered, key=lambda p: (-(ordered[p][0][0] if ordered[p] else 0), p)):
        augment(predicted, set())
    return {predicted: labelled for labelled, predicted in taken_by.items()}


def test_as_many_equal_items_as_you_like_are_paired() -> None:
    many = 1500
    assert len(most_pairs({p: [(1.0, g) for g in range(many)] for p in range(many)})) == many
