"""A panel over time: figures as dots with the number of their source, over the reference series they are set beside."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

import altair as alt

from onrecord.export.chart_parts import (
    ARROW,
    BAR,
    BAR_OPACITY,
    DOT,
    GREY,
    INK,
    PANEL_HEIGHT,
    PANEL_WIDTH,
    ChartFigure,
    Layer,
    even_ticks,
    moment,
    parted,
)
from onrecord.records import Point, ReferenceSeries
from onrecord.records.wording import day_words

DAYS_AROUND = 21
"""Days of a reference series drawn before the first and after the last figure; a series of years would flatten the rest."""
DAYS_NOT_CUT = 90
"""A series that goes on for fewer days beyond the drawn ones is drawn to its end."""
DAYS_AT_EDGES = 0.03
"""Share of the days drawn that stays free left and right, so that no mark is cut."""
ROOM_ABOVE = 0.16
"""Share of the height above the greatest number: room for an arrow and a label."""
TICKS = 7
_DAY = 86_400_000
_DIGIT, _OTHER, _LINE = 5.7, 2.9, 11.0
"""Pixels of a digit, of a comma or blank, and of a line, of a label."""
_GAP = 9.0
"""Pixels from the middle of a dot to its label."""
_KEY_COLUMNS, _KEY_ROW, _KEY_LIMIT = 2, 17, 290


class _Window(NamedTuple):
    first: date
    last: date


def panel(name: str, figures: Sequence[ChartFigure], references: Sequence[ReferenceSeries], numbers: Mapping[str, int]) -> Layer:
    """One panel; ``numbers`` tells each source by its number in the key below the panels."""
    window = _window(figures, references)
    measure = figures[0].measure if figures else references[0].measure
    lines = [point.value for series in references for point in series.points if _in(window, point.date)]
    greatest = max([*lines, *(max(f.at, f.high or 0) for f in figures)], default=0)
    scales = _Scales(window, greatest / (1 - ROOM_ABOVE) or 1, f"people {measure}")
    on_lines = [box for series in references for box in _line_boxes([p for p in series.points if _in(window, p.date)], scales)]
    layers = [*_reference_layers(references, window, scales), *_figure_layers(figures, numbers, scales, on_lines)]
    title = alt.TitleParams(name, anchor="start", frame="group", fontSize=12)
    return alt.layer(*layers).properties(width=PANEL_WIDTH, height=PANEL_HEIGHT, title=title)


def sources(numbers: Mapping[str, int]) -> Layer:
    """The key: number and name of each source, in columns."""
    per_column = -(-len(numbers) // _KEY_COLUMNS)
    rows = [
        {"number": str(number), "name": name, "x": (place // per_column) * PANEL_WIDTH / _KEY_COLUMNS, "y": place % per_column * _KEY_ROW}
        for place, (name, number) in enumerate(numbers.items())
    ]
    data = alt.InlineData(values=rows)
    place: dict[str, Any] = {"x": alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, PANEL_WIDTH], nice=False))}
    place["y"] = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[per_column * _KEY_ROW, 0], nice=False))
    number = alt.Chart(data).mark_text(align="right", dx=14, dy=6, fontWeight="bold", color=INK).encode(text="number:N", **place)
    name = alt.Chart(data).mark_text(align="left", dx=20, dy=6, limit=_KEY_LIMIT, color=INK).encode(text="name:N", **place)
    title = alt.TitleParams("According to", anchor="start", frame="group", fontSize=12)
    return alt.layer(number, name).properties(width=PANEL_WIDTH, height=per_column * _KEY_ROW, title=title)


def cut_off(figures: Sequence[ChartFigure], references: Sequence[ReferenceSeries]) -> Iterator[str]:
    """For each series of which days are left out, a sentence that says so."""
    window = _window(figures, references)
    for series in references:
        first, last = series.points[0].date, series.points[-1].date
        if not (_in(window, first) and _in(window, last)):
            drawn = f"drawn from {day_words(max(first, window.first.isoformat()))} to {day_words(min(last, window.last.isoformat()))} only"
            yield f"{series.source}: {drawn}; the series runs from {day_words(first)} to {day_words(last)}."


def _window(figures: Sequence[ChartFigure], references: Sequence[ReferenceSeries]) -> _Window:
    """First and last day drawn: the figures', some days around them, and each day on which a series has passed a figure's number."""
    days = sorted(date.fromisoformat(figure.date) for figure in figures)
    ends = [(date.fromisoformat(s.points[0].date), date.fromisoformat(s.points[-1].date)) for s in references]
    if not days:
        return _Window(min(first for first, _ in ends), max(last for _, last in ends))
    if not references:
        return _Window(days[0], days[-1])
    around = timedelta(days=DAYS_AROUND)
    passed = [date.fromisoformat(day) for series in references for day in _days_passed(series, figures)]
    first, last = min([days[0] - around, *passed]), max([days[-1] + around, *passed])
    starts, stops = min(start for start, _ in ends), max(stop for _, stop in ends)
    if starts < first <= starts + timedelta(days=DAYS_NOT_CUT):
        first = starts
    if stops > last >= stops - timedelta(days=DAYS_NOT_CUT):
        last = stops
    return _Window(min(days[0], max(first, starts)), max(days[-1], min(last, stops)))


def _days_passed(series: ReferenceSeries, figures: Sequence[ChartFigure]) -> Iterator[str]:
    """The days on which a series first has the least and the greatest number of the figures, so that where they fit can be seen."""
    for number in {min(figure.at for figure in figures), max(figure.at for figure in figures)}:
        passed = next((point.date for point in series.points if point.value >= number), None)
        if passed is not None:
            yield passed


def _in(window: _Window, day: str) -> bool:
    return window.first.isoformat() <= day[:10] <= window.last.isoformat()


class _Scales:
    """Both scales of a panel, and where a day and a number lie in pixels."""

    def __init__(self, window: _Window, top: float, people: str) -> None:
        free = max((window.last - window.first).days * DAYS_AT_EDGES, 0.5) * _DAY
        self.left, self.right = moment(window.first.isoformat()) - free, moment(window.last.isoformat()) + free
        self.top = top
        step = max(1, -(-(window.last - window.first).days // (TICKS - 1)))
        ticks = [moment((window.first + timedelta(days=n)).isoformat()) for n in range(0, (window.last - window.first).days + 1, step)]
        self._day_axis = alt.Axis(values=ticks, format="%-d %b %Y", labelOverlap=True, grid=False, domain=True)
        self._people = people

    def x(self, field: str) -> alt.X:
        """The day axis."""
        scale = alt.Scale(type="utc", domain=[self.left, self.right], nice=False)
        return alt.X(f"{field}:T", title=None, scale=scale, axis=self._day_axis)

    def y(self, field: str) -> alt.Y:
        """The axis of people."""
        axis = alt.Axis(format=",d", values=even_ticks(self.top, 5), domain=False, titleColor=INK)
        return alt.Y(f"{field}:Q", title=self._people, scale=alt.Scale(domain=[0, self.top], nice=False), axis=axis)

    def pixels(self, at: int, value: float) -> tuple[float, float]:
        """From the upper left corner."""
        return (at - self.left) / (self.right - self.left) * PANEL_WIDTH, (1 - value / self.top) * PANEL_HEIGHT

    def data(self, x: float, y: float) -> tuple[float, float]:
        """The moment and the number at a place in pixels."""
        return self.left + x / PANEL_WIDTH * (self.right - self.left), (1 - y / PANEL_HEIGHT) * self.top


def _reference_layers(references: Sequence[ReferenceSeries], window: _Window, scales: _Scales) -> list[Layer]:
    rows = [
        {"day": moment(p.date), "date": p.date, "value": p.value, "series": s.source}
        for s in references
        for p in s.points
        if _in(window, p.date)
    ]
    if not rows:
        return []
    line = alt.Chart(alt.InlineData(values=rows)).mark_line(interpolate="step-after", color=GREY, strokeWidth=1.5)
    encoded = line.encode(x=scales.x("day"), y=scales.y("value"), strokeDash=alt.StrokeDash("series:N", legend=None))
    return [encoded]


def _figure_layers(figures: Sequence[ChartFigure], numbers: Mapping[str, int], scales: _Scales, on_lines: Sequence["_Box"]) -> list[Layer]:
    rows = _rows(figures, numbers)
    _place_labels(rows, scales, on_lines)
    if not rows:
        return []
    data = alt.InlineData(values=rows)
    ranges, bounds = parted(rows)
    layers: list[Layer] = []
    if ranges:
        bar = alt.Chart(alt.InlineData(values=ranges)).mark_rule(color=INK, strokeWidth=BAR, opacity=BAR_OPACITY)
        layers.append(bar.encode(x=scales.x("day"), y=scales.y("low"), y2="high:Q"))
    for end, offset, head in (("high", -ARROW, "triangle-up"), ("low", ARROW, "triangle-down")):
        open_ended = [row for row in rows if row[end] is None]
        if open_ended:
            layers += _arrows(open_ended, offset, head, scales)
    fill = alt.condition("datum.superseded", alt.value("white"), alt.value(INK))
    dots = alt.Chart(alt.InlineData(values=bounds)).mark_point(shape="circle", stroke=INK, strokeWidth=1.3, size=DOT, opacity=1)
    labels = alt.Chart(data).mark_text(align="center", baseline="middle", fontSize=10, color=INK)
    if bounds:
        layers.append(dots.encode(x=scales.x("day"), y=scales.y("at"), fill=fill))
    layers.append(labels.encode(x=scales.x("label_day"), y=scales.y("label_at"), text="label:N"))
    return layers


def _arrows(rows: list[dict[str, Any]], offset: int, head: str, scales: _Scales) -> list[Layer]:
    data = alt.InlineData(values=rows)
    shaft = alt.Chart(data).mark_rule(color=INK, strokeWidth=1.5, y2Offset=offset)
    tip = alt.Chart(data).mark_point(shape=head, filled=True, color=INK, size=45, opacity=1, yOffset=offset)
    return [shaft.encode(x=scales.x("day"), y=scales.y("at"), y2="at:Q"), tip.encode(x=scales.x("day"), y=scales.y("at"))]


def _rows(figures: Sequence[ChartFigure], numbers: Mapping[str, int]) -> list[dict[str, Any]]:
    """A row for each different mark; figures that would lie on each other are one, with the numbers of all their sources."""
    marks: dict[tuple[str, int | None, int | None, bool], list[int]] = {}
    for figure in figures:
        told = marks.setdefault((figure.date, figure.low, figure.high, figure.superseded), [])
        if numbers[figure.source] not in told:
            told.append(numbers[figure.source])
    rows = []
    for (day, low, high, superseded), told in marks.items():
        at = low if low is not None else high or 0
        label = ", ".join(str(number) for number in sorted(told))
        rows.append({"day": moment(day), "date": day, "low": low, "high": high, "at": at, "superseded": superseded, "label": label})
    return rows


def _place_labels(rows: list[dict[str, Any]], scales: _Scales, on_lines: Sequence["_Box"]) -> None:
    """Put each label where it lies on no dot, line or other label, as far as that goes: right, left, above, below, aslant."""
    taken = [(x - 4, y - 4, x + 4, y + 4) for x, y in (scales.pixels(row["day"], row["at"]) for row in rows)]
    taken += on_lines
    taken += [_bar_box(row, scales) for row in parted(rows)[0]]
    taken += [_arrow_box(row, scales) for row in rows if row["low"] is None or row["high"] is None]
    for row in sorted(rows, key=lambda row: (row["day"], -row["at"])):
        x, y = scales.pixels(row["day"], row["at"])
        wide = sum(_DIGIT if letter.isdigit() else _OTHER for letter in row["label"]) / 2
        side, tall = _GAP + wide - 2, _GAP + 3
        places = [(side, 0), (-side, 0), (0, -tall), (0, tall), (side, -tall / 2), (side, tall / 2), (-side, -tall / 2), (-side, tall / 2)]
        places += [(dx * 2, dy * 2) for dx, dy in places[2:]]
        boxes = [(x + dx - wide, y + dy - _LINE / 2, x + dx + wide, y + dy + _LINE / 2) for dx, dy in places]
        best = min(range(len(boxes)), key=lambda n: (_outside(boxes[n]) + sum(_overlap(boxes[n], other) for other in taken), n))
        taken.append(boxes[best])
        row["label_day"], row["label_at"] = scales.data(x + places[best][0], y + places[best][1])


_Box = tuple[float, float, float, float]


def _line_boxes(points: Sequence[Point], scales: _Scales) -> list[_Box]:
    """Where the steps of a series run."""
    at = [scales.pixels(moment(point.date), point.value) for point in points]
    level = [(x, y - 1, after, y + 1) for (x, y), (after, _) in pairwise(at)]
    return level + [(x - 1, min(y, before), x + 1, max(y, before)) for (_, before), (x, y) in pairwise(at)]


def _arrow_box(row: dict[str, Any], scales: _Scales) -> _Box:
    x, y = scales.pixels(row["day"], row["at"])
    return (x - 4, y - ARROW - 4, x + 4, y) if row["high"] is None else (x - 4, y, x + 4, y + ARROW + 4)


def _bar_box(row: dict[str, Any], scales: _Scales) -> _Box:
    (x, low), (_, high) = scales.pixels(row["day"], row["low"]), scales.pixels(row["day"], row["high"])
    return (x - BAR / 2, high, x + BAR / 2, low)


def _outside(box: _Box) -> float:
    """How much of a label would stand on an axis or beyond the panel."""
    return (box[2] - box[0]) * (box[3] - box[1]) - _overlap(box, (0.0, 0.0, PANEL_WIDTH, PANEL_HEIGHT))


def _overlap(one: _Box, other: _Box) -> float:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across * down if across > 0 and down > 0 else 0.0
