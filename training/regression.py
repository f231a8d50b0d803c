"""A logistic regression over standardised features, L2-regularised, by Newton's method: what ``reading.regression`` runs."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from onrecord.reading.regression import Regression

STEPS = 60
"""Of Newton's method, at most; a handful does."""


def fitted(
    rows: Sequence[Sequence[float]], right: Sequence[bool], *, ridge: float, digits: int, weights: Sequence[float] | None = None
) -> Regression:
    """The regression of the features of things on whether they are so.

    Args:
        rows: the features, a row a thing.
        right: whether each is so.
        ridge: the penalty on each weight but the constant's.
        digits: decimals that are kept.
        weights: how often each counts; once unless given.
    """
    x, y = np.array(rows), np.array(right, dtype=float)
    s = np.ones(len(x)) if weights is None else np.array(weights)
    mean, scale = x.mean(axis=0), x.std(axis=0)
    scale[scale < 1e-6] = 1
    z = np.c_[(x - mean) / scale, np.ones(len(x))]
    w = np.zeros(z.shape[1])
    penalty = np.r_[np.full(z.shape[1] - 1, ridge), 0]
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-z @ w))
        step = np.linalg.solve((z * (s * p * (1 - p))[:, None]).T @ z + np.diag(penalty + 1e-9), z.T @ (s * (p - y)) + penalty * w)
        w -= step
        if np.abs(step).max() < 1e-7:
            break

    def rounded(values: Any) -> tuple[float, ...]:
        return tuple(round(float(value), digits) for value in values)

    return Regression(rounded(mean), rounded(scale), rounded(w))
