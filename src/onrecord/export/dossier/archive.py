"""The part of a dossier that any program for web archives reads: WARC records, their index, and the list of pages.

Texts stand in the archive as they were read, so that offsets of statements and figures have something to point into. Originals
that are web archives themselves go in as they are; any other becomes a ``resource`` record (WARC 1.1), with its SHA-256.
"""

import base64
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from typing import IO, Any
from urllib.parse import urlsplit

from fastwarc.warc import ArchiveIterator, WarcRecordType
from warcio.warcwriter import WARCWriter

from onrecord.errors import BrokenIntegrity
from onrecord.export.dossier.material import Item, Material
from onrecord.ledger import MemberWriter, Original
from onrecord.records import canonical

_CHUNK = 1 << 20
_WARC_TYPES = frozenset({"application/warc", "application/warc-fields", "application/x-warc"})
_UUIDS = uuid.UUID("b1f0a7e6-3c52-5d0b-9a3e-6f1f4c1b7d20")
"""A name space of our own for record ids made from content (RFC 9562, 5.5)."""
_LONGEST_URL = 4_000


@dataclass(frozen=True, slots=True)
class IndexLine:
    """A record of an archive, as its index names it (CDXJ)."""

    url: str
    time: str
    """ISO 8601 second."""
    member: str
    offset: int
    length: int
    media_type: str
    digest: str | None = None
    status: int = 200

    def line(self) -> bytes:
        """The line, with its line feed."""
        fields: dict[str, Any] = {"url": self.url, "mime": self.media_type, "status": str(self.status)}
        fields |= {"digest": self.digest} if self.digest else {}
        fields |= {"length": str(self.length), "offset": str(self.offset), "filename": self.member.rpartition("/")[2]}
        return f"{sort_key(self.url)} {stamp(self.time)} ".encode() + canonical(fields) + b"\n"


@dataclass
class Archive:
    """Writes the archives of a dossier, and remembers what its index must say."""

    material: Material
    lines: list[IndexLine] = field(default_factory=list)

    def web_archives(self) -> Iterator[tuple[str, Item]]:
        """Originals that are web archives themselves, each with the name of its member."""
        for item in self.material.items():
            if item.there and _is_web_archive(item):
                zipped = _is_zipped(original_of(self.material, item.capture.sha256))
                yield f"archive/{item.capture.sha256}.warc{'.gz' if zipped else ''}", item

    def write_records(self, out: MemberWriter, member: str) -> None:
        """All other originals and all texts, as WARC records."""
        warc = WARCWriter(_Out(out), gzip=False, warc_version="WARC/1.1")
        self._write_head(warc, member)
        for item in self.material.items():
            if item.there and not _is_web_archive(item):
                original = original_of(self.material, item.capture.sha256)
                when = _second(item.capture.captured or item.entry.entry.at.wall)
                with original.open() as file:
                    kept = item.capture
                    line = IndexLine(item.url, when, member, 0, 0, _one_line(kept.media_type), _named(kept.sha256))
                    self._write(warc, out, line, kept.size, file)
        for report in self.material.reports:
            data = report.reading.text.encode("utf-8")
            digest = _named(sha256(data).hexdigest())
            line = IndexLine(report.text_url, self.material.created, member, 0, 0, "text/plain; charset=utf-8", digest)
            self._write(warc, out, line, len(data), BytesIO(data))

    def index_web_archive(self, member: str, item: Item) -> None:
        """The pages in an original that is a web archive. One that cannot be read to its end is indexed up to there."""
        original = original_of(self.material, item.capture.sha256)
        found: list[tuple[int, IndexLine | None]] = []
        try:
            with original.open() as file:
                found.extend((record.stream_pos, _line_of(record, member)) for record in ArchiveIterator(file, parse_http=True))
        except (OSError, ValueError, RuntimeError, EOFError):
            pass  # what could be read of it was read by intake, and said so; the original goes in as it is
        ends = [position for position, _ in found[1:]] + [original.size()]
        for (position, line), end in zip(found, ends, strict=True):
            if line is not None:
                values = (line.url, line.time, member, position, end - position, line.media_type, line.digest, line.status)
                self.lines.append(IndexLine(*values))

    def index(self) -> bytes:
        """The index over all archives (CDXJ), sorted."""
        return b"".join(sorted(line.line() for line in self.lines))

    def pages(self) -> bytes:
        """The list of pages: each report as it was obtained, and its text."""
        lines = [canonical({"format": "json-pages-1.0", "id": "pages", "title": "The reports of this dossier"})]
        for report in self.material.reports:
            pages = {item.url: item for item in report.items if item.there}
            for url, item in pages.items():
                inner = item.document.part.url if item.document.part and _is_web_archive(item) else None
                when = item.document.part.captured if item.document.part and inner else None
                moment = _second(when or item.capture.captured or item.entry.entry.at.wall)
                lines.append(_page(f"report-{report.number}-{item.record.number}", inner or url, moment, report.title))
            lines.append(_page(f"text-{report.number}", report.text_url, self.material.created, f"Text of: {report.title}"))
        return b"".join(line + b"\n" for line in lines)

    def home(self) -> dict[str, str]:
        """The page to begin with."""
        return {"url": self.material.reports[0].text_url, "ts": self.material.created}

    def _write_head(self, warc: WARCWriter, member: str) -> None:
        """The first record, which says by what the others were written."""
        identifier = _record_id(member, self.material.created)
        headers = {"WARC-Record-ID": identifier, "WARC-Date": self.material.created}
        block = f"software: {self.material.software}\r\nformat: WARC File Format 1.1\r\n".encode()
        headers |= {"WARC-Block-Digest": _named(sha256(block).hexdigest()), "WARC-Payload-Digest": _named(sha256(block).hexdigest())}
        record = warc.create_warc_record(
            "",
            "warcinfo",
            payload=BytesIO(block),
            length=len(block),
            warc_headers_dict=headers,
            warc_content_type="application/warc-fields",
        )
        warc.write_record(record)

    def _write(self, warc: WARCWriter, out: MemberWriter, line: IndexLine, size: int, data: IO[bytes]) -> None:
        """One record; its digest is known, so that its bytes pass through only once."""
        digest = line.digest or ""
        headers = {"WARC-Record-ID": _record_id(line.url, digest), "WARC-Date": line.time}
        headers |= {"WARC-Block-Digest": digest, "WARC-Payload-Digest": digest}
        record = warc.create_warc_record(
            line.url, "resource", payload=data, length=size, warc_headers_dict=headers, warc_content_type=line.media_type
        )
        before = out.tell()
        warc.write_record(record)
        media_type = line.media_type.partition(";")[0]
        self.lines.append(replace(line, media_type=media_type, offset=before, length=out.tell() - before))


