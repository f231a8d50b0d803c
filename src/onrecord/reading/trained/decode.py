"""From probabilities to attributions: cues, then for each cue its source and content."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

CUE_FLOOR = 0.3
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


def decode_roles(tables: Sequence[Floats], cost: Mapping[str, float] = COST) -> list[NDArray[np.int8]]:
    """The likeliest roles of every word for each cue (Viterbi over neither, source, content).

    Several windows are decoded at once, the shorter filled up with words of which nothing is known: they change no path.

    Args:
        tables: per window, for each cue and word the three probabilities.
        cost: see ``COST``.

    Returns:
        Per window a row of roles for each cue.
    """
    move = np.zeros((3, 3), dtype=np.float32)
    for role, price in ((1, cost["source"]), (2, cost["content"])):
        move[0, role] = move[role, 0] = -price / 2
    move[1, 2] = move[2, 1] = move[0, 1] + move[0, 2]
    count = max(table.shape[1] for table in tables)
    cues = [len(table) for table in tables]
    scores = np.zeros((count, sum(cues), 3), dtype=np.float32)
    ends = np.cumsum(cues)
    for table, end in zip(tables, ends, strict=True):
        scores[: table.shape[1], end - len(table) : end] = np.log(table + 1e-6).swapaxes(0, 1)
    best = scores[0]
    back = np.zeros((count, sum(cues), 3), dtype=np.int8)
    for n in range(1, count):
        paths = best[:, :, None] + move
        back[n] = paths.argmax(axis=1)
        best = paths.max(axis=1) + scores[n]
    state = best.argmax(axis=1)
    roles = np.zeros((sum(cues), count), dtype=np.int8)
    rows = np.arange(sum(cues))
    for n in range(count - 1, -1, -1):
        roles[:, n] = state
        state = back[n, rows, state]
    return [roles[end - len(table) : end, : table.shape[1]] for table, end in zip(tables, ends, strict=True)]


def runs(roles: NDArray[np.int8]) -> Iterator[tuple[int, int, int]]:
    """Word ranges of one role after another, each with its role."""
    bounds = [0, *(np.flatnonzero(roles[1:] != roles[:-1]) + 1).tolist(), len(roles)]
    return ((a, b, int(roles[a])) for a, b in pairwise(bounds))


def candidates(cues: Sequence[tuple[int, int, float]], links: Floats, roles: NDArray[np.int8]) -> list[Candidate]:
    """What each cue of a window says, by whom.

    Args:
        cues: as found.
        links: for each cue and word the three probabilities.
        roles: the decoded roles.
    """
    found = []
    logs = np.log(links + 1e-6)
    for (first, last, probability), rows, log, row in zip(cues, links, logs, roles, strict=True):
        own = row.copy()
        own[first:last] = 0  # a cue is no part of its own source or content
        spans = list(runs(own))
        sources = [(a, b) for a, b, role in spans if role == 1]
        contents = tuple((a, b) for a, b, role in spans if role == 2)
        source = (max(sources, key=lambda s: float((log[s[0] : s[1], 1] - log[s[0] : s[1], 0]).sum())),) if sources else ()
        says = float(np.concatenate([rows[a:b, 2] for a, b in contents]).mean()) if contents else 0.0
        who = float(rows[slice(*source[0]), 1].mean()) if source else float(1 - rows[:, 1].max())
        edge = min((_edge(rows[:, role], a, b) for role, kept in ((1, source), (2, contents)) for a, b in kept), default=0.0)
        found.append(Candidate((first, last), source, contents, probability, who, says, edge))
    return found


def _edge(probabilities: Floats, first: int, last: int) -> float:
    """The least certain of a range's two ends, of which either word inside is in the role and the word outside is not."""
    outside = [float(1 - probabilities[n]) for n in (first - 1, last) if 0 <= n < len(probabilities)]
    return min(float(probabilities[first]), float(probabilities[last - 1]), *outside)
