"""The figures of a case as a picture: which are drawn and in which panels, with the outlet and the root source of each."""

import importlib
from collections.abc import Hashable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from onrecord.corroboration import Beside, SeriesLine, SeriesRow
from onrecord.corroboration.numbers import about
from onrecord.corroboration.phrasing import quoted
from onrecord.corroboration.series import counted_together, stated_words, whom_where
from onrecord.corroboration.told import Speaker
from onrecord.errors import WrongUse
from onrecord.export import tables
from onrecord.export.chart_parts import ChartFigure, ChartReference, apart, is_over_time
from onrecord.flow.corroborating import set_beside
from onrecord.ledger import View
from onrecord.records import Record, ReferenceSeries
from onrecord.records.visible import visible

CHART_MODULE = "onrecord.export.chart"
"""Only who draws needs its packages, and they are slow to load."""
ENDINGS = (".svg", ".png")
TITLE = "Figures of the reports over time"
PANELS = 6
"""Panels over time on one chart; more cannot be read."""
LONG = 60
"""Characters from which on a description of a source is only taken where there is no shorter one."""
ROWS = 60
"""Figures in rows on one chart, which are a page."""


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


class Origin(NamedTuple):
    """Where a figure comes from."""

    outlet: str | None
    root: str | None
    """The root source, as it goes by on the whole chart; None where the chain of citing ends nowhere."""


def check_ending(file: Path) -> None:
    """Refuse a file whose name does not say which form a chart is to have.

    Raises:
        WrongUse: for another ending than .svg and .png.
    """
    if file.suffix.lower() not in ENDINGS:
        raise WrongUse(f"a chart cannot be written as {file.name}", hint=f"give the file the ending {' or '.join(ENDINGS)}")


def chart_series(view: View, lines: Sequence[SeriesLine], file: Path) -> Charted:
    """Draw figures of a case as SVG or PNG, as the file's ending says. A file that is there is replaced.

    1. Where lines can be compared with a reference series, those are chosen; otherwise all lines are.
    2. The reports of the case are set beside each other, and each figure gets its outlet and its root source.
    3. Panels are made and drawn. Parts of other figures and figures without a day are not.

    Args:
        view: the case.
        lines: figures of it over time (``series_of``).
        file: where the chart is written.

    Raises:
        WrongUse: the ending is another one, a package is missing, there is nothing to draw, or the file cannot be written.
    """
    check_ending(file)
    try:
        chart = importlib.import_module(CHART_MODULE)
    except ModuleNotFoundError as error:
        raise WrongUse(f"charts need a package that is not installed ({error.name})", hint="pip install 'onrecord[plots]'") from error
    references = {reference.id: reference for reference in view.references()}
    drawn = _Drawn(lines, references, origins_of(view, lines))
    if not drawn.figures:
        raise WrongUse("there is no dated figure to draw", hint="`onrecord series` without --plot lists what there is")
    try:
        chart.save(chart.drawn(drawn.figures, drawn.beside, title=TITLE), file)
    except OSError as error:
        raise WrongUse(f"{file} could not be written: {error.strerror}", hint="check the folder and its permissions") from error
    return Charted(file=str(file), figures=len(drawn.figures), left_out=tuple(drawn.left_out), protected=_protected(view, drawn.figures))


def _protected(view: View, figures: Sequence[ChartFigure]) -> int:
    """How many names that notes protect stand among the words of figures."""
    consent = tables.Consent(view.protection(), may=True)
    for figure in figures:
        consent.passed({"counted": figure.counted, "stated": figure.stated, "source": figure.source})
        consent.passed({"outlet": figure.outlet or "", "root": figure.root or ""})
    return len(consent.shown)


def origins_of(view: View, lines: Sequence[SeriesLine]) -> dict[tuple[str, str], Origin]:
    """The outlet and the root source of figures, by report and figure.

    Root sources are those of the claims that the reports of the case share (``corroborate``). Two of different claims are one where they
    surely are ("Kesh's health ministry", "the Keshan health ministry"), and go by the description that tells most; one that could be
    anybody's ("the spokesman") stands in quotation marks. A figure that a person added belongs to no claim: its root source is the one
    that its report names.
    """
    beside = set_beside(view)
    rows = {(row.report, row.figure): line.source for line in lines for row in line.rows}
    speakers = {}
    for claim in beside.figure_claims:
        for item, one in zip(claim.items, claim.traced, strict=True):
            name = (item.telling.report, item.told.id.partition("#")[0])
            if name in rows:
                speakers[name] = one.speaker if one.root is not None else None
    names = _root_names(beside, [one for one in speakers.values() if one is not None])
    outlets = {telling.report: telling.outlet for telling in beside.tellings}
    found = {}
    for (report, figure), source in rows.items():
        speaker = speakers.get((report, figure))
        root = source if (report, figure) not in speakers else names[speaker] if speaker is not None else None
        found[report, figure] = Origin(outlets.get(report), root)
    return found


