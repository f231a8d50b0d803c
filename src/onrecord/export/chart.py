"""Figures of reports beside reference series, as a chart: a Vega-Lite specification drawn as SVG or PNG.

What is counted on several days, or beside a reference series, is a panel over time (``chart_time``); all other figures stand in
rows, one below the other, so that what several sources say of one event can be compared (``chart_rows``). Running totals and counts of
one event never share a panel. The marker is the outlet's, the colour and the number are the root source's (``chart_marks``); none stands
for a party. A closed range is a bar from mark to mark, an exact number a mark, an open end an arrow, an approximate number a dashed bar.
A reference series is a grey line of its own, with a band where it has bounds. The same figures give the same bytes on one machine. Needs
the extra ``plots`` (altair, vl-convert-python).
"""

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from pathlib import Path
from string import ascii_uppercase
from typing import Any
from xml.sax.saxutils import escape

import altair as alt
import vl_convert

from onrecord.export import chart_rows, chart_time
from onrecord.export.chart_key import keys
from onrecord.export.chart_marks import Marks
from onrecord.export.chart_parts import (
    FAINT,
    GREY,
    PANEL_WIDTH,
    PRINT,
    SET_BY_PERSON,
    SOFT,
    ChartFigure,
    ChartReference,
    Layer,
    by_panel,
    in_lines,
    is_over_time,
)
from onrecord.export.chart_window import cut_off
from onrecord.records import ReferenceSeries
from onrecord.records.wording import counted, day_words

__all__ = ["ChartFigure", "ChartReference", "caption", "drawn", "png", "save", "svg"]

PNG_SCALE = 2.0
SCOPES = {"cumulative": "running totals (cumulative)", "period": "counts of a time (period)", "incident": "counts of one event (incident)"}
"""What figures of each scope are."""


def drawn(
    figures: Sequence[ChartFigure],
    references: Sequence[ChartReference],
    *,
    title: str,
    over_time: bool = True,
    left_out: Sequence[str] = (),
) -> dict[str, Any]:
    """The Vega-Lite specification: a panel over time for each title that has one, then rows, then the keys.

    Args:
        figures: what is drawn.
        references: the series that they are set beside, by panel.
        title: of the whole.
        over_time: whether what has enough days is drawn over time; else all figures stand in rows.
        left_out: what is not drawn, a sentence each, which stand at the foot.
    """
    series: dict[str, list[ReferenceSeries]] = {name: [] for name in (*(r.panel for r in references), *(f.panel for f in figures))}
    for reference in references:
        series[reference.panel].append(reference.series)
    by_name = by_panel(figures)
    panels = {
        name: (by_name.get(name, []), series[name])
        for name in series
        if over_time and is_over_time(by_name.get(name, ()), compared=bool(series[name]))
    }
    single = [figure for figure in figures if figure.panel not in panels]
    marks, letters = Marks(figures), _letters([reference.series for reference in references])
    charts: list[Layer] = [chart_time.panel(name, members, beside, marks, letters) for name, (members, beside) in panels.items()]
    charts += chart_rows.panels(single, marks)
    charts += keys(figures, panels, letters, marks, left_out)
    notes = dict.fromkeys(note for members, beside in panels.values() for note in cut_off(members, beside))
    heading = alt.TitleParams(
        title,
        subtitle=[*caption(figures, references), *_wrapped(notes)],
        anchor="start",
        frame="group",
        fontSize=16,
        offset=18,
        subtitleColor=SOFT,
        subtitleFontSize=PRINT,
        subtitlePadding=6,
        subtitleLineHeight=15,
    )
    whole = alt.vconcat(*charts, spacing=26).properties(
        title=heading, padding=16, description=_described(figures, references, marks, left_out)
    )
    configured = whole.configure(font="sans-serif", background="white", aria=False).configure_axis(gridColor=FAINT, domainColor=GREY)
    specification: dict[str, Any] = configured.configure_view(stroke=None).to_dict()
    return specification


