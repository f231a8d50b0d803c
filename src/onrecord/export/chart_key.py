"""The keys below the panels: how to read the marks, which line is whose, root sources by colour and number, outlets by marker."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from onrecord.export import chart_rows, chart_time
from onrecord.export.chart_marks import NO_OUTLET, NO_ROOT, OTHER_OUTLET, OTHER_ROOT, Marks
from onrecord.export.chart_parts import (
    BAR,
    BAR_OPACITY,
    BY_PERSON,
    GREY,
    INK,
    PANEL_WIDTH,
    PRINT,
    SET_BY_PERSON,
    ChartFigure,
    Layer,
    in_lines,
)
from onrecord.export.chart_time import BAND, DASHES, EDGE, FALL_WIDTH, OPEN_HEADS, OWN_WIDTH, REFERENCE_WIDTH
from onrecord.records import ReferenceSeries

COLUMNS = 2
ROW, LINE = 19, 14
"""Pixels from entry to entry, and from line to line in one."""
WORDS_AT, WORDS = 46, 268
"""Pixels at which the words of an entry begin in its column, and how wide they are."""
GLYPH = 22
"""Pixels at which the middle of its mark stands."""
SIZE = 64
_LINES = 3

Panels = Mapping[str, tuple[Sequence[ChartFigure], Sequence[ReferenceSeries]]]
"""Panels over time by title: their figures, and the series that these stand beside."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of a key: what is drawn, and what it means."""

    words: str
    shape: str | None = None
    fill: str = "white"
    edge: float = EDGE
    text: str = ""
    """Stands before the mark."""
    arrow: str | None = None
    """Which way: ``up`` or ``down``."""
    bar: str | None = None
    """``range`` or ``about``."""
    line: str | None = None
    """Its colour."""
    wide: float = REFERENCE_WIDTH
    dash: tuple[int, ...] = (1, 0)


def keys(
    figures: Sequence[ChartFigure],
    panels: Panels,
    letters: Mapping[str, str],
    marks: Marks,
    left_out: Sequence[str] = (),
) -> Iterator[Layer]:
    """The keys that a chart needs.

    Args:
        figures: all figures drawn.
        panels: those over time.
        letters: the letters of series, as for ``chart_time.panel``.
        marks: how the figures are marked.
        left_out: what is not drawn, a sentence each.
    """
    single = [figure for figure in figures if figure.panel not in panels]
    several = chart_rows.shares(single) or any(chart_time.shares(*panel) for panel in panels.values())
    sections = {
        "How to read it": [*_of_marks(figures), *_of_lines(panels, marks), *_of_shared(panels, several=several)],
        "Reference series – one body's account each, chosen for comparison": list(_of_references(panels, letters)),
        "Root sources, where the chain of citing ends – by colour and number, in order of names": list(_of_roots(figures, marks)),
        "Outlets, which published the reports – by marker, in order of names": list(_of_outlets(figures, marks, several=several)),
        "Not drawn": [Entry(words=words, text="–") for words in left_out],
    }
    return (_key(title, entries) for title, entries in sections.items() if entries)


def _of_marks(figures: Sequence[ChartFigure]) -> Iterator[Entry]:
    if any(f.is_exact for f in figures):
        yield Entry(words="a number as a report gives it, on the day it is as of, else the day of publication", shape="circle", fill=GREY)
    if any(f.high is None for f in figures):
        yield Entry(words="“at least”: more is possible; the arrow's length means nothing", shape="circle", fill=GREY, arrow="up")
    if any(f.low is None for f in figures):
        yield Entry(words="“up to”: less is possible; the arrow's length means nothing", shape="circle", fill=GREY, arrow="down")
    if any(f.is_range for f in figures):
        yield Entry(words="a range, from end to end", shape="circle", fill=GREY, bar="range")
    if any(f.about for f in figures):
        yield Entry(words="“about”: a little beyond its rounding (“about 40” is 35 to 45)", shape="circle", fill=GREY, bar="about")
    if any(f.corrected for f in figures):
        yield Entry(words=f"{SET_BY_PERSON}: the machine's reading has another number, or none", text=BY_PERSON)
    if any(f.superseded for f in figures):
        yield Entry(words="hollow: corrected later by the same report", shape="circle", edge=2 * EDGE)


