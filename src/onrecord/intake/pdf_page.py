"""The lines of a PDF's page with where they stand, as PDFium gives them: in the order of the page's content."""

import ctypes
from dataclasses import dataclass, field

import pypdfium2
from pypdfium2 import raw

from onrecord.intake.pdf_stated import Stated, stated_on
from onrecord.intake.pdf_unseen import Unseen, box_of, unseen_on

_HYPHEN = 0x02
"""What PDFium gives for a hyphen that ends a line; the next line follows at once."""

_LINE_ENDS = frozenset("\r\n\x0b\x0c\u2028\u2029")


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line of text. Points from the lower left corner of the page."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    hyphen: bool
    """Whether it ends in a hyphen, which is not in ``text``."""


@dataclass(frozen=True, slots=True)
class PdfPage:
    """The lines of a page, its height in points, and what was counted on it."""

    lines: tuple[PdfLine, ...]
    height: float
    characters: int
    """Visible characters that PDFium counts on the page."""
    unmapped: int
    """Characters whose font does not say what they stand for."""
    unseen: Unseen = field(default_factory=Unseen)
    stated: tuple[Stated, ...] = ()
    """Texts that are stated for what is drawn."""


def read_pdf_page(document: pypdfium2.PdfDocument, index: int) -> PdfPage:
    """The lines of a page.

    Raises:
        pypdfium2.PdfiumError: when the page cannot be read.
    """
    page = document[index]
    try:
        text_page = page.get_textpage()
        try:
            return _read(page, text_page.raw)
        finally:
            text_page.close()
    finally:
        page.close()


def _read(page: pypdfium2.PdfPage, text_page: ctypes.c_void_p) -> PdfPage:
    number = max(0, raw.FPDFText_CountChars(text_page))
    codes = [raw.FPDFText_GetUnicode(text_page, index) for index in range(number)]
    unmapped = sum(1 for index in range(number) if raw.FPDFText_HasUnicodeMapError(text_page, index) == 1)
    lines: list[PdfLine] = []
    held: list[int] = []
    visible = 0
    for index, code in enumerate(codes):
        if code == _HYPHEN or chr(code) in _LINE_ENDS:
            _add(lines, text_page, codes, held, hyphen=code == _HYPHEN)
            held = []
            visible += code == _HYPHEN
        elif code:
            held.append(index)
            visible += not chr(code).isspace()
    _add(lines, text_page, codes, held, hyphen=False)
    return PdfPage(tuple(lines), page.get_height(), visible, unmapped, unseen_on(page.raw, text_page, codes), stated_on(page.raw))


def _add(lines: list[PdfLine], text_page: ctypes.c_void_p, codes: list[int], held: list[int], *, hyphen: bool) -> None:
    """A line of the characters held; its place is that of its first and last that are seen."""
    seen = [index for index in held if not chr(codes[index]).isspace()]
    if not seen:
        return
    text = "".join(map(chr, (codes[index] for index in held))).strip()
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # characters beyond the first plane come in halves
    left, bottom, _, top = box_of(text_page, seen[0])
    _, last_bottom, right, last_top = box_of(text_page, seen[-1])
    lines.append(PdfLine(text, left, right, min(bottom, last_bottom), max(top, last_top), hyphen))
