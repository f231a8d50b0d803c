"""Figures of reports beside reference series, as a chart: a Vega-Lite specification drawn as SVG or PNG.

A closed range is a bar, an exact number a point, an open end an arrow that says in which direction it is open. Colours
are ink and grey: none stands for a party. Needs the extra ``plots`` (altair, vl-convert-python).
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import altair as alt
import vl_convert

from onrecord.records import ReferenceSeries

INK = "#1f2933"
GREY = "#8a94a0"
ARROW = 14
"""Pixels by which an arrow reaches beyond the stated bound."""
PANEL_WIDTH, PANEL_HEIGHT = 640, 220
CAPTION_CHARACTERS = 118
"""Characters of a caption line that fit the width of a panel at its size."""
PNG_SCALE = 2.0
SHAPES = ("circle", "square", "diamond", "cross", "M-1,-1L1,1M-1,1L1,-1", "M-1,0L1,0", "M-1,-1L1,-1L-1,1L1,1Z", "M0,-1L0,1")
"""Shapes of sources. No triangles: those are the arrows."""
DAYS_AROUND = 45
"""Days of a reference series drawn before the first and after the last figure; a series of years would flatten the rest."""

Layer = Any
"""A chart of altair, whose own types do not hold under strict checking."""


@dataclass(frozen=True, kw_only=True)
class ChartFigure:
    """One figure of one report, ready to be drawn. An open end is None."""

    panel: str
    """Title of the panel it belongs to: measure, group and place."""
    date: str
    """ISO day it is as of."""
    low: int | None
    high: int | None
    source: str
    scope: str


@dataclass(frozen=True, kw_only=True)
class ChartReference:
    """One reference series and the panel it is drawn in."""

    panel: str
    series: ReferenceSeries


def drawn(figures: Sequence[ChartFigure], references: Sequence[ChartReference], *, title: str) -> dict[str, Any]:
    """The Vega-Lite specification: one panel for each title, figures over the reference series of the same title."""
    panels = list(dict.fromkeys([*(figure.panel for figure in figures), *(reference.panel for reference in references)]))
    charts = [_panel(name, [f for f in figures if f.panel == name], [r.series for r in references if r.panel == name]) for name in panels]
    heading = alt.TitleParams(
        title, subtitle=caption(references), anchor="start", fontSize=15, offset=16, subtitleColor="#52606d", subtitlePadding=6
    )
    whole = alt.vconcat(*charts, spacing=28).resolve_scale(shape="shared").properties(title=heading)
    configured = whole.configure(font="sans-serif", background="white").configure_axis(gridColor="#e4e7eb", domainColor=GREY)
    specification: dict[str, Any] = configured.configure_view(stroke=None).to_dict()
    return specification


def caption(references: Iterable[ChartReference]) -> list[str]:
    """What is compared with what, in lines; a reference series is never called true."""
    named = dict.fromkeys(f"{reference.series.source} ({reference.series.origin.rsplit('/', 1)[-1]})" for reference in references)
    sentences = ["Marks: figures as reports give them, on the day they are as of, else the day of publication; hollow: not cumulative."]
    if named:
        sentences.append(f"Grey line: {'; '.join(named)}.")
        sentences.append("A reference series is one body's account, chosen for comparison. Where they differ, either may be wrong.")
    else:
        sentences.append("No reference series is set beside them.")
    return [line for sentence in sentences for line in _wrapped(sentence)]


def _wrapped(sentence: str) -> list[str]:
    lines = [""]
    for word in sentence.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > CAPTION_CHARACTERS:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _panel(name: str, figures: Sequence[ChartFigure], references: Sequence[ReferenceSeries]) -> Layer:
    window = _window(figures)
    layers = [*_reference_layers(references, window), *_figure_layers(figures)]
    return alt.layer(*layers).properties(width=PANEL_WIDTH, height=PANEL_HEIGHT, title=alt.TitleParams(name, anchor="start", fontSize=12))


def _window(figures: Sequence[ChartFigure]) -> tuple[str, str]:
    """First and last day of a reference series that are drawn beside these figures."""
    if not figures:
        return ("", "9")  # every ISO day
    days = sorted(date.fromisoformat(figure.date) for figure in figures)
    around = timedelta(days=DAYS_AROUND)
    return (days[0] - around).isoformat(), (days[-1] + around).isoformat()


def _day_axis() -> alt.X:
    return alt.X("date:T", title=None, axis=alt.Axis(format="%-d %b %Y", labelOverlap=True, tickCount=6))


def _people_axis(field: str) -> alt.Y:
    return alt.Y(f"{field}:Q", title="people", axis=alt.Axis(format=",d", tickCount=5))


def _reference_layers(references: Sequence[ReferenceSeries], window: tuple[str, str]) -> list[Layer]:
    first, last = window
    rows = [{"date": p.date, "value": p.value, "series": s.source} for s in references for p in s.points if first <= p.date <= last]
    if not rows:
        return []
    line = alt.Chart(alt.InlineData(values=rows)).mark_line(interpolate="step-after", color=GREY, strokeWidth=1.5)
    return [line.encode(x=_day_axis(), y=_people_axis("value"), strokeDash=alt.StrokeDash("series:N", legend=None))]


def _figure_layers(figures: Sequence[ChartFigure]) -> list[Layer]:
    if not figures:
        return []
    rows = [{**asdict(f), "at": f.low if f.low is not None else f.high, "cumulative": f.scope == "cumulative"} for f in figures]
    ranges = [row for row in rows if row["low"] is not None and row["high"] is not None and row["low"] < row["high"]]
    upward = [row for row in rows if row["high"] is None]
    downward = [row for row in rows if row["low"] is None]
    layers = []
    if ranges:
        layers += _bars(ranges)
    for open_ended, offset, head in ((upward, -ARROW, "triangle-up"), (downward, ARROW, "triangle-down")):
        if open_ended:
            layers += _arrows(open_ended, offset, head)
    return [*layers, _points(rows)]


def _bars(rows: list[dict[str, Any]]) -> list[Layer]:
    data = alt.InlineData(values=rows)
    bar = alt.Chart(data).mark_rule(color=INK, strokeWidth=5, opacity=0.4).encode(x=_day_axis(), y=_people_axis("low"), y2="high:Q")
    cap = alt.Chart(data).mark_tick(color=INK, width=14, thickness=2, orient="horizontal").encode(x=_day_axis(), y=_people_axis("high"))
    return [bar, cap]


def _arrows(rows: list[dict[str, Any]], offset: int, head: str) -> list[Layer]:
    data = alt.InlineData(values=rows)
    shaft = alt.Chart(data).mark_rule(color=INK, strokeWidth=1.5, y2Offset=offset).encode(x=_day_axis(), y=_people_axis("at"), y2="at:Q")
    tip = alt.Chart(data).mark_point(shape=head, filled=True, color=INK, size=45, opacity=1, yOffset=offset)
    return [shaft, tip.encode(x=_day_axis(), y=_people_axis("at"))]


def _points(rows: list[dict[str, Any]]) -> Layer:
    """The stated bound of every figure, its source told by the shape; filled when cumulative."""
    scale = alt.Scale(range=list(SHAPES))
    shape = alt.Shape("source:N", scale=scale, legend=alt.Legend(title="according to", labelLimit=260, orient="bottom", columns=2))
    fill = alt.condition("datum.cumulative", alt.value(INK), alt.value("white"))
    points = alt.Chart(alt.InlineData(values=rows)).mark_point(stroke=INK, strokeWidth=1.4, size=52, opacity=1, fillOpacity=0.75)
    return points.encode(x=_day_axis(), y=_people_axis("at"), shape=shape, fill=fill)


def svg(specification: dict[str, Any]) -> str:
    """The chart as SVG text, with its title for those who hear pages read."""
    opened, mark, rest = str(vl_convert.vegalite_to_svg(specification)).partition(">")
    return f"{opened}{mark}<title>{escape(str(specification['title']['text']))}</title>{rest}"


def png(specification: dict[str, Any]) -> bytes:
    """The chart as PNG bytes, at twice its size for sharp text."""
    return bytes(vl_convert.vegalite_to_png(specification, scale=PNG_SCALE))


def save(specification: dict[str, Any], path: Path) -> None:
    """Write the chart in the form that the file's ending names: ``.svg`` or ``.png``.

    Raises:
        ValueError: for another ending.
    """
    if path.suffix == ".svg":
        path.write_text(svg(specification), encoding="utf-8")
    elif path.suffix == ".png":
        path.write_bytes(png(specification))
    else:
        raise ValueError(f"{path}: charts are written as .svg or .png")
