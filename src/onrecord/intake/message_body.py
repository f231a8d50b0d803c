"""The body of a message, and what is attached to it.

A message mostly says the same twice, as HTML and as plain text. The HTML is read, and held against the plain text: what stands only
there is said, and where it is much, it is read as a document of its own.
"""

from dataclasses import dataclass, field
from email.message import Message

from onrecord.intake.alternatives import paragraphs_alone
from onrecord.intake.detect import HEAD, detect
from onrecord.intake.encoding import decode
from onrecord.intake.formats import FORMATS
from onrecord.intake.fragment import read_fragment
from onrecord.intake.html import declared_encoding
from onrecord.intake.mime import as_written, content, damage, file_name, header, is_attachment, media_type, parameter, parts_of
from onrecord.intake.picture import of_bytes, too_large
from onrecord.intake.spacing import visible_characters
from onrecord.intake.stated import remark, shown, unread
from onrecord.records import Issue
from onrecord.settings import Limits

MOST_PARTS = 1_000
"""Parts of a message that are looked at; newsletters have some dozens with all their pictures."""

DEEPEST_PARTS = 30
"""Containers inside one another, of one message."""

MUCH = 200
"""Visible characters that stand in the plain text alone, from which on it is read as a document of its own."""

_FIRST_WORDS = 12
_NOT_READ = frozenset({"text/calendar", "text/vcard", "text/x-vcard", "text/directory", "text/rfc822-headers", "text/css"})
_SIGNATURES = frozenset({"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"})
_PROSE = frozenset({"text/plain", "text/markdown"})
_PROSE_NAMES = (".txt", ".text", ".md")
_EXTENSIONS = {"text/html": ".html", "text/plain": ".txt", "application/pdf": ".pdf"}
_SEALED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})


@dataclass(frozen=True, slots=True)
class Body:
    """A text of the message."""

    text: str
    media_type: str
    name: str
    issues: tuple[Issue, ...] = ()
    replaced: bool = False
    """True when bytes that fit no character stand as U+FFFD; the issues say where."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part to be read as a document of its own."""

    name: str
    media_type: str
    kind: str
    """One of ``FORMATS``."""
    data: bytes = field(repr=False)


@dataclass
class Collected:
    """What a message holds."""

    where: str
    limits: Limits
    bodies: list[Body] = field(default_factory=list)
    """The report's text first; then the plain text, where it says something else."""
    messages: list[Message] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    """Names of pictures and other parts that are no documents."""
    remarks: list[Issue] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    """What could not be read at all."""
    parts: int = 0


def collect(message: Message, where: str, limits: Limits) -> Collected:
    """Everything that a message holds, its body put together."""
    found = Collected(where, limits)
    texts = _shown(message, found, 1)
    if found.parts > MOST_PARTS:
        found.issues.append(unread("mail.limit", where, f"The message has more than {MOST_PARTS:,} parts; those after that were not read."))
    main = [one for one in texts if one.name != "plain text"]
    apart = [one for one in texts if one.name == "plain text"]
    if main:
        found.bodies.append(
            Body(
                "\n\n".join(one.text for one in main),
                main[0].media_type,
                "body",
                tuple(issue for one in main for issue in one.issues),
                any(one.replaced for one in main),
            )
        )
    found.bodies += apart
    return found


def _shown(part: Message, found: Collected, depth: int) -> list[Body]:
    """The texts that a mail program would show for a part; everything else goes into ``found``."""
    found.parts += 1
    if found.parts > MOST_PARTS:
        return []
    if depth > DEEPEST_PARTS:
        message = f"Its parts are nested more than {DEEPEST_PARTS} deep; what is deeper was not read."
        found.issues.append(unread("mail.depth", found.where, message))
        return []
    kind, inside = media_type(part), parts_of(part)
    if kind in ("message/rfc822", "message/global"):
        found.messages += inside
        return []
    if kind == "message/partial" and inside:
        return _piece(part, inside, found, depth)
    if inside:
        return _container(part, kind, inside, found, depth)
    if wrong := damage(part):
        found.remarks.append(remark("mail.damaged", found.where, f"The message is damaged: {wrong}."))
    return _leaf(part, kind, found)


def _container(part: Message, kind: str, inside: list[Message], found: Collected, depth: int) -> list[Body]:
    if wrong := damage(part):
        found.remarks.append(remark("mail.damaged", found.where, f"The message is damaged: {wrong}."))
    if kind == "multipart/encrypted":
        found.issues.append(_sealed(found.where))
        return []
    if kind == "multipart/alternative":
        return _alternatives([_shown(one, found, depth + 1) for one in inside], found.where)
    return [body for one in inside for body in _shown(one, found, depth + 1)]


