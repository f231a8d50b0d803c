"""What was found in an archive as lines for people, at most 80 columns wide."""

from collections.abc import Iterator, Mapping
from typing import Any

from onrecord.evaluation.tables import percent

_NAME = 25
_HEAD = f"{'':<{_NAME}} {'P':>6} {'R':>6} {'F1':>6} {'labelled':>9} {'noticed':>8} {'again':>6}"
_RATES = ("precision", "recall", "f1")


def archive_lines(metrics: Mapping[str, Any]) -> Iterator[str]:
    """The measures of ``scoring.score``: percentages, and counts beside them."""
    findings, near = metrics["findings"], metrics["near_misses"]
    yield f"reports {metrics['reports']}"
    yield _HEAD
    for rule, row in findings["by_rule"].items():
        yield _row(rule, row)
    yield _row("all findings", findings["micro"])
    yield f"{'mean of the rules':<{_NAME}} " + _rates(findings["macro"])
    yield f"near misses raised: {near['raised']} of {near['n']}"
    if metrics["other_rules"]:
        told = (f"{rule} {count}" for rule, count in metrics["other_rules"].items())
        yield f"not measured here: {', '.join(told)}"
    for name, row in metrics.get("layers", {}).items():
        yield from _LAYERS[name](row)


def _rates(row: Mapping[str, Any]) -> str:
    return " ".join(f"{percent(row[name]):>6}" for name in _RATES)


def _row(name: str, row: Mapping[str, Any]) -> str:
    labelled, noticed = row["tp"] + row["fn"], row["tp"] + row["fp"]
    again = f"{row['again']:>6}" if "again" in row else ""
    return f"{name:<{_NAME}} {_rates(row)} {labelled:>9,} {noticed:>8,} {again}".rstrip()


def _claims(row: Mapping[str, Any]) -> Iterator[str]:
    yield _row("claims, pairwise", row["pairwise"])
    yield f"{'claims, B cubed':<{_NAME}} {_rates(row['b_cubed'])}"
    yield f"  statements of figure claims found: {percent(row['found'])} of {row['n']}"


def _roots(row: Mapping[str, Any]) -> Iterator[str]:
    yield _row("root sources, pairwise", row["pairwise"])
    yield f"{'root sources, B cubed':<{_NAME}} {_rates(row['b_cubed'])}"
    without = row["without_source"]
    yield f"  of {row['n']} statements; told without a source, of those that have none: {percent(without['accuracy'])} of {without['n']}"


def _copies(row: Mapping[str, Any]) -> Iterator[str]:
    yield _row("copies", row)


_LAYERS = {"claims": _claims, "roots": _roots, "copies": _copies}
