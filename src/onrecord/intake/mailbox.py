"""A mailbox (mbox) cut into its messages, one at a time, so that memory does not grow with the file.

RFC 4155 and what Unix, Thunderbird and the exports of large providers write: a line ``From …`` with a date begins a message. In a
body such a line is mostly, but not always, marked by ``>``; so it counts only before a header, and after an empty line – or, where it
has the whole form that programs write, after any line, since some leave the empty one out.
"""

import codecs
import io
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from onrecord.intake.capture import Taken
from onrecord.intake.mime import LARGEST_MESSAGE

_FROM = re.compile(rb"From \S.*\b\d{4}\b")
_WHOLE_FROM = re.compile(
    rb"From \S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) +(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +\d{1,2} +\d{1,2}:\d\d(?::\d\d)?"
    rb"(?: +[A-Za-z0-9+-]{1,8}){0,2} +\d{4}\b"
)
_HEADER = re.compile(rb">?[!-9;-~]+:")
_QUOTED = re.compile(rb"^>(?=>*From )", re.MULTILINE)
_LINE = 1024 * 1024  # bytes of a line that are looked at together
_LINES_BEFORE = 3  # lines before the first message of a file whose name does not say that it is a mailbox


@dataclass(frozen=True, slots=True)
class FoundMessage:
    """A message without the line that begins it; None instead of its bytes where they are too many."""

    offset: int
    """Where it begins in the mailbox, its ``From`` line included."""
    length: int
    data: bytes | None
    begun: bool = True
    """False of what stands before the first line that begins a message."""
    apart: bool = True
    """False where no empty line stands before the one that begins it."""


def read_messages(taken: Taken) -> Iterator[FoundMessage]:
    """The messages of a mailbox in order, after what stands before the first, if it is more than white space."""
    if isinstance(taken.content, bytes):
        yield from _messages(io.BytesIO(taken.content))
        return
    with taken.content.open("rb") as stream:
        yield from _messages(stream)


def begins_mailbox(head: bytes, *, named: bool = False) -> bool:
    """Whether these first bytes are those of a mailbox: a message begins with the first line, or soon after it.

    Args:
        head: the bytes.
        named: whether the file is called a mailbox; then a message may begin anywhere in them.
    """
    head = head.removeprefix(codecs.BOM_UTF8).lstrip()
    first, _, rest = head.partition(b"\n")
    if _FROM.match(first) and _HEADER.match(rest):
        return True
    lines = head.split(b"\n") if named else head.split(b"\n", _LINES_BEFORE + 2)[: _LINES_BEFORE + 2]
    return any(_WHOLE_FROM.match(line) and _HEADER.match(following) for line, following in itertools.pairwise(lines))


def begins_as_message(data: bytes) -> bool:
    """Whether the first line is a header."""
    return _HEADER.match(data.lstrip()) is not None


def _messages(stream: BinaryIO) -> Iterator[FoundMessage]:
    offset = start = size = 0
    held: list[bytes] = []
    blank = whole = apart = True
    begun = False
    line = stream.readline(_LINE)
    if line.startswith(codecs.BOM_UTF8):
        line, offset, start = line.removeprefix(codecs.BOM_UTF8), len(codecs.BOM_UTF8), len(codecs.BOM_UTF8)
    while line:
        following = stream.readline(_LINE)
        if whole and _HEADER.match(following) and (_FROM if blank else _WHOLE_FROM).match(line):
            if begun or b"".join(held).strip() or size > LARGEST_MESSAGE:
                yield _found(start, offset - start, held, size, begun=begun, apart=apart)
            start, held, size, begun, apart = offset, [], 0, True, blank
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
        yield _found(start, offset - start, held, size, begun=begun, apart=apart)


def _found(offset: int, length: int, held: list[bytes], size: int, *, begun: bool, apart: bool) -> FoundMessage:
    data = None if size > LARGEST_MESSAGE else _QUOTED.sub(b"", b"".join(held))
    return FoundMessage(offset, length, data, begun, apart)
