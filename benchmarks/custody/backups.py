"""G16: backups of a case while it is written to, and while its writer is killed: ``python -m benchmarks.custody.backups``.

A writer ingests without a pause. Backups are made of its case one after another, into new folders and into one that is there already, and
now and then the writer is killed in the middle and begun again. Each backup is put back as a case of its own: it must verify, hold every
report that was acknowledged before the backup began, and none twice.
"""

import shutil
import sys
import time
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path

from benchmarks.custody.aftermath import number_of, verified_faults
from benchmarks.custody.processes import Held, warmed
from benchmarks.custody.results import HEAD, begun, parser, scratch_folder, write_rows
from benchmarks.custody.writer import Plan, acknowledged, run, warm_ledger
from benchmarks.page import table
from onrecord.errors import OnRecordError
from onrecord.ledger import View, back_up, reindex, restore

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
    print(table(HEAD, rows))
    print(*part["examples"][:30], sep="\n")
    if asked.write:
        write_rows(asked.write, "custody", HEAD, rows)
    return int(bool(part["faulty"]))


if __name__ == "__main__":
    sys.exit(main())
