"""Web pages (first form)."""

import trafilatura

from onrecord.intake.capture import Taken
from onrecord.intake.characters import check_text
from onrecord.intake.encoding import decode
from onrecord.intake.opened import Documents
from onrecord.intake.text import too_long
from onrecord.records import Capture, Document, Issue
from onrecord.settings import Limits


def read_html(taken: Taken, capture: Capture, identifier: str, limits: Limits) -> Documents:
    """The report of a web page."""
    decoded = decode(taken.all(), capture.origin)
    text = trafilatura.extract(decoded.text, include_comments=False)
    if not text:
        yield Issue(code="html.no-text", outcome="quarantined", where=capture.origin, message="The page holds no text of a report.")
        return
    if len(text) > limits.text_characters:
        yield too_long(capture.origin, limits, f"{len(text):,} characters")
        return
    checked = check_text(text, capture.origin, replaced_by_us=decoded.replaced)
    yield Document(id=identifier, text=checked.text, capture=capture, issues=(*decoded.issues, *checked.issues))
