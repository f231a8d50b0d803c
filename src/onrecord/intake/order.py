"""Parts read in their order while workers are ahead of it: a bounded number of them is in flight."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from onrecord.intake.formats import HARMLESS
from onrecord.intake.opened import OpenedPart, Parts
from onrecord.intake.pool import Pending, Workers
from onrecord.records import Document, Issue

T = TypeVar("T")

PARTS_AHEAD = 4
"""Parts for each worker that may be on their way or waiting."""

BYTES_AHEAD = 128 * 1024 * 1024
"""Bytes of parts that may be on their way or waiting."""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What came of a part, one after another."""

    part: OpenedPart | None
    """None for an issue of the container itself."""
    found: T | Document | Issue


def outcomes(parts: Parts, workers: Workers | None, known: Callable[[OpenedPart], T | None]) -> Iterator[Outcome[T]]:
    """What is in the parts of a container, in their order.

    Args:
        parts: as ``Opened.parts`` gives them.
        workers: who takes apart what is not harmless; None to do that here.
        known: what was read of a part before, which is given instead; None where it must be read.
    """
    ahead: deque[tuple[OpenedPart | None, T | Issue | Pending | None]] = deque()
    try:
        yield from _in_order(parts, ahead, workers, known)
    finally:
        for _, found in ahead:
            if isinstance(found, Pending):
                found.drop()


def _in_order(
    parts: Parts,
    ahead: "deque[tuple[OpenedPart | None, T | Issue | Pending | None]]",
    workers: Workers | None,
    known: Callable[[OpenedPart], T | None],
) -> Iterator[Outcome[T]]:
    most = PARTS_AHEAD * workers.number if workers else 0
    size = 0
    for part in parts:
        if isinstance(part, Issue):
            ahead.append((None, part))
        elif (kept := known(part)) is not None:
            ahead.append((part, kept))
        elif workers and part.format not in HARMLESS:
            ahead.append((part, workers.submit(part)))
            size += part.taken.size
        else:
            ahead.append((part, None))
        while len(ahead) > most or size > BYTES_AHEAD:
            size -= _bytes_of(ahead[0])
            yield from _outcomes(*ahead[0])
            ahead.popleft()
            if not ahead:
                size = 0
    while ahead:
        yield from _outcomes(*ahead[0])
        ahead.popleft()


def _bytes_of(waiting: "tuple[OpenedPart | None, T | Issue | Pending | None]") -> int:
    part, found = waiting
    return part.taken.size if part is not None and isinstance(found, Pending) else 0


def _outcomes(part: OpenedPart | None, found: "T | Issue | Pending | None") -> Iterator[Outcome[T]]:
    if isinstance(found, Pending):
        yield from (Outcome(part, one) for one in found.documents())
    elif found is not None:
        yield Outcome(part, found)
    elif part is not None:
        yield from (Outcome(part, one) for one in part.documents())
