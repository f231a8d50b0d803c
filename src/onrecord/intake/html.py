"""Web pages: the report's text, what the page states about it, and every date with where it came from."""

import re
from dataclasses import replace

from onrecord.intake.article import Article, find_article
from onrecord.intake.as_shown import as_shown
from onrecord.intake.byline import Byline, read_byline
from onrecord.intake.capture import Taken
from onrecord.intake.characters import check_text
from onrecord.intake.embedded import EmbeddedItem, embedded_items
from onrecord.intake.encoding import decode
from onrecord.intake.fragment import doubtful_text
from onrecord.intake.opened import Documents
from onrecord.intake.page import MOST_ELEMENTS, read_page
from onrecord.intake.page_dates import stated_dates
from onrecord.intake.page_details import page_details
from onrecord.intake.spacing import visible_characters
from onrecord.intake.text import too_long
from onrecord.records import Capture, Document, Issue
from onrecord.settings import Limits

LARGEST_PAGE = 20 * 1024 * 1024
"""Bytes of a page that is read; the largest live blogs have a few million."""

_HEAD = 4096
"""Bytes in which an encoding may be declared: browsers look at 1024, pages in the wild put it later."""

_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)|<meta[^>]{0,500}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)

_GUARDS = {
    "html.depth": "Its elements are nested so deeply that common parsers lose text",
    "html.attributes": "One of its tags has so many attributes that common parsers stop",
    "html.size": "It is so large that common parsers lose text or stop",
}

_FIRST_WORDS = 12
_UTF_7 = re.compile(r"(?:unicode-?1-?1-?|x-unicode-?2-?0-?|csunicode11)?utf-?_?7", re.IGNORECASE)


def read_html(taken: Taken, capture: Capture, identifier: str, limits: Limits) -> Documents:
    """The report of a web page, or the issue that keeps it from being read."""
    if taken.size > LARGEST_PAGE:
        yield _quarantined(
            "text.limit", capture, f"The page has {taken.size:,} bytes; at most {LARGEST_PAGE:,} are read. Save its text alone."
        )
        return
    data = taken.all()
    declared = taken.charset or declared_encoding(data)
    decoded = decode(data, capture.origin, declared=None if _unknown_to_browsers(declared) else declared)
    if _unknown_to_browsers(declared):
        message = f"The page declares {declared}, which browsers do not know; it was read as {decoded.encoding}, as they show it."
        decoded = replace(decoded, issues=(_remark("text.encoding", capture, message), *decoded.issues))
    markup = as_shown(decoded.text)
    page = read_page(markup)
    if page.elements >= MOST_ELEMENTS:
        yield _quarantined(
            "html.size", capture, f"The page has {MOST_ELEMENTS:,} elements or more, so it was not read. Save its text alone."
        )
        return
    items, faults = embedded_items(page.scripts)
    article = find_article(page, markup)
    details = page_details(page, items, capture.origin)
    dates, date_issues = stated_dates(page, items, None if article.guard else markup, capture.origin)
    article, bylines = _without_bylines(article, details.authors, dated=bool(dates))
    text, text_issues = _text(article, tuple(page.elsewhere), items, capture)
    if not text:
        yield _quarantined("html.no-text", capture, "The page has no visible text that could be a report; its bytes are kept.")
        return
    if len(text) > limits.text_characters:
        yield too_long(capture.origin, limits, f"{len(text):,} characters")
        return
    checked = check_text(text, capture.origin, replaced_by_us=decoded.replaced)
    yield Document(
        id=identifier,
        text=checked.text,
        capture=capture,
        title=details.title,
        outlet=details.outlet or next((byline.outlet for byline in bylines if byline.outlet), None),
        url=details.url,
        language=details.language,
        authors=tuple(dict.fromkeys((*details.authors, *(name for byline in bylines for name in byline.authors)))),
        dates=dates,
        issues=(*decoded.issues, *text_issues, *_fault(faults, capture), *details.issues, *date_issues, *checked.issues),
    )


