"""Which lines of figures a chart shows, and in which panels."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from onrecord.cli.printed.series_lines import stated_words, whom_where
from onrecord.cli.terminal import visible
from onrecord.corroboration import SeriesLine, SeriesRow
from onrecord.corroboration.series import counted_together
from onrecord.records import ReferenceSeries

PANELS = 6
"""Panels over time on one chart; more cannot be read."""
ROWS = 60
"""Figures in rows on one chart, which are a page."""


def drawn_rows(
    lines: Sequence[SeriesLine], references: Mapping[str, ReferenceSeries], chart: Any
) -> tuple[list[Any], list[Any], list[str]]:
    """Figures and reference series of the chart module's own kinds, and what was left out, in sentences.

    Where lines can be compared with a reference series, those are drawn; otherwise all lines are. Parts of other
    figures and figures without a day are not drawn.
    """
    compared = [line for line in lines if line.references]
    panels: dict[Hashable, list[SeriesLine]] = {}
    for line in compared or lines:
        panels.setdefault(line.references or counted_together(line), []).append(line)
    timed: list[tuple[list[Any], list[Any]]] = []
    single: list[Any] = []
    undated = 0
    for members in panels.values():
        figures, missing = _figures(members, references, chart)
        undated += missing
        beside = [chart.ChartReference(panel=_title(members, references), series=references[name]) for name in members[0].references]
        if chart.is_over_time(figures, compared=bool(beside)):
            timed.append((figures, beside))
        else:
            single += figures
    kept = sorted(timed, key=lambda panel: -len(panel[0]))[:PANELS]
    left_out = []
    if len(timed) > len(kept):
        left_out.append(f"{_not_drawn(len(timed) - len(kept), 'panel')}; choose with --measure, --group and --place")
    if len(single) > ROWS:
        left_out.append(f"{_not_drawn(len(single) - ROWS, 'figure')}; choose with --measure, --group and --place")
    if compared and len(compared) < len(lines):
        left_out.append(f"{_not_drawn(len(lines) - len(compared), 'line', ' without a reference series')}; the table has them")
    if undated:
        left_out.append(_not_drawn(undated, "figure", " without a day"))
    drawn = [figure for figures, _ in kept for figure in figures] + single[:ROWS]
    return drawn, [reference for _, beside in kept for reference in beside], left_out


def _figures(lines: Sequence[SeriesLine], references: Mapping[str, ReferenceSeries], chart: Any) -> tuple[list[Any], int]:
    """The figures of one panel by day, and how many have none."""
    rows = [(line, row) for line in lines for row in line.rows if not row.part and (row.min, row.max) != (None, None)]
    counted = _counted(lines, references)
    figures = [
        chart.ChartFigure(
            panel=_title(lines, references),
            measure=line.measure,
            counted=counted,
            date=row.date,
            low=row.min,
            high=row.max,
            source=visible(line.source) if line.source else "not said",
            scope=line.scope,
            stated=stated_words(row),
            superseded=row.superseded,
        )
        for line, row in sorted(rows, key=_by_day)
        if row.date is not None
    ]
    return figures, sum(row.date is None for _, row in rows)


def _by_day(entry: tuple[SeriesLine, SeriesRow]) -> tuple[object, ...]:
    """Order of day, then the greater number first."""
    row = entry[1]
    return (row.date or "", -(row.max or row.min or 0), row.report, row.figure)


def _not_drawn(count: int, what: str, which: str = "") -> str:
    return f"{count:,} {what}{which} is not drawn" if count == 1 else f"{count:,} {what}s{which} are not drawn"


def _counted(lines: Sequence[SeriesLine], references: Mapping[str, ReferenceSeries]) -> str:
    """Whom and where – in the words of the reference series where there is one."""
    if lines[0].references:
        reference = references[lines[0].references[0]]
        return f"{visible(reference.group)}, {visible(reference.place)}"
    return whom_where(lines)


def _title(lines: Sequence[SeriesLine], references: Mapping[str, ReferenceSeries]) -> str:
    return f"{lines[0].measure} · {_counted(lines, references)} · {lines[0].scope}"
