"""To which day of a reference series do the running totals of a report belong?

Method
------
1. A stated number is read as an interval, by its own rounding: the unit of the last digit that is not zero. "More than 1,400" is
   1,400 to under 1,500 (1,499 whole people), "over 6,000" is 6,000 to under 7,000; "up to 30,000" is the same downwards. An exact
   or approximate number reaches half its unit to either side: 31,184 is 31,183.5 to 31,184.5; 31,000 is 30,500 to 31,500.
2. The distance of a day is the logarithmic distance of the series' value to that interval (0 inside it), summed over the figures.
   A day without a point lies between its neighbours: any value between theirs is allowed, so a gap is never held against a report.
   Before the first and after the last point the nearest point stands in.
3. The best day is the point with the least distance; of several (flat stretches, corrected series), the nearest to the stated day.
4. The tolerance in days is the usual time between two changes of the series, one day at least; the usual step over it is the median
   logarithmic change of the series over that many days, summed over the figures as the distances are.
5. The figures do not fit the stated day when the best day is more than the tolerance away and the stated day is worse by more than
   the usual step. A best day that is itself a quarter off, on average over the figures, is no fit: such figures belong to no day of
   the series (see figure-outside-reference).

Cost: a few passes over the points for each figure; no value is interpolated into the record.
"""

import bisect
import datetime
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from onrecord.corroboration.numbers import rounding_unit
from onrecord.records import Figure, ReferenceSeries

FAR = math.log(1.25)
"""A number a quarter above or below a value is not that value. A choice, not measured: bodies that count the same people seldom differ
by so much on one day, while rounding moves a number by a tenth at most."""
_SAME_DISTANCE = 1e-9
"""Distances closer than this are one: the sums of logarithms of equal numbers differ in their last bits."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Values that a stated number can stand for, in people; ends included."""

    low: float
    high: float

    def distance(self, least: float, most: float) -> float:
        """Logarithmic distance to a value known to lie between ``least`` and ``most``; 0 when they meet."""
        if most < self.low:
            return math.log(self.low) - math.log(max(most, 1.0))
        if least > self.high:
            return math.log(least) - math.log(max(self.high, 1.0))
        return 0.0


@dataclass(frozen=True, slots=True)
class Fit:
    """How well figures fit one day of a series."""

    day: str
    distance: float
    values: dict[str, int]
    """Measure → the series' value as of that day: its last point up to then, or its first."""
    as_of: str
    """The day of the point that gave the values (the earliest of them when measures differ)."""


@dataclass(frozen=True, slots=True)
class Dating:
    """The best day beside the stated one."""

    stated: Fit
    best: Fit
    days_apart: int
    tolerance_days: int
    usual_step: float
    figures: int
    """How many figures the distances are summed over."""

    @property
    def belongs_somewhere(self) -> bool:
        """Whether the best day is a fit at all."""
        return self.best.distance <= FAR * self.figures

    @property
    def does_not_fit(self) -> bool:
        """Whether the finding is raised."""
        return (
            self.belongs_somewhere and self.days_apart > self.tolerance_days and self.stated.distance - self.best.distance > self.usual_step
        )


def interval_of(figure: Figure) -> Interval | None:
    """The values that a figure can stand for when it is dated; None for an empty range or a number below 1."""
    low, high = figure.min, figure.max
    if low is not None and high is not None:
        if low != high:
            return Interval(low, high) if low > 0 else None
        half = rounding_unit(low) / 2
        return Interval(low - half, low + half) if low > 0 else None
    if low is not None:
        return Interval(low, low + rounding_unit(low) - 1) if low > 0 else None
    if high is not None and high > 0:
        return Interval(max(high - rounding_unit(high) + 1, 1), high)
    return None


