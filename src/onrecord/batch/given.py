"""Documents that were given to readers elsewhere: a queue of those that nobody has yet, and answers that are waited for."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.batch.messages import Answer, Grounds, body_of, outcome_in
from onrecord.records import Document, Issue, Party, Reading, ReferenceSeries
from onrecord.settings import Settings


@dataclass(eq=False)
class Given:
    """A document that was given to be read."""

    document: Document
    readers: "ReadersElsewhere"
    tries: int = 0
    """How often a process ended while it was reading this."""
    answer: Answer | None = None

    @property
    def done(self) -> bool:
        """Whether it was read, or given up."""
        if self.answer is None:
            self.readers.look()
        return self.answer is not None

    def outcome(self) -> Reading | Issue:
        """What was read, or why it could not be; waited for.

        Raises:
            OnRecordError: nobody who reads can be started, or nobody can read.
        """
        while self.answer is None:
            self.readers.look(wait=True)
        return outcome_in(self.answer, self.document)


class ReadersElsewhere:
    """Readers that read in other processes, here or elsewhere."""

    def __init__(self) -> None:
        self._first = b""
        """What every one of them is told before anything else."""
        self._queue: deque[Given] = deque()

    def begin(self, *, parties: Sequence[Party], references: Sequence[ReferenceSeries], settings: Settings) -> None:
        """What every document is read and compared with from now on; what was given before and nobody took is forgotten."""
        self._end_all()
        self._queue.clear()
        self._first = body_of(Grounds(parties=tuple(parties), references=tuple(references), settings=settings))

    def give(self, document: Document) -> Given:
        """Have a document read. Comes back at once."""
        given = Given(document, self)
        self._queue.append(given)
        self.look()
        return given

    def look(self, *, wait: bool = False) -> None:
        """Take what came, and hand out what there is to do; ``wait`` for something to happen.

        Raises:
            OnRecordError: nobody who reads can be started, or nobody can read.
        """
        raise NotImplementedError

    def _end_all(self) -> None:
        raise NotImplementedError
