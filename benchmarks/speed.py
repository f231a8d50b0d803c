"""Speed and memory of the rule reader against textacy's quotation extraction, in one run on one machine.

Each reader runs in a process of its own, in turn, several rounds; the median round counts. Nothing is asserted:
times depend on the machine, and a ratio measured on a busy machine is no reason to refuse a change.
"""

import argparse
import datetime
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.machine import description
from benchmarks.texts import example_texts, jsonl_texts, repeated

START, END = "<!-- measured: speed -->", "<!-- /measured: speed -->"
READERS = {"OnRecord, rule reader": "benchmarks.read_onrecord", "textacy with spaCy (sm)": "benchmarks.read_textacy"}
HEAD = "| reader | words per CPU second | words per second | peak memory | start | statements | stopped |"


def run_once(python: str, module: str, texts: Path) -> dict[str, Any]:
    """One process, one measurement."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}  # one thread each, so that words per CPU second compare
    command = [python, "-W", "ignore", "-m", module, str(texts)]
    finished = subprocess.run(command, stdout=subprocess.PIPE, check=True, env=environment)
    return dict(json.loads(finished.stdout))


def middle(rounds: list[dict[str, Any]]) -> dict[str, Any]:
    """The round with the median CPU time."""
    cpu = statistics.median_low(measured["cpu_seconds"] for measured in rounds)
    return next(measured for measured in rounds if measured["cpu_seconds"] == cpu)


def row(name: str, measured: dict[str, Any]) -> str:
    """One line of the table."""
    cpu, wall = (measured["words"] / max(measured[f"{kind}_seconds"], 1e-9) for kind in ("cpu", "wall"))
    memory = f"{measured['peak_bytes'] / 2**20:,.0f} MiB"
    start = f"{measured['start_seconds']:.1f} s"
    cells = [name, f"{cpu:,.0f}", f"{wall:,.0f}", memory, start, f"{measured['found']:,}", str(measured["stopped"])]
    return f"| {' | '.join(cells)} |"


def report(results: dict[str, dict[str, Any]], *, texts: str, rounds: int) -> str:
    """The measured part of docs/benchmarks.md."""
    ours, theirs = results.values()
    speed = (ours["words"] / ours["cpu_seconds"]) / (theirs["words"] / max(theirs["cpu_seconds"], 1e-9))
    today = datetime.datetime.now(tz=datetime.UTC).date()
    lines = [
        f"Measured on {today} on {description()}; {texts}; median of {rounds} rounds, the readers in turn.",
        "",
        HEAD,
        "|---|--:|--:|--:|--:|--:|--:|",
        *(row(name, measured) for name, measured in results.items()),
        "",
        f"Per CPU second the rule reader reads {speed:.1f} times the words of the other, in "
        f"{ours['peak_bytes'] / theirs['peak_bytes']:.0%} of its memory.",
    ]
    return "\n".join(lines)


def write_between(page: Path, text: str) -> None:
    """Replace what stands between the markers of a page."""
    before, rest = page.read_text(encoding="utf-8").split(START)
    page.write_text(f"{before}{START}\n{text}\n{END}{rest.split(END)[1]}", encoding="utf-8")


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--peer", required=True, help="Python in which requirements/bench.txt is installed")
    parser.add_argument("--texts", type=Path, help="JSON Lines file with a `text` on each line (default: our examples, repeated)")
    parser.add_argument("--words", type=int, default=40_000, help="read at least so many words of the examples")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", type=Path, help="page whose measured part is replaced")
    return parser.parse_args()


def main() -> None:
    """Measure, print, and write the page when asked to."""
    asked = arguments()
    texts = jsonl_texts(asked.texts) if asked.texts else list(repeated(example_texts(), asked.words))
    words = sum(len(text.split()) for text in texts)
    origin = asked.texts.name if asked.texts else "our examples, repeated"
    pythons = dict(zip(READERS, (sys.executable, asked.peer), strict=True))
    measured: dict[str, list[dict[str, Any]]] = {name: [] for name in READERS}
    with tempfile.TemporaryDirectory() as folder:
        listing = Path(folder) / "texts.json"
        listing.write_text(json.dumps(texts), encoding="utf-8")
        for number in range(1, asked.rounds + 1):
            for name, module in READERS.items():
                print(f"round {number} of {asked.rounds}: {name} …", file=sys.stderr)
                measured[name].append(run_once(pythons[name], module, listing))
    results = {name: middle(rounds) for name, rounds in measured.items()}
    text = report(results, texts=f"{len(texts):,} texts, {words:,} words ({origin})", rounds=asked.rounds)
    print(text)
    if asked.write:
        write_between(asked.write, text)


if __name__ == "__main__":
    main()
