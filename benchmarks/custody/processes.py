"""Processes that are disturbed: forked with everything imported, held at a gate until strace has hold of them, then let go.

Because counting begins at the gate, the N-th call of a kind is the same call in every run, and no run pays for imports – when what is
imported on first use has been used once before the fork (``warmed``).
"""

import ctypes
import io
import os
import select
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache
from pathlib import Path

STRACE = "strace"

FAULT = 70
"""Exit code of a process that ended with an exception that it should not have let through."""

_PR_SET_PTRACER = 0x59616D61
_PR_SET_PTRACER_ANY = 2**64 - 1
_GATE = signal.SIGUSR1
"""Opens the gate. To wait for it is no call that is counted, as a read would be where strace had hold of the process before it began."""
_WAIT_SECONDS = 120.0

Body = Callable[[], int]
"""What a process does; its exit code."""


class CannotTrace(Exception):
    """strace is absent, or may not trace here."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended."""

    code: int
    """Its exit code; minus the signal when one ended it."""
    said: str
    """What it wrote to standard output."""
    complained: str
    """What it wrote to standard error."""

    @property
    def killed(self) -> bool:
        """Whether SIGKILL ended it."""
        return self.code == -signal.SIGKILL


class Held:
    """A process that waits at its gate."""

    def __init__(self, body: Body) -> None:
        """Fork; the child does nothing but wait."""
        said, saying = os.pipe()
        complained, complaining = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {_GATE})
        self.number = os.fork()
        if self.number == 0:
            _child(body, saying, complaining, (said, complained))
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        for descriptor in (saying, complaining):
            os.close(descriptor)
        self._pipes = {said: bytearray(), complained: bytearray()}
        self._said, self._complained = said, complained

    def let_go(self) -> None:
        """Open the gate."""
        os.kill(self.number, _GATE)

    @property
    def told(self) -> str:
        """What was read of its standard output so far."""
        return bytes(self._pipes[self._said]).decode(errors="replace")

    def kill(self) -> None:
        """End it with SIGKILL, wherever it is."""
        os.kill(self.number, signal.SIGKILL)

    def read_until(self, lines: int, seconds: float) -> None:
        """Return when it has said so many lines, when that time is over, or when it has ended."""
        until = time.monotonic() + seconds
        while self._pipes[self._said].count(b"\n") < lines and (left := until - time.monotonic()) > 0:
            ready, _, _ = select.select([self._said], [], [], left)
            if ready and not self._take(self._said):
                return

    def ended(self) -> Ended:
        """Wait for its end."""
        open_ends = set(self._pipes)
        until = time.monotonic() + _WAIT_SECONDS
        while open_ends:
            ready, _, _ = select.select(sorted(open_ends), [], [], max(0.0, until - time.monotonic()))
            if not ready:
                self.kill()
                until = time.monotonic() + _WAIT_SECONDS
            open_ends -= {descriptor for descriptor in ready if not self._take(descriptor)}
        _, status = os.waitpid(self.number, 0)
        for descriptor in self._pipes:
            os.close(descriptor)
        said, complained = (bytes(self._pipes[end]).decode(errors="replace") for end in (self._said, self._complained))
        return Ended(os.waitstatus_to_exitcode(status), said, complained)

    def _take(self, descriptor: int) -> bool:
        data = os.read(descriptor, 65_536)
        self._pipes[descriptor] += data
        return bool(data)


@cache
def warmed(body: Body) -> None:
    """Do it once in this process, so that the processes forked from it need not import anything."""
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        body()


def run_alone(body: Body) -> Ended:
    """Run it in a process of its own, undisturbed."""
    held = Held(body)
    held.let_go()
    return held.ended()


def run_traced(body: Body, output: Path, options: Sequence[str]) -> Ended:
    """Run it under strace, which writes what it sees to a file.

    Raises:
        CannotTrace: strace is absent, or may not trace here.
    """
    held = Held(body)
    command = [STRACE, "-f", "-y", "-o", str(output), "-p", str(held.number), *options]
    try:
        tracer = subprocess.Popen(command, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)
    except OSError as error:
        held.kill()
        held.ended()
        raise CannotTrace(f"{STRACE} cannot be run: {error}") from error
    assert tracer.stderr is not None
    first = tracer.stderr.readline()
    if "attached" not in first:
        held.kill()
        held.ended()
        tracer.wait()
        tracer.stderr.close()
        raise CannotTrace(first.strip() or f"{STRACE} ended at once")
    held.let_go()
    ended = held.ended()
    tracer.wait()
    tracer.stderr.close()
    return ended


def _child(body: Body, saying: int, complaining: int, others: Sequence[int]) -> None:
    """Wait, do it, and leave without what an interpreter does at its end."""
    code = FAULT
    try:
        for descriptor in others:
            os.close(descriptor)
        os.dup2(saying, 1)
        os.dup2(complaining, 2)
        sys.stdout, sys.stderr = (open(end, "w", encoding="utf-8", closefd=False) for end in (1, 2))  # noqa: SIM115
        ctypes.CDLL(None).prctl(_PR_SET_PTRACER, ctypes.c_ulong(_PR_SET_PTRACER_ANY), 0, 0, 0)  # where only parents may trace
        signal.sigwait({_GATE})
        code = body()
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:
        os.write(2, traceback.format_exc().encode())
    finally:
        os._exit(code)
