"""What the head of a report says about the report itself: title, outlet, issuer, form, language, published date."""

from collections.abc import Sequence

from onrecord.reading.heading.bylines import read_byline
from onrecord.reading.heading.form import form_of
from onrecord.reading.heading.language import language_of
from onrecord.reading.heading.lines import head_lines
from onrecord.reading.heading.published import find_published
from onrecord.reading.heading.publisher import find_issuer, find_outlet
from onrecord.reading.heading.title import find_title
from onrecord.reading.page import Page
from onrecord.reading.times.stated import Expression
from onrecord.records import Document, ReportDetails

__all__ = ["read_heading"]


def read_heading(page: Page, document: Document, written: Sequence[Expression]) -> ReportDetails:
    """Title, outlet, issuer, form, language and published date, from the text's head and what came with the document.

    Args:
        page: the text.
        document: what came with it.
        written: the time expressions of the page (``times.expressions``).

    What came with the document wins for title, outlet and language; for the published day the text's own head does, since a
    container's date is often that of a copy. Nothing is guessed: what is not stated is None.
    """
    lines = head_lines(page)
    published = find_published(page, lines, written, document)
    issuer = find_issuer(page, lines, written)
    outlet = document.outlet or find_outlet(page, lines, written) or issuer
    title = document.title or find_title(page, lines, written, names=tuple(name for name in (issuer, outlet) if name))
    return ReportDetails(
        title=title,
        outlet=outlet,
        issuer=issuer,
        form=form_of(page, lines, title=title, outlet=outlet, issuer=issuer),
        url=document.url,
        language=document.language or language_of(page.text, page.tokens),
        published=published.day,
        published_span=published.span,
        authors=document.authors or read_byline(page, lines, written).authors,
        dates=published.dates,
    )
