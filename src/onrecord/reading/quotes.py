"""What stands between quotation marks: nested, over several paragraphs, straight or curly, with or without a closer.

A quotation never crosses a paragraph except in the way printers do it: the mark is opened again at the head of each
further paragraph and closed once, at the end of the last. Each such paragraph is a piece that says it is continued.
A mark that is never closed runs to the end of its paragraph and says so.
"""

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.reading.tokens import Token


class Quotation(NamedTuple):
    """One quoted piece within a paragraph; offsets are code points, end exclusive."""

    start: int
    """At the opening mark."""
    end: int
    """After the closing mark."""
    inner_start: int
    inner_end: int
    depth: int
    """0 for a quotation, 1 for one inside it, and so on."""
    closed: bool
    """False when no closing mark was found in the paragraph."""
    continues: bool
    """True when it goes on from the quotation that was left open in the paragraph before."""


_PAIRS = {"“": "”", "„": "“”", "«": "»", "”": "”", "``": "''", "‘": "’", "‚": "‘’", "‹": "›", "「": "」", "『": "』"}
MAX_DEPTH = 6
"""Quotations nested deeper than this are marks gone wrong; further opening marks are left alone."""
_STRAIGHT_DOUBLE = {'"', "＂", "''"}
_SINGLE_OPEN = {"‘", "‚", "‹"}


def find_quotations(text: str, tokens: Sequence[Token], paragraphs: Sequence[tuple[int, int]]) -> tuple[Quotation, ...]:
    """Quotations of a text in order of their opening mark.

    Args:
        text: the whole text.
        tokens: its tokens.
        paragraphs: first and past-the-last token index of each paragraph.
    """
    found: list[Quotation] = []
    left_open = False
    for first, last in paragraphs:
        if first == last:
            continue
        pieces = _in_paragraph(text, tokens[first:last], left_open)
        found.extend(sorted(pieces))
        top = [piece for piece in pieces if piece.depth == 0]
        left_open = bool(top) and not top[-1].closed
    return tuple(found)


def _in_paragraph(text: str, tokens: Sequence[Token], left_open: bool) -> list[Quotation]:
    open_marks: list[tuple[Token, str]] = []  # opening token and the marks that close it
    found: list[Quotation] = []
    last_single = max((n for n, token in enumerate(tokens) if token.text == "'" and _can_close(text, token, "'")), default=-1)
    for index, token in enumerate(tokens):
        mark = token.text
        if not _may_quote(token):
            continue
        if open_marks and mark in open_marks[-1][1] and _can_close(text, token, mark):
            opener, _ = open_marks.pop()
            found.append(_piece(opener, token, len(open_marks), closed=True, continues=left_open and opener is tokens[0]))
        elif mark in _STRAIGHT_DOUBLE:
            outer = next((n for n, (_, closers) in enumerate(open_marks) if mark in closers), None)
            if outer is not None:  # an inner single mark was never closed: it was an apostrophe
                opener, _ = open_marks[outer]
                del open_marks[outer:]
                found.append(_piece(opener, token, len(open_marks), closed=True, continues=left_open and opener is tokens[0]))
            elif len(open_marks) < MAX_DEPTH:
                open_marks.append((token, mark + "”"))
        elif mark in _PAIRS and len(open_marks) < MAX_DEPTH and _can_open(text, token, index):
            open_marks.append((token, _PAIRS[mark]))
        elif mark == "'" and len(open_marks) < MAX_DEPTH and index + 2 <= last_single and _can_open_single(text, token):
            open_marks.append((token, "'"))
        elif mark in "”»":
            outer = next((n for n, (_, closers) in enumerate(open_marks) if mark in closers), None)
            if outer is not None:
                opener, _ = open_marks[outer]
                del open_marks[outer:]
                found.append(_piece(opener, token, len(open_marks), closed=True, continues=left_open and opener is tokens[0]))
    end = tokens[-1].end
    for depth, (opener, _) in enumerate(open_marks):
        if opener.text in "'‘‚‹":  # an unclosed single mark is an apostrophe, not a quotation
            continue
        found.append(Quotation(opener.start, end, opener.end, end, depth, False, left_open and opener is tokens[0]))
    return found


def _piece(opener: Token, closer: Token, depth: int, *, closed: bool, continues: bool) -> Quotation:
    return Quotation(opener.start, closer.end, opener.end, closer.start, depth, closed, continues)


def _may_quote(token: Token) -> bool:
    return token.text in _PAIRS or token.text in _STRAIGHT_DOUBLE or token.text in "'’”»›」』"


def _can_open(text: str, token: Token, index: int) -> bool:
    before = text[token.start - 1] if token.start else " "
    after = text[token.end] if token.end < len(text) else " "
    if token.text in _SINGLE_OPEN:
        return not before.isalnum() and not after.isspace() and not after.isdigit()
    if token.text == "”":  # Swedish style, or a mark turned round: only where nothing can be closed
        return (before.isspace() or index == 0) and not after.isspace()
    return True


def _can_open_single(text: str, token: Token) -> bool:
    """A straight single mark opens after white space or an opening mark, before a word (a closer must follow in the paragraph)."""
    before = text[token.start - 1] if token.start else " "
    after = text[token.end] if token.end < len(text) else " "
    return (before.isspace() or before in '([“"„«—–-') and after.isalpha()


def _can_close(text: str, token: Token, mark: str) -> bool:
    if mark not in "'’‘›":
        return True
    before = text[token.start - 1] if token.start else " "
    after = text[token.end] if token.end < len(text) else " "
    if before.isspace() or after.isalnum():
        return False
    # "the guerrillas' letterhead": after a plural s and before a small word it is a possessive
    return not (before in "sS" and after == " " and text[token.end + 1 : token.end + 2].islower())
