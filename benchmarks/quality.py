"""How well OnRecord's readers and the peers find who said what, on one labelled file, in one run.

The labelled file has ``{"id", "text", "attributions"}`` a line; every reader is given id and text alone. The measures are those of
``onrecord evaluate --measure attribution``.
"""

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.page import table, write_between
from benchmarks.peers.catalogue import COMPETITORS, CannotLoad, named, run
from onrecord.evaluation.attribution import Metrics, score
from onrecord.evaluation.labelled import Row, Rows, read_labelled
from onrecord.evaluation.paired import Paired, article_counts, paired_bootstrap

ATTRIBUTING = [name for name, competitor in COMPETITORS.items() if competitor.attributes]
HEAD = ["reader", "relation P / R / F1", "95 %", "speech F1", "95 %", "exact F1", "direct R", "indirect R", "source right", "stopped"]
PAIRED_HEAD = ["against the best peer", "relation F1", "95 %", "not better", "speech F1", "95 %", "not better"]


class Result(NamedTuple):
    """What one reader reached."""

    metrics: Metrics
    counts: Sequence[Counter[str]]
    """Of each article, for comparing it with another reader."""
    stopped: int
    """Articles with no output through an error."""


def predictions(name: str, gold: Rows, peer: str) -> tuple[dict[str, Row], int]:
    """What a reader finds in every article, and on how many it stopped with an error.

    Raises:
        CannotLoad: when its parts are not there.
    """
    given = "".join(json.dumps({"id": identifier, "text": row["text"]}) + "\n" for identifier, row in gold.items())
    python = sys.executable if COMPETITORS[name].ours else peer
    answers = [json.loads(line) for line in run(python, "benchmarks.peers", name, given=given.encode()).splitlines()]
    return {str(answer["id"]): answer for answer in answers if "error" not in answer}, sum("error" in answer for answer in answers)


def percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f}"


def interval(low: float, high: float) -> str:
    return f"{percent(low)} to {percent(high)}"


def row(name: str, result: Result) -> list[str]:
    """One line of the table of scores."""
    metrics = result.metrics
    relation, limits = metrics["relation"], metrics["ci95"]
    return [
        COMPETITORS[name].label,
        " / ".join(percent(relation[key]) for key in ("p", "r", "f1")),
        interval(*limits["relation_f1"]),
        percent(metrics["speech"]["f1"]),
        interval(*limits["speech_f1"]),
        percent(metrics["relation_exact"]["f1"]),
        percent(metrics["by_type"]["direct"]["recall"]),
        percent(metrics["by_type"]["indirect"]["recall"]),
        percent(metrics["source_given_content"]["accuracy"]),
        str(result.stopped),
    ]


def best_peer(results: Mapping[str, Result]) -> str | None:
    """The peer with the highest relation F1; None without peers."""
    peers = [name for name in results if not COMPETITORS[name].ours]
    return max(peers, key=lambda name: results[name].metrics["relation"]["f1"], default=None)


def paired_row(name: str, relation: Paired, speech: Paired) -> list[str]:
    """One line of the table of differences."""
    cells = [COMPETITORS[name].label]
    for paired in (relation, speech):
        cells += [f"{100 * paired.difference:+.1f}", f"{100 * paired.low:+.1f} to {100 * paired.high:+.1f}", f"{paired.not_better:.1%}"]
    return cells


def identity(path: Path, gold: Rows) -> str:
    """Which file it was, so that two tables can be told to be about the same."""
    data = path.read_bytes()
    words = sum(len(row["text"].split()) for row in gold.values())
    size = f"{len(gold):,} articles, {words:,} words, {len(data):,} bytes"
    return f"Measured on `{path.name}`: {size}, SHA-256 `{hashlib.sha256(data).hexdigest()}`."


def report(results: Mapping[str, Result], left_out: Sequence[str], *, about: str, draws: int) -> str:
    """The measured part of docs/benchmarks.md."""
    lines = [about, "", table(HEAD, [row(name, result) for name, result in results.items()])]
    best = best_peer(results)
    ours = [name for name in results if COMPETITORS[name].ours]
    if best is not None and ours:
        differences = []
        for name in ours:
            pair = results[name].counts, results[best].counts
            measured = (paired_bootstrap(*pair, measure, draws=draws) for measure in ("relation_f1", "speech_f1"))
            differences.append(paired_row(name, *measured))
        said = f"The best peer by relation F1 is {COMPETITORS[best].label}. Differences in points, {draws:,} resamplings of the articles:"
        lines += ["", said, "", table(PAIRED_HEAD, differences)]
    if left_out:
        lines += ["", f"Left out, because it could not be loaded: {', '.join(COMPETITORS[name].label for name in left_out)}."]
    return "\n".join(lines)


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("labelled", type=Path, help="labelled file: JSON Lines, may be .gz")
    parser.add_argument("--peer", required=True, help="Python in which requirements/bench.txt is installed")
    parser.add_argument("--readers", type=named, default=ATTRIBUTING, metavar="A,B", help=f"of {', '.join(ATTRIBUTING)}")
    parser.add_argument("--draws", type=int, default=2000, help="resamplings for intervals and differences")
    parser.add_argument("--write", type=Path, help="page whose measured part is replaced")
    asked = parser.parse_args(given)
    silent = [name for name in asked.readers if not COMPETITORS[name].attributes]
    if silent:
        parser.error(f"{', '.join(silent)} attributes nothing")
    if asked.draws < 1:
        parser.error("--draws is at least 1")
    return asked


def measured(names: Sequence[str], gold: dict[str, Row], peer: str, draws: int) -> tuple[dict[str, Result], list[str]]:
    """Each reader's result, and those that could not be loaded."""
    results: dict[str, Result] = {}
    left_out: list[str] = []
    for name in names:
        print(f"{COMPETITORS[name].label} …", file=sys.stderr)
        try:
            predicted, stopped = predictions(name, gold, peer)
        except CannotLoad as error:
            print(f"left out: {error}", file=sys.stderr)
            left_out.append(name)
            continue
        metrics: dict[str, Any] = score(gold, predicted, bootstrap=draws)
        results[name] = Result(metrics, article_counts(gold, predicted), stopped)
    return results, left_out


def main() -> None:
    """Measure, print, and write the page when asked to."""
    asked = arguments()
    gold = read_labelled(asked.labelled)
    results, left_out = measured(asked.readers, gold, asked.peer, asked.draws)
    text = report(results, left_out, about=identity(asked.labelled, gold), draws=asked.draws)
    print(text)
    if asked.write:
        write_between(asked.write, "quality", text)


if __name__ == "__main__":
    main()
