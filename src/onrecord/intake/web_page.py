"""The report in the archive of one captured address: the body of its last answer, read as a file of its kind would be.

This is the one place that knows how an archive is read again. The reader of the format ``warc`` takes its place where there is one.
"""

import hashlib
import io
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import urlsplit

import msgspec
from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord

from onrecord.intake.capture import Taken, printable, unreadable
from onrecord.intake.detect import HEAD, Detected, detect
from onrecord.intake.formats import format_reader
from onrecord.intake.opened import Documents
from onrecord.intake.web import Wanted
from onrecord.records import Capture, Document, Issue, Part

MOST_BODY = 64 * 1024 * 1024
"""Bytes of a body whose compression is undone (limits of CUSTODY: 64 MiB of one record)."""

_READ_BY_CONTENT = frozenset(("", "text/html", "application/xhtml+xml", "text/plain", "application/octet-stream", "application/warc"))
_LINES = frozenset(("application/jsonl", "application/x-ndjson", "application/json-lines", "application/x-jsonlines"))
_ENDINGS = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt"}


@dataclass(frozen=True, slots=True)
class _Body:
    """The body of an answer, all codings undone, and where it stands in the archive."""

    content: bytes
    part: Part


def read_page_of(taken: Taken, capture: Capture, identifier: str, wanted: Wanted) -> Documents:
    """The documents of the last answer in the archive, each with the part that it stands in; a fault of ours costs no other source."""
    try:
        yield from _documents(taken, capture, identifier, wanted)
    except OSError as error:
        yield unreadable(capture.origin, error)
    except Exception as error:
        message = f"OnRecord failed on this ({type(error).__name__}: {error}). Its bytes are kept, the rest of it was not read."
        yield _quarantined("file.fault", capture, printable(f"{message} Please report this with the address."))


def _documents(taken: Taken, capture: Capture, identifier: str, wanted: Wanted) -> Documents:
    body = _last_body(taken, capture)
    if isinstance(body, Issue):
        yield body
        return
    detected = _kind_of(body, jsonl=wanted.jsonl)
    match detected.kind:
        case "empty":
            yield _quarantined("file.empty", capture, "The answer is empty: there is nothing to read.")
        case "unread":
            yield _quarantined(detected.code, capture, f"This is {detected.name}, which is not read as a report; its bytes are kept.")
        case kind:
            page = Taken(sha256=body.part.sha256 or "", size=len(body.content), content=body.content)
            for document in format_reader(kind)(page, capture, identifier, wanted.limits):
                yield _in_part(document, body.part) if isinstance(document, Document) else document


def _in_part(document: Document, part: Part) -> Document:
    return msgspec.structs.replace(document, part=part, url=document.url or part.url)


def _last_body(taken: Taken, capture: Capture) -> _Body | Issue:
    with io.BytesIO(taken.content) if isinstance(taken.content, bytes) else taken.content.open("rb") as stream:
        archive = ArchiveIterator(stream)
        last: _Body | Issue | None = None
        for record in archive:
            if record.rec_type == "response":
                content = record.content_stream().read(MOST_BODY + 1)
                offset, length = archive.get_record_offset(), archive.get_record_length()
                last = _body(record, content, offset, length) if len(content) <= MOST_BODY else _bomb(capture)
    return last or _quarantined("file.empty", capture, "There is no answer in the archive.")


def _body(record: ArcWarcRecord, content: bytes, offset: int, length: int) -> _Body:
    stated = record.http_headers.get_header("Content-Type") or ""
    part = Part(
        offset=offset,
        length=length,
        record=record.rec_headers.get_header("WARC-Record-ID"),
        sha256=hashlib.sha256(content).hexdigest(),
        media_type=stated.partition(";")[0].strip().lower() or None,
        url=record.rec_headers.get_header("WARC-Target-URI"),
        captured=record.rec_headers.get_header("WARC-Date"),
    )
    return _Body(content, part)


def _kind_of(body: _Body, *, jsonl: bool) -> Detected:
    """What the body is: by its bytes, and where they leave it open by what the server says."""
    stated = body.part.media_type or ""
    name = PurePosixPath(urlsplit(body.part.url or "").path).name
    detected = detect(_ENDINGS.get(stated, name), body.content[:HEAD], jsonl=jsonl or stated in _LINES)
    if detected.kind in ("text", "html") and stated not in _READ_BY_CONTENT:
        return Detected(kind="unread", media_type=stated, code="file.format", name=f"what the server calls {stated}")
    if detected.code == "file.binary" and stated not in _READ_BY_CONTENT:
        return Detected(kind="unread", media_type=detected.media_type, code="file.format", name=detected.name)
    return detected


def _bomb(capture: Capture) -> Issue:
    message = f"The body opens to more than {MOST_BODY:,} bytes; it is kept as it came, and not read."
    return _quarantined("decompress.limit", capture, message)


def _quarantined(code: str, capture: Capture, message: str) -> Issue:
    return Issue(code=code, outcome="quarantined", where=capture.origin, message=message)
