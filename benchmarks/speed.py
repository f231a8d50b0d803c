"""Speed and memory of OnRecord's readers, of spaCy's pipeline and of the peers, in one run on one machine.

Each reads in a process of its own, on one core, in turn, several rounds; the median round counts. Nothing is asserted:
times depend on the machine, and a ratio measured on a busy machine is no reason to refuse a change.
"""

import argparse
import compileall
import datetime
import json
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.machine import description
from benchmarks.page import table, write_between
from benchmarks.peers.catalogue import COMPETITORS, CannotLoad, named, run
from benchmarks.texts import example_texts, jsonl_texts, repeated

YARDSTICK = "spacy-pipeline"
HEAD = ["reader", "words per CPU second", "× spaCy sm", "words per second", "peak memory", "load", "statements", "stopped"]

Measured = Mapping[str, Any]


def middle(rounds: Sequence[Measured]) -> Measured:
    """The round with the median CPU time."""
    cpu = statistics.median_low(measured["cpu_seconds"] for measured in rounds)
    return next(measured for measured in rounds if measured["cpu_seconds"] == cpu)


def rate(measured: Measured, kind: str = "cpu") -> float:
    """Words per second of one kind."""
    return float(measured["words"] / max(measured[f"{kind}_seconds"], 1e-9))


def row(name: str, measured: Measured, yardstick: Measured | None) -> list[str]:
    """One line of the table; the yardstick is spaCy's pipeline in the same run."""
    competitor = COMPETITORS[name]
    return [
        competitor.label,
        f"{rate(measured):,.0f}",
        f"{rate(measured) / rate(yardstick):.2f}" if yardstick else "–",
        f"{rate(measured, 'wall'):,.0f}",
        f"{measured['peak_bytes'] / 2**20:,.0f} MiB",
        f"{measured['load_seconds']:.1f} s",
        f"{measured['found']:,}" if competitor.attributes else "–",
        str(measured["stopped"]),
    ]


def report(results: Mapping[str, Measured], left_out: Sequence[str], *, texts: str, rounds: int) -> str:
    """The measured part of docs/benchmarks.md."""
    today = datetime.datetime.now(tz=datetime.UTC).date()
    yardstick = results.get(YARDSTICK)
    lines = [
        f"Measured on {today} on {description()}; {texts}; median of {rounds} rounds, the readers in turn, one core each.",
        "",
        table(HEAD, [row(name, measured, yardstick) for name, measured in results.items()]),
    ]
    if left_out:
        lines += ["", f"Left out, because it could not be loaded: {', '.join(COMPETITORS[name].label for name in left_out)}."]
    return "\n".join(lines)


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--peer", required=True, help="Python in which requirements/bench.txt is installed")
    parser.add_argument("--texts", type=Path, help="JSON Lines file with a `text` on each line (default: our examples, repeated)")
    parser.add_argument("--words", type=int, default=40_000, help="read at least so many words of the examples")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--readers", type=named, default=list(COMPETITORS), metavar="A,B", help=f"of {', '.join(COMPETITORS)}")
    parser.add_argument("--write", type=Path, help="page whose measured part is replaced")
    asked = parser.parse_args(given)
    if asked.rounds < 1 or asked.words < 1:
        parser.error("--rounds and --words are at least 1")
    return asked


def measured_in_turn(names: Sequence[str], listing: Path, peer: str, rounds: int) -> tuple[dict[str, Measured], list[str]]:
    """The median round of each reader, and those that could not be loaded."""
    for package in ("src/onrecord", "benchmarks"):  # pip compiles what it installs; so that "load" is that of an installed package
        compileall.compile_dir(package, quiet=1)
    measured: dict[str, list[Measured]] = {name: [] for name in names}
    left_out: list[str] = []
    for number in range(1, rounds + 1):
        for name in list(measured):
            print(f"round {number} of {rounds}: {COMPETITORS[name].label} …", file=sys.stderr)
            python = sys.executable if COMPETITORS[name].ours else peer
            try:
                measured[name].append(json.loads(run(python, "benchmarks.measuring", name, str(listing))))
            except CannotLoad as error:
                print(f"left out: {error}", file=sys.stderr)
                left_out.append(name)
                del measured[name]
    return {name: middle(results) for name, results in measured.items()}, left_out


def main() -> None:
    """Measure, print, and write the page when asked to."""
    asked = arguments()
    texts = jsonl_texts(asked.texts) if asked.texts else list(repeated(example_texts(), asked.words))
    words = sum(len(text.split()) for text in texts)
    origin = asked.texts.name if asked.texts else "our examples, repeated"
    with tempfile.TemporaryDirectory() as folder:
        listing = Path(folder) / "texts.json"
        listing.write_text(json.dumps(texts), encoding="utf-8")
        results, left_out = measured_in_turn(asked.readers, listing, asked.peer, asked.rounds)
    text = report(results, left_out, texts=f"{len(texts):,} texts, {words:,} words ({origin})", rounds=asked.rounds)
    print(text)
    if asked.write:
        write_between(asked.write, "speed", text)


if __name__ == "__main__":
    main()
