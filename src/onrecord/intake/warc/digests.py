"""Digests that records state of their own bytes (WARC 1.1 §5.8, §5.9)."""

import base64
import binascii
import hashlib
from collections.abc import Iterable

_ALGORITHMS = {"sha1": "sha1", "sha-1": "sha1", "sha256": "sha256", "sha-256": "sha256", "sha512": "sha512", "md5": "md5"}
"""Names of algorithms as archives write them → as this program's library knows them."""


def fits(stated: str | None, candidates: Iterable[bytes]) -> bool | None:
    """Whether a stated digest is that of one of the candidates; None where none is stated. One that cannot be checked fits nothing.

    Args:
        stated: algorithm and value, as ``sha1:BASE32`` or ``sha256:hexadecimal``.
        candidates: the bytes that it may be of. What the payload of a response is has been read in several ways: as it was sent, or
            after transfer encodings were undone.
    """
    algorithm, _, value = (stated or "").strip().partition(":")
    if not algorithm:
        return None
    name = _ALGORITHMS.get(algorithm.lower())
    if name is None:
        return False
    wanted = _values(value.strip(), hashlib.new(name, usedforsecurity=False).digest_size)
    if not wanted:
        return False
    return any(hashlib.new(name, data, usedforsecurity=False).digest() in wanted for data in candidates)


def _values(value: str, size: int) -> set[bytes]:
    """What a value may stand for: it is written in base 32, hexadecimal or base 64."""
    found = set()
    for read in (bytes.fromhex, _base32, base64.b64decode):
        try:
            digest = read(value)
        except (ValueError, binascii.Error):
            continue
        if len(digest) == size:
            found.add(digest)
    return found


def _base32(value: str) -> bytes:
    return base64.b32decode(value.upper() + "=" * (-len(value) % 8))
