"""Fit the reconciler: how likely each reading is right, given what both readers say.

Three logistic regressions (found by the trained reader alone, by the rules alone, by both), L2-regularised, Newton's method – no library
needed at run time, the weights are a page of JSON.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.evaluation.tokens import LaidStatement, TokenGrid, content_similarity, sources_agree
from onrecord.reading.page import Page
from onrecord.reading.reconciled.features import NAMES, features, kind_of
from onrecord.reading.reconciled.pairs import Pair, in_tokens, pair_up
from onrecord.reading.rules import RuleReader
from onrecord.reading.trained.reader import TrainedReader

RIDGE = 1.0


def spans_of(page: Page, ranges) -> list[list[int]]:
    """Token ranges as spans."""
    return [list(page.span(first, last)) for first, last in ranges]


def statement_of(page: Page, pair: Pair, choose=None) -> dict[str, Any]:
    """The pair as one statement; ``choose`` says for each role whose spans are taken."""
    roles = {}
    for role in ("source", "cue", "content"):
        whose = (choose or {}).get(role, "trained")
        reading = pair.rules if pair.trained is None or (whose == "rules" and pair.rules is not None) else pair.trained
        ranges = getattr(reading, role)
        roles[role] = spans_of(page, (ranges,) if ranges and isinstance(ranges[0], int) else ranges)
    return roles


def read_pairs(row: dict[str, Any], trained: TrainedReader, rules: RuleReader):
    """Page, pairs and their features."""
    page = Page.of(row["text"])
    found, tags = trained.read(page)
    found = [c for c in found if c.content]
    pairs = pair_up(found, [r for r in (in_tokens(page, a) for a in rules.attributions(page)) if r.content])
    return page, pairs, [features(page, pair, found, tags) for pair in pairs]


def rightness(row: dict[str, Any], statements: Sequence[dict[str, Any]]) -> list[bool]:
    """Whether each statement answers a labelled one (contents alike, sources agree)."""
    grid = TokenGrid(row["text"])
    given = row["attributions"] if "attributions" in row else [s for s in row["statements"] if s["voice"] != "publisher"]
    gold = [LaidStatement(grid, one, "labelled") for one in given]
    laid = [LaidStatement(grid, one, "found") for one in statements]
    return [any(content_similarity(g, s) >= 0.5 and sources_agree(g, s) for g in gold) for s in laid]


def fit(rows: Sequence[Sequence[float]], right: Sequence[bool], weight: Sequence[float] | None = None) -> dict[str, Any]:
    """Mean, scale and weights of a logistic regression; the last weight is the constant."""
    x = np.array(rows)
    y = np.array(right, dtype=float)
    mean, scale = x.mean(axis=0), x.std(axis=0)
    scale[scale < 1e-6] = 1
    z = np.c_[(x - mean) / scale, np.ones(len(x))]
    w = np.zeros(z.shape[1])
    s = np.ones(len(x)) if weight is None else np.array(weight)
    penalty = np.r_[np.full(z.shape[1] - 1, RIDGE), 0]
    for _ in range(30):
        p = 1 / (1 + np.exp(-z @ w))
        gradient = z.T @ (s * (p - y)) + penalty * w
        hessian = (z * (s * p * (1 - p))[:, None]).T @ z + np.diag(penalty + 1e-9)
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-6:
            break
    return {"mean": [round(float(v), 6) for v in mean], "scale": [round(float(v), 6) for v in scale], "weights": [round(float(v), 6) for v in w]}


def probability(model: dict[str, Any], row: Sequence[float]) -> float:
    """How likely right."""
    z = sum((v - m) / s * w for v, m, s, w in zip(row, model["mean"], model["scale"], model["weights"][:-1], strict=True))
    return float(1 / (1 + np.exp(-(z + model["weights"][-1]))))
