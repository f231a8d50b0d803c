"""Figures that no time joins, in rows: whom and where, a mark on a scale of people, what is stated and according to whom."""

from collections.abc import Iterator, Sequence
from typing import Any

import altair as alt

from onrecord.export.chart_marks import Marks
from onrecord.export.chart_parts import (
    ABOUT,
    ARROW,
    BAR,
    BAR_OPACITY,
    BY_PERSON,
    FAINT,
    INK,
    NO_BREAK,
    PANEL_WIDTH,
    PRINT,
    SET_BY_PERSON,
    SOFT,
    ChartFigure,
    Layer,
    even_ticks,
    in_lines,
)
from onrecord.export.chart_time import DOT, EDGE, OPEN_HEADS
from onrecord.records.wording import day_words, range_words

ROW, LINE = 20, 14
"""Pixels from row to row, and from line to line in one."""
LEFT, PLOT, NUMBER, RIGHT = 142, (152, 302), 316, 352
"""Pixels from the left: how wide the words for whom and where are, from where to where the scale goes, where the number of the root source
stands, and where the words for what is told begin."""
LINES = 2
"""Lines of words in a row; longer ones end in an ellipsis."""
ROOM = 1.12
"""How far the scale goes beyond the greatest number."""

Row = dict[str, Any]


def panels(figures: Sequence[ChartFigure], marks: Marks) -> list[Layer]:
    """One chart for each title of rows, its figures ordered as they came."""
    kinds: dict[str, list[ChartFigure]] = {}
    for figure in figures:
        kinds.setdefault(figure.rows, []).append(figure)
    return [_chart(title, members, marks) for title, members in kinds.items()]


def _chart(title: str, figures: Sequence[ChartFigure], marks: Marks) -> Layer:
    rows = _rows(figures, marks)
    height = rows[-1]["y"] + rows[-1]["tall"] / 2
    greatest = max(max(row["at"], row["high"] or 0, row["to"] or 0) for row in rows)
    scale = alt.Scale(domain=[0, greatest * ROOM or 1], nice=False, range=list(PLOT))
    axis = alt.Axis(format=",d", values=even_ticks(greatest, 4), domain=False, labelColor=SOFT, labelFontSize=PRINT)

    def down(field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False))

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q", title=None, scale=scale, axis=axis)

    y, data = down("y"), alt.InlineData(values=rows)
    ruled = alt.Chart(data).mark_rule(color=FAINT, strokeWidth=1)
    layers: list[Layer] = [ruled.encode(x=alt.value(PLOT[0]), x2=alt.value(PLOT[1]), y=y)]
    layers += [layer.encode(y=y) for layer in _extents(rows, x)]
    placed = [{**row, "end": row[end]} for row in rows for end in (("low", "high") if _is_range(row) else ("at",))]
    points = alt.Chart(alt.InlineData(values=placed)).mark_point(size=DOT, opacity=1).encode(x=x("end"), y=y)
    layers.append(
        points.encode(
            shape=alt.Shape("shape:N", scale=None),
            fill=alt.Fill("fill:N", scale=None),
            stroke=alt.Stroke("stroke:N", scale=None),
            strokeWidth=alt.StrokeWidth("edge:Q", scale=None),
        )
    )
    columns: tuple[tuple[str, int, Any], ...] = (("counted", 0, "bold"), ("label", NUMBER, "bold"), ("told", RIGHT, "normal"))
    for field, at, weight in columns:
        words = alt.Chart(data).mark_text(
            align="left", baseline="middle", x=at, dy=0, fontWeight=weight, fontSize=PRINT, lineBreak="\n", lineHeight=LINE, color=INK
        )
        layers.append(words.encode(y=down(f"{field}_y"), text=f"{field}:N"))
    heading = alt.TitleParams(in_lines(title, PANEL_WIDTH, size=13), anchor="start", frame="group", fontSize=12)
    return alt.layer(*layers).properties(width=PANEL_WIDTH, height=height, title=heading)


