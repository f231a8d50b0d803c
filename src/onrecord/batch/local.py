"""Readers on this machine: processes that each hold the model, looked after by the one that writes. No threads.

Each has a few documents in its pipe, so that it need not wait while the writer is at work. What it had when it died is given to another
one: the document that it was reading counts a try, the others were only in line.
"""

import fcntl
import os
import selectors
import signal
import subprocess
import sys
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from onrecord.batch.given import Given, ReadersElsewhere
from onrecord.batch.messages import LENGTH, Answer, body_of, read_answer, with_length
from onrecord.errors import OnRecordError
from onrecord.records import Document, Issue

AHEAD = 64
"""Documents for each process that may be away or wait for their turn: one long text must not stop the others."""

IN_LINE = 4
"""Documents that one process has at once: the one that it reads, and some that it need not ask for."""

MOST_TRIES = 2
"""A document that ends its reader this often is given up: the first time, something else may have been the reason."""

MOST_STARTS = 3
"""Processes in a row that may end before they are ready; then something is wrong with all of them."""

_PIECE = 256 * 1024
_PIPE_BYTES = 1024 * 1024
"""What a pipe is asked to hold, so that a process goes on reading while the writer is at work."""


class LocalReaders(ReadersElsewhere):
    """So many processes that read. Each is started when there is something for it; all end with the context.

    Args:
        number: how many; None for as many as there are cores that this process may use.
    """

    def __init__(self, number: int | None = None) -> None:
        super().__init__()
        self.number = number or _cores()
        self.ahead = AHEAD * self.number
        self._processes: list[_Process] = []
        self._selector = selectors.DefaultSelector()
        self._ended_early = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def look(self, *, wait: bool = False) -> None:
        """Take what came, and hand out what there is to do; ``wait`` until something happens.

        Raises:
            OnRecordError: no process that reads can be started, or one says that nothing can be read.
        """
        self._hand_out()
        for key, events in self._selector.select(None if wait else 0):
            process: _Process = key.data
            if process.ended:
                continue
            if events & selectors.EVENT_WRITE and key.fileobj == process.into:
                process.write()
            if events & selectors.EVENT_READ:
                self._take(process)
        self._hand_out()

    def close(self) -> None:
        """End every process, whatever it is doing, and wait until it is gone."""
        self._end_all()
        self._selector.close()

    def _end_all(self) -> None:
        for process in list(self._processes):
            self._drop(process)

    def _hand_out(self) -> None:
        while self._queue:
            ready = [process for process in self._processes if process.ready and len(process.has) < IN_LINE]
            if not ready:
                break
            min(ready, key=lambda process: len(process.has)).take(self._queue.popleft())
        starting = sum(not process.ready for process in self._processes)
        if len(self._queue) > starting and len(self._processes) < self.number:
            self._processes.append(_Process(self._first, self._selector))

    def _take(self, process: "_Process") -> None:
        alive = process.read()
        for answer in process.answers():
            if answer.stopped is not None:
                raise OnRecordError(answer.stopped, hint=answer.hint)
            if not process.ready:
                process.ready, self._ended_early = True, 0
            elif process.has:
                process.has.popleft().answer = answer
        if not alive or process.broken:
            self._lost(process)

    def _lost(self, process: "_Process") -> None:
        """A process ended by itself, or by somebody's hand: what it had is given to others."""
        how = self._drop(process)
        if not process.ready:
            self._ended_early += 1
            if self._ended_early >= MOST_STARTS:
                hint = "Read with --workers 1, which needs none; where memory is short, with fewer."
                raise OnRecordError(f"No process that reads can be started: each ended {how} before it was ready.", hint=hint)
        if process.has:
            first = process.has[0]
            first.tries += 1
            if first.tries >= MOST_TRIES:
                first.answer = Answer(issue=_given_up(process.has.popleft().document, how))
        self._queue.extendleft(reversed(process.has))

    def _drop(self, process: "_Process") -> str:
        self._processes.remove(process)
        return process.end()


