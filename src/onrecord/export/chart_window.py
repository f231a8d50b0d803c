"""Which days and numbers a panel over time shows, and where each lies in pixels."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

import altair as alt

from onrecord.export.chart_parts import INK, PANEL_HEIGHT, PANEL_WIDTH, PRINT, ChartFigure, even_ticks, moment
from onrecord.records import Point, ReferenceSeries
from onrecord.records.wording import day_words

DAYS_AROUND = 21
"""Days of a reference series drawn before the first and after the last figure; a series of years would flatten the rest."""
DAYS_NOT_CUT = 90
"""A series that goes on for fewer days beyond the drawn ones is drawn to its end."""
DAYS_AT_EDGES = 0.04
"""Share of the days drawn that stays free left and right, so that no mark is cut."""
ROOM_ABOVE = 0.16
"""Share of the height above the greatest number: room for an arrow and a label."""
TALL = 360
"""Pixels of the height of a panel of many marks."""
STRIP = 30
"""Pixels above the scale for numbers that are too great for it."""
FAR_ABOVE = 5
"""A number so many times the next smaller one is too great for the scale that shows the rest."""
ENOUGH_NUMBERS, FEW = 5, 5
"""Different numbers from which on a scale may leave some out, and of how many of them one."""
TICKS = 7
LONG = 120
"""Days from which on an axis counts by months."""
MONTHS_APART = (1, 2, 3, 6, *(12 * years for power in (1, 10, 100, 1000) for years in (power, 2 * power, 5 * power)))
_DAY = 86_400_000


class Window(NamedTuple):
    """The first and the last day drawn."""

    first: date
    last: date

    def holds(self, day: str) -> bool:
        """Whether an ISO day is drawn."""
        return self.first.isoformat() <= day[:10] <= self.last.isoformat()

    def points(self, series: ReferenceSeries) -> list[Point]:
        """The points of a series that are drawn."""
        return [point for point in series.points if self.holds(point.date)]


def window_of(figures: Sequence[ChartFigure], references: Sequence[ReferenceSeries]) -> Window:
    """First and last day drawn: the figures', some days around them, and each day on which a series has passed a figure's number."""
    days = sorted(date.fromisoformat(figure.date) for figure in figures)
    ends = [(date.fromisoformat(s.points[0].date), date.fromisoformat(s.points[-1].date)) for s in references]
    if not days:
        return Window(min(first for first, _ in ends), max(last for _, last in ends))
    if not references:
        return Window(days[0], days[-1])
    around = timedelta(days=DAYS_AROUND)
    passed = [date.fromisoformat(day) for series in references for day in _days_passed(series, figures)]
    first, last = min([days[0] - around, *passed]), max([days[-1] + around, *passed])
    starts, stops = min(start for start, _ in ends), max(stop for _, stop in ends)
    if starts < first <= starts + timedelta(days=DAYS_NOT_CUT):
        first = starts
    if stops > last >= stops - timedelta(days=DAYS_NOT_CUT):
        last = stops
    return Window(min(days[0], max(first, starts)), max(days[-1], min(last, stops)))


def _days_passed(series: ReferenceSeries, figures: Sequence[ChartFigure]) -> Iterator[str]:
    """The days on which a series first has the least and the greatest number of the figures, so that where they fit can be seen."""
    for number in {min(figure.at for figure in figures), max(figure.at for figure in figures)}:
        passed = next((point.date for point in series.points if point.value >= number), None)
        if passed is not None:
            yield passed


def cut_off(figures: Sequence[ChartFigure], references: Sequence[ReferenceSeries]) -> Iterator[str]:
    """For each series of which days are left out, a sentence that says so."""
    window = window_of(figures, references)
    for series in references:
        first, last = series.points[0].date, series.points[-1].date
        if not (window.holds(first) and window.holds(last)):
            drawn = f"drawn from {day_words(max(first, window.first.isoformat()))} to {day_words(min(last, window.last.isoformat()))} only"
            yield f"{series.source}: {drawn}; the series runs from {day_words(first)} to {day_words(last)}."


def day_ticks(window: Window) -> list[date]:
    """At most seven days for an axis: at even steps from the first, and where these would be long, the first days of months or years."""
    days = (window.last - window.first).days
    if days < LONG:
        return [window.first + timedelta(days=n) for n in range(0, days + 1, max(1, -(-days // (TICKS - 1))))]
    months = range(window.first.year * 12, window.last.year * 12 + 12)
    for step in MONTHS_APART:
        firsts = [date(month // 12, month % 12 + 1, 1) for month in months if month % step == 0]
        within = [day for day in firsts if window.first <= day <= window.last]
        if len(within) <= TICKS:
            return within
    return [window.first, window.last]


class Scales:
    """Both scales of a panel."""

    def __init__(self, window: Window, *, measure: str, stated: Iterable[int], compared: Iterable[int], tall: bool = False) -> None:
        """Args:
        window: the days drawn.
        measure: what is counted.
        stated: every number of the figures.
        compared: every number of the reference series that is drawn, all of which the scale holds.
        tall: whether there is much to show.
        """
        free = max((window.last - window.first).days * DAYS_AT_EDGES, 0.5) * _DAY
        self.left, self.right = moment(window.first.isoformat()) - free, moment(window.last.isoformat()) + free
        greatest = max(compared, default=0)
        numbers = sorted({*stated})
        self.limit = max(greatest, _greatest_shown(sorted({*numbers, greatest})))
        """The greatest number on the scale; those above it stand in a strip over the panel."""
        self.is_cut = bool(numbers) and numbers[-1] > self.limit
        self.shown = self.limit / (1 - ROOM_ABOVE) or 1
        """The number at the upper end of the scale."""
        self.height = (TALL if tall else PANEL_HEIGHT) + (STRIP if self.is_cut else 0)
        self.top = self.shown * self.height / (self.height - STRIP) if self.is_cut else self.shown
        ticks = [moment(day.isoformat()) for day in day_ticks(window)]
        self._day_axis = alt.Axis(values=ticks, format="%-d %b %Y", labelOverlap=True, grid=False, domain=True, labelFontSize=PRINT)
        self._people = f"people {measure}"

    def x(self, field: str) -> alt.X:
        """The axis of days."""
        scale = alt.Scale(type="utc", domain=[self.left, self.right], nice=False)
        return alt.X(f"{field}:T", title=None, scale=scale, axis=self._day_axis)

    def y(self, field: str) -> alt.Y:
        """The axis of people."""
        axis = alt.Axis(
            format=",d", values=even_ticks(self.shown, 5), domain=False, titleColor=INK, titleFontSize=PRINT, labelFontSize=PRINT
        )
        return alt.Y(f"{field}:Q", title=self._people, scale=alt.Scale(domain=[0, self.top], nice=False), axis=axis)

    def up(self, value: float) -> float:
        """Where a number stands on the scale: itself, or the middle of the strip where it is too great."""
        return value if value <= self.limit else (self.shown + self.top) / 2

    def pixels(self, at: float, value: float) -> tuple[float, float]:
        """From the upper left corner."""
        return (at - self.left) / (self.right - self.left) * PANEL_WIDTH, (1 - value / self.top) * self.height

    def data(self, x: float, y: float) -> tuple[float, float]:
        """The moment and the number at a place in pixels."""
        return self.left + x / PANEL_WIDTH * (self.right - self.left), (1 - y / self.height) * self.top

    def aside(self, pixels: float) -> float:
        """Milliseconds that take so many pixels."""
        return pixels / PANEL_WIDTH * (self.right - self.left)


def _greatest_shown(numbers: Sequence[int]) -> int:
    """The greatest number that a scale holds: the greatest of all, unless a few are so far above the rest that these could not be read."""
    if len(numbers) < ENOUGH_NUMBERS:
        return numbers[-1] if numbers else 0
    most = max(1, len(numbers) // FEW)
    far = [n for n in range(1, most + 1) if numbers[-n] > FAR_ABOVE * max(1, numbers[-n - 1])]
    return numbers[-max(far) - 1] if far else numbers[-1]
