"""Texts of others on our terminal: nothing in them may act on it.

Control characters move the cursor or rewrite what was printed before; bidirectional controls reorder what is seen.
Both are shown by their code and never sent.
"""

import unicodedata

_REORDERING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSEEN = frozenset("\u2028\u2029\ufeff\u00ad\u200b\u2060")
"""Line and paragraph separators and characters without width that can hide a difference; joiners are left alone."""


def is_unsafe(character: str) -> bool:
    """Whether a character would act on the terminal or hide in it instead of showing."""
    if character in _REORDERING or character in _UNSEEN:
        return True
    return unicodedata.category(character) in ("Cc", "Cs", "Cn", "Co")


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
