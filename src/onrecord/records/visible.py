"""Words of others where ours stand: nothing in them may act on a terminal, move what stands beside them, or hide.

Control characters move the cursor or rewrite what was printed before, and no SVG may hold them; bidirectional controls reorder what is
seen. Both are shown by their code.
"""

import unicodedata

_SEPARATORS = frozenset("\u2028\u2029")
_HARMLESS_FORMATS = frozenset("\u200c\u200d\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2")
"""Joiners, which scripts and emoji need, and number signs that show; other format characters reorder or hide."""


def is_unsafe(character: str) -> bool:
    """Whether a character would act on what it is shown in, or hide in it, instead of showing."""
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
    """Words of others for one place, a cell or a label: unsafe characters by their code, white space as single spaces."""
    return escaped(" ".join(text.split()))
