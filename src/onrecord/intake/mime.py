"""MIME as mail programs and browsers write it, broken as it often is: parts, their bytes, and headers as text."""

import base64
import email.parser
import email.policy
import re
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr
from urllib.parse import unquote

from onrecord.intake.characters import clean_line
from onrecord.intake.spacing import visible_characters
from onrecord.intake.stated import unread
from onrecord.records import Issue

LARGEST_MESSAGE = 64 * 1024 * 1024
"""Bytes of one message that is read; servers take some 25 to 50 million."""

LONGEST_HEADER = 20_000
"""Characters of a header that are read; what is longer is no header that says something."""

_FOLD = re.compile(r"[\r\n]+[ \t]*")
_BETWEEN_WORDS = re.compile(r"(\?=)\s+(=\?)")
_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*")
_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
_UUENCODED = frozenset({"x-uuencode", "uuencode", "uue", "x-uue"})
_UUENCODED_END = re.compile(r"^end[ \t]*\r?\n[\s\S]*\S", re.MULTILINE)

Part = Message
"""One part of a message; a message is one too."""


def parse_message(data: bytes, where: str) -> Message | Issue:
    """A message with its parts, as far as its marks can be followed; an issue where it is too large or too deep."""
    if len(data) > LARGEST_MESSAGE:
        return unread("mail.limit", where, f"The message has {len(data):,} bytes; at most {LARGEST_MESSAGE:,} are read.")
    try:
        return email.parser.BytesParser(policy=email.policy.compat32).parsebytes(data)
    except RecursionError:
        return unread("mail.depth", where, "Its parts are nested too deeply to be read.")
    except (MessageError, ValueError, LookupError, TypeError, AttributeError) as error:  # the standard parser's answers to broken headers
        return unread("mail.damaged", where, f"The message could not be taken apart ({type(error).__name__}); its bytes are kept.")


def header(part: Message, name: str) -> str | None:
    """The first header of a name as text on one line, encoded words read; None where there is none."""
    raw = _raw(part, name)
    return clean_line(_decoded(raw)) if raw is not None else None


def headers(part: Message, name: str) -> list[tuple[str, int]]:
    """Every header of a name as text on one line, with the characters that it has as it stands."""
    raw = [str(value) for key, value in part.raw_items() if key.lower() == name]
    return [(clean_line(_decoded(_bytes_as_text(value[:LONGEST_HEADER]))) or "", len(value)) for value in raw]


def sender(part: Message) -> tuple[str | None, str | None]:
    """The name in ``From`` and the domain of its address. The address itself is a person's, and goes into no record."""
    raw = _raw(part, "from")
    return sender_of(raw) if raw is not None else (None, None)


def sender_of(value: str) -> tuple[str | None, str | None]:
    """The name in the value of a header of senders, and the domain of the address."""
    try:
        name, address = parseaddr(value)
    except (ValueError, TypeError, IndexError, RecursionError):
        return None, None
    _, at, domain = address.rpartition("@")
    named = clean_line(_decoded(name).strip("\"'"))
    return (None if named and "@" in named else named), (domain.lower() or None if at else None)


def media_type(part: Message) -> str:
    """The declared type, ``text/plain`` where none that can be read is declared (RFC 2045 §5.2)."""
    try:
        declared = part.get_content_type()
    except (ValueError, TypeError, AttributeError, LookupError):
        return "text/plain"
    return declared if _MEDIA_TYPE.fullmatch(declared) else "application/octet-stream"


def parameter(part: Message, name: str) -> str | None:
    """A parameter of the content type."""
    try:
        value = part.get_param(name)
    except (ValueError, TypeError, AttributeError, LookupError, IndexError):
        return None
    if isinstance(value, tuple):  # RFC 2231: charset, language, value
        value = value[2]
    return value.strip() or None if isinstance(value, str) else None


def file_name(part: Message) -> str | None:
    """The name under which a part is to be saved; without folders, since it comes from outside."""
    try:
        name = part.get_filename()
    except (ValueError, TypeError, AttributeError, LookupError, IndexError):
        return None
    if not isinstance(name, str):
        return None
    line = clean_line(_decoded(unquote(name) if "%" in name else name))
    return re.split(r"[/\\]", line)[-1][:200] or None if line else None


