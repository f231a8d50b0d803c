"""A process that takes hostile formats apart: limited, expendable, and without a network (``python -m onrecord.intake.worker PID``).

It reads tasks from standard input and writes what comes of them to standard output. It ends when its input does, so that a main process
that was killed leaves none behind; a task that overruns its time or memory costs this process and nothing else.
"""

import contextlib
import ctypes
import os
import resource
import signal
import sys
from typing import BinaryIO

from onrecord.intake.archiver_media import MOST_LOOKED_FOR
from onrecord.intake.formats import files_stated, format_reader, most_seconds
from onrecord.intake.messages import LENGTH, Answer, Task, packed, read_task, taken_of
from onrecord.intake.opened import OpenedPart
from onrecord.intake.parts import OUT_OF_MEMORY, read_part
from onrecord.records import Document, Issue

_DIE_WITH_PARENT = 1
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_OPEN_FILES = 64
_PAGES_BEFORE = 32 * 1024 * 1024
"""Bytes of address space that loading a further module or growing a stack may take besides what a document takes."""


def main() -> None:
    """Serve tasks until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the main process, which ends its workers
    if sys.platform == "linux":
        _leave_with_parent()
        _leave_network()
    answers = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 1)  # what a library prints is no answer
    tasks = os.fdopen(os.dup(0), "rb")
    os.dup2(nothing, 0)
    _limit_what_is_open()
    _send(answers, Answer(end="ready"))
    loaded: set[str] = set()
    base = 0
    while task := _next(tasks):
        if task.format not in loaded:  # what a format needs is loaded with its first file: a page need not wait for what reads a PDF
            _lift_limits()
            with contextlib.suppress(ImportError):  # said by the reader
                format_reader(task.format)
            loaded.add(task.format)
            base = _address_space()
        _serve(task, answers, base)


def _serve(task: Task, answers: BinaryIO, base: int) -> None:
    last = _seconds_used() + 1 + most_seconds(task.format, task.size, task.limits)
    _limit_memory(task, base)
    _limit_time(task, last)
    if task.files_stated:
        _send(answers, Answer(files=files_stated(task.format, taken_of(task), task.where)[:MOST_LOOKED_FOR]))
    part = OpenedPart(
        capture=task.capture,
        part=task.part,
        where=task.where,
        identifier=task.identifier,
        format=task.format,
        one_report=False,
        taken=taken_of(task),
        remarks=task.remarks,
        limits=task.limits,
        reader=read_part,
    )
    for found in read_part(part):
        _send(answers, Answer(document=found) if isinstance(found, Document) else Answer(issue=found))
        if isinstance(found, Issue) and found.code == OUT_OF_MEMORY:
            _send(answers, Answer(end="spent"))
            os._exit(0)  # what is left of the memory is of no use to the next task
        _limit_time(task, last)
    _send(answers, Answer(end="done"))


def _next(tasks: BinaryIO) -> Task | None:
    length = tasks.read(LENGTH)
    if len(length) < LENGTH:
        return None
    body = tasks.read(int.from_bytes(length, "big"))
    return read_task(body) if len(body) == int.from_bytes(length, "big") else None


def _send(answers: BinaryIO, answer: Answer) -> None:
    answers.write(packed(answer))
    answers.flush()


def _limit_what_is_open() -> None:
    """Limits for the whole life of the process."""
    for what, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_NOFILE, _OPEN_FILES)):
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(what, (most, most))


def _address_space() -> int:
    """The bytes of address space that the process has now, 0 where that is not known."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 – nothing else of pathlib is needed here
            return int(file.read().split()[0]) * resource.getpagesize()
    except (OSError, ValueError):
        return 0


def _seconds_used() -> int:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return int(used.ru_utime + used.ru_stime)


def _limit_time(task: Task, last: int) -> None:
    """Time for the next document, but none beyond the last second of the whole part."""
    seconds = min(last, _seconds_used() + 1 + task.limits.parse_seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _lift_limits() -> None:
    """Our own code is loaded whatever the document before has used up."""
    for what in (resource.RLIMIT_CPU, resource.RLIMIT_AS):
        most = resource.getrlimit(what)[1]
        resource.setrlimit(what, (most, most))


def _limit_memory(task: Task, base: int) -> None:
    """Memory for one part."""
    if base:
        most = base + _PAGES_BEFORE + task.size + task.limits.parse_bytes
        with contextlib.suppress(OSError, ValueError):  # the system, or whoever started us, allows less
            resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _leave_with_parent() -> None:
    """End at once when the thread that started this process does."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if sys.argv[1:] and os.getppid() != int(sys.argv[1]):  # it ended before we asked to be told
        sys.exit(0)


def _leave_network() -> None:
    """A network of one's own has nothing in it. Where the system does not allow that, there is one still, which no format asks for."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).unshare(_NEW_USER | _NEW_NETWORK)


if __name__ == "__main__":
    main()
