"""A web archive read into documents beside bare FastWARC and trafilatura: ``python -m benchmarks.containers --megabytes 100``.

The archive is made from words of our own: pages of 20 to 80 kB with menus, scripts, notes and footers around the report, some of them sent
in chunks or compressed, some records that are no reports. Each way of reading runs in processes of its own, in turn, and the ratio is
that of their times in the same round, so that other work on the machine disturbs both. No statements are read.
"""

import argparse
import base64
import gzip
import hashlib
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import trafilatura
from fastwarc.warc import ArchiveIterator, WarcRecordType

from benchmarks.machine import description
from benchmarks.page import table, write_between
from onrecord import intake
from onrecord.intake.pool import end_workers
from onrecord.records import Document, Issue
from onrecord.settings import Limits

MEGABYTE = 1_000_000
SEED = 20310504

PLACES = ("Upper Vale", "Orvane", "Dorvan", "Kestria", "the Lower Mills", "Tannic Bridge", "Sel Harbour", "the Ninth Ward")
BODIES = (
    "the clinic",
    "the mayor",
    "the river authority",
    "the army",
    "the relief office",
    "a witness",
    "the ministry",
    "the port council",
)
CUES = ("said", "told reporters", "denied", "confirmed", "reported", "stated", "did not say", "could not confirm")
EVENTS = (
    "that {number} people had been hurt when shells hit the market",
    "that the road to {place} was closed after the strike",
    "that nobody had been killed in {place} on that day",
    "that {number} families had left {place} since the morning",
    "that the convoy had not reached {place}",
    "that it had no word of the {number} workers who were missing",
)


def paragraph(dice: random.Random) -> str:
    """Some sentences of a report."""
    sentences = []
    for _ in range(dice.randint(2, 5)):
        event = dice.choice(EVENTS).format(number=dice.randint(2, 900), place=dice.choice(PLACES))
        body = dice.choice(BODIES)
        sentences.append(f"{body[0].upper()}{body[1:]} in {dice.choice(PLACES)} {dice.choice(CUES)} {event}.")
    return " ".join(sentences)