class SeriesClock:
    """The series of one source, group and place, by measure, ready to be asked for days."""

    def __init__(self, series: Mapping[str, ReferenceSeries]) -> None:
        self.series = dict(series)
        self._days = {
            measure: [datetime.date.fromisoformat(point.date[:10]).toordinal() for point in one.points] for measure, one in series.items()
        }
        self._candidates: dict[tuple[str, ...], list[int]] = {}
        self._logs_at: dict[tuple[str, tuple[str, ...]], list[tuple[float, float]]] = {}
        self._largest: dict[str, int] = {}
        self._steps: dict[tuple[str, int], float] = {}
        self._values = {measure: [max(point.value, 1) for point in one.points] for measure, one in series.items()}

    def date(self, figures: Sequence[Figure], stated_day: str) -> Dating | None:
        """Date figures of measures that the series has.

        Returns:
            None when no figure can be dated or a series has fewer than two points.

        Raises:
            ValueError: when ``stated_day`` is not an ISO day.
        """
        intervals = [(figure.measure, interval) for figure in figures if (interval := interval_of(figure))]
        measures = sorted({measure for measure, _ in intervals})
        if not measures or any(len(self._days.get(measure, ())) < 2 for measure in measures):
            return None
        stated = datetime.date.fromisoformat(stated_day[:10]).toordinal()
        candidates = self._common_days(tuple(measures))
        if not candidates:
            return None
        distances = self._distances(intervals, tuple(measures), candidates)
        least = min(distances)
        best = min(
            (day for day, distance in zip(candidates, distances, strict=True) if distance - least <= _SAME_DISTANCE),
            key=lambda day: (abs(day - stated), day),
        )
        tolerance = max(self._usual_spacing[measure] for measure in measures)
        return Dating(
            stated=self._fit(intervals, measures, stated),
            best=self._fit(intervals, measures, best),
            days_apart=abs(best - stated),
            tolerance_days=tolerance,
            usual_step=sum(self._usual_step(measure, tolerance) for measure, _ in intervals),
            figures=len(intervals),
        )

    def _common_days(self, measures: tuple[str, ...]) -> list[int]:
        """Days on which every measure has a point; where they share none, days of any of them."""
        if measures not in self._candidates:
            sets = [set(self._days[measure]) for measure in measures]
            self._candidates[measures] = sorted(set.intersection(*sets) or set.union(*sets))
        return self._candidates[measures]

    def _distances(self, intervals: Sequence[tuple[str, Interval]], measures: tuple[str, ...], days: list[int]) -> list[float]:
        """The summed distance of each candidate day; the logarithms of what the series allows on each are made once."""
        summed = [0.0] * len(days)
        for measure, interval in intervals:
            key = (measure, measures)
            if key not in self._logs_at:
                bounds = (self._bounds(measure, day) for day in days)
                self._logs_at[key] = [(math.log(least), math.log(most)) for least, most in bounds]
            low, high = math.log(interval.low), math.log(max(interval.high, 1.0))
            for position, (least, most) in enumerate(self._logs_at[key]):
                if most < low:
                    summed[position] += low - most
                elif least > high:
                    summed[position] += least - high
        return summed

    def largest_step(self, measure: str) -> int:
        """The largest change between two neighbouring points, in people."""
        if measure not in self._largest:
            steps = (abs(later - earlier) for earlier, later in pairwise(self._values[measure]))
            self._largest[measure] = max(steps, default=0)
        return self._largest[measure]

    def _distance(self, intervals: Sequence[tuple[str, Interval]], day: int) -> float:
        return sum(interval.distance(*self._bounds(measure, day)) for measure, interval in intervals)

    def _bounds(self, measure: str, day: int) -> tuple[int, int]:
        """Least and most that the series allows on a day: its value, or the values on both sides of a gap."""
        days, values = self._days[measure], self._values[measure]
        after = bisect.bisect_left(days, day)
        if after == len(days):
            return values[-1], values[-1]
        if days[after] == day or after == 0:
            return values[after], values[after]
        return min(values[after - 1], values[after]), max(values[after - 1], values[after])

    def _fit(self, intervals: Sequence[tuple[str, Interval]], measures: Sequence[str], day: int) -> Fit:
        positions = {measure: max(bisect.bisect_right(self._days[measure], day) - 1, 0) for measure in measures}
        return Fit(
            day=datetime.date.fromordinal(day).isoformat(),
            distance=self._distance(intervals, day),
            values={measure: self.series[measure].points[position].value for measure, position in positions.items()},
            as_of=min(self.series[measure].points[position].date for measure, position in positions.items()),
        )

    @cached_property
    def _usual_spacing(self) -> dict[str, int]:
        """Median days between two changes of each series, one at least; a series that never changes has its own length."""
        spacing = {}
        for measure, values in self._values.items():
            days = self._days[measure]
            changes = [days[0], *(day for day, before, now in zip(days[1:], values, values[1:], strict=False) if now != before)]
            gaps = [later - earlier for earlier, later in pairwise(changes)]
            spacing[measure] = max(1, math.ceil(median(gaps)) if gaps else days[-1] - days[0])
        return spacing

    def _usual_step(self, measure: str, tolerance: int) -> float:
        """Median logarithmic change over the tolerance, taken at every point that has one so much later or beyond a gap."""
        if (measure, tolerance) in self._steps:
            return self._steps[measure, tolerance]
        days, values = self._days[measure], self._values[measure]
        changes = []
        for position, day in enumerate(days[:-1]):
            later = min(bisect.bisect_left(days, day + tolerance), len(days) - 1)
            changes.append(abs(math.log(values[later]) - math.log(values[position])))
        self._steps[measure, tolerance] = median(changes)
        return self._steps[measure, tolerance]
