"""Lines of a PDF put together as paragraphs: running heads told apart, hyphens at line ends undone where the document shows how.

A PDF knows neither paragraphs nor words cut in two. What is not certain is left as it stands.
"""

import itertools
import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.intake.pdf_page import PdfLine, PdfPage

_EDGE = 0.10
"""Share of the page's height, above and below, in which running heads and feet stand."""

_FEWEST_PAGES = 3
"""Pages on which a line must be repeated to be a running head."""

_GAP = 1.35
"""Times the usual distance of lines from which on a new paragraph begins."""

_FAR = 3.5
"""Times the height of a line from which on the next one is no part of the paragraph in any case."""

_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_LIST_MARK = re.compile(r"(?:[•▪◦‣●○■–—*-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s")
_WORD = re.compile(r"[^\W\d_]+")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+")
_ENDINGS = frozenset(
    "tion tions sion sions ment ments ness ing ings ly ity ties tive tives ance ence ances ences able ible ation ations ational tional ated"
    " ating ates ernment ernments ernmental tary tory ture tures ber bers cal cally dent dents ern eral erals ers ted ter ters tor tors"
    " tial tially cial cially cious tious".split()
)
"""Ends of English words that are no words themselves: what begins a line after a hyphen belongs to the word before it."""


@dataclass(frozen=True, slots=True)
class PdfText:
    """The text of a document, and what was left out of it."""

    text: str
    running: tuple[str, ...]
    """Running heads and feet, each as it stood first."""
    running_characters: int
    """Visible characters of all of them on all pages."""
    hyphens: int
    """Hyphens at line ends that were undone."""


def pdf_text(pages: Sequence[PdfPage]) -> PdfText:
    """The paragraphs of all pages in order; a page begins a paragraph unless the sentence goes on."""
    running = _running(pages)
    kept = [[line for index, line in enumerate(page.lines) if (number, index) not in running] for number, page in enumerate(pages)]
    words = Counter(word for lines in kept for line in lines for word in _WORD.findall(line.text.lower()))
    parts: list[str] = []
    hyphens = 0
    before: PdfLine | None = None
    usual = _usual_distance(kept)
    for lines in kept:
        for number, line in enumerate(lines):
            if before is None:
                parts.append(line.text)
            elif number == 0:
                parts += ("\n\n" if not _goes_on(before, line) else _bond(before, line, words), line.text)
            elif _begins(before, line, usual):
                parts += (("-" if before.hyphen else "") + "\n\n", line.text)
            else:
                parts += (_bond(before, line, words), line.text)
            if parts[-2:-1] == [""]:
                hyphens += 1
            before = line
    if before is not None and before.hyphen:
        parts.append("-")
    shown = {running[place] for place in running}
    size = sum(len("".join(pages[page].lines[index].text.split())) for page, index in running)
    return PdfText("".join(parts), tuple(sorted(shown)), size, hyphens)


def _running(pages: Sequence[PdfPage]) -> dict[tuple[int, int], str]:
    """Lines at the edge of pages that are the same, but for numbers, on at least three pages and half of all."""
    at: dict[str, list[tuple[int, int]]] = {}
    for number, page in enumerate(pages):
        for index, line in enumerate(page.lines):
            if line.bottom > (1 - _EDGE) * page.height or line.top < _EDGE * page.height:
                at.setdefault(_DIGITS.sub("0", line.text), []).append((number, index))
    found: dict[tuple[int, int], str] = {}
    for places in at.values():
        on = {page for page, _ in places}
        if len(on) >= _FEWEST_PAGES and 2 * len(on) >= len(pages):
            first = pages[places[0][0]].lines[places[0][1]].text
            found.update(dict.fromkeys(places, first))
    return found


def _usual_distance(pages: Sequence[Sequence[PdfLine]]) -> float:
    """The distance of one line to the next in most of the document, in points; 0 where there is none."""
    pairs = ((above, below) for lines in pages for above, below in itertools.pairwise(lines))
    distances = [above.bottom - below.bottom for above, below in pairs if above.bottom > below.bottom]
    return statistics.median(distances) if distances else 0.0


def _begins(before: PdfLine, line: PdfLine, usual: float) -> bool:
    """Whether a line of the same page begins a paragraph; ``usual`` is the usual distance of lines."""
    distance = before.bottom - line.bottom
    if _LIST_MARK.match(line.text):
        return True
    if distance <= 0:  # beside it, or at the head of the next column
        return not _goes_on(before, line)
    height, height_before = line.top - line.bottom, before.top - before.bottom
    if distance > min(_GAP * usual or distance, _FAR * max(height, height_before, 1.0)):
        return True
    if height_before > 0 and not 0.6 < height / height_before < 1.67 and not _goes_on(before, line):
        return True  # another size of type: a heading
    indented = line.left - before.left > 0.7 * max(height, 1.0)
    return indented and bool(_SENTENCE_END.search(before.text)) and not before.hyphen


def _goes_on(before: PdfLine, line: PdfLine) -> bool:
    """Whether a sentence runs on from one line to one that stands elsewhere."""
    return before.hyphen or (not _SENTENCE_END.search(before.text) and line.text[:1].islower())


def _bond(before: PdfLine, line: PdfLine, words: Counter[str]) -> str:
    """What stands between two lines of a paragraph: a space, a hyphen that belongs to the word, or nothing where one was undone."""
    if not before.hyphen:
        return " "
    first, last = _LAST_WORD.search(before.text), _FIRST_WORD.match(line.text)
    if not first or not last or not last.group()[0].islower():
        return "-"
    head, tail = first.group().lower(), last.group().lower()
    if words[head + tail] or tail in _ENDINGS:
        return ""
    return "-"
