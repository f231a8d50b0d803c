"""E-mail as newsrooms keep it: single messages and mailboxes (mbox). Every message is a document, and so is every attachment that is read.

To whom a message went (To, Cc, Delivered-To …) goes into no record, nor does the sender's address; the name does.
"""

import re
from dataclasses import dataclass, field
from email.message import Message

from onrecord.intake.capture import Taken
from onrecord.intake.characters import check_text
from onrecord.intake.inside import documents_inside
from onrecord.intake.mail_headers import remarks_on_headers
from onrecord.intake.mailbox import FoundMessage, begins_as_message, read_messages
from onrecord.intake.message_body import MUCH, Body, Collected, collect
from onrecord.intake.mime import header, headers, parse_message, sender
from onrecord.intake.opened import Documents
from onrecord.intake.spacing import visible_characters
from onrecord.intake.stated import dates_that_differ, language_code, name_line, remark, shown, stated_dates, unread
from onrecord.intake.text import too_long
from onrecord.records import Capture, Document, Issue, Part
from onrecord.settings import Limits

DEEPEST_MESSAGE = 8
"""Messages inside one another: forwards of forwards."""

_ANGLES = re.compile(r"<([^<>]*)>")
_MAILED = re.compile(r"\S+@\S+")
_LOOKED_AT = 400  # bytes of matter before the first message, of which some are named
_NAMED = 5  # attachments named in a remark


