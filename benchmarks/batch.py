"""Articles read into a case by one process, by several and by a Ray cluster, beside bare reading: ``python -m benchmarks.batch``.

The articles are made from words of our own, 300 words each, all different. *Bare* is ``reading.read`` on one text after another, with
nothing kept, in as many processes at once as the way it stands beside. The other ways are the whole walk: a file of JSON Lines is opened,
its bytes kept, each text read, compared and appended, and the case closed. Each way runs in processes of its own, in turn; the overhead is
that of the seconds of the same round. The seconds begin with the first article that was read, so that neither loading the model nor
starting processes counts; how long that took stands beside them. Every way must leave the same ledger, or nothing is written.

A run that was stopped goes on with the way that it was at: what is measured stands in ``--state``, until all of it is there.
"""

import argparse
import importlib.util
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import Any

from benchmarks.containers import PLACES, paragraph
from benchmarks.machine import description
from benchmarks.page import table, write_between
from onrecord import flow, reading
from onrecord.batch import readers_for
from onrecord.ledger import View
from onrecord.records import Document, Reading, canonical
from onrecord.settings import Settings

SEED = 20310504
WORDS = 300
PLAIN = (
    "The road along the river was quiet in the evening.",
    "Shops in the old town opened for some hours.",
    "It had rained for most of the week, and the fields were under water.",
    "The school by the bridge has been closed since the spring.",
    "Buses ran again between the two halves of the town.",
    "Talks are to go on in the first days of next month.",
)
WARM_UP = Document(id="warm-up", text="The mayor said that nobody was hurt.")

Measured = dict[str, Any]


def article(dice: random.Random, number: int) -> str:
    """A report of at least ``WORDS`` words and hardly more: who said what, and plain sentences between."""
    said = [f"{dice.choice(PLACES)}, day {number}"]
    words = len(said[0].split())
    while words < WORDS:
        some = f"{paragraph(dice)} {dice.choice(PLAIN)} {dice.choice(PLAIN)}"
        some = " ".join(some.split()[: WORDS - words]).rstrip(".") + "."
        said.append(some)
        words += len(some.split())
    return "\n\n".join(said)


def articles(number: int) -> Iterator[str]:
    """So many articles, the same at every run."""
    dice = random.Random(SEED)
    return (article(dice, at) for at in range(number))


def read_bare(path: Path) -> Measured:
    """``reading.read`` on every article."""
    begun = time.perf_counter()
    settings = Settings()
    reading.read(WARM_UP, settings=settings)
    texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    started = time.perf_counter()
    for number, text in enumerate(texts):
        reading.read(Document(id=f"a{number}", text=text), settings=settings)
    words = sum(len(text.split()) for text in texts)
    return {"seconds": time.perf_counter() - started, "words": words, "start": started - begun, "peak": peak()}


def read_into(case: Path, path: Path, workers: int, engine: str) -> Measured:
    """The whole walk."""
    begun = time.perf_counter()
    settings = Settings()
    reading.reader_of(settings)
    if workers == 1 and engine == "local":
        reading.read(WARM_UP, settings=settings)
    started, words = begun, 0
    with (
        flow.case_of(case, create=True) as ledger,
        readers_for(settings, workers=workers, engine="ray" if engine == "ray" else "local") as readers,
    ):
        for at, said in enumerate(flow.read_sources([str(path)], ledger=ledger, settings=settings, readers=readers)):
            assert isinstance(said, Reading), said
            if at:
                words += len(said.text.split())
            else:
                started = time.perf_counter()
    return {"seconds": time.perf_counter() - started, "words": words, "start": started - begun, "peak": peak()}


def peak() -> int:
    """Largest resident size of this process in bytes."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0)


def ledger_of(case: Path) -> tuple[str, int]:
    """A digest of the readings of a case in their order, and the bytes that it takes without its original."""
    digest = sha256()
    with View.open(case) as view:
        for said in view.readings():
            digest.update(canonical(said))
        for entry in view.entries():
            digest.update(entry.type.encode())
    kept = sum(path.stat().st_size for path in case.rglob("*") if path.is_file() and "blobs" not in path.parts)
    return digest.hexdigest(), kept


def apart(*arguments: str) -> Measured:
    """A measurement in a process of its own."""
    done = subprocess.run([sys.executable, "-m", "benchmarks.batch", *arguments], stdout=subprocess.PIPE, text=True, check=True)
    result: Measured = json.loads(done.stdout.splitlines()[-1])
    return result


def bare(folder: Path, path: Path, processes: int) -> Measured:
    """The bare function in some processes at once, each with its share of the articles."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    shares = [folder / f"share-{at}.jsonl" for at in range(processes)]
    for at, share in enumerate(shares):
        share.write_text("".join(lines[at::processes]), encoding="utf-8")
    with ThreadPoolExecutor(processes) as pool:
        found = list(pool.map(lambda share: apart("--bare", str(share)), shares))
    slowest = max(found, key=lambda one: one["seconds"])
    return {**slowest, "words": sum(one["words"] for one in found)}


