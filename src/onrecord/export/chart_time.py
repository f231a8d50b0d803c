"""A panel over time: figures as marks of their outlet in the colour of their root source, over the reference series they stand beside."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import sqrt
from typing import Any

import altair as alt

from onrecord.export.chart_labels import Box, Places, step_boxes
from onrecord.export.chart_marks import Marks
from onrecord.export.chart_parts import (
    ABOUT,
    ARROW,
    BAR,
    BAR_OPACITY,
    BY_PERSON,
    GREY,
    INK,
    PANEL_WIDTH,
    PRINT,
    ChartFigure,
    Layer,
    in_lines,
    moment,
    width_of,
)
from onrecord.export.chart_window import Scales, Window, window_of
from onrecord.records import Point, ReferenceSeries

DOT, LEAST_DOT = 64.0, 22.0
"""Area of a mark in square pixels, and of the smallest when there are many."""
CROWD = 150
"""Figures on a panel beyond which their marks get smaller, and stand alone."""
SIDE_BY_SIDE = (2, 4)
"""Marks of one day and number that stand side by side, where days are near each other and where they are not; where there are more, those
of one root source share one."""
SIDE = 9.0
"""Pixels from mark to mark of these."""
EDGE = 0.8
BAND = "#d3d9df"
DASHES: tuple[list[int], ...] = ([1, 0], [7, 3], [2, 2], [9, 3, 2, 3])
"""Lines of reference series, in their order; each has its letter at its end as well."""
SHOWN_ON = 7.0
"""Pixels by which a line goes on after its last day, so that the last number shows."""
REFERENCE_WIDTH, OWN_WIDTH, FALL_WIDTH = 2.0, 1.2, 3.5
OPEN_HEADS = {"up": "M-0.8,0.6L0,-0.5L0.8,0.6", "down": "M-0.8,-0.6L0,0.5L0.8,-0.6"}
OPEN_HEADS |= {"right": "M-0.6,-0.8L0.5,0L-0.6,0.8", "left": "M0.6,-0.8L-0.5,0L0.6,0.8"}
"""Heads of arrows: open, so that none is taken for the marker of an outlet."""

Row = dict[str, Any]
Steps = Sequence[tuple[int, int]]
"""A line that holds each number until the next: moments and numbers."""


def panel(
    name: str, figures: Sequence[ChartFigure], references: Sequence[ReferenceSeries], marks: Marks, letters: Mapping[str, str]
) -> Layer:
    """One panel.

    Args:
        name: its title.
        figures: its figures.
        references: the series they stand beside.
        marks: how the figures of the chart are marked.
        letters: of each series (by id) the letter that stands at the end of its line; empty where there is only one.
    """
    window = window_of(figures, references)
    drawn = {series.id: window.points(series) for series in references}
    scales = _scales(figures, references, window)
    rows = _rows(figures, marks, scales)
    own = own_steps(figures, marks)
    layers = [*_bands(drawn, scales), *_lines(references, drawn, letters, scales), *_own_lines(own, marks, scales)]
    if scales.is_cut:
        edge = alt.Chart(alt.InlineData(values=[{"at": scales.shown}])).mark_rule(color=GREY, strokeDash=[4, 3])
        layers.append(edge.encode(y=scales.y("at")))
    layers += _extents(rows, scales)
    if rows:
        layers += _points(rows, scales)
    if is_crowded(figures):
        rows = [{**row, "label": BY_PERSON} for row in rows if row["corrected"]]
    if rows:
        lines = {name: [(moment(p.date), p.value) for p in points] for name, points in drawn.items()}
        layers += _labels(rows, scales, [*lines.values(), *own.values()], [lines[name] for name in lines if name in letters])
    title = alt.TitleParams(in_lines(name, PANEL_WIDTH, size=13), anchor="start", frame="group", fontSize=12)
    return alt.layer(*layers).properties(width=PANEL_WIDTH, height=scales.height, title=title)


def _bands(drawn: Mapping[str, Sequence[Point]], scales: Scales) -> Iterator[Layer]:
    """What each series takes for possible, over the days on which it says so."""
    for points in drawn.values():
        rows = [
            {
                "day": day,
                "low": point.value if point.low is None else point.low,
                "high": point.value if point.high is None else point.high,
                "run": run,
            }
            for run, stretch in enumerate(_stretches(points, scales))
            for day, point in stretch
        ]
        if rows:
            area = alt.Chart(alt.InlineData(values=rows)).mark_area(interpolate="step-after", color=BAND, opacity=0.7)
            yield area.encode(x=scales.x("day"), y=scales.y("low"), y2="high:Q", detail="run:N")


def _stretches(points: Sequence[Point], scales: Scales) -> Iterator[list[tuple[float, Point]]]:
    """Points with bounds that follow each other, each at its moment, and the last of them again where its bounds end."""
    stretch: list[tuple[float, Point]] = []
    for point in points:
        if (point.low, point.high) != (None, None):
            stretch.append((moment(point.date), point))
        elif stretch:
            yield [*stretch, (moment(point.date), stretch[-1][1])]
            stretch = []
    if stretch:
        yield [*stretch, (stretch[-1][0] + scales.aside(SHOWN_ON), stretch[-1][1])]


def _lines(
    references: Sequence[ReferenceSeries], drawn: Mapping[str, Sequence[Point]], letters: Mapping[str, str], scales: Scales
) -> Iterator[Layer]:
    for number, series in enumerate(references):
        points = drawn[series.id]
        if not points:
            continue
        rows: list[Row] = [{"day": moment(p.date), "date": p.date, "value": p.value} for p in points]
        rows.append({**rows[-1], "day": moment(points[-1].date) + scales.aside(SHOWN_ON)})
        dash = DASHES[number % len(DASHES)]
        line = alt.Chart(alt.InlineData(values=rows)).mark_line(
            interpolate="step-after", color=GREY, strokeWidth=REFERENCE_WIDTH, strokeDash=dash
        )
        yield line.encode(x=scales.x("day"), y=scales.y("value"))
        yield from _falls([(moment(p.date), p.value) for p in points], GREY, scales)
        if letter := letters.get(series.id):
            end = alt.Chart(alt.InlineData(values=[{**rows[-1], "letter": letter}]))
            text = end.mark_text(align="left", dx=5, fontSize=PRINT, fontWeight="bold", color="#52606d")
            yield text.encode(x=scales.x("day"), y=scales.y("value"), text="letter:N")


def _own_lines(own: Mapping[str, Steps], marks: Marks, scales: Scales) -> Iterator[Layer]:
    """What each root source with a colour gives for running totals, from number to number where these are exact."""
    for root, steps in own.items():
        on_scale = [(day, number) for day, number in steps if number <= scales.limit]
        line = alt.Chart(alt.InlineData(values=[{"day": day, "number": number} for day, number in on_scale])).mark_line(
            interpolate="step-after", color=marks.colours[root], strokeWidth=OWN_WIDTH
        )
        yield line.encode(x=scales.x("day"), y=scales.y("number"))
        yield from _falls(on_scale, marks.colours[root], scales)


def _falls(steps: Steps, colour: str, scales: Scales) -> Iterator[Layer]:
    """The steps at which a running total falls, thick."""
    rows = [{"day": day, "from": before, "to": number} for (_, before), (day, number) in pairwise(steps) if number < before]
    if rows:
        fall = alt.Chart(alt.InlineData(values=rows)).mark_rule(color=colour, strokeWidth=FALL_WIDTH)
        yield fall.encode(x=scales.x("day"), y=scales.y("from"), y2="to:Q")


def own_steps(figures: Sequence[ChartFigure], marks: Marks) -> dict[str, list[tuple[int, int]]]:
    """Exact running totals of each root source that has a colour, by day, where there are several days: moment and number.

    There are none on a crowded panel, where lines would hide the marks.
    """
    if is_crowded(figures):
        return {}
    totals: dict[str, set[tuple[int, int]]] = {}
    for figure in figures:
        if figure.scope == "cumulative" and figure.is_exact and not figure.superseded and figure.root in marks.colours:
            totals.setdefault(figure.root or "", set()).add((moment(figure.date), figure.at))
    return {root: sorted(steps) for root, steps in sorted(totals.items()) if len({day for day, _ in steps}) > 1}


def is_crowded(figures: Sequence[ChartFigure]) -> bool:
    """Whether a panel has so many marks that it has no room for numbers beside them, nor for lines from mark to mark."""
    return len(figures) > CROWD


def falls(figures: Sequence[ChartFigure], references: Sequence[ReferenceSeries], marks: Marks) -> bool:
    """Whether a running total that is drawn falls."""
    window = window_of(figures, references)
    lines = [[point.value for point in window.points(series)] for series in references]
    lines += [[number for _, number in steps] for steps in own_steps(figures, marks).values()]
    return any(after < before for line in lines for before, after in pairwise(line))


def shares(figures: Sequence[ChartFigure], references: Sequence[ReferenceSeries]) -> bool:
    """Whether a mark stands for several outlets."""
    scales = _scales(figures, references, window_of(figures, references))
    return any(len(outlets) > 1 for _, told in _together(figures, scales) for _, outlets in told)


def _together(figures: Sequence[ChartFigure], scales: Scales) -> Iterator[tuple[ChartFigure, list[tuple[str | None, list[str | None]]]]]:
    """A figure for each day and number, with root source and outlets of each mark: figures of one root source and outlet are one mark."""
    alike: dict[tuple[object, ...], dict[str | None, dict[str | None, ChartFigure]]] = {}
    for figure in figures:
        place = (figure.date, figure.low, figure.high, figure.about, figure.superseded, figure.corrected)
        alike.setdefault(place, {}).setdefault(figure.root, {}).setdefault(figure.outlet, figure)
    few, many = SIDE_BY_SIDE
    room = _room(figures, scales)
    for by_root, day in zip(alike.values(), (str(place[0]) for place in alike), strict=True):
        crowded = sum(map(len, by_root.values())) > max(few, min(many, int(room[day] / SIDE)))
        marks = [(root, each) for root, found in by_root.items() for each in ([list(found)] if crowded else [[one] for one in found])]
        yield next(iter(next(iter(by_root.values())).values())), marks


def _room(figures: Sequence[ChartFigure], scales: Scales) -> dict[str, float]:
    """For each day that has figures, pixels to the nearest other one."""
    days = sorted({figure.date for figure in figures})
    at = [-PANEL_WIDTH, *(scales.pixels(moment(day), 0)[0] for day in days), 2 * PANEL_WIDTH]
    return {day: min(at[n] - at[n - 1], at[n + 1] - at[n]) for n, day in enumerate(days, 1)}


def _rows(figures: Sequence[ChartFigure], marks: Marks, scales: Scales) -> list[Row]:
    """A row for each mark; those of one day and number stand side by side, and one of each root source has its label."""
    rows: list[Row] = []
    for figure, told in _together(figures, scales):
        for number, (root, outlets) in enumerate(told):
            is_last = number + 1 == len(told) or told[number + 1][0] != root
            aside = (number - (len(told) - 1) / 2) * SIDE
            rows.append(_row(figure, marks, scales, root=root, outlets=outlets, aside=aside, labelled=is_last))
    return rows


def _row(
    figure: ChartFigure, marks: Marks, scales: Scales, *, root: str | None, outlets: Sequence[str | None], aside: float, labelled: bool
) -> Row:
    label = f"{marks.label(root, len(outlets))}{BY_PERSON if figure.corrected else ''}" if labelled else ""
    far = [number for number in (figure.low, figure.high) if number is not None and number > scales.limit]
    if far and labelled:
        label = f"{label}: {max(far):,}" if label else f"{max(far):,}"
    colour = marks.colour(root)
    ends = figure.about or (figure.low, figure.high)
    return {
        "day": moment(figure.date) + scales.aside(aside),
        "date": figure.date,
        "low": figure.low,
        "high": figure.high,
        "from": None if ends[0] is None else scales.up(ends[0]),
        "to": None if ends[1] is None else scales.up(ends[1]),
        "at": scales.up(figure.at),
        "number": figure.at,
        "about": figure.about is not None,
        "superseded": figure.superseded,
        "corrected": figure.corrected,
        "shape": marks.shape(outlets),
        "colour": colour,
        "fill": "white" if figure.superseded else colour,
        "stroke": colour if figure.superseded else INK,
        "edge": 2 * EDGE if figure.superseded else EDGE,
        "label": label,
    }


def _is_range(row: Row) -> bool:
    return row["low"] is not None and row["high"] is not None and row["low"] < row["high"]


def _extents(rows: Sequence[Row], scales: Scales) -> Iterator[Layer]:
    """Bars of ranges, dashed bars of approximate numbers, and arrows of bounds."""
    x = scales.x("day")
    stroke = alt.Stroke("colour:N", scale=None)
    if ranges := [row for row in rows if _is_range(row)]:
        bar = alt.Chart(alt.InlineData(values=ranges)).mark_rule(strokeWidth=BAR, opacity=BAR_OPACITY)
        yield bar.encode(x=x, y=scales.y("from"), y2="to:Q", stroke=stroke)
    if about := [row for row in rows if row["about"]]:
        dashed = alt.Chart(alt.InlineData(values=about)).mark_rule(
            color=INK, strokeWidth=1.2, strokeDash=[2, 2], yOffset=ABOUT, y2Offset=-ABOUT
        )
        yield dashed.encode(x=x, y=scales.y("from"), y2="to:Q")
    for end, offset, head in (("high", -ARROW, "up"), ("low", ARROW, "down")):
        if bounds := [row for row in rows if row[end] is None]:
            data = alt.InlineData(values=bounds)
            shaft = alt.Chart(data).mark_rule(color=INK, strokeWidth=1.2, y2Offset=offset)
            yield shaft.encode(x=x, y=scales.y("at"), y2="at:Q")
            tip = alt.Chart(data).mark_point(
                shape=OPEN_HEADS[head], filled=False, color=INK, strokeWidth=1.2, size=40, opacity=1, yOffset=offset
            )
            yield tip.encode(x=x, y=scales.y("at"))


def _points(rows: Sequence[Row], scales: Scales) -> Iterator[Layer]:
    """A mark for each row; of a range one at each end."""
    size = max(LEAST_DOT, DOT * min(1.0, CROWD / len(rows)))
    placed = [
        {**row, "edge": row["edge"] * sqrt(size / DOT), "end": row[end]}
        for row in rows
        for end in (("from", "to") if _is_range(row) else ("at",))
    ]
    points = alt.Chart(alt.InlineData(values=placed)).mark_point(size=size, opacity=1)
    yield points.encode(
        x=scales.x("day"),
        y=scales.y("end"),
        shape=alt.Shape("shape:N", scale=None),
        fill=alt.Fill("fill:N", scale=None),
        stroke=alt.Stroke("stroke:N", scale=None),
        strokeWidth=alt.StrokeWidth("edge:Q", scale=None),
    )


def _labels(rows: Sequence[Row], scales: Scales, lines: Sequence[Steps], lettered: Sequence[Steps]) -> Iterator[Layer]:
    """The number of its root source beside each mark, where there is room: on no line, and on no letter at the end of one."""
    taken = [box for steps in lines for box in step_boxes([scales.pixels(day, scales.up(number)) for day, number in steps])]
    taken += [box for row in rows for box in _boxes(row, scales)]
    ends = [scales.pixels(*steps[-1]) for steps in lettered if steps]
    taken += [Box(x + SHOWN_ON, y - PRINT / 2, x + SHOWN_ON + PRINT, y + PRINT / 2) for x, y in ends]
    places = Places(PANEL_WIDTH, scales.height, taken)
    labels = []
    for row in sorted(rows, key=lambda row: (row["day"], -row["number"])):
        far = row["to"] if row["high"] is not None and row["high"] > scales.limit else row["at"]
        middle = places.place(*scales.pixels(row["day"], far), width_of(row["label"])) if row["label"] else None
        if middle is not None:
            day, at = scales.data(*middle)
            labels.append({"date": row["date"], "label": row["label"], "label_day": day, "label_at": at})
    if labels:
        text = alt.Chart(alt.InlineData(values=labels)).mark_text(align="center", baseline="middle", fontSize=PRINT, color=INK)
        yield text.encode(x=scales.x("label_day"), y=scales.y("label_at"), text="label:N")


def _boxes(row: Row, scales: Scales) -> Iterator[Box]:
    """What a mark takes, with its bar or arrow."""
    x, y = scales.pixels(row["day"], row["at"])
    half = sqrt(DOT) / 2
    yield Box(x - half, y - half, x + half, y + half)
    if _is_range(row):
        top = scales.pixels(row["day"], row["to"])[1]
        yield Box(x - half, top - half, x + half, y)
    if row["about"]:
        ends = [scales.pixels(row["day"], row[end])[1] for end in ("from", "to")]
        yield Box(x - 1, ends[1] - ABOUT, x + 1, ends[0] + ABOUT)
    if row["high"] is None:
        yield Box(x - 4, y - ARROW - 4, x + 4, y)
    if row["low"] is None:
        yield Box(x - 4, y, x + 4, y + ARROW + 4)


def is_cut(figures: Sequence[ChartFigure], references: Sequence[ReferenceSeries]) -> bool:
    """Whether a number of a panel is too great for its scale."""
    window = window_of(figures, references)
    return _scales(figures, references, window).is_cut


def _scales(figures: Sequence[ChartFigure], references: Sequence[ReferenceSeries], window: Window) -> Scales:
    return Scales(
        window,
        measure=figures[0].measure if figures else references[0].measure,
        stated=[number for f in figures for number in (f.low, f.high, *(f.about or ())) if number is not None],
        tall=is_crowded(figures),
        compared=[n for series in references for p in window.points(series) for n in (p.value, p.low, p.high) if n is not None],
    )
