"""Incidents and figures on a map (GeoJSON, RFC 7946): one feature each; without a point where the gazetteer has none.

A point is that of a named place, never of a home: the middle of the largest town of that name, to a hundredth of a degree. The text may
have meant another town of the name; nothing here says which.
"""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from onrecord.export.tables.columns import Row, says
from onrecord.export.tables.material import Material
from onrecord.export.tables.rows import Columns, FigureRow, IncidentRow, figure_columns, incident_columns

NOTE = (
    "Points are of named places, never of homes: the middle of the largest town of that name in GeoNames (CC BY 4.0), to 0.01 degree. "
    "The report may have meant another place of that name. Incidents and figures of different reports are not joined; never add figures."
)
"""Stands in the collection, for who opens it without the docs."""


class Point(Row, frozen=True, kw_only=True):
    """The point of a named place."""

    type: Annotated[Literal["Point"], says("Always `Point`.")] = "Point"
    coordinates: Annotated[tuple[float, float], says("Degrees east, degrees north (WGS 84).")]


PointIs = Annotated[Literal["named place"] | None, says("What the point is of; empty where there is none.")]
PointFrom = Annotated[Literal["GeoNames"] | None, says("Where it is from; the same.")]
PointStep = Annotated[float | None, says("Degrees to which it is given; the same.")]


class PlacedFigure(FigureRow, frozen=True, kw_only=True, tag_field="kind", tag="figure"):
    """What a feature says of a figure: the columns of the table of figures, and what its point is."""

    point_is: PointIs
    point_from: PointFrom
    point_step: PointStep


class PlacedIncident(IncidentRow, frozen=True, kw_only=True, tag_field="kind", tag="incident"):
    """What a feature says of an incident: the columns of the table of incidents, and what its point is."""

    point_is: PointIs
    point_from: PointFrom
    point_step: PointStep


class Feature(Row, frozen=True, kw_only=True):
    """One figure or incident."""

    type: Annotated[Literal["Feature"], says("Always `Feature`.")] = "Feature"
    id: Annotated[str, says("The first 16 digits of `reading`, a colon, the id in the report.")]
    geometry: Annotated[
        Point | None, says("The point; null where the place is not named, not known, or not the only one of its name in the report.")
    ]
    properties: Annotated[
        PlacedFigure | PlacedIncident, says("`kind`, the columns of its table, `point_is`, `point_from` and `point_step`.")
    ]


class FeatureCollection(Row, frozen=True, kw_only=True):
    """The file."""

    type: Annotated[Literal["FeatureCollection"], says("Always `FeatureCollection`.")] = "FeatureCollection"
    note: Annotated[str, says("What the points are, and are not.")]
    features: Annotated[tuple[Feature, ...], says("The figures and incidents, report by report.")]


STEP = 0.01
"""Degrees to which the gazetteer gives a point: about a kilometre."""


def features(material: Material) -> Iterator[Feature]:
    """The features that one report gives."""
    for columns in incident_columns(material):
        yield _feature(material, f"{columns['incident']}", columns, PlacedIncident)
    for columns in figure_columns(material):
        yield _feature(material, f"{columns['figure']}", columns, PlacedFigure)


def _feature(material: Material, local: str, columns: Columns, kind: type[PlacedFigure] | type[PlacedIncident]) -> Feature:
    longitude, latitude = columns["longitude"], columns["latitude"]
    geometry = None
    if isinstance(longitude, float) and isinstance(latitude, float):
        geometry = Point(coordinates=(longitude, latitude))
    point: dict[str, Any] = dict.fromkeys(("point_is", "point_from", "point_step"))
    if geometry is not None:
        point = {"point_is": "named place", "point_from": "GeoNames", "point_step": STEP}
    return Feature(id=f"{material.key[:16]}:{local}", geometry=geometry, properties=kind(**columns, **point))
