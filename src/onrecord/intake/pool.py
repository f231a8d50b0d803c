"""Workers: processes that take hostile formats apart, kept warm, replaced when they die or overrun.

One thread of the main process looks after each. A task that ends its worker becomes an issue of its document, and costs no other one.
"""

import atexit
import os
import queue
import select
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from onrecord.errors import OnRecordError
from onrecord.intake.archiver_media import media_checked, with_issues
from onrecord.intake.messages import LENGTH, Answer, Task, packed, read_answer
from onrecord.intake.opened import Documents, OpenedPart
from onrecord.records import Issue

START_SECONDS = 120.0
"""Seconds that a worker has to load what it needs; a busy machine takes ten."""

WALL_FACTOR = 8
"""How many times the seconds of computing a task may take by the clock: other programs want the processor too."""

ANSWERS_AHEAD = 32
"""Documents of one part that may wait to be taken: a mailbox is taken apart faster than it is read, and must not fill the memory."""

_PIECE = 256 * 1024
_LOOK_UP_SECONDS = 0.2


class _DiedError(Exception):
    """The worker ended before its task did; the code and the reason of the issue."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class _StartError(Exception):
    """No worker can be started."""


def _few() -> "queue.Queue[Answer | _StartError]":
    return queue.Queue(ANSWERS_AHEAD)


@dataclass(eq=False)
class Pending:
    """A part that a worker has, or will have."""

    part: OpenedPart
    dropped: bool = False
    """Whether nobody waits for its documents any more."""
    _answers: "queue.Queue[Answer | _StartError]" = field(default_factory=_few)

    def documents(self) -> Documents:
        """What comes of it, waited for.

        Raises:
            OnRecordError: no worker can be started.
        """
        about_files: tuple[Issue, ...] = ()
        while True:
            answer = self._answers.get()
            if isinstance(answer, _StartError):
                raise OnRecordError(f"No worker process can be started: {answer}.", hint="Set workers = 0 to read without them.")
            if answer.files is not None and self.part.beside is not None:
                about_files = media_checked(answer.files, self.part.beside, self.part.where)
            elif answer.document is not None:
                yield with_issues(answer.document, about_files)
                about_files = ()
            elif answer.issue is not None:
                yield answer.issue
            elif answer.end is not None:
                yield from about_files
                return

    @property
    def waiting(self) -> int:
        """Answers that came and were not taken yet."""
        return self._answers.qsize()

    def put(self, answer: "Answer | _StartError") -> None:
        """Hand an answer over; where many lie there already, wait until one was taken, or until nobody waits for them any more."""
        while not self.dropped:
            try:
                self._answers.put(answer, timeout=_LOOK_UP_SECONDS)
            except queue.Full:
                continue
            return

    def drop(self) -> None:
        """Nobody waits for its documents any more."""
        self.dropped = True


class Workers:
    """A number of workers that share one line of tasks. Each is started with its first task."""

    def __init__(self, number: int) -> None:
        self.number = number
        self._tasks: queue.SimpleQueue[Pending | None] = queue.SimpleQueue()
        self._idle = 0
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._workers: set[_Worker] = set()
        self._in_hand: set[Pending] = set()
        self._closed = False

    def submit(self, part: OpenedPart) -> Pending:
        """Put a part in the line."""
        pending = Pending(part)
        with self._lock:
            if self._closed:
                raise RuntimeError("these workers were ended")
            waiting = self._tasks.qsize() >= self._idle
            self._tasks.put(pending)
            if waiting and len(self._threads) < self.number:
                thread = threading.Thread(target=self._look_after, name="onrecord-worker", daemon=True)
                self._threads.append(thread)
                thread.start()
        return pending

    def close(self) -> None:
        """End every worker, whatever it is doing, and wait until it is gone."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            for pending in self._in_hand:
                pending.drop()
            for worker in self._workers:
                worker.kill()
            for _ in self._threads:
                self._tasks.put(None)
        for thread in self._threads:
            thread.join(timeout=10)

    def _look_after(self) -> None:
        """One thread: its worker, and the tasks that it takes."""
        worker: _Worker | None = None
        while True:
            with self._lock:
                self._idle += 1
            pending = self._tasks.get()
            with self._lock:
                self._idle -= 1
                if pending is None or self._closed:
                    break
                self._in_hand.add(pending)
            try:
                if pending.dropped:
                    continue
                if worker is None:
                    worker = self._start()
                if not worker.serve(pending):
                    worker = self._dropped(worker)
            except _StartError as fault:
                pending.put(fault)
                worker = self._dropped(worker)
            except Exception as fault:  # nobody may wait for ever for an answer
                pending.put(Answer(issue=_issue(pending.part, "parse.died", f"The worker failed ({type(fault).__name__}: {fault}).")))
                pending.put(Answer(end="done"))
                worker = self._dropped(worker)
            finally:
                with self._lock:
                    self._in_hand.discard(pending)
        self._dropped(worker)

    def _start(self) -> "_Worker":
        worker = _Worker()
        with self._lock:
            self._workers.add(worker)
            if self._closed:
                worker.kill()
        try:
            worker.wait_until_ready()
        except BaseException:
            self._dropped(worker)
            raise
        return worker

    def _dropped(self, worker: "_Worker | None") -> "_Worker | None":
        """End a worker; what is there in its place, which is none."""
        if worker is not None:
            with self._lock:
                self._workers.discard(worker)
            worker.end()
        return None


