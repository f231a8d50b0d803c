"""Figures as a table with HXL tags (Humanitarian Exchange Language 1.1): a line of names, a line of tags, then one figure a line.

Each measure has columns of its own, so that ``#affected+killed`` means people killed and nothing else. A figure that its text corrects, or
that tells a toll again, is left out. What tools for HXL add up, they add across sources and scopes: filter before, or do not add.
"""

from collections.abc import Iterator
from typing import Annotated

from onrecord.export.tables.columns import Row, says
from onrecord.export.tables.material import Material
from onrecord.export.tables.rows import Columns, figure_columns
from onrecord.records.vocabulary import CivilStatus, Measure, Scope, Standing, members

_LEAST, _GREATEST = "Least number stated; empty for an open end or another measure.", "Greatest number stated; the same."


class HxlRow(Row, frozen=True, kw_only=True):
    """One figure, with HXL tags."""

    report: Annotated[str, says("Id of the report.", hxl="#meta+report+id")]
    reading: Annotated[str, says("Content id of its reading; a random one where names are blacked out.", hxl="#meta+reading+id")]
    figure: Annotated[str, says("Id of the figure in its report.", hxl="#meta+figure+id")]
    outlet: Annotated[str | None, says("Who published the report.", hxl="#org+outlet+name")]
    title: Annotated[str | None, says("Its title.", hxl="#meta+report+title")]
    url: Annotated[str | None, says("Its address.", hxl="#meta+report+url")]
    published: Annotated[str | None, says("ISO day on which it was published.", hxl="#date+published")]
    source: Annotated[str | None, says("The nearest voice that gives the figure, as worded.", hxl="#meta+source")]
    standing: Annotated[Standing, says("How the report presents it.", hxl="#status+standing")]
    scope: Annotated[Scope, says("One event, a period, or a running total. Never add these.", hxl="#meta+scope")]
    since: Annotated[str | None, says("ISO day from which on it counted.", hxl="#date+start")]
    as_of: Annotated[str | None, says("ISO day up to which it counted.", hxl="#date+end")]
    place: Annotated[str | None, says("Where, as worded.", hxl="#loc+name")]
    country: Annotated[str | None, says("ISO 3166 alpha-2 code of the gazetteer's place of that name.", hxl="#country+code+v_iso2")]
    latitude: Annotated[float | None, says("Degrees north of the middle of the largest town of that name.", hxl="#geo+lat")]
    longitude: Annotated[float | None, says("Degrees east of it.", hxl="#geo+lon")]
    group: Annotated[str | None, says("Who was counted, as worded.", hxl="#population+group")]
    civil_status: Annotated[CivilStatus, says("Civil status as the text states it.", hxl="#population+status")]
    part_of: Annotated[str | None, says("The figure of which it is a part; never add it to that.", hxl="#meta+part_of+id")]
    phrase: Annotated[str, says("The number as stated.", hxl="#description+phrase")]
    killed_min: Annotated[int | None, says(_LEAST, hxl="#affected+killed+min")] = None
    killed_max: Annotated[int | None, says(_GREATEST, hxl="#affected+killed+max")] = None
    injured_min: Annotated[int | None, says(_LEAST, hxl="#affected+injured+min")] = None
    injured_max: Annotated[int | None, says(_GREATEST, hxl="#affected+injured+max")] = None
    missing_min: Annotated[int | None, says(_LEAST, hxl="#affected+missing+min")] = None
    missing_max: Annotated[int | None, says(_GREATEST, hxl="#affected+missing+max")] = None
    displaced_min: Annotated[int | None, says(_LEAST, hxl="#affected+displaced+min")] = None
    displaced_max: Annotated[int | None, says(_GREATEST, hxl="#affected+displaced+max")] = None
    detained_min: Annotated[int | None, says(_LEAST, hxl="#affected+detained+min")] = None
    detained_max: Annotated[int | None, says(_GREATEST, hxl="#affected+detained+max")] = None
    abducted_min: Annotated[int | None, says(_LEAST, hxl="#affected+abducted+min")] = None
    abducted_max: Annotated[int | None, says(_GREATEST, hxl="#affected+abducted+max")] = None
    casualties_min: Annotated[
        int | None, says("Least number of people killed or injured, not separable.", hxl="#affected+casualties+min")
    ] = None
    casualties_max: Annotated[int | None, says("Greatest number of them.", hxl="#affected+casualties+max")] = None


_SHARED = frozenset(HxlRow.__struct_fields__) - {f"{measure}_{end}" for measure in members(Measure) for end in ("min", "max")}


def hxl_rows(material: Material) -> Iterator[HxlRow]:
    """The rows that one report gives."""
    for columns in figure_columns(material):
        if columns["superseded"] or columns["duplicate_of"]:
            continue
        row: Columns = {name: columns.get(name) for name in _SHARED} | {"part_of": columns["subset_of"]}
        yield HxlRow(**row, **{f"{columns['measure']}_{end}": columns[end] for end in ("min", "max")})