class _Out:
    """What the writer of WARC records writes to."""

    def __init__(self, out: MemberWriter) -> None:
        self.write: Callable[[bytes], int] = out.write
        self.tell: Callable[[], int] = out.tell

    def flush(self) -> None:
        """Nothing is held back."""


def original_of(material: Material, digest: str) -> Original:
    """An original that goes into a dossier.

    Raises:
        BrokenIntegrity: it is not there any more.
    """
    original = material.chain.original(digest)
    if original is None:
        raise BrokenIntegrity(f"The original {digest} went away while it was exported.", hint="Run `onrecord verify`.")
    return original


def original_chunks(original: Original) -> Iterator[bytes]:
    """The bytes of an original, which must have its hash at the end.

    Raises:
        BrokenIntegrity: it has not.
    """
    found = sha256()
    with original.open() as file:
        while chunk := file.read(_CHUNK):
            found.update(chunk)
            yield chunk
    if found.hexdigest() != original.sha256:
        message = f"The original {original.place} was altered: its hash is {found.hexdigest()}, not {original.sha256}."
        raise BrokenIntegrity(message, hint="Nothing was exported. Restore it from a backup.")


def sort_key(url: str) -> str:
    """The key by which an index of pages is sorted: the host from the right, then the path (SURT, as pywb has it)."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return url.replace(" ", "%20")
    if not host:
        return url.replace(" ", "%20")
    name = ",".join(reversed(host.removeprefix("www.").split(".")))
    rest = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}".lower().replace(" ", "%20")
    return f"{name}{f':{port}' if port else ''}){rest}"


def stamp(time: str) -> str:
    """A time of 14 digits, as indexes have it."""
    return "".join(letter for letter in time[:19] if letter.isdigit()).ljust(14, "0")


def _page(identifier: str, url: str, time: str, title: str) -> bytes:
    return canonical({"id": identifier, "title": title, "ts": time, "url": url})


def _line_of(record: Any, member: str) -> IndexLine | None:
    """The index line of a record of somebody else's archive; None for one that is no page."""
    if record.record_type not in (WarcRecordType.response, WarcRecordType.resource, WarcRecordType.revisit):
        return None
    headers = record.headers
    url, time = headers.get("WARC-Target-URI"), headers.get("WARC-Date")
    if not url or not time or len(url) > _LONGEST_URL:
        return None
    answer = record.http_headers
    kind = (answer.get("Content-Type") if answer is not None else headers.get("Content-Type")) or "application/octet-stream"
    status = answer.status_code if answer is not None and answer.status_code else 200
    if record.record_type == WarcRecordType.revisit:
        kind = "warc/revisit"
    digest = headers.get("WARC-Payload-Digest")
    return IndexLine(url, _second(time), member, 0, 0, _one_line(kind).partition(";")[0].strip(), digest, status)


def _is_web_archive(item: Item) -> bool:
    return item.capture.media_type.partition(";")[0].strip().lower() in _WARC_TYPES


def _is_zipped(original: Original) -> bool:
    with original.open() as file:
        return file.read(2) == b"\x1f\x8b"


def _record_id(*parts: str) -> str:
    return f"<urn:uuid:{uuid.uuid5(_UUIDS, chr(10).join(parts))}>"


def _named(digest: str) -> str:
    """A SHA-256 as WARC has digests: base32."""
    return f"sha256:{base64.b32encode(bytes.fromhex(digest)).decode('ascii')}"


def _second(time: str) -> str:
    """A time without fractions and in UTC as ``…Z``, which WARC and pages ask for; one that cannot be read is left as it is."""
    try:
        moment = datetime.fromisoformat(time)
    except ValueError:
        return time
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _one_line(text: str) -> str:
    """A header's value that cannot begin another header."""
    return "".join(letter for letter in text if letter.isprintable() and letter.isascii()) or "application/octet-stream"