class _Worker:
    """One process, from this side."""

    def __init__(self) -> None:
        try:
            self._process = subprocess.Popen(
                # -P: a file in the folder of the reports must never be taken for a module of Python.
                [sys.executable, "-P", "-m", "onrecord.intake.worker", str(os.getpid())],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                bufsize=0,
            )
        except (OSError, ValueError, TypeError) as error:
            raise _StartError(str(error)) from error
        assert self._process.stdin is not None, "it is a pipe"
        assert self._process.stdout is not None, "it is a pipe"
        self._in = self._process.stdin.fileno()
        self._out = self._process.stdout.fileno()
        os.set_blocking(self._in, False)
        os.set_blocking(self._out, False)
        self._writable, self._readable = select.poll(), select.poll()
        self._writable.register(self._in, select.POLLOUT)
        self._readable.register(self._out, select.POLLIN)
        self._read = bytearray()

    def wait_until_ready(self) -> None:
        try:
            answer = self._answer(time.monotonic() + START_SECONDS)
        except _DiedError as fault:
            raise _StartError(fault.message) from fault
        if answer.end != "ready":
            raise _StartError("it began with something else than that it is ready")

    def serve(self, pending: Pending) -> bool:
        """Have a part read; whether the worker can take another one."""
        part = pending.part
        seconds = part.limits.parse_seconds
        deadline = time.monotonic() + WALL_FACTOR * seconds
        try:
            self._send(packed(_task_of(part)), deadline)
            while True:
                answer = self._answer(deadline)
                pending.put(answer)
                if answer.end is not None:
                    return answer.end == "done"
                if pending.dropped:
                    return False
                deadline = time.monotonic() + WALL_FACTOR * seconds
        except _DiedError as fault:
            message = fault.message
            if fault.code == "parse.time":
                message = f"Taking it apart took longer than a document may (limits.parse_seconds: {seconds:,})."
            pending.put(Answer(issue=_issue(part, fault.code, message)))
            pending.put(Answer(end="done"))
            return False

    def kill(self) -> None:
        """End it now."""
        self._process.kill()

    def end(self) -> None:
        """End it and clear up after it."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def _send(self, data: bytes, deadline: float) -> None:
        view = memoryview(data)
        while view:
            try:
                view = view[os.write(self._in, view[:_PIECE]) :]
            except BlockingIOError:
                self._wait(self._writable, deadline)
            except OSError as error:
                raise self._died() from error

    def _answer(self, deadline: float) -> Answer:
        length = int.from_bytes(self._bytes(LENGTH, deadline), "big")
        try:
            return read_answer(self._bytes(length, deadline))
        except msgspec.DecodeError as error:
            raise _DiedError("parse.died", f"The worker gave an answer that is none ({error}).") from error

    def _bytes(self, number: int, deadline: float) -> bytearray:
        while len(self._read) < number:
            self._wait(self._readable, deadline)
            try:
                piece = os.read(self._out, _PIECE)
            except BlockingIOError:
                continue
            if not piece:
                raise self._died()
            self._read += piece
        taken = self._read[:number]
        del self._read[:number]
        return taken

    def _wait(self, pipe: "select.poll", deadline: float) -> None:
        if not pipe.poll(1000 * max(0.0, deadline - time.monotonic())):
            self._process.kill()
            raise _DiedError("parse.time", "It did not answer in time.")

    def _died(self) -> _DiedError:
        code = self._process.wait()
        if code == -signal.SIGXCPU:
            return _DiedError("parse.time", "It used up its time.")
        how = f"by the signal {signal.Signals(-code).name}" if code < 0 else f"with the exit code {code}"
        return _DiedError("parse.died", f"The process that took it apart ended {how}.")


_shared: Workers | None = None


def shared_workers(number: int | None) -> Workers | None:
    """The workers of this process, kept warm from one run to the next; None where there are to be none.

    Args:
        number: how many; None for as many as there are cores that this process may use.
    """
    global _shared  # noqa: PLW0603 – starting a worker takes a second, so a script that reads file by file must not start new ones
    wanted = _cores() if number is None else number
    if wanted == 0:
        return None
    if _shared is None or _shared.number != wanted:
        end_workers()
        _shared = Workers(wanted)
    return _shared


def end_workers() -> None:
    """End the workers of this process; new ones are started when they are needed."""
    global _shared  # noqa: PLW0603
    if _shared is not None:
        _shared.close()
        _shared = None


atexit.register(end_workers)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _environment() -> dict[str, str]:
    """That of this process, with the way to this program, and with one arena of memory, so that address space is no waste."""
    source = str(Path(__file__).resolve().parents[2])
    paths = os.pathsep.join(path for path in (source, os.environ.get("PYTHONPATH")) if path)
    return {**os.environ, "PYTHONPATH": paths, "MALLOC_ARENA_MAX": "1"}


def _task_of(part: OpenedPart) -> Task:
    content = part.taken.content
    return Task(
        capture=part.capture,
        part=part.part,
        where=part.where,
        identifier=part.identifier,
        format=part.format,
        remarks=part.remarks,
        limits=part.limits,
        sha256=part.taken.sha256,
        size=part.taken.size,
        charset=part.taken.charset,
        data=content if isinstance(content, bytes) else None,
        file=None if isinstance(content, bytes) else str(content.absolute()),
        files_stated=part.beside is not None,
    )


def _issue(part: OpenedPart, code: str, message: str) -> Issue:
    message = f"{message} It was not read; its bytes are kept."
    return Issue(code=code, outcome="quarantined", where=part.where, message=message)
