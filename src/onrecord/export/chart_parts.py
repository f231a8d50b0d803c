"""What both sorts of panels are made of: the figures to draw, ink and sizes, days as numbers, words in lines."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from onrecord.records import ReferenceSeries

INK = "#1f2933"
SOFT = "#52606d"
GREY = "#8a94a0"
FAINT = "#e4e7eb"
PANEL_WIDTH, PANEL_HEIGHT = 640, 200
ARROW = 17
"""Pixels by which an arrow reaches beyond the stated bound."""
ABOUT = 9
"""Pixels by which the bar of an approximate number reaches beyond its rounding, so that it shows beside its mark."""
BAR, BAR_OPACITY = 5, 0.5
"""Pixels of the width of a range's bar."""
SET_BY_PERSON = "set by a person"
BY_PERSON = "†"
"""Stands beside a mark, and tells that."""
PRINT = 11
"""Pixels of the smallest print."""
DAYS_OVER_TIME = 3
"""Different days from which on figures are drawn over time; fewer are a row each."""

Layer = Any
"""A chart of altair, whose own types do not hold under strict checking."""


@dataclass(frozen=True, kw_only=True)
class ChartFigure:
    """One figure of one report, ready to be drawn. An open end is None."""

    panel: str
    """Title of the panel it belongs to: measure, whom and where, scope."""
    kind: str = ""
    """Title of the rows that it stands in where no time joins it to others; by default measure and scope."""
    measure: str
    counted: str
    """Whom and where."""
    date: str
    """ISO day it is as of; empty where none is known, which is told in rows alone."""
    low: int | None
    high: int | None
    about: tuple[int, int] | None = None
    """The rounding of a number that its words call approximate, least and greatest; None for others."""
    source: str
    """The voice that its report names."""
    root: str | None = None
    """The root source, where the chain of citing ends; None where it ends nowhere."""
    outlet: str | None = None
    """Who published the report; None where that is not stated."""
    scope: str
    stated: str = ""
    """The number in the words of the report."""
    superseded: bool = False
    """Corrected later by its own report."""
    corrected: bool = False
    """Set by a person, or added by one: the machine's reading has another, or none."""

    @property
    def rows(self) -> str:
        """The title of its rows."""
        return self.kind or f"{self.measure} · {self.scope}"

    @property
    def at(self) -> int:
        """The stated number, or the bound that is stated."""
        return self.low if self.low is not None else self.high or 0

    @property
    def is_range(self) -> bool:
        """Whether both ends are stated, and differ."""
        return self.low is not None and self.high is not None and self.low < self.high

    @property
    def is_exact(self) -> bool:
        """Whether one number is stated, and no word says that it is approximate."""
        return self.low is not None and self.low == self.high and self.about is None


@dataclass(frozen=True, kw_only=True)
class ChartReference:
    """One reference series and the panel it is drawn in."""

    panel: str
    series: ReferenceSeries


def is_over_time(figures: Sequence[ChartFigure], *, compared: bool) -> bool:
    """Whether the figures of a panel are drawn over time: beside a reference series, or when they have enough days."""
    return compared or len({figure.date for figure in figures}) >= DAYS_OVER_TIME


def by_panel(figures: Sequence[ChartFigure]) -> dict[str, list[ChartFigure]]:
    """Figures by the title of their panel, in the order in which they came."""
    panels: dict[str, list[ChartFigure]] = {}
    for figure in figures:
        panels.setdefault(figure.panel, []).append(figure)
    return panels


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


NO_BREAK = "\u00a0"
MARK = "\u200e"
"""LEFT-TO-RIGHT MARK: not seen, and runs like our letters."""
_NARROW = frozenset("iIjl.,:;'!|()[]{}/\\-‘’“” ·ftr1")
_WIDE = frozenset("mwMW@%—…")


def width_of(text: str, size: float = PRINT) -> float:
    """About how many pixels a text takes in a plain face of this size; what has no face of its own here is taken as wide as a letter."""
    total = 0.0
    for character in text:
        if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
            continue
        if unicodedata.east_asian_width(character) in "WF":
            total += 1.0
        elif character in _WIDE:
            total += 0.88
        elif character in _NARROW:
            total += 0.34
        else:
            total += 0.7 if character.isupper() else 0.57
    return total * size


def in_lines(text: str, width: float, *, size: float = PRINT, most: int | None = None) -> list[str]:
    """A text in lines of at most so many pixels, broken between words, and within a word that is longer than a line.

    Args:
        text: the words.
        width: pixels of a line.
        size: pixels of the print.
        most: lines; what goes beyond them is left out, and an ellipsis says so.
    """
    lines, wide, blank = [""], 0.0, width_of(" ", size)
    for word in text.split(" "):
        if most is not None and len(lines) > most + 1:
            break  # what follows is left out
        if not word:
            continue
        if lines[-1] and wide + blank + width_of(word, size) > width:
            lines.append("")
        if not lines[-1]:
            wide = 0.0
            for piece in _pieces(word, width, size):
                lines[-1] = piece
                lines.append("")
            wide = width_of(lines[-2], size)
            lines.pop()
        else:
            lines[-1] += f" {word}"
            wide += blank + width_of(word, size)
    if most is not None and len(lines) > most:
        last = lines[most - 1]
        while last and width_of(f"{last}…", size) > width:
            last = last[:-1]
        lines = [*lines[: most - 1], f"{last.rstrip(' ,;:')}…"]
    return [f"{MARK}{line}" if runs_left(line) and not line.startswith(MARK) else line for line in lines]


def _pieces(word: str, width: float, size: float) -> Iterator[str]:
    """A word in pieces of at most so many pixels, each of a letter at least."""
    begins, taken = 0, 0.0
    for at, character in enumerate(word):
        wide = width_of(character, size)
        if at > begins and taken + wide > width:
            yield word[begins:at]
            begins, taken = at, 0.0
        taken += wide
    yield word[begins:]


def runs_left(text: str) -> bool:
    """Whether some of a text runs from right to left."""
    return any(unicodedata.bidirectional(character) in ("R", "AL", "AN") for character in text)


def apart(name: str) -> str:
    """Words of others that stand among ours; where they run from right to left, between marks that keep what is beside them in its place.

    Source: UAX 9, implicit marks. Isolates would say more, but not all that draws letters knows them.
    """
    return f"{MARK}{name}{MARK}" if runs_left(name) else name
