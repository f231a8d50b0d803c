"""What the text of a PDF's page holds that a reader of the page may not see, and words that he sees and the text does not hold.

PDFium tells of each character how and where it is drawn. It does not tell what is drawn over it, nor which layers are shown.
"""

import bisect
import ctypes
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdfium2 import raw

SMALLEST = 1.0
"""Points of height below which letters are too small to be seen; the smallest print of contracts has three to four."""

UNPAINTED, WHITE, TINY, OUTSIDE, LAYER = "unpainted", "white", "tiny", "outside", "layer"
"""Why a reader may not see letters."""

_WHITE = 250  # of 255 in each colour, from which on letters are white
_FAINT = 12  # of 255, up to which letters let everything through
_UNPAINTED = frozenset({raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP})
_FILLED = frozenset({raw.FPDF_TEXTRENDERMODE_FILL, raw.FPDF_TEXTRENDERMODE_FILL_CLIP})
_MOST_OBJECTS = 20_000  # shapes of a page that are looked at as the ground of white letters
_MOST_NOTES = 500  # annotations of a page that are looked at
_NO_NOTES = frozenset({raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP})
_LONGEST = 8_000  # bytes of an annotation that are read
_NAME = 64  # bytes of the name of a mark
_FIRST = 80  # characters of unseen letters that are kept to be named

Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points."""


@dataclass(slots=True)
class Letters:
    """Letters that may not be seen: how many, and the first of them."""

    number: int = 0
    first: str = ""

    def add(self, text: str) -> None:
        """Count a run of letters."""
        self.number += sum(1 for letter in text if not letter.isspace())
        if len(self.first) < _FIRST:
            self.first = f"{self.first} {text.strip()}".strip()[:_FIRST]


@dataclass(slots=True)
class Unseen:
    """What was noticed of one page."""

    letters: dict[str, Letters] = field(default_factory=dict)
    """By why they may not be seen."""
    notes: list[str] = field(default_factory=list)
    """Words of annotations and fields that are shown with the page and are no part of its text."""


def unseen_on(page: ctypes.c_void_p, text_page: ctypes.c_void_p, codes: list[int]) -> Unseen:
    """Look through a page.

    Args:
        page: the page, as PDFium holds it.
        text_page: its text.
        codes: the character codes of the text.
    """
    found = Unseen(notes=list(_notes(page)))
    area = _area(page)
    grounds: list[Box] | None = None
    for drawn, places in _runs(text_page, codes):
        first, last = box_of(text_page, places[0]), box_of(text_page, places[-1])
        for reason in _how_drawn(text_page, places[0], drawn):
            if reason == WHITE:
                grounds = _grounds(page) if grounds is None else grounds
                if any(_holds(ground, first) and _holds(ground, last) for ground in grounds):
                    continue
            _add(found, reason, codes, places)
        if _is_outside(first, area) or _is_outside(last, area):
            _add(found, OUTSIDE, codes, _outside(text_page, places, area))
    return found


def _add(found: Unseen, reason: str, codes: list[int], places: Iterable[int]) -> None:
    found.letters.setdefault(reason, Letters()).add("".join(chr(codes[index]) for index in places))


def _runs(text_page: ctypes.c_void_p, codes: list[int]) -> Iterator[tuple[Any, range]]:
    """The pieces of the page that draw letters, each with the places of these. Spaces that PDFium puts in belong to no piece.

    The letters of a piece follow each other, so of a long one only some are asked for theirs.
    """
    index, size = 0, len(codes)
    while index < size:
        piece = raw.FPDFText_GetTextObject(text_page, index)
        if not piece:
            index += 1
            continue
        address = ctypes.addressof(piece.contents)
        step, end = 1, index + 1
        while step:
            if end + step - 1 < size and _address(text_page, end + step - 1) == address:
                end += step
                step *= 2
            else:
                step //= 2
        if any(not chr(code).isspace() for code in codes[index:end]):
            yield piece, range(index, end)
        index = end


def _address(text_page: ctypes.c_void_p, index: int) -> int | None:
    piece = raw.FPDFText_GetTextObject(text_page, index)
    return ctypes.addressof(piece.contents) if piece else None


def _how_drawn(text_page: ctypes.c_void_p, index: int, drawn: Any) -> Iterator[str]:
    """Why the letters of a piece may not be seen, by how they are drawn."""
    mode = raw.FPDFTextObj_GetTextRenderMode(drawn)
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    coloured = raw.FPDFText_GetFillColor(text_page, index, red, green, blue, alpha)
    if mode in _UNPAINTED or (coloured and mode in _FILLED and alpha.value <= _FAINT):
        yield UNPAINTED
    elif coloured and mode in _FILLED and min(red.value, green.value, blue.value) >= _WHITE:
        yield WHITE
    matrix = raw.FS_MATRIX()
    if raw.FPDFText_GetMatrix(text_page, index, matrix):
        height = raw.FPDFText_GetFontSize(text_page, index) * math.hypot(matrix.c, matrix.d)
        if abs(height) < SMALLEST:
            yield TINY
    if any(_mark_name(drawn, number) == "OC" for number in range(max(0, raw.FPDFPageObj_CountMarks(drawn)))):
        yield LAYER


def _mark_name(drawn: Any, number: int) -> str:
    held, size = ctypes.create_string_buffer(_NAME), ctypes.c_ulong()
    mark = raw.FPDFPageObj_GetMark(drawn, number)
    as_words = ctypes.cast(held, ctypes.POINTER(raw.FPDF_WCHAR))
    if not mark or not raw.FPDFPageObjMark_GetName(mark, as_words, _NAME, size) or size.value > _NAME:
        return ""
    return held.raw[: max(0, size.value - 2)].decode("utf-16-le", "replace")


def _notes(page: ctypes.c_void_p) -> Iterator[str]:
    """What annotations say on the page or beside it: boxes of text, notes, fields of a form."""
    for index in range(min(_MOST_NOTES, max(0, raw.FPDFPage_GetAnnotCount(page)))):
        note = raw.FPDFPage_GetAnnot(page, index)
        if not note:
            continue
        kind = raw.FPDFAnnot_GetSubtype(note)
        words = "" if kind in _NO_NOTES else _value(note, b"V" if kind == raw.FPDF_ANNOT_WIDGET else b"Contents")
        raw.FPDFPage_CloseAnnot(note)
        if any(letter.isalnum() for letter in words):
            yield words


def _value(note: ctypes.c_void_p, key: bytes) -> str:
    held = ctypes.create_string_buffer(_LONGEST)
    size = raw.FPDFAnnot_GetStringValue(note, key, ctypes.cast(held, ctypes.POINTER(raw.FPDF_WCHAR)), _LONGEST)
    if size > _LONGEST:  # nothing is given of what does not fit
        held = ctypes.create_string_buffer(size)
        raw.FPDFAnnot_GetStringValue(note, key, ctypes.cast(held, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return held.raw[: max(0, size - 2)].decode("utf-16-le", "replace")


def _area(page: ctypes.c_void_p) -> Box | None:
    held = raw.FS_RECTF()
    return (held.left, held.bottom, held.right, held.top) if raw.FPDF_GetPageBoundingBox(page, held) else None


def _is_outside(box: Box, area: Box | None) -> bool:
    """Whether a letter that has a place stands beside the page."""
    if area is None or box[0] == box[2] or box[1] == box[3]:
        return False
    return box[2] <= area[0] or box[0] >= area[2] or box[3] <= area[1] or box[1] >= area[3]


def _outside(text_page: ctypes.c_void_p, places: range, area: Box | None) -> range:
    """Those of the letters of a run, of which the first or the last stands beside the page, that do so; all where both do."""
    first, last = (_is_outside(box_of(text_page, index), area) for index in (places[0], places[-1]))
    if first and last:
        return places
    turn = bisect.bisect_left(places, True, key=lambda index: _is_outside(box_of(text_page, index), area) == last)
    return places[turn:] if last else places[:turn]


def _holds(ground: Box, box: Box) -> bool:
    across, up = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return ground[0] <= across <= ground[2] and ground[1] <= up <= ground[3]


def _grounds(page: ctypes.c_void_p) -> list[Box]:
    """Places of pictures and of shapes that are filled with another colour than white, on which white letters are seen."""
    found = []
    for index in range(min(_MOST_OBJECTS, max(0, raw.FPDFPage_CountObjects(page)))):
        shape = raw.FPDFPage_GetObject(page, index)
        kind = raw.FPDFPageObj_GetType(shape) if shape else None
        if kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING) or (kind == raw.FPDF_PAGEOBJ_PATH and _is_coloured(shape)):
            left, bottom, right, top = (ctypes.c_float() for _ in range(4))
            if raw.FPDFPageObj_GetBounds(shape, left, bottom, right, top):
                found.append((left.value, bottom.value, right.value, top.value))
    return found


def _is_coloured(shape: ctypes.c_void_p) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(shape, fill, stroke) or fill.value == raw.FPDF_FILLMODE_NONE:
        return False
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    known = raw.FPDFPageObj_GetFillColor(shape, red, green, blue, alpha)
    return bool(known) and alpha.value > _FAINT and min(red.value, green.value, blue.value) < _WHITE


def box_of(text_page: ctypes.c_void_p, index: int) -> Box:
    """Left, bottom, right and top of a character; zeroes where PDFium does not know them."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
    return left.value, bottom.value, right.value, top.value
