"""Answers of the web as a WARC/1.1 file (ISO 28500:2017): each byte as it was sent, each record compressed by itself.

Requests and answers are written as they went over the connection, transfer coding and all, which is why they are not handed to warcio
as headers and body: it would write them anew. The digests are SHA-256. A payload digest is given where the body has no transfer coding:
of others, the standard means the body without it, and the common tools check the body with it. Dates and identifiers apart, the same
answers give the same bytes.
"""

import hashlib
from base64 import b32encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import IO

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from onrecord.intake.web_exchange import Exchange
from onrecord.records.version import program_version

VERSION = "WARC/1.1"
FIELDS = "application/warc-fields"
_STANDARD = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
_CHUNK = 1024 * 1024

Lines = Sequence[tuple[str, str]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Archived:
    """What goes into an archive."""

    exchanges: tuple[Exchange, ...]
    """In their order; each but the last led to the next, or was asked again."""
    robots: tuple[str, ...]
    """What became of the ``robots.txt`` of each."""
    user_agent: str
    contact: str
    identifier: Callable[[], str]


class _Writer(WARCWriter):  # type: ignore[misc]
    """A writer of records whose digests are given."""

    def ensure_digest(self, record: ArcWarcRecord, block: bool = True, payload: bool = True) -> None:
        """Nothing: it would add SHA-1, and a payload digest where there is none to give."""


def write_archive(file: IO[bytes], archived: Archived) -> None:
    """Write one record about the archive, and for each exchange its answer, its request and what was noted beside them."""
    writer = _Writer(file, gzip=True, warc_version=VERSION)
    about: Lines = (
        ("software", f"OnRecord/{program_version()}"),
        ("format", "WARC File Format 1.1"),
        ("conformsTo", _STANDARD),
        ("http-header-user-agent", archived.user_agent),
        ("robots", "obey"),
        *((("operator", archived.contact),) if archived.contact else ()),
    )
    info = archived.identifier()
    head = (("WARC-Type", "warcinfo"), ("WARC-Record-ID", info), ("WARC-Date", warc_date(archived.exchanges[0].when)))
    _write(writer, head, _fields(about), FIELDS)
    for number, done in enumerate(archived.exchanges):
        via = (("via", archived.exchanges[number - 1].asked.url),) if number else ()
        noted = (*via, ("robots", archived.robots[number]), *done.secured, ("payload-sha256", done.payload_sha256))
        _write_exchange(writer, done, archived.identifier, info, noted)


def _write_exchange(writer: _Writer, done: Exchange, identifier: Callable[[], str], info: str, noted: Lines) -> None:
    answer = identifier()
    place = (("WARC-Date", warc_date(done.when)), ("WARC-Warcinfo-ID", info), ("WARC-Target-URI", done.asked.url))
    peer = ("WARC-IP-Address", done.peer)
    coded = done.header("transfer-encoding") is not None
    digest = () if coded else (("WARC-Payload-Digest", _digest(bytes.fromhex(done.payload_sha256))),)
    truncated = (("WARC-Truncated", done.truncated),) if done.truncated else ()
    head = (("WARC-Type", "response"), ("WARC-Record-ID", answer), *place, peer, *digest, *truncated)
    _write(writer, head, done.answer, "application/http; msgtype=response")
    beside = (*place, ("WARC-Concurrent-To", answer))
    head = (("WARC-Type", "request"), ("WARC-Record-ID", identifier()), *beside, peer)
    _write(writer, head, BytesIO(done.request), "application/http; msgtype=request")
    _write(writer, (("WARC-Type", "metadata"), ("WARC-Record-ID", identifier()), *beside), _fields(noted), FIELDS)


def _write(writer: _Writer, head: Lines, block: IO[bytes], content_type: str) -> None:
    """One record; its block is read twice, since digest and length stand before it."""
    block.seek(0)
    digest, length = hashlib.sha256(), 0
    while chunk := block.read(_CHUNK):
        digest.update(chunk)
        length += len(chunk)
    block.seek(0)
    headers = StatusAndHeaders("", [*head, ("WARC-Block-Digest", _digest(digest.digest()))], protocol=VERSION)
    writer.write_record(ArcWarcRecord("warc", dict(head)["WARC-Type"], headers, block, None, content_type, length))


def warc_date(when: datetime) -> str:
    """A time as WARC/1.1 has it (5.4): UTC, to the millisecond."""
    return when.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _digest(digest: bytes) -> str:
    """As common tools write and check it: base 32 (RFC 4648)."""
    return f"sha256:{b32encode(digest).decode('ascii')}"


def _fields(lines: Lines) -> BytesIO:
    return BytesIO("".join(f"{name}: {' '.join(value.split())}\r\n" for name, value in lines).encode("utf-8"))
