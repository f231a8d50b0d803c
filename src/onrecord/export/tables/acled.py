"""Rows with the columns of ACLED (Armed Conflict Location & Event Data), for those who work with these.

They are not ACLED's: nobody coded them. One row is one incident in one report; reports of one event are not joined. ACLED's columns of
actors cannot say according to whom somebody took part, so they stay empty, and our own column at the end names who is said to have
caused the harm, always with who says so. A type of event is given only where the reported kind of harm means the same in ACLED's words;
where civil status, intention or outcome decides, it is left empty.

Columns and types: ACLED Codebook (2024).
"""

from collections.abc import Iterator
from typing import Annotated, Literal

import msgspec

from onrecord.export.tables.columns import Row, says
from onrecord.export.tables.ged import DAY, incident_id
from onrecord.export.tables.material import Material, country_called, whole_day
from onrecord.export.tables.rows import report_columns
from onrecord.export.tables.tolls import toll_of
from onrecord.records.vocabulary import IncidentType

_EMPTY = "Always empty: a coder of ACLED decides it."
_ACTOR = "Always empty: ACLED's columns cannot say according to whom; see `onrecord_responsibility`."

EventType = Literal["Battles", "Explosions/Remote violence"]
SubEventType = Literal["Armed clash", "Air/drone strike", "Shelling/artillery/missile attack", "Remote explosive/landmine/IED"]

TYPES: dict[IncidentType, tuple[EventType, SubEventType | None]] = {
    "airstrike": ("Explosions/Remote violence", "Air/drone strike"),
    "drone strike": ("Explosions/Remote violence", "Air/drone strike"),
    "missile strike": ("Explosions/Remote violence", "Shelling/artillery/missile attack"),
    "shelling": ("Explosions/Remote violence", "Shelling/artillery/missile attack"),
    "bombing": ("Explosions/Remote violence", None),
    "mine blast": ("Explosions/Remote violence", "Remote explosive/landmine/IED"),
    "clashes": ("Battles", "Armed clash"),
}
"""Kinds of harm that mean the same in ACLED's words; of the others civil status, intention or outcome decides."""


class AcledRow(Row, frozen=True, kw_only=True):
    """One incident in one report, with ACLED's columns."""

    event_id_cnty: Annotated[str, says("The first 16 digits of `onrecord_reading`, a colon, the incident's id. Not as ACLED's.")]
    event_date: Annotated[str | None, says("ISO day of the incident, as the report says.")]
    year: Annotated[int | None, says("Of that day.")]
    time_precision: Annotated[int | None, says("1 where the report gives a day; else empty.")]
    disorder_type: Annotated[None, says(_EMPTY)] = None
    event_type: Annotated[EventType | None, says("Where the kind of harm means the same in ACLED's words; else empty.")]
    sub_event_type: Annotated[SubEventType | None, says("The same.")]
    actor1: Annotated[None, says(_ACTOR)] = None
    assoc_actor_1: Annotated[None, says(_ACTOR)] = None
    inter1: Annotated[None, says(_ACTOR)] = None
    actor2: Annotated[None, says(_ACTOR)] = None
    assoc_actor_2: Annotated[None, says(_ACTOR)] = None
    inter2: Annotated[None, says(_ACTOR)] = None
    interaction: Annotated[None, says(_ACTOR)] = None
    civilian_targeting: Annotated[None, says("Always empty: who was meant to be hit is not decided here.")] = None
    iso: Annotated[None, says(_EMPTY)] = None
    region: Annotated[None, says(_EMPTY)] = None
    country: Annotated[str | None, says("Usual name of the state in which the gazetteer has a place of that name; says nothing of status.")]
    admin1: Annotated[None, says(_EMPTY)] = None
    admin2: Annotated[None, says(_EMPTY)] = None
    admin3: Annotated[None, says(_EMPTY)] = None
    location: Annotated[str | None, says("The place as worded.")]
    latitude: Annotated[float | None, says("Degrees north of the middle of the largest town of that name; may be another town's.")]
    longitude: Annotated[float | None, says("Degrees east of it.")]
    geo_precision: Annotated[None, says("Always empty: whether the place was meant is not known.")] = None
    source: Annotated[str | None, says("The outlet.")]
    source_scale: Annotated[None, says(_EMPTY)] = None
    notes: Annotated[str | None, says("The passage of the report in which the incident is named; its words, not ours.")]
    killed: Annotated[
        int | None, says("The exact number of the one named source, or of the figure that people agreed on as `best estimate`; else empty.")
    ] = msgspec.field(name="fatalities")
    tags: Annotated[None, says(_EMPTY)] = None
    timestamp: Annotated[None, says(_EMPTY)] = None
    onrecord_report: Annotated[str, says("Id of the report.")]
    onrecord_reading: Annotated[str, says("Content id of its reading; a random one where names are blacked out.")]
    onrecord_incident: Annotated[str, says("Id of the incident in it.")]
    onrecord_type: Annotated[IncidentType, says("What is said to have happened.")]
    onrecord_url: Annotated[str | None, says("Address of the report.")]
    onrecord_title: Annotated[str | None, says("Its title.")]
    onrecord_published: Annotated[str | None, says("ISO day on which it was published.")]
    onrecord_responsibility: Annotated[tuple[str, ...], says("Who is said to have caused it, according to whom, and who contests that.")]
    onrecord_stated: Annotated[tuple[str, ...], says("Every figure of people killed: the words, who gives it, its standing.")]
    onrecord_low: Annotated[int | None, says("The lowest least number that a source gives; empty where one leaves it open.")]
    onrecord_low_according_to: Annotated[str | None, says("Who gives it.")]
    onrecord_best_according_to: Annotated[str | None, says("Who gives `fatalities`: the source, or the assessment.")]
    onrecord_high: Annotated[int | None, says("The highest greatest number that a source gives; empty where one leaves it open.")]
    onrecord_high_according_to: Annotated[str | None, says("Who gives it.")]


def acled_rows(material: Material) -> Iterator[AcledRow]:
    """The rows that one report gives."""
    report = report_columns(material)
    for incident in material.reading.incidents:
        toll = toll_of(material, incident)
        kind, narrower = TYPES.get(incident.type, (None, None))
        found = material.place_called(incident.place)
        day = whole_day(incident.date)
        yield AcledRow(
            event_id_cnty=incident_id(material, incident.id),
            event_date=day,
            year=int(day[:4]) if day else None,
            time_precision=DAY if day else None,
            event_type=kind,
            sub_event_type=narrower,
            country=country_called(found.country if found else None),
            location=incident.place or None,
            latitude=found.latitude if found else None,
            longitude=found.longitude if found else None,
            source=report["outlet"],
            notes=material.passage(incident.span) or None if incident.span else None,
            killed=toll.best,
            onrecord_report=material.reading.id,
            onrecord_reading=material.key,
            onrecord_incident=incident.id,
            onrecord_type=incident.type,
            onrecord_url=report["url"],
            onrecord_title=report["title"],
            onrecord_published=report["published"],
            onrecord_responsibility=material.responsibility(incident),
            onrecord_stated=toll.stated,
            onrecord_low=toll.low,
            onrecord_low_according_to=toll.low_according_to,
            onrecord_best_according_to=toll.best_according_to,
            onrecord_high=toll.high,
            onrecord_high_according_to=toll.high_according_to,
        )
