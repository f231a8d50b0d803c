"""The signs by which documents made of other things are known: office documents, mail, feeds, news items, archived pages."""

import re
from typing import Literal

from onrecord.intake.mailbox import begins_mailbox

Sign = Literal["feed", "mail", "mbox", "mhtml", "pdf", "docx", "odt", "ninjs", "newsml", "archiver", "svg"]

MEDIA_TYPES: dict[Sign, str] = {
    "feed": "application/xml",
    "mail": "message/rfc822",
    "mbox": "application/mbox",
    "mhtml": "multipart/related",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "ninjs": "application/json",
    "newsml": "application/xml",
    "archiver": "application/json",
    "svg": "image/svg+xml",
}

_PACKAGE_START = re.compile(rb"\[Content_Types\]\.xml|(?:_rels|docProps|customXml|word)/[\w/.-]{0,100}?\.(?:xml|rels)")
"""Names of members that an office document begins with (ECMA-376 part 2); they stand behind the 30 bytes of a member's header."""

LONGEST_ARC_LINE = 4_500
"""Bytes of the line before a record of an ARC file; nearly all of it is an address."""

ARC_LINE = (
    rb"(?P<address>[a-z][a-z0-9+.-]{1,20}:[^\r\n]{1,4000}?) (?:[0-9a-f.:]{2,45}|-) (?P<date>[0-9]{8,17}) (?P<type>[^ \r\n]{1,200}) "
    rb"(?:[^ \r\n]{1,40} [^ \r\n]{1,200} [^ \r\n]{1,4000} [0-9]{1,15} [^ \r\n]{1,1000} )?(?P<length>[0-9]{1,15})\r?\n"
)
"""The line before a record of an ARC file (ARC File Format, 1996): address, machine, time, type and length; in version 2 five more."""
_ARC = re.compile(ARC_LINE)

_PDF_WITHIN = 1024
"""Bytes before which a PDF must begin (ISO 32000-1, Annex H: readers accept matter before it)."""
_PDF_TEXT = re.compile(rb"%PDF-\d\.\d[^\r\n]{0,40}[\r\n]+(?:%[^\r\n]{0,200}[\r\n]+){0,9}\s*\d+\s+\d+\s+obj\b")

_XML_START = re.compile(
    r"\s*<(?:\?xml|!--|!DOCTYPE|(?:[\w.-]+:)?(?:rss|feed|rdf|channel|newsItem|newsMessage|packageItem|nitf|svg)\b)", re.IGNORECASE
)
_ROOT = re.compile(r"<(?:([A-Za-z_][\w.-]*):)?([A-Za-z_][\w.-]*)")
_DOCTYPE = re.compile(r"<!DOCTYPE\s+(?:([A-Za-z_][\w.-]*):)?([A-Za-z_][\w.-]*)")
_INTERNAL, _INTERNAL_END = re.compile(r"<!DOCTYPE[^\[>]{0,2000}\[", re.IGNORECASE), re.compile(r"\]\s*>")
_FEED_NAMES = (".rss", ".atom", ".rdf")
_ROOTS: dict[str, Sign] = {
    "rss": "feed",
    "feed": "feed",
    "rdf": "feed",
    "channel": "feed",
    "newsitem": "newsml",
    "newsmessage": "newsml",
    "packageitem": "newsml",
    "nitf": "newsml",
    "svg": "svg",
}

_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]*):[ \t]?.*")
_HEADERS_SHOWN = 200
_MAIL_MARKS = frozenset({"mime-version", "message-id", "received", "return-path", "delivered-to", "dkim-signature"})
"""Headers that programs write and people do not; a release may begin with From, To, Date and Subject all the same."""
_OF_LETTERS = _MAIL_MARKS | {"from", "to", "date", "subject", "sender", "content-type"}

_KEY = re.compile(r'"(\w+)"\s*:')
_NINJS_KEYS = frozenset(
    "versioncreated pubstatus body_html body_text body_xhtml body_nitf bodies headlines headline representationtype".split()
)
_ARCHIVER_PAGE = re.compile(r"<h2>\s*Archived media for <")
_ARCHIVER_TABLE = re.compile(r"status,metadata,media\b")


