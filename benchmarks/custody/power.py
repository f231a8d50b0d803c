"""G2: power loss at every moment of an ingest, on every disk that it may leave: ``python -m benchmarks.custody.power``.

One ingest is recorded call by call; the model of a disk gives the states that a file system may be in after each call; each is
laid out as files, and the case in it must open, hold all that was acknowledged, and take the same ingest once more.
"""

import random
import shutil
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any

from benchmarks.custody.aftermath import Content, faults_after
from benchmarks.custody.calls import read_trace
from benchmarks.custody.disk import State
from benchmarks.custody.mutants import MUTANTS
from benchmarks.custody.processes import run_traced
from benchmarks.custody.replay import STRACE_OPTIONS, Replay
from benchmarks.custody.results import HEAD, MUTANT_HEAD, Results, answered, begun, parser, scratch_folder, workers, write_rows
from benchmarks.custody.writer import Plan, part_of, run
from benchmarks.page import table
from onrecord.ledger.driver import SQLITE
from onrecord.ledger.tlog.checkpoint import read_checkpoint
from onrecord.ledger.tlog.note import NoteFault
from onrecord.ledger.tlog.tiles import bundle_name

GOAL = "G2"

MUTANT_STATES = 600
"""States in which a mutant may be caught."""

MIXED = 6
"""States a moment in which every file is kept in a way of its own."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Scenario:
    """An ingest whose power fails."""

    name: str
    plan: Plan
    sessions: int = 1
    """How often the case is opened; each time a part more of the plan is ingested."""
    journal: str = "wal"
    """How SQLite keeps its commits: with ``delete``, as an old SQLite does."""
    mutant: str | None = None
    after: State | None = None
    """The state that an earlier power loss left, when this one strikes the recovery from it."""
    kept: frozenset[int] = frozenset()
    """What was acknowledged before."""


@dataclass(frozen=True, slots=True)
class Loss:
    """One state after one moment."""

    state: State
    kept: frozenset[int]
    after: str

    @property
    def digest(self) -> bytes:
        """The same for equal states with the same promises."""
        digest = blake2b(repr((sorted(self.kept), sorted(self.state.folders))).encode())
        for path, (data, mode) in sorted(self.state.files.items()):
            digest.update(f"{path} {len(data)} {mode}\n".encode() + data)
        return digest.digest()


@dataclass(slots=True)
class Tally:
    """What came of the states of a scenario."""

    moments: int = 0
    states: int = 0
    faulty: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    """Faults by their beginning."""
    examples: list[str] = field(default_factory=list)
    seconds: float = 0.0


SCENARIOS = (
    Scenario(name="a new case, every report committed", plan=Plan(reports=4)),
    Scenario(name="a new case, every report published", plan=Plan(reports=4, publish=True)),
    Scenario(name="a case opened three times", plan=Plan(reports=6), sessions=3),
    Scenario(name="groups committed by later appends", plan=Plan(reports=5, groups=True, commit_every=0)),
    Scenario(name="rollback journal of an old SQLite", plan=Plan(reports=3), journal="delete"),
)


@contextmanager
def journal(kind: str) -> Iterator[None]:
    """Have the ledger believe that this SQLite is old, where that is asked for."""
    module: Any = SQLITE
    before = module.sqlite_version_info
    module.sqlite_version_info = before if kind == "wal" else (3, 51, 2)
    try:
        yield
    finally:
        module.sqlite_version_info = before


def losses(
    scenario: Scenario, scratch: Path, dice: random.Random, tally: Tally, *, share: float = 1.0, first: int | None = None
) -> Iterator[Loss]:
    """The different states of a scenario, at so large a share of its moments, or of so many from its beginning. Counts the moments."""
    room = scratch / "room"
    room.mkdir()
    replay = Replay(room, kept=scenario.kept)
    if scenario.after:
        lay_out(scenario.after, room)
        replay.begin_with(room)
    trace = scratch / "trace"
    ended = run_traced(lambda: _body(scenario, room / "case"), trace, STRACE_OPTIONS)
    if ended.code != 0:
        raise RuntimeError(f"the writer that is recorded ended with {ended.code}: {ended.complained}")
    seen: set[bytes] = set()
    with trace.open(encoding="ascii") as lines:
        for moment in replay.moments(read_trace(lines)):
            tally.moments += 1
            chosen = dice.random() < share and (first is None or tally.moments <= first)
            for state in moment.disk.states(dice, MIXED) if chosen else ():
                loss = Loss(state, moment.kept, moment.after)
                if (digest := loss.digest) not in seen:
                    seen.add(digest)
                    yield loss
    replay.check_against(room)
    trace.unlink()
    shutil.rmtree(room)


def check(task: tuple[Scenario, Content, Loss, Path]) -> tuple[str, list[str]]:
    """Lay one state out and look at it: which it is, and what is wrong."""
    scenario, expected, loss, scratch = task
    with scratch_folder(scratch) as folder, journal(scenario.journal):
        lay_out(loss.state, folder)
        faults = list(faults_after(folder / "case", scenario.plan, loss.kept, expected))
    return f"after {loss.after} ({loss.state.how})", faults


def lay_out(state: State, folder: Path) -> None:
    """Write a state into a folder."""
    for path in sorted(state.folders):
        (folder / path).mkdir(parents=True, exist_ok=True)
    for path, (data, mode) in state.files.items():
        (folder / path).write_bytes(data)
        (folder / path).chmod(mode)


def explore(
    scenario: Scenario,
    *,
    states: int,
    scratch: Path | None,
    seed: int = 1,
    share: float = 1.0,
    first: int | None = None,
    until_fault: bool = False,
) -> Tally:
    """Look at some states of a scenario, spread over its moments.

    Args:
        scenario: what is recorded.
        states: how many at most.
        scratch: a folder, best in memory.
        seed: of the choices.
        share: of the moments, which saves the making of states that nobody looks at.
        first: how many moments from the beginning count; None for all.
        until_fault: stop at the first fault, as for a mutant that only has to be caught.
    """
    dice, tally, begun = random.Random(seed), Tally(), time.monotonic()
    with scratch_folder(scratch) as folder:
        expected = Content.expected(scenario.plan, folder)
        found = list(losses(scenario, folder, dice, tally, share=share, first=first))
        dice.shuffle(found)
        tasks = ((scenario, expected, loss, folder) for loss in found[:states])
        with workers() as pool:
            for what, faults in answered(pool, check, tasks):
                tally.states += 1
                tally.faulty += bool(faults)
                for fault in faults:
                    kind = fault.split(":")[0]
                    tally.kinds[kind] = tally.kinds.get(kind, 0) + 1
                    if len(tally.examples) < 20:
                        tally.examples.append(f"{what}: {fault}".replace(str(folder), ""))
                if faults and until_fault:
                    break
    tally.seconds = time.monotonic() - begun
    return tally


def recoveries(number: int, *, scratch: Path | None, seed: int = 2, share: float = 1.0) -> Iterator[Scenario]:
    """Scenarios in which power fails a second time, while the case recovers from the first."""
    dice = random.Random(seed)
    for base in (SCENARIOS[1], SCENARIOS[3]):
        with scratch_folder(scratch) as folder:
            found = [loss for loss in losses(base, folder, dice, Tally(), share=share) if "case/onrecord.toml" in loss.state.files]
        for loss in dice.sample(found, number):
            yield replace(base, name="power fails again during the recovery", after=loss.state, kept=loss.kept)


def half_published(*, scratch: Path | None, seed: int = 2) -> Scenario:
    """A recovery that begins where files of a coming checkpoint lie beside those of the one before: these are tidied away first."""
    base = SCENARIOS[3]
    with scratch_folder(scratch) as folder:
        loss = next(loss for loss in losses(base, folder, random.Random(seed), Tally()) if _is_half_published(loss.state))
    return replace(base, name="power fails while a half published log is tidied up", after=loss.state, kept=loss.kept)


def _is_half_published(state: State) -> bool:
    files, sizes = state.files, []
    for name in ("case/log/checkpoint", "case/log/checkpoint.tmp"):
        try:
            sizes.append(read_checkpoint(files[name][0])[0].size)
        except (KeyError, NoteFault):
            return False
    return sizes[0] < sizes[1] and f"case/log/{bundle_name(0, sizes[1])}" in files


def _body(scenario: Scenario, case: Path) -> int:
    """The ingest that is recorded."""
    if scenario.mutant:
        MUTANTS[scenario.mutant].breaks()
    code = 0
    with journal(scenario.journal):
        for session in range(1, scenario.sessions + 1):
            code = code or run(case, part_of(scenario.plan, scenario.plan.reports * session // scenario.sessions))
    return code


def full(results: Results, *, states: int, scratch: Path | None) -> None:
    """Every scenario, recoveries, and every mutant."""
    share = states // (len(SCENARIOS) + 1)
    for scenario in SCENARIOS:
        results.part(scenario.name, partial(_explored, scenario, share, scratch))
    tidied = "power fails while a half published log is tidied up"
    results.part(tidied, lambda: asdict(explore(half_published(scratch=scratch), states=share, scratch=scratch)))
    again = "power fails again during the recovery"
    results.part(again, lambda: asdict(total(explore(one, states=share // 12, scratch=scratch) for one in recoveries(6, scratch=scratch))))
    for mutant in MUTANTS:
        results.part(f"mutant: {mutant}", partial(_explored, of_mutant(mutant), MUTANT_STATES, scratch))


def _explored(scenario: Scenario, states: int, scratch: Path | None) -> dict[str, Any]:
    return asdict(explore(scenario, states=states, scratch=scratch))


def total(tallies: Iterable[Tally]) -> Tally:
    """Several as one."""
    whole = Tally()
    for tally in tallies:
        whole.moments += tally.moments
        whole.states += tally.states
        whole.faulty += tally.faulty
        whole.seconds += tally.seconds
        whole.examples += tally.examples
        for kind, count in tally.kinds.items():
            whole.kinds[kind] = whole.kinds.get(kind, 0) + count
    return whole


def of_mutant(name: str) -> Scenario:
    """The ingest in which a mutant is recorded."""
    return Scenario(name=f"mutant: {name}", plan=MUTANTS[name].plan, mutant=name)


def main() -> int:
    """Explore, print, and write the page when asked to; 1 when a state was faulty or a mutant was not caught."""
    command = parser("power", __doc__)
    command.add_argument("--states", type=int, default=12_000, help="states to look at, about, mutants apart")
    asked = command.parse_args()
    results = begun(asked)
    full(results, states=asked.states, scratch=asked.scratch)
    ours = {name: part for name, part in results.parts.items() if not name.startswith("mutant: ")}
    mutants = {name.removeprefix("mutant: "): part for name, part in results.parts.items() if name.startswith("mutant: ")}
    rows = [
        [GOAL, f"power loss: {name}", f"{part['states']:,} states", f"{part['faulty']:,}", f"{part['seconds']:.0f}"]
        for name, part in ours.items()
    ]
    caught = [[name, GOAL, f"{part['faulty']:,}", f"{part['states']:,} states"] for name, part in mutants.items()]
    print(table(HEAD, rows), "", table(MUTANT_HEAD, caught), sep="\n")
    for part in ours.values():
        print(*part["examples"], sep="\n")
    if asked.write:
        write_rows(asked.write, "custody", HEAD, rows)
        write_rows(asked.write, "custody mutants", MUTANT_HEAD, caught)
    return int(any(part["faulty"] for part in ours.values()) or not all(part["faulty"] for part in mutants.values()))


if __name__ == "__main__":
    sys.exit(main())
