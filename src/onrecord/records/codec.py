"""Records to bytes and back: one canonical form, one content id.

The canonical form is RFC 8785 (JSON Canonicalization Scheme); a content id is the SHA-256 of it, so that two
parties who hold the same record compute the same name for it.
"""

import hashlib
import json
import re
from typing import Any, TypeVar

import msgspec
import rfc8785

T = TypeVar("T")

_QUICK = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
"""Writes what RFC 8785 asks for, but for the few things that ``_OTHERWISE`` finds."""

_OTHERWISE = re.compile(rb"\.0(?:[,}\]]|$)|[0-9]e[-+]?[0-9]|[0-9]{16}|[\xf0-\xf4]")
"""Where the two may differ: a whole number as a fraction, an exponent, an integer that may be too large, and letters beyond the basic
plane, by which keys are sorted otherwise. Found inside texts as well, which costs time alone."""


def canonical(value: Any) -> bytes:
    """RFC 8785 bytes of a record or plain value.

    Raises:
        ValueError: when the value has no canonical form (NaN, an integer beyond 2**53, a lone surrogate).
    """
    plain = msgspec.to_builtins(value)
    try:
        data = _QUICK.encode(plain).encode()
        return rfc8785.dumps(plain) if _OTHERWISE.search(data) else data
    except (rfc8785.CanonicalizationError, UnicodeEncodeError, ValueError) as error:
        raise ValueError(f"this value has no canonical JSON form: {error}") from error


def content_id(value: Any) -> str:
    """Lower-case hexadecimal SHA-256 of the canonical form."""
    return hashlib.sha256(canonical(value)).hexdigest()


def encode(value: Any) -> bytes:
    """JSON for the interchange, UTF-8: fields in the order in which the records document them, keys of tables sorted.

    Sorted, because a finding's detail comes back from the ledger sorted, and a kept record must print as it did when read.
    """
    return msgspec.json.encode(value, order="deterministic")


def decode(data: bytes | str, kind: type[T]) -> T:
    """Read JSON into a record.

    Raises:
        msgspec.ValidationError: names the path of the first field that does not fit.
        msgspec.DecodeError: when it is not JSON.
    """
    return msgspec.json.decode(data, type=kind)