def package_sign(lower: str, head: bytes) -> Sign | None:
    """The document in a ZIP package, by the names of its first members; None where it is another kind of ZIP.

    An archive may hold such a document as it is, so the name of the very first member must be one that a package begins with.
    """
    if not head.startswith(b"PK\x03\x04"):
        return None
    if head[30:38] == b"mimetype" and b"application/vnd.oasis.opendocument.text" in head[38:100]:
        return "odt"
    if _PACKAGE_START.match(head, 30) and b"word/" in head and (b"[Content_Types].xml" in head or b"_rels/" in head):
        return "docx"
    return "docx" if lower.endswith(".docx") else "odt" if lower.endswith(".odt") else None


def arc_sign(head: bytes) -> bool:
    """Whether bytes begin as a web archive in the format before WARC does, or a piece of one."""
    return _ARC.match(head, 0, LONGEST_ARC_LINE) is not None


def pdf_sign(head: bytes, *, binary: bool) -> Sign | None:
    """A PDF, also behind a few bytes of something else. Only of what is nothing else: an archive may begin with a PDF.

    A text may speak of PDF; one whose bytes are all of text needs a first object too.
    """
    begin = head.find(b"%PDF-", 0, _PDF_WITHIN)
    return "pdf" if begin >= 0 and (binary or _PDF_TEXT.match(head, begin)) else None


def xml_sign(lower: str, start: str) -> Sign | None:
    """What an XML file is, by its root element; one of an unknown root that is called a feed is left to whoever reads feeds."""
    if not _XML_START.match(start):
        return None
    bare = _without_comments(start)
    root = _ROOT.search(_without_doctype(bare))
    if root is None:  # a document type so long that nothing else is seen: it names the root
        root = _DOCTYPE.search(bare)
    known = _ROOTS.get(root.group(2).lower()) if root else None
    return known or ("feed" if lower.endswith(_FEED_NAMES) else None)


def mail_sign(lower: str, head: bytes, start: str) -> Sign | None:
    """A mailbox, a message, or an archived page in the form of a message."""
    if begins_mailbox(head, named=lower.endswith(".mbox")):
        return "mbox"
    names, values = _headers(start)
    if not names:
        return None
    archived = "snapshot-content-location" in names or values.get("from", "").startswith("<Saved by")
    if archived or (lower.endswith((".mht", ".mhtml")) and names & {"mime-version", "content-type"}):
        return "mhtml"
    if (lower.endswith(".eml") and names & _OF_LETTERS) or (len(names) >= 2 and names & _MAIL_MARKS):
        return "mail"
    return None


def json_sign(lower: str, start: str) -> Sign | None:
    """A news item in JSON, or what the Auto Archiver states of one."""
    begun = start.lstrip()[:1]
    if begun not in ("{", "[") or (begun == "[" and not lower.endswith(".json")):
        return None
    keys = {key.lower() for key in _KEY.findall(start)}
    if {"status", "metadata", "media"} <= keys and re.match(r'\s*\{\s*"(?:status|metadata|media)"\s*:', start):
        return "archiver"
    if keys & {"uri", "guid"} and keys & _NINJS_KEYS:
        return "ninjs"
    return None


def archiver_sign(start: str) -> Sign | None:
    """The page or the table of the Auto Archiver."""
    if _ARCHIVER_TABLE.match(start.lstrip("\ufeff")):
        return "archiver"
    return "archiver" if _ARCHIVER_PAGE.search(start) else None


def _headers(start: str) -> tuple[frozenset[str], dict[str, str]]:
    """Names and first values of the headers with which a text begins; none where its first lines are no headers."""
    values: dict[str, str] = {}
    for number, line in enumerate(start.lstrip("\ufeff").splitlines()[:_HEADERS_SHOWN]):
        if not line.strip():
            break
        if number and line[:1] in " \t":
            continue
        match = _HEADER.fullmatch(line)
        if match is None:
            return (frozenset(), {}) if number < 3 else (frozenset(values), values)
        values.setdefault(match.group(1).lower(), line.partition(":")[2].strip())
    return frozenset(values), values


def _without_doctype(start: str) -> str:
    """A text from behind its document type, whose internal part may hold whole elements (XML 1.0 §2.8)."""
    begins = _INTERNAL.search(start)
    if begins is None:
        return start
    ends = _INTERNAL_END.search(start, begins.end())
    return start[ends.end() :] if ends else ""


def _without_comments(start: str) -> str:
    pieces: list[str] = []
    position = 0
    while (begin := start.find("<!--", position)) >= 0:
        pieces.append(start[position:begin])
        end = start.find("-->", begin + 4)
        if end < 0:
            return "".join(pieces)
        position = end + 3
    return "".join((*pieces, start[position:]))
