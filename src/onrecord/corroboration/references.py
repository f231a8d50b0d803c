"""Which figures of a report can be set beside which reference series.

A figure is set beside a series when measure, place and group agree and it is a running total. *Place*: the same place by name, or,
where the figure names none, a group or a source that names the series' group or place ("31,184 Keshans", "Kesh's health
ministry says"). *Group*: the same people or an unspecific word ("people"); a part of them ("children", "fighters") never.
*Running total*: scope cumulative, or a period that has no later beginning than the series' first month. A figure whose scope was
read otherwise is eligible only when its size fits nothing but the series: it counts the series' own place, no named incident holds
it, and it is more than the largest change between two points of the series (twice that, when its words do not name the series'
group), so that it cannot be one event's toll.
Parts of a total, superseded counts, repetitions and vague words ("hundreds") are left out.
"""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.corroboration.context import Context
from onrecord.corroboration.dating import Dating, SeriesClock
from onrecord.corroboration.groups import counts_group, names_group, same_place
from onrecord.corroboration.names import folded, position_in
from onrecord.corroboration.numbers import range_of, same_number
from onrecord.records import Figure, ReferenceSeries

_VAGUE = re.compile(r"\b(?:dozens|scores|hundreds|thousands|millions|several|handful|few|many)\b", re.IGNORECASE)
_PERIOD_START_DAYS = 31
"""A period that begins this many days after the series' first point still counts what the series counts."""
_BEYOND_ONE_EVENT = 2.0
"""Times the largest change between two points; a margin for people whom the words do not name."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Figures of one report that share a stated day, beside the series of one source, group and place."""

    clock: SeriesClock
    figures: tuple[Figure, ...]
    stated_day: str
    dating: Dating
    by_as_of: bool
    """Whether the text itself says as of when it counted; otherwise the stated day is the report's."""

    @property
    def series(self) -> tuple[ReferenceSeries, ...]:
        """The series used, in order of measure."""
        used = {figure.measure for figure in self.figures}
        return tuple(one for measure, one in sorted(self.clock.series.items()) if measure in used)


def comparisons(context: Context) -> tuple[Comparison, ...]:
    """Every set of figures that can be dated against a series, in order of series and stated day."""
    found: list[Comparison] = []
    for bundle in _bundles(context.references):
        clock = SeriesClock(bundle)
        by_day: dict[tuple[str, bool], list[Figure]] = {}
        for figure in context.reading.figures:
            series = bundle.get(figure.measure)
            day = figure.as_of or context.published
            if series and day and _eligible(context, figure, clock):
                by_day.setdefault((day, figure.as_of is not None), []).append(figure)
        for (day, by_as_of), figures in sorted(by_day.items()):
            for group in _consistent(context, figures):
                found += _compared(clock, group, day, by_as_of)
    return tuple(found)


def _compared(clock: SeriesClock, figures: list[Figure], day: str, by_as_of: bool) -> list[Comparison]:
    """The figures dated together; where no day fits them together, each measure by itself."""
    dating = clock.date(figures, day)
    measures = list(dict.fromkeys(figure.measure for figure in figures))
    if dating is None:
        return []
    if dating.belongs_somewhere or len(measures) == 1:
        return [Comparison(clock, tuple(figures), day, dating, by_as_of)]
    return [
        compared
        for measure in measures
        for compared in _compared(clock, [figure for figure in figures if figure.measure == measure], day, by_as_of)
    ]


def _bundles(references: Sequence[ReferenceSeries]) -> list[dict[str, ReferenceSeries]]:
    """Series of one origin, source, group and place, by measure."""
    bundles: dict[tuple[str, str, str, str], dict[str, ReferenceSeries]] = {}
    for series in references:
        if series.points:
            key = (series.source, series.place, series.group, series.origin)
            bundles.setdefault(key, {}).setdefault(series.measure, series)
    return [bundle for _, bundle in sorted(bundles.items())]


def _consistent(context: Context, figures: list[Figure]) -> list[list[Figure]]:
    """Figures that can be dated together; where totals of one measure differ, each voice and statement by itself."""
    at_odds = any(
        one.measure == other.measure and not same_number(range_of(one), range_of(other))
        for position, one in enumerate(figures)
        for other in figures[position + 1 :]
    )
    if not at_odds:
        return [figures]
    apart: dict[tuple[tuple[str, ...], str | None], list[Figure]] = {}
    for figure in figures:
        voice = context.figure_voice(figure)
        apart.setdefault((voice.key if voice else (), figure.statement), []).append(figure)
    return list(apart.values())


def _eligible(context: Context, figure: Figure, clock: SeriesClock) -> bool:
    series = clock.series[figure.measure]
    if (
        figure.subset_of
        or figure.superseded
        or figure.duplicate_of
        or (_VAGUE.search(figure.phrase) and not re.search(r"\d", figure.phrase))
    ):
        return False
    if not counts_group(figure.group, series.group) or not _of_its_place(context, figure, series):
        return False
    if figure.scope == "cumulative":
        return True
    if figure.scope == "period":
        return _begins_with(figure, series)
    return _too_large_for_an_event(context, figure, clock)


def _of_its_place(context: Context, figure: Figure, series: ReferenceSeries) -> bool:
    if figure.place:
        return same_place(figure.place, series.place)
    over = [said for said in context.statements if any(start <= figure.start < end for start, end in said.content)]
    voices = [context.figure_voice(figure), *(context.statement_voice(said) for said in over)]  # "the ministry said, as the agency writes"
    spelling = tuple(word for word in folded(series.place) if word not in {"strip", "region"})
    phrases = [phrase for voice in voices if voice is not None for phrase in voice.phrases]
    spoken_there = any(position_in(spelling, folded(phrase)) is not None for phrase in phrases)
    return spoken_there or names_group(figure.group, series.group)


def _begins_with(figure: Figure, series: ReferenceSeries) -> bool:
    if not figure.since:
        return False
    first = datetime.date.fromisoformat(series.points[0].date[:10])
    return (datetime.date.fromisoformat(figure.since[:10]) - first).days <= _PERIOD_START_DAYS


def _too_large_for_an_event(context: Context, figure: Figure, clock: SeriesClock) -> bool:
    if not figure.place or any(incident.date or incident.place != figure.place for incident in context.incidents_of(figure)):
        return False
    margin = 1.0 if names_group(figure.group, clock.series[figure.measure].group) else _BEYOND_ONE_EVENT
    return range_of(figure).point > margin * clock.largest_step(figure.measure)
