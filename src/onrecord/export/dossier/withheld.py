"""What a dossier leaves out: disclosures of notes, and in a redacted one every record and original that a protected name could be got from.

A record that does not hold a name may still give it away: the SHA-256 of a text whose only unknown part is a name can be tried out. So
whoever names a withheld record by its content id, or a withheld original by its hash, is withheld as well.
"""

import html
import re
from base64 import b64decode
from binascii import Error as NotPacked
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from quopri import decodestring
from urllib.parse import unquote

import msgspec

from onrecord.export.dossier.names import ProtectedNames
from onrecord.ledger import Chain, ChainRecord, KeptExport
from onrecord.records import Capture, Document, decode

SEARCHED_BYTES = 64 * 1024 * 1024
"""A larger original cannot be searched for names in memory, and is withheld from a redacted dossier."""

_SEARCHABLE = re.compile(
    r"text/(?:plain|html|csv|markdown|xml)|application/(?:json|jsonl|x-ndjson|ndjson|xml|xhtml\+xml|rss\+xml|atom\+xml)"
)
_ALWAYS_OUT = frozenset({"begin", "key-rotate", "anchor", "witness", "export", "redact", "backup", "restore"})
"""Records of the log's own acts, which never hold a text nor the hash of one; without them a verifier could not do its work."""
_ERASURES = frozenset({"erase", "erase-ask"})
"""Records that may name originals by their hash. What was erased is said by their entries."""
_HASH = re.compile(rb'"([0-9a-f]{64})"')
_TAG = re.compile(r"<[^<>]{0,10000}>")
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|big|cite|del|em|font|i|ins|mark|q|s|small|span|strike|strong|sub|sup|tt|u|wbr)\b[^<>]{0,10000}>", re.IGNORECASE
)
"""Tags inside of which a word may go on."""
_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]{1,6})\}|[\\%]u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|\\([0-3][0-7]{2}|[0-7]{1,2})")
"""A character by its number, as scripts write it: the first three in sixteens, the last in eights."""
_OF_STYLES = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
"""The same, as style sheets do."""
_LAYERS = 3
"""How often one escape may lie in another."""
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_UTF_8 = frozenset({b"utf-8", b"utf8", b"us-ascii", b"ascii"})
_OTHERWISE = (b"\x00", b"\x1b", b"~{")
"""What only bytes hold that are no UTF-8, however well they may be read as such: UTF-16, ISO 2022 and HZ."""
_PACKED = re.compile(rb"[A-Za-z0-9+/]{12,}")
_VALUE = re.compile(r"[=:]\s*[\"']?([^\"'<>\s,]{1,2000})")
_LIKE_ADDRESS = re.compile(r"[-_./~\d]")
"""What tells the address of a page or the id of a part of it from a word, in an attribute."""


@dataclass(frozen=True)
class Withheld:
    """What does not go out."""

    records: frozenset[int]
    """Numbers of records."""
    ids: tuple[str, ...]
    """Their content ids, in the order of the log."""
    originals: frozenset[str]
    """SHA-256 of originals."""
    unsearched: frozenset[str] = frozenset()
    """Those of the originals that could not be searched for a name."""


NOTHING = Withheld(frozenset(), (), frozenset())


def of_others(chain: Chain) -> Withheld:
    """What goes out of no dossier: an erasure's hashes of originals in which none of its reports stands, and records of exports by an
    earlier version, which list the hashes of members that hold other reports, or what is withheld here.
    """
    own = set()
    for record in chain.records:
        if record.body and record.type == "capture":
            own.add(decode(record.body, Capture).sha256)
        elif record.body and record.type == "document" and (capture := decode(record.body, Document).capture) is not None:
            own.add(capture.sha256)
    erasures = [record for record in chain.records if record.body and record.type in _ERASURES]
    out = [record for record in erasures if not own.issuperset(msgspec.json.decode(record.body).get("originals", ()))]
    exports = (record for record in chain.records if record.body and record.type == "export")
    out += [record for record in exports if decode(record.body, KeptExport).members]
    out.sort(key=lambda record: record.number)
    return Withheld(frozenset(record.number for record in out), tuple(record.id for record in out), frozenset())


def withheld_for(names: ProtectedNames, chain: Chain, has_record: Callable[[str], bool]) -> Withheld:
    """What must not go out of a chain, so that none of the names does.

    Args:
        names: the names.
        chain: what would go out.
        has_record: whether the case has a record with a content id; one outside of the chain does not go out either.
    """
    records = [record for record in chain.records if record.body and record.type not in _ALWAYS_OUT]
    unsearched = set(_unsearched(chain, records))
    originals = unsearched | set(_telling(names, chain, records, unsearched))
    out = {record.number for record in records if names.stand_in_json(record.body)} | of_others(chain).records
    going = {record.id for record in records if record.number not in out}
    known: dict[str, bool] = {}

    def tells_of_withheld(record: ChainRecord) -> bool:
        for found in _HASH.findall(record.body):
            digest = found.decode()
            if digest in originals:
                return True
            if digest not in going and known.setdefault(digest, has_record(digest)):
                return True
        return False

    while more := {record.number for record in records if record.number not in out and tells_of_withheld(record)}:
        out |= more
        going = {record.id for record in records if record.number not in out}
        lost = (decode(record.body, Capture).sha256 for record in records if record.number in more and record.type == "capture")
        originals.update(lost)
    ids = tuple(record.id for record in chain.records if record.number in out)
    return Withheld(frozenset(out), ids, frozenset(originals), frozenset(unsearched))