def _piece(part: Message, inside: list[Message], found: Collected, depth: int) -> list[Body]:
    """A message that was sent in pieces (RFC 2046 §5.2.2): the first holds headers, the others go on in the middle of the text."""
    number, total = parameter(part, "number") or "?", parameter(part, "total")
    of = f" of {shown(total)[1:-1]}" if total else ""
    subject = header(inside[0], "subject")
    called = f" It calls the whole {shown(subject)}." if subject and number == "1" else ""
    message = (
        f"This is piece {shown(number)[1:-1]}{of} of a message that was sent in pieces, so the text is not whole.{called}"
        " Have a mail program put the pieces together, and read that."
    )
    found.remarks.append(remark("mail.partial", found.where, message))
    if number == "1":
        return [body for one in inside for body in _shown(one, found, depth + 1)]
    decoded = decode(b"".join(as_written(one) for one in inside), found.where, declared=None)
    text = decoded.text.strip("\r\n")
    return [Body(text, "text/plain", "plain", decoded.issues, decoded.replaced)] if text else []


def _leaf(part: Message, kind: str, found: Collected) -> list[Body]:
    name = file_name(part)
    if kind in _SEALED:
        found.issues.append(_sealed(found.where))
        return []
    if kind in _SIGNATURES:
        return []
    if kind in ("text/plain", "text/html") and not is_attachment(part) and name is None:
        body = _body(part, kind, found.where)
        return [body] if body.text else []
    if kind in _NOT_READ or kind.startswith(("audio/", "video/", "font/")):
        found.unread.append(name or kind)
        return []
    data = content(part)
    if large := too_large(of_bytes(data), found.limits):
        message = f"Of {shown(name or kind)}: {large} It is kept with the message, nothing of it was decoded."
        found.remarks.append(remark("image.pixels", found.where, message))
    if kind.startswith("image/"):
        found.unread.append(name or kind)
        return []
    called = name or f"part {found.parts}{_EXTENSIONS.get(kind, '')}"
    format_name = detect(called, data[:HEAD], jsonl=False).kind
    if format_name not in FORMATS or (format_name == "text" and kind not in _PROSE and not called.lower().endswith(_PROSE_NAMES)):
        found.unread.append(called)
    else:
        found.attachments.append(Attachment(called, kind, format_name, data))
    return []


def _body(part: Message, kind: str, where: str) -> Body:
    data = content(part)
    if kind == "text/html":
        decoded = decode(data, where, declared=parameter(part, "charset") or declared_encoding(data))
        fragment = read_fragment(decoded.text, where, "the body of the message")
        return Body(fragment.text, kind, "html", (*decoded.issues, *fragment.issues), decoded.replaced)
    decoded = decode(data, where, declared=parameter(part, "charset"))
    text = decoded.text
    if (parameter(part, "format") or "").lower() == "flowed":
        text = _unflowed(text, spaced=(parameter(part, "delsp") or "").lower() != "yes")
    return Body(text.strip("\r\n"), kind, "plain", decoded.issues, decoded.replaced)


def _unflowed(text: str, *, spaced: bool) -> str:
    """Lines that end in a space joined to the next of the same depth of quoting (RFC 3676)."""
    lines: list[str] = []
    open_depth: int | None = None
    for line in text.splitlines():
        unquoted = line.lstrip(">")
        depth = len(line) - len(unquoted)
        unquoted = unquoted.removeprefix(" ")
        flows = unquoted.endswith(" ") and unquoted != "-- "
        shown = unquoted if spaced or not flows else unquoted[:-1]
        if open_depth == depth and lines:
            lines[-1] += shown
        else:
            lines.append(f"{'>' * depth} {shown}" if depth else shown)
        open_depth = depth if flows else None
    return "\n".join(lines)


def _alternatives(choices: list[list[Body]], where: str) -> list[Body]:
    """The HTML where there is one, held against the plain text beside it."""
    plain = next((texts for texts in choices if texts and all(one.media_type == "text/plain" for one in texts)), None)
    rich = next((texts for texts in reversed(choices) if any(one.media_type == "text/html" for one in texts)), None)
    if rich is None or plain is None:
        return rich or plain or next((texts for texts in choices if texts), [])
    alone = paragraphs_alone("\n".join(one.text for one in plain), "\n".join(one.text for one in rich))
    if not alone:
        return rich
    size = visible_characters("".join(alone))
    words = " ".join(alone[0].split()[:_FIRST_WORDS])
    number = "1 line" if len(alone) == 1 else f"{len(alone)} lines"
    apart = size >= MUCH
    became = "it was read as a document of its own" if apart else "they were left out" if len(alone) > 1 else "it was left out"
    message = (
        f"The plain text of the message has {number} ({size:,} visible characters) that its HTML has not; {became};"
        f" the first begins “{words}”."
    )
    issue = remark("mail.alternatives", where, message)
    first = Body(rich[0].text, rich[0].media_type, rich[0].name, (*rich[0].issues, issue), rich[0].replaced)
    if not apart:
        return [first, *rich[1:]]
    other = Body(
        "\n\n".join(one.text for one in plain),
        "text/plain",
        "plain text",
        (*(issue for one in plain for issue in one.issues), issue),
        any(one.replaced for one in plain),
    )
    return [first, *rich[1:], other]


def _sealed(where: str) -> Issue:
    return unread("mail.encrypted", where, "The message is encrypted or sealed; save it decrypted, and read that.")
