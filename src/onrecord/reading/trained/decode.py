"""From probabilities to attributions: cues, then for each cue its source and content."""

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from statistics import fmean
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


def decode_roles(links: Floats, cost: Mapping[str, float] = COST) -> NDArray[np.int8]:
    """The likeliest roles of every word for each cue (neither, source, content), by Viterbi's algorithm where there is a doubt.

    Another role of one word costs at most two changes of role, so a word whose likeliest role is better than the next by more
    than that has it on the best path of all. Between such words the rest is decided stretch by stretch.

    Args:
        links: for each cue and word the three probabilities.
        cost: see ``COST``.

    Returns:
        A row of roles for each cue.
    """
    change = (0.0, cost["source"] / 2, cost["content"] / 2)
    logs = np.log(links + 1e-6)
    roles: NDArray[np.int8] = logs.argmax(axis=2).astype(np.int8)
    _, second, first = np.moveaxis(np.sort(logs, axis=2), 2, 0)
    cues, words = np.nonzero(first - second <= 2 * (change[1] + change[2]))
    # a stretch ends where the cue or a word between changes
    starts = [0, *(np.flatnonzero((np.diff(cues) != 0) | (np.diff(words) != 1)) + 1).tolist(), len(words)]
    for a, b in pairwise(starts):
        if a < b:
            cue, begin, end = int(cues[a]), int(words[a]), int(words[b - 1]) + 1
            row = roles[cue]
            before, after = (int(row[n]) if 0 <= n < len(row) else None for n in (begin - 1, end))
            row[begin:end] = _best_path(logs[cue, begin:end].tolist(), before, after, change)
    return roles


def _best_path(scores: Sequence[Sequence[float]], before: int | None, after: int | None, change: Sequence[float]) -> list[int]:
    """The roles of one stretch of words between two whose roles are known; None is an end of the window.

    Args:
        scores: log probabilities, three a word.
        before: role of the word before.
        after: role of the word behind.
        change: what it costs to begin or to end a stretch of each role.
    """
    roles = range(len(change))
    moves = [[0.0 if one == other else -change[one] - change[other] for one in roles] for other in roles]

    def likeliest(to: int) -> int:
        ways = [so_far + move for so_far, move in zip(best, moves[to], strict=True)]
        return ways.index(max(ways))

    best = [score + (moves[before][role] if before is not None else 0.0) for role, score in enumerate(scores[0])]
    came: list[list[int]] = []
    for word in scores[1:]:
        step = [likeliest(role) for role in roles]
        best = [best[one] + moves[role][one] + word[role] for role, one in enumerate(step)]
        came.append(step)
    role = likeliest(after) if after is not None else best.index(max(best))
    path = [role]
    for step in reversed(came):
        path.append(step[path[-1]])
    return path[::-1]


def runs(roles: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Word ranges of one role after another, each with its role."""
    first = 0
    for role, group in groupby(roles):
        last = first + len(list(group))
        yield first, last, role
        first = last


def candidates(cues: Sequence[tuple[int, int, float]], links: Floats, roles: NDArray[np.int8]) -> list[Candidate]:
    """What each cue of a window says, by whom.

    Args:
        cues: as found.
        links: for each cue and word the three probabilities.
        roles: the decoded roles.
    """
    found = []
    for (first, last, probability), table, row in zip(cues, links, roles.tolist(), strict=True):
        neither, source_of, content_of = table.T.tolist()
        row[first:last] = [0] * (last - first)  # a cue is no part of its own source or content
        spans = list(runs(row))
        sources = [(a, b) for a, b, role in spans if role == 1]
        contents = tuple((a, b) for a, b, role in spans if role == 2)
        if len(sources) > 1:
            sources = [max(sources, key=lambda s: _odds(source_of[s[0] : s[1]], neither[s[0] : s[1]]))]
        said = [content_of[n] for a, b in contents for n in range(a, b)]
        by = [source_of[n] for a, b in sources for n in range(a, b)]
        edges = [(source_of, *span) for span in sources] + [(content_of, *span) for span in contents]
        found.append(
            Candidate(
                cue=(first, last),
                source=tuple(sources),
                content=contents,
                cue_probability=probability,
                source_probability=fmean(by) if by else 1 - max(source_of),
                content_probability=fmean(said) if said else 0.0,
                edge_probability=min((_edge(*edge) for edge in edges), default=0.0),
            )
        )
    return found


def _odds(source: Sequence[float], neither: Sequence[float]) -> float:
    """Log odds of some words being the source rather than nothing."""
    return sum(math.log((one + 1e-6) / (other + 1e-6)) for one, other in zip(source, neither, strict=True))


def _edge(probabilities: Sequence[float], first: int, last: int) -> float:
    """The least certain of a range's two ends, of which either word inside is in the role and the word outside is not."""
    outside = [1 - probabilities[n] for n in (first - 1, last) if 0 <= n < len(probabilities)]
    return min(probabilities[first], probabilities[last - 1], *outside)
