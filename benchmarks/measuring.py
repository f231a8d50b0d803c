"""One measured reading of many texts, in a process of its own; needs nothing but the standard library."""

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

WARM_UP = "The mayor said that nobody was hurt."
"""Fills the caches that every reader fills on its first text."""


def peak_bytes() -> int:
    """Largest resident size of this process so far. Linux counts in KiB, macOS in bytes (getrusage(2))."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def measure(load: Callable[[], Callable[[str], int]]) -> None:
    """Load a reader, let it read every text named on the command line, print one JSON object.

    ``load`` returns a function from a text to the number of statements found in it. Start-up (imports, loading, one
    short text) is timed apart from reading. CPU time is of this process alone, so that other work on the machine
    disturbs it less than wall time.
    A text on which the reader stops with an error is counted; its words count as read, since the time went into them.
    """
    texts: list[str] = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    read = load()
    read(WARM_UP)
    started = time.process_time()
    found, stopped = 0, 0
    wall = time.perf_counter()
    for text in texts:
        try:
            found += read(text)
        except Exception:  # whatever stops a reader is a result here
            stopped += 1
    cpu, elapsed = time.process_time() - started, time.perf_counter() - wall
    result = {
        "words": sum(len(text.split()) for text in texts),
        "found": found,
        "stopped": stopped,
        "start_seconds": started,
        "cpu_seconds": cpu,
        "wall_seconds": elapsed,
        "peak_bytes": peak_bytes(),
    }
    print(json.dumps(result))
