"""Incidents: a moment and place where harm is said to have happened, and who is said to have caused it."""

from collections.abc import Sequence

from onrecord.reading.page import Page
from onrecord.records import Actor, Figure, Incident, Place, ReportDetails, Statement, TimeExpression


def find_incidents(
    page: Page,
    *,
    report: ReportDetails,
    statements: Sequence[Statement],
    figures: Sequence[Figure],
    actors: Sequence[Actor],
    places: Sequence[Place],
    times: Sequence[TimeExpression],
) -> tuple[Incident, ...]:
    """Incidents in text order, with ids i1, i2, …"""
    return ()
