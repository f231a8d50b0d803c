"""Records to bytes and back: one canonical form, one content id.

The canonical form is RFC 8785 (JSON Canonicalization Scheme); a content id is the SHA-256 of it, so that two
parties who hold the same record compute the same name for it.
"""

import hashlib
from typing import Any, TypeVar

import msgspec
import rfc8785

T = TypeVar("T")


def canonical(value: Any) -> bytes:
    """RFC 8785 bytes of a record or plain value.

    Raises:
        ValueError: when the value has no canonical form (NaN, an integer beyond 2**53, a lone surrogate).
    """
    try:
        return rfc8785.dumps(msgspec.to_builtins(value))
    except (rfc8785.CanonicalizationError, UnicodeEncodeError) as error:
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