def shares(figures: Sequence[ChartFigure]) -> bool:
    """Whether a mark stands for several outlets."""
    return any(len({member.outlet for member in members}) > 1 for members in _alike(figures))


def _alike(figures: Sequence[ChartFigure]) -> list[list[ChartFigure]]:
    """Figures of one count, day, number and root source; where that is not known, of one source as worded."""
    alike: dict[tuple[object, ...], list[ChartFigure]] = {}
    for one in figures:
        whose = (one.root, one.source if one.root is None else None)
        alike.setdefault(
            (one.panel, one.counted, one.date, one.low, one.high, one.about, one.superseded, one.corrected, *whose), []
        ).append(one)
    return list(alike.values())


def _rows(figures: Sequence[ChartFigure], marks: Marks) -> list[Row]:
    """A row a number, day and root source, whatever outlets give it; what several rows count is named at the first."""
    rows: list[Row] = []
    shown, down = None, 0.0
    for members in _alike(figures):
        figure = members[0]
        outlets = list(dict.fromkeys(member.outlet for member in members))
        told = f"{figure.stated or range_words(figure.low, figure.high)} – {figure.source}"
        told += f" ({SET_BY_PERSON})" if figure.corrected else ""
        told += f", {day_words(figure.date).replace(' ', NO_BREAK)}" if figure.date else ""
        words = {
            "counted": in_lines(figure.counted, LEFT, most=LINES) if figure.counted != shown else [""],
            "label": [f"{marks.label(figure.root, len(outlets))}{BY_PERSON if figure.corrected else ''}"],
            "told": in_lines(told, PANEL_WIDTH - RIGHT, most=LINES),
        }
        tall = ROW + LINE * (max(map(len, words.values())) - 1)
        colour = marks.colour(figure.root)
        about = figure.about or (None, None)
        row: Row = {
            "y": down + tall / 2,
            "tall": tall,
            "low": figure.low,
            "high": figure.high,
            "at": figure.at,
            "from": about[0],
            "to": about[1],
            "shape": marks.shape(outlets),
            "colour": colour,
            "fill": "white" if figure.superseded else colour,
            "stroke": colour if figure.superseded else INK,
            "edge": 2 * EDGE if figure.superseded else EDGE,
        }
        for field, lines in words.items():  # a text hangs from the middle of its first line
            row |= {field: "\n".join(lines), f"{field}_y": row["y"] - LINE * (len(lines) - 1) / 2}
        rows.append(row)
        shown, down = figure.counted, down + tall
    return rows


def _is_range(row: Row) -> bool:
    return row["low"] is not None and row["high"] is not None and row["low"] < row["high"]


def _extents(rows: Sequence[Row], x: Any) -> Iterator[Layer]:
    """Bars of ranges, dashed bars of approximate numbers, and arrows of bounds."""
    if ranges := [row for row in rows if _is_range(row)]:
        bar = alt.Chart(alt.InlineData(values=ranges)).mark_rule(strokeWidth=BAR, opacity=BAR_OPACITY)
        yield bar.encode(x=x("low"), x2="high:Q", stroke=alt.Stroke("colour:N", scale=None))
    if about := [row for row in rows if row["from"] is not None]:
        dashed = alt.Chart(alt.InlineData(values=about)).mark_rule(
            color=INK, strokeWidth=1.2, strokeDash=[2, 2], xOffset=-ABOUT, x2Offset=ABOUT
        )
        yield dashed.encode(x=x("from"), x2="to:Q")
    for end, offset, head in (("high", ARROW, "right"), ("low", -ARROW, "left")):
        if bounds := [row for row in rows if row[end] is None]:
            data = alt.InlineData(values=bounds)
            yield alt.Chart(data).mark_rule(color=INK, strokeWidth=1.2, x2Offset=offset).encode(x=x("at"), x2="at:Q")
            tip = alt.Chart(data).mark_point(
                shape=OPEN_HEADS[head], filled=False, color=INK, strokeWidth=1.2, size=40, opacity=1, xOffset=offset
            )
            yield tip.encode(x=x("at"))