def _without_bylines(article: Article, authors: tuple[str, ...], *, dated: bool) -> tuple[Article, list[Byline]]:
    """An article without the bylines among what was left out, and these, to be kept as authors.

    A byline with a date is one only where the page states dates (``dated``): else the date would be lost with it.
    """
    found = ((text, read_byline(text, authors)) for text in article.left_out)
    read = {text: byline for text, byline in found if byline is not None and (dated or not byline.dated)}
    left_out = tuple(text for text in article.left_out if text not in read)
    return replace(article, left_out=left_out), list(read.values())


def _text(article: Article, elsewhere: tuple[str, ...], items: tuple[EmbeddedItem, ...], capture: Capture) -> tuple[str, tuple[Issue, ...]]:
    """The report's text with what is to be said about how it was found."""
    issues = []
    if article.guard:
        message = f"{_GUARDS[article.guard]}; its text was read without them, by its blocks alone, and may hold more than the report."
        issues.append(_remark(article.guard, capture, message))
    if article.put_back:
        message = (
            f"The usual parser left out {_extent(article.put_back)}, put back in place; the first begins {_first_words(article.put_back)}."
        )
        issues.append(_remark("text.recovered", capture, message))
    if article.text and article.left_out:
        message = (
            f"Left out: {_extent(article.left_out)} shown in or beside the report, in the place of a note, a comment, a share box"
            f" or another post; the first begins {_first_words(article.left_out)}."
        )
        issues.append(_remark("text.lost", capture, message))
    if elsewhere:
        message = (
            f"Left out: {_extent(elsewhere)} shown inside a drawing, a formula or a frame; the first begins {_first_words(elsewhere)}."
        )
        issues.append(_remark("text.lost", capture, message))
    if article.hidden:
        hidden = _paragraphs(len(article.hidden))
        message = f"{hidden} that the page hides from its readers were left out; the first begins {_first_words(article.hidden)}."
        issues.append(_remark("html.hidden-text", capture, message))
    if article.doubtful:
        issues.append(doubtful_text(article.doubtful, capture.origin))
    if article.text:
        return article.text, tuple(issues)
    embedded = next((body for item in items for body in item.strings("articleBody")), "")
    if embedded:
        issues.append(
            _remark("html.embedded-text", capture, "The page shows no text; what its embedded data gives as the report was read.")
        )
    return embedded, tuple(issues)


def _unknown_to_browsers(declared: str | None) -> bool:
    """UTF-7, in which plain words can be made to look like tags (Encoding Standard §4.2: it has no label)."""
    return declared is not None and _UTF_7.fullmatch(declared.strip()) is not None


def declared_encoding(data: bytes) -> str | None:
    """The name of the encoding that a page declares near its beginning, if any."""
    match = _DECLARED.search(data[:_HEAD])
    return (match.group(1) or match.group(2)).decode("ascii", "replace") if match else None


def _fault(scripts: int, capture: Capture) -> tuple[Issue, ...]:
    if not scripts:
        return ()
    number = "One description" if scripts == 1 else f"{scripts} descriptions"
    return (_remark("html.embedded-data", capture, f"{number} of the page in JSON-LD could not be read; what it states is not known."),)


def _paragraphs(number: int) -> str:
    return "1 paragraph" if number == 1 else f"{number} paragraphs"


def _extent(paragraphs: tuple[str, ...]) -> str:
    return f"{_paragraphs(len(paragraphs))} ({visible_characters(' '.join(paragraphs)):,} visible characters)"


def _first_words(paragraphs: tuple[str, ...]) -> str:
    return f"“{' '.join(paragraphs[0].split()[:_FIRST_WORDS])}”"


def _remark(code: str, capture: Capture, message: str) -> Issue:
    return Issue(code=code, outcome="recorded", where=capture.origin, message=message)


def _quarantined(code: str, capture: Capture, message: str) -> Issue:
    return Issue(code=code, outcome="quarantined", where=capture.origin, message=message)
