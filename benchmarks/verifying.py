"""What checking costs: ``python -m benchmarks.verifying [--entries 1000000] [--originals 2000]``.

A case with so many entries, each with a record, is made once by OnRecord's own writer (``--case`` keeps it for later runs). Then, in
processes of their own and in turn: ``onrecord verify`` and the lone ``verify.py`` check all of it; a thousand inclusion proofs are made for
entries drawn at random; and a second case, with so many megabytes of originals, is checked beside ``sha256sum`` of the same files.
"""

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from benchmarks.appending import reports
from benchmarks.machine import description
from benchmarks.page import table, write_between
from onrecord.ledger import Ledger
from onrecord.ledger.places import Places
from onrecord.ledger.proofs import Proofs
from onrecord.ledger.tlog.tree import HASH
from onrecord.records import Capture

PROOFS = 1000
MEGABYTE = 1_000_000
ORIGINAL = 4 * MEGABYTE
"""Bytes of an original: a page with its pictures, or a small archive."""
LONE = Path(__file__).parent.parent / "src" / "onrecord" / "export" / "verify.py"


def make_entries(folder: Path, entries: int) -> None:
    """A case with at least so many entries."""
    with Ledger.open(folder, create=True) as ledger:
        for document, reading in reports(-(-entries // 3)):
            ledger.append_reading(document, reading)


def make_originals(folder: Path, megabytes: int) -> None:
    """A case with originals of so many megabytes."""
    with Ledger.open(folder, create=True) as ledger:
        for number in range(max(1, megabytes * MEGABYTE // ORIGINAL)):
            data = random.Random(number).randbytes(ORIGINAL)
            capture = Capture(
                sha256=sha256(data).hexdigest(), size=len(data), media_type="application/octet-stream", origin=f"original-{number}.bin"
            )
            ledger.keep(capture, data)


def run(*command: str) -> dict[str, float]:
    """Seconds, processor seconds and peak memory in bytes of a command that ends well."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return {"seconds": seconds, "cpu": used.ru_utime + used.ru_stime, "peak": used.ru_maxrss * 1024}


def both(case: Path) -> dict[str, dict[str, float]]:
    """The two verifiers over a case."""
    return {
        "onrecord verify": run(sys.executable, "-m", "onrecord", "verify", str(case), "--json"),
        "verify.py": run(sys.executable, "-I", str(LONE), str(case), "--json"),
    }


def proving(case: Path) -> tuple[float, float, int]:
    """Milliseconds of an inclusion proof, p50 and p95, and the most hashes that one has."""
    proofs = Proofs.of(Places(case))
    dice, took, longest = random.Random(1), [], 0
    for _ in range(PROOFS):
        sequence = dice.randrange(proofs.size)
        begun = time.perf_counter()
        made = proofs.proof(sequence)
        took.append(time.perf_counter() - begun)
        longest = max(longest, sum(len(line) == len_of_hash() for line in made.split(b"\n\n", 1)[0].splitlines()))
    took.sort()
    return took[PROOFS // 2] * 1000, took[PROOFS * 95 // 100] * 1000, longest


def len_of_hash() -> int:
    """Letters of a hash in a proof, which has them in base 64."""
    return -(-HASH // 3) * 4


@contextmanager
def case_at(given: Path | None, make: str, amount: int) -> Iterator[Path]:
    """A case made here and removed, or one that is kept."""
    if given and given.exists():
        yield given
        return
    folder = given or Path(tempfile.mkdtemp(dir=Path.cwd())) / "case"
    try:
        subprocess.run([sys.executable, "-m", "benchmarks.verifying", make, str(folder), str(amount)], check=True)
        yield folder
    finally:
        if not given:
            shutil.rmtree(folder.parent)


def main() -> int:
    """Make, check, print or write the tables."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--entries", type=int, default=1_000_000)
    asked.add_argument("--originals", type=int, default=2_000, help="megabytes")
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--case", type=Path, help="where the case with the entries is, or is made and kept")
    asked.add_argument("--write", type=Path, help="page whose table is replaced")
    asked.add_argument("--make-entries", nargs=2, help=argparse.SUPPRESS)
    asked.add_argument("--make-originals", nargs=2, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.make_entries or given.make_originals:
        folder, amount = given.make_entries or given.make_originals
        (make_entries if given.make_entries else make_originals)(Path(folder), int(amount))
        return 0
    with case_at(given.case, "--make-entries", given.entries) as case:
        entries = Proofs.of(Places(case)).size
        rounds = [both(case) for _ in range(given.rounds)]
        p50, p95, hashes = proving(case)
    lines = [row(f"{name}, {entries:,} entries", [one[name] for one in rounds]) for name in rounds[0]]
    with case_at(None, "--make-originals", given.originals) as case:
        files = sorted(str(path) for path in (case / "blobs").rglob("*") if path.is_file())
        of_originals = [{"sha256sum": run("sha256sum", *files)} | both(case) for _ in range(given.rounds)]
    ratios = {
        name: statistics.median(one["sha256sum"]["seconds"] / one[name]["seconds"] for one in of_originals) for name in of_originals[0]
    }
    size = sum(Path(one).stat().st_size for one in files) if files and Path(files[0]).exists() else given.originals * MEGABYTE
    lines += [row(f"{name}, {size / 1e9:.1f} GB of originals", [one[name] for one in of_originals], ratios[name]) for name in ratios]
    head = ("what is checked", "seconds", "of processors", "peak memory", "speed of sha256sum")
    text = (
        f"Measured on {time.strftime('%Y-%m-%d')} on {description()}; {given.rounds} rounds.\n\n{table(head, lines)}\n\n"
        f"An inclusion proof among {entries:,} entries: p50 {p50:.2f} ms, p95 {p95:.2f} ms, at most {hashes} hashes "
        f"({PROOFS:,} drawn at random)."
    )
    print(text)
    if given.write:
        write_between(given.write, "verifying", text)
    return 0


def row(name: str, rounds: list[dict[str, float]], ratio: float | None = None) -> tuple[str, ...]:
    """A line of the table: medians, and the largest of the peaks."""
    seconds, cpu = (statistics.median(one[what] for one in rounds) for what in ("seconds", "cpu"))
    peak = max(one["peak"] for one in rounds) / 2**20
    return (name, f"{seconds:.1f}", f"{cpu:.1f}", f"{peak:,.0f} MiB", "–" if ratio is None else f"{ratio:.0%}")


if __name__ == "__main__":
    sys.exit(main())
