"""Copies among a million reports: who finds how many of those that were planted, and what each new report costs.

    python -m benchmarks.copies FOLDER [--reports 1000000] [--peer PYTHON] [--peer-reports 100000] [--write docs/benchmarks.md]

Reports are generated (``benchmarks.planted``), not read by the model: records as a reading leaves them go into an index, and each new
report is looked for as the flow does it (``flow.copying``). FOLDER keeps the index and the figures, so that a run that was stopped goes on
where it was; another number of reports goes on as well. The peer is datasketch's MinHash with locality-sensitive hashing, run in a process
of its own over the same reports: five words a shingle, 128 permutations, of the candidates the most alike is the original where the two
have a third of their shingles in common.

Precision and recall are over pairs of reports of one story. Costs are processor time, which other work on the machine disturbs less.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.machine import description
from benchmarks.page import table, write_between
from benchmarks.planted import SEED, Generator, Planted, in_order_of_arrival

GROUP = 100
"""Reports in a commit, as the writer has it."""
STRETCH = 10_000
"""Reports of which the cost of one is the mean; and after which the figures so far are kept."""


def planted(reports: int) -> Iterator[Planted]:
    """The reports in the order in which they come into the case."""
    return islice(in_order_of_arrival(Generator().planted(reports + reports // 10)), reports)


def groups(original: dict[int, int], numbers: Iterable[int]) -> dict[int, int]:
    """For each report the first original that its copies lead to."""
    found = {}
    for number in numbers:
        first = number
        while first in original:
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


class Ours:
    """The index of a case, and the way a new report goes through it."""

    def __init__(self, folder: Path) -> None:
        from onrecord.ledger.index.sqlite import SqliteStore
        from onrecord.ledger.places import Places
        from onrecord.ledger.view import View

        self.path = folder / "index.sqlite"
        self.connection = SqliteStore(self.path).connect_writer()
        self.view = View(self.connection, Places(folder))

    def one(self, report: Any, number: int) -> tuple[list[tuple[str, str]], float]:
        """Look for a report, then add it: copies with their originals, and seconds of processor time of what concerns copies."""
        from onrecord.flow.copying import copies_with, found_by
        from onrecord.ledger.entries import identity
        from onrecord.ledger.index import noting
        from onrecord.ledger.index.tables import DOCUMENT, READING, RECORD
        from onrecord.records import Document, Reading, ReportDetails, canonical

        document = Document(id=report.id, text=report.text, outlet=report.outlet, date=report.published)
        said = Reading(id=report.id, text="", report=ReportDetails(outlet=report.outlet, published=report.published), reader=_reader())
        begun = time.process_time()
        keys = found_by(document, said)
        found = copies_with(self.view, document, said, name=report.id)
        spent = time.process_time() - begun
        add = self.connection.add
        kept = b'{"document":"","reading":' + canonical(said) + b"}"
        common = {"sequence": 0, "salt": "", "digest": "", "disclosures": None, "erased": None}
        add(RECORD, {"number": 2 * number, "id": f"document of {report.id}", "type": "document", "body": canonical(document), **common})
        add(RECORD, {"number": 2 * number + 1, "id": report.id, "type": "reading", "body": kept, **common})
        same = identity(document)
        add(DOCUMENT, {"number": 2 * number, "identity": same, "name": report.id, "capture": None, "article": None})
        row = {"number": 2 * number + 1, "id": report.id, "document": 2 * number, "identity": same, "name": report.id}
        add(READING, row | {"current": 1, "findings": None})
        if number % GROUP == GROUP - 1:
            self.connection.settle()
        begun = time.process_time()
        noting.note(self.connection, 2 * number + 1, keys)
        if number % GROUP == GROUP - 1:
            self.connection.commit()
        return [(one.original, one.copy) for one in found], spent + time.process_time() - begun

    def size(self) -> int:
        """Bytes of the index."""
        return sum(path.stat().st_size for path in self.path.parent.glob("index.sqlite*"))

    def passages(self) -> tuple[int, int]:
        """How many passages are held, and the bytes of their table."""
        spoken = self.connection.spoken
        rows = spoken.exec_driver_sql("SELECT count(*) FROM passage").scalar()
        try:
            size = spoken.exec_driver_sql("SELECT sum(pgsize) FROM dbstat WHERE name = 'passage'").scalar()
        except Exception:  # this SQLite was built without it
            size = 0
        return int(rows or 0), int(size or 0)


def _reader() -> Any:
    from onrecord.records import Reader

    return Reader(name="generated", version="1", settings={})


class Peer:
    """datasketch's MinHashLSH with the texts' own MinHashes."""

    def __init__(self) -> None:
        from datasketch import MinHash, MinHashLSH  # type: ignore[import-not-found]

        self._made, self._lsh = MinHash, MinHashLSH(threshold=1 / 3, num_perm=128)
        self._hashes: dict[str, Any] = {}

    def one(self, report: Any, _number: int) -> tuple[list[tuple[str, str]], float]:
        """As ``Ours``."""
        begun = time.process_time()
        words = report.text.lower().split()
        mine = self._made(num_perm=128)
        mine.update_batch([" ".join(words[at : at + 5]).encode() for at in range(max(1, len(words) - 4))])
        alike = [(mine.jaccard(self._hashes[name]), name) for name in self._lsh.query(mine)]
        best = max((one for one in alike if one[0] >= 1 / 3), default=None)
        self._lsh.insert(report.id, mine, check_duplication=False)
        self._hashes[report.id] = mine
        return ([(best[1], report.id)] if best else []), time.process_time() - begun


def number_of(name: str) -> int:
    return int(name.rpartition("-")[2])


class Yardstick:
    """A fixed piece of work of the same kind, done again and again: what else the machine does at a time makes it slower as well."""

    def __init__(self) -> None:
        from zlib import crc32

        self._of = crc32
        self._texts = [one.report.text for one in islice(Generator().planted(50), 50)]
        self._spent: list[float] = []

    def measure(self) -> None:
        """Do it once."""
        begun = time.process_time()
        for text in self._texts:
            words = text.lower().split()
            runs = {tuple(words[at : at + 6]): self._of(" ".join(words[at : at + 6]).encode()) for at in range(len(words))}
            sorted(runs.values())
        self._spent.append((time.process_time() - begun) / len(self._texts))

    def take(self) -> float:
        """Seconds for one text since this was asked last: the median."""
        spent, self._spent = sorted(self._spent), []
        return spent[len(spent) // 2]


def measure(who: Any, reports: int, figures: Path) -> dict[str, Any]:
    """Go through the reports from where the last run was stopped; the figures so far are kept after each stretch."""
    told: dict[str, Any] = {"stretches": [], "original": {}, "story": {}, "done": 0}
    if figures.exists() and isinstance(who, Ours):
        told = json.loads(figures.read_text())
    original = {int(copy): first for copy, first in told["original"].items()}
    story = {int(number): first for number, first in told["story"].items()}
    done, spent, yardstick = told["done"], 0.0, Yardstick()
    for arrived, one in enumerate(planted(reports)):
        if arrived < done:
            continue
        mine = number_of(one.report.id)
        found, seconds = who.one(one.report, arrived)
        spent += seconds
        if arrived % 100 == 0:
            yardstick.measure()
        story[mine] = one.story
        for first, copy in found:
            original[number_of(copy)] = number_of(first)
        if (arrived + 1) % STRETCH == 0:
            each, work = spent / STRETCH * 1e6, yardstick.take() * 1e6
            told["stretches"].append({"reports": arrived + 1, "microseconds": each, "yardstick": work, "peak": peak()})
            print(f"{arrived + 1:>9,} reports  {each:7.1f} µs  {each / work:6.2f}  {peak() / 2**20:6.0f} MiB", file=sys.stderr)
            spent = 0.0
            if isinstance(who, Ours) and (arrived + 1) % (10 * STRETCH) == 0:
                keep(figures, told | {"original": original, "story": story, "done": arrived + 1})
    return {"stretches": told["stretches"], **scored(original, story), "missed": missed(original, story, reports)}


def missed(original: dict[int, int], story: dict[int, int], reports: int) -> dict[str, str]:
    """Of each kind of copy, how many stand with their story."""
    first = groups(original, story)
    of_story = {number: first[number] for number in story if story[number] == number}
    counted: Counter[tuple[str, bool]] = Counter()
    for one in planted(reports):
        number = number_of(one.report.id)
        if one.story != number and one.story in of_story:
            counted[one.kind, first[number] == of_story[one.story]] += 1
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
    """What the first and the last thousand copies of one text cost, in microseconds."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("index.sqlite*"):
        path.unlink()
    ours, generator = Ours(folder), Generator()
    first = next(iter(generator.planted(1))).report
    chance, cost = random.Random(SEED), []
    for number in range(copies):
        outlet = chance.choice([name for name in generator.outlets if name != first.outlet])
        report = type(first)(id=f"report-{number}", text=first.text, outlet=outlet if number else first.outlet, published=first.published)
        found, seconds = ours.one(report, number)
        assert len(found) == (number > 0), "each is a copy of the first"
        cost.append(seconds)
    return {"first": sum(cost[:1000]) * 1e3, "last": sum(cost[-1000:]) * 1e3, "passages": ours.passages()[0]}


