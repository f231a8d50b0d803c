"""Bytes to text: by byte order mark, by UTF-8's own proof, by declaration, else by statistics – and every doubt is said.

UTF-8 that decodes without a fault is taken as UTF-8 whatever a page declares: longer texts in another encoding that are
valid UTF-8 by chance do not occur in practice (RFC 3629 §1). A byte order mark is proof as well, and is dropped.
"""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from onrecord.intake.characters import SHOWN, places
from onrecord.records import Issue

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_WEB_NAMES = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "gb2312": "gb18030", "gbk": "gb18030"}
"""What the web means by these names (WHATWG Encoding Standard §4.2): supersets that hold the quotation marks people type."""

_CANDIDATES = [
    "cp1252", "cp1251", "cp1256", "cp1255", "cp1253", "cp1254", "cp1250", "cp1257", "cp1258", "cp874", "koi8_r", "koi8_u",
    "iso8859_2", "iso8859_5", "iso8859_6", "iso8859_7", "iso8859_8", "mac_roman", "mac_cyrillic", "cp437", "cp850", "cp866",
    "shift_jis", "cp932", "euc_jp", "gb18030", "big5", "euc_kr", "cp949",
]  # fmt: skip
"""Legacy encodings in which reports are found; those with a web label, and the old consoles'."""

_SHARED_PUNCTUATION = frozenset(b"\x82\x84\x85\x8b\x91\x92\x93\x94\x95\x96\x97\x9b\xa0\xab\xbb")
"""Bytes that are the same quotation mark, dash, dot or space in every windows-125x page."""

_TOO_FEW = 6
"""Letters beyond ASCII below which statistics guess at random (two made Chinese of a French word)."""

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_SAMPLE = 128 * 1024
"""Bytes given to the statistics: enough to know a language, few enough to stay quick on large files."""

_AROUND = 2_000
"""Bytes of a line on either side of a letter beyond ASCII that go into the sample; a page may be one line."""

_CONTROL_BYTES = bytes([*range(9), 11, *range(14, 27), *range(28, 32), 127])  # not tab, line ends, form feed, escape


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the encoding it was read in, and what was doubtful about that."""

    text: str
    encoding: str
    issues: tuple[Issue, ...] = ()
    replaced: bool = False
    """True when bytes that fit no character stand as U+FFFD; the issues say where."""


def decode(data: bytes, where: str, *, declared: str | None = None) -> Decoded:
    """Decode a whole text.

    Args:
        data: all its bytes.
        where: the file, for issues.
        declared: the encoding that the document itself declares, if any.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decode_as(data[len(mark) :], encoding, where, offset=len(mark))
    label = _known(declared)
    if b"\x00" in data[:4096] and (wide := _wide_encoding(data)):
        return _doubt(_decode_as(data, wide, where), where, f"No encoding is declared; the bytes have the pattern of {wide}.")
    if label is not None and label.startswith(("iso2022", "hz", "utf-7")) and _fits(data, label):
        return Decoded(data.decode(label), label)
    if _fits(data, "utf-8"):
        return _utf8(data, where, declared, label)
    if label is not None and not label.startswith(("utf-8", "utf-16", "utf-32")) and _fits(data, label):
        return Decoded(data.decode(label), label)
    return _undeclared(data, where, declared)


def decoded_head(head: bytes) -> str:
    """The first characters, for recognising a format: never fails, may be wrong in letters beyond ASCII."""
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace")
    wide = _wide_encoding(head)
    return head.decode(wide or "utf-8", "replace")


def looks_binary(head: bytes) -> bool:
    """Whether bytes are no text in any encoding we read.

    Text with some stray NULs is text. Matter is binary when more than 30 % of its bytes are control codes, or more than
    2 % and it is not UTF-8 either (uniform noise has 11 %).
    """
    if any(head.startswith(mark) for mark, _ in _BOMS) or _wide_encoding(head):
        return False
    controls = len(head) - len(head.translate(None, _CONTROL_BYTES))
    if controls > 0.30 * len(head):
        return True
    return controls > 0.02 * len(head) and not _fits(head, "utf-8", cut=True)


def _utf8(data: bytes, where: str, declared: str | None, label: str | None) -> Decoded:
    text = data.decode("utf-8")
    if label in (None, "utf-8") or len(text) == len(data):  # plain ASCII is the same in all of them
        return Decoded(text, "utf-8")
    return _doubt(Decoded(text, "utf-8"), where, f"It declares {declared} but is valid UTF-8, and was read as UTF-8.", data)