@dataclass(frozen=True, slots=True)
class _Frame:
    """What is the same for everything in one source."""

    capture: Capture
    limits: Limits
    seen: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where a message stands: its id, the words for its place, and the part of the capture."""

    identifier: str
    where: str
    part: Part
    inside: tuple[str, ...]
    """The way to what is inside this message."""
    depth: int = 1
    remarks: tuple[Issue, ...] = ()
    """What is to be said of it before it is taken apart."""


def read_mail(taken: Taken, capture: Capture, identifier: str, limits: Limits) -> Documents:
    """The message of an EML file, messages forwarded with it, and its attachments."""
    standing = _Standing(identifier, capture.origin, Part(), ())
    yield from _message(taken.all(), _Frame(capture, limits), standing)


def read_mbox(taken: Taken, capture: Capture, identifier: str, limits: Limits) -> Documents:
    """The messages of a mailbox in their order, one at a time, each with what is in it."""
    frame = _Frame(capture, limits)
    number = 0
    for found in read_messages(taken):
        number += found.begun
        where = f"{capture.origin}, {f'message {number}' if found.begun else 'before the first message'} at byte {found.offset}"
        if found.data is None:
            yield unread("mail.limit", where, f"The message has {found.length:,} bytes, more than are read; its bytes are kept.")
            continue
        remarks = _about_place(found, where)
        if not found.begun and not begins_as_message(found.data) and visible_characters(found.data.decode("latin-1")) < MUCH:
            yield from remarks
            continue
        part = Part(offset=found.offset, length=found.length, media_type="message/rfc822")
        inside = (f"message {number}" if found.begun else "before the first message",)
        standing = _Standing(f"{identifier}/{number}", where, part, inside, remarks=remarks)
        yield from _message(found.data, frame, standing, named=True)


def _about_place(found: FoundMessage, where: str) -> tuple[Issue, ...]:
    """What is to be said of a message that does not stand as messages of a mailbox do."""
    if not found.begun:
        message = f"{found.length:,} bytes stand before the line that begins the first message"
        if found.data is not None and not begins_as_message(found.data):  # of headers some name to whom it went
            words = " ".join(found.data[:_LOOKED_AT].decode("utf-8", "replace").split())
            message = f"{message}; they begin {shown(_MAILED.sub('…', words))}"
        return (remark("mail.boundary", where, f"{message}. Look whether the mailbox was cut."),)
    if not found.apart:
        message = (
            "No empty line stands before the line that begins this message; it was read as a message of its own. Look whether it is one, or"
            " was quoted in the message before."
        )
        return (remark("mail.boundary", where, message),)
    return ()


def _message(data: bytes, frame: _Frame, standing: _Standing, *, named: bool = False) -> Documents:
    message = parse_message(data, standing.where)
    if isinstance(message, Issue):
        yield message
        return
    yield from _parsed(message, frame, standing, named=named)


def _parsed(message: Message, frame: _Frame, standing: _Standing, *, named: bool = False) -> Documents:
    """A message that was taken apart: its body, what it forwards, its attachments."""
    try:
        collected = collect(message, standing.where, frame.limits)
    except RecursionError:
        yield unread("mail.depth", standing.where, "Its parts are nested too deeply to be read.")
        return
    collected.remarks[:0] = standing.remarks
    yield from collected.issues
    rest = list(_inside(collected, frame, standing))
    left = _left(collected)
    for index, body in enumerate(collected.bodies):
        issues = (*left, *collected.remarks) if index == 0 else ()
        yield _document(message, body, index, frame=frame, standing=standing, issues=issues, named=named)
    if not collected.bodies:
        yield from (*left, *collected.remarks)
        if not any(isinstance(one, Document) for one in rest):
            yield unread("mail.no-text", standing.where, "The message holds no text that could be read; its bytes are kept.")
    yield from rest


def _document(
    message: Message, body: Body, index: int, *, frame: _Frame, standing: _Standing, issues: tuple[Issue, ...], named: bool
) -> Document | Issue:
    where, limits = standing.where, frame.limits
    if len(body.text) > limits.text_characters:
        return too_long(where, limits, f"{len(body.text):,} characters")
    record = _message_id(message)
    name, again = (standing.identifier, ()) if not named else _own(record or standing.identifier, frame, where)
    title = name_line(header(message, "subject"))
    outlet, authors = _from(message)
    stated = [value for value, _ in headers(message, "date")]
    dates, date_issues = stated_dates([(value, "published", "mail header Date") for value in stated], where)
    differ = dates_that_differ(stated, f"The message has {len(stated)} headers Date", where)
    checked = check_text(body.text, where, replaced_by_us=body.replaced)
    path = (*standing.part.path, *((body.name,) if index else ()))
    return Document(
        id=check_text(name if index == 0 else f"{name}/{body.name}", where).text,
        text=checked.text,
        capture=frame.capture,
        part=Part(
            path=path,
            offset=standing.part.offset,
            length=standing.part.length,
            record=record,
            media_type="message/rfc822" if index == 0 else body.media_type,
        ),
        title=title,
        outlet=outlet,
        language=language_code(header(message, "content-language")),
        authors=authors,
        dates=dates,
        issues=(*body.issues, *issues, *again, *date_issues, *differ, *remarks_on_headers(message, where), *checked.issues),
    )


def _from(message: Message) -> tuple[str | None, tuple[str, ...]]:
    """Outlet and authors. What goes to a list is an outlet's; a single letter is its sender's."""
    name, domain = sender(message)
    listed = header(message, "list-id")
    if listed is None and header(message, "list-unsubscribe") is None:
        return (None, (line,)) if (line := name_line(name)) else (domain, ())
    said = name_line(_ANGLES.sub("", listed or "").strip("\" '"))
    return name_line(name) or said or domain, ()


def _message_id(message: Message) -> str | None:
    stated = header(message, "message-id")
    match = _ANGLES.search(stated) if stated else None
    return name_line(match.group(1).strip() if match else stated) if stated else None


def _own(name: str, frame: _Frame, where: str) -> tuple[str, tuple[Issue, ...]]:
    frame.seen[name] = frame.seen.get(name, 0) + 1
    if (number := frame.seen[name]) == 1:
        return name, ()
    message = f"An earlier message of the mailbox has the Message-ID {shown(name)} too; both were read, this one as number {number}."
    return f"{name} #{number}", (remark("mail.duplicate-id", where, message),)


def _inside(collected: Collected, frame: _Frame, standing: _Standing) -> Documents:
    """What is attached or forwarded, in its order."""
    for number, message in enumerate(collected.messages, start=1):
        yield from _nested(message, f"forwarded message {number}", frame, standing)
    for attachment in collected.attachments:
        if attachment.kind == "mail":
            inner = parse_message(attachment.data, f"{standing.where}, {attachment.name}")
            yield from (inner,) if isinstance(inner, Issue) else _nested(inner, attachment.name, frame, standing)
            continue
        part = Part(path=(*standing.inside, attachment.name), media_type=attachment.media_type)
        place = ", ".join((*standing.inside, f"attachment {attachment.name}"))
        identifier = f"{standing.identifier}/{attachment.name}"
        yield from documents_inside(
            attachment.data, attachment.kind, part=part, place=place, capture=frame.capture, identifier=identifier, limits=frame.limits
        )


def _nested(message: Message, name: str, frame: _Frame, standing: _Standing) -> Documents:
    inside = (*standing.inside, name)
    where = f"{standing.where}, {name}"
    if standing.depth >= DEEPEST_MESSAGE:
        yield unread("mail.depth", where, f"Messages inside one another are read {DEEPEST_MESSAGE} deep; this one is deeper.")
        return
    part = Part(path=inside, media_type="message/rfc822")
    yield from _parsed(message, frame, _Standing(f"{standing.identifier}/{name}", where, part, inside, standing.depth + 1))


def _left(collected: Collected) -> tuple[Issue, ...]:
    """One remark on what is attached and not read."""
    names = collected.unread
    if not names:
        return ()
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    number = "1 attachment or picture was" if len(names) == 1 else f"{len(names)} attachments or pictures were"
    message = f"{number} not read and kept with the message: {', '.join(shown(name) for name in names[:_NAMED])}{more}."
    return (remark("mail.attachment", collected.where, message),)