def caption(figures: Sequence[ChartFigure], references: Sequence[ChartReference]) -> list[str]:
    """What is compared with what, in lines; a reference series is never called true."""
    scopes = [words for scope, words in SCOPES.items() if any(figure.scope == scope for figure in figures)]
    sentences = ["Each figure is one body's account or one report's. Nothing is added up, and no colour or marker stands for a party."]
    if references:
        sentences.append("Grey lines are reference series, chosen for comparison. Where they differ from a figure, either may be wrong.")
    else:
        sentences.append("No reference series is set beside them.")
    if len(scopes) > 1:
        told = f"{', '.join(scopes[:-1])} and {scopes[-1]} stand in panels of their own."
        sentences.append(told[0].upper() + told[1:])
    return _wrapped(sentences)


def _wrapped(sentences: Iterable[str]) -> list[str]:
    return [line for sentence in sentences for line in in_lines(sentence, PANEL_WIDTH)]


def _letters(references: Sequence[ReferenceSeries]) -> dict[str, str]:
    """A letter for each body whose series are drawn; none where there is only one."""
    bodies = list(dict.fromkeys((series.source, series.origin) for series in references))
    if len(bodies) < 2:
        return {}
    return {series.id: ascii_uppercase[bodies.index((series.source, series.origin)) % len(ascii_uppercase)] for series in references}


def _described(figures: Sequence[ChartFigure], references: Sequence[ChartReference], marks: Marks, left_out: Sequence[str]) -> str:
    """The chart in words, for who hears it read: what is drawn, from whom, from when to when; the numbers are in the table."""
    days = sorted(figure.date for figure in figures if figure.date)
    outlets = {figure.outlet for figure in figures if figure.outlet}
    roots = {figure.root for figure in figures if figure.root}
    said = [f"{counted(len(figures), 'figure')} of {counted(len(outlets), 'outlet')} from {counted(len(roots), 'root source')}"]
    if days:
        said.append(f"from {day_words(days[0])} to {day_words(days[-1])}" if days[0] != days[-1] else f"of {day_words(days[0])}")
    sentences = [f"{', '.join(said)}."]
    for name, members in by_panel(figures).items():
        numbers = [n for figure in members for n in (figure.low, figure.high) if n is not None]
        sentences.append(f"{name}: {counted(len(members), 'figure')}, {min(numbers):,} to {max(numbers):,}.")
    for reference in references:
        first, last = reference.series.points[0], reference.series.points[-1]
        sentences.append(f"Reference series {reference.series.source}, {reference.panel}: {first.value:,} to {last.value:,}.")
    if marks.roots:
        sentences.append(f"Root sources: {'; '.join(f'{number} {name}' for name, number in marks.numbers.items())}.")
    if by_people := sum(figure.corrected for figure in figures):
        sentences.append(f"{counted(by_people, 'figure')} {'was' if by_people == 1 else 'were'} {SET_BY_PERSON}.")
    sentences += [f"{sentence[:1].upper()}{sentence[1:]}." for sentence in left_out]
    sentences.append("`onrecord series` gives the same figures as a table.")
    return " ".join(sentences)


def svg(specification: dict[str, Any]) -> str:
    """The chart as SVG text, whose letters are letters, with its title and what it shows in words for those who hear pages read.

    Source: W3C, SVG Accessibility API Mappings (https://www.w3.org/TR/svg-aam-1.0/): an element of the role ``img`` is named by its
    ``title`` and described by its ``desc``.
    """
    opened, mark, rest = str(vl_convert.vegalite_to_svg(specification)).partition(">")
    own = blake2b(rest.encode(), digest_size=4).hexdigest()  # several charts may stand in one page
    title, words = (escape(str(text)) for text in (specification["title"]["text"], specification.get("description", "")))
    named = f'{opened} role="img" aria-labelledby="title-{own}" aria-describedby="desc-{own}"'
    return f'{named}{mark}<title id="title-{own}">{title}</title><desc id="desc-{own}">{words}</desc>{rest}'


def png(specification: dict[str, Any]) -> bytes:
    """The chart as PNG bytes, at twice its size for sharp text."""
    return bytes(vl_convert.vegalite_to_png(specification, scale=PNG_SCALE))


def save(specification: dict[str, Any], path: Path) -> None:
    """Write the chart in the form that the file's ending names: ``.svg`` or ``.png``.

    Raises:
        OSError: the file cannot be written.
        ValueError: for another ending.
    """
    ending = path.suffix.lower()
    if ending == ".svg":
        path.write_text(svg(specification), encoding="utf-8")
    elif ending == ".png":
        path.write_bytes(png(specification))
    else:
        raise ValueError(f"{path}: charts are written as .svg or .png")
