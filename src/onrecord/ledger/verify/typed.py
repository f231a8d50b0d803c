"""A checkpoint that was kept elsewhere, as it lies in a file – or as somebody typed it from a page of paper."""

import contextlib
import re

from onrecord.ledger.tlog.checkpoint import read_checkpoint
from onrecord.ledger.tlog.note import NoteFault

_DASH = "(?:\u2014|\u2013|--?)"
"""Before a signature: a keyboard has one of the last two."""
_TYPED = re.compile(rf"(\S+) (\S+) (\S+)((?: {_DASH} \S+(?: [A-Za-z0-9+/=]+)+)+)")
_SIGNATURE = re.compile(rf" {_DASH} (\S+)((?: [A-Za-z0-9+/=]+)+)")


def as_kept(data: bytes) -> bytes:
    """The bytes of a checkpoint that was given: as they are, or as they were before they went over paper.

    On paper white space of any kind counts as one blank, a signature may be broken into several lines, and the dash before it may be
    a hyphen, one or two. Whether the signatures fit is not checked here.

    Raises:
        NoteFault: it is no checkpoint in either way; the message says why the file as it stands is none.
    """
    found = _TYPED.fullmatch(" ".join(data.decode("utf-8-sig", "replace").split()))
    if found is not None:  # what never was on paper comes out of this as it was
        lines = "".join(f"\u2014 {name} {parts.replace(' ', '')}\n" for name, parts in _SIGNATURE.findall(found[4]))
        typed = f"{found[1]}\n{found[2]}\n{found[3]}\n\n{lines}".encode()
        with contextlib.suppress(NoteFault):
            read_checkpoint(typed)
            return typed
    read_checkpoint(data)
    return data
