"""Figures of many reports over time: one line for each source, measure, group, place and scope, never added together.

The day of a figure is the day that its text says it counted up to; where it says none, the day the report was published; where that
is not known either, the figure has no day and stands at the end of its line. A count that a report gives twice from one voice is
one row; from two voices it is a row of each.
Which spellings of a source or a group are one is told in ``series_names``.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

import msgspec

from onrecord.corroboration.context import Context
from onrecord.corroboration.dating import SeriesClock
from onrecord.corroboration.groups import counts_group, place_key, same_place
from onrecord.corroboration.numbers import range_of
from onrecord.corroboration.series_names import group_key, one_spelling, proper_words, source_key, spelled, spoken_names, telling_names
from onrecord.records import Figure, Reading, Record, ReferenceSeries
from onrecord.records.vocabulary import Measure, Scope, Standing
from onrecord.records.wording import range_words


class BesideReference(Record, frozen=True, kw_only=True):
    """A figure beside a reference series. Neither is taken for right."""

    series: str
    """Id of the series."""
    value: int
    """Its value as of the figure's day: its last point up to then, or its first."""
    as_of: str
    """ISO day of that point."""
    ratio: float
    """The stated number (of a range the bound that is stated, the lower of two) over that value."""
    best_day: str
    """ISO day of the series that the figure fits best; of several the nearest to its own (``corroboration.dating``)."""
    best_value: int


class SeriesRow(Record, frozen=True, kw_only=True):
    """One figure of one report in a line."""

    date: str | None
    """ISO day, or None when neither the figure nor the report has one."""
    dated_by: str | None
    """``as of`` (the text says so) or ``published`` (the report's day stands in)."""
    min: int | None
    max: int | None
    phrase: str
    """The number as stated."""
    source: str | None
    """The voice as worded; None when the report gives none."""
    report: str
    reading: str
    """Content id of the reading: several reports may have one id."""
    figure: str
    standing: Standing
    approx: bool = False
    """Its words call it approximate ("about 40")."""
    superseded: bool = False
    """A count that its own report corrects."""
    part: bool = False
    """A part of another figure ("including …"), never to be set beside totals."""
    corrected: bool = False
    """A person set it, or added it; the machine's reading has another, or none."""
    told_again: int = 0
    """How many further figures of its report tell this count again, and have no row of their own."""
    beside: tuple[BesideReference, ...] = ()
    """Reference series of its line, in their order; those with fewer than two points are left out."""


class SeriesLine(Record, frozen=True, kw_only=True):
    """The figures of one source for one measure, group, place and scope, in order of date."""

    measure: Measure
    group: str | None
    place: str | None
    scope: Scope
    source: str | None
    """The name that the source goes by in all lines: of its spellings, the most frequent one."""
    rows: tuple[SeriesRow, ...]
    references: tuple[str, ...] = ()
    """Ids of reference series of the same measure, group and place; only a cumulative line has any."""


def figure_series(
    readings: Iterable[tuple[str, Reading, Collection[str]]],
    references: Sequence[ReferenceSeries] = (),
    *,
    measure: Measure | None = None,
    group: str | None = None,
    place: str | None = None,
) -> tuple[SeriesLine, ...]:
    """Lines of figures, ordered by measure, place, group, scope and source.

    Args:
        readings: the reports, in any order, each with its content id before and the ids of the records that people set or added behind it.
        references: series to name beside the lines that they can be compared with.
        measure: only this measure.
        group: only figures of this group or of people in general; never parts of it ("children" for "Keshans").
        place: only figures of this place; "Kesh" meets "the Kesh Strip", not "Kesh City".
    """
    entries: list[_Entry] = []
    for identifier, reading, by_people in readings:
        context = Context(reading)
        names = spoken_names(context.figure_voice(figure) for figure in reading.figures)
        told_again = _told_again(context)
        again = Counter(told_again.values())
        for figure in reading.figures:
            if figure.id not in told_again and _asked_for(figure, measure, group, place):
                voice = context.figure_voice(figure)
                row = msgspec.structs.replace(_row(context, figure, identifier, by_people), told_again=again[figure.id])
                entries.append(_Entry(figure, row, names[voice.key] if voice else None))
    spelling = one_spelling(word for name in {entry.source for entry in entries} for word in proper_words(name or ""))
    keys = {name: spelled(source_key(name), spelling) for name in {entry.source for entry in entries}}
    shown = telling_names([entry.source for entry in entries if entry.source], keys)
    lines: dict[tuple[tuple[str, ...], ...], list[_Entry]] = {}
    for entry in entries:
        source = keys[entry.source]
        lines.setdefault(_key(entry.figure, source), []).append(entry._replace(source=shown.get(source)))
    return tuple(_line(members, references) for _, members in sorted(lines.items()))


def counted_together(line: SeriesLine) -> tuple[object, ...]:
    """Equal for lines that count one measure, place, group and scope, whoever counts."""
    return (line.measure, place_key(line.place), group_key(line.group), line.scope)


