"""What is said between the main process and a worker: messages of msgspec, each behind its length in four bytes."""

from pathlib import Path

import msgspec

from onrecord.intake.archiver_media import StatedMedia
from onrecord.intake.capture import Taken
from onrecord.records import Capture, Document, Issue, Part
from onrecord.settings import Limits

LENGTH = 4
"""Bytes of the length before a message, the most significant first."""


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """One part to be read."""

    capture: Capture
    part: Part | None
    where: str
    identifier: str
    format: str
    remarks: tuple[Issue, ...]
    limits: Limits
    sha256: str
    size: int
    charset: str | None
    data: bytes | None = None
    file: str | None = None
    """Where the bytes are when they are too many for the memory."""
    files_stated: bool = False
    """Whether it is asked what the part states of the files beside it."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a task, one message each: a document, an issue, or the end."""

    document: Document | None = None
    issue: Issue | None = None
    files: tuple[StatedMedia, ...] | None = None
    """What the part states of the files beside it; comes before all documents, where it was asked for."""
    end: str | None = None
    """``ready`` once at the beginning; ``done`` after each task; ``spent`` instead where the worker must be replaced."""


_encoder = msgspec.msgpack.Encoder()
_task = msgspec.msgpack.Decoder(Task)
_answer = msgspec.msgpack.Decoder(Answer)


def packed(message: Task | Answer) -> bytes:
    """A message with its length before it."""
    body = _encoder.encode(message)
    return len(body).to_bytes(LENGTH, "big") + body


def read_task(body: bytes) -> Task:
    """A task from its message.

    Raises:
        msgspec.DecodeError: it is none.
    """
    return _task.decode(body)


def read_answer(body: bytes | bytearray) -> Answer:
    """An answer from its message.

    Raises:
        msgspec.DecodeError: it is none.
    """
    return _answer.decode(body)


def taken_of(task: Task) -> Taken:
    """The bytes of a task."""
    content = task.data if task.data is not None else Path(task.file or "")
    return Taken(sha256=task.sha256, size=task.size, content=content, charset=task.charset)
