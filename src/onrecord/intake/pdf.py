"""PDF documents with a text layer. PDFium gives the characters; nothing in the file is run, and pictures are not looked at."""

from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

from onrecord.intake.capture import Taken
from onrecord.intake.characters import check_text
from onrecord.intake.conservation import shortfall
from onrecord.intake.opened import Documents
from onrecord.intake.pdf_active import active_content, info_date, info_value, switches_layers_off, xmp_dates
from onrecord.intake.pdf_page import PdfPage, read_pdf_page
from onrecord.intake.pdf_remarks import numbered, remarks_on_pages
from onrecord.intake.pdf_text import PdfText, pdf_text
from onrecord.intake.spacing import visible_characters
from onrecord.intake.stated import name_line, remark, shown, stated_dates, unread
from onrecord.intake.text import too_long
from onrecord.records import Capture, Document, Issue
from onrecord.settings import Limits

LARGEST_PDF = 256 * 1024 * 1024
"""Bytes of a PDF that is opened."""

MOST_PAGES = 2_000
"""Pages that are read; reports of commissions have some hundreds."""

_BEGINNING = b"%PDF-"
_TAIL = 2048  # bytes in which the mark of the end stands
_EMPTY_PAGE = 3  # visible characters up to which a page counts as one without text


def read_pdf(taken: Taken, capture: Capture, identifier: str, limits: Limits) -> Documents:
    """The text of a PDF, or the issue that keeps it from being read."""
    where = capture.origin
    if taken.size > LARGEST_PDF:
        yield unread("text.limit", where, f"The document has {taken.size:,} bytes; at most {LARGEST_PDF:,} are read. Split it.")
        return
    data = taken.all()
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        yield _unopened(error, where)
        return
    try:
        yield _document(document, data, capture, identifier, limits)
    finally:
        document.close()


def _unopened(error: pypdfium2.PdfiumError, where: str) -> Issue:
    if getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
        return unread("pdf.password", where, "The document asks for a password; save it without one, and read that.")
    return unread("pdf.damaged", where, f"The document is damaged, or is no PDF ({error}); fetch it again. Its bytes are kept.")


def _document(document: pypdfium2.PdfDocument, data: bytes, capture: Capture, identifier: str, limits: Limits) -> Document | Issue:
    where = capture.origin
    number = len(document)
    pages, unreadable = _pages(document, min(number, MOST_PAGES), limits)
    found = pdf_text(pages)
    if sum(page.characters for page in pages) > limits.text_characters:
        return too_long(where, limits, f"more than {limits.text_characters:,} characters on its first {len(pages):,} pages")
    acting = active_content(data, document)
    active = [_acting(acting, where)] if acting else []
    seen = list(remarks_on_pages(pages, data, where, layers_off=switches_layers_off(data)))
    if not visible_characters(found.text):
        act = "".join(f" {issue.message}" for issue in (*active, *seen))
        message = f"None of its pages holds text; it may be a scan, to be read by a text recogniser first.{act}"
        return unread("pdf.no-text", where, message)
    stated = ((info_value(document, key), key, kind) for key, kind in _INFO_DATES)
    given = [(info_date(value), kind, f"PDF Info {key}") for value, key, kind in stated if value]
    dates, date_issues = stated_dates((*given, *xmp_dates(data)), where)
    checked = check_text(found.text, where)
    return Document(
        id=identifier,
        text=checked.text,
        capture=capture,
        title=name_line(info_value(document, "Title")),
        authors=tuple(name for name in [name_line(info_value(document, "Author"))] if name and "@" not in name),
        dates=dates,
        issues=(
            *active,
            *_about_pages(pages, number, unreadable, where),
            *_about_text(pages, found, where),
            *seen,
            *_before(data, where),
            *([remark("pdf.damaged", where, _CUT)] if b"%%EOF" not in data[-_TAIL:] else []),
            *date_issues,
            *checked.issues,
        ),
    )


_INFO_DATES = (("CreationDate", "created"), ("ModDate", "modified"))
_CUT = "The mark that ends a PDF is missing, as where a file was cut; the end of it may be missing from the text. Fetch it again."


def _acting(acting: tuple[str, ...], where: str) -> Issue:
    return remark("media.pdf-active", where, f"The document holds {', '.join(acting)}; nothing of it was run, only its text was read.")


def _before(data: bytes, where: str) -> Iterator[Issue]:
    """The remark on matter before the mark that begins the document."""
    matter = data[: max(0, data.find(_BEGINNING))].decode("utf-8", "replace")
    if matter.strip():
        size = data.find(_BEGINNING)
        message = f"{size:,} bytes stand before the mark that begins the document, and were not read; they begin {shown(matter)}."
        yield remark("pdf.damaged", where, message)


def _pages(document: pypdfium2.PdfDocument, number: int, limits: Limits) -> tuple[list[PdfPage], list[int]]:
    """The pages as far as the limit of characters, and the numbers of those that cannot be read."""
    pages: list[PdfPage] = []
    unreadable: list[int] = []
    size = 0
    for index in range(number):
        try:
            pages.append(read_pdf_page(document, index))
        except pypdfium2.PdfiumError:
            unreadable.append(index + 1)
            pages.append(PdfPage((), 0.0, 0, 0))
        size += pages[-1].characters
        if size > limits.text_characters:
            break
    return pages, unreadable


def _about_pages(pages: list[PdfPage], number: int, unreadable: list[int], where: str) -> Iterator[Issue]:
    if number > len(pages):
        message = f"The document has {number:,} pages; the first {len(pages):,} were read. Split it to read the rest."
        yield remark("pdf.pages", where, message)
    if unreadable:
        yield remark("text.lost", where, f"{numbered(unreadable)} could not be read, so the text is not whole. Look at the original.")
    empty = [index for index, page in enumerate(pages, start=1) if page.characters <= _EMPTY_PAGE and index not in unreadable]
    if empty:
        message = f"{numbered(empty)} without text, as pictures and scans are; what they show is not in the text."
        yield remark("pdf.no-text", where, message)


def _about_text(pages: list[PdfPage], found: PdfText, where: str) -> Iterator[Issue]:
    if found.running:
        heads = ", ".join(shown(line) for line in found.running[:3])
        yield remark("pdf.running-heads", where, f"Lines repeated at the edge of pages were left out of the text: {heads}.")
    counted = sum(page.characters for page in pages)
    if lost := shortfall(counted, visible_characters(found.text) + found.running_characters + found.hyphens, where, "the document"):
        yield lost
    if unmapped := sum(page.unmapped for page in pages):
        message = f"{unmapped:,} characters stand in fonts that do not say what they are; they may be wrong or missing in the text."
        yield remark("pdf.characters", where, message)
