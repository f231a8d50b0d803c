"""Texts of others on our terminal: nothing in them may act on it.

Control characters move the cursor or rewrite what was printed before; bidirectional controls reorder what is seen.
Both are shown by their code and never sent.
"""

import os
import shutil
import unicodedata
from typing import TextIO

from rich.cells import cell_len

_SEPARATORS = frozenset("\u2028\u2029")
_HARMLESS_FORMATS = frozenset("\u200c\u200d\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2")
"""Joiners, which scripts and emoji need, and number signs that show; other format characters reorder or hide."""


def is_unsafe(character: str) -> bool:
    """Whether a character would act on the terminal or hide in it instead of showing."""
    category = unicodedata.category(character)
    if category == "Cf":
        return character not in _HARMLESS_FORMATS
    return category in ("Cc", "Cs", "Cn", "Co") or character in _SEPARATORS


def shown(character: str) -> str:
    """The character itself, or its code when it is unsafe."""
    if not is_unsafe(character):
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def escaped(text: str) -> str:
    """A line of ours that may hold words of others: unsafe characters by their code, spaces as they are."""
    return "".join(shown(character) for character in text)


def visible(text: str) -> str:
    """Words of others for one place on the terminal: unsafe characters by their code, white space as single spaces."""
    return escaped(" ".join(text.split()))


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