def _of_lines(panels: Panels, marks: Marks) -> Iterator[Entry]:
    if any(chart_time.own_steps(figures, marks) for figures, _ in panels.values()):
        words = "thin line in a colour: running totals of that root source, from exact number to exact number"
        yield Entry(words=words, line=INK, wide=OWN_WIDTH)
    if any(chart_time.falls(figures, references, marks) for figures, references in panels.values()):
        yield Entry(words="thick upright: a running total falls", line=INK, wide=FALL_WIDTH)


def _of_shared(panels: Panels, *, several: bool) -> Iterator[Entry]:
    if several:
        yield Entry(words="that many outlets give this number", text="×5")
    if any(chart_time.is_crowded(members) for members, _ in panels.values()):
        yield Entry(words="where marks are many, no numbers stand beside them; colour and marker tell the same")
    if any(chart_time.is_cut(*panel) for panel in panels.values()):
        yield Entry(words="above the dashed line: too great for the scale; the number stands beside it", line=GREY, wide=1, dash=(4, 3))


def _of_references(panels: Panels, letters: Mapping[str, str]) -> Iterator[Entry]:
    told = set()
    for _, references in panels.values():
        for number, series in enumerate(references):
            bounded = any((point.low, point.high) != (None, None) for point in series.points)
            name = f"{series.source} ({series.origin.rsplit('/', 1)[-1]})"
            words = name + ("; the band is what it takes for possible" if bounded else "")
            if words not in told:
                told.add(words)
                dash = tuple(DASHES[number % len(DASHES)])
                yield Entry(words=words, text=letters.get(series.id, ""), line=GREY, dash=dash, bar="band" if bounded else None)


def _of_roots(figures: Sequence[ChartFigure], marks: Marks) -> Iterator[Entry]:
    for root in marks.roots:
        yield Entry(words=root, shape="circle", fill=marks.colour(root), text=str(marks.numbers[root]))
    if marks.more_roots:
        words = f"{marks.more_roots:,} other root source{'' if marks.more_roots == 1 else 's'}, without a number"
        yield Entry(words=words, shape="circle", fill=OTHER_ROOT)
    if any(figure.root is None for figure in figures):
        yield Entry(words="none: the report names no source, or the chain ends nowhere", shape="circle", fill=NO_ROOT)
    if any(root.startswith("“") for root in marks.roots):
        yield Entry(words="in quotation marks: whoever is called so; different people may be", text="“ ”")


def _of_outlets(figures: Sequence[ChartFigure], marks: Marks, *, several: bool) -> Iterator[Entry]:
    for outlet in marks.outlets:
        yield Entry(words=outlet, shape=marks.shapes[outlet], fill=GREY)
    if marks.more_outlets:
        words = f"{marks.more_outlets:,} other outlet{'' if marks.more_outlets == 1 else 's'}" + (", or several outlets" if several else "")
        yield Entry(words=words, shape=OTHER_OUTLET, fill=GREY)
    elif several:
        yield Entry(words="several outlets", shape=OTHER_OUTLET, fill=GREY)
    if any(figure.outlet is None for figure in figures):
        yield Entry(words="the outlet is not stated", shape=NO_OUTLET, fill=GREY)


def _key(title: str, entries: Sequence[Entry]) -> Layer:
    """A section of the key: its entries in columns, one below the other."""
    per_column = -(-len(entries) // COLUMNS)
    placed: list[tuple[float, float, Entry, list[str]]] = []
    height = 0.0
    for column in range(COLUMNS):
        down = 0.0
        for entry in entries[column * per_column : (column + 1) * per_column]:
            lines = in_lines(entry.words, WORDS, most=_LINES)
            placed.append((column * PANEL_WIDTH / COLUMNS, down + ROW / 2, entry, lines))
            down += ROW + (len(lines) - 1) * LINE
        height = max(height, down)
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, PANEL_WIDTH], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False))
    layers = [layer.encode(x=x, y=y) for layer in _drawn(placed)]
    heading = alt.TitleParams(in_lines(title, PANEL_WIDTH, size=13), anchor="start", frame="group", fontSize=12)
    return alt.layer(*layers).properties(width=PANEL_WIDTH, height=height, title=heading)


