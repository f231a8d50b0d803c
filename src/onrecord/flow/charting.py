"""The figures of a case as a picture: which are drawn and in which panels, with the outlet and the root source of each."""

import importlib
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from onrecord.corroboration import Beside, MatterShown, SeriesLine, SeriesRow
from onrecord.corroboration.numbers import about
from onrecord.corroboration.series import counted_together, stated_words, whom_where
from onrecord.errors import WrongUse
from onrecord.export import tables
from onrecord.export.chart_parts import ChartFigure, ChartReference, apart, is_over_time
from onrecord.flow.corroborating import set_beside
from onrecord.flow.origins import FigureKey, Origin, origins_of
from onrecord.ledger import View
from onrecord.records import Record, ReferenceSeries
from onrecord.records.visible import visible
from onrecord.records.wording import counted, day_words, range_words

CHART_MODULE = "onrecord.export.chart"
"""Only who draws needs its packages, and they are slow to load."""
ENDINGS = (".svg", ".png")
PANELS = 6
"""Panels over time on one chart; more cannot be read."""
ROWS = 60
"""Figures in rows on one chart, which are a page."""
MATTERS = 12
"""Events and days side by side on one chart."""


class Charted(Record, frozen=True, kw_only=True):
    """What became of a chart."""

    file: str
    """Where it was written."""
    figures: int
    """How many figures are drawn."""
    left_out: tuple[str, ...] = ()
    """What is not drawn, a sentence each."""
    protected: int = 0
    """How many names to be protected stand on it."""


def check_ending(file: Path) -> None:
    """Refuse a file whose name does not say which form a chart is to have.

    Raises:
        WrongUse: for another ending than .svg and .png.
    """
    if file.suffix.lower() not in ENDINGS:
        raise WrongUse(f"a chart cannot be written as {file.name}", hint=f"give the file the ending {' or '.join(ENDINGS)}")


def chart_series(view: View, lines: Sequence[SeriesLine], file: Path) -> Charted:
    """Draw figures of a case over time as SVG or PNG, as the file's ending says. A file that is there is replaced.

    1. Where lines can be compared with a reference series, those are chosen; otherwise all lines are. Parts of other figures and figures
       without a day are not drawn.
    2. The reports of the case are set beside each other, and each figure gets its outlet and its root source.
    3. The panels are drawn.

    Args:
        view: the case.
        lines: figures of it over time (``series_of``).
        file: where the chart is written.

    Raises:
        WrongUse: the ending is another one, a package is missing, there is nothing to draw, or the file cannot be written.
    """
    chart = _chart_for(file)
    chosen = _Chosen(lines, {reference.id: reference for reference in view.references()})
    if not chosen.figures:
        raise WrongUse("there is no dated figure to draw", hint="`onrecord series` without --plot lists what there is")
    origins = origins_of(set_beside(view), {key: source for key, source, _ in chosen.figures})
    figures = [replace(figure, outlet=_name(origins[key].outlet), root=_name(origins[key].root)) for key, _, figure in chosen.figures]
    drawn = chart.drawn(figures, chosen.beside, title="Figures of the reports over time", left_out=chosen.left_out)
    _save(chart, drawn, file)
    return Charted(file=str(file), figures=len(figures), left_out=tuple(chosen.left_out), protected=_protected(view, figures))


def chart_matters(view: View, matters: Sequence[MatterShown], file: Path, beside: Beside | None = None) -> Charted:
    """Draw counts of one event, or totals of one day, side by side as SVG or PNG: a panel each, with a row for each number and root source.

    Args:
        view: the case.
        matters: of it (``matters_of``); the first of them are drawn.
        file: where the chart is written. A file that is there is replaced.
        beside: the reports of the case set beside each other, where somebody has that already.

    Raises:
        WrongUse: as for ``chart_series``.
    """
    chart = _chart_for(file)
    drawn = matters[:MATTERS]
    if not drawn:
        raise WrongUse("there is nothing to draw", hint="no two reports give different counts of one event or day")
    told = {(one.reading, one.record): one.root for matter in drawn for claim in matter.claims for one in claim.statements if one.record}
    origins = origins_of(beside or set_beside(view), told)
    figures = [figure for matter in drawn for figure in _of_matter(matter, origins)]
    rest = len(matters) - len(drawn)
    left_out = [f"{_not_drawn(rest, 'event or day', many='events or days')}; choose with --measure and --place"] if rest else []
    unknown = sum(one.record is not None for matter in drawn for claim in matter.claims for one in claim.statements) - len(figures)
    if unknown:
        left_out.append(_not_drawn(unknown, "figure", which=" in which no number stands"))
    title = "Counts of one event or day, side by side"
    _save(chart, chart.drawn(figures, [], title=title, over_time=False, left_out=left_out), file)
    return Charted(file=str(file), figures=len(figures), left_out=tuple(left_out), protected=_protected(view, figures))


