"""G1: a fault at every system call of an ingest that changes the disk: ``python -m benchmarks.custody.faults``.

A first run counts the calls. Then each is failed once with each kind of error, and once the process is killed on entering it;
afterwards the case must hold what was acknowledged, verify, and take the same ingest once more.
"""

import contextlib
import random
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path

from benchmarks.custody.aftermath import Content, faults_after, opened_faults, verified_faults
from benchmarks.custody.calls import Call, changes_disk, read_trace
from benchmarks.custody.processes import Ended, run_alone, run_traced, warmed
from benchmarks.custody.replay import STRACE_OPTIONS
from benchmarks.custody.results import HEAD, Results, answered, begun, parser, scratch_folder, workers, write_rows
from benchmarks.custody.writer import STOPPED, Plan, acknowledged, as_files, read_command, run, warm_command, warm_ledger
from benchmarks.page import table
from onrecord.errors import OnRecordError

GOAL = "G1"

KILL = "KILL"
ERRORS = ("EIO", "ENOSPC")
READ_ONLY = "EROFS"
"""Given too by calls that make, move or remove names."""
NAMES_MADE = frozenset("open openat creat mkdir mkdirat rename renameat renameat2 unlink unlinkat rmdir link linkat".split())
READS = frozenset("read pread64 getdents64 open openat".split())
"""Calls that only read; a disk may refuse them as well."""

