"""Figures of reports beside reference series, as a chart: a Vega-Lite specification drawn as SVG or PNG.

What is counted on several days, or beside a reference series, is a panel over time (``chart_time``); all other figures stand in
rows, one below the other, so that what several sources say of one event can be compared (``chart_rows``). A closed range is a
bar, an exact number a dot, an open end an arrow that says in which direction it is open. Colours are ink and grey: none stands
for a party, and a source is told by its name or by a number that the chart explains. Needs the extra ``plots`` (altair,
vl-convert-python).
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import altair as alt
import vl_convert

from onrecord.export import chart_rows, chart_time
from onrecord.export.chart_parts import CAPTION_CHARACTERS, GREY, ChartFigure, ChartReference, Layer, by_panel, wrapped
from onrecord.records import ReferenceSeries

__all__ = ["ChartFigure", "ChartReference", "caption", "drawn", "is_over_time", "png", "save", "svg"]

PNG_SCALE = 2.0
DAYS_OVER_TIME = 3
"""Different days from which on figures are drawn over time; fewer are a row each."""


def is_over_time(figures: Sequence[ChartFigure], *, compared: bool) -> bool:
    """Whether the figures of a panel are drawn over time: beside a reference series, or when they have enough days."""
    return compared or len({figure.date for figure in figures}) >= DAYS_OVER_TIME


def drawn(figures: Sequence[ChartFigure], references: Sequence[ChartReference], *, title: str) -> dict[str, Any]:
    """The Vega-Lite specification: a panel over time for each title that has one, then rows for each measure, then the sources."""
    series: dict[str, list[ReferenceSeries]] = {name: [] for name in (*(r.panel for r in references), *(f.panel for f in figures))}
    for reference in references:
        series[reference.panel].append(reference.series)
    panels = by_panel(figures)
    timed = {name: panels.get(name, ()) for name in series if is_over_time(panels.get(name, ()), compared=bool(series[name]))}
    single = [figure for figure in figures if figure.panel not in timed]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(f.source for members in timed.values() for f in members), 1)}
    charts: list[Layer] = [chart_time.panel(name, members, series[name], numbers) for name, members in timed.items()]
    if numbers:
        charts.append(chart_time.sources(numbers))
    charts += chart_rows.panels(single)
    notes = [note for name, members in timed.items() for note in chart_time.cut_off(members, series[name])]
    heading = alt.TitleParams(
        title,
        subtitle=[*caption(figures, references), *(line for note in dict.fromkeys(notes) for line in wrapped(note, CAPTION_CHARACTERS))],
        anchor="start",
        frame="group",
        fontSize=16,
        offset=18,
        subtitleColor="#52606d",
        subtitlePadding=6,
        subtitleLineHeight=14,
    )
    whole = alt.vconcat(*charts, spacing=26).properties(title=heading, padding=16)
    configured = whole.configure(font="sans-serif", background="white").configure_axis(gridColor="#e4e7eb", domainColor=GREY)
    specification: dict[str, Any] = configured.configure_view(stroke=None).to_dict()
    return specification


def caption(figures: Sequence[ChartFigure], references: Sequence[ChartReference]) -> list[str]:
    """What the marks mean and what is compared with what, in lines; a reference series is never called true."""
    marks = ["Dot: a number as a report gives it, on the day it is as of, else the day of publication."]
    if any(f.low is None or f.high is None for f in figures):
        marks.append("Arrow: the number is a bound – it points to more for “at least”, to less for “up to”; its length means nothing.")
    if any(f.low is not None and f.high is not None and f.low < f.high for f in figures):
        marks.append("Bar: a range.")
    if any(f.superseded for f in figures):
        marks.append("Hollow: corrected later by the same report.")
    sentences = [" ".join(marks)]
    named = dict.fromkeys(f"{reference.series.source} ({reference.series.origin.rsplit('/', 1)[-1]})" for reference in references)
    if named:
        sentences.append(f"Grey line: {'; '.join(named)}.")
        sentences.append("A reference series is one body's account, chosen for comparison. Where they differ, either may be wrong.")
    else:
        sentences.append("No reference series is set beside them.")
    return [line for sentence in sentences for line in wrapped(sentence, CAPTION_CHARACTERS)]


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
