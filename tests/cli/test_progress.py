"""How a long run tells where it is."""

from collections.abc import Iterator

import pytest

from onrecord.cli.progress import Progress, Walk
from onrecord.records import Issue, Reading


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def unbroken(monkeypatch: pytest.MonkeyPatch) -> None:
    """No width is stated, as some ways of running tests do: lines are not broken."""
    monkeypatch.delenv("COLUMNS", raising=False)


def test_plain_lines_now_and_then_with_rate_and_time_left(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    progress = Progress(2_000_000_000, clock=clock)

    def outcomes() -> Iterator[Reading | Issue]:
        for number in range(100):
            clock.now += 1
            progress.reached(number * 10_000_000)
            yield Reading(id=str(number), text="x")
            if number % 25 == 0:
                yield Issue(code="html.no-text", outcome="quarantined", where="a.warc", message="Nothing.")

    with progress:
        assert len(list(progress.count(outcomes()))) == 104
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 10
    assert lines[0] == "read so far: 10 reports, 90 MB of 2.0 GB (4 %), 1 issue, 1.0 reports/s, about 4 min left"
    assert lines[-1] == "read so far: 100 reports, 990 MB of 2.0 GB (50 %), 4 issues, 1.0 reports/s, about 2 min left"


def test_the_rate_is_that_of_late(capsys: pytest.CaptureFixture[str]) -> None:
    """A run that was taken up again goes past what it has in no time, and must not promise that for the rest."""
    clock = Clock()
    progress = Progress(1_000_000, clock=clock)

    def outcomes() -> Iterator[Reading | Issue]:
        for number in range(500):
            clock.now += 0.01
            progress.reached(number * 1000)
            yield Reading(id=str(number), text="x")
        for number in range(500, 600):
            clock.now += 5
            progress.reached(number * 1000)
            yield Reading(id=str(number), text="x")

    list(progress.count(outcomes()))
    last = capsys.readouterr().err.splitlines()[-1]
    assert "0.2 reports/s, about 34 min left" in last


def test_nothing_is_promised_where_the_end_is_not_known() -> None:
    clock = Clock()
    progress = Progress(None, clock=clock)
    clock.now = 60
    list(progress.count(iter([Reading(id="a", text="x")])))
    progress.reached(500)
    assert progress.told() == "1 report, 500 bytes, 0.0 reports/s"


def test_a_walk_over_the_log_tells_now_and_then_how_far_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    with Walk("comparing", clock=clock) as walk:
        for number in range(2_000, 50_001, 2_000):
            clock.now += 1
            walk.reached(number, 50_000)
    assert capsys.readouterr().err.splitlines() == [
        "comparing: 20,000 of 50,000 entries (40 %)",
        "comparing: 40,000 of 50,000 entries (80 %)",
    ]
