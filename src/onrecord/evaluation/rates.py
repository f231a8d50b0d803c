"""Precision, recall and their harmonic mean, in the few shapes in which the measures report them."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


def harmonic_mean(precision: float, recall: float) -> float:
    """F1; 0 when both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def share(part: int, whole: int) -> float | None:
    """Part of a whole, or None when there is nothing to share."""
    return part / whole if whole else None


def rounded_row(precision: float, recall: float, **more: int) -> dict[str, Any]:
    """``p``, ``r`` and ``f1`` to four places (F1 from the unrounded two), then counts."""
    return {"p": round(precision, 4), "r": round(recall, 4), "f1": round(harmonic_mean(precision, recall), 4), **more}


@dataclass
class Hits:
    """True positives, false positives and false negatives of one measure."""

    right: int = 0
    spurious: int = 0
    missed: int = 0

    def row(self) -> dict[str, Any]:
        """Rates to four places, and the counts."""
        precision = self.right / (self.right + self.spurious) if self.right + self.spurious else 0.0
        recall = self.right / (self.right + self.missed) if self.right + self.missed else 0.0
        return {
            "precision": round(precision, 4),
            "recall": round(recall, 4),
            "f1": round(harmonic_mean(precision, recall), 4),
            "tp": self.right,
            "fp": self.spurious,
            "fn": self.missed,
        }


@dataclass
class Tally:
    """Everything counted over a set of reports: additive counts, shares of right answers, confusions and errors."""

    counts: Counter[str] = field(default_factory=Counter)
    answers: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    """For each attribute, how many were right and how many there were."""
    confusions: Counter[str] = field(default_factory=Counter)
    errors: list[tuple[str, ...]] = field(default_factory=list)
    """Report id, what went wrong, and the words or records concerned."""

    def answer(self, attribute: str, right: object) -> None:
        """Count one answer, right or wrong."""
        self.answers[attribute][0] += bool(right)
        self.answers[attribute][1] += 1

    def accuracy(self, attribute: str) -> dict[str, Any]:
        """Share of right answers to four places (None without any), and how many there were."""
        right, count = self.answers.get(attribute, (0, 0))
        return {"accuracy": round(right / count, 4) if count else None, "n": count}

    def wrong(self, attribute: str) -> dict[str, Any]:
        """Share of wrong answers to four places (None without any), how many were wrong and how many there were."""
        right, count = self.answers.get(attribute, (0, 0))
        return {"share": round((count - right) / count, 4) if count else None, "wrong": count - right, "n": count}

    def rates(self, name: str) -> dict[str, Any]:
        """Row of a one-to-one measure from ``name.tp``, ``name.gold`` and ``name.pred``."""
        right, labelled, predicted = (self.counts[f"{name}.{part}"] for part in ("tp", "gold", "pred"))
        precision = right / predicted if predicted else 0.0
        recall = right / labelled if labelled else 0.0
        return rounded_row(precision, recall, gold=labelled, pred=predicted, tp=right)

    def two_sided_rates(self, name: str) -> dict[str, Any]:
        """Row of a measure whose hits are counted apart on each side (one finding may answer several)."""
        labelled, found = self.counts[f"{name}.gold"], self.counts[f"{name}.gold_hit"]
        predicted, right = self.counts[f"{name}.pred"], self.counts[f"{name}.pred_hit"]
        precision = right / predicted if predicted else 0.0
        recall = found / labelled if labelled else 0.0
        return rounded_row(precision, recall, gold=labelled, gold_found=found, pred=predicted, pred_right=right)


def unrounded_rates(counts: Mapping[str, int], name: str) -> dict[str, Any]:
    """Rates of a one-to-one measure in full precision, for resampling."""
    right, labelled, predicted = (counts.get(f"{name}.{part}", 0) for part in ("tp", "gold", "pred"))
    precision = right / predicted if predicted else 0.0
    recall = right / labelled if labelled else 0.0
    return {
        "p": precision,
        "r": recall,
        "f1": harmonic_mean(precision, recall),
        "tp": right,
        "gold": labelled,
        "pred": predicted,
    }
