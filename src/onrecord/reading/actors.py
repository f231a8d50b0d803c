"""Who is named in the text: persons, bodies, forces, groups."""

from collections.abc import Sequence

from onrecord.reading.page import Page
from onrecord.records import Actor, Party, ReportDetails


def find_actors(page: Page, report: ReportDetails, parties: Sequence[Party]) -> tuple[Actor, ...]:
    """Actors in order of their first mention."""
    return ()
