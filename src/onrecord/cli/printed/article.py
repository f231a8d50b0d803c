"""The article itself with its marks, laid out in lines with a margin."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from onrecord.cli.printed.layout import print_trimmed
from onrecord.cli.printed.marks import LEGEND, STYLES, Mark, margin_letters, marks_of
from onrecord.cli.printed.paragraphs import soft_breaks
from onrecord.cli.terminal import shown
from onrecord.records import Reading

MARGIN = 4
"""Columns left of the text: a letter and room."""
FOLD_ABOVE = 60
"""Lines a text may have before stretches without a mark are folded away."""
CONTEXT = 1
"""Lines kept on each side of a marked line in a folded text."""
_LONGEST_WORD = 4000
"""Characters of an unbroken run that are laid out; what follows is said to be left out."""


@dataclass(frozen=True)
class _Cell:
    """What is printed for one character or sign: its text, colour and margin letter."""

    text: str
    style: str = ""
    letter: str = ""
    marked: bool = False


_Word = list[_Cell]


def print_article(reading: Reading, console: Console, *, full_text: bool = False) -> None:
    """The text with marked spans, folded when it is long, and a legend when there is a mark."""
    marks = marks_of(reading)
    lines = list(_lines(_paragraphs(reading, marks), console.width - MARGIN))
    while lines and not lines[-1]:
        lines.pop()
    shown_lines = lines if full_text or len(lines) <= FOLD_ABOVE else _folded(lines)
    for shown_line in shown_lines:
        console.print(shown_line if isinstance(shown_line, Text) else _printed(shown_line), no_wrap=True, crop=False, soft_wrap=True)
    if marks or any(cell.letter for line in lines for cell in line):
        console.print()
        for line in LEGEND:
            print_trimmed(console, Padding(Text(line, style="dim"), (0, 0, 0, MARGIN)))


def _paragraphs(reading: Reading, marks: Sequence[Mark]) -> Iterator[list[_Word]]:
    """Words of each paragraph of the text, with the signs of the marks put in; an empty list is an empty line.

    Lines of a text that came wrapped at some column are joined, since they are set anew here.
    """
    opening, closing = defaultdict(list), defaultdict(list)
    for mark in marks:
        opening[mark.start].append(mark)
        closing[mark.end].append(mark)
    letters = margin_letters(reading)
    soft = soft_breaks(reading.text)
    words: list[_Word] = []
    word: _Word = []
    open_marks: list[Mark] = []
    for at, character in enumerate(reading.text):
        for mark in reversed(closing[at]):  # inner ones close first
            open_marks.remove(mark)
            word.append(_Cell(mark.closing, STYLES[mark.kind], marked=True))
        for mark in opening[at]:
            open_marks.append(mark)
            word.append(_Cell(mark.opening, STYLES[mark.kind], marked=True))
        if character.isspace() and character not in "\x1c\x1d\x1e\x1f\x85":  # separators that Python takes for space are shown
            if word:
                words.append(word)
                word = []
            if character == "\n" and at not in soft:
                yield words
                words = []
        else:
            style = STYLES[open_marks[-1].kind] if open_marks else ""
            word.append(_Cell(shown(character), style, letters.get(at, ""), bool(open_marks)))
    word.extend(_Cell(mark.closing, STYLES[mark.kind], marked=True) for mark in reversed(closing[len(reading.text)]))
    if word:
        words.append(word)
    yield words


def _lines(paragraphs: Iterator[list[_Word]], width: int) -> Iterator[list[_Cell]]:
    """Words set into lines of at most ``width`` columns; several empty lines become one."""
    empty_before = True
    for words in paragraphs:
        if not words:
            if not empty_before:
                yield []
            empty_before = True
            continue
        empty_before = False
        line: list[_Cell] = []
        used = 0
        for word in words:
            for piece in _pieces(word, width):
                needed = sum(cell_len(cell.text) for cell in piece)
                if line and used + 1 + needed > width:
                    yield line
                    line, used = [], 0
                if line:
                    line.append(_space_between(line[-1], piece[0]))
                    used += 1
                line.extend(piece)
                used += needed
        yield line


def _space_between(before: _Cell, after: _Cell) -> _Cell:
    """A space takes the colour that runs through it."""
    return _Cell(" ", before.style if before.style == after.style else "")


def _pieces(word: _Word, width: int) -> Iterator[_Word]:
    """A word in pieces no wider than a line; a run without any space may be a whole file."""
    piece: _Word = []
    used = 0
    for cell in word[:_LONGEST_WORD]:
        needed = cell_len(cell.text)
        if piece and used + needed > width:
            yield piece
            piece, used = [], 0
        piece.append(cell)
        used += needed
    if piece:
        yield piece
    if len(word) > _LONGEST_WORD:
        yield [_Cell(f"⋯({len(word) - _LONGEST_WORD:,} more characters without a space)")]


def _printed(line: Sequence[_Cell]) -> Text:
    if not line:
        return Text("")
    letters = [letter for letter in "DUO" if any(cell.letter == letter for cell in line)]
    text = Text("".join(letters).ljust(MARGIN - 1)[: MARGIN - 1] + " ", style="bold")
    body = Text()
    for style, cells in groupby(line, key=lambda cell: cell.style):  # one code a stretch, not one a letter
        body.append("".join(cell.text for cell in cells), style or None)
    return Text.assemble(text, body)


def _folded(lines: Sequence[list[_Cell]]) -> Iterator[Text | list[_Cell]]:
    """Lines with a mark or a margin letter, ``CONTEXT`` around them, and a count where others stood."""
    telling = [number for number, line in enumerate(lines) if any(cell.marked or cell.letter for cell in line)]
    kept = {near for number in telling for near in range(number - CONTEXT, number + CONTEXT + 1)} | {0, 1, len(lines) - 1}
    left_out = 0
    for number, line in enumerate(lines):
        if number in kept:
            if left_out:
                yield _fold_line(left_out)
            left_out = 0
            yield line
        else:
            left_out += 1
    if left_out:
        yield _fold_line(left_out)


def _fold_line(count: int) -> Text:
    return Text(f"{' ' * MARGIN}⋯ {count:,} line{'' if count == 1 else 's'} without a record ⋯", style="dim")
