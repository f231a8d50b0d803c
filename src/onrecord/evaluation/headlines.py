"""What the headlines about one event say together, against what people coded of it: low, best and high of those killed.

Rows are those of ``data/victims/ucdp_ged_*.jsonl.gz`` (UCDP Candidate Events Dataset): each event with its ``sources`` (outlet, date,
headline) and one figure (``min``, ``best``, ``max``). The coders knew the whole reports; what no headline tells, nobody can read
there. ``best_is_stated`` marks events whose best estimate stands as a number in a headline.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord import flow, intake
from onrecord.errors import BadInput, NotRead
from onrecord.evaluation import counts
from onrecord.evaluation.labelled import Row, Rows
from onrecord.evaluation.rates import share
from onrecord.records import Document, Figure, Issue, Reading
from onrecord.settings import Settings

MEASURE = "killed"


@dataclass(frozen=True)
class Told:
    """What the reports of an event say of one measure: the range, and one number in it."""

    low: int
    best: int
    high: int


Together = Callable[[Sequence[Reading]], Told | None]
"""From the readings of an event's reports to what they say together; None where none gives a number."""


def total_of(figures: Iterable[Figure], measure: str = MEASURE) -> tuple[int, int] | None:
    """The least and the greatest number that one report gives: its figures added, without parts, corrections and repetitions.

    A part counts where its whole is of another measure ("shot two, killing one"). An open end is the other end: "more than 20" is 20 to
    20. None where the report has no figure of the measure.
    """
    told = [figure for figure in figures if figure.measure == measure]
    own = {figure.id for figure in told}
    counted = [f for f in told if f.subset_of not in own and not f.superseded and f.duplicate_of not in own]
    bounds = [(f.min if f.min is not None else f.max or 0, f.max if f.max is not None else f.min or 0) for f in counted]
    return (sum(low for low, _ in bounds), sum(high for _, high in bounds)) if bounds else None


def together(readings: Sequence[Reading]) -> Told | None:
    """From the least to the greatest number that any report gives; the best is the one that most give, of several the greatest."""
    totals = [total for reading in readings if (total := total_of(reading.figures)) is not None]
    if not totals:
        return None
    often = Counter(low for low, _ in totals)
    best = max(often, key=lambda number: (often[number], number))
    return Told(low=min(low for low, _ in totals), best=best, high=max(high for _, high in totals))


def documents_of(identifier: str, row: Row, settings: Settings) -> Iterator[Document]:
    """Each headline of an event as a report with its outlet and date.

    Raises:
        BadInput: the row has no list of sources with headlines.
    """
    for number, source in enumerate(_sources(identifier, row), 1):
        name = f"{identifier}/{number}"
        date, outlet = source.get("date"), source.get("outlet")
        document = intake.document_of(name, source["headline"], where=name, limits=settings.limits, date=date, outlet=outlet)
        if isinstance(document, Issue):
            raise BadInput(f"{document.where}: {document.message}")
        yield document


def _sources(identifier: str, row: Row) -> list[dict[str, Any]]:
    sources = row.get("sources")
    if not isinstance(sources, list) or not all(isinstance(one, dict) and isinstance(one.get("headline"), str) for one in sources):
        raise BadInput(f"event {identifier!r}: there is no list of sources with headlines", hint="give the rows of data/victims/ucdp_ged")
    return sources


def readings_of(identifier: str, row: Row, settings: Settings) -> list[Reading]:
    """A reading of each headline; one that could not be read says nothing."""
    readings = []
    for document in documents_of(identifier, row, settings):
        try:
            readings.append(flow.read_document(document, settings=settings))
        except NotRead as failure:
            readings.append(Reading(id=document.id, text=document.text, issues=(flow.not_read(document, failure),)))
    return readings


def as_prediction(identifier: str, told: Told | None) -> Row:
    """A row as ``evaluate --measure counts`` and score_counts.py take it, with the range beside the count."""
    if told is None:
        return {"id": identifier, "counts": {MEASURE: 0}, "range": None}
    return {"id": identifier, "counts": {MEASURE: told.best}, "range": [told.low, told.high]}


def score(gold: Rows, told: Mapping[str, Told | None]) -> dict[str, Any]:
    """How well events are told.

    Args:
        gold: events with their coded figure.
        told: what the headlines say together, by event.

    Returns:
        ``all`` and ``stated`` (events whose best estimate stands in a headline): ``n``; ``with_number`` (some headline gave a
        number); ``best_in_range``; ``low``, ``high`` and ``both`` (the coded bound is the bound of the range); an event without
        any number has the range 0 to 0. ``counts`` for both: the measures of ``evaluate --measure counts``.
    """
    predicted = {identifier: as_prediction(identifier, one) for identifier, one in told.items()}
    parts: dict[str, Any] = {}
    for name, stated in (("all", False), ("stated", True)):
        events = [i for i, row in gold.items() if i in told and (row.get("best_is_stated") or not stated)]
        ranges = [((told[i] or Told(0, 0, 0)), coded_of(gold[i])) for i in events]
        parts[name] = {
            "n": len(events),
            "with_number": share(sum(told[i] is not None for i in events), len(events)),
            "best_in_range": share(sum(t.low <= c.best <= t.high for t, c in ranges), len(events)),
            "low": share(sum(t.low == c.low for t, c in ranges), len(events)),
            "high": share(sum(t.high == c.high for t, c in ranges), len(events)),
            "both": share(sum((t.low, t.high) == (c.low, c.high) for t, c in ranges), len(events)),
            "counts": counts.score({i: gold[i] for i in events}, predicted, measure=MEASURE, stated_only=stated),
        }
    return parts


def coded_of(row: Row) -> Told:
    """What people coded of an event."""
    figure = next(f for f in row["figures"] if f["measure"] == MEASURE)
    return Told(low=figure["min"], best=figure["best"], high=figure["max"])
