"""Workers are given few tasks at once, and what they were given is done before they are left."""

from collections.abc import Iterator

from benchmarks.custody.results import UNDER_WAY, answered, workers

LARGE = 300_000  # bytes: more than a pipe takes, so that a task waits for whoever reads it


def test_whoever_has_seen_enough_can_leave() -> None:
    taken = 0

    def tasks() -> Iterator[bytes]:
        nonlocal taken
        while taken < 1_000:
            taken += 1
            yield bytes(LARGE)

    with workers() as pool:
        for length in answered(pool, len, tasks()):
            assert length == LARGE
            break
    assert taken == UNDER_WAY


def test_every_task_is_answered_in_order() -> None:
    with workers() as pool:
        assert list(answered(pool, abs, range(-30, 0))) == list(range(30, 0, -1))
