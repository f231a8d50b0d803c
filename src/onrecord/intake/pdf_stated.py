"""Text that a PDF states for what is drawn (ActualText, ISO 32000-1 §14.9.4), held against what is drawn.

PDFium reads the stated text, as programs that read aloud do; a reader of the page sees the other. Mostly it says the same – a ligature as
its letters, a word without its hyphen. To know what is drawn, the page is opened once more, and what is stated taken out of it.
"""

import ctypes
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
from pypdfium2 import raw

_KEY = b"ActualText"
_DEEPEST = 10  # forms inside one another
_MOST_OBJECTS = 200_000  # pieces of a page that are looked at


@dataclass(frozen=True, slots=True)
class Stated:
    """A text that is stated for pieces of a page."""

    text: str
    pieces: tuple[int, ...]
    """Their numbers among the pieces of text of the page, in its order."""


@dataclass(frozen=True, slots=True)
class Differing:
    """A stated text that says something else than what is drawn."""

    page: int
    """Its number, from 1 on."""
    stated: str
    drawn: str


def stated_on(page: ctypes.c_void_p) -> tuple[Stated, ...]:
    """The texts that are stated on a page; most have none."""
    texts: dict[int, str] = {}
    pieces: dict[int, list[int]] = {}
    for number, piece in enumerate(_pieces(page)):
        for mark in _marks(piece):
            address = ctypes.addressof(mark.contents)  # pieces with the same mark share it
            if address not in texts:
                text = _text_of(mark)
                if not text:  # of an empty one PDFium makes nothing
                    continue
                texts[address] = text
            pieces.setdefault(address, []).append(number)
    return tuple(Stated(text, tuple(pieces[address])) for address, text in texts.items())


def differing(data: bytes, stated: dict[int, tuple[Stated, ...]]) -> Iterator[Differing]:
    """The stated texts that differ from what is drawn in their letters and digits.

    Args:
        data: the document.
        stated: what ``stated_on`` gave for each page, by its index from 0 on.
    """
    document = pypdfium2.PdfDocument(data)
    try:
        for index, texts in stated.items():
            drawn = _drawn(document, index)
            for one in texts:
                letters = "".join(drawn.get(number, "") for number in one.pieces)
                if _key(one.text) != _key(letters):
                    yield Differing(index + 1, " ".join(one.text.split()), " ".join(letters.split()))
    finally:
        document.close()


def _drawn(document: pypdfium2.PdfDocument, index: int) -> dict[int, str]:
    """The characters of each piece of text of a page without what is stated for them."""
    page = document[index]
    try:
        numbers: dict[int, int] = {}
        for number, piece in enumerate(_pieces(page.raw)):
            numbers[ctypes.addressof(piece.contents)] = number
            for mark in _marks(piece):
                raw.FPDFPageObjMark_RemoveParam(piece, mark, _KEY)
        text_page = page.get_textpage()
        try:
            return _characters(text_page.raw, numbers)
        finally:
            text_page.close()
    finally:
        page.close()


def _characters(text_page: ctypes.c_void_p, numbers: dict[int, int]) -> dict[int, str]:
    found: dict[int, list[str]] = {}
    for index in range(max(0, raw.FPDFText_CountChars(text_page))):
        piece = raw.FPDFText_GetTextObject(text_page, index)
        if piece and (number := numbers.get(ctypes.addressof(piece.contents))) is not None:
            found.setdefault(number, []).append(chr(raw.FPDFText_GetUnicode(text_page, index)))
    return {number: "".join(characters) for number, characters in found.items()}


def _pieces(page: ctypes.c_void_p) -> Iterator[Any]:
    """The pieces of text of a page in its order, those in its forms included."""
    pending = [(raw.FPDFPage_GetObject(page, index), 1) for index in reversed(range(min(_MOST_OBJECTS, raw.FPDFPage_CountObjects(page))))]
    seen = 0
    while pending and seen < _MOST_OBJECTS:
        piece, depth = pending.pop()
        seen += 1
        kind = raw.FPDFPageObj_GetType(piece) if piece else None
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            yield piece
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inside = range(min(_MOST_OBJECTS, raw.FPDFFormObj_CountObjects(piece)))
            pending += [(raw.FPDFFormObj_GetObject(piece, index), depth + 1) for index in reversed(inside)]


def _marks(piece: ctypes.c_void_p) -> Iterator[Any]:
    for number in range(max(0, raw.FPDFPageObj_CountMarks(piece))):
        if mark := raw.FPDFPageObj_GetMark(piece, number):
            yield mark


def _text_of(mark: ctypes.c_void_p) -> str | None:
    """The text that a mark states; None where it states none."""
    size = ctypes.c_ulong()
    if not raw.FPDFPageObjMark_GetParamStringValue(mark, _KEY, None, 0, size):
        return None
    held = ctypes.create_string_buffer(max(2, size.value))
    raw.FPDFPageObjMark_GetParamStringValue(mark, _KEY, ctypes.cast(held, ctypes.POINTER(raw.FPDF_WCHAR)), size.value, size)
    return held.raw[: max(0, size.value - 2)].decode("utf-16-le", "replace")


def _key(text: str) -> str:
    """Letters and digits, ligatures and other forms of them as the plain ones."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", text).casefold() if letter.isalnum())
