"""How large a picture says that it is, read from its header: nothing of it is decoded.

A thousand bytes of PNG can stand for 900 million pixels, which whoever decodes them needs gigabytes for.
Formats: PNG (third edition, 11.2.1), GIF89a (18), JPEG (ITU-T T.81, B.2.2), WebP (RFC 9649).
"""

from collections.abc import Callable

from onrecord.settings import Limits

At = Callable[[int, int], bytes]
"""The bytes of a picture: from a position on, at most so many."""

LONGEST_HEADER = 1024 * 1024
"""Bytes within which whoever holds only the beginning of a picture should have its header; profiles and thumbnails stand before it."""

_MOST_SEGMENTS = 10_000
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers that begin a frame of a JPEG and give its size."""
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
"""Markers that no length follows."""
_SCAN, _END = 0xDA, 0xD9


def too_large(at: At, limits: Limits) -> str | None:
    """Why a picture is one that is never decoded: it states more pixels than ``limits.image_pixels``. A sentence, or None."""
    size = stated_size(at)
    if size is None or size[0] * size[1] <= limits.image_pixels:
        return None
    return (
        f"It is a picture that states {size[0]:,} × {size[1]:,} pixels, more than are ever decoded"
        f" (limits.image_pixels: {limits.image_pixels:,})."
    )


def of_bytes(data: bytes) -> At:
    """Bytes in memory as ``At``."""
    return lambda position, size: data[position : position + size]


def stated_size(at: At) -> tuple[int, int] | None:
    """Width and height in pixels, as the header of a PNG, GIF, JPEG or WebP file states them; None of anything else, or where it is cut."""
    head = at(0, 30)
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return _big(head[16:20], head[20:24]) if len(head) >= 24 else None
    if head.startswith((b"GIF87a", b"GIF89a")):
        return _little(head[6:8], head[8:10]) if len(head) >= 10 else None
    if head.startswith(b"\xff\xd8"):
        return _jpeg(at)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP" and len(head) >= 30:
        return _webp(head)
    return None


def _jpeg(at: At) -> tuple[int, int] | None:
    position = 2
    for _ in range(_MOST_SEGMENTS):
        head = at(position, 9)
        if len(head) < 4 or head[0] != 0xFF:
            return None
        marker = head[1]
        if marker == 0xFF:  # a byte that fills (B.1.1.2)
            position += 1
        elif marker in _ALONE:
            position += 2
        elif marker in (_SCAN, _END):
            return None
        elif marker in _FRAMES:
            height, width = _big(head[5:7], at(position + 7, 2))
            return width, height
        else:
            position += 2 + int.from_bytes(head[2:4], "big")
    return None


def _webp(head: bytes) -> tuple[int, int] | None:
    kind = head[12:16]
    if kind == b"VP8X":
        width, height = _little(head[24:27], head[27:30])
        return width + 1, height + 1
    if kind == b"VP8L" and head[20] == 0x2F:
        bits = int.from_bytes(head[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 " and head[23:26] == b"\x9d\x01\x2a":
        width, height = _little(head[26:28], head[28:30])
        return width & 0x3FFF, height & 0x3FFF
    return None


def _big(one: bytes, other: bytes) -> tuple[int, int]:
    return int.from_bytes(one, "big"), int.from_bytes(other, "big")


def _little(one: bytes, other: bytes) -> tuple[int, int]:
    return int.from_bytes(one, "little"), int.from_bytes(other, "little")
