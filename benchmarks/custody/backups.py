"""G16: backups of a case while it is written to, and while its writer is killed: ``python -m benchmarks.custody.backups``.

A writer ingests without a pause. Backups are made of its case one after another, into new folders and into one that is there already, and
now and then the writer is killed in the middle and begun again. Each backup is put back as a case of its own: it must verify, hold every
report that was acknowledged before the backup began, and none twice. Then the same while reports are erased and the key is changed all
the time: what the log of a backup says was erased must be nowhere in it.
"""

import os
import shutil
import sys
import time
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path

from benchmarks.custody.aftermath import number_of, verified_faults
from benchmarks.custody.deeds import FAIR
from benchmarks.custody.processes import Held, warmed
from benchmarks.custody.results import HEAD, begun, parser, scratch_folder, write_rows
from benchmarks.custody.writer import Plan, acknowledged, ingest, run, warm_ledger
from benchmarks.page import table
from onrecord import flow
from onrecord.errors import OnRecordError
from onrecord.ledger import Ledger, NewKey, View, back_up, reindex, restore

GOAL = "G16"

ENDLESS = Plan(reports=100_000, commit_every=7, largest=20_000)
WAIT_SECONDS = 60.0


@dataclass(slots=True)
class Tally:
    """What came of the backups."""

    backups: int = 0
    kills: int = 0
    reports: int = 0
    """Reports in all backups that were put back."""
    faulty: int = 0
    examples: list[str] = field(default_factory=list)
    seconds: float = 0.0


def explore(backups: int, *, scratch: Path | None) -> Tally:
    """Make so many backups of one case; every third is made while the writer is killed."""
    tally, begin = Tally(), time.monotonic()
    with scratch_folder(scratch) as room:
        case, safe = room / "case", frozenset[int]()
        warmed(warm_ledger)
        writer = _begun(case)
        for number in range(backups):
            writer.read_until(2 * (number + 1), WAIT_SECONDS)
            if number % 3 == 2:
                safe |= _killed(writer)
                tally.kills += 1
                writer = _begun(case)
                writer.read_until(2, WAIT_SECONDS)
            safe |= acknowledged(writer.told)
            folder = room / f"backup-{number if number % 2 else 0}"
            faults, reports = _faults(case, folder, room / "again", safe)
            tally.backups += 1
            tally.reports += reports
            tally.faulty += bool(faults)
            tally.examples += [f"backup {number}: {fault}" for fault in faults]
        _killed(writer)
    tally.seconds = time.monotonic() - begin
    return tally


def explore_moving(backups: int, *, scratch: Path | None) -> Tally:
    """Make so many backups of a case in which reports are erased, and the key is changed, without a pause."""
    tally, begin = Tally(), time.monotonic()
    with scratch_folder(scratch) as room:
        warmed(partial(_move, room / "warm", 1))
        mover = Held(partial(_move, room / "case", 100_000))
        mover.let_go()
        for number in range(backups):
            mover.read_until(number + 1, WAIT_SECONDS)
            folder = room / f"backup-{number if number % 2 else 0}"
            faults, reports = _moving_faults(room / "case", folder, room / "again")
            tally.backups += 1
            tally.reports += reports
            tally.faulty += bool(faults)
            tally.examples += [f"backup {number}: {fault}" for fault in faults]
        mover.kill()
        ended = mover.ended()
        if not ended.killed:
            tally.faulty += 1
            tally.examples.append(f"the writer ended with {ended.code}: {ended.complained}")
    tally.seconds = time.monotonic() - begin
    return tally


def _move(case: Path, rounds: int) -> int:
    """Two reports come, the first of them goes, and now and then the key is changed; a line each time but the first."""
    for number in range(rounds):
        ingest(case, Plan(first=2 * number, reports=2, largest=2_000))
        with Ledger.open(case, create=False) as ledger:
            asked = ledger.ask_erasure([str(2 * number)], "safety", by="Ana Reyes")
        flow.erase(case, asked.request, by="Ben Osei")
        if number % 3 == 0:
            flow.change_key(case, NewKey())
        if number:
            os.write(1, b"%d\n" % number)
    return 0


def _moving_faults(case: Path, folder: Path, again: Path) -> tuple[list[str], int]:
    """What is wrong with one backup of such a case, and how many reports are in it."""
    try:
        back_up(case, folder)
        faults = list(verified_faults(folder, FAIR))
        restore(folder, again)
        Ledger.open(again, create=False).close()  # it has the key in force
        with View.open(again) as view:
            there = [number_of(reading) for reading in view.readings()]
            erased = {2 * number for number in range(sum(entry.type == "erase" for entry in view.entries()))}
        kept = b"".join(file.read_bytes() for above in (folder, again) for file in above.rglob("*") if file.is_file())
        faults += [f"what was erased stands in it: {number}" for number in erased if f"Report {number} from".encode() in kept]
        lost = set(range(1, max(there, default=0), 2)) - set(there)
        faults += [f"reports are lost: {sorted(lost)}"] if lost else []
        return [*faults, *verified_faults(again, FAIR)], len(there)
    except OnRecordError as error:
        return [f"{error.message} {error.hint or ''}"], 0
    finally:
        shutil.rmtree(again, ignore_errors=True)


def _begun(case: Path) -> Held:
    writer = Held(partial(run, case, ENDLESS))
    writer.let_go()
    return writer


def _killed(writer: Held) -> frozenset[int]:
    """Kill it; what it had acknowledged."""
    writer.kill()
    return acknowledged(writer.ended().said)


def _faults(case: Path, folder: Path, again: Path, safe: frozenset[int]) -> tuple[list[str], int]:
    """What is wrong with one backup, made now and put back; and how many reports are in it."""
    try:
        back_up(case, folder)
        restore(folder, again)
        reindex(again)
        with View.open(again) as view:
            there = [number_of(reading) for reading in view.readings()]
        faults = verified_faults(again)
        wrong = [*faults, *([f"acknowledged and lost: {sorted(safe - set(there))}"] if safe - set(there) else [])]
        wrong += ["reports stand in it twice"] if len(set(there)) != len(there) else []
        return wrong, len(there)
    except OnRecordError as error:
        return [f"{error.message} {error.hint or ''}"], 0
    finally:
        shutil.rmtree(again, ignore_errors=True)


def main() -> int:
    """Make backups, print, and write the page when asked to; 1 when something was wrong."""
    command = parser("backups", __doc__)
    command.add_argument("--backups", type=int, default=20)
    asked = command.parse_args()
    results = begun(asked)
    part = results.part("backups", lambda: asdict(explore(asked.backups, scratch=asked.scratch)))
    tried = f"{part['backups']:,} backups, {part['kills']:,} kills"
    rows = [[GOAL, "backups during an ingest and its kills, put back", tried, f"{part['faulty']:,}", f"{part['seconds']:.0f}"]]
    moving = results.part("backups of a moving case", lambda: asdict(explore_moving(asked.backups, scratch=asked.scratch)))
    tried = f"{moving['backups']:,} backups"
    rows += [[GOAL, "backups during erasures and changes of keys, put back", tried, f"{moving['faulty']:,}", f"{moving['seconds']:.0f}"]]
    print(table(HEAD, rows))
    print(*part["examples"][:30], *moving["examples"][:30], sep="\n")
    if asked.write:
        write_rows(asked.write, "custody", HEAD, rows)
    return int(bool(part["faulty"] or moving["faulty"]))


if __name__ == "__main__":
    sys.exit(main())
