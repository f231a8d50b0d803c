"""Times in the text, resolved against the report's date."""

from onrecord.reading.page import Page
from onrecord.records import TimeExpression


def find_times(page: Page, published: str | None) -> tuple[TimeExpression, ...]:
    """Time expressions in text order; ``published`` is the ISO day relative ones are resolved against."""
    return ()
