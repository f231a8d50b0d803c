"""Undo compression within limits: a few bytes may stand for more than any memory holds."""

import zlib
from collections.abc import Callable
from typing import Protocol

import brotli

from onrecord.settings import Limits

FREE = 1024 * 1024
"""Bytes that compressed ones may stand for whatever their ratio."""

_STEP = 256 * 1024
_FED = 16 * 1024


class ExpandsTooFarError(Exception):
    """The bytes stand for more than the limit; holds what was reached."""


class DamagedError(Exception):
    """The bytes break off or are no such compression; ``found`` is what came out before."""

    def __init__(self, message: str, found: bytes) -> None:
        super().__init__(message)
        self.found = found


class _Decompressor(Protocol):
    def take(self, data: bytes) -> bytes:
        """Feed bytes; some of what they stand for, at most a step of it."""
        ...

    def more(self) -> bool:
        """Whether more comes out without feeding more."""
        ...

    def finished(self) -> bool: ...


class _Deflate:
    def __init__(self, wbits: int) -> None:
        self._wbits = wbits
        self._inner = zlib.decompressobj(wbits)

    def take(self, data: bytes) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail or data, _STEP)

    def more(self) -> bool:
        return bool(self._inner.unconsumed_tail)

    def finished(self) -> bool:
        return self._inner.eof


class _Brotli:
    def __init__(self) -> None:
        self._inner = brotli.Decompressor()

    def take(self, data: bytes) -> bytes:
        return bytes(self._inner.process(data, output_buffer_limit=_STEP))

    def more(self) -> bool:
        return not self._inner.can_accept_more_data()

    def finished(self) -> bool:
        return bool(self._inner.is_finished())


def may_expand_to(compressed: int, limits: Limits) -> int:
    """Most bytes that so many compressed ones may stand for."""
    return min(limits.record_bytes, max(FREE, limits.expansion_ratio * compressed))


def expands_too_far(limits: Limits) -> str:
    """The beginning of a message about bytes that stand for more than the limits allow."""
    return (
        f"It expands to more than {limits.record_bytes:,} bytes or {limits.expansion_ratio} times its size"
        " (limits.record_bytes, limits.expansion_ratio)"
    )


def expand_gzip(data: bytes, limits: Limits) -> bytes:
    """One or several gzip members, one after another (RFC 1952 §2.2).

    Raises:
        ExpandsTooFarError: they stand for more than the limits allow.
        DamagedError: they break off, or are none.
    """
    most = may_expand_to(len(data), limits)
    found: list[bytes] = []
    size = position = 0
    while data.startswith(b"\x1f\x8b", position) or not position:
        inner = zlib.decompressobj(31)
        try:
            while not inner.eof:
                fed = data[position : position + _FED]  # a piece at a time: what a member leaves is copied, and members may be a million
                piece = inner.decompress(fed, _STEP)
                position += len(fed) - len(inner.unused_data if inner.eof else inner.unconsumed_tail)
                if piece:
                    found.append(piece)
                size += len(piece)
                if size > most:
                    raise ExpandsTooFarError(size)
                if not piece and not fed and not inner.eof:
                    raise DamagedError("it breaks off", b"".join(found))
        except zlib.error as error:
            raise DamagedError(str(error), b"".join(found)) from error
    return b"".join(found)


def expand_deflate(data: bytes, limits: Limits) -> bytes:
    """``Content-Encoding: deflate``: zlib as the standard has it (RFC 9110 §8.4.1.2), or bare, as some servers send it.

    Raises:
        ExpandsTooFarError, DamagedError: as ``expand_gzip``.
    """
    is_zlib = len(data) >= 2 and data[0] & 0x0F == 8 and (data[0] << 8 | data[1]) % 31 == 0
    return _expanded(_Deflate(15 if is_zlib else -15), data, limits)


def expand_brotli(data: bytes, limits: Limits) -> bytes:
    """``Content-Encoding: br`` (RFC 7932).

    Raises:
        ExpandsTooFarError, DamagedError: as ``expand_gzip``.
    """
    return _expanded(_Brotli(), data, limits)


CODINGS: dict[str, Callable[[bytes, Limits], bytes]] = {
    "gzip": expand_gzip,
    "x-gzip": expand_gzip,
    "deflate": expand_deflate,
    "br": expand_brotli,
}
"""Content codings of HTTP that are undone (RFC 9110 §8.4.1, RFC 7932)."""


def _expanded(inner: _Decompressor, data: bytes, limits: Limits) -> bytes:
    most = may_expand_to(len(data), limits)
    found: list[bytes] = []
    size = 0
    try:
        piece = inner.take(data)
        while piece or inner.more():
            found.append(piece)
            size += len(piece)
            if size > most:
                raise ExpandsTooFarError(size)
            if inner.finished():
                break
            piece = inner.take(b"")
    except (zlib.error, brotli.error) as error:
        raise DamagedError(str(error), b"".join(found)) from error
    if not inner.finished():
        raise DamagedError("it breaks off", b"".join(found))
    return b"".join(found)
