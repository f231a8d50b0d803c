"""Stops 2 and 3: what the sources hold, one thing after another, each to be recorded in its turn; and documents read ahead of it.

What is recorded, and in which order, is the same with any number of readers: they only read what will be wanted soon.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from onrecord import intake
from onrecord.intake import Opened, OpenedPart
from onrecord.records import Document, Issue, Party, Reading, ReferenceSeries
from onrecord.settings import Settings

CHARACTERS_AHEAD = 16_000_000
"""Characters of the texts that are read ahead of their turn, all together; what is read of a text takes some five times as much memory."""


class Place(NamedTuple):
    """How far a container is gone through: so many whole parts, and so many documents or issues of the part after them."""

    parts: int = 0
    documents: int = 0


class Away(Protocol):
    """A document that somebody else reads."""

    @property
    def done(self) -> bool:
        """Whether ``outcome`` will not have to wait."""
        ...

    def outcome(self) -> Reading | Issue:
        """What was read, with what one report shows by itself, or why it could not be; waited for.

        Raises:
            OnRecordError: nobody can read here at all.
        """
        ...


class Readers(Protocol):
    """Who reads documents elsewhere, several at a time, each as ``flow.read_alone`` does (``batch``)."""

    ahead: int
    """How many documents may be away or wait for their turn."""

    def begin(self, *, parties: Sequence[Party], references: Sequence[ReferenceSeries], settings: Settings) -> None:
        """What every document is read and compared with from now on."""
        ...

    def give(self, document: Document) -> Away:
        """Have a document read. Comes back at once."""
        ...


class Plan(Protocol):
    """Remembers beside a case which shards of its sources were recorded (``batch.plan``)."""

    def begin(self, signed: str, holds: Callable[[Opened, str], bool]) -> None:
        """What the run reads with, as one digest; and who knows whether what was recorded of a container at a position of the log holds."""
        ...

    def passed(self, opened: Opened) -> Place | None:
        """How far a container was recorded by an earlier run, and is to be passed over; None for all of it."""
        ...

    def reached(self, opened: Opened, place: Place | None) -> bool:
        """All of a container up to a place, None for all of it, was appended; whether that makes a shard whole."""
        ...

    def finished(self, position: str) -> None:
        """All that was reached is durable in the log, which is at a position."""
        ...


@dataclass(eq=False, slots=True)
class Begin:
    """A container was opened: its bytes are to be kept."""

    opened: Opened
    passed: Place | None
    """How far it was recorded before, and is passed over; None for all of it."""
    refused: bool = False
    """Whether it was not kept in its turn, so that nothing is taken from it."""
    again: bool = False
    """Whether a document of it could not be read now and may be later, so that it is not passed over from there on."""


@dataclass(eq=False, slots=True)
class Found:
    """Something that came out of a container."""

    container: Begin
    part: OpenedPart | None
    said: Document | Reading | Issue
    place: Place
    """How far the container is gone through with this."""
    away: Away | None = None
    """Who reads it; None for nobody yet."""


@dataclass(eq=False, slots=True)
class End:
    """All that is in a container was found; None at the end of a source."""

    container: Begin | None


Turn = Issue | Begin | Found | End


def turns_of(
    sources: Iterable[str],
    *,
    opened_of: Callable[[str], Iterator[Opened | Issue]],
    known: Callable[[OpenedPart], Reading | None],
    settings: Settings,
    plan: Plan | None = None,
) -> Iterator[Turn]:
    """What the sources hold, in order; nothing is opened before its turn is asked for.

    Args:
        sources: what a command names.
        opened_of: the containers of a source.
        known: the kept reading of the one report of a part.
        settings: how many workers take hostile formats apart.
        plan: what was recorded before and is passed over.
    """
    workers = intake.shared_workers(settings.workers)
    for source in sources:
        for opened in opened_of(source):
            if isinstance(opened, Issue):
                yield opened
                continue
            container = Begin(opened, plan.passed(opened) if plan else Place())
            yield container
            if container.refused:
                continue
            if container.passed is not None:
                yield from _inside(container, container.passed, lambda parts: intake.outcomes(parts, workers, known))
            yield End(container)
        yield End(None)


def _inside(
    container: Begin, passed: Place, outcomes: Callable[[Iterator[OpenedPart | Issue]], Iterator[intake.Outcome[Reading]]]
) -> Iterator[Found]:
    """What comes out of a container, behind the place that was passed."""
    numbers: dict[int, int] = {}

    def parts() -> Iterator[OpenedPart | Issue]:
        for number, part in enumerate(container.opened.parts()):
            if number >= passed.parts:
                numbers[id(part)] = number
                yield part

    at, within = passed.parts, 0
    for outcome in outcomes(parts()):
        number = numbers[id(outcome.found if outcome.part is None else outcome.part)]
        at, within = (at, within + 1) if number == at else (number, 1)
        if (place := Place(at, within)) > passed:
            yield Found(container, outcome.part, outcome.found, place)


def ahead(turns: Iterator[Turn], readers: Readers, wanted: Callable[[Document], str | None]) -> Iterator[Turn]:
    """The same turns, while the documents among them are being read.

    At most ``readers.ahead`` turns and ``CHARACTERS_AHEAD`` characters wait; whatever needs no reader goes on as soon as all before it did.

    Args:
        turns: as ``turns_of`` gives them.
        readers: who reads.
        wanted: the name under which a document is asked for again; None where it need not be read. Of several with one name only the
            first is read ahead: the others will find its reading in the case, or are read in their turn.
    """
    waiting: deque[Turn] = deque()
    names: deque[str] = deque()
    away: Counter[str] = Counter()
    characters = 0
    for turn in turns:
        waiting.append(turn)
        if isinstance(turn, Found) and isinstance(turn.said, Document) and (name := wanted(turn.said)) and not away[name]:
            turn.away = readers.give(turn.said)
            away[name] += 1
            names.append(name)
            characters += len(turn.said.text)
        # The bytes of a stream or an answer are gone when the next is asked for, and must be kept before.
        everything = isinstance(turn, End) and turn.container is not None and turn.container.opened.file is None
        while waiting and (everything or len(waiting) > readers.ahead or characters > CHARACTERS_AHEAD or _is_ready(waiting[0])):
            first = waiting.popleft()
            yield first
            if isinstance(first, Found) and first.away is not None and isinstance(first.said, Document):
                del away[names.popleft()]
                characters -= len(first.said.text)
    yield from waiting


def _is_ready(turn: Turn) -> bool:
    return not isinstance(turn, Found) or turn.away is None or turn.away.done
