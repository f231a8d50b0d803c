"""The text of an office document as it flows: paragraphs, what stands apart in them, tables as lines."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar
from xml.etree.ElementTree import Element


@dataclass
class Flowing:
    """What was found while walking."""

    paragraphs: list[str] = field(default_factory=list)
    apart: list[Element] = field(default_factory=list)
    """Boxes and notes found in the paragraph that is being read."""


F = TypeVar("F", bound=Flowing)


def add_paragraph(element: Element, found: F, inline: Callable[[Element, F], str], blocks: Callable[[Element, F], None]) -> None:
    """A paragraph, and after it what stands apart in it.

    Args:
        element: the paragraph.
        found: what is added to.
        inline: gives the characters of a paragraph, and notes what stands apart.
        blocks: walks through what stands apart.
    """
    around, found.apart = found.apart, []
    text = inline(element, found).strip(" \n")
    if text.strip():
        found.paragraphs.append(text)
    for one in found.apart:
        blocks(one, found)
    found.apart = around


def add_table(found: Flowing, rows: Iterable[Iterable[Flowing]]) -> None:
    """A table as lines, its cells apart by a bar; a table inside a cell stands in the cell."""
    cells = ([" ".join(" ".join(text.split("\n")) for text in cell.paragraphs) for cell in row] for row in rows)
    if lines := [" | ".join(row) for row in cells if any(row)]:
        found.paragraphs.append("\n".join(lines))