def _root_names(beside: Beside, speakers: Iterable[Speaker]) -> dict[Speaker, str]:
    """The words that each root source goes by on a chart."""
    groups: list[list[Speaker]] = []
    for one in sorted(dict.fromkeys(speakers), key=lambda one: (not (one.body and one.owner), not one.person, one.words)):
        group = next((group for group in groups if beside.book.same(group[0], one, surely=True)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return {one: _called(group) for group in groups for one in group}


def _called(group: Sequence[Speaker]) -> str:
    fullest = max(group, key=lambda one: (bool(one.body and one.owner), bool(one.person), len(one.words) < LONG, len(one.words), one.words))
    return fullest.words if fullest.owner or fullest.person else quoted(fullest.words)


class _Drawn:
    """The figures and the reference series that are drawn, and in sentences what was left out."""

    def __init__(
        self, lines: Sequence[SeriesLine], references: Mapping[str, ReferenceSeries], origins: Mapping[tuple[str, str], Origin]
    ) -> None:
        self._references, self._origins = references, origins
        compared = [line for line in lines if line.references]
        panels: dict[Hashable, list[SeriesLine]] = {}
        for line in compared or lines:
            panels.setdefault(line.references or counted_together(line), []).append(line)
        timed: list[tuple[list[ChartFigure], list[ChartReference]]] = []
        single: list[ChartFigure] = []
        undated = 0
        for members in panels.values():
            figures, missing = self._figures(members)
            undated += missing
            title = self._title(members)
            beside = [ChartReference(panel=title, series=_shown(references[name])) for name in members[0].references]
            if is_over_time(figures, compared=bool(beside)):
                timed.append((figures, beside))
            else:
                single += figures
        kept = sorted(timed, key=lambda panel: -len(panel[0]))[:PANELS]
        self.figures = [figure for figures, _ in kept for figure in figures] + single[:ROWS]
        self.beside = [reference for _, beside in kept for reference in beside]
        self.left_out = []
        if len(timed) > len(kept):
            self.left_out.append(f"{_not_drawn(len(timed) - len(kept), 'panel')}; choose with --measure, --group and --place")
        if len(single) > ROWS:
            self.left_out.append(f"{_not_drawn(len(single) - ROWS, 'figure')}; choose with --measure, --group and --place")
        if compared and len(compared) < len(lines):
            self.left_out.append(f"{_not_drawn(len(lines) - len(compared), 'line', ' without a reference series')}; the table has them")
        if undated:
            self.left_out.append(_not_drawn(undated, "figure", " without a day"))

    def _figures(self, lines: Sequence[SeriesLine]) -> tuple[list[ChartFigure], int]:
        """The figures of one panel by day, and how many have none."""
        rows = [(line, row) for line in lines for row in line.rows if not row.part and (row.min, row.max) != (None, None)]
        panel, counted = self._title(lines), self._counted(lines)
        figures = []
        for line, row in sorted(rows, key=_by_day):
            if row.date is None:
                continue
            origin = self._origins[row.report, row.figure]
            rounding = about(row.min) if row.approx and row.min is not None and row.min == row.max else None
            figures.append(
                ChartFigure(
                    panel=panel,
                    measure=line.measure,
                    counted=counted,
                    date=row.date,
                    low=row.min,
                    high=row.max,
                    about=(rounding.low or 0, rounding.high or 0) if rounding else None,
                    source=_name(line.source) or "not said",
                    root=_name(origin.root),
                    outlet=_name(origin.outlet),
                    scope=line.scope,
                    stated=apart(visible(stated_words(row))),
                    superseded=row.superseded,
                )
            )
        return figures, sum(row.date is None for _, row in rows)

    def _counted(self, lines: Sequence[SeriesLine]) -> str:
        """Whom and where – in the words of the reference series where there is one."""
        if lines[0].references:
            reference = _shown(self._references[lines[0].references[0]])
            return f"{reference.group}, {reference.place}"
        return apart(visible(whom_where(lines)))

    def _title(self, lines: Sequence[SeriesLine]) -> str:
        return f"{lines[0].measure} · {self._counted(lines)} · {lines[0].scope}"


def _name(words: str | None) -> str | None:
    """Words of others as they may stand in a picture."""
    return apart(visible(words)) if words else None


def _shown(series: ReferenceSeries) -> ReferenceSeries:
    names: dict[str, Any] = {field: apart(visible(getattr(series, field))) for field in ("group", "place", "source", "origin")}
    return ReferenceSeries(id=series.id, measure=series.measure, points=series.points, column=series.column, **names)


def _by_day(entry: tuple[SeriesLine, SeriesRow]) -> tuple[object, ...]:
    """Order of day, then the greater number first."""
    row = entry[1]
    return (row.date or "", -(row.max or row.min or 0), row.report, row.figure)


def _not_drawn(count: int, what: str, which: str = "") -> str:
    return f"{count:,} {what}{which} is not drawn" if count == 1 else f"{count:,} {what}s{which} are not drawn"
