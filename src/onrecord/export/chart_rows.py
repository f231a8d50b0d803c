"""Figures that no time joins, in rows: whom and where, a mark on a scale of people, what is stated and according to whom."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from onrecord.export.chart_parts import ARROW, BAR, BAR_OPACITY, DOT, GREY, INK, ChartFigure, Layer, even_ticks, parted
from onrecord.records.wording import day_words, range_words

ROW = 19
"""Pixels from row to row."""
PLOT_WIDTH = 210
BESIDE = 14
"""Pixels between the plot and the words on each side."""
LEFT_LIMIT, RIGHT_LIMIT = 170, 330
"""Pixels of the words on the left and right; longer ones end in an ellipsis."""
ROOM = 1.06
"""How far the scale goes beyond the greatest number."""


def panels(figures: Sequence[ChartFigure]) -> list[Layer]:
    """One chart for each measure and scope, its figures ordered as they came."""
    kinds: dict[tuple[str, str], list[ChartFigure]] = {}
    for figure in figures:
        kinds.setdefault((figure.measure, figure.scope), []).append(figure)
    return [_chart(f"{measure} · {scope}", members) for (measure, scope), members in kinds.items()]


def _chart(title: str, figures: Sequence[ChartFigure]) -> Layer:
    rows = _rows(figures)
    greatest = max(max(row["at"], row["high"] or 0) for row in rows)
    scale = alt.Scale(domain=[0, greatest * ROOM or 1], nice=False)
    axis = alt.Axis(format=",d", values=even_ticks(greatest, 4), domain=False, labelColor=GREY)
    x = alt.X("at:Q", title=None, scale=scale, axis=axis)
    y = alt.Y("row:O", axis=None, scale=alt.Scale(domain=[row["row"] for row in rows]))
    data = alt.InlineData(values=rows)
    open_up, open_down = ([row for row in rows if row[end] is None] for end in ("high", "low"))
    ranges, bounds = parted(rows)
    layers: list[Layer] = [alt.Chart(data).mark_rule(color="#e4e7eb", strokeWidth=1).encode(y=y)]
    if ranges:
        bar = alt.Chart(alt.InlineData(values=ranges)).mark_rule(color=INK, strokeWidth=BAR, opacity=BAR_OPACITY)
        layers.append(bar.encode(x=x, x2="high:Q", y=y))
    for open_ended, offset, head in ((open_up, ARROW, "triangle-right"), (open_down, -ARROW, "triangle-left")):
        if open_ended:
            layers += _arrows(open_ended, offset, head, x, y)
    fill = alt.condition("datum.superseded", alt.value("white"), alt.value(INK))
    if bounds:
        dots = alt.Chart(alt.InlineData(values=bounds)).mark_point(shape="circle", stroke=INK, strokeWidth=1.3, size=DOT, opacity=1)
        layers.append(dots.encode(x=x, y=y, fill=fill))
    left = alt.Chart(data).mark_text(align="right", x=-BESIDE, limit=LEFT_LIMIT, fontWeight="bold", color=INK)
    right = alt.Chart(data).mark_text(align="left", x=PLOT_WIDTH + BESIDE, limit=RIGHT_LIMIT, color=INK)
    layers += [left.encode(y=y, text="counted:N"), right.encode(y=y, text="told:N")]
    heading = alt.TitleParams(title, anchor="start", frame="group", fontSize=12)
    return alt.layer(*layers).properties(width=PLOT_WIDTH, height=ROW * len(rows), title=heading)


def _rows(figures: Sequence[ChartFigure]) -> list[dict[str, Any]]:
    """A row a figure; like figures of one source and day are one, and what several rows count is named at the first."""
    rows: list[dict[str, Any]] = []
    shown = None
    for figure in dict.fromkeys(figures):
        rows.append(
            {
                "row": len(rows),
                "counted": figure.counted if figure.counted != shown else "",
                "told": f"{figure.stated or range_words(figure.low, figure.high)} – {figure.source}, {day_words(figure.date)}",
                "low": figure.low,
                "high": figure.high,
                "at": figure.at,
                "superseded": figure.superseded,
            }
        )
        shown = figure.counted
    return rows


def _arrows(rows: list[dict[str, Any]], offset: int, head: str, x: Any, y: Any) -> list[Layer]:
    data = alt.InlineData(values=rows)
    shaft = alt.Chart(data).mark_rule(color=INK, strokeWidth=1.5, x2Offset=offset).encode(x=x, x2="at:Q", y=y)
    tip = alt.Chart(data).mark_point(shape=head, filled=True, color=INK, size=45, opacity=1, xOffset=offset)
    return [shaft, tip.encode(x=x, y=y)]
