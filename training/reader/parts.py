"""Which labelled articles train, which fit the reconciler, which only measure."""

import hashlib
from pathlib import Path
from typing import Any, NamedTuple

from training.reader.data import digest_of, rows_of

CORPUS = Path(__file__).parents[1] / "corpus"
FITTING_CONFLICTS = frozenset({"sahel-a", "levant-b", "southasia-a"})
"""Conflicts of our training part that the network does not see, so that the reconciler is fitted on texts new to it."""

Rows = list[dict[str, Any]]


class Parts(NamedTuple):
    """Rows by what they are for."""

    train: dict[str, Rows]
    fit: dict[str, Rows]
    dev: dict[str, Rows]
    digests: dict[str, str]
    """SHA-256 of every file read."""

    @property
    def taught(self) -> dict[str, str]:
        """Those of the files whose rows train or fit; the others only measure."""
        return {name: digest for name, digest in self.digests.items() if Path(name).name.startswith("train.")}


def is_held(identifier: str) -> bool:
    """One article in ten, drawn by its id, fits the reconciler."""
    return int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % 10 == 0


def gather(polnear: Path | None) -> Parts:
    """Read everything.

    Args:
        polnear: a folder with train.jsonl.gz and dev.jsonl.gz of PolNeAR 1.0 in the form of ``attributions``; None trains on our own
            corpus alone.

    Raises:
        FileNotFoundError: when a file is missing.
    """
    files = {"own train": CORPUS / "train.jsonl", "own dev": CORPUS / "dev.jsonl"}
    if polnear is not None:
        files |= {"polnear train": polnear / "train.jsonl.gz", "polnear dev": polnear / "dev.jsonl.gz"}
    rows = {name: list(rows_of(path)) for name, path in files.items()}
    own = rows["own train"]
    train = {"own": [r for r in own if r["conflict"] not in FITTING_CONFLICTS]}
    fit = {"own": [r for r in own if r["conflict"] in FITTING_CONFLICTS]}
    dev = {"own": rows["own dev"]}
    if polnear is not None:
        train["polnear"] = [r for r in rows["polnear train"] if not is_held(r["id"])]
        fit["polnear"] = [r for r in rows["polnear train"] if is_held(r["id"])]
        dev["polnear"] = rows["polnear dev"]
    return Parts(train, fit, dev, {path.name if "own" in name else f"polnear/{path.name}": digest_of(path) for name, path in files.items()})
