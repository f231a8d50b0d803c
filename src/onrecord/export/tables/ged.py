"""Rows with the columns of the UCDP Georeferenced Event Dataset (Uppsala Conflict Data Program), for those who work with these.

They are not UCDP's: nobody coded them. One row is one incident in one report in which that report counts people killed; reports of one
event are not joined. What only a coder of UCDP can decide stays empty – kind of violence, conflict, dyad, sides, precision of the place –
and so does what a report does not say. Our own columns stand at the end.

Columns: UCDP GED Codebook, version 24.1 (Högbladh 2024).
"""

from collections.abc import Iterator
from typing import Annotated

import msgspec

from onrecord.export.tables.columns import Row, says
from onrecord.export.tables.material import Material, country_called, whole_day
from onrecord.export.tables.rows import point_columns, report_columns
from onrecord.export.tables.tolls import toll_of
from onrecord.records.vocabulary import IncidentType

_EMPTY = "Always empty: a coder of UCDP decides it."
_NEVER_SIDES = "Always empty: who took part, and on which side the dead were, is not decided here."

DAY = 1
"""UCDP's code, and ACLED's, for a date that is known to the day."""


class GedRow(Row, frozen=True, kw_only=True):
    """One incident in one report, with UCDP's columns."""

    id: Annotated[str, says("The first 16 digits of `onrecord_reading`, a colon, the incident's id. UCDP's are whole numbers.")]
    relid: Annotated[None, says(_EMPTY)] = None
    year: Annotated[int | None, says("Of `date_start`.")]
    active_year: Annotated[None, says(_EMPTY)] = None
    code_status: Annotated[None, says(_EMPTY)] = None
    type_of_violence: Annotated[None, says(_EMPTY)] = None
    conflict_dset_id: Annotated[None, says(_EMPTY)] = None
    conflict_new_id: Annotated[None, says(_EMPTY)] = None
    conflict_name: Annotated[None, says(_EMPTY)] = None
    dyad_dset_id: Annotated[None, says(_EMPTY)] = None
    dyad_new_id: Annotated[None, says(_EMPTY)] = None
    dyad_name: Annotated[None, says(_EMPTY)] = None
    side_a_dset_id: Annotated[None, says(_EMPTY)] = None
    side_a_new_id: Annotated[None, says(_EMPTY)] = None
    side_a: Annotated[None, says(_NEVER_SIDES)] = None
    side_b_dset_id: Annotated[None, says(_EMPTY)] = None
    side_b_new_id: Annotated[None, says(_EMPTY)] = None
    side_b: Annotated[None, says(_NEVER_SIDES)] = None
    number_of_sources: Annotated[int, says("Always 1: the one report.")]
    source_article: Annotated[str | None, says("Outlet, day and title of the report, as far as they are known.")]
    source_office: Annotated[str | None, says("The outlet.")]
    source_date: Annotated[str | None, says("ISO day on which the report was published.")]
    source_headline: Annotated[str | None, says("Its title.")]
    source_original: Annotated[str | None, says("The voices that give the figures, as worded.")]
    where_prec: Annotated[None, says("Always empty: whether the place was meant is not known.")] = None
    where_coordinates: Annotated[str | None, says("The place that the coordinates are of, as worded; empty where there are none.")]
    where_description: Annotated[str | None, says("The place as worded.")]
    adm_1: Annotated[None, says(_EMPTY)] = None
    adm_2: Annotated[None, says(_EMPTY)] = None
    latitude: Annotated[float | None, says("Degrees north of the middle of the largest town of that name; may be another town's.")]
    longitude: Annotated[float | None, says("Degrees east of it.")]
    geom_wkt: Annotated[str | None, says("The same as well-known text.")]
    priogrid_gid: Annotated[None, says(_EMPTY)] = None
    country: Annotated[str | None, says("Usual name of the state in which the gazetteer has a place of that name; says nothing of status.")]
    country_id: Annotated[None, says(_EMPTY)] = None
    region: Annotated[None, says(_EMPTY)] = None
    event_clarity: Annotated[None, says(_EMPTY)] = None
    date_prec: Annotated[int | None, says("1 where the report gives a day; else empty.")]
    date_start: Annotated[str | None, says("ISO day of the incident, as the report says.")]
    date_end: Annotated[str | None, says("The same day.")]
    killed_a: Annotated[None, says(_NEVER_SIDES)] = msgspec.field(default=None, name="deaths_a")
    killed_b: Annotated[None, says(_NEVER_SIDES)] = msgspec.field(default=None, name="deaths_b")
    killed_civilians: Annotated[int | None, says("Civilians, where one named source alone gives an exact number.")] = msgspec.field(
        name="deaths_civilians"
    )
    killed_unknown: Annotated[None, says("Always empty: it would be a rest, and nothing is subtracted.")] = msgspec.field(
        default=None, name="deaths_unknown"
    )
    best: Annotated[
        int | None, says("The exact number of the one named source, or of the figure that people agreed on as `best estimate`; else empty.")
    ]
    high: Annotated[int | None, says("The highest greatest number that a source gives; empty where one leaves it open.")]
    low: Annotated[int | None, says("The lowest least number that a source gives; empty where one leaves it open.")]
    gwnoa: Annotated[None, says(_EMPTY)] = None
    gwnob: Annotated[None, says(_EMPTY)] = None
    onrecord_report: Annotated[str, says("Id of the report.")]
    onrecord_reading: Annotated[str, says("Content id of its reading; a random one where names are blacked out.")]
    onrecord_incident: Annotated[str, says("Id of the incident in it.")]
    onrecord_type: Annotated[IncidentType, says("What is said to have happened.")]
    onrecord_url: Annotated[str | None, says("Address of the report.")]
    onrecord_responsibility: Annotated[tuple[str, ...], says("Who is said to have caused it, according to whom, and who contests that.")]
    onrecord_stated: Annotated[tuple[str, ...], says("Every figure of people killed: the words, who gives it, its standing.")]
    onrecord_low_according_to: Annotated[str | None, says("Who gives `low`.")]
    onrecord_best_according_to: Annotated[str | None, says("Who gives `best`: the source, or the assessment.")]
    onrecord_high_according_to: Annotated[str | None, says("Who gives `high`.")]