def _chart_for(file: Path) -> Any:
    """The module that draws, once it is known that the file says how."""
    check_ending(file)
    try:
        return importlib.import_module(CHART_MODULE)
    except ModuleNotFoundError as error:
        raise WrongUse(f"charts need a package that is not installed ({error.name})", hint="pip install 'onrecord[plots]'") from error


def _save(chart: Any, specification: dict[str, Any], file: Path) -> None:
    try:
        chart.save(specification, file)
    except OSError as error:
        raise WrongUse(f"{file} could not be written: {error.strerror}", hint="check the folder and its permissions") from error


def _protected(view: View, figures: Sequence[ChartFigure]) -> int:
    """How many names that notes protect stand among the words of figures."""
    consent = tables.Consent(view.protection(), may=True)
    for figure in figures:
        consent.passed({"counted": figure.counted, "stated": figure.stated, "source": figure.source})
        consent.passed({"outlet": figure.outlet or "", "root": figure.root or ""})
    return len(consent.shown)


def _of_matter(matter: MatterShown, origins: Mapping[FigureKey, Origin]) -> Iterator[ChartFigure]:
    where = [one for one in (matter.group, matter.place) if one]
    when = [f"{'from' if matter.scope == 'incident' else 'up to'} {day_words(matter.day)}"] if matter.day else []
    title = " · ".join([matter.measure, ", ".join(map(_shown_words, where)) or "place not said", matter.scope, *when])
    for claim in matter.claims:
        for one in claim.statements:
            origin = origins.get((one.reading, one.record or ""))
            if origin is None or origin.figure is None or (origin.figure.min, origin.figure.max) == (None, None):
                continue
            figure = origin.figure
            yield ChartFigure(
                panel=title,
                kind=title,
                measure=matter.measure,
                counted="" if (claim.min, claim.max) == (None, None) else range_words(claim.min, claim.max),
                date=claim.day or "",
                low=figure.min,
                high=figure.max,
                about=_rounding(figure.min, figure.max, approx=figure.approx),
                source=_name(origin.root) or "no source named",
                root=_name(origin.root),
                outlet=_name(origin.outlet),
                scope=matter.scope,
                stated=_shown_words(figure.phrase),
                corrected=one.set_by_person,
            )


def _rounding(low: int | None, high: int | None, *, approx: bool) -> tuple[int, int] | None:
    """What an approximate number may be by its rounding."""
    if not approx or low is None or low != high:
        return None
    rounded = about(low)
    return (rounded.low or 0, rounded.high or 0)


