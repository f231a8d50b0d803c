"""The lines at the head of a report, told apart from its first paragraph."""

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.reading.page import Page

_MOST = 8
"""Lines looked at: titles, bylines, dates; a head is never longer."""
_BODY_WORDS = 26


class HeadLine(NamedTuple):
    """A paragraph near the head; token indices, end exclusive."""

    first: int
    last: int
    body: bool
    """True for running text, False for a title, byline or date line."""


def head_lines(page: Page) -> tuple[HeadLine, ...]:
    """The paragraphs from the top down to and including the first one of running text."""
    found: list[HeadLine] = []
    for first, last in page.paragraphs[:_MOST]:
        body = _is_body(page, first, last)
        found.append(HeadLine(first, last, body))
        if body:
            break
    return tuple(found)


def _is_body(page: Page, first: int, last: int) -> bool:
    """Running text: many words, or a full sentence with a verb that ends in a full stop."""
    words = sum(token.text[0].isalnum() for token in page.tokens[first:last])
    if words >= _BODY_WORDS:
        return True
    ending = [token.text for token in page.tokens[max(first, last - 2) : last]]
    stopped = bool({".", "!", "…"} & set(ending)) and ending[-1] in (".", "!", "…", '"', "”", "’", "'")
    return stopped and words >= 8 and any(group.finite for group in page.verb_groups if first <= group.first < last)


_LONGEST_DATE_LINE = 60
"""Tokens of the longest line that may be there to give its date."""


def is_date_line(page: Page, line: HeadLine, date_first: int, date_last: int) -> bool:
    """Whether a line is there to give its date: besides it a few words (place, outlet, label, time of day) and no verb of its own."""
    if line.body or line.last - line.first > _LONGEST_DATE_LINE:
        return False
    others = [page.tokens[i] for i in range(line.first, line.last) if not date_first <= i < date_last and page.tokens[i].text[0].isalnum()]
    if len(others) > 12:
        return False
    labelled = any(token.lower in DATE_LABELS or token.lower in _MODIFIED for token in others)
    return labelled or not any(group.finite for group in page.verb_groups if line.first <= group.first < line.last)


DATE_LABELS = frozenset({"published", "date", "dated", "posted", "issued", "released", "filed", "publication", "checked", "rated", "aired"})
_MODIFIED = frozenset({"updated", "modified", "edited", "revised", "corrected", "amended"})
MODIFIED_LABELS = _MODIFIED | {"update"}
STATEMENTS = frozenset("statement communique communiqué declaration bulletin message announcement release".split())
RELEASE_WORDS = frozenset(
    "update briefing statement communique communiqué release bulletin summary report announcement operational daily".split()
)


def letterhead(page: Page, lines: Sequence[HeadLine]) -> str | None:
    """The name in a first line that is only a name, over a line that begins with the sort of text ("Press release, 6 May")."""
    titles = [line for line in lines if not line.body]
    if len(titles) < 2:
        return None
    name = page.tokens[titles[0].first : titles[0].last]
    small = {"of", "the", "for", "and", "'s", "in"}
    if not 2 <= len(name) <= 8 or not all(token.text[0].isupper() or token.lower in small or token.text == "," for token in name):
        return None
    if name[-1].text == "," or name[0].text == ",":
        return None
    kind = {token.lower for token in page.tokens[titles[1].first : titles[1].first + 3]}
    return page.words(titles[0].first, titles[0].last) if kind & (STATEMENTS | RELEASE_WORDS) else None
