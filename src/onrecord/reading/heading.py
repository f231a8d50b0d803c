"""What the head of a report says about the report itself."""

from onrecord.reading.page import Page
from onrecord.records import Document, ReportDetails


def read_heading(page: Page, document: Document) -> ReportDetails:
    """Title, outlet, issuer, form and published date, from the text's head and what came with the document."""
    return ReportDetails(title=document.title, outlet=document.outlet, url=document.url, published=document.date)
