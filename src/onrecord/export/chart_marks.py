"""Which colour stands for which root source, and which marker for which outlet: by figures told and order of names, by nothing else.

Colour and marker are given by how many figures on the chart have a root source or an outlet and, among equals, by the order of their
names; keys follow that order too. Who is whose party is not asked, so parties are treated alike. A colour never stands alone: a root
source has a number as well.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from math import cos, pi, sin

from onrecord.export.chart_parts import ChartFigure

COLOURS = ("#0072B2", "#E69F00", "#CC79A7", "#56B4E9", "#000000")
"""Five of the eight colours that people with any colour vision can tell apart: M. Okabe and K. Ito, Color Universal Design, 2008
(https://jfly.uni-koeln.de/color/). Their vermilion and their bluish green are left out, since beside each other these are read as wrong and
right, and their yellow, of which a thin line is not seen on white. Every mark has an edge of ink (WCAG 2.2, 1.4.11)."""
OTHER_ROOT, NO_ROOT = "#7b8794", "#c9d0d8"
"""Root sources beyond the colours, and figures that lead to none."""
NUMBERED = 24
"""Root sources that have a number and stand in the key; the rest are told together."""
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right", "triangle-left")


def _polygon(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.3f},{y:.3f}" for x, y in points) + "Z"


def _star() -> str:
    corners = ((1.15 if n % 2 == 0 else 0.5, pi * n / 5) for n in range(10))
    return _polygon([(radius * sin(angle), -radius * cos(angle)) for radius, angle in corners])


OTHER_OUTLET = _star()
"""A further outlet, or several at once."""
NO_OUTLET = _polygon([(sin(pi * n / 3) * 0.95, -cos(pi * n / 3) * 0.95) for n in range(6)])
"""A hexagon: the outlet is not stated."""


_BEFORE = re.compile(r"^[“\"]?(?:(?:the|an?) )?")


def in_order_of_names(names: Iterable[str]) -> list[str]:
    """Names from A to Z, whatever their capitals, and whether or not an article or a quotation mark stands before them."""
    return sorted(names, key=lambda name: (_BEFORE.sub("", name.casefold()), name))


class Marks:
    """How the figures of one chart are marked."""

    def __init__(self, figures: Sequence[ChartFigure]) -> None:
        roots, outlets = Counter(f.root for f in figures if f.root), Counter(f.outlet for f in figures if f.outlet)
        ranked, published = _most_first(roots), _most_first(outlets)
        self.roots = in_order_of_names(ranked[:NUMBERED])
        """The root sources of the key."""
        self.numbers = {name: number for number, name in enumerate(self.roots, 1)}
        self.colours = dict(zip(in_order_of_names(ranked[: len(COLOURS)]), COLOURS, strict=False))
        self.more_roots = len(ranked) - len(self.roots)
        """How many root sources have neither number nor colour."""
        self.outlets = in_order_of_names(published[: len(SHAPES)])
        """The outlets of the key."""
        self.shapes = dict(zip(self.outlets, SHAPES, strict=False))
        self.more_outlets = len(published) - len(self.outlets)
        """How many outlets share the marker of all others."""

    def colour(self, root: str | None) -> str:
        """Of a root source, or of none."""
        return NO_ROOT if root is None else self.colours.get(root, OTHER_ROOT)

    def shape(self, outlets: Sequence[str | None]) -> str:
        """Of one outlet, or of several that tell the same."""
        if len(outlets) != 1:
            return OTHER_OUTLET
        return NO_OUTLET if outlets[0] is None else self.shapes.get(outlets[0], OTHER_OUTLET)

    def label(self, root: str | None, outlets: int = 1) -> str:
        """What stands beside a mark: the number of its root source, and how many outlets a shared mark stands for."""
        number = str(self.numbers[root]) if root in self.numbers else ""
        return f"{number} ×{outlets}".strip() if outlets > 1 else number


def _most_first(counts: Counter[str]) -> list[str]:
    return sorted(in_order_of_names(counts), key=lambda name: -counts[name])
