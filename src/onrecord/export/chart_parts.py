"""What both sorts of panels are made of: the figures to draw, ink and sizes, days as numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from onrecord.records import ReferenceSeries

INK = "#1f2933"
GREY = "#8a94a0"
PANEL_WIDTH, PANEL_HEIGHT = 640, 190
ARROW = 16
"""Pixels by which an arrow reaches beyond the stated bound."""
BAR, BAR_OPACITY = 6, 0.6
"""Pixels of the width of a range's bar."""
DOT = 46
"""Area of a dot in square pixels."""
CAPTION_CHARACTERS = 124
"""Characters of a caption line that fit the width of a panel at its size."""

Layer = Any
"""A chart of altair, whose own types do not hold under strict checking."""


@dataclass(frozen=True, kw_only=True)
class ChartFigure:
    """One figure of one report, ready to be drawn. An open end is None."""

    panel: str
    """Title of the panel it belongs to: measure, whom and where, scope."""
    measure: str
    counted: str
    """Whom and where."""
    date: str
    """ISO day it is as of."""
    low: int | None
    high: int | None
    source: str
    scope: str
    stated: str = ""
    """The number in the words of the report."""
    superseded: bool = False
    """Corrected later by its own report."""

    @property
    def at(self) -> int:
        """The stated number, or the bound that is stated."""
        return self.low if self.low is not None else self.high or 0


@dataclass(frozen=True, kw_only=True)
class ChartReference:
    """One reference series and the panel it is drawn in."""

    panel: str
    series: ReferenceSeries


def by_panel(figures: Sequence[ChartFigure]) -> dict[str, list[ChartFigure]]:
    """Figures by the title of their panel, in the order in which they came."""
    panels: dict[str, list[ChartFigure]] = {}
    for figure in figures:
        panels.setdefault(figure.panel, []).append(figure)
    return panels


def parted(rows: Sequence[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Rows of ranges, which are bars, and of single numbers and bounds, which are dots."""
    ranges = [row for row in rows if row["low"] is not None and row["high"] is not None and row["low"] < row["high"]]
    return ranges, [row for row in rows if row not in ranges]


def moment(day: str) -> int:
    """An ISO day as milliseconds, its midnight in UTC, so that no clock's zone moves a mark."""
    return int(datetime.fromisoformat(day[:10]).replace(tzinfo=UTC).timestamp() * 1000)


def even_ticks(top: float, most: int) -> list[int]:
    """Whole numbers from 0 up to ``top`` at even steps of 1, 2 or 5 times a power of ten, at most ``most`` of them beside 0."""
    power = 1
    while True:
        for step in (power, 2 * power, 5 * power):
            if top / step <= most:
                return list(range(0, int(top) + 1, step))
        power *= 10


def wrapped(sentence: str, characters: int) -> list[str]:
    """A sentence in lines, broken between words."""
    lines = [""]
    for word in sentence.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > characters:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