def whom_where(lines: Sequence[SeriesLine]) -> str:
    """Whom and where lines of one count tell of, in the spelling that most of their figures have."""
    told = (_most_told([(line.group, len(line.rows)) for line in lines]), _most_told([(line.place, len(line.rows)) for line in lines]))
    return ", ".join(said for said in told if said) or "place not said"


def _most_told(spellings: Sequence[tuple[str | None, int]]) -> str | None:
    counts: Counter[str] = Counter()
    for spelling, times in spellings:
        if spelling:
            counts[spelling] += times
    return max(counts, key=lambda spelling: (counts[spelling], len(spelling), spelling), default=None)


def stated_words(row: SeriesRow) -> str:
    """The number as stated, with the range it was read as when the words alone do not say it, or a person set it."""
    plain = any(character.isdigit() for character in row.phrase) and not row.corrected
    known = "–" if row.min is None and row.max is None else range_words(row.min, row.max)
    return row.phrase if plain else f"{row.phrase} ({known})"


def _told_again(context: Context) -> dict[str, str]:
    """Figures that tell a toll again which their report has from the same voice, each with the figure that it repeats; one without a source
    tells what a sourced one does."""
    tolls: dict[str, list[Figure]] = {}
    for figure in context.reading.figures:
        tolls.setdefault(figure.duplicate_of or figure.id, []).append(figure)
    again: dict[str, str] = {}
    for told in tolls.values():
        voices = [context.figure_voice(figure) for figure in told]
        keys = [voice.key if voice else None for voice in voices]
        sourced = next((at for at, key in enumerate(keys) if key is not None), None)
        for at, figure in enumerate(told):
            if keys[at] in keys[:at]:
                again[figure.id] = told[keys.index(keys[at])].id
            if keys[at] is None and sourced is not None:
                again[figure.id] = told[sourced].id
    return again


class _Entry(NamedTuple):
    figure: Figure
    row: SeriesRow
    source: str | None
    """The name that the source goes by."""


def _asked_for(figure: Figure, measure: Measure | None, group: str | None, place: str | None) -> bool:
    if measure is not None and figure.measure != measure:
        return False
    if group is not None and not counts_group(figure.group, group):
        return False
    return place is None or bool(figure.place and same_place(figure.place, place))


def _row(context: Context, figure: Figure, reading: str, by_people: Collection[str]) -> SeriesRow:
    voice = context.figure_voice(figure)
    date = figure.as_of or context.published
    return SeriesRow(
        date=date[:10] if date else None,
        dated_by="as of" if figure.as_of else "published" if date else None,
        min=figure.min,
        max=figure.max,
        phrase=figure.phrase,
        source=voice.words if voice else None,
        report=context.reading.id,
        reading=reading,
        figure=figure.id,
        standing=figure.standing,
        approx=figure.approx,
        superseded=figure.superseded,
        part=figure.subset_of is not None,
        corrected=figure.id in by_people,
    )


def _key(figure: Figure, source: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Spellings that mean one line have one key; a figure without a source has a line of its own."""
    kind = ("part",) if figure.subset_of else ()
    return ((figure.measure,), place_key(figure.place), group_key(figure.group), (figure.scope,), source, kind)


def _line(entries: list[_Entry], references: Sequence[ReferenceSeries]) -> SeriesLine:
    entries = sorted(
        entries, key=lambda entry: (entry.row.date is None, entry.row.date or "", entry.row.report, entry.row.reading, entry.row.figure)
    )
    figure = entries[0].figure
    beside = [
        reference
        for reference in references
        if figure.scope == "cumulative"
        and not figure.subset_of
        and reference.measure == figure.measure
        and counts_group(figure.group, reference.group)
        and bool(figure.place and same_place(figure.place, reference.place))
    ]
    clocks = [(reference, SeriesClock({reference.measure: reference})) for reference in beside]
    return SeriesLine(
        measure=figure.measure,
        group=next((entry.figure.group for entry in entries if entry.figure.group), None),
        place=figure.place,
        scope=figure.scope,
        source=entries[0].source,
        rows=tuple(msgspec.structs.replace(entry.row, beside=_beside(entry, clocks)) if beside else entry.row for entry in entries),
        references=tuple(reference.id for reference in beside),
    )


def _beside(entry: _Entry, clocks: Sequence[tuple[ReferenceSeries, SeriesClock]]) -> tuple[BesideReference, ...]:
    found = []
    for reference, clock in clocks:
        dating = clock.date([entry.figure], entry.row.date) if entry.row.date else None
        if dating is not None:
            value = dating.stated.values[reference.measure]
            found.append(
                BesideReference(
                    series=reference.id,
                    value=value,
                    as_of=dating.stated.as_of,
                    ratio=round(range_of(entry.figure).point / max(value, 1), 4),
                    best_day=dating.best.day,
                    best_value=dating.best.values[reference.measure],
                )
            )
    return tuple(found)
