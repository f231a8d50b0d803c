"""How well one count per report and measure is read: how many killed, detained … does this report give?"""

import statistics
from collections.abc import Iterator
from typing import Any, Literal

from onrecord.evaluation.labelled import Row, Rows
from onrecord.evaluation.rates import share

Reduction = Literal["sum", "max", "top"]
"""How figures become one number: all added, the largest, or those added that repeat or refine no other figure."""


def score(
    gold: Rows, predicted: Rows, *, measure: str = "killed", reduction: Reduction = "sum", stated_only: bool = False
) -> dict[str, Any]:
    """Shares of reports whose count is right, and how far off the others are.

    Args:
        gold: rows with ``figures`` that hold a ``measure`` and its reference value in ``best`` or else ``min``.
        predicted: rows with ``counts`` {measure: number} or ``figures``.
        measure: the measure to count.
        reduction: how a prediction's figures become one number.
        stated_only: only rows marked ``best_is_stated``.

    Returns:
        ``exact`` and ``exact_positive`` (references above zero), ``within_one``, mean and median relative error
        |p-g| / max(g, 1), F1 of zero against non-zero, and the share of predictions between ``min`` and ``max``.
    """
    cases = list(_cases(gold, predicted, measure, reduction, stated_only))
    positive = [(reference, count) for _, reference, count, _ in cases if reference > 0]
    bounded = [low <= count <= high for _, _, count, (low, high) in cases if low is not None and high is not None]
    errors = [abs(count - reference) / max(reference, 1) for _, reference, count, _ in cases]
    return {
        "n": len(cases),
        "exact": share(sum(count == reference for _, reference, count, _ in cases), len(cases)),
        "n_positive": len(positive),
        "exact_positive": share(sum(count == reference for reference, count in positive), len(positive)),
        "within_one": share(sum(abs(count - reference) <= 1 for _, reference, count, _ in cases), len(cases)),
        "relative_error_mean": statistics.mean(errors) if errors else None,
        "relative_error_median": statistics.median(errors) if errors else None,
        "nonzero_f1": _nonzero_f1([(reference, count) for _, reference, count, _ in cases]),
        "inside_low_high": share(sum(bounded), len(bounded)),
    }


Case = tuple[str, int, int, tuple[int | None, int | None]]
"""Report id, reference value, predicted value, and the bounds of the reference."""


def _cases(gold: Rows, predicted: Rows, measure: str, reduction: Reduction, stated_only: bool) -> Iterator[Case]:
    for identifier, row in gold.items():
        if stated_only and not row.get("best_is_stated"):
            continue
        figure = next((f for f in row.get("figures") or [] if f.get("measure") == measure), None)
        reference = None if figure is None else figure["best"] if figure.get("best") is not None else figure.get("min")
        if figure is None or reference is None:
            continue
        yield identifier, reference, counted(predicted.get(identifier, {}), measure, reduction), (figure.get("min"), figure.get("max"))


def counted(row: Row, measure: str, reduction: Reduction) -> int:
    """One number for a predicted row: its lower bounds (upper ones where those are open), reduced; 0 without any."""
    if row.get("counts") is not None:
        return int(row["counts"].get(measure) or 0)
    figures = [f for f in row.get("figures") or [] if f.get("measure") == measure]
    if reduction == "top":
        figures = [f for f in figures if not (f.get("subset_of") or f.get("superseded") or f.get("duplicate_of"))]
    values = [f["min"] if f.get("min") is not None else f.get("max") or 0 for f in figures]
    if not values:
        return 0
    return int(max(values) if reduction == "max" else sum(values))


def _nonzero_f1(pairs: list[tuple[int, int]]) -> float:
    right = sum(reference > 0 and count > 0 for reference, count in pairs)
    spurious = sum(reference == 0 and count > 0 for reference, count in pairs)
    missed = sum(reference > 0 and count == 0 for reference, count in pairs)
    return 2 * right / (2 * right + spurious + missed) if right else 0.0


def errors(
    gold: Rows, predicted: Rows, *, measure: str = "killed", reduction: Reduction = "sum", stated_only: bool = False
) -> Iterator[tuple[str, ...]]:
    """Reports whose count is not exact: id, reference and prediction."""
    for identifier, reference, count, _ in _cases(gold, predicted, measure, reduction, stated_only):
        if count != reference:
            yield identifier, f"{measure}: labelled {reference}", f"read {count}"
