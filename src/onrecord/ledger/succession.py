"""Which key of a log follows which: the one it began with, then each that a change brought which is signed as a change must be.

Who signs and who verifies ask the same here.
"""

import base64
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from onrecord.ledger.keys import rotation_message
from onrecord.ledger.tlog.note import ED25519, NoteFault, Signature, VerifierKey

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def followed(origin: str, first: str, changes: Iterable[Mapping[str, Any]], *, whole: bool = True) -> Iterator[tuple[str, bool]]:
    """The verifier keys that follow the first one, each with whether its change is sound.

    Args:
        origin: of the log.
        first: the verifier key that the log began with.
        changes: the records of the entries ``key-rotate``, in the order of the log.
        whole: whether none of them is missing; else each may follow a key that is not known here.
    """
    before = first
    for change in changes:
        sound = is_sound_change(origin, before if whole else str(change.get("old")), change)
        before = str(change.get("new"))
        yield before, sound


def is_sound_change(origin: str, before: str, change: Mapping[str, Any]) -> bool:
    """Whether a change follows the key before it, and both keys signed it; the old one may not have, where it was lost."""
    old, new, compromised = change.get("old"), change.get("new"), change.get("compromised")
    if not isinstance(old, str) or not isinstance(new, str) or old != before:
        return False
    if compromised is not None and not (isinstance(compromised, str) and _DAY.fullmatch(compromised)):
        return False
    message = rotation_message(origin, old, new, compromised).decode("utf-8", "replace")
    for text, signature, needed in ((old, change.get("old_signature"), False), (new, change.get("new_signature"), True)):
        if signature is None and not needed:
            continue
        try:
            key = VerifierKey.decoded(text)
            value = base64.b64decode(str(signature), validate=True)
        except (NoteFault, ValueError):
            return False
        rightly = key.encoded() == text and key.kind == ED25519 and base64.b64encode(value).decode() == signature
        if not rightly or not key.fits(message, Signature(key.name, key.key_id, value)):
            return False
    return True
