"""A record's own matter: the message of HTTP opened, and every transfer and content encoding undone, within limits."""

import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field

from fastwarc.warc import WarcRecord

from onrecord.intake.expand import CODINGS, DamagedError, ExpandsTooFarError
from onrecord.intake.warc.frames import LONGEST_HEADER, Frame
from onrecord.settings import Limits

_CHUNK_SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
_MOST_CODINGS = 2
_LONGEST_LENGTH = 18
_AROUND = 64
"""Bytes that a compressed body may have around it (RFC 1952 §2.3), a file name with them."""
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)
_INTERIM = re.compile(rb"HTTP/[0-9](?:\.[0-9])? +1(?!01)[0-9]{2}(?: [^\r\n]*)?\r?\n(?:[^\r\n]++\r?\n)*+\r?\n")
"""The head of an interim answer (RFC 9110 §15.2); behind one that switches protocols (101) stands no HTTP."""

_MOST_INTERIM = 10
_ANSWER = b"HTTP/"
_MEDIA_TYPE = re.compile(r"\s*([\w.+-]{1,60}/[\w.+-]{1,80})")


class UnreadableError(Exception):
    """The record cannot be opened: code and reason of the issue."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, kw_only=True, slots=True)
class Stated:
    """What the headers of a record state."""

    type: str
    record_id: str | None
    uri: str | None
    date: str | None
    headers: Callable[[str], str | None] = field(repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """What a record holds: a response with its status, or a resource without one."""

    status: int | None
    media_type: str | None
    charset: str | None
    body: bytes = field(repr=False)
    """As it is stored."""
    interim: int = 0
    """Where in the block the first interim answer ends, behind which some take the payload to begin; 0 where there is none."""
    announced: int | None = None
    """Bytes of the body that the server announced; None where it did not, or where an encoding may have been undone since."""
    http: Callable[[str], str | None] = field(repr=False)


def record_of(frame: Frame) -> WarcRecord:
    """The record that a frame holds, its header read; of one that is too large only the beginning.

    Raises:
        UnreadableError: the header is none.
    """
    block = frame.data if frame.data is not None else frame.head
    try:
        return WarcRecord.from_bytes(frame.header + block + b"\r\n\r\n")
    except (OSError, ValueError) as error:
        raise UnreadableError("warc.header", f"Its header cannot be read ({error}).") from error


def stated_by(record: WarcRecord) -> Stated:
    """The record's own statements about itself."""
    return Stated(
        type=(record.headers.get("WARC-Type") or "").strip().lower(),
        record_id=_bare(record.headers.get("WARC-Record-ID")),
        uri=_bare(record.headers.get("WARC-Target-URI")),
        date=(record.headers.get("WARC-Date") or "").strip() or None,
        headers=record.headers.get,
    )


def message_of(record: WarcRecord, frame: Frame) -> Message:
    """What the record holds, with what HTTP states about it where it was obtained so.

    Raises:
        UnreadableError: it says that it holds a message of HTTP, and does not.
    """
    block = frame.data if frame.data is not None else frame.head
    stated = record.headers.get("Content-Type") or ""
    is_http = block.startswith(b"HTTP/") or stated.lower().startswith("application/http")
    if not is_http:
        return Message(status=None, media_type=_media_type(stated), charset=_charset(stated), body=block, http=_nothing)
    try:
        record, interim = answer_of(record, block)
        headers = record.http_headers
        status = headers.status_code
    except (OSError, ValueError) as error:
        raise UnreadableError("warc.http", f"It has no header of HTTP that can be read ({error}).") from error
    if status is None:
        raise UnreadableError("warc.http", "It has no status line of HTTP.")
    content_type = headers.get("Content-Type") or ""
    return Message(
        status=status,
        media_type=_media_type(content_type),
        charset=_charset(content_type),
        body=record.reader.read(),
        interim=interim,
        announced=_announced(dict(headers.items())),
        http=headers.get,
    )


def answer_of(record: WarcRecord, block: bytes) -> tuple[WarcRecord, int]:
    """The record with the header of its final answer read, and where in its block the first interim answer ends (0: there is none).

    Raises:
        UnreadableError: behind an interim answer stands no answer, or there is one interim answer after another.
        OSError, ValueError: the header cannot be read.
    """
    first = position = 0
    for _ in range(_MOST_INTERIM):
        found = _INTERIM.match(block, position, position + LONGEST_HEADER)
        if found is None or found.end() == len(block):
            break
        position = found.end()
        first = first or position
        if not block.startswith(_ANSWER, position):
            raise UnreadableError("warc.http", "What stands behind its interim answer (status 1xx) is no answer of HTTP.")
    else:
        if _INTERIM.match(block, position, position + LONGEST_HEADER):
            raise UnreadableError("warc.http", f"It holds more than {_MOST_INTERIM} interim answers (status 1xx).")
    if position:
        length = len(block) - position
        header = b"WARC/1.1\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n" % length
        record = WarcRecord.from_bytes(header + block[position:] + b"\r\n\r\n")
    record.is_http = True
    record.parse_http(max_header_len=LONGEST_HEADER)
    return record, first