def ged_rows(material: Material) -> Iterator[GedRow]:
    """The rows that one report gives."""
    report = report_columns(material)
    for incident in material.reading.incidents:
        toll = toll_of(material, incident)
        if not toll.stated:
            continue
        point = point_columns(material, incident.place)
        latitude, longitude = point["latitude"], point["longitude"]
        found = material.place_called(incident.place)
        has_point = latitude is not None and longitude is not None
        day = whole_day(incident.date)
        figures = (figure for figure in material.reading.figures if figure.id in incident.figures and figure.measure == "killed")
        voices = dict.fromkeys(figure.source for figure in figures if figure.source)
        yield GedRow(
            id=incident_id(material, incident.id),
            year=int(day[:4]) if day else None,
            number_of_sources=1,
            source_article=", ".join(part for part in (report["outlet"], report["published"], report["title"]) if part) or None,
            source_office=report["outlet"],
            source_date=report["published"],
            source_headline=report["title"],
            source_original=", ".join(voices) or None,
            where_coordinates=incident.place if has_point else None,
            where_description=incident.place or None,
            latitude=found.latitude if found else None,
            longitude=found.longitude if found else None,
            geom_wkt=f"POINT ({longitude} {latitude})" if has_point else None,
            country=country_called(found.country if found else None),
            date_prec=DAY if day else None,
            date_start=day,
            date_end=day,
            killed_civilians=toll.civilians,
            best=toll.best,
            high=toll.high,
            low=toll.low,
            onrecord_report=material.reading.id,
            onrecord_reading=material.key,
            onrecord_incident=incident.id,
            onrecord_type=incident.type,
            onrecord_url=report["url"],
            onrecord_responsibility=material.responsibility(incident),
            onrecord_stated=toll.stated,
            onrecord_low_according_to=toll.low_according_to,
            onrecord_best_according_to=toll.best_according_to,
            onrecord_high_according_to=toll.high_according_to,
        )


def incident_id(material: Material, local: str) -> str:
    """By what an incident is known outside of its report: sixteen digits suffice for any archive."""
    return f"{material.key[:16]}:{local}"
