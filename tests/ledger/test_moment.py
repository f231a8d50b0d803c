"""When something was done: three clocks, none of which decides an order."""

import ctypes
import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from onrecord.ledger import moment
from onrecord.ledger.moment import Clock, clock_state


@pytest.fixture(autouse=True)
def kept_in() -> str:
    """Nothing here needs an index."""
    return "none"


def test_a_moment_is_in_utc_whatever_zone_the_machine_is_in():
    east = datetime(2031, 3, 5, 1, 30, 0, 123456, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    assert Clock(lambda: east).now().wall == "2031-03-04T20:00:00.123+00:00"


def test_moments_of_one_run_share_its_name_and_their_monotonic_time_never_goes_back():
    walls = iter([datetime(2099, 1, 1, tzinfo=UTC), datetime(2006, 1, 1, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)])
    clock = Clock(lambda: next(walls))
    moments = [clock.now() for _ in range(3)]
    assert [one.wall[:4] for one in moments] == ["2099", "2006", "2031"]
    assert {one.run for one in moments} == {moments[0].run}
    assert re.fullmatch("[0-9a-f]{8}", moments[0].run)
    assert [one.monotonic for one in moments] == sorted(one.monotonic for one in moments)
    assert Clock().now().run != Clock().now().run


def test_the_time_of_this_machine_is_taken_where_none_is_given():
    before = datetime.now(UTC) - timedelta(milliseconds=1)
    wall = datetime.fromisoformat(Clock().now().wall)
    assert before <= wall <= datetime.now(UTC)


class Library:
    """A C library that says of the clock what it is told to say."""

    def __init__(self, answer: int) -> None:
        self._answer = answer
        self.asked = 0

    def adjtimex(self, _: Any) -> int:
        self.asked += 1
        return self._answer


@pytest.mark.parametrize(("answer", "state"), [(0, "synchronised"), (1, "synchronised"), (5, "unsynchronised"), (-1, "unknown")])
def test_the_state_of_the_clock_is_what_the_system_says(monkeypatch: pytest.MonkeyPatch, answer: int, state: str):
    monkeypatch.setattr(moment.sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: Library(answer))
    assert clock_state() == state
    assert Clock().now().clock == state


def test_a_system_that_cannot_be_asked_says_nothing(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(moment.sys, "platform", "darwin")
    assert clock_state() == "unknown"
    monkeypatch.setattr(moment.sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: object())
    assert clock_state() == "unknown"


def test_the_state_is_asked_again_after_a_minute_and_not_before(monkeypatch: pytest.MonkeyPatch):
    library, elapsed = Library(0), [1000.0]
    monkeypatch.setattr(moment.sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: library)
    monkeypatch.setattr(moment, "_since_start", lambda: elapsed[0])
    clock = Clock()
    for seconds, asked in ((1000.0, 1), (1059.0, 1), (1060.0, 2), (1061.0, 2)):
        elapsed[0] = seconds
        assert clock.now().monotonic == int(seconds * 1000)
        assert library.asked == asked