class _Chosen:
    """The figures and the reference series that are drawn, and in sentences what was left out."""

    def __init__(self, lines: Sequence[SeriesLine], references: Mapping[str, ReferenceSeries]) -> None:
        self._references = references
        compared = [line for line in lines if line.references]
        panels: dict[Hashable, list[SeriesLine]] = {}
        for line in compared or lines:
            panels.setdefault(line.references or counted_together(line), []).append(line)
        timed: list[tuple[list[_Keyed], list[ChartReference]]] = []
        single: list[_Keyed] = []
        for members in panels.values():
            figures = self._figures(members)
            title = self._title(members)
            beside = [ChartReference(panel=title, series=_shown(references[name])) for name in members[0].references]
            if is_over_time([figure for _, _, figure in figures], compared=bool(beside)):
                timed.append((figures, beside))
            else:
                single += figures
        kept = sorted(timed, key=lambda panel: -len(panel[0]))[:PANELS]
        self.figures = [figure for figures, _ in kept for figure in figures] + single[:ROWS]
        self.beside = [reference for _, beside in kept for reference in beside]
        self.left_out = []
        if len(timed) > len(kept):
            more = sum(len(figures) for figures, _ in timed) - sum(len(figures) for figures, _ in kept)
            drawn = _not_drawn(len(timed) - len(kept), "panel", which=f" of {counted(more, 'figure')}")
            self.left_out.append(f"{drawn}; choose with --measure, --group and --place")
        if len(single) > ROWS:
            self.left_out.append(f"{_not_drawn(len(single) - ROWS, 'figure')}; choose with --measure, --group and --place")
        if compared and len(compared) < len(lines):
            self.left_out.append(
                f"{_not_drawn(len(lines) - len(compared), 'line', which=' without a reference series')}; the table has them"
            )
        rows = [row for line in compared or lines for row in line.rows]
        for which, many in Counter(kind for row in rows if (kind := _kept_out(row))).items():
            self.left_out.append(_not_drawn(many, "figure", which=which))
        if again := sum(row.told_again for row in rows):
            self.left_out.append(_not_drawn(again, "figure", which=" told again in one report"))

    def _figures(self, lines: Sequence[SeriesLine]) -> list["_Keyed"]:
        """The figures of one panel by day."""
        rows = [(line, row) for line in lines for row in line.rows if _kept_out(row) is None]
        panel, whom = self._title(lines), self._counted(lines)
        figures: list[_Keyed] = []
        for line, row in sorted(rows, key=_by_day):
            figure = ChartFigure(
                panel=panel,
                kind=f"{line.measure} · {line.scope}",
                measure=line.measure,
                counted=whom,
                date=row.date or "",
                low=row.min,
                high=row.max,
                about=_rounding(row.min, row.max, approx=row.approx),
                source=_name(line.source) or "not said",
                scope=line.scope,
                stated=_shown_words(stated_words(row)),
                superseded=row.superseded,
                corrected=row.corrected,
            )
            figures.append(((row.reading, row.figure), line.source, figure))
        return figures

    def _counted(self, lines: Sequence[SeriesLine]) -> str:
        """Whom and where – in the words of the reference series where there is one."""
        if lines[0].references:
            reference = _shown(self._references[lines[0].references[0]])
            return f"{reference.group}, {reference.place}"
        return _shown_words(whom_where(lines))

    def _title(self, lines: Sequence[SeriesLine]) -> str:
        return f"{lines[0].measure} · {self._counted(lines)} · {lines[0].scope}"


_Keyed = tuple[FigureKey, str | None, ChartFigure]
"""A figure with its name and the source that its report names."""


def _shown_words(words: str) -> str:
    """Words of others as they may stand in a picture."""
    return apart(visible(words))


def _name(words: str | None) -> str | None:
    return _shown_words(words) if words else None


def _shown(series: ReferenceSeries) -> ReferenceSeries:
    names: dict[str, Any] = {field: _shown_words(getattr(series, field)) for field in ("group", "place", "source", "origin")}
    return ReferenceSeries(id=series.id, measure=series.measure, points=series.points, column=series.column, **names)


def _kept_out(row: SeriesRow) -> str | None:
    """Which sort of figure is not drawn; None for one that is."""
    if row.part:
        return " that count a part of a total"
    if (row.min, row.max) == (None, None):
        return " in which no number stands"
    return None if row.date else " without a day"


def _by_day(entry: tuple[SeriesLine, SeriesRow]) -> tuple[object, ...]:
    """Order of day, then the greater number first."""
    row = entry[1]
    return (row.date or "", -(row.max or row.min or 0), row.report, row.reading, row.figure)


def _not_drawn(count: int, what: str, *, many: str = "", which: str = "") -> str:
    if count == 1:
        which = which.replace(" that count ", " that counts ")
    return f"{counted(count, what, many=many)}{which} {'is' if count == 1 else 'are'} not drawn"
