"""Copies among a million reports: who finds how many of those that were planted, and what each new report costs.

    python -m benchmarks.copies FOLDER [--reports 1000000] [--peer PYTHON] [--peer-reports 100000] [--write docs/benchmarks.md]

Reports are generated (``benchmarks.copying.planted``), not read by the model. FOLDER keeps the index and the figures, so that a run of
more reports goes on where one of fewer ended; one that was stopped is begun anew. The peer, whose memory grows with each report, runs
over as many as it is given, in a process of its own.

Precision and recall are over pairs of reports of one story. Costs are processor time, beside that of a fixed piece of work done now and
then in the same run, since whatever else a machine does makes both slower.
"""

import argparse
import gc
import importlib
import json
import random
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any
from zlib import crc32

from benchmarks.copying.planted import SEED, Generator, Planted, in_order_of_arrival
from benchmarks.machine import description
from benchmarks.page import table, write_between

GROUP = 100
"""Reports in a commit, as the writer has it."""
STRETCH = 10_000
"""Reports of which the cost of one is the mean; and after which the figures so far are kept."""
SHOWN = (10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000)


def planted(reports: int) -> Iterator[Planted]:
    """The reports in the order in which they come into the case."""
    return islice(in_order_of_arrival(Generator().planted(reports + reports // 10)), reports)


def groups(original: dict[int, int], numbers: Iterable[int]) -> dict[int, int]:
    """For each report the first original that its copies lead to."""
    found = {}
    for number in numbers:
        first = number
        while original.get(first, first) != first:
            first = original[first]
        found[number] = first
    return found


def scored(original: dict[int, int], story: dict[int, int]) -> dict[str, float]:
    """Precision and recall over pairs of one story, and how often a copy has the right first original."""
    first = groups(original, story)

    def pairs(counts: Iterable[int]) -> int:
        return sum(count * (count - 1) // 2 for count in counts)

    both = pairs(Counter((first[number], story[number]) for number in story).values())
    said, true = pairs(Counter(first.values()).values()), pairs(Counter(story.values()).values())
    copies = [number for number in story if story[number] != number and story[number] in story]
    return {
        "precision": both / max(1, said),
        "recall": both / max(1, true),
        "right original": sum(first[number] == story[number] for number in copies) / max(1, len(copies)),
        "pairs": true,
        "largest story": max(Counter(story.values()).values()),
    }


class Yardstick:
    """A fixed piece of work of the same kind."""

    def __init__(self) -> None:
        self._texts = [one.report.text for one in Generator().planted(50)]
        self._spent: list[float] = []

    def measure(self) -> None:
        """Do it once."""
        begun = time.process_time()
        for text in self._texts:
            words = text.lower().split()
            runs = [" ".join(words[at : at + 6]) for at in range(len(words))]
            sorted({run: crc32(run.encode()) for run in runs}.values())
        self._spent.append((time.process_time() - begun) / len(self._texts))

    def take(self) -> float:
        """Seconds for one text since this was asked last: the median."""
        spent, self._spent = sorted(self._spent), []
        return spent[len(spent) // 2]


def measure(name: str, folder: Path, reports: int) -> dict[str, Any]:
    """Go through the reports from where the last run was stopped; the figures so far are kept after each stretch."""
    module, figures = importlib.import_module(f"benchmarks.copying.{name}"), folder / f"{name}.json"
    finder, begun = module.Finder(folder), {"stretches": [], "original": {}, "story": {}, "done": 0}
    told: dict[str, Any] = begun
    if name == "case":
        told = json.loads(figures.read_text()) if figures.exists() else begun
        if finder.held() != told["done"]:  # it was stopped within a stretch, whose cost nobody knows
            print("The index holds reports of a stretch that was not finished: begun anew.", file=sys.stderr, flush=True)
            for path in folder.glob("index.sqlite*"):
                path.unlink()
            finder, told = module.Finder(folder), begun
    original = {int(copy): first for copy, first in told["original"].items()}
    story = {int(number): first for number, first in told["story"].items()}
    done, spent, yardstick = told["done"], 0.0, Yardstick()
    arriving = planted(reports)
    for arrived in range(0, reports, GROUP):
        group = list(islice(arriving, GROUP))
        if arrived < done:
            continue
        found, seconds = finder.group([one.report for one in group], arrived)
        spent += seconds
        yardstick.measure()
        story |= {number_of(one.report.id): one.story for one in group}
        original |= {number_of(copy): number_of(first) for first, copy in found}
        if (arrived + GROUP) % STRETCH == 0:
            each, work = spent / STRETCH * 1e6, yardstick.take() * 1e6
            commit, finder.committing = finder.committing / STRETCH * 1e6, 0.0
            one = {"reports": arrived + GROUP, "microseconds": each, "committing": commit, "yardstick": work, "peak": peak()}
            told["stretches"].append(one)
            print(
                f"{arrived + GROUP:>9,} reports  {each:7.1f} µs (commit {commit:5.1f})  {each / work:6.2f}  {peak() / 2**20:6.0f} MiB",
                file=sys.stderr,
                flush=True,
            )
            spent = 0.0
            if name == "case":
                keep(figures, told | {"original": original, "story": story, "done": arrived + GROUP})
            gc.freeze()  # what this program itself holds is not to be gone through by the collector while others are measured
    return {"stretches": told["stretches"], **scored(original, story), "found": by_kind(original, story, reports), **finder.told()}


def number_of(name: str) -> int:
    return int(name.rpartition("-")[2])


def by_kind(original: dict[int, int], story: dict[int, int], reports: int) -> dict[str, str]:
    """Of each kind of copy, how many stand with their story."""
    first = groups(original, story)
    counted: Counter[tuple[str, bool]] = Counter()
    for one in planted(reports):
        number = number_of(one.report.id)
        if one.story != number and one.story in first:
            counted[one.kind, first[number] == first[one.story]] += 1
    return {kind: f"{counted[kind, True]:,} of {counted[kind, True] + counted[kind, False]:,}" for kind in sorted({k for k, _ in counted})}


def keep(figures: Path, told: dict[str, Any]) -> None:
    """Keep the figures so far, whole or not at all."""
    fresh = figures.with_suffix(".unfinished")
    fresh.write_text(json.dumps(told))
    fresh.replace(figures)


def peak() -> int:
    """Largest resident size of this process so far, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def one_text(folder: Path, copies: int = 20_000) -> dict[str, float]:
    """What the first and the last thousand copies of one text cost, in microseconds each."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("index.sqlite*"):
        path.unlink()
    finder, generator = importlib.import_module("benchmarks.copying.case").Finder(folder), Generator()
    first = next(generator.planted(1)).report
    chance, cost = random.Random(SEED), []
    for begin in range(0, copies, GROUP):
        outlets = [first.outlet if not begin + at else chance.choice(generator.outlets) for at in range(GROUP)]
        group = [first._replace(id=f"report-{begin + at}", outlet=outlet) for at, outlet in enumerate(outlets)]
        cost.append(finder.group(group, begin)[1] / GROUP)
    tenth = 1000 // GROUP
    return {"first": sum(cost[:tenth]) / tenth * 1e6, "last": sum(cost[-tenth:]) / tenth * 1e6, "passages": finder.told()["passages"]}


def in_process(python: str, name: str, folder: Path, reports: int) -> dict[str, Any]:
    """The same in a process of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    command = [python, "-m", "benchmarks.copies", str(folder), "--reports", str(reports), "--alone", name]
    result: dict[str, Any] = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    return result


def page(result: dict[str, Any]) -> str:
    """The tables of docs/benchmarks.md."""
    rows = []
    for name, told in ((name, result[name]) for name in ("OnRecord", "OnRecord, as many as the peer", "datasketch") if name in result):
        last = told["stretches"][-1]
        shares = (f"{told[what] * 100:.2f} %" for what in ("precision", "recall"))
        cost = f"{last['microseconds']:,.0f} µs", f"{last['microseconds'] / last['yardstick']:.1f}"
        rows.append([name, f"{last['reports']:,}", *shares, *cost, f"{last['peak'] / 2**20:,.0f} MiB"])
    ours = result["OnRecord"]
    shown = [one for one in ours["stretches"] if one["reports"] in SHOWN]
    costs = [[f"{one['reports']:,}", f"{one['microseconds']:,.0f} µs", f"{one['microseconds'] / one['yardstick']:.1f}"] for one in shown]
    kinds = ", ".join(f"{kind} {told}" for kind, told in ours["found"].items())
    one = result["one text"]
    return "\n\n".join(
        [
            f"Measured on {time.strftime('%Y-%m-%d')} on {result['machine']}. {ours['pairs']:,} pairs of reports of one story; the"
            f" largest story stands in {ours['largest story']:,} reports.",
            table(["", "reports", "precision", "recall", "processor time a report", "× fixed work", "peak memory"], rows),
            table(["reports in the index", "processor time a report", "× fixed work"], costs),
            f"Copies that stand with their story: {kinds}. The index holds {ours['passages']:,} passages and has"
            f" {ours['index bytes'] / 2**20:,.0f} MiB. Of one text copied 20,000 times, each of the first thousand copies took"
            f" {one['first']:,.0f} µs and each of the last {one['last']:,.0f} µs; the index holds {one['passages']:,} passages of it.",
        ]
    )


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--reports", type=int, default=1_000_000)
    asked.add_argument("--peer", help="a Python that has datasketch")
    asked.add_argument("--peer-reports", type=int, default=100_000)
    asked.add_argument("--write", type=Path, help="the page to write the tables into")
    asked.add_argument("--alone", choices=("case", "peer"), help=argparse.SUPPRESS)
    given = asked.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    if given.alone:
        print(json.dumps(measure(given.alone, given.folder, given.reports)))
        return 0
    result: dict[str, Any] = {"machine": description()}
    if given.peer:
        peers = min(given.reports, given.peer_reports)
        result["datasketch"] = in_process(given.peer, "peer", given.folder, peers)
        result["OnRecord, as many as the peer"] = in_process(sys.executable, "case", given.folder, peers)
    result["OnRecord"] = in_process(sys.executable, "case", given.folder, given.reports)
    result["one text"] = one_text(given.folder / "one")
    print(json.dumps(result, indent=2))
    if given.write:
        write_between(given.write, "copies", page(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
