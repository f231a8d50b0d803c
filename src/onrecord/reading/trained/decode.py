"""From probabilities to attributions: cues, then for each cue its source and content."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

CUE_FLOOR = 0.12
"""A word begins a candidate cue from this probability on; whether the statement counts is decided later, by its confidence."""
COST = {"source": 0.0, "content": 2.0}
"""What it costs, in log odds, to begin and end a stretch of a role: a source is often one word, a content seldom."""


class Candidate(NamedTuple):
    """A possible statement in word ranges, with what speaks for it."""

    cue: tuple[int, int]
    source: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    cue_probability: float
    source_probability: float
    """Of the source's words; with no source, that there is none."""
    content_probability: float
    """Mean over the content's words."""
    edge_probability: float
    """The least certain edge of source and content."""
    acts: tuple[float, ...] = ()
    """Probability of each act (linking.ACTS), then that it is speech."""


def find_cues(probabilities: Floats, floor: float = CUE_FLOOR) -> list[tuple[int, int, float]]:
    """Candidate cues: first word, past-the-last word, probability."""
    begins, inside = probabilities[:, 1], probabilities[:, 2]
    cue = begins + inside
    found = []
    n, count = 0, len(probabilities)
    while n < count:
        if cue[n] >= floor and (begins[n] >= floor or begins[n] >= inside[n]):
            last = n + 1
            while last < count and inside[last] > begins[last] and inside[last] >= 0.5 * cue[n]:
                last += 1
            found.append((n, last, float(cue[n])))
            n = last
        else:
            n += 1
    return found


def decode_roles(probabilities: Floats, cost: Mapping[str, float] = COST) -> list[list[int]]:
    """The likeliest roles of every word for each cue (Viterbi over neither, source, content)."""
    scores = np.log(probabilities + 1e-6)
    cues, count, _ = scores.shape
    move = np.zeros((3, 3), dtype=np.float32)
    for role, price in ((1, cost["source"]), (2, cost["content"])):
        move[0, role] = move[role, 0] = -price / 2
    move[1, 2] = move[2, 1] = move[0, 1] + move[0, 2]
    best = scores[:, 0].copy()
    back = np.zeros((cues, count, 3), dtype=np.int8)
    for n in range(1, count):
        paths = best[:, :, None] + move
        back[:, n] = paths.argmax(axis=1)
        best = paths.max(axis=1) + scores[:, n]
    state = best.argmax(axis=1)
    roles = np.zeros((cues, count), dtype=np.int8)
    rows = np.arange(cues)
    for n in range(count - 1, -1, -1):
        roles[:, n] = state
        state = back[rows, n, state]
    return [row.tolist() for row in roles]


def runs(roles: list[int], role: int) -> list[tuple[int, int]]:
    """Word ranges of one role."""
    found, first = [], None
    for n, one in enumerate([*roles, -1]):
        if one == role and first is None:
            first = n
        elif one != role and first is not None:
            found.append((first, n))
            first = None
    return found


def candidates(cues: list[tuple[int, int, float]], links: Floats) -> list[Candidate]:
    """What each cue says, by whom."""
    found = []
    for (first, last, probability), rows, roles in zip(cues, links, decode_roles(links), strict=True):
        for n in range(first, last):
            roles[n] = 0
        sources, contents = runs(roles, 1), runs(roles, 2)
        weight = [float(np.log(rows[a:b, 1] + 1e-6).sum() - np.log(rows[a:b, 0] + 1e-6).sum()) for a, b in sources]
        source = (sources[int(np.argmax(weight))],) if sources else ()
        inside = np.concatenate([rows[a:b, 2] for a, b in contents]) if contents else np.zeros(1)
        says = float(inside.mean())
        who = float(np.mean(rows[slice(*source[0]), 1])) if source else float(1 - rows[:, 1].max())
        edges = [float(rows[p, role]) for role, spans in ((1, source), (2, contents)) for a, b in spans for p in (a, b - 1)]
        edges += [
            float(1 - rows[p, role])
            for role, spans in ((1, source), (2, contents))
            for a, b in spans
            for p in (a - 1, b)
            if 0 <= p < len(rows)
        ]
        found.append(Candidate((first, last), source, tuple(contents), probability, who, says, min(edges, default=0.0)))
    return found
