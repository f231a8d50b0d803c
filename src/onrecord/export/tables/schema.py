"""The JSON Schema of everything that the formats write, generated from their records so that it cannot drift from them."""

import json
from typing import Any

import msgspec

from onrecord.export.tables.acled import AcledRow
from onrecord.export.tables.assessed import ClaimReview, MediaReview
from onrecord.export.tables.follow_the_money import Entity
from onrecord.export.tables.formats import VERSION
from onrecord.export.tables.ged import GedRow
from onrecord.export.tables.geojson import FeatureCollection
from onrecord.export.tables.hxl import HxlRow
from onrecord.export.tables.rows import ROWS
from onrecord.records import Record

WHOLE: dict[str, type[Record]] = {
    **{f"row of {table}": row for table, row in ROWS.items()},
    "row of ged": GedRow,
    "row of acled": AcledRow,
    "row of hxl": HxlRow,
    "geojson": FeatureCollection,
    "entity of ftm": Entity,
    "member of claimreview": ClaimReview,
    "member of mediareview": MediaReview,
}
"""What a file is made of, by a name that says so, and its record."""


def tables_schema() -> dict[str, Any]:
    """JSON Schema (2020-12); under ``properties`` what each format is made of. Rows of delimited text are meant as they are read back."""
    schemas, definitions = msgspec.json.schema_components(list(WHOLE.values()), ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "OnRecord: what tables, maps, entities and reviews are made of",
        "version": VERSION,
        "properties": dict(zip(WHOLE, schemas, strict=True)),
        "$defs": definitions,
    }


def tables_schema_text() -> str:
    """The schema as it is kept in docs/reference/tables.schema.json."""
    return json.dumps(tables_schema(), indent=2, sort_keys=True) + "\n"
