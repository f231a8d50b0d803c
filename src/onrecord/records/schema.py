"""The JSON Schema of the interchange, generated from the records so that it cannot drift from them."""

import json
from typing import Any

import msgspec

from onrecord.records.reading import Reading
from onrecord.records.review import Correction, CorrectionRequest, Decision, Proposal

INTERCHANGE_VERSION = "1.0"
"""Raised in its first part when a reader of the old form would misread the new one."""


def interchange_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of one interchange object."""
    schema = msgspec.json.schema(Reading)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "OnRecord interchange: one reading of one report",
        "version": INTERCHANGE_VERSION,
        **schema,
    }


def interchange_schema_text() -> str:
    """The schema as it is kept in docs/reference/interchange.schema.json."""
    return json.dumps(interchange_schema(), indent=2, sort_keys=True) + "\n"


def review_schema_text() -> str:
    """The JSON Schema (2020-12) of what people say of a reading, as it is kept in docs/reference/review.schema.json."""
    _, definitions = msgspec.json.schema_components([CorrectionRequest, Correction, Proposal, Decision], ref_template="#/$defs/{name}")
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "OnRecord: corrections, proposals and decisions of people",
        "$defs": definitions,
    }
    return json.dumps(schema, indent=2, sort_keys=True) + "\n"