def whole(folder: Path, path: Path, workers: int, engine: str) -> Measured:
    """The walk with some processes; with what the case holds then."""
    case = folder / f"{engine}-{workers}"
    if case.exists():  # of a run that was stopped
        subprocess.run(["rm", "-r", str(case)], check=True)
    measured = apart("--into", str(case), "--file", str(path), "--workers", str(workers), "--engine", engine)
    digest, kept = ledger_of(case)
    return {**measured, "ledger": digest, "kept": kept}


def ways(ray: bool) -> dict[str, tuple[int, str | None]]:
    """What is measured: the number of processes, and the engine; None for the bare function."""
    found: dict[str, tuple[int, str | None]] = {}
    for number in (1, 2):
        found[f"bare, {number} at once"] = (number, None)
        found["one process" if number == 1 else f"{number} processes"] = (number, "local")
        if ray:
            found[f"Ray, {number} worker{'' if number == 1 else 's'}"] = (number, "ray")
    return found


def shown(rounds: list[dict[str, Measured]], listed: dict[str, tuple[int, str | None]], number: int) -> str:
    """Medians of the rounds."""
    rates = {way: statistics.median(one[way]["words"] / one[way]["seconds"] for one in rounds) for way in listed}
    lines = []
    for way, (processes, engine) in listed.items():
        base = f"bare, {processes} at once"
        own = (one[way]["seconds"] / one[way]["words"] for one in rounds)
        bases = (one[base]["seconds"] / one[base]["words"] for one in rounds)
        over = statistics.median(a / b - 1 for a, b in zip(own, bases, strict=True))
        start = statistics.median(one[way]["start"] for one in rounds)
        peaks = max(one[way]["peak"] for one in rounds)
        lines.append(
            (
                way,
                f"{rates[way]:,.0f}",
                f"{rates[way] / rates['bare, 1 at once']:.2f}",
                f"{100 * over:.1f}%" if engine else "–",
                f"{start:.1f} s",
                f"{peaks / 2**20:,.0f} MiB",
            )
        )
    kept = statistics.median(one["one process"]["kept"] for one in rounds) / number
    head = ("way", "words per second", "× bare", "overhead over bare", "until the first", "peak of the main process")
    return f"{table(head, lines)}\n\nA report took {kept / 1000:,.1f} kB of the case (log, records and index), without its original."


def main() -> int:
    """Measure what is not measured yet, print a table or write it into a page."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--articles", type=int, default=5_000)
    asked.add_argument("--rounds", type=int, default=1)
    asked.add_argument("--no-ray", action="store_true", help="leave Ray out, also where it is installed")
    asked.add_argument(
        "--state", type=Path, default=Path(".make/bench-batch.json"), help="what is measured so far; removed when all of it is"
    )
    asked.add_argument("--write", type=Path, help="page whose table is replaced")
    for hidden in ("--bare", "--into", "--file"):
        asked.add_argument(hidden, type=Path, help=argparse.SUPPRESS)
    asked.add_argument("--workers", type=int, default=1, help=argparse.SUPPRESS)
    asked.add_argument("--engine", default="local", help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.bare or given.into:
        print(json.dumps(read_bare(given.bare) if given.bare else read_into(given.into, given.file, given.workers, given.engine)))
        return 0
    ray = not given.no_ray and importlib.util.find_spec("ray") is not None
    if not ray:
        print("Ray is left out: it is not installed, or was not asked for", file=sys.stderr)
    listed = ways(ray)
    rounds = measured(given.state, listed, given.articles, given.rounds)
    ledgers = {one[way]["ledger"] for one in rounds for way, (_, engine) in listed.items() if engine}
    if len(ledgers) != 1:
        print(f"the ways left {len(ledgers)} different ledgers", file=sys.stderr)
        return 1
    words = sum(len(text.split()) for text in articles(given.articles))
    told = (
        f"Measured on {time.strftime('%Y-%m-%d')} on {description()}; {given.articles:,} articles, {words:,} words, rounds: {given.rounds}."
    )
    text = f"{told}\n\n{shown(rounds, listed, given.articles)}"
    print(text)
    if given.write:
        write_between(given.write, "batch", text)
    given.state.unlink(missing_ok=True)
    return 0


def measured(state: Path, listed: dict[str, tuple[int, str | None]], number: int, rounds: int) -> list[dict[str, Measured]]:
    """Every way in every round; what ``state`` has of the same code and articles is taken from there."""
    asked = [number, rounds, os.cpu_count(), sorted(listed), reading.reader_of(Settings()).version]
    found: Measured = json.loads(state.read_text(encoding="utf-8")) if state.exists() else {}
    if found.get("asked") != asked:
        found = {"asked": asked, "rounds": [{} for _ in range(rounds)]}
    state.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:  # on the disk that cases lie on, not in memory
        folder = Path(name)
        path = folder / "articles.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for at, text in enumerate(articles(number)):
                file.write(json.dumps({"id": f"a{at}", "text": text}) + "\n")
        for at, one in enumerate(found["rounds"], start=1):
            for way, (processes, engine) in listed.items():
                if way in one:
                    continue
                print(f"round {at} of {rounds}: {way} …", file=sys.stderr)
                one[way] = bare(folder, path, processes) if engine is None else whole(folder, path, processes, engine)
                state.write_text(json.dumps(found), encoding="utf-8")
    result: list[dict[str, Measured]] = found["rounds"]
    return result


if __name__ == "__main__":
    sys.exit(main())
