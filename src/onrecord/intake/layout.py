"""Blocks of a page put together as text, in the order of the page."""

from collections.abc import Sequence

from onrecord.intake.page import Block
from onrecord.intake.spacing import visible_characters

_CELLS = frozenset({"td", "th"})
_LONGEST_ROW = 500  # characters of a table row; what is longer lays out a page


def joined(blocks: Sequence[Block], chosen: set[int]) -> str:
    """The chosen blocks: paragraphs apart by an empty line, list items by a line end, cells by a bar."""
    parts: list[str] = []
    before: Block | None = None
    for index in sorted(chosen):
        block = blocks[index]
        if before is not None:
            parts.append(_between(before, block))
        parts.append(block.text)
        before = block
    return "".join(parts)


def all_joined(blocks: Sequence[Block]) -> str:
    """Every block that is seen. Rows of a table that lays out a page, as newsletters have them, are no rows."""
    seen = [block for block in blocks if not block.hidden]
    sizes: dict[int, int] = {}
    laid_out: set[int] = set()
    for block in seen:
        if block.row is not None:
            sizes[block.row] = sizes.get(block.row, 0) + visible_characters(block.text)
            if block.tag not in _CELLS or sizes[block.row] > _LONGEST_ROW:
                laid_out.add(block.row)
    parts: list[str] = []
    before: Block | None = None
    for block in seen:
        if before is not None:
            parts.append("\n\n" if block.row in laid_out or before.row in laid_out else _between(before, block))
        parts.append(block.text)
        before = block
    return "".join(parts)


def _between(before: Block, block: Block) -> str:
    if block.row is not None and block.row == before.row:
        return " | "
    if (block.tag, before.tag) == ("li", "li") or (block.row is not None and before.row is not None):
        return "\n"
    return "\n\n"
