"""What hides words in a text: percent and equals signs, names of hosts in letters of another script, base64 and hexadecimal digits.

Each takes time in proportion to the length of the text, whatever stands in it.
"""

import re
from binascii import a2b_base64
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from urllib.parse import unquote_to_bytes

from onrecord.export.dossier.addresses import token_around
from onrecord.export.dossier.sought import BLACK

ENCODINGS = ("cp1252", "cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256", "shift_jis", "euc_jp", "gbk", "big5", "euc_kr")
"""In which addresses are escaped besides UTF-8."""

_ESCAPED = re.compile(r"[%=]([0-9A-Fa-f]{2})")
"""A byte as addresses have it, or as mail does that was taken for its text."""
_BYTE = re.compile(r"%[0-9A-Fa-f]{2}")
_AGAIN = re.compile(r"%(?:25)+(?=[0-9A-Fa-f]{2})")
"""An escape that was escaped, however often."""
_LAYERS = 2
"""How often one escape may lie in another besides."""

_HOST = re.compile(r"\bxn--([a-z0-9-]{1,59})", re.IGNORECASE)

_PACKED = re.compile(r"[A-Za-z0-9+/_-]{12,}")
_DIGITS = re.compile(r"[0-9A-Fa-f]{8,}")
_SPACES = bytes(code if code >= 0x20 and code != 0x7F else 0x20 for code in range(256))
"""Most of what is unpacked is no text, and full of control characters, which hide nothing there."""
_APART = f"\n{BLACK}\n"
"""Between pieces that were unpacked; no name goes on over it."""


_Piece = tuple[tuple[int, int], str]
"""Where something stands in a text, and what it may say."""


@dataclass(frozen=True, slots=True)
class Uncovered:
    """What a text hides, one piece after the other."""

    text: str
    _firsts: tuple[int, ...]
    """Where the pieces begin in it."""
    _runs: tuple[tuple[int, int], ...]
    """Where each stands in the text that hides it."""

    def run_at(self, place: int) -> tuple[int, int]:
        """Where that stands in the text as it was of which a place is."""
        return self._runs[bisect_right(self._firsts, place) - 1]


def encodings_of(names: Iterable[str]) -> tuple[str, ...]:
    """Those in which one of the names could be written, other than in UTF-8."""
    beyond = [name for name in names if not name.isascii()]
    return tuple(encoding for encoding in ENCODINGS if any(_can_write(name, encoding) for name in beyond))


def unescaped(text: str, encodings: Iterable[str]) -> Uncovered | None:
    """What addresses and words with escapes may say, layer by layer; None where there are none."""
    return _uncovered(_escaped(text, tuple(encodings))) if "%" in text or "=" in text else None


def hosts(text: str) -> Uncovered | None:
    """Names of hosts in letters beyond ASCII, as addresses have them (RFC 3492); None where there are none."""
    return _uncovered(_hosts(text)) if "--" in text else None


def unpacked(text: str) -> Uncovered | None:
    """What stands in base64, of either alphabet, or in hexadecimal digits; None where there is nothing of that form.

    Nobody knows at which letter a run begins that follows a slash or a hyphen, so each is unpacked from its first four letters on.
    """
    return _uncovered((run, data.translate(_SPACES, b"\0").decode("utf-8", "ignore")) for run, data in _packed(text))


def _uncovered(pieces: Iterable[_Piece]) -> Uncovered | None:
    found = [(run, piece) for run, piece in pieces if piece]
    if not found:
        return None
    firsts = accumulate((len(piece) + len(_APART) for _, piece in found[:-1]), initial=0)
    return Uncovered(_APART.join(piece for _, piece in found), tuple(firsts), tuple(run for run, _ in found))


def _escaped(text: str, encodings: tuple[str, ...]) -> Iterator[_Piece]:
    last = 0
    for found in _ESCAPED.finditer(text):
        if found.start() >= last:
            start, last = token_around(text, *found.span())
            plain = {text[start:last], _ESCAPED.sub(r"%\1", text[start:last])}
            said: set[str] = set()
            for _ in range(_LAYERS):
                plain = {form for one in plain for form in _without_escapes(_AGAIN.sub("%", one), encodings)} - said
                said |= plain
            yield from (((start, last), one) for one in said)


def _without_escapes(text: str, encodings: Iterable[str]) -> Iterator[str]:
    if not _BYTE.search(text):
        return
    data = unquote_to_bytes(text)
    try:
        yield data.decode()
    except UnicodeDecodeError:
        yield data.decode("utf-8", "replace")
        yield from (data.decode(encoding, "replace") for encoding in encodings)


def _hosts(text: str) -> Iterator[_Piece]:
    for found in _HOST.finditer(text):
        try:
            yield found.span(), found[1].encode().decode("punycode")
        except (UnicodeError, ValueError, OverflowError):
            continue


def _packed(text: str) -> Iterator[tuple[tuple[int, int], bytes]]:
    for found in _PACKED.finditer(text):
        run, span = found.group().replace("-", "+").replace("_", "/"), found.span()
        for start in range(4 if run != run.lower() else 0):  # words have no capitals; what is packed nearly always has
            whole = len(run) - (len(run) - start) % 4
            rest = run[whole:] if len(run) - whole > 1 else ""
            yield span, a2b_base64(run[start:whole] + rest + "=" * (-len(rest) % 4))
    for found in _DIGITS.finditer(text):
        run, span = found.group(), found.span()
        for start in range(2):
            yield span, bytes.fromhex(run[start : len(run) - (len(run) - start) % 2])


def _can_write(name: str, encoding: str) -> bool:
    try:
        return bool(name.encode(encoding))
    except UnicodeEncodeError:
        return False
