"""The title of a report: its first line that is a headline."""

from collections.abc import Sequence

from onrecord.reading.heading.bylines import is_byline
from onrecord.reading.heading.labels import field_of, is_label, segments
from onrecord.reading.heading.lines import DATE_LABELS, MODIFIED_LABELS, HeadLine, is_date_line, letterhead
from onrecord.reading.heading.names import is_name
from onrecord.reading.page import Page
from onrecord.reading.times.stated import Expression

_FURNITURE = frozenset(
    "breaking news exclusive live analysis opinion watch read listen share video photos photo world home menu advertisement by from".split()
)
_LONGEST = 32
"""Words of the longest headline taken for one."""


def find_title(page: Page, lines: Sequence[HeadLine], written: Sequence[Expression], *, names: Sequence[str] = ()) -> str | None:
    """The headline, as written; None when the text begins with its first paragraph.

    A label ("PRESS RELEASE") is none, and neither is a line that only names who publishes, where a headline stands beside it; a
    numbered label ("Situation report No. 12") heads a text that has no other.

    Args:
        page: the text.
        lines: its head.
        written: its time expressions.
        names: outlet and issuer, as far as known.
    """
    titles = [line for line in lines if not line.body]
    labelled = [line for line in titles if is_label(page, line, written)]
    if not labelled and letterhead(page, lines):
        return None
    fields = {line: field for line in titles if (field := field_of(page, line)) is not None}
    subject = next((line for line, field in fields.items() if field == "subject"), None)
    if subject is not None and len(fields) > 1:
        return page.words(next(i for i in range(subject.first, subject.last) if page.tokens[i].text == ":") + 1, subject.last) or None
    named = {name.lower() for name in names}
    plain = [line for line in titles if line not in labelled and line not in fields and not _only_names(page, line, named)]
    found = _headline(page, plain, written, lines)
    if found is not None:
        return found
    return next((page.words(line.first, line.last) for line in labelled if _numbered(page, line, written)), None)


def _numbered(page: Page, line: HeadLine, written: Sequence[Expression]) -> bool:
    """A label with a number that is no date's."""
    dated = {i for e in written if line.first <= e.first < line.last for i in range(e.first, e.last)}
    return any(character.isdigit() for i in range(line.first, line.last) if i not in dated for character in page.tokens[i].text)


def _only_names(page: Page, line: HeadLine, named: set[str]) -> bool:
    """A line that is a publisher's name, by itself or beside the body that it belongs to."""
    parts = segments(page, line)
    if page.words(line.first, line.last).lower() in named:
        return True
    return len(parts) > 1 and all(is_name(page, *part) for part in parts) and any(page.words(*part).lower() in named for part in parts)


def _headline(page: Page, titles: Sequence[HeadLine], written: Sequence[Expression], lines: Sequence[HeadLine]) -> str | None:
    dates = [e for e in written if lines and e.first < lines[-1].last]
    for line in titles:
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
    if (words[0] == "by" and len(words) <= 8) or is_byline(page, line):
        return True
    return (
        all(word in _FURNITURE for word in words)
        or words in (["in", "this", "issue"], ["key", "points"], ["key", "messages"], ["key", "figures"], ["at", "a", "glance"])
        or words[0] in DATE_LABELS | MODIFIED_LABELS - {"update"}
    )


def _mostly_date(page: Page, line: HeadLine, first: int, last: int) -> bool:
    """A date with a label, a place, an outlet: no title."""
    others = [page.tokens[i] for i in range(line.first, line.last) if not first <= i < last and page.tokens[i].text[0].isalpha()]
    return len(others) <= 4 and all(
        token.text[0].isupper() or token.lower in DATE_LABELS | MODIFIED_LABELS | {"at", "gmt", "on", "and"} for token in others
    )
