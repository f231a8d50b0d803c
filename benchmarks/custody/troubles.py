"""G4: full disks, folders that may not be written, two writers, clocks that leap: ``python -m benchmarks.custody.troubles``.

Each trouble must end in one sentence and a named exit code, lose nothing that was acknowledged, and let the same ingest go on when
it is over. Those that need a disk of their own run in a namespace of their own (unshare).
"""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path

from benchmarks.custody.aftermath import Content, faults_after, number_of, verified_faults
from benchmarks.custody.calls import Call, changes_disk, read_trace
from benchmarks.custody.processes import Ended, Held, run_alone, run_traced
from benchmarks.custody.replay import STRACE_OPTIONS
from benchmarks.custody.results import HEAD, begun, parser, scratch_folder, write_rows
from benchmarks.custody.writer import STOPPED, Plan, acknowledged, capture_of, ingest, read, run, text_of, warm_ledger
from benchmarks.page import table
from onrecord.errors import OnRecordError, WrongUse
from onrecord.ledger import Ledger, View

GOAL = "G4"

PLAN = Plan(reports=24, largest=60_000)

NOBODY = 65_534

SQLITES_OWN = ("", "/index.sqlite", "/index.sqlite-journal")
"""What SQLite syncs and answers for itself, in the folder ``db``: when that fails it keeps the write-ahead log, or stays without one."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a trouble came to."""

    sentences: tuple[str, ...]
    """What the writer said."""
    acknowledged: int
    faults: tuple[str, ...]
    """What is wrong; nothing is."""


class CannotTry(Exception):
    """The machine does not let us make this trouble."""


def full_disk(scratch: Path) -> Outcome:
    """A disk of 700 KiB; afterwards it has room again."""
    return _on_disk(scratch, "size=700k", after="remount,size=64m")


def full_of_names(scratch: Path) -> Outcome:
    """A disk with room for bytes and none for further files, as a quota of files gives."""
    return _on_disk(scratch, "size=64m,nr_inodes=60", after="remount,nr_inodes=10000")


def read_only_disk(scratch: Path) -> Outcome:
    """A disk that is made read-only while the writer stands between two reports."""
    return _on_disk(scratch, "size=64m", midway="remount,ro", after="remount,rw")


def file_too_large(scratch: Path) -> Outcome:
    """Files may not grow beyond a length (EFBIG), one after another."""
    outcomes = []
    for limit in (700, 5_000, 30_000, 70_000, 150_000):
        case = scratch / f"at-{limit}" / "case"
        case.parent.mkdir()
        ended = run_alone(partial(_confined, limit, case))
        outcomes.append(_judged(case, ended))
    return _together(outcomes)


def permission_lost(scratch: Path) -> Outcome:
    """The writer, who is not root, loses the right to write to a folder of the case midway."""
    warm_ledger()  # who is not root may not be able to read what would be imported on first use
    outcomes = []
    for folder in ("log", "db/unfinished", "blobs/sha256", "db"):
        case = scratch / folder.replace("/", "-") / "case"
        case.parent.mkdir()
        case.parent.chmod(0o777)
        scratch.chmod(0o755)
        ended = run_alone(partial(_without_rights, case, folder))
        (case / folder).chmod(0o755)
        outcomes.append(_judged(case, ended))
    return _together(outcomes)


def two_writers(scratch: Path) -> Outcome:
    """Two at once over overlapping reports: each is told that the other writes, and tries again; each report is kept once."""
    case = scratch / "case"
    plans = [Plan(reports=16, first=0), Plan(reports=16, first=8)]
    writers = [Held(partial(_patient, case, plan)) for plan in plans]
    for writer in writers:
        writer.let_go()
    ends = [writer.ended() for writer in writers]
    faults = [f"a writer ended with {ended.code}: {ended.complained}" for ended in ends if ended.code]
    told = [line for ended in ends for line in ended.complained.splitlines()]
    if any("is writing to the case" not in line for line in told):
        faults.append(f"said: {told}")
    with View.open(case) as view:
        numbers = sorted(number_of(reading) for reading in view.readings())
    if numbers != list(range(24)):
        faults.append(f"the case holds {numbers}")
    faults += verified_faults(case)
    return Outcome(tuple(dict.fromkeys(told)), len(set().union(*(acknowledged(ended.said) for ended in ends))), tuple(faults))


