"""G5: every byte of a case and of a dossier changed, taken away, one put in; both verifiers asked: ``python -m benchmarks.custody.edits``.

An edit is faulty when it is not detected, when no finding names the file or member in which it was made, or when the two verifiers
answer differently. Inside the copy of ``verify.py`` in the dossier, half of its bytes, every hundredth position is tried. The work is done
by ``python -m tests.sweep``, in parts, two at a time.
"""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from functools import partial
from multiprocessing.pool import ThreadPool
from pathlib import Path
from typing import Any

from benchmarks.custody.results import HEAD, Results, begun, parser, scratch_folder, write_rows
from benchmarks.page import table

GOAL = "G5"
PARTS = 12
LONE = "onrecord/verify.py"
SUBJECTS = {"case": (), "dossier": ("--sparse", LONE)}
"""What is edited, with what else ``tests.sweep`` is told of it."""


def swept(subject: str, part: int, scratch: Path | None) -> Mapping[str, Any]:
    """The numbers of one part.

    Raises:
        RuntimeError: it came to no end.
    """
    with scratch_folder(scratch) as folder:
        share = f"{part + 1}/{PARTS}"
        command = [sys.executable, "-m", "tests.sweep", str(folder), "--of", subject, "--part", share, *SUBJECTS[subject]]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if not done.stdout:
        raise RuntimeError(f"{subject}, part {share}: {done.stderr[-2_000:]}")
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def counted(results: Results, subject: str) -> list[str]:
    """The row of a subject."""
    found = [part for name, part in results.parts.items() if name.startswith(f"{subject} ")]
    total = Counter[str]()
    for part in found:
        total.update({name: part[name] for name in ("tried", "detected", "located", "differing")})
    faulty = 2 * total["tried"] - total["detected"] - total["located"] + total["differing"]
    what = f"every byte of a {subject}: changed, taken away, one put in"
    return [GOAL, what, f"{total['tried']:,} edits", f"{faulty:,}", f"{sum(part['seconds'] for part in found):.0f}"]


def main() -> int:
    """Sweep, print, and write the page when asked to; 1 when something was wrong."""
    asked = parser("edits", __doc__).parse_args()
    results = begun(asked)
    tasks = [(subject, part) for subject in SUBJECTS for part in range(PARTS)]
    lacking = [task for task in tasks if "{} {}".format(*task) not in results.parts]
    with ThreadPool(2) as pool:
        measured = pool.imap(lambda task: swept(*task, asked.scratch), lacking)
        for subject, part in lacking:
            results.part(f"{subject} {part}", partial(next, measured))
    rows = [counted(results, subject) for subject in SUBJECTS]
    print(table(HEAD, rows))
    missed = [what for part in results.parts.values() for what in part["missed"]]
    print(*missed[:30], sep="\n")
    if asked.write:
        write_rows(asked.write, "custody", HEAD, rows)
    return int(any(row[3] != "0" for row in rows))


if __name__ == "__main__":
    sys.exit(main())
