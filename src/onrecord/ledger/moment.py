"""When something was done, as far as one machine can say: three clocks, none of which decides an order."""

import ctypes
import secrets
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Literal

from onrecord.records import Record

ClockState = Literal["synchronised", "unsynchronised", "unknown"]
"""Whether the system keeps its clock in step with others, as it says itself."""

WallClock = Callable[[], datetime]

_ASKED_AGAIN = 60.0
"""Seconds for which the state of the clock is taken to hold: asking is cheap, and a state changes slowly."""

_TIME_ERROR = 5
"""What adjtimex(2) returns while the clock is not synchronised."""


class Moment(Record, frozen=True, kw_only=True):
    """When an entry was made."""

    wall: str
    """ISO 8601 in UTC by this machine's clock: a claim, which outside time stamps can bracket."""
    monotonic: int
    """Milliseconds since the machine started; never goes back, and says nothing beyond one start."""
    run: str
    """Which run of the program: eight random hexadecimal digits."""
    clock: ClockState
    """What the system says of its clock."""


class Clock:
    """Gives moments, all with the same ``run``."""

    def __init__(self, wall: WallClock | None = None) -> None:
        self._wall = wall or _now
        self._run = secrets.token_hex(4)
        self._state: ClockState = "unknown"
        self._asked = -_ASKED_AGAIN

    def now(self) -> Moment:
        """The present moment."""
        elapsed = _since_start()
        if elapsed - self._asked >= _ASKED_AGAIN:
            self._state, self._asked = clock_state(), elapsed
        wall = self._wall().astimezone(UTC).isoformat(timespec="milliseconds")
        return Moment(wall=wall, monotonic=int(elapsed * 1000), run=self._run, clock=self._state)


def clock_state() -> ClockState:
    """Whether the system says that its clock is synchronised; only Linux is asked (adjtimex(2), without changing anything)."""
    if not sys.platform.startswith("linux"):
        return "unknown"
    try:
        answer: int = ctypes.CDLL(None, use_errno=True).adjtimex(ctypes.create_string_buffer(512))  # the structure has 208 bytes
    except (OSError, AttributeError):
        return "unknown"
    if answer < 0:
        return "unknown"
    return "unsynchronised" if answer == _TIME_ERROR else "synchronised"


def _now() -> datetime:
    return datetime.now(UTC)


def _since_start() -> float:
    """Seconds since the machine started, sleep included where the system counts it."""
    clock = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
    return time.clock_gettime(clock)