def falls_short(message: Message) -> bool:
    """Whether a body has fewer bytes than the server announced, and had not more when it was compressed, as it may have been sent.

    Archivers undo encodings and keep the length of what was sent; a text is shorter compressed, unless it is of a few bytes.
    """
    came = len(message.body)
    if message.announced is None or came >= message.announced:
        return False
    if message.announced > came + came // 1000 + _AROUND:  # more than the worst compression adds
        return True
    return len(zlib.compress(message.body, 1)) + _AROUND < message.announced


def decoded(message: Message, limits: Limits) -> tuple[bytes, bytes]:
    """The body after transfer encodings were undone, and after content encodings were undone as well.

    Servers and archivers leave headers of encodings that were undone already; so a body that plainly is not encoded stays as it is.

    Raises:
        ExpandsTooFarError: it stands for more bytes than the limits allow.
        UnreadableError: an encoding is damaged or not known.
    """
    body = message.body
    if "chunked" in (message.http("Transfer-Encoding") or "").lower() and _CHUNK_SIZE.match(body):
        body = _unchunked(body)
    codings = [name for part in (message.http("Content-Encoding") or "").split(",") if (name := part.strip().lower())]
    codings = [name for name in codings if name not in ("identity", "utf-8", "none")]
    if len(codings) > _MOST_CODINGS:
        message_text = f"It is encoded {len(codings)} times over (Content-Encoding); at most {_MOST_CODINGS} are undone."
        raise UnreadableError("decompress.nesting", message_text)
    opened = body
    for name in reversed(codings):
        opened = _undone(opened, name, limits)
    if len(opened) > limits.record_bytes:
        raise ExpandsTooFarError(len(opened))
    return body, opened


def _undone(body: bytes, coding: str, limits: Limits) -> bytes:
    if not body:
        return body
    if coding not in CODINGS:
        raise UnreadableError("warc.encoding", f"Its content encoding {coding[:40]!r} is not one that is undone.")
    if "gzip" in coding and not body.startswith(b"\x1f\x8b"):
        return body
    try:
        return CODINGS[coding](body, limits)
    except DamagedError as damage:
        if not damage.found and coding in ("br", "deflate") and _is_text(body):
            return body
        message = f"Its content encoding {coding} is damaged ({damage}); {len(damage.found):,} bytes came out before."
        raise UnreadableError("warc.encoding", message) from damage


def _is_text(body: bytes) -> bool:
    """Whether bytes are plain text as they are: no control codes but white space among the first."""
    return not set(body[:1024]) & set(range(9)) and body[:1024].decode("utf-8", "ignore").strip() != ""


def _unchunked(body: bytes) -> bytes:
    """The body put together from its chunks (RFC 9112 §7.1).

    Raises:
        UnreadableError: a chunk is cut off or has no size.
    """
    pieces: list[bytes] = []
    position = 0
    while True:
        size = _CHUNK_SIZE.match(body, position, position + 1100)
        if size is None:
            raise UnreadableError("warc.encoding", f"Its transfer encoding breaks off: no chunk begins at byte {position:,} of its body.")
        length = int(size[1], 16)
        start = size.end()
        if length == 0:
            return b"".join(pieces)
        if start + length > len(body):
            found = len(body) - start
            message = f"Its transfer encoding breaks off: the chunk at byte {position:,} of its body has {found:,} of {length:,} bytes."
            raise UnreadableError("warc.encoding", message)
        pieces.append(body[start : start + length])
        position = start + length
        for newline in (b"\r\n", b"\n"):
            if body.startswith(newline, position):
                position += len(newline)
                break


def _announced(headers: dict[str, str]) -> int | None:
    """The stated length of a body, where no header speaks of an encoding, also under a name that an archiver gave it."""
    named = {name.lower(): value.strip() for name, value in headers.items()}
    if any(name.endswith(("content-encoding", "transfer-encoding")) and value.lower() != "identity" for name, value in named.items()):
        return None
    stated = named.get("content-length", "")
    return int(stated) if stated.isdecimal() and stated.isascii() and len(stated) <= _LONGEST_LENGTH else None


def _bare(value: str | None) -> str | None:
    """A value without the angle brackets and blanks around it."""
    bare = (value or "").strip().removeprefix("<").removesuffix(">").strip()
    return bare or None


def _media_type(stated: str) -> str | None:
    found = _MEDIA_TYPE.match(stated)
    return found[1].lower() if found else None


def _charset(stated: str) -> str | None:
    found = _CHARSET.search(stated)
    return found[1] if found else None


def _nothing(name: str) -> str | None:  # noqa: ARG001 – stands for the headers of a message that has none
    return None