def _undeclared(data: bytes, where: str, declared: str | None) -> Decoded:
    """Neither UTF-8 nor what is declared: mostly UTF-8 with damage, else the likeliest legacy encoding."""
    faults = _faults(data, "utf-8")
    good = sum(1 for character in data.decode("utf-8", "ignore") if character > "\x7f")
    said = f"It declares {declared}, which the bytes do not fit" if declared else "No encoding is declared and it is not UTF-8"
    if good > faults.number:
        issue = _issue(where, f"{said}; bytes that fit no character, at byte {faults}, stand as U+FFFD.")
        return Decoded(data.decode("utf-8", "replace"), "utf-8", (issue,), replaced=True)
    encoding = _likeliest(data)
    return _doubt(_decode_as(data, encoding, where), where, f"{said}; it was read as {encoding}, the likeliest.", data)


def _decode_as(data: bytes, encoding: str, where: str, *, offset: int = 0) -> Decoded:
    if _fits(data, encoding):
        return Decoded(data.decode(encoding), encoding)
    issue = _issue(where, f"Bytes that are no {encoding}, at byte {_faults(data, encoding, offset=offset)}, stand as U+FFFD.")
    return Decoded(data.decode(encoding, "replace"), encoding, (issue,), replaced=True)


def _doubt(decoded: Decoded, where: str, message: str, data: bytes = b"") -> Decoded:
    beyond = [match.start() for match in re.finditer(rb"[\x80-\xff]+", data)]
    place = f" Bytes beyond ASCII at byte {places(beyond, len(beyond))}." if beyond else ""
    return Decoded(decoded.text, decoded.encoding, (_issue(where, message + place), *decoded.issues), replaced=decoded.replaced)


def _known(declared: str | None) -> str | None:
    """The Python codec for a declared name, by the web's reading of it; None when there is none."""
    if not declared:
        return None
    try:
        name = codecs.lookup(declared.strip()).name
        "".encode(name)  # a codec from bytes to bytes ("hex") is no text encoding
    except (LookupError, ValueError, TypeError, AttributeError):
        return None
    return _WEB_NAMES.get(name, name)


def _fits(data: bytes, encoding: str, *, cut: bool = False) -> bool:
    """Whether the bytes decode; ``cut`` allows a character that the end of the data cuts in two."""
    try:
        codecs.getincrementaldecoder(encoding)().decode(data, final=not cut)
    except (UnicodeError, ValueError):
        return False
    return True


@dataclass(frozen=True, slots=True)
class _Faults:
    """Bytes that cannot be decoded: the first places and how many there are. Printed as a list of places."""

    first: list[int]
    number: int

    def __str__(self) -> str:
        return places(self.first, self.number)


def _faults(data: bytes, encoding: str, *, offset: int = 0) -> _Faults:
    first: list[int] = []
    position = 0
    while len(first) < SHOWN and position < len(data):
        try:
            codecs.decode(data[position:], encoding)
            break
        except UnicodeDecodeError as error:
            first.append(offset + position + error.start)
            position += error.end
    own = data.decode(encoding, "ignore").count(_REPLACEMENT)
    return _Faults(first, data.decode(encoding, "replace").count(_REPLACEMENT) - own)


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: half of the bytes are NUL, all on one side."""
    sample = data[:4096]
    if len(sample) < 8:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _likeliest(data: bytes) -> str:
    beyond = data.translate(None, bytes(range(128)))
    if all(byte in _SHARED_PUNCTUATION for byte in beyond):
        return "cp1252"
    if len(beyond) <= _TOO_FEW and not re.search(rb"[\x80-\xff]{2}", data):
        return "cp1252"  # single letters with an accent among plain ones: nothing to count, and this the most common
    sample = _sample(data)
    best = from_bytes(sample, cp_isolation=_CANDIDATES, enable_fallback=False).best()
    if best is None or not _fits(data, best.encoding):
        return "cp1252"
    same = _fits(sample, "cp1252") and sample.decode("cp1252") == sample.decode(best.encoding, "replace")
    return "cp1252" if same else best.encoding  # of two names for the same reading the common one


def _sample(data: bytes) -> bytes:
    """The lines that hold letters beyond ASCII, up to the sample size: the others say nothing about the encoding."""
    if len(data) <= _SAMPLE:
        return data
    pieces, size, position = [], 0, 0
    for match in re.finditer(rb"[\x80-\xff]", data):
        if match.start() < position:
            continue  # it stands in the piece before
        start = max(position, match.start() - _AROUND, data.rfind(b"\n", max(0, match.start() - _AROUND), match.start()) + 1)
        end = data.find(b"\n", match.end(), match.end() + _AROUND)
        position = end + 1 if end >= 0 else match.end() + _AROUND
        piece = data[start:position][: _SAMPLE - size]
        pieces.append(piece)
        size += len(piece)
        if size >= _SAMPLE:
            break
    return b"".join(pieces)


def _issue(where: str, message: str) -> Issue:
    return Issue(code="text.encoding", outcome="recorded", where=where, message=message)
