"""THE SAME FLOW, MANY TIMES: documents read ahead of their turn in many processes, one writer, and a plan of what was recorded.

What is recorded is the same with every engine and any number of processes: the flow asks for readings (``flow.turns.Readers``), and
keeps and appends in the order of its sources. ``local`` has processes on this machine, ``cluster`` those of a Ray cluster.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from onrecord.batch.cluster import RayReaders
from onrecord.batch.local import LocalReaders
from onrecord.batch.plan import Shards
from onrecord.errors import WrongUse
from onrecord.flow.turns import Readers
from onrecord.settings import Settings

__all__ = ["Shards", "readers_for"]

ASKING = "endpoint"
"""The reader that waits for a server, and counts what it asked in one process."""


@contextmanager
def readers_for(settings: Settings, *, workers: int | None = None, engine: Literal["local", "ray"] = "local") -> Iterator[Readers | None]:
    """Who reads with so many processes; None where this process reads by itself. Whatever was started has ended afterwards.

    Args:
        settings: which reader reads.
        workers: how many processes; None for one, which is this one, or with ``ray`` for as many as the cluster has processors.
        engine: where they are.

    Raises:
        WrongUse: the reader is one that asks a server; or the package of the engine is not installed.
    """
    if engine == "local" and workers in (None, 1):
        yield None
        return
    if settings.reader == ASKING:
        message = "the reader endpoint asks a server and waits for it, so more processes here would read no faster"
        raise WrongUse(message, hint="leave --workers and --engine out, or name another reader")
    with RayReaders(workers) if engine == "ray" else LocalReaders(workers) as readers:
        yield readers
