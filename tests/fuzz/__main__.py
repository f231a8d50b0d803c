"""The long form of the fuzz tests: ``python -m tests.fuzz --executions 20000 --parser feed``. It goes on where it was stopped.

What went wrong is written below ``out/fuzz``: the altered file, so that it can become a test. Exit code 1 when something did.
"""

import argparse
import json
import sys
import time
from pathlib import Path

from benchmarks.custody.results import HEAD, write_rows
from tests.fuzz.alter import altered
from tests.fuzz.execution import execute
from tests.fuzz.seeds import SEEDS

_SAID_EVERY = 20.0  # seconds
_SLOW = 10.0
"""Seconds of computing after which an execution counts as one that hangs (custody model: every input within 10 seconds)."""


def main() -> int:
    arguments = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    arguments.add_argument("--executions", type=int, default=20_000, help="of each parser, those of earlier runs included")
    arguments.add_argument("--parser", choices=[*SEEDS, "all"], default="all")
    arguments.add_argument("--seconds", type=float, default=3_000, help="after which it stops, to go on the next time")
    arguments.add_argument("--state", type=Path, default=Path("out/fuzz"), help="folder of what was done and what was found")
    arguments.add_argument("--write", type=Path, help="page whose rows of this goal are replaced, when all parsers were tried")
    given = arguments.parse_args()
    given.state.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + given.seconds
    faults = 0
    for parser in SEEDS if given.parser == "all" else [given.parser]:
        faults += _run(parser, given.executions, given.state, until)
    if given.write and given.parser == "all":
        write_rows(given.write, "custody", HEAD, [_row(parser, given.state) for parser in SEEDS])
    return 1 if faults else 0


def _row(parser: str, folder: Path) -> list[str]:
    known = json.loads((folder / f"{parser}.json").read_text(encoding="utf-8"))
    tried, faulty = f"{known['done']:,} files", f"{len(known['faults']):,}"
    return ["G10", f"altered files, of the kind {parser}", tried, faulty, f"{known.get('seconds', 0.0):.0f}"]


def _run(parser: str, executions: int, folder: Path, until: float) -> int:
    state = folder / f"{parser}.json"
    known = json.loads(state.read_text(encoding="utf-8")) if state.exists() else {"done": 0, "faults": [], "seconds": 0.0}
    said = begun = time.monotonic()
    before = known["seconds"]
    while known["done"] < executions and time.monotonic() < until:
        number = known["done"]
        if fault := execute(parser, number, most_seconds=_SLOW):
            known["faults"].append({"number": number, "what": fault.what})
            name, data = altered(parser, number)
            (folder / f"{parser}-{number}-{name}").write_bytes(data)
            sys.stderr.write(f"{parser} {number}: {fault.what}\n")
        known["done"] += 1
        known["seconds"] = before + time.monotonic() - begun
        if time.monotonic() - said > _SAID_EVERY or known["done"] % 500 == 0:
            said = time.monotonic()
            state.write_text(json.dumps(known), encoding="utf-8")
    state.write_text(json.dumps(known), encoding="utf-8")
    sys.stdout.write(f"{parser}: {known['done']:,} executions, {len(known['faults'])} faults\n")
    return len(known["faults"])


if __name__ == "__main__":
    sys.exit(main())
