"""Fields of a record that are committed to one by one, so that each can be withheld or erased alone (SD-JWT, RFC 9901)."""

import base64
import json
import secrets
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

import msgspec

from onrecord.ledger.entries import SALT

_NOT_PROTECTED = "other"
"""The one role that is not protected. A name that was noted without any is."""

_NAME_FIELDS = frozenset({"name", "names", "alias", "aliases"})


def disclose(fields: Mapping[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Commit to fields with a value, of plain JSON types.

    Returns:
        The digests, sorted, which go into the record, and the disclosures, which are kept beside it.
    """
    disclosures = tuple(_disclosure(name, value) for name, value in fields.items() if value)
    return tuple(sorted(digest_of(one) for one in disclosures)), disclosures


def digest_of(disclosure: str) -> str:
    """What a record says of a disclosure: base64url of the SHA-256 of its text, without padding."""
    return _based(sha256(disclosure.encode("ascii")).digest())


def read_disclosures(disclosures: tuple[str, ...]) -> dict[str, Any]:
    """The fields that are disclosed; in records of people each is a text."""
    found = {}
    for one in disclosures:
        _, name, value = json.loads(base64.urlsafe_b64decode(one + "=" * (-len(one) % 4)))
        found[name] = value
    return found


def protected_names(role: str | None, fields: Mapping[str, Any]) -> Iterator[str]:
    """The names that a note gives of somebody who is to be protected, which a redacted dossier blacks out.

    Args:
        role: of the person, as the note has it.
        fields: what the note discloses.
    """
    if role != _NOT_PROTECTED:
        yield from (value for name, value in fields.items() if name in _NAME_FIELDS)


def covers(kind: str, disclosures: tuple[str, ...], body: bytes) -> bool:
    """Whether these are the disclosures that a record of a type, in its canonical form, is kept with.

    All that it commits to, and no others; none of an export, whose disclosures go out with the dossier and are not kept.
    """
    if kind == "export":
        return not disclosures
    committed = msgspec.json.decode(body, type=_Committed).committed if _COMMITS in body else ()
    try:
        return sorted(map(digest_of, disclosures)) == sorted(committed)
    except UnicodeEncodeError:
        return False


class _Committed(msgspec.Struct, frozen=True, rename={"committed": "_sd"}):
    committed: tuple[str, ...] = ()


_COMMITS = b'"_sd":'


def _disclosure(name: str, value: Any) -> str:
    salt = _based(secrets.token_bytes(SALT))
    return _based(json.dumps([salt, name, value], ensure_ascii=False, separators=(",", ":")).encode())


def _based(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")