@dataclass(eq=False)
class _Process:
    """One process, from this side."""

    first: bytes
    selector: selectors.BaseSelector
    ready: bool = False
    """Whether it has loaded the model."""
    ended: bool = False
    broken: bool = False
    """Whether it sent something that is no answer."""
    has: deque[Given] = field(default_factory=deque)
    """What it was given and has not answered yet, in its order."""

    def __post_init__(self) -> None:
        try:
            self._process = subprocess.Popen(
                # -P: a file in the folder of the reports must never be taken for a module of Python.
                [sys.executable, "-P", "-m", "onrecord.batch.worker", str(os.getpid())],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment(),
                bufsize=0,
            )
        except OSError as error:
            message = f"No process that reads can be started: {error.strerror or error}."
            raise OnRecordError(message, hint="Read with --workers 1, which needs none.") from error
        assert self._process.stdin is not None, "it is a pipe"
        assert self._process.stdout is not None, "it is a pipe"
        self.into, self.out = self._process.stdin.fileno(), self._process.stdout.fileno()
        for pipe in (self.into, self.out):
            os.set_blocking(pipe, False)
            if hasattr(fcntl, "F_SETPIPE_SZ"):
                with suppress(OSError):
                    fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
        self._to_write, self._came = bytearray(), bytearray()
        self._listens_to_writing = False
        self.selector.register(self.out, selectors.EVENT_READ, self)
        self._send(self.first)

    def take(self, given: Given) -> None:
        """Have it read a document."""
        self.has.append(given)
        self._send(body_of(given.document))

    def _send(self, body: bytes) -> None:
        self._to_write += with_length(body)
        self.write()

    def write(self) -> None:
        """Write what can be written now. That it has ended is seen in its answers."""
        try:
            while self._to_write:
                del self._to_write[: os.write(self.into, memoryview(self._to_write)[:_PIECE].tobytes())]
        except BlockingIOError:
            pass
        except OSError:
            self._to_write.clear()
        if bool(self._to_write) != self._listens_to_writing:
            self._listens_to_writing = bool(self._to_write)
            if self._to_write:
                self.selector.register(self.into, selectors.EVENT_WRITE, self)
            else:
                self.selector.unregister(self.into)

    def read(self) -> bool:
        """Take what came; whether more may come."""
        while True:
            try:
                piece = os.read(self.out, _PIECE)
            except BlockingIOError:
                return True
            if not piece:
                return False
            self._came += piece

    def answers(self) -> list[Answer]:
        """The answers that are whole."""
        found = []
        while len(self._came) >= LENGTH:
            end = LENGTH + int.from_bytes(self._came[:LENGTH], "big")
            if len(self._came) < end:
                break
            try:
                found.append(read_answer(self._came[LENGTH:end]))
            except msgspec.DecodeError:
                self.broken = True
                break
            del self._came[:end]
        return found

    def end(self) -> str:
        """End it and clear up after it; how it ended, in words."""
        self.ended = True
        self.selector.unregister(self.out)
        if self._listens_to_writing:
            self.selector.unregister(self.into)
        self._process.kill()
        code = self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        return f"by the signal {signal.Signals(-code).name}" if code < 0 else f"with the exit code {code}"


def environment() -> dict[str, str]:
    """That of this process, with the way to this program; libraries begin no threads of their own where every core has a process."""
    source = str(Path(__file__).resolve().parents[2])
    paths = os.pathsep.join(path for path in (source, os.environ.get("PYTHONPATH")) if path)
    alone = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return {**os.environ, "PYTHONPATH": paths, "TOKENIZERS_PARALLELISM": "false", **alone}


def _given_up(document: Document, how: str) -> Issue:
    where = document.id.encode("utf-8", "backslashreplace").decode("utf-8")
    message = (
        f"The process that read this text ended {how}, and so did one before; nothing of the text was recorded. Read it again where more"
        " memory is free, with fewer processes; if it happens again, report it with the text."
    )
    return Issue(code="reading.worker-lost", outcome="quarantined", where=where, message=message)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
