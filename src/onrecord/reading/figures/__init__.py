"""Casualty figures: every number of people killed, injured, missing, displaced, detained or abducted in a text."""

from collections.abc import Sequence

from onrecord.reading.page import Page
from onrecord.records import Actor, Figure, Place, ReportDetails, Statement, TimeExpression


def find_figures(
    page: Page,
    *,
    report: ReportDetails,
    statements: Sequence[Statement],
    actors: Sequence[Actor],
    places: Sequence[Place],
    times: Sequence[TimeExpression],
) -> tuple[Figure, ...]:
    """Figures in text order, with ids f1, f2, …"""
    return ()
