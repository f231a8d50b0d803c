"""The people killed in one incident of one report, as its sources give them, for formats with a least, a best and a greatest number.

Nothing is added and nothing is chosen. Only figures of this one event count: not running totals or periods, not counts that the text itself
corrects, not the same toll told again. The least number is the lowest that a source gives as its least, the greatest the highest that one
gives as its greatest; where a source leaves that end open, so does the toll. Where one source counts several groups apart, a toll of the
event would be their sum, which nobody stated: there is none then.
"""

from collections.abc import Iterable
from typing import NamedTuple

from onrecord.export.tables.material import ITSELF, Material
from onrecord.records import Figure, Incident

BEST = "best estimate"
"""The word of an assessment by which people say that a figure is the one to go by."""


class Toll(NamedTuple):
    """What is stated of the people killed in an incident."""

    low: int | None = None
    best: int | None = None
    high: int | None = None
    low_according_to: str | None = None
    high_according_to: str | None = None
    best_according_to: str | None = None
    """Who gives the best number: the one source, or the persons who agreed on it."""
    civilians: int | None = None
    """Civilians among them, where one named source alone gives an exact number."""
    stated: tuple[str, ...] = ()
    """Every figure, as "at least 14 – the mayor (claimed)"; parts of another are marked."""


def toll_of(material: Material, incident: Incident) -> Toll:
    """The toll of one incident of a report."""
    killed = [figure for figure in material.reading.figures if figure.id in incident.figures and _counts(figure)]
    whole = [figure for figure in killed if figure.subset_of is None]
    stated = tuple(_told(material, figure) for figure in killed)
    best, chosen_by = _best(material, whole)
    civilians = _one_source(material, [figure for figure in killed if figure.civil_status == "civilian"])
    toll = Toll(best=best, best_according_to=chosen_by, civilians=_exact(civilians), stated=stated)
    if not whole or len({material.source_of(figure) for figure in whole}) < len(whole):
        return toll
    least = [figure.min for figure in whole if figure.min is not None]
    greatest = [figure.max for figure in whole if figure.max is not None]
    if len(least) == len(whole):
        low = min(least)
        toll = toll._replace(low=low, low_according_to=_sources(material, (figure for figure in whole if figure.min == low)))
    if len(greatest) == len(whole):
        high = max(greatest)
        toll = toll._replace(high=high, high_according_to=_sources(material, (figure for figure in whole if figure.max == high)))
    return toll


def _counts(figure: Figure) -> bool:
    return figure.measure == "killed" and figure.scope == "incident" and not figure.superseded and not figure.duplicate_of


def _best(material: Material, whole: list[Figure]) -> tuple[int | None, str | None]:
    """The number to go by: of the one figure that people agreed on as such, else of the one named source that gives a number."""
    agreed = {figure.id: one for figure in material.reading.figures for one in material.assessed(figure.id) if one.word.casefold() == BEST}
    chosen = [figure for figure in whole if figure.id in agreed]
    if len(chosen) == 1:
        return _exact(chosen[0]), f"assessment: {agreed[chosen[0].id].told}" if _exact(chosen[0]) is not None else None
    alone = _one_source(material, whole) if not chosen else None
    number = _exact(alone)
    return number, material.source_of(alone) if alone is not None and number is not None else None


def _one_source(material: Material, figures: list[Figure]) -> Figure | None:
    """The figure, where there is one and a named source gives it."""
    return figures[0] if len(figures) == 1 and material.source_of(figures[0]) else None


def _exact(figure: Figure | None) -> int | None:
    """The number of a figure that gives one outright."""
    return figure.min if figure is not None and figure.min == figure.max and not figure.approx else None


def _sources(material: Material, figures: Iterable[Figure]) -> str:
    return ", ".join(dict.fromkeys(material.source_of(figure) or ITSELF for figure in figures))


def _told(material: Material, figure: Figure) -> str:
    part = f", part of {figure.subset_of}" if figure.subset_of else ""
    group = f" {figure.group}" if figure.group else ""
    return f"{figure.phrase}{group} – {material.source_of(figure) or ITSELF} ({figure.standing}{part})"
