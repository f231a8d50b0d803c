"""The four measures by name, each over a labelled file and predictions, with one shape of answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from onrecord.errors import BadInput, WrongUse
from onrecord.evaluation import attribution, counts, figures, tables
from onrecord.evaluation.labelled import Rows, check_same_reports
from onrecord.evaluation.reading import score as score_readings

MeasureName = Literal["reading", "figures", "counts", "attribution"]
"""What is measured: whole readings, casualty figures, one count a report, or attributed statements."""


@dataclass(frozen=True, kw_only=True)
class Options:
    """What the measures can be told; each uses what concerns it."""

    jaccard: float = 0.5
    """Least agreement of two contents for the same statement (reading, attribution)."""
    bootstrap: int = 0
    """Resamplings for intervals (attribution)."""
    without_spans: bool = False
    """Do not ask where a figure stands (figures)."""
    traps: bool = False
    """Also report by what makes passages hard (figures)."""
    count: str = "killed"
    """The measure to count (counts)."""
    reduction: counts.Reduction = "top"
    """How figures become one count (counts)."""
    stated_only: bool = False
    """Only reports whose reference is stated in the text (counts)."""


@dataclass(frozen=True)
class Scored:
    """What a measure found."""

    metrics: dict[str, Any]
    """As JSON; shares are fractions."""
    lines: tuple[str, ...]
    """The table for people; shares are percentages."""
    errors: tuple[tuple[str, ...], ...]
    """Report id, what went wrong, and the words or records concerned."""


def _reading(gold: Rows, predicted: Rows, options: Options) -> Scored:
    metrics, errors = score_readings(gold, predicted, threshold=options.jaccard)
    return Scored(metrics, tuple(tables.reading_lines(metrics)), tuple(errors))


def _figures(gold: Rows, predicted: Rows, options: Options) -> Scored:
    metrics, errors = figures.score(figures.folded(gold), figures.folded(predicted), without_spans=options.without_spans)
    return Scored(metrics, tuple(tables.figure_lines(metrics, traps=options.traps)), tuple(errors))


def _counts(gold: Rows, predicted: Rows, options: Options) -> Scored:
    kinds: dict[str, Any] = {"measure": options.count, "reduction": options.reduction, "stated_only": options.stated_only}
    metrics = counts.score(gold, predicted, **kinds)
    return Scored(metrics, tuple(tables.count_lines(metrics, options.count)), tuple(counts.errors(gold, predicted, **kinds)))


def _attribution(gold: Rows, predicted: Rows, options: Options) -> Scored:
    metrics = attribution.score(gold, predicted, threshold=options.jaccard, bootstrap=options.bootstrap)
    errors = attribution.errors(gold, predicted, threshold=options.jaccard)
    return Scored(metrics, tuple(tables.attribution_lines(metrics)), tuple(errors))


MEASURES: dict[str, Callable[[Rows, Rows, Options], Scored]] = {
    "reading": _reading,
    "figures": _figures,
    "counts": _counts,
    "attribution": _attribution,
}

_OF_TEXTS = ("reading", "attribution")
"""The measures that compare words of the text."""


def measure_names() -> Sequence[str]:
    """The names ``measure`` knows."""
    return get_args(MeasureName)


def measure(name: str, gold: Rows, predicted: Rows, options: Options | None = None) -> Scored:
    """Score predictions against labels by the measure of a name.

    Raises:
        WrongUse: when there is no measure of that name; the known ones are told.
        BadInput: when the predictions are not about the labelled reports, or a labelled row has no text to lay them on.
    """
    if name not in MEASURES:
        raise WrongUse(f"there is no measure {name!r}", hint=f"known measures: {', '.join(measure_names())}")
    if name in _OF_TEXTS:
        for identifier, row in gold.items():
            if row.get("text") is None:
                raise BadInput(
                    f"report {identifier!r} of the labelled file has no text", hint=f"the measure {name} needs the text of every row"
                )
    if not (len(gold) == 1 and len(predicted) == 1):  # one report each: the ids may differ
        check_same_reports(gold, predicted)
    elif set(gold) != set(predicted):
        predicted = dict(zip(gold, predicted.values(), strict=True))
    return MEASURES[name](gold, predicted, options or Options())