NAMED_CODES = (0, 1, 2, 3, 74)
"""Exit codes that the command line gives a name (docs/reference/cli)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """A run that is disturbed."""

    name: str
    plan: Plan = Plan(reports=3)  # noqa: RUF009 – frozen
    before: Plan | None = None
    """What the case held before; its last publication was cut off by a kill."""
    command: bool = False
    """Whether it is ``onrecord read``, and not the ledger alone."""
    reads: bool = False
    """Whether calls that only read are failed, instead of those that change."""


TARGETS = (
    Target(name="a new case"),
    Target(name="a case whose last run was killed while it published", plan=Plan(reports=4), before=Plan(reports=2)),
    Target(name="a new case, calls that read", reads=True),
    Target(name="`onrecord read`", command=True),
)


@dataclass(frozen=True, slots=True)
class Point:
    """One call, and what is done to it."""

    call: str
    number: int
    """Which of the calls of that name, from 1."""
    kind: str
    what: str
    """The file it works on, for people."""

    def __str__(self) -> str:
        return f"{self.kind} at {self.call} {self.number} ({self.what})"


@dataclass(slots=True)
class Tally:
    """What came of the points of a target."""

    calls: int = 0
    """Calls that the run itself counted."""
    points: int = 0
    faulty: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    """Points by kind."""
    examples: list[str] = field(default_factory=list)
    seconds: float = 0.0


def points_of(target: Target, scratch: Path) -> list[Point]:
    """Every point of a target, counted in an undisturbed run."""
    with _room(target, scratch) as room:
        ended = run_traced(partial(_body, target, room), room / "trace", _all_calls())
        if ended.code != 0:
            raise RuntimeError(f"the undisturbed run ended with {ended.code}: {ended.complained}")
        numbers: Counter[str] = Counter()
        points: list[Point] = []
        with (room / "trace").open(encoding="ascii") as lines:
            for call in read_trace(lines):
                numbers[call.name] += 1
                if (path := next((path for path in call.paths() if path.startswith(f"{room}/case")), None)) is not None:
                    what = path.removeprefix(f"{room}/")
                    points += [Point(call.name, numbers[call.name], kind, what) for kind in kinds_of(call, reads=target.reads)]
    return points


def kinds_of(call: Call, *, reads: bool) -> tuple[str, ...]:
    """What is done to a call."""
    if reads:
        return ("EIO",) if call.name in READS and not changes_disk(call) else ()
    if not changes_disk(call):
        return ()
    return (KILL, *ERRORS, READ_ONLY) if call.name in NAMES_MADE else (KILL, *ERRORS)


def check(task: tuple[Target, Point, Content, Path]) -> tuple[str, list[str]]:
    """Disturb one run and look at what it leaves: which point it was, and what is wrong."""
    target, point, expected, scratch = task
    with _room(target, scratch) as room:
        how = "signal=KILL" if point.kind == KILL else f"error={point.kind}"
        options = ("-e", "signal=none", "-e", f"trace={point.call}", "-e", f"inject={point.call}:{how}:when={point.number}")
        ended = run_traced(partial(_body, target, room), room / "trace", options)
        faults = list(_ending_faults(target, point, ended, (room / "trace").read_text(encoding="ascii")))
        if target.command:
            faults += _command_faults(target, room, expected)
        else:
            faults += faults_after(room / "case", target.plan, _kept(target) | acknowledged(ended.said), expected)
    return str(point), [fault.replace(str(room), "") for fault in faults]


def explore(target: Target, *, scratch: Path, points: int | None = None, seed: int = 1) -> Tally:
    """Disturb a target at all its points, or at some chosen by chance."""
    tally, begin = Tally(), time.monotonic()
    with scratch_folder(scratch) as folder:
        found = points_of(target, folder)
        tally.calls = len({(point.call, point.number) for point in found})
        expected = _expected(target, folder)
        chosen = found if points is None or points >= len(found) else random.Random(seed).sample(found, points)
        with workers() as pool:
            for what, faults in answered(pool, check, ((target, point, expected, folder) for point in chosen)):
                tally.points += 1
                tally.kinds[what.split()[0]] = tally.kinds.get(what.split()[0], 0) + 1
                tally.faulty += bool(faults)
                tally.examples += [f"{what}: {fault}" for fault in faults][: max(0, 30 - len(tally.examples))]
    tally.seconds = time.monotonic() - begin
    return tally


@contextlib.contextmanager
def _room(target: Target, scratch: Path) -> Iterator[Path]:
    """A folder for one run, with what the case held before."""
    warmed(warm_command if target.command else warm_ledger)
    with scratch_folder(scratch) as room:
        if target.before:
            ready = scratch / "before"
            if not ready.exists():
                _make_before(target.before, ready, room)
            shutil.copytree(ready, room / "case")
        yield room


def _make_before(plan: Plan, ready: Path, room: Path) -> None:
    """A case whose writer was killed on entering the last renaming of a checkpoint."""
    made = room / "made"
    run_traced(partial(run, made, plan), room / "trace", _all_calls())
    with (room / "trace").open(encoding="ascii") as lines:
        renames = [call for call in read_trace(lines) if call.name.startswith("rename")]
    shutil.rmtree(made)
    name, last = renames[-1].name, len(renames)
    ended = run_traced(partial(run, made, plan), room / "trace", ("-e", f"trace={name}", "-e", f"inject={name}:signal=KILL:when={last}"))
    if not ended.killed or acknowledged(ended.said) != frozenset(plan.numbers):
        raise RuntimeError(f"the writer was not killed while it published: {ended}")
    made.rename(ready)


def _kept(target: Target) -> frozenset[int]:
    return frozenset(target.before.numbers) if target.before else frozenset()


def _body(target: Target, room: Path) -> int:
    if target.command:
        return read_command(room / "case", as_files(target.plan, room / "reports"))
    return run(room / "case", target.plan)


def _all_calls() -> tuple[str, ...]:
    *options, traced = STRACE_OPTIONS
    return (*options, f"{traced},?getdents64,?pread64")


def _ending_faults(target: Target, point: Point, ended: Ended, trace: str) -> Iterator[str]:
    """What is wrong with how a disturbed run ended."""
    if point.kind == KILL:
        if not ended.killed:
            yield f"was to be killed, and ended with {ended.code}"
        return
    if "(INJECTED)" not in trace:
        yield "the call was not reached"
    codes = NAMED_CODES if target.command else (0, STOPPED)
    if ended.code not in codes or "Traceback" in ended.complained or "fault in onrecord" in ended.complained:
        yield f"ended with {ended.code}: {' '.join(ended.complained.splitlines()[-2:])}"
    elif ended.code and ended.complained.count("error: ") != 1:
        yield f"ended with {ended.code} and no single sentence: {ended.complained}"
    elif not target.command and ended.code == 0 and acknowledged(ended.said) != frozenset(target.plan.numbers):
        yield "ended well and did not acknowledge everything"


def _expected(target: Target, scratch: Path) -> Content:
    """What an undisturbed run leaves."""
    with scratch_folder(scratch) as room:
        if not target.command:
            return Content.expected(target.plan, room)
        run_alone(partial(_body, target, room))
        return Content.of(room / "case")


def _command_faults(target: Target, room: Path, expected: Content) -> Iterator[str]:
    """What is wrong after ``onrecord read`` was disturbed, and when it runs again."""
    try:
        if (room / "case" / "onrecord.toml").exists():
            yield from opened_faults(room / "case", target.plan, frozenset())
        again = run_alone(partial(_body, target, room))
        if again.code != 0:
            yield f"run again, it ended with {again.code}: {again.complained}"
        elif Content.of(room / "case") != expected:
            yield "run again, it left something else than an undisturbed run"
        yield from verified_faults(room / "case")
    except OnRecordError as error:
        yield f"cannot be used again: {error.message}"


def full(results: Results, *, scratch: Path) -> None:
    """Every point of every target; prepared by ingest alone."""
    for target in TARGETS:
        results.part(target.name, partial(_explored, target, scratch))


def _explored(target: Target, scratch: Path) -> dict[str, object]:
    return asdict(explore(target, scratch=scratch))


def main() -> int:
    """Disturb everything, print, and write the page when asked to; 1 when something was wrong."""
    asked = parser("faults", __doc__).parse_args()
    results = begun(asked)
    full(results, scratch=asked.scratch)
    rows = [
        [
            GOAL,
            f"fault at every call of {name}",
            f"{part['points']:,} points at {part['calls']:,} calls",
            f"{part['faulty']:,}",
            f"{part['seconds']:.0f}",
        ]
        for name, part in results.parts.items()
    ]
    print(table(HEAD, rows))
    for part in results.parts.values():
        print(*part["examples"], sep="\n")
    if asked.write:
        write_rows(asked.write, "custody", HEAD, rows)
    return int(any(part["faulty"] for part in results.parts.values()))


if __name__ == "__main__":
    sys.exit(main())