def leaping_clock(scratch: Path) -> Outcome:
    """The clock goes back 20 years, then 73 years ahead; order comes from the log."""
    case = scratch / "case"
    now = datetime.now(UTC)
    for part, years in enumerate((0, -20, 73, 0), start=1):
        ingest(case, Plan(reports=part), clock=partial(now.replace, year=now.year + years, day=1))
    with View.open(case) as view:
        entries = list(view.entries())
        numbers = [number_of(reading) for reading in view.readings()]
    faults = [] if numbers == [0, 1, 2, 3] else [f"the case holds {numbers}"]
    if [entry.sequence for entry in entries] != list(range(len(entries))):
        faults.append("the entries do not follow one another")
    faults += faults_after(case, Plan(reports=4), frozenset(range(4)), Content.of(case))
    return Outcome((), 4, tuple(faults))


def failed_sync(scratch: Path) -> Outcome:
    """A sync fails: from then on this writer changes nothing that is evidence, until the case is opened again."""
    warm_ledger()
    plan = Plan(reports=4, publish=True)
    case = scratch / "counted"
    run_traced(partial(run, case, plan), scratch / "trace", STRACE_OPTIONS)
    with (scratch / "trace").open(encoding="ascii") as lines:
        syncs = [call.paths()[0] for call in read_trace(lines) if call.name == "fsync"]
    outcomes = []
    own = {f"{case}/db{name}" for name in SQLITES_OWN}
    for number in (at for at, path in enumerate(syncs, start=1) if at % 4 == 1 and path not in own):
        case = scratch / f"at-{number}"
        inject = f"inject=fsync:error=EIO:when={number}"
        ended = run_traced(partial(_goes_on, case, plan), scratch / "trace", (*STRACE_OPTIONS, "-e", inject))
        with (scratch / "trace").open(encoding="ascii") as lines:
            later = _changed_after_failure(list(read_trace(lines)), case)
        closing = syncs[number - 1].endswith("-wal") and acknowledged(ended.said) == frozenset(plan.numbers)  # SQLite keeps that log then
        judged = _judged(case, ended, plan, well=closing)
        outcomes.append(replace(judged, faults=(*judged.faults, *(f"fsync {number} failed, and then came {change}" for change in later))))
    return _together(outcomes)


TROUBLES: dict[str, Callable[[Path], Outcome]] = {
    "disk full": full_disk,
    "no room for further files": full_of_names,
    "disk read-only midway": read_only_disk,
    "files may not grow": file_too_large,
    "permission lost midway": permission_lost,
    "two writers": two_writers,
    "clock 20 years back, 73 ahead": leaping_clock,
    "failed sync": failed_sync,
}


def outcome_of(name: str, scratch: Path | None) -> Outcome:
    """Make a trouble.

    Raises:
        CannotTry: the machine does not let us.
    """
    with scratch_folder(scratch) as folder:
        return TROUBLES[name](folder)


# --- writers in trouble -----------------------------------------------------------------------------------------------


def _confined(limit: int, case: Path) -> int:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    return run(case, PLAN)


def _without_rights(case: Path, folder: str) -> int:
    if os.geteuid() == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    begun_plan = Plan(reports=6, largest=60_000)
    return run(case, begun_plan) or _lose(case / folder) or run(case, PLAN)


def _lose(folder: Path) -> int:
    folder.chmod(0o555)
    return 0


def _patient(case: Path, plan: Plan) -> int:
    """Write; while another does, say so and try again."""
    while True:
        try:
            ingest(case, plan, lambda line: _tell(1, line))
        except WrongUse as error:
            _tell(2, error.message)
            time.sleep(0.01)
        else:
            return 0


def _tell(descriptor: int, line: str) -> None:
    os.write(descriptor, f"{line}\n".encode())


def _goes_on(case: Path, plan: Plan) -> int:
    """A writer that does not heed the first error, and is refused from then on."""
    failures = []
    try:
        ledger = Ledger.open(case, create=True)
    except OnRecordError as error:
        _tell(2, f"error: {error.message}")
        return STOPPED
    for number in plan.numbers:
        try:
            ledger.keep(capture_of(number, plan), text_of(number, plan).encode())
            read(ledger, number, plan)
            ledger.publish()
            _tell(1, f"kept {number}")
        except OnRecordError as error:
            failures.append(error.message)
    try:
        ledger.close()
    except OnRecordError as error:
        failures.append(error.message)
    if failures:
        _tell(2, f"error: {failures[0]}")
    return STOPPED if failures else 0


def _changed_after_failure(calls: Sequence[Call], case: Path) -> Iterator[str]:
    """Calls that changed evidence after a sync had failed."""
    failed = next((at for at, call in enumerate(calls) if call.injected), len(calls))
    for call in calls[failed + 1 :]:
        paths = [path.removeprefix(f"{case}/") for path in call.paths() if path.startswith(f"{case}/")]
        if call.result >= 0 and changes_disk(call) and any(path.startswith(("log/", "records/", "blobs/sha256/")) for path in paths):
            yield f"{call.name} {' '.join(paths)}"


