"""Files altered by chance, seeded: the n-th alteration of a seed is the same on every machine."""

import random
import zipfile
from io import BytesIO

from tests.fuzz.seeds import SEEDS, SIGNED

_TOKENS = [
    b"<", b">", b"&", b"&#", b"&#x110000;", b"&#0;", b"<![CDATA[", b"]]>", b"<!--", b"-->", b"<!DOCTYPE x [", b"<!ENTITY a 'b'>", b"%",
    b"\0", b"\r\n", b"\n\n", b"=?", b"?=", b"=", b"--b", b"--b--", b"--c", b"Content-Type:", b"charset=", b"From ", b"\xff\xfe",
    b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\x1b]0;", b"\xe2\x80\xae", b"/JS", b"<<", b">>", b"endstream", b"obj", b"stream", b"9" * 400,
    b"-1", b"1e999", b"NaN", b"{", b"}", b"[", b"]", b'"', b"\\u0000", b"\\ud800", b"null", b"true", b"w:t", b"<w:p>", b"</w:p>", b"xmlns",
    b" hidden ", b"2031-02-30",
]  # fmt: skip
"""Pieces that mean something to one of the parsers."""

_INTERESTING = (b"\x00", b"\x7f", b"\x80", b"\xff", b"\x00\x00\x00\x00", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff")


def altered(parser: str, number: int) -> tuple[str, bytes]:
    """The name and the bytes of one execution.

    Args:
        parser: one of ``SEEDS``.
        number: which execution, from 0 on.
    """
    chance = random.Random(f"{parser}/{number}")
    name, data = chance.choice(SEEDS[parser])
    member = data.startswith(b"PK") and chance.random() < 0.7
    data = _member_altered(chance, data) if member else _altered(chance, data)
    if chance.random() < 0.05 and parser not in SIGNED:
        name = chance.choice([one for kind, files in SEEDS.items() if kind not in SIGNED for one, _ in files])
    return name, data


def _altered(chance: random.Random, data: bytes) -> bytes:
    for _ in range(chance.choice([1, 1, 1, 2, 3, 5, 10, 30])):
        data = _once(chance, data)
    return data[:400_000]


def _once(chance: random.Random, data: bytes) -> bytes:
    size = len(data)
    at = chance.randint(0, size)
    to = min(size, at + chance.choice([1, 1, 2, 4, 8, 30, 100, 1000]))
    match chance.randrange(9):
        case 0:
            flipped = bytearray(data)
            if size:
                flipped[at % size] ^= 1 << chance.randrange(8)
            return bytes(flipped)
        case 1:
            return data[:at] + data[to:]
        case 2:
            return data[:at] + data[at:to] * chance.choice([2, 2, 3, 50]) + data[to:]
        case 3:
            return data[:at] + chance.choice(_TOKENS) + data[at:]
        case 4:
            return data[:at] + chance.choice(_TOKENS) + data[to:]
        case 5:
            return data[:at] + chance.choice(_INTERESTING) + data[to:]
        case 6:
            return data[:at]
        case 7:
            other = chance.randint(0, size)
            return data[:at] + data[other : other + (to - at)] + data[to:]
        case _:
            return data[:at] + bytes(chance.randrange(256) for _ in range(chance.choice([1, 2, 8, 40]))) + data[at:]


def _member_altered(chance: random.Random, data: bytes) -> bytes:
    """One member of a package altered and packed again, so that what reads the members is reached."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as again:
        names = archive.namelist()
        chosen = chance.choice(names)
        for one in names:
            content = archive.read(one)
            again.writestr(zipfile.ZipInfo(one), _altered(chance, content) if one == chosen else content)
    return out.getvalue()
