"""Records to bytes and back: one canonical form, one content id.

The canonical form is RFC 8785 (JSON Canonicalization Scheme); a content id is the SHA-256 of it, so that two
parties who hold the same record compute the same name for it.
"""

import hashlib
import re
from typing import Any, TypeVar

import msgspec
import rfc8785

T = TypeVar("T")

_SORTED = msgspec.json.Encoder(order="sorted")
"""Writes what RFC 8785 asks for, but for what the patterns here find and for numbers that are none, which it writes as null."""

_KEYED_WHOLE = re.compile(rb'"(?<=[A-Za-z0-9_]"):(-?[1-9][0-9]*|0)\.0(?=[,}])')
"""A whole number written as a fraction, as the value of a key. A quotation mark after a letter ends a text, and only a key is followed by a
colon, so this finds nothing inside a text."""

_WHOLE = re.compile(rb"[:,\[]-?[0-9]+\.0[,}\]]")
"""Where a whole number may stand as a fraction all the same, which the standard writes without one. Inside a text this costs time alone."""

_OTHERWISE = re.compile(rb"[:,\[]-?[0-9](?:[0-9.]*e|[0-9]{15})")
"""Where the two may differ besides: an exponent, or an integer that may be too large."""

_BEYOND = re.compile(rb"[\xf0-\xf4]")
"""Letters beyond the basic plane, by which keys are sorted otherwise."""

_NO_NUMBER = re.compile(rb"\xcb[\x7f\xff][\xf0-\xff]")
"""Infinity, or what is no number, as MessagePack has them, which keeps every bit. Inside a text this costs time alone."""

_OF_NUMBERS = frozenset(b"-0123456789")


def canonical(value: Any) -> bytes:
    """RFC 8785 bytes of a record or plain value.

    Raises:
        ValueError: when the value has no canonical form (NaN, an integer beyond 2**53, a lone surrogate).
    """
    try:
        data = _SORTED.encode(value)
        if b".0" in data:
            data = _KEYED_WHOLE.sub(rb'":\1', data)
        if _is_otherwise(data, value):
            return rfc8785.dumps(msgspec.to_builtins(value))
    except (rfc8785.CanonicalizationError, UnicodeEncodeError, ValueError) as error:
        raise ValueError(f"this value has no canonical JSON form: {error}") from error
    return data


def _is_otherwise(data: bytes, value: Any) -> bool:
    """Whether what was written may not be what the standard asks for."""
    return bool(
        data[0] in _OF_NUMBERS
        or _OTHERWISE.search(data)
        or (b".0" in data and _WHOLE.search(data))
        or (not data.isascii() and _BEYOND.search(data))
        or (b"null" in data and _NO_NUMBER.search(msgspec.msgpack.encode(value)))
    )


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
