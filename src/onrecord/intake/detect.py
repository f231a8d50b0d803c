"""What kind of file this is, from its first bytes and then its name."""

import re
from dataclasses import dataclass
from typing import Literal

from onrecord.intake.encoding import decoded_head, looks_binary
from onrecord.intake.signs import MEDIA_TYPES, Sign, arc_sign, archiver_sign, json_sign, mail_sign, package_sign, pdf_sign, xml_sign

Kind = Literal[
    "text",
    "html",
    "jsonl",
    "feed",
    "mail",
    "mbox",
    "mhtml",
    "pdf",
    "docx",
    "odt",
    "ninjs",
    "newsml",
    "archiver",
    "warc",
    "arc",
    "zip",
    "gzip",
    "empty",
    "unread",
]
"""``warc``, ``arc``, ``zip`` and ``gzip`` hold other files. ``unread``: a kind that cannot be read (yet); its bytes are kept."""

HEAD = 64 * 1024
"""Bytes looked at; enough for any signature and for a fair sample of the characters."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Detected:
    """A kind with its media type, and for what is not read the issue code and a name for people."""

    kind: Kind
    media_type: str
    code: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class _Signature:
    """Bytes at an offset that give a format away (RFC 6713, PNG, PDF … specifications; the list of freedesktop shared-mime-info)."""

    offset: int
    magic: bytes
    media_type: str
    name: str
    holds_text: bool = False
    """Whether reports come in this format, so that it is a kind we do not read *yet*."""
    kind: Kind = "unread"
    code: str = ""
    """The issue code, where it is not told by the above."""


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_SIGNATURES = (
    _Signature(0, b"%PDF-", "application/pdf", "a PDF document", kind="pdf"),
    _Signature(0, b"{\\rtf", "application/rtf", "a rich text document", True),
    _Signature(0, b"WARC/", "application/warc", "a web archive (WARC)", kind="warc"),
    _Signature(0, _OLE, "application/x-ole-storage", "an old office document", True),
    _Signature(0, b"PK\x03\x04", "application/zip", "a ZIP container", kind="zip"),
    _Signature(0, b"PK\x05\x06", "application/zip", "an empty ZIP container", kind="zip"),
    _Signature(0, b"\x1f\x8b", "application/gzip", "a gzip file", kind="gzip"),
    _Signature(0, b"BZh", "application/x-bzip2", "a bzip2 file"),
    _Signature(0, b"\xfd7zXZ\x00", "application/x-xz", "an xz file"),
    _Signature(0, b"(\xb5/\xfd", "application/zstd", "a Zstandard file"),
    _Signature(0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed", "a 7-Zip archive"),
    _Signature(0, b"Rar!\x1a\x07", "application/vnd.rar", "a RAR archive"),
    _Signature(257, b"ustar", "application/x-tar", "a tar archive"),
    _Signature(0, b"\x89PNG\r\n\x1a\n", "image/png", "a PNG image"),
    _Signature(0, b"\xff\xd8\xff", "image/jpeg", "a JPEG image"),
    _Signature(0, b"GIF87a", "image/gif", "a GIF image"),
    _Signature(0, b"GIF89a", "image/gif", "a GIF image"),
    _Signature(0, b"II*\x00", "image/tiff", "a TIFF image", code="image.format"),
    _Signature(0, b"MM\x00*", "image/tiff", "a TIFF image", code="image.format"),
    _Signature(0, b"II+\x00", "image/tiff", "a large TIFF image", code="image.format"),
    _Signature(0, b"MM\x00+", "image/tiff", "a large TIFF image", code="image.format"),
    _Signature(0, b"8BPS", "image/vnd.adobe.photoshop", "a Photoshop image", code="image.format"),
    _Signature(0, b"SIMPLE  =", "image/fits", "a FITS image", code="image.format"),
    _Signature(0, b"%!PS", "application/postscript", "a PostScript file", code="image.format"),
    _Signature(0, b"\xc5\xd0\xd3\xc6", "application/postscript", "an encapsulated PostScript file", code="image.format"),
    _Signature(0, b"\xd7\xcd\xc6\x9a", "image/wmf", "a Windows metafile", code="image.format"),
    _Signature(0, b"\x01\x00\x09\x00\x00\x03", "image/wmf", "a Windows metafile", code="image.format"),
    _Signature(40, b" EMF", "image/emf", "an enhanced metafile", code="image.format"),
    _Signature(0, b"gd2\x00", "image/x-gd", "a GD image", code="image.format"),
    _Signature(0, b"\x00\x00\x00\x0cjP  \r\n\x87\n", "image/jp2", "a JPEG 2000 image", code="image.format"),
    _Signature(0, b"\xff\x4f\xff\x51", "image/j2c", "a JPEG 2000 image", code="image.format"),
    _Signature(0, b"\x00\x00\x00\x0cJXL \r\n\x87\n", "image/jxl", "a JPEG XL image", code="image.format"),
    _Signature(0, b"\xff\x0a", "image/jxl", "a JPEG XL image", code="image.format"),
    _Signature(4, b"ftypavi", "image/avif", "an AVIF image", code="image.format"),
    _Signature(4, b"ftyphe", "image/heic", "an HEIC image", code="image.format"),
    _Signature(4, b"ftypmif1", "image/heif", "an HEIF image", code="image.format"),
    _Signature(4, b"ftypmsf1", "image/heif", "an HEIF image", code="image.format"),
    _Signature(0, b"v/1\x01", "image/x-exr", "an OpenEXR image", code="image.format"),
    _Signature(0, b"DDS \x7c\x00\x00\x00", "image/vnd.ms-dds", "a DirectDraw surface", code="image.format"),
    _Signature(0, b"gimp xcf ", "image/x-xcf", "a GIMP image", code="image.format"),
    _Signature(0, b"qoif\x00", "image/qoi", "a QOI image", code="image.format"),
    _Signature(0, b"\x0a\x05\x01\x08", "image/x-pcx", "a PCX image", code="image.format"),
    _Signature(0, b"AT&TFORM", "image/vnd.djvu", "a DjVu document", code="image.format"),
    _Signature(0, b"icns\x00", "image/icns", "an Apple icon", code="image.format"),
    _Signature(0, b"\x00\x00\x02\x00\x01\x00", "image/x-icon", "a cursor", code="image.format"),
    _Signature(0, b"\x02\x00\x09\x00\x00\x03", "image/wmf", "a Windows metafile", code="image.format"),
    _Signature(0, b"\x00\x00\x01\x00\x01", "image/vnd.microsoft.icon", "an icon", code="image.format"),
    _Signature(8, b"WEBP", "image/webp", "a WebP image"),
    _Signature(8, b"WAVE", "audio/wav", "a WAV recording"),
    _Signature(8, b"AVI ", "video/x-msvideo", "an AVI video"),
    _Signature(4, b"ftyp", "video/mp4", "a file of the MP4 family (video, audio or image)"),
    _Signature(0, b"\x1aE\xdf\xa3", "video/x-matroska", "a Matroska or WebM video"),
    _Signature(0, b"OggS", "audio/ogg", "an Ogg recording"),
    _Signature(0, b"ID3", "audio/mpeg", "an MP3 recording"),
    _Signature(0, b"fLaC", "audio/flac", "a FLAC recording"),
    _Signature(0, b"\x7fELF", "application/x-executable", "a program"),
    _Signature(0, b"SQLite format 3\x00", "application/vnd.sqlite3", "an SQLite database"),
)

_GD = re.compile(rb"\xff(?:\xfe\x00.{3}\x01|\xff\x00.{3}\x00)", re.DOTALL)
"""A GD image: its beginning is that of UTF-16 text, so its size and kind of colour are looked at too."""

_FLASHPIX = bytes.fromhex("54c1ce11855300aa00a1f95b")
"""The end of the class identifiers of FlashPix pictures, which lie in the same container as old office documents."""

_HTML_START = re.compile(
    r"(?:\s|<\?xml[^>]{0,200}\?>|<!--.{0,4000}?-->)*+<(?:!doctype\s+html|html|head|body|title|meta|article)\b", re.IGNORECASE | re.DOTALL
)
_XML_START = re.compile(r"\s*<(?:\?xml|rss|feed|svg|rdf:RDF)\b", re.IGNORECASE)

_HTML_NAMES = (".html", ".htm", ".xhtml", ".shtml")
_JSONL_NAMES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")

_CONTAINER_NAMES: tuple[tuple[str, Kind, str, str], ...] = (
    (".warc", "warc", "application/warc", "a web archive (WARC)"),
    (".gz", "gzip", "application/gzip", "a gzip file"),
    (".wacz", "zip", "application/zip", "a ZIP container"),
    (".zip", "zip", "application/zip", "a ZIP container"),
)
"""Containers by their names, where the first bytes are damaged or cut off: read as a text, what they hold would be lost in silence."""

_STRUCTURED = {
    ".atom": "a file called a news feed that is none (fetch it again)",
    ".bib": "a bibliography",
    ".css": "a style sheet",
    ".csv": "a table (CSV)",
    ".eml": "a file called an e-mail message that does not begin with the headers of one (From:, Date:, Subject: …; save it again)",
    ".geojson": "a map file (GeoJSON)",
    ".ini": "a settings file",
    ".js": "a program",
    ".json": "a JSON file (JSON Lines, one object a line, is read with --jsonl)",
    ".kml": "a map file (KML)",
    ".mbox": "a file called a mailbox, in the first 64 kB of which no message begins (a line “From address date”, then headers; export it"
    " again)",
    ".mht": "a file called an archived web page (MHTML) that does not begin with the headers of one (save the page again)",
    ".mhtml": "a file called an archived web page (MHTML) that does not begin with the headers of one (save the page again)",
    ".py": "a program",
    ".rss": "a file called a news feed that is none (fetch it again)",
    ".srt": "subtitles",
    ".svg": "a drawing (SVG)",
    ".toml": "a settings file",
    ".tsv": "a table (TSV)",
    ".vtt": "subtitles",
    ".xml": "an XML file",
    ".yaml": "a settings file",
    ".yml": "a settings file",
}
"""Kinds made of text that are no running prose: read as such they would give a false record."""


def detect(name: str, head: bytes, *, jsonl: bool) -> Detected:
    """What a file is.

    Args:
        name: its name; only the extension counts, and only where the bytes leave it open.
        head: its first ``HEAD`` bytes.
        jsonl: the caller says that it is JSON Lines.
    """
    lower = name.lower()
    if jsonl or lower.endswith(_JSONL_NAMES):
        return Detected(kind="jsonl", media_type="application/jsonl") if head else _empty()
    if not head:
        return _empty()
    binary = looks_binary(head)
    if sign := package_sign(lower, head):
        return _signed(sign)
    if (binary and head.startswith(b"BM")) or _GD.match(head):
        media_type, name = ("image/bmp", "a BMP image") if head.startswith(b"BM") else ("image/x-gd", "a GD image")
        return Detected(kind="unread", media_type=media_type, code="image.format", name=name)
    if head.startswith(_OLE) and (_FLASHPIX in head or lower.endswith(".fpx")):
        return Detected(kind="unread", media_type="image/vnd.fpx", code="image.format", name="a FlashPix image")
    for signature in _SIGNATURES:
        if head.startswith(signature.magic, signature.offset):
            code = "" if signature.kind != "unread" else signature.code or ("file.format" if signature.holds_text else "file.binary")
            return Detected(kind=signature.kind, media_type=signature.media_type, code=code, name=signature.name)
    if arc_sign(head) or (lower.endswith(".arc") and not binary):  # other archives have that ending too
        return Detected(kind="arc", media_type="application/x-internet-archive", name="a web archive (ARC)")
    for ending, kind, media_type, called in _CONTAINER_NAMES:
        if lower.endswith(ending):
            return Detected(kind=kind, media_type=media_type, name=called)
    if binary and (sign := pdf_sign(head, binary=True)):
        return _signed(sign)
    if binary and (sign := mail_sign(lower, head, decoded_head(head))):
        return _signed(sign)  # one message of bytes that are no text costs its neighbours nothing
    if binary:
        name = "a binary file of a kind we do not know"
        return Detected(kind="unread", media_type="application/octet-stream", code="file.binary", name=name)
    return _detect_text(lower, head, decoded_head(head))


def _detect_text(lower: str, head: bytes, start: str) -> Detected:
    if _HTML_START.match(start) or lower.endswith(_HTML_NAMES):
        return _signed("archiver", "text/html") if archiver_sign(start) else Detected(kind="html", media_type="text/html")
    if sign := xml_sign(lower, start) or mail_sign(lower, head, start) or json_sign(lower, start) or archiver_sign(start):
        return _signed(sign)
    if sign := pdf_sign(head, binary=False):
        return _signed(sign)
    if _XML_START.match(start):
        return Detected(kind="unread", media_type="application/xml", code="file.format", name="an XML file")
    for extension, what in _STRUCTURED.items():
        if lower.endswith(extension):
            return Detected(kind="unread", media_type="text/plain", code="file.format", name=what)
    return Detected(kind="text", media_type="text/plain")


def _signed(sign: Sign, media_type: str | None = None) -> Detected:
    if sign == "svg":
        return Detected(kind="unread", media_type=MEDIA_TYPES[sign], code="image.format", name="a drawing (SVG)")
    return Detected(kind=sign, media_type=media_type or MEDIA_TYPES[sign])


def _empty() -> Detected:
    return Detected(kind="empty", media_type="application/octet-stream")
