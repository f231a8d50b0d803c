"""Searching an original for names: the ways in which its bytes may be meant, and whether they can be told at all."""

import html
import re
from collections.abc import Iterator
from quopri import decodestring
from urllib.parse import unquote

from onrecord.export.dossier.markup import Untagged, untagged
from onrecord.export.dossier.names import ProtectedNames
from onrecord.export.dossier.sought import BLACK
from onrecord.ledger import Original
from onrecord.records import Capture

SEARCHED_BYTES = 64 * 1024 * 1024
"""A larger original cannot be searched for names in memory, and is withheld from a redacted dossier."""

_SEARCHABLE = re.compile(
    r"text/(?:plain|html|csv|markdown|xml)|application/(?:json|jsonl|x-ndjson|ndjson|xml|xhtml\+xml|rss\+xml|atom\+xml)"
)
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_UTF_8 = frozenset({b"utf-8", b"utf8", b"us-ascii", b"ascii"})
_OTHERWISE = (b"\x00", b"\x1b", b"~{")
"""What only bytes hold that are no UTF-8, however well they may be read as such: UTF-16, ISO 2022 and HZ."""

_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]{1,6})\}|[\\%]u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|\\([0-3][0-7]{2}|[0-7]{1,2})")
"""A character by its number, as scripts write it: the first three in sixteens, the last in eights."""
_OF_STYLES = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
"""The same, as style sheets do."""
_LAYERS = 3
"""How often one escape may lie in another."""
_QUOTED = re.compile(rb"=(?:[0-9A-Fa-f]{2}|[ \t]*\r?\n)")
_SEVEN_BITS = re.compile(rb"\+[A-Za-z0-9+/]{2}")

_VALUE = re.compile(r"[=:]\s*[\"']?([^\"'<>\s,]{1,2000})")
_LIKE_ADDRESS = re.compile(r"[-_./~\d]")
"""What tells the address of a page or the id of a part of it from a word, in an attribute."""
_GIVEN = re.compile(r"[=:]")
_LINK = re.compile(r"\b(?:src|href|srcset|poster|action|cite|download|file|file_?name|path|ur[il]|id)[\"']?\s?\Z", re.IGNORECASE)
"""What names a file or a page, before its value."""
_LONGEST_LINK = 12
_LINKED = re.compile(r"\s*(\"[^\"]{1,2000}|'[^']{1,2000}|[^\s\"'<>]{1,2000})")
"""That value, spaces and all."""
_APART = f"\n{BLACK}\n"
_REACH = 80
"""Characters around a word that tags break, which are looked through with it."""


def can_be_searched(original: Original, capture: Capture) -> bool:
    """Not a mail, an archive, an office document, a picture or a PDF, nor what has something packed in it, nor a text in another encoding
    than UTF-8, which might be meant in more ways than can be tried.
    """
    if not _SEARCHABLE.match(capture.media_type.partition(";")[0].strip().lower()) or original.size() > SEARCHED_BYTES:
        return False
    data = original.read_bytes()
    return b"base64" not in data.lower() and _is_utf_8(data, capture.media_type)


def tells(names: ProtectedNames, data: bytes) -> bool:
    """Whether a name stands in an original, however it may be written."""
    for text in _as_texts(data):
        addresses = [found[1] for found in _VALUE.finditer(text) if _LIKE_ADDRESS.search(found[1])]
        addresses += _linked(text)
        if names.stand_in(text) or names.stand_in(_APART.join(dict.fromkeys(addresses)), is_address=True):
            return True
        if "\\" in text and names.stand_plainly_in(_OF_STYLES.sub(_of_style, text)):
            return True
        if "<" in text and _stand_among_tags(names, untagged(text)):
            return True
    return False


def _linked(text: str) -> Iterator[str]:
    """What stands where a page or a record names a file or another page."""
    at = 0
    for found in _GIVEN.finditer(text):
        start = found.start()
        if start >= at and _LINK.search(text, max(0, start - _LONGEST_LINK), start) and (value := _LINKED.match(text, found.end())):
            yield value[1].lstrip("\"'")
            at = value.end()


def _stand_among_tags(names: ProtectedNames, page: Untagged) -> bool:
    """Whether one stands in the words of a page, of which nobody knows by its tags alone where one ends."""
    if any(names.stand_plainly_in(text) for text in dict.fromkeys((page.as_shown, page.together, page.apart))):
        return True
    words = (page.around(start, end, reach=_REACH) for start, end in names.might_stand_at(page.together))
    return any(names.stand_plainly_in(piece) for piece in words if piece is not None)


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


def _as_texts(data: bytes) -> Iterator[str]:
    """The ways in which the bytes may be meant, each with its escapes, layer by layer."""
    text = data.decode()
    ways = [text]
    if not text.isascii():
        ways.append(text.encode("cp1252", "ignore").decode("utf-8", "ignore"))  # UTF-8 that was taken for something else and written anew
    if _SEVEN_BITS.search(data):
        ways.append(data.decode("utf-7", "replace"))
    if _QUOTED.search(data):
        ways.append(decodestring(data).decode("utf-8", "replace"))
    seen = set()
    for way in ways:
        for layer in _undone(way):
            if layer not in seen:
                seen.add(layer)
                yield layer


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
