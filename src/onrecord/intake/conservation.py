"""Text conservation: what a format's reader gives, held against a count that does not rest on it.

At least 99 % of the visible characters of the independent count must be found in what is kept and what is said to be left out;
else the shortfall is an issue ``text.lost``. Nothing is lost in silence.
"""

import re
from html import unescape

from onrecord.intake.spacing import visible_characters
from onrecord.records import Issue

ENOUGH = 0.99
"""Share of the visible characters that must be found."""

_END_OF_COMMENT = re.compile("--!?>|(?<=<!--)-?>")
_NAME = re.compile(r"/?[A-Za-z][A-Za-z0-9]*")
_UNSEEN = frozenset(
    "audio canvas datalist head iframe math noembed noframes noscript object script style svg template textarea title video".split()
)


def shortfall(expected: int, found: int, where: str, what: str) -> Issue | None:
    """The issue for lost text; None where enough was found.

    Args:
        expected: visible characters by the independent count.
        found: visible characters that were read, or that another issue says were left out.
        where: file and place.
        what: what was counted, as in "the body of the message".
    """
    if found >= ENOUGH * expected:
        return None
    message = (
        f"Of {expected:,} visible characters in {what}, {found:,} were read; {expected - found:,} are missing from the text."
        " Look at the original."
    )
    return Issue(code="text.lost", outcome="recorded", where=where, message=message)


def visible_in_markup(markup: str) -> int:
    """Visible characters of a piece of HTML, hidden elements included, counted in one pass without the reader's tokenizer.

    Knows no more than where a tag ends and which elements are never shown; it counts the rest.
    """
    first, *pieces = _without_comments(markup).split("<")
    texts = [first]
    unseen: str | None = None
    for piece in pieces:
        named = _NAME.match(piece)
        if named is None:
            if unseen is None and not piece.startswith(("!", "?", "/")):
                texts.append("<" + piece)
            continue
        name = named.group().lower()
        if unseen is not None:
            if name != f"/{unseen}":
                continue
            unseen = None
        elif name in _UNSEEN and not piece.rstrip().endswith("/>"):
            unseen = name
            continue
        texts.append(piece[_tag_end(piece) :])
    return visible_characters(unescape("".join(texts)))


def _tag_end(piece: str) -> int:
    """The position after the first ``>`` that is not inside double quotation marks; the whole piece where there is none."""
    quotes, start = 0, 0
    while (end := piece.find(">", start)) >= 0:
        quotes += piece.count('"', start, end)
        if quotes % 2 == 0:
            return end + 1
        start = end + 1
    first = piece.find(">")
    return first + 1 if first >= 0 else len(piece)


def _without_comments(markup: str) -> str:
    kept: list[str] = []
    position = 0
    while (start := markup.find("<!--", position)) >= 0:
        kept.append(markup[position:start])
        end = _END_OF_COMMENT.search(markup, start + 4)  # "<!-->" is a whole one
        if end is None:
            return "".join(kept)
        position = end.end()
    kept.append(markup[position:])
    return "".join(kept)
