"""The small ingest that is disturbed: it keeps reports, and says what was acknowledged at the moment it was.

Texts are invented. A line of what it says is written in one piece, so that a stop never halves one.
"""

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from onrecord.cli import main as command_line
from onrecord.errors import OnRecordError
from onrecord.ledger import Ledger
from onrecord.ledger import writer as writing
from onrecord.ledger.moment import WallClock
from onrecord.records import Capture, Document, Finding, Issue, Reading

STOPPED = 9
"""Exit code of a writer that ended with one sentence; no code of Python or of a signal."""

Say = Callable[[str], None]
"""Takes one line about what was done."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What is ingested, and how often it is committed."""

    reports: int = 3
    first: int = 0
    """Number of the first report."""
    commit_every: int = 1
    """Reports between two commits; 0 leaves it to the end."""
    groups: bool = False
    """Whether every append commits the one before, as when groups are full: acknowledged, and not published yet."""
    publish: bool = False
    """Whether ``publish`` is called instead of ``commit``."""
    largest: int = 9_000
    """Bytes of the longest original, about."""

    @property
    def numbers(self) -> range:
        """The numbers of its reports."""
        return range(self.first, self.first + self.reports)


def text_of(number: int, plan: Plan) -> str:
    """An invented report; every third is long, so that its bytes fill several pages of a disk."""
    long = plan.largest // 24 if number % 3 == 1 else 3
    return f"Report {number} from Vale: " + "the mill stood still. " * long


def capture_of(number: int, plan: Plan) -> Capture:
    """Where its bytes come from."""
    data = text_of(number, plan).encode()
    return Capture(sha256=sha256(data).hexdigest(), size=len(data), origin=f"{number}.txt", media_type="text/plain")


def _silent(_: str) -> None:
    return


def ingest(case: Path, plan: Plan, say: Say = _silent, *, clock: WallClock | None = None) -> None:
    """Bring the reports of a plan into a case; what it has already is not recorded again.

    Says ``read N`` when a report was appended, ``kept N M`` when these are acknowledged.

    Raises:
        OnRecordError: the case cannot be written.
    """
    waiting: list[int] = []
    with _group_seconds(plan), Ledger.open(case, create=True, clock=clock) as ledger:
        for count, number in enumerate(plan.numbers, start=1):
            ledger.keep(capture_of(number, plan), text_of(number, plan).encode())
            if plan.groups and waiting:  # that append found the group of the last report full
                say(f"kept {' '.join(map(str, waiting))}")
                waiting.clear()
            if read(ledger, number, plan):
                say(f"read {number}")
            waiting.append(number)
            if plan.commit_every and count % plan.commit_every == 0:
                (ledger.publish if plan.publish else ledger.commit)()
                say(f"kept {' '.join(map(str, waiting))}")
                waiting.clear()
    if waiting:
        say(f"kept {' '.join(map(str, waiting))}")


def read(ledger: Ledger, number: int, plan: Plan) -> bool:
    """Append what was read from a report whose bytes are kept; whether that was new."""
    text = text_of(number, plan)
    document = Document(id=str(number), text=text, capture=capture_of(number, plan))
    new = ledger.view.reading_of(document) is None
    if new:
        finding = Finding(id="x1", rule="dates-disagree", sentence="Two dates.")
        ledger.append_reading(document, Reading(id=str(number), text=text, findings=(finding,)))
    if number % 3 == 2:
        ledger.append_issue(Issue(code="text.lost", outcome="recorded", where=f"{number}.txt", message="A line was lost."))
    return new


def run(case: Path, plan: Plan) -> int:
    """``ingest`` as the body of a process: lines to standard output, one sentence to standard error; the exit code."""
    try:
        ingest(case, plan, lambda line: _write_line(1, line))
    except OnRecordError as error:
        _write_line(2, f"error: {error.message} {error.hint or ''}")
        return STOPPED
    return 0


def read_command(case: Path, *sources: Path) -> int:
    """``onrecord read`` of files and folders with the quick reader; its exit code.

    No group ends by its age: else a slow run would write more often than the one whose calls were counted.
    """
    writing.GROUP_SECONDS = writing.SECONDS_PUBLISHED = 3_600.0
    try:
        command_line(["--case", str(case), "read", "--form", "line", "--reader", "rules", *map(str, sources)])
    except SystemExit as leaving:
        return int(leaving.code or 0)
    return 0


def warm_ledger() -> int:
    """Use once all that an ingest imports on first use; the second time, a case is opened that is there."""
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(2):
            ingest(Path(folder) / "case", Plan())
    return 0


def warm_command() -> int:
    """The same for ``read_command``."""
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(2):
            read_command(Path(folder) / "case", as_files(Plan(largest=100), Path(folder) / "reports"))
    return 0


def as_files(plan: Plan, folder: Path) -> Path:
    """The reports of a plan as files in a folder."""
    folder.mkdir(exist_ok=True)
    for number in plan.numbers:
        (folder / f"{number}.txt").write_text(text_of(number, plan), encoding="utf-8")
    return folder


def as_container(plan: Plan, file: Path) -> Path:
    """The reports of a plan as one file of JSON Lines."""
    lines = (json.dumps({"id": str(number), "text": text_of(number, plan)}) for number in plan.numbers)
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return file


def acknowledged(said: str) -> frozenset[int]:
    """The reports of which a writer said that they were kept; a last line that was cut off says nothing."""
    whole = said[: said.rfind("\n") + 1].splitlines()
    return frozenset(int(number) for line in whole if line.startswith("kept ") for number in line.split()[1:])


def part_of(plan: Plan, reports: int) -> Plan:
    """The beginning of a plan."""
    return replace(plan, reports=reports)


@contextmanager
def _group_seconds(plan: Plan) -> Iterator[None]:
    """Where a plan wants it, every group is old enough to be committed by the next append."""
    before = writing.GROUP_SECONDS
    writing.GROUP_SECONDS = -1.0 if plan.groups else before
    try:
        yield
    finally:
        writing.GROUP_SECONDS = before


def _write_line(descriptor: int, line: str) -> None:
    os.write(descriptor, f"{' '.join(line.split())}\n".encode())