def _drawn(placed: Sequence[tuple[float, float, Entry, list[str]]]) -> Iterator[Layer]:
    rules: dict[tuple[Any, ...], list[dict[str, float]]] = {}
    heads: dict[str, list[dict[str, float]]] = {}
    points: list[dict[str, Any]] = []
    words = [{"x": x + WORDS_AT, "y": y, "words": "\n".join(lines)} for x, y, _, lines in placed]
    texts = [{"x": x + (10 if one.shape or one.line else GLYPH + 8), "y": y, "words": one.text} for x, y, one, _ in placed if one.text]
    for x, y, one, _ in placed:
        middle = x + GLYPH + (8 if one.text and one.shape else 0)
        ends = (-8.0, 8.0) if one.bar == "range" else (0.0,)
        if one.line is not None:
            left = middle - (4 if one.text else 14)
            if one.bar == "band":
                rules.setdefault((BAND, 12.0, (1, 0), 0.7), []).append({"x": left, "y": y, "x2": middle + 16, "y2": y})
            upright = one.wide == FALL_WIDTH
            place = {"x": middle, "y": y - 6, "x2": middle, "y2": y + 6} if upright else {"x": left, "y": y, "x2": middle + 16, "y2": y}
            rules.setdefault((one.line, one.wide, one.dash, 1.0), []).append(place)
        if one.bar == "range":
            rules.setdefault((GREY, BAR, (1, 0), BAR_OPACITY), []).append({"x": middle - 8, "y": y, "x2": middle + 8, "y2": y})
        if one.bar == "about":
            rules.setdefault((INK, 1.2, (2, 2), 1.0), []).append({"x": middle, "y": y - 9, "x2": middle, "y2": y + 9})
        if one.arrow:
            tip = y + (-11 if one.arrow == "up" else 11)
            rules.setdefault((INK, 1.2, (1, 0), 1.0), []).append({"x": middle, "y": y, "x2": middle, "y2": tip})
            heads.setdefault(OPEN_HEADS[one.arrow], []).append({"x": middle, "y": tip})
        if one.shape is not None:
            edge = {"shape": one.shape, "fill": one.fill, "edge": one.edge}
            points += [{"x": middle + end, "y": y, **edge} for end in ends]
    for (colour, wide, dash, opacity), rows in rules.items():
        rule = alt.Chart(alt.InlineData(values=rows)).mark_rule(color=colour, strokeWidth=wide, strokeDash=list(dash), opacity=opacity)
        yield rule.encode(x2="x2:Q", y2="y2:Q")
    for head, rows in heads.items():
        yield alt.Chart(alt.InlineData(values=rows)).mark_point(shape=head, filled=False, color=INK, strokeWidth=1.2, size=30, opacity=1)
    if points:
        drawn = alt.Chart(alt.InlineData(values=points)).mark_point(size=SIZE, stroke=INK, opacity=1)
        yield drawn.encode(
            shape=alt.Shape("shape:N", scale=None), fill=alt.Fill("fill:N", scale=None), strokeWidth=alt.StrokeWidth("edge:Q", scale=None)
        )
    if texts:
        bold = alt.Chart(alt.InlineData(values=texts)).mark_text(
            align="right", dx=6, baseline="middle", fontSize=PRINT, fontWeight="bold", color=INK
        )
        yield bold.encode(text="words:N")
    plain = alt.Chart(alt.InlineData(values=words)).mark_text(
        align="left", baseline="middle", fontSize=PRINT, lineBreak="\n", lineHeight=LINE, limit=int(WORDS * 1.3), color=INK
    )
    yield plain.encode(text="words:N")