def _unsearched(chain: Chain, records: list[ChainRecord]) -> Iterator[str]:
    """Originals that cannot be searched for a name, or are gone."""
    for record in records:
        if record.type == "capture":
            capture = decode(record.body, Capture)
            path = chain.original(capture.sha256)
            if path is None or not _can_be_searched(path, capture):
                yield capture.sha256


def _telling(names: ProtectedNames, chain: Chain, records: list[ChainRecord], unsearched: set[str]) -> Iterator[str]:
    """Originals from which a name could be read."""
    for record in records:
        if record.type == "document":
            document = decode(record.body, Document)
            if document.capture is not None and names.stand_in_json(record.body):
                yield document.capture.sha256
        elif record.type == "capture":
            capture = decode(record.body, Capture)
            path = chain.original(capture.sha256)
            told = names.stand_in_json(record.body)
            if told or (path is not None and capture.sha256 not in unsearched and _tells(names, path.read_bytes())):
                yield capture.sha256


def _can_be_searched(path: Path, capture: Capture) -> bool:
    """Not a mail, an archive, an office document, a picture or a PDF, nor what has something packed in it, nor a text in another encoding
    than UTF-8, which might be meant in more ways than can be tried.
    """
    if not _SEARCHABLE.match(capture.media_type.partition(";")[0].strip().lower()) or path.stat().st_size > SEARCHED_BYTES:
        return False
    data = path.read_bytes()
    return b"base64" not in data.lower() and _is_utf_8(data, capture.media_type)


def _tells(names: ProtectedNames, data: bytes) -> bool:
    """Whether a name stands in an original, however it may be written."""
    return any(names.stand_in(text) or any(names.stand_in(one, is_address=True) for one in _addresses(text)) for text in _as_texts(data))


def _is_utf_8(data: bytes, media_type: str) -> bool:
    """Whether the bytes are UTF-8 and nothing says that they are meant otherwise."""
    if any(sign in data for sign in _OTHERWISE):
        return False
    if data.isascii():
        return True
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    declared = _DECLARED.findall(data) + _DECLARED.findall(media_type.encode())
    return _UTF_8.issuperset(name.lower() for name in declared)


def _addresses(text: str) -> Iterator[str]:
    return (found[1] for found in _VALUE.finditer(text) if _LIKE_ADDRESS.search(found[1]))


def _as_texts(data: bytes) -> Iterator[str]:
    """The ways in which the bytes may be meant: with entities, escapes, percent signs and tags undone, and what is packed unpacked."""
    text = data.decode()
    ways = [text]
    if not text.isascii():
        ways.append(text.encode("cp1252", "ignore").decode("utf-8", "ignore"))  # UTF-8 that was taken for something else and written anew
    if b"+" in data:
        ways.append(data.decode("utf-7", "replace"))
    if b"=" in data:
        ways.append(decodestring(data).decode("utf-8", "replace"))
    ways.append(" ".join(_unpacked(data)))
    seen = set()
    for way in ways:
        for layer in _undone(way):
            for plain in _bare(layer):
                if plain not in seen:
                    seen.add(plain)
                    yield plain


def _bare(text: str) -> Iterator[str]:
    """A text without tags, of which nobody knows which part a word; and as a style sheet would have it."""
    yield text
    if "<" in text:
        yield _TAG.sub("", text)
        yield _TAG.sub(" ", text)
        yield _TAG.sub(" ", _INLINE.sub("", text))
    if "\\" in text:
        yield _OF_STYLES.sub(_of_style, text)


def _undone(text: str) -> Iterator[str]:
    """A text, and what it is without one layer of escapes after the other."""
    for _ in range(_LAYERS):
        yield text
        before, text = text, unquote(html.unescape(_ESCAPED.sub(_character, text)))
        if any("\ud800" <= letter <= "\udfff" for letter in set(text)):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        if text == before:
            return
    yield text


def _character(found: re.Match[str]) -> str:
    number = int(found[4], 8) if found[4] else int(found[1] or found[2] or found[3], 16)
    return chr(number) if number < 0x110000 else ""


def _of_style(found: re.Match[str]) -> str:
    number = int(found[1], 16)
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else ""


def _unpacked(data: bytes) -> Iterator[str]:
    """Words in base64, wherever its letters stand together."""
    for found in _PACKED.finditer(data):
        piece = found.group()
        try:
            yield b64decode(piece[: len(piece) // 4 * 4]).decode("utf-8", "ignore")
        except NotPacked:
            continue
