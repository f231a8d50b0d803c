"""Which records of a web archive can be reports at all: a page is surrounded by dozens of pictures, scripts and answers of machines."""

import re
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from onrecord.intake.detect import HEAD, detect

_NO_REPORT = (
    ("pictures", re.compile(r"image/")),
    ("recordings", re.compile(r"(?:audio|video)/|application/(?:vnd\.apple\.mpegurl|x-mpegurl|dash\+xml|ogg)")),
    ("fonts", re.compile(r"font/|application/(?:font|x-font|vnd\.ms-fontobject)")),
    ("style sheets", re.compile(r"text/css")),
    ("scripts", re.compile(r"(?:text|application)/(?:x-)?(?:java|ecma)script|application/wasm|text/x-component")),
    (
        "answers for programs",
        re.compile(r"(?:text|application)/(?:x-)?(?:(?:nd)?json(?:l|-?lines)?|(?:[\w.-]+\+)json|protobuf|x-www-form-urlencoded|ocsp|dns)"),
    ),
)
"""Media types (IANA register) of what a page is made of besides its text."""

PICTURED = frozenset({"pictures", "binary files"})
"""Groups of what is passed over in which pictures stand."""

_ENDING = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "message/rfc822": ".eml",
    "application/mbox": ".mbox",
    "multipart/related": ".mhtml",
    "application/gzip": ".gz",
    "application/x-gzip": ".gz",
    "application/zip": ".zip",
    "text/csv": ".csv",
    "application/jsonl": ".jsonl",
    "application/x-jsonlines": ".jsonl",
    "application/json-lines": ".jsonl",
    "application/x-ndjson": ".jsonl",
    "application/vnd.oasis.opendocument.text": ".odt",
    "text/vtt": ".vtt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
"""The ending by which a file of a media type is known where its bytes leave it open."""

_READ_BY_CONTENT = frozenset({"text/html", "application/xhtml+xml", "text/plain", "application/octet-stream"})
"""Media types by which servers send anything, so that only the bytes tell what it is."""

_LONGEST_NAME = 100
_FOR_ROBOTS = ("/robots.txt", "/humans.txt", "/ads.txt", "/app-ads.txt", "/security.txt")


def succeeded(status: int) -> bool:
    """Whether a server gave what it was asked for (RFC 9110 §15.3)."""
    return 200 <= status < 300


def no_success(status: int) -> str | None:
    """Why an answer is not what was asked for: the group that it is counted in; None where it is."""
    if succeeded(status):
        return None
    return "redirects" if 300 <= status < 400 else "errors of the server" if status >= 400 else "answers without content"


def no_report(status: int | None, media_type: str | None, uri: str | None) -> str | None:
    """Why a record can be no report, by what its headers state: the group that it is counted in; None where it can be one."""
    if status is not None and (reason := no_success(status)):
        return reason
    if status in (204, 205):
        return "answers without content"
    for group, pattern in _NO_REPORT:
        if media_type and pattern.match(media_type):
            return group
    address = (uri or "").lower()
    if address.startswith("dns:"):
        return "answers for programs"
    return "files for robots" if _path(address).endswith(_FOR_ROBOTS) else None


def no_report_inside(name: str, body: bytes) -> str | None:
    """Why a record can be no report, by its bytes."""
    if not body:
        return "empty"
    detected = detect(name, body[:HEAD], jsonl=False)
    return "binary files" if detected.kind == "unread" and detected.code != "file.format" else None


def unlike_a_report(name: str, body: bytes, media_type: str | None, *, jsonl: bool) -> str | None:
    """Why what stands at an address that a person named is not read: it is text or unknown, and the server calls it something else."""
    if media_type is None or media_type in _READ_BY_CONTENT:
        return None
    detected = detect(name, body[:HEAD], jsonl=jsonl)
    if detected.kind in ("text", "html"):
        return f"This is what the server calls {media_type}, which is not read as a report; its bytes are kept."
    if detected.kind == "unread" and detected.code != "file.format":
        return f"This is {detected.name}, which is not read as a report; its bytes are kept."
    return None


def name_of(media_type: str | None, uri: str | None) -> str:
    """A file name for what stands at an address, with the ending of its media type where that is known."""
    name = PurePosixPath(_path(uri or "")).name[-_LONGEST_NAME:]
    ending = _ENDING.get(media_type or "", "")
    return name if ending and name.lower().endswith(ending) else f"{name or 'record'}{ending}"


def _path(uri: str) -> str:
    try:
        return urlsplit(uri).path
    except ValueError:
        return ""
