"""A mailbox (mbox) cut into its messages, one at a time, so that memory does not grow with the file.

RFC 4155 and what Unix, Thunderbird and the exports of large providers write: a line ``From …`` with a date begins a message. In a
body such a line is mostly, but not always, marked by ``>``; so it counts only after an empty line and before a header.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from onrecord.intake.capture import Taken
from onrecord.intake.mime import LARGEST_MESSAGE

_FROM = re.compile(rb"From \S.*\b\d{4}\b")
_HEADER = re.compile(rb">?[!-9;-~]+:")
_QUOTED = re.compile(rb"^>(?=>*From )", re.MULTILINE)
_LINE = 1024 * 1024  # bytes of a line that are looked at together


@dataclass(frozen=True, slots=True)
class FoundMessage:
    """A message without the line that begins it; None instead of its bytes where they are too many."""

    offset: int
    """Where it begins in the mailbox, its ``From`` line included."""
    length: int
    data: bytes | None


def read_messages(taken: Taken) -> Iterator[FoundMessage]:
    """The messages of a mailbox in order. What stands before the first is taken for one."""
    if isinstance(taken.content, bytes):
        yield from _messages(io.BytesIO(taken.content))
        return
    with taken.content.open("rb") as stream:
        yield from _messages(stream)


def begins_mailbox(head: bytes) -> bool:
    """Whether these first bytes are those of a mailbox."""
    first, _, rest = head.partition(b"\n")
    return bool(_FROM.match(first) and _HEADER.match(rest))


def _messages(stream: BinaryIO) -> Iterator[FoundMessage]:
    offset = start = 0
    held: list[bytes] = []
    size = 0
    blank = whole = True
    line = stream.readline(_LINE)
    while line:
        following = stream.readline(_LINE)
        if blank and whole and _FROM.match(line) and _HEADER.match(following):
            if offset > start:
                yield _found(start, offset - start, held, size)
            start, held, size = offset, [], 0
        elif size + len(line) <= LARGEST_MESSAGE:
            held.append(line)
            size += len(line)
        else:
            size = LARGEST_MESSAGE + 1
            held = []
        offset += len(line)
        blank = whole and not line.strip()
        whole = line.endswith(b"\n")
        line = following
    if offset > start:
        yield _found(start, offset - start, held, size)


def _found(offset: int, length: int, held: list[bytes], size: int) -> FoundMessage:
    if size > LARGEST_MESSAGE:
        return FoundMessage(offset, length, None)
    return FoundMessage(offset, length, _QUOTED.sub(b"", b"".join(held)))
