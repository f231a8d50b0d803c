"""What a PDF could do besides being read – scripts, actions, files inside – and the dates that it states; looked for, never run.

Names may stand in compressed objects and may be written in hexadecimal, so streams of objects are opened as far as a limit.
"""

import ctypes
import re
import zlib
from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

_NAMES = {
    b"JavaScript": "a script",
    b"JS": "a script",
    b"Launch": "an action that starts a program",
    b"EmbeddedFile": "an embedded file",
    b"EmbeddedFiles": "an embedded file",
    b"RichMedia": "embedded media",
    b"SubmitForm": "an action that sends a form",
    b"ImportData": "an action that loads data",
    b"GoToR": "an action that opens another file",
    b"GoToE": "an action that opens an embedded file",
    b"XFA": "a form of its own language (XFA)",
}
_NAME = re.compile(rb"/([A-Za-z#][A-Za-z0-9#]{1,40})")
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
_LAYERS_OFF = re.compile(rb"/OFF\s*(?:\[\s*)?\d+\s+\d+\s+R|/OFF(?<=/BaseState/OFF)|/OFF(?<=/BaseState /OFF)")
_STREAM = re.compile(rb"(<<[^>]{0,400}/(?:ObjStm|XML)\b[^>]{0,400}>>)\s*stream\r?\n")
_MOST_STREAMS = 500
_LARGEST_STREAM = 1_000_000
_LARGEST_FILE = 64 * 1024 * 1024  # bytes of the file that are looked through for names

_INFO_DATE = re.compile(r"(?:D:)?(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?(?:([+-])(\d{2})'?(\d{2})?'?|Z)?.*", re.DOTALL)
_XMP_DATE = re.compile(rb"<?xmp:(CreateDate|ModifyDate)\s*(?:=\s*[\"']|>)\s*([0-9T:.Z+-]{4,40})")
_XMP_START, _XMP_END = b"<x:xmpmeta", b"</x:xmpmeta>"


def active_content(data: bytes, document: pypdfium2.PdfDocument) -> tuple[str, ...]:
    """In words, what the file holds that could act; each once."""
    found = {what for piece in _pieces(data) for what in _named(piece)}
    if raw.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0:
        found.add("a script")
    if raw.FPDFDoc_GetAttachmentCount(document.raw) > 0:
        found.add("an embedded file")
    return tuple(sorted(found))


def switches_layers_off(data: bytes) -> bool:
    """Whether the document has layers that are not shown when it is opened (ISO 32000-1 §8.11.4.3)."""
    return any(_LAYERS_OFF.search(piece) for piece in _pieces(data))


def info_value(document: pypdfium2.PdfDocument, key: str) -> str:
    """A value of the Info dictionary; empty where there is none. Halves of characters, as damaged fields have, stay as they are."""
    name = key.encode("ascii")
    size = raw.FPDF_GetMetaText(document.raw, name, None, 0)
    held = ctypes.create_string_buffer(size)
    raw.FPDF_GetMetaText(document.raw, name, held, size)
    return held.raw[: max(0, size - 2)].decode("utf-16-le", "surrogatepass")


def info_date(value: str) -> str:
    """A date of the Info dictionary (ISO 32000-1 §7.9.4) in ISO form; as it stands where it is none."""
    match = _INFO_DATE.fullmatch(value.strip())
    if match is None:
        return value
    year, month, day, hour, minute, second, sign, zone_hour, zone_minute = match.groups()
    clock = f"T{hour}:{minute}:{second or '00'}" if hour else ""
    zone = f"{sign}{zone_hour}:{zone_minute or '00'}" if sign and clock else "+00:00" if clock and "Z" in value else ""
    return f"{year}-{month}-{day}{clock}{zone}"


def xmp_dates(data: bytes) -> list[tuple[str, str, str]]:
    """The dates of the XMP packet: value, kind and place."""
    for piece in _pieces(data):
        start = piece.find(_XMP_START)
        if start < 0:
            continue
        end = piece.find(_XMP_END, start)
        packet = piece[start : end if end > 0 else start + _LARGEST_STREAM]
        return [
            (value.decode("ascii"), "created" if name == b"CreateDate" else "modified", f"PDF XMP {name.decode('ascii')}")
            for name, value in _XMP_DATE.findall(packet)
        ]
    return []


def _named(piece: bytes) -> Iterator[str]:
    for match in _NAME.finditer(piece):
        name = match.group(1)
        if b"#" in name:
            name = _HEX.sub(lambda code: bytes([int(code.group(1), 16)]), name)
        if what := _NAMES.get(name):
            yield what


def _pieces(data: bytes) -> Iterator[bytes]:
    """The file, then its streams of objects and of metadata opened."""
    data = data[:_LARGEST_FILE]
    yield data
    for number, match in enumerate(_STREAM.finditer(data)):
        if number >= _MOST_STREAMS:
            return
        if b"FlateDecode" in match.group(1) or b"Fl#61teDecode" in match.group(1):
            try:
                yield zlib.decompressobj().decompress(data[match.end() : match.end() + _LARGEST_STREAM], _LARGEST_STREAM)
            except zlib.error:
                continue