def in_process(python: str, arguments: Sequence[str]) -> dict[str, Any]:
    done = subprocess.run([python, "-m", "benchmarks.copies", *arguments], stdout=subprocess.PIPE, check=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def page(result: dict[str, Any]) -> str:
    """The tables of docs/benchmarks.md."""
    rows = []
    for name in ("OnRecord", "datasketch"):
        if (told := result.get(name)) is None:
            continue
        last = told["stretches"][-1]
        rows.append(
            [
                f"{name}, {last['reports']:,} reports",
                f"{told['precision'] * 100:.2f} %",
                f"{told['recall'] * 100:.2f} %",
                f"{told['right original'] * 100:.2f} %",
                f"{last['microseconds']:.0f} µs",
                f"{last['peak'] / 2**20:,.0f} MiB",
            ]
        )
    flat = [
        [f"{one['reports']:,}", f"{one['microseconds']:.0f} µs"]
        for one in result["OnRecord"]["stretches"]
        if one["reports"] in (10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000)
    ]
    kinds = ", ".join(f"{kind} {told}" for kind, told in result["OnRecord"]["missed"].items())
    ours = result["OnRecord"]
    return "\n\n".join(
        [
            f"Measured on {time.strftime('%Y-%m-%d')} on {result['machine']}. {ours['pairs']:,} pairs of reports of one story; the"
            f" largest story stands in {ours['largest story']:,} reports.",
            table(["", "precision", "recall", "right original", "processor time a report, last 10,000", "peak memory"], rows),
            table(["reports in the index", "processor time a report"], flat),
            f"Copies that stand with their story: {kinds}. The index holds {ours['passages']:,} passages in"
            f" {ours['passage bytes'] / 2**20:,.0f} MiB. Of one text copied 20,000 times, the first thousand copies took"
            f" {ours['one text']['first'] / 1000:.2f} ms each, the last {ours['one text']['last'] / 1000:.2f} ms.",
        ]
    )


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--reports", type=int, default=1_000_000)
    asked.add_argument("--peer", help="a Python that has datasketch")
    asked.add_argument("--peer-reports", type=int, default=100_000, help="its memory grows with each report")
    asked.add_argument("--write", type=Path, help="the page to write the tables into")
    asked.add_argument("--alone", choices=("OnRecord", "datasketch"), help=argparse.SUPPRESS)
    given = asked.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    if given.alone == "datasketch":
        print(json.dumps(measure(Peer(), given.reports, given.folder / "peer.json")))
        return 0
    if given.alone == "OnRecord":
        ours = Ours(given.folder)
        told = measure(ours, given.reports, given.folder / "figures.json")
        rows, size = ours.passages()
        print(json.dumps(told | {"passages": rows, "passage bytes": size, "index bytes": ours.size()}))
        return 0
    result: dict[str, Any] = {"machine": description()}
    ours_told = in_process(sys.executable, [str(given.folder), "--reports", str(given.reports), "--alone", "OnRecord"])
    result["OnRecord"] = ours_told | {"one text": one_text(given.folder / "one")}
    if given.peer:
        peers = min(given.reports, given.peer_reports)
        result["datasketch"] = in_process(given.peer, [str(given.folder), "--reports", str(peers), "--alone", "datasketch"])
        if peers < given.reports:
            small = given.folder / "as-many"
            result["OnRecord, as many"] = in_process(sys.executable, [str(small), "--reports", str(peers), "--alone", "OnRecord"])
    print(json.dumps(result, indent=2))
    if given.write:
        write_between(given.write, "copies", page(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