def is_attachment(part: Message) -> bool:
    """Whether a part says that it is one, and no part of what is shown."""
    try:
        return part.get_content_disposition() == "attachment"
    except (ValueError, TypeError, AttributeError, LookupError):
        return False


def content(part: Message) -> bytes:
    """The bytes of a part, its transfer encoding undone as far as it can be."""
    try:
        data = part.get_payload(decode=True)
    except (ValueError, TypeError, AttributeError, LookupError, AssertionError):
        data = None
    if isinstance(data, bytes):
        cut = any(type(defect).__name__ == "InvalidBase64LengthDefect" for defect in part.defects)
        return _what_is_whole(data) if cut else data
    try:
        raw = part.get_payload()
    except (ValueError, LookupError):  # a charset with a NUL in its name; without one, the bytes come as they are
        part.del_param("charset")
        raw = part.get_payload()
    return raw.encode("utf-8", "surrogateescape") if isinstance(raw, str) else b""


def as_written(part: Message) -> bytes:
    """A part with its headers, as it stood; without them where they cannot be written."""
    try:
        return part.as_bytes(policy=email.policy.compat32.clone(max_line_length=0))
    except (ValueError, TypeError, AttributeError, LookupError, MessageError):
        return content(part)


def _what_is_whole(data: bytes) -> bytes:
    """Base64 that is cut or damaged, as far as it goes: the library gives such as it is, as if it were the text."""
    marks = _NO_BASE64.sub(b"", data)
    return base64.b64decode(marks[: len(marks) // 4 * 4])


def parts_of(part: Message) -> list[Message]:
    """The parts directly inside; none where it is no container."""
    if not part.is_multipart():
        return []
    inside = part.get_payload()
    return [one for one in inside if isinstance(one, Message)] if isinstance(inside, list) else []


def damage(part: Message) -> str | None:
    """What the parser found wrong with how a part is put together or encoded, in one clause."""
    encoding = _encoding(part)
    if encoding == "base64" and not part.is_multipart():
        content(part)  # only then is it known
    names = {type(defect).__name__ for defect in part.defects}
    if "CloseBoundaryNotFoundDefect" in names:
        return "the mark that ends its parts is missing, as where a message was cut"
    if names & {"StartBoundaryNotFoundDefect", "NoBoundaryInMultipartDefect"}:
        return "the mark that parts its parts is missing"
    if names & {"InvalidBase64PaddingDefect", "InvalidBase64CharactersDefect", "InvalidBase64LengthDefect"}:
        return "its Base64 is damaged"
    if isinstance(part.epilogue, str) and visible_characters(part.epilogue):
        return "text stands behind its last part, where no program shows it, and was not read"
    if encoding in _UUENCODED and _UUENCODED_END.search(str(part.get_payload())):
        return "text stands behind the end of its uuencoded part, and was not read"
    return None


def _encoding(part: Message) -> str:
    return (header(part, "content-transfer-encoding") or "").strip().lower()


def _raw(part: Message, name: str) -> str | None:
    for key, value in part.raw_items():
        if key.lower() == name:
            return _bytes_as_text(str(value)[:LONGEST_HEADER])
    return None


def _bytes_as_text(value: str) -> str:
    """Headers that hold bytes beyond ASCII, against the rule: UTF-8, else what Western programs mean by them."""
    data = value.encode("utf-8", "surrogateescape")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _decoded(value: str) -> str:
    value = _FOLD.sub(" ", value)
    if "=?" not in value:
        return value
    try:
        pieces = decode_header(_BETWEEN_WORDS.sub(r"\1 \2", value))
        return "".join(_piece(piece, charset) for piece, charset in pieces)
    except (HeaderParseError, ValueError, LookupError, TypeError):
        return value


def _piece(piece: bytes | str, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    if charset is None:  # what stands between encoded words, which the library gives in this form
        return piece.decode("raw-unicode-escape", "replace")
    try:
        return piece.decode(charset, "replace")
    except (LookupError, UnicodeError, ValueError):
        return piece.decode("utf-8", "replace")
