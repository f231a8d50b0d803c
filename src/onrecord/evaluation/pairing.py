"""One-to-one pairing of what was predicted with what was labelled: two small, exact algorithms."""

from collections.abc import Iterator, Mapping, Sequence

Edge = tuple[float, int]
"""Weight of a possible pair, and the index of its labelled member."""


def most_pairs(edges: Mapping[int, Sequence[Edge]]) -> dict[int, int]:
    """Pair as many predictions as possible, each with another labelled item; heavier edges are tried first.

    Args:
        edges: for each predicted index, the labelled ones it could stand for, with a weight.

    Returns:
        Predicted index → labelled index. Maximum-cardinality bipartite matching by augmenting paths.
    """
    ordered = {p: sorted(possible, key=lambda edge: (-edge[0], edge[1])) for p, possible in edges.items()}
    choices = {p: tuple(labelled for _, labelled in possible) for p, possible in ordered.items()}
    alike = {possible: number for number, possible in enumerate(dict.fromkeys(choices.values()))}
    kind = {p: alike[possible] for p, possible in choices.items()}
    lists = tuple(alike)
    taken_by: dict[int, int] = {}
    for predicted in sorted(ordered, key=lambda p: (-(ordered[p][0][0] if ordered[p] else 0), p)):
        _augment(predicted, lists, kind, taken_by)
    return {predicted: labelled for labelled, predicted in taken_by.items()}


def _augment(predicted: int, choices: Sequence[Sequence[int]], kind: Mapping[int, int], taken_by: dict[int, int]) -> None:
    """Give a prediction a label, moving others to another of their choices where that makes room.

    Depth first, without recursion. A label that was looked at is never looked at again, so predictions with the same choices go on
    in them where the last one stopped: a thousand equal statements would take minutes otherwise.

    Args:
        predicted: the prediction without a label.
        choices: lists of labels, best first.
        kind: for each prediction, which of the lists holds its choices.
        taken_by: label → prediction, changed when a label was found.
    """
    seen: set[int] = set()
    left: dict[int, Iterator[int]] = {}
    path, wanted = [predicted], list[int]()
    while path:
        number = kind[path[-1]]
        if number not in left:
            left[number] = iter(choices[number])
        labelled = next((choice for choice in left[number] if choice not in seen), None)
        if labelled is None:
            path.pop()
            del wanted[-1:]
            continue
        seen.add(labelled)
        wanted.append(labelled)
        if labelled not in taken_by:
            taken_by.update(zip(wanted, path, strict=True))
            return
        path.append(taken_by[labelled])


def heaviest_pairs(weights: Sequence[Sequence[float]]) -> dict[int, int]:
    """Assignment of rows to columns with the largest total weight (Hungarian method, Kuhn 1955, O(n²m)).

    Returns:
        Row → column; the smaller side is assigned in full, also where a weight is 0.
    """
    if not weights or not weights[0]:
        return {}
    if len(weights) > len(weights[0]):
        turned = [list(column) for column in zip(*weights, strict=True)]
        return {row: column for column, row in heaviest_pairs(turned).items()}
    largest = max(max(row) for row in weights)
    return _cheapest_pairs([[largest - weight for weight in row] for row in weights])


def _cheapest_pairs(cost: Sequence[Sequence[float]]) -> dict[int, int]:
    """Rows ≤ columns. Potentials and shortest augmenting paths; index 0 is the outside, rows and columns count from 1."""
    rows, columns = len(cost), len(cost[0])
    row_potential = [0.0] * (rows + 1)
    column_potential = [0.0] * (columns + 1)
    row_of = [0] * (columns + 1)
    for row in range(1, rows + 1):
        row_of[0] = row
        column, came_from = _shortest_path(cost, row_of, row_potential, column_potential)
        while column:
            previous = came_from[column]
            row_of[column] = row_of[previous]
            column = previous
    return {row_of[column] - 1: column - 1 for column in range(1, columns + 1) if row_of[column]}


def _shortest_path(
    cost: Sequence[Sequence[float]], row_of: Sequence[int], row_potential: list[float], column_potential: list[float]
) -> tuple[int, list[int]]:
    """Grow a tree from column 0 to the first free column; updates the potentials.

    Returns:
        The free column, and for each column the one it was reached from.
    """
    columns = len(column_potential) - 1
    slack = [float("inf")] * (columns + 1)
    came_from = [0] * (columns + 1)
    used = [False] * (columns + 1)
    here = 0
    while True:
        used[here] = True
        row, step, following = row_of[here], float("inf"), 0
        for column in range(1, columns + 1):
            if used[column]:
                continue
            reduced = cost[row - 1][column - 1] - row_potential[row] - column_potential[column]
            if reduced < slack[column]:
                slack[column], came_from[column] = reduced, here
            if slack[column] < step:
                step, following = slack[column], column
        for column in range(columns + 1):
            if used[column]:
                row_potential[row_of[column]] += step
                column_potential[column] -= step
            else:
                slack[column] -= step
        here = following
        if row_of[here] == 0:
            return here, came_from
