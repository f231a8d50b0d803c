"""What must hold in a case after whatever happened to its writer: it opens, nothing acknowledged is lost, nothing is doubled.

The three steps are one function each, so that a test can break each of them: as the machine finds it (``found_faults``), opened
again (``opened_faults``), and the same ingest run once more (``retried_faults``).
"""

import hashlib
import shutil
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.custody.writer import Plan, capture_of, ingest
from onrecord.errors import OnRecordError
from onrecord.ledger import Ledger, View, reindex
from onrecord.ledger.places import Places
from onrecord.ledger.verify import verify
from onrecord.records import Reading, canonical

AHEAD = "the log was ahead of its index"
"""How the fault is called that an index lacked what the log had."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a case holds, as far as it does not depend on when it was written."""

    entries: Counter[str]
    """Entries by type."""
    readings: tuple[bytes, ...]
    """The readings in their order, canonical."""

    @classmethod
    def of(cls, case: Path) -> "Content":
        """Read it from the index.

        Raises:
            OnRecordError: the case cannot be read.
        """
        with View.open(case) as view:
            return cls(Counter(entry.type for entry in view.entries()), tuple(canonical(reading) for reading in view.readings()))

    @classmethod
    def expected(cls, plan: Plan, scratch: Path) -> "Content":
        """What an undisturbed ingest gives."""
        case = scratch / "undisturbed"
        ingest(case, plan)
        content = cls.of(case)
        shutil.rmtree(case)
        return content


def faults_after(case: Path, plan: Plan, kept: frozenset[int], expected: Content) -> Iterator[str]:
    """Everything that is wrong in a case after a disturbance; the case ends complete.

    Args:
        case: where the writer was.
        plan: what it was to ingest.
        kept: the reports of which it said that they are kept.
        expected: what the case must hold when the ingest has run once more.
    """
    yield from found_faults(case)
    try:
        yield from opened_faults(case, plan, kept)
        yield from retried_faults(case, plan, expected)
    except OnRecordError as error:
        yield f"cannot be used again: {error.message}"


def found_faults(case: Path, fair: Collection[str] = ()) -> Iterator[str]:
    """What is wrong before anybody repairs it: what was published must verify as it lies there, but for what the next opening mends, and
    for what is ``fair``."""
    if Places(case).checkpoint.exists():
        yield from (f"as it was found: {fault}" for fault in verified_faults(case, fair))


def opened_faults(case: Path, plan: Plan | None, kept: frozenset[int], fair: Collection[str] = ()) -> Iterator[str]:
    """What is wrong once it was opened for writing. With a plan, its originals are looked at one by one, besides what verify says.

    Raises:
        OnRecordError: it cannot be opened.
    """
    ledger = Ledger.open(case, create=True)
    try:
        if ahead := [sentence for sentence in ledger.repairs if "filled from the log" in sentence]:
            yield f"{AHEAD}: {ahead[0]}"
        there = [number_of(reading) for reading in ledger.view.readings()]
        if lost := sorted(kept - set(there)):
            yield f"acknowledged and lost: {lost}"
        if doubled := sorted(number for number, times in Counter(there).items() if times > 1):
            yield f"doubled: {doubled}"
        if plan is not None:
            yield from _original_faults(ledger.view, plan, there)
    finally:
        ledger.close()
    yield from (f"after it was opened: {fault}" for fault in verified_faults(case, fair))


def retried_faults(case: Path, plan: Plan, expected: Content) -> Iterator[str]:
    """What is wrong when the same ingest has run again, undisturbed.

    Raises:
        OnRecordError: it cannot be carried out.
    """
    ingest(case, plan)
    content = Content.of(case)
    if content.readings != expected.readings:
        yield "after the same ingest ran again, the readings are not those of an undisturbed one"
    if content.entries != expected.entries:
        yield f"after the same ingest ran again, the entries are {dict(content.entries)}, not {dict(expected.entries)}"
    with View.open(case) as view:
        yield from _original_faults(view, plan, list(plan.numbers))
    if left := sorted(path.name for path in Places(case).unfinished.iterdir()):
        yield f"left lying: {', '.join(left)}"
    yield from (f"after the same ingest ran again: {fault}" for fault in verified_faults(case))
    for path in Places(case).index.parent.glob("index*"):
        path.unlink()
    reindex(case)
    if Content.of(case) != content:
        yield "the log does not give the index that it was written from"


def number_of(reading: Reading) -> int:
    """The number of a report of a plan, also where it came from a file or an archive and is called by its name or address."""
    return int(reading.id.rpartition("/")[2].partition(".")[0])


def verified_faults(case: Path, fair: Collection[str] = ()) -> Iterator[str]:
    """What a verification from the bytes up says against a case, but for codes that are ``fair``."""
    verdict = verify(case)
    against = [found for found in verdict.findings if found.code not in fair]
    if verdict.exit != 0 and (against or not verdict.findings):
        told = "; ".join(f"{found.code} at {found.place}" for found in against)
        yield f"verify says {verdict.verdict}: {told}"


def _original_faults(view: View, plan: Plan, numbers: list[int]) -> Iterator[str]:
    """Originals of reports that are not there with their bytes."""
    for number in numbers:
        sha256 = capture_of(number, plan).sha256
        try:
            data = view.original(sha256).read_bytes()
        except (OSError, OnRecordError):
            yield f"the original is missing: report {number}"
            continue
        if hashlib.sha256(data).hexdigest() != sha256:
            yield f"the original has other bytes: report {number}"
