"""The JSON Schema of claims and counts as they are given out, generated from the records so that it cannot drift from them."""

import json
from typing import Any

import msgspec

from onrecord.corroboration.claims.shown import ClaimShown, DecisionShown, MatterShown
from onrecord.corroboration.grades.records import SuggestedGrade

CLAIMS_VERSION = "1.1"
"""Raised in its first part when a reader of the old form would misread the new one."""


class ClaimGraded(ClaimShown, frozen=True, kw_only=True):
    """A claim as ``corroborate --json`` prints it."""

    grades: tuple[SuggestedGrade, ...] = ()
    """What rule-sets suggest, where some were asked for."""


def claims_schema() -> dict[str, Any]:
    """JSON Schema (2020-12); under ``properties`` what a line of ``corroborate --json``, ``compare --json``, … is."""
    kinds = [ClaimGraded, MatterShown, DecisionShown]
    (claim, matter, decision), definitions = msgspec.json.schema_components(kinds, ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "OnRecord: claims that reports share, counts side by side, and what people decided on claims",
        "version": CLAIMS_VERSION,
        "properties": {"line of corroborate": claim, "line of compare": matter, "line of claim decisions": decision},
        "$defs": definitions,
    }


def claims_schema_text() -> str:
    """The schema as it is kept in docs/reference/claims.schema.json."""
    return json.dumps(claims_schema(), indent=2, sort_keys=True) + "\n"
