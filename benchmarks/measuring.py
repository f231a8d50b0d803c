"""One measured reading of many texts, in a process of its own: ``python -m benchmarks.measuring NAME TEXTS.json``."""

import json
import os
import resource
import sys
import time
from pathlib import Path

from benchmarks.peers.catalogue import CANNOT_LOAD, COMPETITORS

WARM_UP = "The mayor said that nobody was hurt."
"""Fills the caches that every reader fills on its first text."""


def peak_bytes() -> int:
    """Largest resident size of this process so far. Linux counts in KiB, macOS in bytes (getrusage(2))."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def to_one_core() -> None:
    """Where the system can, stay on one core, whatever number of threads a library thinks good."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def main(name: str, listing: Path) -> int:
    """Load a reader, let it read every text of a JSON list, print one JSON object.

    Start-up (imports, loading, one short text) is timed apart from reading. CPU time is of this process alone, all its
    threads, so that other work on the machine disturbs it less than wall time.
    A text on which the reader stops with an error is counted; its words count as read, since the time went into them.
    """
    to_one_core()
    texts: list[str] = json.loads(listing.read_text(encoding="utf-8"))
    begun = time.process_time()
    try:
        read, _ = COMPETITORS[name].loaded()
        read(WARM_UP)
    except Exception as error:  # whatever is missing, the others can still be compared
        print(f"{name} cannot be loaded: {type(error).__name__}: {' '.join(str(error).split())}", file=sys.stderr)
        return CANNOT_LOAD
    started = time.process_time()
    found, stopped = 0, 0
    wall = time.perf_counter()
    for text in texts:
        try:
            found += len(read(text))
        except Exception:  # whatever stops a reader is a result here
            stopped += 1
    cpu, elapsed = time.process_time() - started, time.perf_counter() - wall
    result = {
        "words": sum(len(text.split()) for text in texts),
        "found": found,
        "stopped": stopped,
        "load_seconds": started - begun,
        "cpu_seconds": cpu,
        "wall_seconds": elapsed,
        "peak_bytes": peak_bytes(),
    }
    print(json.dumps(result))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
