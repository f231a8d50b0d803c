"""Named places in the text."""

from onrecord.reading.page import Page
from onrecord.records import Place


def find_places(page: Page) -> tuple[Place, ...]:
    """Mentions of places in text order."""
    return ()