# --- judging ----------------------------------------------------------------------------------------------------------


def _judged(case: Path, ended: Ended, plan: Plan = PLAN, *, well: bool = False) -> Outcome:
    """How a writer ended, and what is wrong with its case now that the trouble is over; whether it may have ended ``well``."""
    faults = []
    sentences = tuple(line for line in ended.complained.splitlines() if line.startswith("error: "))
    if ended.code == 0 and well:
        pass
    elif ended.code != STOPPED or len(ended.complained.splitlines()) != 1 or not sentences:
        faults.append(f"ended with {ended.code}: {ended.complained[-400:]}")
    kept = acknowledged(ended.said)
    faults += faults_after(case, plan, kept, _expected(plan))
    return Outcome(sentences, len(kept), tuple(faults))


@cache
def _expected(plan: Plan) -> Content:
    with scratch_folder(None) as folder:
        return Content.expected(plan, folder)


def _together(outcomes: list[Outcome]) -> Outcome:
    return Outcome(
        tuple(dict.fromkeys(sentence for one in outcomes for sentence in one.sentences)),
        sum(one.acknowledged for one in outcomes),
        tuple(fault for one in outcomes for fault in one.faults),
    )


# --- a disk of one's own ----------------------------------------------------------------------------------------------


def _on_disk(scratch: Path, options: str, *, midway: str = "", after: str) -> Outcome:
    """Ingest on a small disk of its own, mounted where nobody else sees it.

    Raises:
        CannotTry: namespaces or mounts are not allowed here.
    """
    unshare = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-Urm"]
    inside = [sys.executable, "-m", "benchmarks.custody.troubles", "--inside", json.dumps([str(scratch), options, midway, after])]
    try:
        done = subprocess.run([*unshare, *inside], capture_output=True, text=True, check=False)
    except OSError as error:
        raise CannotTry(f"unshare cannot be run: {error}") from error
    if done.returncode == 77 or (done.returncode and "unshare" in done.stderr):
        raise CannotTry(done.stderr.strip().splitlines()[-1])
    if done.returncode:
        raise RuntimeError(done.stderr)
    told = json.loads(done.stdout.splitlines()[-1])
    return Outcome(tuple(told["sentences"]), told["acknowledged"], tuple(told["faults"]))


def inside_namespace(folder: str, options: str, midway: str, after: str) -> int:
    """The part of ``_on_disk`` that runs in the namespace; prints the outcome."""
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True, text=True, check=False)
    if mounted.returncode:
        print(mounted.stderr.strip(), file=sys.stderr)
        return 77
    case = Path(folder) / "case"
    ended = run_alone(partial(_with_interlude, case, [*_remount(midway), folder] if midway else []))
    subprocess.run([*_remount(after), folder], check=True)
    print(json.dumps(asdict(_judged(case, ended))))
    return 0


def _remount(options: str) -> list[str]:
    return ["mount", "-o", options]


def _with_interlude(case: Path, command: list[str]) -> int:
    if not command:
        return run(case, PLAN)
    code = run(case, Plan(reports=6, largest=60_000))
    subprocess.run(command, check=True)
    return code or run(case, PLAN)


def main() -> int:
    """Make every trouble, print, and write the page when asked to; 1 when something was wrong."""
    command = parser("troubles", __doc__)
    command.add_argument("--inside", type=json.loads, help="of this program to itself, in a namespace")
    asked = command.parse_args()
    if asked.inside:
        return inside_namespace(*asked.inside)
    results = begun(asked)
    for name in TROUBLES:
        results.part(name, partial(_measured, name, asked.scratch))
    rows = [
        [GOAL, name, f"{part['acknowledged']:,} reports acknowledged", f"{len(part['faults']):,}", f"{part['seconds']:.0f}"]
        for name, part in results.parts.items()
    ]
    print(table(HEAD, rows))
    for name, part in results.parts.items():
        print(name, *part["sentences"][:5], *part["faults"][:10], sep="\n   ")
    if asked.write:
        write_rows(asked.write, "custody", HEAD, rows)
    return int(any(part["faults"] for part in results.parts.values()))


def _measured(name: str, scratch: Path | None) -> dict[str, object]:
    begin = time.monotonic()
    return asdict(outcome_of(name, scratch)) | {"seconds": time.monotonic() - begin}


if __name__ == "__main__":
    sys.exit(main())
