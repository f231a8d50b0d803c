"""The peer: datasketch's MinHash with locality-sensitive hashing, held in memory with the texts' own MinHashes.

Five words a shingle, 128 permutations, as its documentation has it; of the candidates the most alike is the original where the two have a
third of their shingles in common.
"""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from datasketch import MinHash, MinHashLSH  # type: ignore[import-not-found]

from benchmarks.copying.planted import Made

LEAST = 1 / 3


class Finder:
    """As ``case.Finder``."""

    def __init__(self, _folder: Path) -> None:
        self._lsh = MinHashLSH(threshold=LEAST, num_perm=128)
        self._hashes: dict[str, Any] = {}
        self.committing = 0.0

    def group(self, reports: Sequence[Made], _first: int) -> tuple[list[tuple[str, str]], float]:
        begun = time.process_time()
        found = [pair for report in reports for pair in self._one(report)]
        return found, time.process_time() - begun

    def _one(self, report: Made) -> list[tuple[str, str]]:
        words = report.text.lower().split()
        mine = MinHash(num_perm=128)
        mine.update_batch([" ".join(words[at : at + 5]).encode() for at in range(max(1, len(words) - 4))])
        alike = [(mine.jaccard(self._hashes[name]), name) for name in self._lsh.query(mine)]
        best = max((one for one in alike if one[0] >= LEAST), default=None)
        self._lsh.insert(report.id, mine, check_duplication=False)
        self._hashes[report.id] = mine
        return [(best[1], report.id)] if best else []

    def told(self) -> dict[str, int]:
        return {}
