"""Readers in a Ray cluster: stateful workers that each hold the model in a process of their own, looked after by the one that writes.

A worker keeps its reader in a process (``local``), so that a text that ends its reader ends no worker. What a worker had that was lost,
with its machine or without, is given to others, and another is asked for. Nothing but documents and readings goes over the network:
evidence and ledger stay with the one that writes, so a reading that was lost or made twice changes nothing.

These are Ray's actors, not datasets: a dataset is known before it is worked on, and its workers end with it, while what is to be read
here is found, and decided on against the ledger, one document after another.
"""

import importlib
import os
import socket
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from onrecord.batch.given import Given, ReadersElsewhere
from onrecord.batch.local import AHEAD, IN_LINE, LocalReaders
from onrecord.batch.messages import Answer, answer_with, body_of, read_answer, read_document, read_grounds
from onrecord.errors import OnRecordError, WrongUse

ADDRESS = "RAY_ADDRESS"
"""The environment variable in which Ray itself looks for a cluster; without it, one is begun on this machine."""

START_SECONDS = 900.0
"""Seconds in which the first worker must be there: a cluster may have to fetch machines."""

MOST_LOST = 3
"""Workers for each of the number asked for that may be lost in a row while nothing is read; then something is wrong with all of them."""

_CONNECT_SECONDS = 20.0
_STEP_SECONDS = 1.0


class RemoteReader:
    """What a worker of the cluster does."""

    def __init__(self, first: bytes) -> None:
        grounds = read_grounds(first)
        self._readers = LocalReaders(1)
        self._readers.begin(parties=grounds.parties, references=grounds.references, settings=grounds.settings)

    def ready(self) -> int:
        """Its process id."""
        return os.getpid()

    def read(self, body: bytes) -> bytes:
        """Read a document; the answer."""
        try:
            return body_of(answer_with(self._readers.give(read_document(body)).outcome()))
        except OnRecordError as error:
            return body_of(Answer(stopped=error.message, hint=error.hint))


@dataclass(eq=False)
class _Worker:
    """A worker, from this side."""

    actor: Any
    starting: Any
    """Stands for the answer of a worker that is not ready yet."""
    ready: bool = False
    has: dict[Any, Given] = field(default_factory=dict)
    """What it was given and has not answered yet, in its order, by what stands for the answer."""


class RayReaders(ReadersElsewhere):
    """So many workers of a cluster that read.

    Args:
        number: how many; None for as many as the cluster has processors now.

    Raises:
        WrongUse: Ray is not installed.
    """

    def __init__(self, number: int | None = None) -> None:
        super().__init__()
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nobody is told what is read here, nor that something is
        os.environ["RAY_DEDUP_LOGS_SKIP_REGEX"] = "^"  # Ray prints what it has to say on standard output, which is for records
        try:
            self._ray: Any = importlib.import_module("ray")
        except ModuleNotFoundError as error:
            raise WrongUse("the engine ray needs the package ray", hint="pip install 'onrecord[ray]'") from error
        self._number = number
        self._begun_here = False
        self._workers: list[_Worker] = []
        self._lost_in_a_row = 0
        self._since = 0.0

    def __enter__(self) -> Self:
        if not self._ray.is_initialized():
            self._begun_here = True
            address = os.environ.get(ADDRESS) or ""
            how = {} if address else {"include_dashboard": False, "num_cpus": self._number}
            try:
                _refuse_unreachable(address)
                self._ray.init(log_to_driver=False, logging_level="ERROR", **how)
            except (ConnectionError, RuntimeError, OSError, ValueError) as error:
                where = f" at {address}" if address else ""
                message = f"The Ray cluster{where} cannot be reached: {error}."
                raise OnRecordError(message, hint=f"Check the environment variable {ADDRESS}, and `ray status`.") from error
        self.number = self._number or int(self._ray.cluster_resources().get("CPU", 1)) or 1
        self.ahead = AHEAD * self.number
        self._actor = self._ray.remote(num_cpus=1, max_restarts=0, max_task_retries=0)(RemoteReader)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._end_all()
        if self._begun_here:
            self._ray.shutdown()

    def look(self, *, wait: bool = False) -> None:
        """Take what came, and hand out what there is to do; ``wait`` a moment for something to happen.

        Raises:
            OnRecordError: the cluster has no worker, or one says that nothing can be read.
        """
        self._hand_out()
        awaited = {}
        for worker in self._workers:
            awaited.update(dict.fromkeys(worker.has, worker) if worker.ready else {worker.starting: worker})
        if not awaited:
            return
        references = list(awaited)
        some = {"num_returns": 1, "timeout": _STEP_SECONDS} if wait else {"num_returns": len(references), "timeout": 0}
        came, _ = self._ray.wait(references, **some)
        for reference in came:
            self._take(awaited[reference], reference)
        self._hand_out()
        if not came and not any(worker.ready for worker in self._workers) and time.monotonic() - self._since > START_SECONDS:
            message = f"The Ray cluster had no worker for us within {START_SECONDS:,.0f} seconds."
            raise OnRecordError(message, hint="`ray status` shows what it has, and what else is asked of it.")

    def _end_all(self) -> None:
        for worker in self._workers:
            self._ray.kill(worker.actor)
        self._workers = []

    def _hand_out(self) -> None:
        while self._queue:
            ready = [worker for worker in self._workers if worker.ready and len(worker.has) < IN_LINE]
            if not ready:
                break
            worker, given = min(ready, key=lambda worker: len(worker.has)), self._queue.popleft()
            worker.has[worker.actor.read.remote(body_of(given.document))] = given
        starting = sum(not worker.ready for worker in self._workers)
        if len(self._queue) > starting and len(self._workers) < self.number:
            if not self._workers:
                self._since = time.monotonic()
            actor = self._actor.remote(self._first)
            self._workers.append(_Worker(actor, actor.ready.remote()))

    def _take(self, worker: _Worker, reference: Any) -> None:
        if worker not in self._workers:  # lost with something that came before this
            return
        try:
            came = self._ray.get(reference)
        except self._ray.exceptions.RayError as error:
            self._lost(worker, error)
            return
        self._lost_in_a_row = 0 if worker.ready else self._lost_in_a_row
        if not worker.ready:
            worker.ready = True
            return
        answer = read_answer(came)
        if answer.stopped is not None:
            raise OnRecordError(answer.stopped, hint=answer.hint)
        worker.has.pop(reference).answer = answer

    def _lost(self, worker: _Worker, error: Exception) -> None:
        """A worker is gone: what it had is given to others, and another one is asked for."""
        self._workers.remove(worker)
        self._ray.kill(worker.actor)
        self._queue.extendleft(reversed(worker.has.values()))
        self._lost_in_a_row += 1
        if self._lost_in_a_row >= MOST_LOST * self.number:
            why = " ".join(str(error).split())
            message = f"{self._lost_in_a_row:,} workers of the Ray cluster were lost in a row, and nothing was read in between: {why}"
            raise OnRecordError(message, hint="Every machine of the cluster needs onrecord[ray] in the same version; see `ray logs`.")


def _refuse_unreachable(address: str) -> None:
    """Where an address names a machine and a port, see whether anybody answers there: Ray itself would wait for minutes.

    Raises:
        OSError: nobody does.
    """
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if host and port.isdecimal():
        socket.create_connection((host.strip("[]"), int(port)), timeout=_CONNECT_SECONDS).close()
