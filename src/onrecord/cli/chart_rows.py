"""Which lines of figures a chart shows, and in which panels."""

from collections.abc import Sequence
from typing import Any

from onrecord.cli.terminal import visible
from onrecord.corroboration import SeriesLine
from onrecord.records import ReferenceSeries

PANELS = 6
"""Panels on one chart; more cannot be read."""


def drawn_rows(lines: Sequence[SeriesLine], references: dict[str, ReferenceSeries], chart: Any) -> tuple[list[Any], list[Any], list[str]]:
    """Figures and reference series of the chart module's own kinds, and what was left out, in sentences.

    Where lines can be compared with a reference series, those are drawn; otherwise all lines are. Parts of other
    figures and figures without a day are not drawn.
    """
    compared = [line for line in lines if line.references]
    chosen = compared or list(lines)
    panels: dict[str, list[SeriesLine]] = {}
    for line in chosen:
        panels.setdefault(_title(line, references), []).append(line)
    kept = dict(sorted(panels.items(), key=lambda item: -sum(len(line.rows) for line in item[1]))[:PANELS])
    figures: list[Any] = []
    beside: list[Any] = []
    undated = 0
    for title, members in kept.items():
        names = dict.fromkeys(name for line in members for name in line.references)
        beside.extend(chart.ChartReference(panel=title, series=references[name]) for name in names)
        for line in members:
            for row in line.rows:
                if row.date is None:
                    undated += 1
                elif not row.part:
                    source = visible(row.source) if row.source else "not said"
                    figures.append(
                        chart.ChartFigure(panel=title, date=row.date, low=row.min, high=row.max, source=source, scope=line.scope)
                    )
    left_out = []
    if len(panels) > len(kept):
        left_out.append(f"{_not_drawn(len(panels) - len(kept), 'panel')}; choose with --measure, --group and --place")
    if compared and len(compared) < len(lines):
        left_out.append(f"{_not_drawn(len(lines) - len(compared), 'line', ' without a reference series')}; the table has them")
    if undated:
        left_out.append(_not_drawn(undated, "figure", " without a day"))
    return figures, beside, left_out


def _not_drawn(count: int, what: str, which: str = "") -> str:
    return f"{count:,} {what}{which} is not drawn" if count == 1 else f"{count:,} {what}s{which} are not drawn"


def _title(line: SeriesLine, references: dict[str, ReferenceSeries]) -> str:
    """Measure, group and place – those of the reference series where there is one, so that wordings share a panel."""
    if line.references:
        reference = references[line.references[0]]
        return " · ".join(visible(part) for part in (line.measure, reference.group, reference.place))
    return " · ".join(visible(part) for part in (line.measure, line.group or "group not said", line.place or "place not said"))
