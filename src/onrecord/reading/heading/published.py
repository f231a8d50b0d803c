"""The day on which a report says it was published, with where it says so.

Only dates that stand where publication dates stand are taken: a line of its own at the head or foot, a dateline ("GAZA, Oct 12
(Agency) –"), the very beginning of the text, or the end of the title. A date inside a sentence is the date of what it tells.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from onrecord.reading.heading.editions import names_edition
from onrecord.reading.heading.lines import DATE_LABELS, MODIFIED_LABELS, HeadLine, is_date_line
from onrecord.reading.page import Page
from onrecord.reading.times.periods import day
from onrecord.reading.times.stated import CalendarTime, Expression
from onrecord.records import Document, Span, StatedDate

EARLIEST_YEAR = 1900
TITLE_DAYS = 60
"""A date in a title that lies further than this from the day given with the document is the day of an event."""
_EVENT_PREPOSITIONS = frozenset("of on since in from until till by after before during the between to at for about and".split())
_DASHES = frozenset({"-", "–", "—", "--", ":", "|", "·", "•"})
_HOUR = re.compile(r"(?:[01]?\d|2[0-3])[:.]?[0-5]\d(?:am|pm|h|hrs)?", re.IGNORECASE)
_HOUR_WORDS = frozenset({"hours", "hrs", "h", "gmt", "utc", "local", "time"})
_DATELINE_TOKENS = 24
_FOOT_LINES = 3


class TextDate(NamedTuple):
    """A day that the text gives for itself."""

    iso: str
    kind: str
    """``published`` or ``modified``."""
    span: Span
    where: str = "text"
    """``text``; for the two readings of a numeric date of unknown order also which of them."""
    in_title: bool = False


class Published(NamedTuple):
    """What is known of the day of publication."""

    day: str | None
    span: Span | None
    dates: tuple[StatedDate, ...]


def find_published(page: Page, lines: Sequence[HeadLine], written: Sequence[Expression], document: Document) -> Published:
    """The published day: the text's own where it stands at its head, otherwise the one given with the document.

    Every date stated is kept: the text's, the page's or container's, and the one given.
    """
    given = _given(document)
    found = sorted(_text_dates(page, lines, written, document), key=lambda d: d.span)
    kept = [StatedDate(date=d.iso, kind=d.kind, where=d.where) for d in found]
    if document.date:
        kept.append(StatedDate(date=document.date, kind="published", where="given with the document"))
    dates = tuple(dict.fromkeys((*kept, *document.dates)))
    own = next((d for d in found if d.kind == "published" and d.where == "text"), None)
    if own is not None and own.in_title and given and abs((date.fromisoformat(own.iso) - date.fromisoformat(given)).days) > TITLE_DAYS:
        own = None  # the title names the day it is about
    if own is not None:
        return Published(own.iso, own.span, dates)
    return Published(given, None, dates)


def _given(document: Document) -> str | None:
    if document.date:
        return document.date[:10]
    return next((stated.date[:10] for stated in document.dates if stated.kind == "published"), None)


def _text_dates(page: Page, lines: Sequence[HeadLine], expressions: Sequence[Expression], document: Document) -> Iterable[TextDate]:
    if not lines:
        return
    written = [
        e for e in expressions if isinstance(e.stated, CalendarTime) and e.stated.day and e.stated.month and e.stated.until_day is None
    ]
    for expression in written:
        if expression.first >= lines[-1].last:
            break
        line = next(line for line in lines if line.first <= expression.first < line.last)
        if not _at_head(page, line, expression):
            continue
        found = _read(page, line, expression, written, document)
        yield from found
        if any(d.kind == "published" and d.where == "text" for d in found):
            return
    yield from _at_foot(page, lines, written, document)


def _read(page: Page, line: HeadLine, expression: Expression, written: list[Expression], document: Document) -> list[TextDate]:
    """The day that a date at the head gives; both of its readings where a numeric date does not say its order."""
    kind, span, stated = _kind(page, line, expression), page.span(expression.first, expression.last), expression.stated
    if iso := _day(page, expression, written, document):
        in_title = not line.body and line.first == 0
        return [TextDate(iso, kind, span, in_title=in_title)]
    if isinstance(stated, CalendarTime) and stated.year is not None and stated.other_order is not None:
        where = ("text, read day before month", "text, read month before day")
        return [TextDate(iso, kind, span, how) for iso, how in zip(_two_readings(stated), where, strict=False)]
    return []


def _at_head(page: Page, line: HeadLine, expression: Expression) -> bool:
    if is_date_line(page, line, expression.first, expression.last) and not _tells_event(page, line, expression):
        return True
    if line.body:
        return _begins_text(page, line, expression) or _in_dateline(page, line, expression)
    return _ends_title(page, line, expression) or names_edition(page, line, expression)


def _tells_event(page: Page, line: HeadLine, expression: Expression) -> bool:
    """ "Since the storm of 3 March 2019" is a title about that day; "Published on 3 May" is not."""
    before = page.tokens[expression.first - 1].lower if expression.first > line.first else ""
    if before not in _EVENT_PREPOSITIONS - {"at"}:
        return False
    earlier = {token.lower for token in page.tokens[line.first : expression.first]}
    return not (earlier & (DATE_LABELS | MODIFIED_LABELS)) and expression.first - line.first > (1 if before == "the" else 0)


def _ends_title(page: Page, line: HeadLine, expression: Expression) -> bool:
    """ "… bulletin 4 (9 July 2021)": the last thing in a title, set off from it."""
    rest = [token.text for token in page.tokens[expression.last : line.last] if not _HOUR.fullmatch(token.text)]
    if rest[:1] == [","]:
        rest = [word for word in rest[1:] if word.lower() not in _HOUR_WORDS]  # "…, 22.00 hours"
    if [token.lower for token in page.tokens[max(line.first, expression.first - 2) : expression.first]] == ["as", "of"]:
        return bool(set(rest) <= {")", ".", "]"})  # "Situation report no. 5 as of 8 November 2023"
    before = page.tokens[expression.first - 1].text if expression.first > line.first else ""
    return (
        set(rest) <= {")", ".", "]"}
        and before in {"(", "[", ",", ":", *_DASHES}
        and isinstance(expression.stated, CalendarTime)
        and bool(expression.stated.year)
    )


_LABEL_REACH = 20
"""Tokens before a date within which its label stands."""


def _begins_text(page: Page, line: HeadLine, expression: Expression) -> bool:
    """ "date 2023-11-08 …", "Published 8 November 2023. …", "22.10.2024 – …": before the first word of the first sentence."""
    if expression.first - line.first > _LABEL_REACH:
        return False
    before = [page.tokens[i].lower for i in range(line.first, expression.first)]
    words = [word for word in before if word[0].isalnum()]
    if any(word in DATE_LABELS | MODIFIED_LABELS for word in words):
        return len(words) <= 4
    if words:
        return False
    after = page.tokens[expression.last].text if expression.last < line.last else ""
    bracketed = expression.first > line.first and page.tokens[expression.first - 1].text in ("(", "[")
    return (
        after in _DASHES | {".", ")", "]", ""}
        or (bracketed and after == ",")
        or (after == "," and _names_only_a_place(page, expression.last + 1, line.last))
        or (after[:1].isupper() and page.tokens[expression.first].text[0].isdigit())
    )


def _names_only_a_place(page: Page, first: int, last: int) -> bool:
    """ "3 May 2021, Old Harbour. Two …": up to three names and a stop or dash."""
    at = first
    while at < min(last, first + 3) and page.tokens[at].text[0].isupper():
        at += 1
    return first < at < last and page.tokens[at].text in _DASHES | {"."}


def _in_dateline(page: Page, line: HeadLine, expression: Expression) -> bool:
    """ "OLD HARBOUR, May 3, 2021 (Coast Wire) -": a place before the date, a dash or a bracket soon behind it."""
    if expression.first - line.first > 12 or expression.first == line.first:
        return False
    head = [token for token in page.tokens[line.first : expression.first] if token.text[0].isalpha()]
    if (
        not head
        or not head[0].text[0].isupper()
        or any(group.finite for group in page.verb_groups if line.first <= group.first < expression.first)
    ):
        return False
    if page.tokens[expression.first - 1].text not in {",", "(", ".", ")", "/", *_DASHES} and not head[-1].text.isupper():
        return False
    behind = page.tokens[expression.last : min(line.last, line.first + _DATELINE_TOKENS)]
    if behind and behind[0].text in (")", "]") and _dash_before_bracket(page, line, expression):
        return True
    for number, token in enumerate(behind):
        if token.text in _DASHES:
            return True
        if token.text in ("(", "[") and number == 0:
            continue
        if token.text == "." and number <= 1:
            return head[0].text.isupper()
        if number > 10 or token.text == ",":
            return False
    return False


def _dash_before_bracket(page: Page, line: HeadLine, expression: Expression) -> bool:
    """ "OLD HARBOUR — (May 3, 2021) Two …"."""
    return expression.first - line.first >= 3 and page.tokens[expression.first - 2].text in _DASHES and expression.first - line.first <= 6


def _kind(page: Page, line: HeadLine, expression: Expression) -> str:
    """The nearest label before the date in its line decides."""
    for token in reversed(page.tokens[line.first : expression.first]):
        if token.lower in MODIFIED_LABELS and not _is_title_word(page, line, expression):
            return "modified"
        if token.lower in DATE_LABELS:
            return "published"
    return "published"


def _is_title_word(page: Page, line: HeadLine, expression: Expression) -> bool:
    """ "Rights update, 3 June 2021": "update" names the document, unless it begins the line."""
    labels = [i for i in range(line.first, expression.first) if page.tokens[i].lower in MODIFIED_LABELS]
    at = labels[-1]
    return page.tokens[at].lower == "update" and (at > line.first or page.tokens[at + 1].text not in (":", "-", "–"))


def _day(page: Page, expression: Expression, written: list[Expression], document: Document) -> str | None:
    """The ISO day of a date at the head: in its own year, else in the one known from elsewhere; None when that leaves it open."""
    stated = expression.stated
    if not isinstance(stated, CalendarTime) or stated.month is None or stated.day is None:
        return None
    if stated.year is not None and stated.other_order is not None:
        return _agreeing(stated, document)
    if stated.year is not None:
        found = day(stated.year, stated.month, stated.day)
        return found.start.isoformat() if found and found.start.year >= EARLIEST_YEAR else None
    given = _given(document)
    if given:
        base = date.fromisoformat(given)
        near = [f.start for year in (base.year - 1, base.year, base.year + 1) if (f := day(year, stated.month, stated.day))]
        return min(near, key=lambda d: (abs((d - base).days), d)).isoformat() if near else None
    years = {y for e in written if isinstance(e.stated, CalendarTime) and (y := e.stated.year)} | _copyright_years(page)
    found = day(years.pop(), stated.month, stated.day) if len(years) == 1 else None
    return found.start.isoformat() if found else None


def _copyright_years(page: Page) -> set[int]:
    tokens = page.tokens
    spelled = {i + 2 for i in range(len(tokens) - 2) if [t.lower for t in tokens[i : i + 3]] == ["(", "c", ")"]}
    return {
        int(tokens[i + 1].text)
        for i in (*range(len(tokens) - 1), *spelled)
        if i + 1 < len(tokens)
        and (tokens[i].text in ("©", "Copyright") or i in spelled)
        and tokens[i + 1].text.isdecimal()
        and len(tokens[i + 1].text) == 4
    }


def _two_readings(stated: CalendarTime) -> list[str]:
    """Both ISO days that a numeric date of unknown order can be."""
    month, number = stated.other_order or (0, 0)
    orders = ((stated.month or 0, stated.day or 0), (month, number))
    return [found.start.isoformat() for m, d in orders if (found := day(stated.year or 0, m, d))]


def _agreeing(stated: CalendarTime, document: Document) -> str | None:
    """A numeric date of unknown order is read the way in which it equals a date that came with the document."""
    given = {_given(document), *(d.date[:10] for d in document.dates)}
    agreeing = sorted({reading for reading in _two_readings(stated) if reading in given})
    return agreeing[0] if len(agreeing) == 1 else None


def _at_foot(page: Page, lines: Sequence[HeadLine], written: list[Expression], document: Document) -> Iterable[TextDate]:
    """A labelled or bare date line at the end, as releases and pages carry it."""
    for first, last in page.paragraphs[-_FOOT_LINES:]:
        if first <= lines[-1].first:
            continue
        line = HeadLine(first, last, False)
        for expression in written:
            if not first <= expression.first < last or last - first > 14 or not is_date_line(page, line, expression.first, expression.last):
                continue
            if _tells_event(page, line, expression):
                continue
            yield from _read(page, line, expression, written, document)
