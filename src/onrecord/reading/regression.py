"""A logistic regression at run time: a page of numbers, no library."""

import math
from collections.abc import Sequence

import msgspec


class Regression(msgspec.Struct, frozen=True):
    """One logistic regression over standardised features; the last weight is the constant."""

    mean: tuple[float, ...]
    scale: tuple[float, ...]
    weights: tuple[float, ...]

    def probability(self, row: Sequence[float]) -> float:
        """How likely what has these features is so."""
        *weights, constant = self.weights
        z = constant + math.fsum((v - m) / s * w for v, m, s, w in zip(row, self.mean, self.scale, weights, strict=True))
        return 1 / (1 + math.exp(-max(min(z, 30.0), -30.0)))
