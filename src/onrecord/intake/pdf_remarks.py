"""What is said of a PDF whose pages show something else than their text: one remark a reason, with pages and first words."""

from collections.abc import Iterator, Sequence

from onrecord.intake.pdf_page import PdfPage
from onrecord.intake.pdf_stated import differing
from onrecord.intake.pdf_unseen import LAYER, OUTSIDE, TINY, UNPAINTED, WHITE
from onrecord.intake.stated import remark, shown
from onrecord.records import Issue

_NAMED_PAGES = 10  # pages named in a remark
_HOW = {
    UNPAINTED: "are drawn without colour, as the words recognised in a scan are; a reader sees what is drawn there besides, or nothing",
    WHITE: "are white, and no coloured ground was found under them",
    TINY: "are less than a point high",
    OUTSIDE: "stand outside of the page",
    LAYER: "stand on layers, of which the document switches some off as it is opened; which, is not known",
}


def remarks_on_pages(pages: Sequence[PdfPage], data: bytes, where: str, *, layers_off: bool) -> Iterator[Issue]:
    """The issues, in a fixed order.

    Args:
        pages: what was read of them.
        data: the document.
        where: file and place.
        layers_off: whether the document has layers that are not shown when it is opened.
    """
    for reason, how in _HOW.items():
        on = [(number, page.unseen.letters[reason]) for number, page in enumerate(pages, start=1) if reason in page.unseen.letters]
        if on and (reason != LAYER or layers_off):
            letters = sum(found.number for _, found in on)
            what = f"{letters:,} visible characters" if letters != 1 else "1 visible character"
            message = f"{numbered([number for number, _ in on])}: {what} of the text {how}; the first are {shown(on[0][1].first)}."
            yield remark("pdf.hidden-text", where, f"{message} They were read. Hold them against the page.")
    yield from _stated(pages, data, where)
    notes = [(number, note) for number, page in enumerate(pages, start=1) for note in page.unseen.notes]
    if notes:
        on_pages = numbered(list(dict.fromkeys(number for number, _ in notes)))
        number = f"{len(notes):,} boxes of text, notes or fields" if len(notes) > 1 else "1 box of text, note or field"
        message = f"{on_pages}: {number} laid over the page, left out of the text; the first begins {shown(' '.join(notes[0][1].split()))}."
        yield remark("pdf.annotations", where, message)


def _stated(pages: Sequence[PdfPage], data: bytes, where: str) -> Iterator[Issue]:
    stated = {index: page.stated for index, page in enumerate(pages) if page.stated}
    found = list(differing(data, stated)) if stated else []
    if found:
        on_pages = numbered(list(dict.fromkeys(one.page for one in found)))
        places = f"{len(found):,} places" if len(found) > 1 else "1 place"
        message = (
            f"{on_pages}: the document states another text (ActualText) than is drawn, at {places}; the stated was read. The first states"
            f" {shown(found[0].stated)} where {shown(found[0].drawn)} is drawn. Look at the page."
        )
        yield remark("pdf.actual-text", where, message)


def numbered(pages: Sequence[int]) -> str:
    """Pages by their numbers, the first of them where they are many."""
    named = ", ".join(map(str, pages[:_NAMED_PAGES]))
    more = f" and {len(pages) - _NAMED_PAGES:,} more" if len(pages) > _NAMED_PAGES else ""
    return f"Page {named}" if len(pages) == 1 else f"Pages {named}{more}"
