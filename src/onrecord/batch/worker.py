"""A process that reads documents (``python -m onrecord.batch.worker PID``): the model once, then document after document.

It reads messages from standard input and answers each on standard output, in order. It ends when its input does, or with the process that
started it, so that none is left behind.
"""

import contextlib
import ctypes
import os
import signal
import sys
from typing import BinaryIO

from onrecord import flow, reading
from onrecord.batch.messages import LENGTH, Answer, Grounds, answer_with, body_of, read_document, read_grounds, with_length
from onrecord.errors import OnRecordError
from onrecord.records import Document, Issue

_DIE_WITH_PARENT = 1


def main() -> None:
    """Answer messages until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that writes, which ends its readers
    if sys.platform == "linux":
        _leave_with_parent()
    answers = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 1)  # what a library prints is no answer
    messages = os.fdopen(os.dup(0), "rb")
    os.dup2(nothing, 0)
    first = _next(messages)
    if first is None:
        return
    grounds = read_grounds(first)
    answer = ready_with(grounds)
    _send(answers, answer)
    while answer.stopped is None and (body := _next(messages)) is not None:
        answer = answer_to(read_document(body), grounds)
        _send(answers, answer)


def ready_with(grounds: Grounds) -> Answer:
    """Load the reader; an empty answer, or one that says why that cannot be done."""
    try:
        reading.reader_of(grounds.settings, grounds.parties)
    except OnRecordError as error:
        return Answer(stopped=error.message, hint=error.hint)
    return Answer()


def answer_to(document: Document, grounds: Grounds) -> Answer:
    """Read a document."""
    try:
        said = flow.read_alone(document, parties=grounds.parties, references=grounds.references, settings=grounds.settings)
        return answer_with(said)
    except OnRecordError as error:
        return Answer(stopped=error.message, hint=error.hint)
    except Exception as fault:  # of a reading that cannot be sent
        message = f"What was read of this text cannot be told ({type(fault).__name__}: {fault}); nothing of it was recorded."
        where = document.id.encode("utf-8", "backslashreplace").decode("utf-8")
        return Answer(issue=Issue(code="reading.fault", outcome="quarantined", where=where, message=f"{message} Please report this."))


def _next(messages: BinaryIO) -> bytes | None:
    length = messages.read(LENGTH)
    if len(length) < LENGTH:
        return None
    body = messages.read(int.from_bytes(length, "big"))
    return body if len(body) == int.from_bytes(length, "big") else None


def _send(answers: BinaryIO, answer: Answer) -> None:
    answers.write(with_length(body_of(answer)))
    answers.flush()


def _leave_with_parent() -> None:
    """End at once when the thread that started this process does."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if sys.argv[1:] and os.getppid() != int(sys.argv[1]):  # it ended before we asked to be told
        sys.exit(0)


if __name__ == "__main__":
    main()
