"""Lines that only say what sort of text follows: "PRESS RELEASE", "Situation report No. 12", "NEWS". They are never a name or a title."""

from collections.abc import Sequence
from typing import Literal

from onrecord.reading.heading.lines import HeadLine
from onrecord.reading.page import Page
from onrecord.reading.times.stated import Expression

Sort = Literal["release", "report", "news"]

_RELEASE = frozenset(
    "release statement statements advisory communique communiqué declaration announcement proclamation notice note briefing".split()
)
"""A body's own words."""
_REPORT = frozenset({"report", "update", "sitrep", "bulletin", "snapshot", "dashboard", "digest", "brief"})
"""What offices and missions publish in numbers."""
_NEWS = frozenset(
    "news breaking exclusive analysis opinion live alert urgent transcript latest video photos feature features world home interview "
    "explainer editorial commentary dispatch newsflash factbox".split()
)
_BESIDE = frozenset(
    "press media public joint official for immediate situation flash humanitarian human rights weekly daily monthly no no. nr number "
    "issue final embargoed until the a of to special emergency operational operation security field external internal draft urgent new "
    "text full date ref reference".split()
)
_ALONE = frozenset({"a", "of", "to", "the", "note", "notice", "brief", "field", "report", "reference", "home", "world", "date", "live"})
"""Words that make no label by themselves."""
SEPARATORS = frozenset({",", "|", "·", "•", "–", "—", "-", "--", ":", ";", "/"})


def label_of(page: Page, first: int, last: int, written: Sequence[Expression] = ()) -> Sort | None:
    """What sort of text a stretch of tokens announces and nothing else; numbers and dates in it are left aside.

    Args:
        page: the text.
        first: first token.
        last: past the last one.
        written: time expressions of the page, to be left aside.
    """
    dated = {i for e in written if first <= e.first < last for i in range(e.first, e.last)}
    words = [page.tokens[i].lower.strip("-.") for i in range(first, last) if i not in dated and page.tokens[i].text[0].isalpha()]
    if not words or len(words) > 8 or not all(word in _RELEASE | _REPORT | _NEWS | _BESIDE for word in words):
        return None
    if set(words) <= _ALONE or not set(words) & (_RELEASE | _REPORT | _NEWS):
        return None
    if set(words) & _RELEASE:
        return "release"
    return "report" if set(words) & _REPORT else "news"


def is_label(page: Page, line: HeadLine, written: Sequence[Expression] = ()) -> bool:
    """Whether a whole line is a label."""
    return not line.body and label_of(page, line.first, line.last, written) is not None


def segments(page: Page, line: HeadLine) -> list[tuple[int, int]]:
    """The parts of a line between commas, bars, colons and free-standing dashes, as token ranges; empty ones left out."""
    parts: list[tuple[int, int]] = []
    start = line.first
    for index in range(line.first, line.last + 1):
        if index == line.last or (page.tokens[index].text in SEPARATORS and _stands_free(page, index)):
            if index > start:
                parts.append((start, index))
            start = index + 1
    return parts


def _stands_free(page: Page, index: int) -> bool:
    """A dash inside a word or number parts nothing."""
    token = page.tokens[index]
    return token.text not in ("-", "/") or index == 0 or page.tokens[index - 1].end < token.start


_SUBJECTS = frozenset({"subject", "re", "title", "headline"})
_FIELDS = frozenset(
    "date ref reference from to cc contact contacts tel phone email e-mail fax issued period location source classification distribution "
    "embargo".split()
)
"""Names of the fields in a head set out like a letter's: "Ref: 7/22", "Reporting period: …"."""


def field_of(page: Page, line: HeadLine) -> str | None:
    """The last word before the colon of a line that fills in a field; ``subject`` for the one that holds the headline; else None."""
    colon = next((i for i in range(line.first, min(line.last, line.first + 4)) if page.tokens[i].text == ":"), None)
    if line.body or colon is None or colon == line.first:
        return None
    name = page.tokens[colon - 1].lower.strip(".")
    if name in _SUBJECTS and colon - line.first == 1:
        return "subject"
    return name if name in _FIELDS else None
