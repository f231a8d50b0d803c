"""The title of a report: its first line that is a headline."""

from collections.abc import Sequence

from onrecord.reading.heading.lines import DATE_LABELS, MODIFIED_LABELS, HeadLine, is_date_line, letterhead
from onrecord.reading.page import Page
from onrecord.reading.times.stated import Expression

_FURNITURE = frozenset(
    "breaking news exclusive live analysis opinion watch read listen share video photos photo world home menu advertisement by from".split()
)
_LONGEST = 32
"""Words of the longest headline taken for one."""


def find_title(page: Page, lines: Sequence[HeadLine], written: Sequence[Expression]) -> str | None:
    """The headline, as written; None when the text begins with its first paragraph."""
    if letterhead(page, lines):
        return None
    dates = [e for e in written if lines and e.first < lines[-1].last]
    for line in lines:
        if line.body:
            return None
        words = [token for token in page.tokens[line.first : line.last] if token.text[0].isalpha()]
        if len(words) < 2 or len(words) > _LONGEST or _only_furniture(page, line):
            continue
        bare = [e for e in dates if line.first <= e.first < line.last and is_date_line(page, line, e.first, e.last)]
        if bare and _mostly_date(page, line, bare[0].first, bare[-1].last):
            continue
        return page.words(line.first, line.last)
    return None


def _only_furniture(page: Page, line: HeadLine) -> bool:
    words = [token.lower for token in page.tokens[line.first : line.last] if token.text[0].isalpha()]
    if words[0] == "by" and len(words) <= 8:  # a byline
        return True
    return (
        all(word in _FURNITURE for word in words)
        or words in (["press", "release"], ["for", "immediate", "release"], ["media", "release"])
        or words[0] in DATE_LABELS | MODIFIED_LABELS - {"update"}
    )


def _mostly_date(page: Page, line: HeadLine, first: int, last: int) -> bool:
    """A date with a label, a place, an outlet: no title."""
    others = [page.tokens[i] for i in range(line.first, line.last) if not first <= i < last and page.tokens[i].text[0].isalpha()]
    return len(others) <= 4 and all(
        token.text[0].isupper() or token.lower in DATE_LABELS | MODIFIED_LABELS | {"at", "gmt", "on", "and"} for token in others
    )
