"""What several reports show together: the rules across reports, and which report each finding is kept with."""

from collections.abc import Callable, Iterable

import msgspec

from onrecord.corroboration.claims import Beside
from onrecord.corroboration.rules.across import RULES_ACROSS
from onrecord.records import Finding

OTHERS = "others"
"""Under this name the detail of a finding across reports gives its records in other reports, each with the content id of its reading:
so an erasure of that finds what rests on it."""
SPANS = "spans"
"""Under this one it gives sentences of its own report that are no record, as code points."""

_ORDER = {rule: number for number, rule in enumerate(RULES_ACROSS)}


def across(beside: Beside, wanted: Callable[[Finding], bool] = lambda _: True) -> dict[str, tuple[Finding, ...]]:
    """What some reports show together: reading → the findings that are kept with it, without ids, in ``in_order``.

    A finding is kept with the report of its first record: the one that retells, falls or contradicts, else the first that told the claim.

    Args:
        beside: the reports.
        wanted: whether a finding is, which names its records as ``reading/f1``; all are by default.
    """
    found: dict[str, list[Finding]] = {}
    for find in RULES_ACROSS.values():
        for finding in find(beside):
            if wanted(finding):
                name, kept = _kept_with_first(finding)
                found.setdefault(name, []).append(kept)
    return {name: in_order(findings) for name, findings in found.items()}


def is_across(finding: Finding) -> bool:
    """Whether a finding rests on more than one report."""
    return OTHERS in finding.detail


def records_of(finding: Finding, reading: str) -> tuple[str, ...]:
    """The records of a finding across reports that is kept with a reading, as ``reading/f1`` or ``reading/start-end``, its own first."""
    own = (*finding.records, *(f"{start}-{end}" for start, end in finding.detail.get(SPANS, ())))
    return (*(f"{reading}/{local}" for local in own), *(f"{one['reading']}/{one['record']}" for one in finding.detail[OTHERS]))


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings across reports that are kept with one report: by rule, then by their records, so that it does not matter when each came."""
    return tuple(sorted(findings, key=lambda one: (_ORDER[one.rule], one.records, one.sentence)))


def _kept_with_first(finding: Finding) -> tuple[str, Finding]:
    named = [record.rpartition("/") for record in finding.records]
    name = named[0][0]
    own = [local for reading, _, local in named if reading == name]
    spans = [[int(end) for end in local.split("-")] for local in own if "-" in local]
    others = [{"reading": reading, "record": local} for reading, _, local in named if reading != name]
    detail = {**finding.detail, OTHERS: others, **({SPANS: spans} if spans else {})}
    return name, msgspec.structs.replace(finding, records=tuple(local for local in own if "-" not in local), detail=detail)
