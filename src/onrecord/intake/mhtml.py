"""Archived pages (MHTML, RFC 2557) as Chrome, Edge, Internet Explorer and old Firefox add-ons write them: the root page is the report."""

from collections.abc import Iterator
from email.message import Message

import msgspec

from onrecord.intake.capture import Taken
from onrecord.intake.dates import read_date
from onrecord.intake.encoding import Decoded, decode
from onrecord.intake.html import declared_encoding
from onrecord.intake.inside import documents_inside
from onrecord.intake.mime import content, damage, header, media_type, parameter, parse_message, parts_of
from onrecord.intake.opened import Documents
from onrecord.intake.stated import name_line, remark, unread, web_address
from onrecord.records import Capture, Document, Issue, Part
from onrecord.settings import Limits

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_MOST_PARTS = 10_000
_FROM_BYTE_ORDER_MARK = "\ufeff"


def read_mhtml(taken: Taken, capture: Capture, identifier: str, limits: Limits) -> Documents:
    """The report of the page that was archived, or the issue that keeps it from being read."""
    message = parse_message(taken.all(), capture.origin)
    if isinstance(message, Issue):
        yield message
        return
    parts = list(_leaves(message))
    root = _root(message, parts)
    if root is None:
        yield unread("mhtml.no-page", capture.origin, "The archive holds no web page; its bytes are kept.")
        return
    wrong = damage(message) or damage(root)
    issues = [remark("mhtml.damaged", capture.origin, f"The archive is damaged: {wrong}.")] if wrong else []
    frames = [part for part in parts if part is not root and media_type(part) in _PAGES]
    if frames:
        number = "1 page in a frame" if len(frames) == 1 else f"{len(frames)} pages in frames"
        issues.append(remark("mhtml.frames", capture.origin, f"{number} of the archived page, as posts and advertisements have, not read."))
    location = header(message, "snapshot-content-location") or header(root, "content-location") or header(message, "content-location")
    url, url_issues = web_address(location, capture.origin, "The address of the archived page,")
    stated = header(message, "date")
    captured = read_date(stated).iso if stated else None
    part = Part(path=("page",), record=name_line(header(root, "content-id")), media_type="text/html", url=url, captured=captured)
    decoded = _page(root, capture.origin)
    data = (_FROM_BYTE_ORDER_MARK + decoded.text).encode("utf-8", "replace")
    for one in documents_inside(data, "html", part=part, place="archived page", capture=capture, identifier=identifier, limits=limits):
        if isinstance(one, Document):
            said = (*decoded.issues, *issues, *url_issues, *one.issues)
            yield msgspec.structs.replace(one, url=one.url or url, title=one.title or name_line(header(message, "subject")), issues=said)
        else:
            yield one


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that hold something, in order, however they are nested."""
    pending, seen = [message], 0
    while pending and seen < _MOST_PARTS:
        part = pending.pop()
        seen += 1
        inside = parts_of(part)
        if inside:
            pending.extend(reversed(inside))
        else:
            yield part


def _root(message: Message, parts: list[Message]) -> Message | None:
    """The part that ``start`` names, or whose address is that of the archive; else the first page."""
    pages = [part for part in parts if media_type(part) in _PAGES]
    start = parameter(message, "start")
    location = header(message, "snapshot-content-location")
    named = (part for part in pages if start and header(part, "content-id") == start)
    located = (part for part in pages if location and header(part, "content-location") == location)
    return next(named, None) or next(located, None) or next(iter(pages), None)


def _page(root: Message, where: str) -> Decoded:
    """The page as text: its own declaration may be that of the live page, before the browser saved it in another encoding."""
    data = content(root)
    charset = parameter(root, "charset")
    if charset is None:
        try:
            return Decoded(data.decode("utf-8"), "utf-8")
        except UnicodeDecodeError:
            charset = declared_encoding(data)
    return decode(data, where, declared=charset)
