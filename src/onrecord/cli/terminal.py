"""Texts of others on our terminal: nothing in them may act on it.

Control characters move the cursor or rewrite what was printed before; bidirectional controls reorder what is seen.
Both are shown by their code and never sent.
"""

import os
import shutil
from typing import TextIO

from rich.cells import cell_len

from onrecord.records.visible import escaped, is_unsafe, shown, visible

__all__ = ["broken", "escaped", "is_unsafe", "shown", "visible", "width_of"]


def broken(text: str, width: int, *, hanging: int = 0) -> list[str]:
    """A text in lines of at most ``width`` columns, broken between words; all but the first are indented by ``hanging``.

    A word that is wider than a line – a path, an id – is left whole, so that it can be copied; one that is so only with what it would
    be indented by is indented less.
    """
    lines: list[str] = []
    for word in text.split(" "):
        if lines and cell_len(lines[-1]) + 1 + cell_len(word) <= width:
            lines[-1] += f" {word}"
        else:
            room = width - cell_len(word)
            indent = hanging if room < 0 else min(hanging, room)
            lines.append(f"{' ' * indent if lines else ''}{word}")
    return lines


def width_of(stream: TextIO) -> int | None:
    """Columns of the terminal behind a stream, or those that the environment asks for; None for a file or a pipe."""
    if os.environ.get("COLUMNS", "").isdigit() or stream.isatty():
        return shutil.get_terminal_size().columns
    return None