def page(dice: random.Random, number: int) -> bytes:
    """A web page of 20 to 80 kB, as news sites make them: a fifth of it is the report."""
    title = f"Shelling reported near {dice.choice(PLACES)}, day {number}"
    wanted = dice.randint(20_000, 80_000)
    report = "".join(f"<p>{paragraph(dice)}</p>\n" for _ in range(dice.randint(8, 25)))
    links = "".join(f'<li class="nav-item"><a href="/section/{place}">{place} news</a></li>' for place in PLACES)
    teasers = "".join(
        f'<div class="teaser"><a href="/{dice.randint(1, 9999)}"><img src="/i/{dice.randint(1, 999)}.jpg" alt=""></a>'
        f"<h3><a href='/x'>{dice.choice(PLACES)}: {dice.choice(BODIES)} speaks</a></h3></div>"
        for _ in range(dice.randint(10, 40))
    )
    head = (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{title} | Vale Wire</title>"
        f"<meta property='article:published_time' content='2031-05-{1 + number % 28:02}T10:00:00Z'>"
        f"<link rel='canonical' href='https://vale.example/{number}'></head><body>"
    )
    body = (
        f"<header><nav><ul>{links}</ul></nav></header><main><article><h1>{title}</h1>"
        f"<div class='byline'>By A. Writer</div>{report}</article><aside>{teasers}</aside></main>"
        f"<footer><ul>{links}</ul><p>Vale Wire</p></footer>"
    )
    filler = max(0, wanted - len(head) - len(body) - 60)
    script = "".join(f"window.k{index}={dice.randint(0, 10**9)};" for index in range(filler // 24))
    return f"{head}{body}<script>{script}</script></body></html>".encode()


def chunked(data: bytes) -> bytes:
    """A body as servers send it in pieces."""
    pieces = [data[start : start + 8192] for start in range(0, len(data), 8192)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def record(number: int, body: bytes, fields: str, kind: str = "text/html; charset=utf-8") -> bytes:
    """A response as a record, with the digest of its block."""
    block = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n{fields}\r\n".encode() + body
    digest = base64.b32encode(hashlib.sha1(block, usedforsecurity=False).digest()).decode()
    header = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number:032x}>\r\nWARC-Date: 2031-05-04T10:00:00Z\r\n"
        f"WARC-Target-URI: https://vale.example/{number}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"WARC-Block-Digest: sha1:{digest}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return header.encode() + block + b"\r\n\r\n"


def records(megabytes: int) -> Iterator[bytes]:
    """Records until they hold so many megabytes: two pages to one picture, script or style sheet."""
    dice = random.Random(SEED)
    size = number = 0
    while size < megabytes * MEGABYTE:
        number += 1
        made = page(dice, number)
        way = dice.random()
        if way < 0.2:
            data = record(number, chunked(made), "Transfer-Encoding: chunked\r\n")
        elif way < 0.5:
            data = record(number, gzip.compress(made, 6, mtime=0), "Content-Encoding: gzip\r\n")
        else:
            data = record(number, made, f"Content-Length: {len(made)}\r\n")
        size += len(data)
        yield data
        if number % 2 == 0:
            kind = dice.choice(("image/jpeg", "text/javascript", "text/css"))
            data = record(-number % 2**128, dice.randbytes(dice.randint(2_000, 40_000)), "", kind)
            size += len(data)
            yield data


def make(path: Path, megabytes: int, *, compressed: bool) -> None:
    """Write the archive."""
    with path.open("wb") as file:
        for data in records(megabytes):
            file.write(gzip.compress(data, 6, mtime=0) if compressed else data)


def ours(path: Path, workers: int) -> int:
    """Documents, as ``flow`` takes them from intake."""
    found = 0
    pool = intake.shared_workers(workers)
    for opened in intake.open_source(str(path), jsonl=False, limits=Limits(), stdin=None):
        if isinstance(opened, Issue):
            continue
        for outcome in intake.outcomes(opened.parts(), pool, _nothing_known):
            found += isinstance(outcome.found, Document)
    return found


def _nothing_known(part: intake.OpenedPart) -> None:  # noqa: ARG001 – the protocol of ``outcomes``
    return None


def bare(path: Path) -> int:
    """Articles that FastWARC and trafilatura find, without a check of anything."""
    found = 0
    with path.open("rb") as file:
        for one in ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=True, auto_decode="all"):
            if (one.http_content_type or "").startswith("text/html"):
                found += trafilatura.bare_extraction(one.reader.read().decode("utf-8", "replace"), url=None) is not None
    return found


WAYS: dict[str, Callable[[Path], int]] = {
    "bare": bare,
    "ours without workers": lambda path: ours(path, 0),
    "ours with one worker": lambda path: ours(path, 1),
    "ours with a worker a core": lambda path: ours(path, os.cpu_count() or 1),
}


def measured(way: str, path: Path) -> dict[str, float]:
    """One reading in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.containers", "--way", way, "--file", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def read_once(way: str, path: Path) -> None:
    """Read, and print what it took."""
    begun = time.perf_counter()
    found = WAYS[way](path)
    elapsed = time.perf_counter() - begun
    end_workers()  # so that their time is counted
    times = os.times()
    cpu = times.user + times.system + times.children_user + times.children_system
    print(json.dumps({"found": found, "seconds": elapsed, "cpu": cpu, "peak": _peak()}))


def _peak() -> int:
    """Largest resident size of this process in bytes; what started it does not count, as it does for getrusage(2)."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0)


def main() -> int:
    """Make the archive, read it in every way in turn, print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--compressed", action="store_true", help="one gzip member a record")
    parser.add_argument("--ways", default=",".join(WAYS))
    parser.add_argument("--write", type=Path, help="page whose table is replaced")
    parser.add_argument("--way", help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.way:
        read_once(given.way, given.file)
        return 0
    ways = given.ways.split(",")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ("archive.warc.gz" if given.compressed else "archive.warc")
        make(path, given.megabytes, compressed=given.compressed)
        size = path.stat().st_size / MEGABYTE
        rounds = [{way: measured(way, path) for way in ways} for _ in range(given.rounds)]
    told = f"Measured on {time.strftime('%Y-%m-%d')} on {description()}; {size:,.0f} MB, {given.rounds} rounds."
    text = f"{told}\n\n{shown(rounds, ways)}"
    print(text)
    if given.write:
        write_between(given.write, "containers", text)
    return 0


def shown(rounds: list[dict[str, dict[str, float]]], ways: list[str]) -> str:
    """Medians, and ratios to the first way within each round."""
    lines = []
    for way in ways:
        wall, cpu = (statistics.median(one[way][what] for one in rounds) for what in ("seconds", "cpu"))
        to_first = [statistics.median(one[way][what] / one[ways[0]][what] for one in rounds) for what in ("seconds", "cpu")]
        peak = max(one[way]["peak"] for one in rounds)
        found, mebibytes = rounds[0][way]["found"], peak / 2**20
        line = (way, f"{found:,.0f}", f"{wall:.1f}", f"{to_first[0]:.2f}", f"{cpu:.1f}", f"{to_first[1]:.2f}", f"{mebibytes:,.0f} MiB")
        lines.append(line)
    return table(("way", "documents", "seconds", "ratio", "of processors", "ratio", "peak of the main process"), lines)


if __name__ == "__main__":
    sys.exit(main())
