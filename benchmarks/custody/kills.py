"""G3: SIGKILL at random moments of whatever writes a case, a backup or a dossier: ``python -m benchmarks.custody.kills``.

One case after another is filled by writers that are killed and begun again until one comes to its end. After each kill the case is
opened: what was acknowledged, and what was there the time before, must be there, once. A dossier that bears its name must be whole, a
backup must be one that can be put back, and what was erased must be nowhere once a later run has ended.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.custody import deeds
from benchmarks.custody.aftermath import AHEAD, Content, found_faults, number_of, opened_faults, verified_faults
from benchmarks.custody.archives import as_wacz, as_warc, case_with_files, dossier_faults, export
from benchmarks.custody.processes import Held, run_alone, warmed
from benchmarks.custody.results import HEAD, answered, begun, parser, scratch_folder, workers, write_rows
from benchmarks.custody.writer import Plan, acknowledged, as_container, read_command, run, warm_command, warm_ledger
from benchmarks.page import table
from onrecord.errors import OnRecordError
from onrecord.ledger import View

GOAL = "G3"

INGEST = Plan(reports=40, commit_every=3, largest=60_000)
IMPORT = Plan(reports=40, largest=600)
EXPORT = Plan(reports=6, largest=600)
"""What fills one case; each takes some tenths of a second."""

KILLS_A_CASE = 12
"""After so many the writer is let go, so that every case is also finished."""


@dataclass(slots=True)
class Tally:
    """What came of the kills."""

    kills: int = 0
    cases: int = 0
    faulty: int = 0
    examples: list[str] = field(default_factory=list)
    seconds: float = 0.0


def ingested(room: Path) -> int:
    """The ledger alone."""
    return run(room / "case", INGEST)


def imported_from(name: str, make: Callable[[Plan, Path], Path]) -> Callable[[Path], int]:
    """``onrecord read`` of a container or a web archive."""

    def read_it(room: Path) -> int:
        archive = room / name
        return read_command(room / "case", archive if archive.exists() else _made_whole(make, archive))

    return read_it


def _made_whole(make: Callable[[Plan, Path], Path], archive: Path) -> Path:
    """What is read gets its name when it is whole: the kill may come while it is made."""
    return make(IMPORT, archive.with_name(f"unfinished-{archive.name}")).rename(archive)


def _nothing(_room: Path) -> None:
    return


def _no_faults(_room: Path) -> list[str]:
    return []


@dataclass(frozen=True, slots=True)
class Deed:
    """What is killed."""

    body: Callable[[Path], int]
    warm: Callable[[], int]
    plan: Plan | None = None
    """Whose originals are looked at one by one."""
    prepare: Callable[[Path], None] = _nothing
    """What is done before, undisturbed."""
    faults: Callable[[Path], list[str]] = _no_faults
    """What is wrong afterwards, before the case is opened, besides what is looked at in every case."""
    end_faults: Callable[[Path], list[str]] = _no_faults
    """What is wrong when it was done at last."""
    goes: frozenset[int] = frozenset()
    """Reports that it takes away."""
    unindexed: bool = False
    """Whether the case may be found with an index that is behind its log."""
    again: frozenset[str] = frozenset({"export"})
    """Types of entries of which a run after a kill makes another."""


def warm_export() -> int:
    """Use once all that an export imports on first use."""
    with tempfile.TemporaryDirectory() as folder:
        case_with_files(EXPORT, Path(folder))
        return export(Path(folder))


DEEDS = {
    "ingest": Deed(ingested, warm_ledger, INGEST),
    "import of a container": Deed(imported_from("reports.jsonl", as_container), warm_command),
    "import of a web archive": Deed(imported_from("reports.warc.gz", as_warc), warm_command),
    "import of a WACZ": Deed(imported_from("reports.wacz", as_wacz), warm_command),
    "export of a dossier": Deed(export, warm_export, prepare=partial(case_with_files, EXPORT), faults=dossier_faults),
    "backup": Deed(
        deeds.backup,
        deeds.warmed_by(deeds.case_and_earlier_backup, deeds.backup),
        prepare=deeds.case_and_earlier_backup,
        faults=deeds.backup_faults,
        end_faults=deeds.backup_end_faults,
        goes=frozenset({deeds.ERASED}),
        again=frozenset({"backup"}),
    ),
    "erasure": Deed(
        deeds.erase,
        deeds.warmed_by(deeds.case_with_reports, deeds.erase),
        prepare=deeds.case_with_reports,
        end_faults=deeds.erase_end_faults,
        goes=frozenset({deeds.ERASED}),
    ),
    "change of keys": Deed(
        deeds.change_key,
        deeds.warmed_by(deeds.case_with_reports, deeds.change_key),
        prepare=deeds.case_with_reports,
        faults=deeds.key_faults,
        again=frozenset({"key-rotate"}),
    ),
    "reindex": Deed(
        deeds.index_again,
        deeds.warmed_by(deeds.case_with_reports, deeds.index_again),
        prepare=deeds.case_with_reports,
        faults=deeds.index_faults,
    ),
    "restoration": Deed(
        deeds.put_back,
        deeds.warmed_by(deeds.backup_alone, deeds.put_back),
        prepare=deeds.backup_alone,
        faults=deeds.restore_faults,
        end_faults=deeds.restore_end_faults,
        goes=frozenset({deeds.ERASED}),
        unindexed=True,
    ),
}


def check(task: tuple[str, int, float, Content, Path]) -> Tally:
    """Fill one case through kills."""
    name, seed, seconds, expected, scratch = task
    dice, tally, deed = random.Random(f"{name} {seed}"), Tally(cases=1), DEEDS[name]
    warmed(deed.warm)
    with scratch_folder(scratch) as room:
        safe: frozenset[int] = frozenset()
        deed.prepare(room)
        while True:
            held = Held(partial(deed.body, room))
            held.let_go()
            if tally.kills < KILLS_A_CASE:
                held.read_until(10**6, dice.random() * seconds)
                held.kill()
            ended = held.ended()
            tally.kills += ended.killed
            safe |= acknowledged(ended.said)
            faults = _told(deed.faults, room)
            more, safe = _faults(room / "case", deed, safe)
            faults += more
            if not ended.killed:
                faults += [f"ended with {ended.code}: {ended.complained}"] if ended.code else _told(deed.end_faults, room)
                if not faults and _as_filled(room / "case", deed) != expected:
                    faults.append("the case holds something else than after an undisturbed run")
            tally.faulty += bool(faults)
            tally.examples += [f"{name}, case {seed}, kill {tally.kills}: {fault}" for fault in faults]
            if faults or not ended.killed:
                return tally


def explore(name: str, kills: int, *, scratch: Path) -> Tally:
    """Kill one deed so often, at least."""
    whole, begin = Tally(), time.monotonic()
    with scratch_folder(scratch) as folder:
        (folder / "undisturbed").mkdir()
        warmed(DEEDS[name].warm)
        DEEDS[name].prepare(folder / "undisturbed")
        started = time.monotonic()
        run_alone(partial(DEEDS[name].body, folder / "undisturbed"))
        took = time.monotonic() - started
        expected = _as_filled(folder / "undisturbed" / "case", DEEDS[name])
        with workers() as pool:
            tasks = ((name, seed, took, expected, folder) for seed in range(kills * 40))
            for tally in answered(pool, check, tasks):
                whole.kills += tally.kills
                whole.cases += tally.cases
                whole.faulty += tally.faulty
                whole.examples += tally.examples
                if whole.kills >= kills:
                    break
    whole.seconds = time.monotonic() - begin
    return whole


def _as_filled(case: Path, deed: Deed) -> Content:
    """What a case holds, but for entries of which each run makes one: one that was made before a kill is one more."""
    content = Content.of(case)
    for kind in deed.again:
        del content.entries[kind]
    return content


def _told(faults: Callable[[Path], list[str]], room: Path) -> list[str]:
    try:
        return faults(room)
    except OnRecordError as error:
        return [f"cannot be looked at: {error.message}"]


def _faults(case: Path, deed: Deed, safe: frozenset[int]) -> tuple[list[str], frozenset[int]]:
    """What is wrong in a case, and which reports must be there from now on."""
    if not (case / "onrecord.toml").exists():
        return [f"acknowledged and lost: {sorted(safe)}"] if safe else [], safe
    fair, found_fair = (deeds.FAIR, deeds.FOUND_FAIR) if deed.goes else ((), ())
    try:
        opened = (fault for fault in opened_faults(case, deed.plan, safe, fair) if not (deed.unindexed and fault.startswith(AHEAD)))
        faults = [*found_faults(case, found_fair), *opened, *verified_faults(case, fair)]
        with View.open(case) as view:
            return faults, safe | ({number_of(reading) for reading in view.readings()} - deed.goes)
    except OnRecordError as error:
        return [f"cannot be used again: {error.message}"], safe


def _explored(name: str, kills: int, scratch: Path) -> dict[str, Any]:
    return asdict(explore(name, kills, scratch=scratch))


def main() -> int:
    """Kill, print, and write the page when asked to; 1 when something was wrong."""
    command = parser("kills", __doc__)
    command.add_argument("--kills", type=int, default=2_400, help="kills in all, at least")
    asked = command.parse_args()
    results = begun(asked)
    for name in DEEDS:
        results.part(name, partial(_explored, name, -(-asked.kills // len(DEEDS)), asked.scratch))
    rows = [
        [
            GOAL,
            f"SIGKILL during {name}",
            f"{part['kills']:,} kills, {part['cases']:,} cases",
            f"{part['faulty']:,}",
            f"{part['seconds']:.0f}",
        ]
        for name, part in results.parts.items()
    ]
    print(table(HEAD, rows))
    for part in results.parts.values():
        print(*part["examples"][:30], sep="\n")
    if asked.write:
        write_rows(asked.write, "custody", HEAD, rows)
    return int(any(part["faulty"] for part in results.parts.values()))


if __name__ == "__main__":
    sys.exit(main())
