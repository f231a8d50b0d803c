"""What several reports show together: the rules across reports, and which report each finding is kept with."""

import msgspec

from onrecord.corroboration.claims import Beside
from onrecord.corroboration.rules.across import RULES_ACROSS
from onrecord.records import Finding

OTHERS = "others"
"""Under this name the detail of a finding across reports gives its records in other reports, each with the content id of its reading:
so an erasure of that finds what rests on it."""
SPANS = "spans"
"""Under this one it gives sentences of its own report that are no record, as code points."""


def across(beside: Beside) -> dict[str, tuple[Finding, ...]]:
    """What some reports show together, rule by rule: reading → the findings that are kept with it, without ids.

    A finding is kept with the report of its first record: the one that retells, falls or contradicts, else the first that told the claim.
    """
    found: dict[str, list[Finding]] = {}
    for find in RULES_ACROSS.values():
        for finding in find(beside):
            name, kept = _kept_with_first(finding)
            found.setdefault(name, []).append(kept)
    return {name: tuple(findings) for name, findings in found.items()}


def is_across(finding: Finding) -> bool:
    """Whether a finding rests on more than one report."""
    return OTHERS in finding.detail


def _kept_with_first(finding: Finding) -> tuple[str, Finding]:
    named = [record.rpartition("/") for record in finding.records]
    name = named[0][0]
    own = [local for reading, _, local in named if reading == name]
    spans = [[int(end) for end in local.split("-")] for local in own if "-" in local]
    others = [{"reading": reading, "record": local} for reading, _, local in named if reading != name]
    detail = {**finding.detail, OTHERS: others, **({SPANS: spans} if spans else {})}
    return name, msgspec.structs.replace(finding, records=tuple(local for local in own if "-" not in local), detail=detail)
