"""Who takes part in a comparison, by name: OnRecord's readers, and the tools for the same job."""

import importlib
import os
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]
CANNOT_LOAD = 3
"""Exit status of a process whose reader could not be loaded; the reason is the last line of its standard error."""
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1") | {"TOKENIZERS_PARALLELISM": "false"}

Reader = Callable[[str], Sequence[Any]]
"""From a text to what is found in it."""


class Competitor(NamedTuple):
    """One that takes part. Its module has ``load(variant) -> Reader`` and ``rows(found)``, the attributions as JSON values."""

    label: str
    module: str
    variant: str = ""
    ours: bool = False
    """Runs in the program's own environment; the others run where ``requirements/bench.txt`` is installed."""
    attributes: bool = True
    """Finds attributions; otherwise there is only speed to compare."""

    def loaded(self) -> tuple[Reader, Callable[[Sequence[Any]], list[dict[str, Any]]]]:
        """The reader, and what turns its findings into attributions."""
        module = importlib.import_module(f"benchmarks.peers.{self.module}")
        return module.load(self.variant), module.rows


COMPETITORS = {
    "rules": Competitor("OnRecord, rules", "onrecord_reader", "rules", ours=True),
    "trained": Competitor("OnRecord, trained", "onrecord_reader", "trained", ours=True),
    "both": Competitor("OnRecord, both", "onrecord_reader", "both", ours=True),
    "dependency-rules": Competitor("dependency rules over spaCy sm", "dependency_rules"),
    "textacy-paragraphs": Competitor("textacy, per paragraph", "textacy_quotes", "paragraphs"),
    "textacy-document": Competitor("textacy, whole document", "textacy_quotes", "document"),
    "spacy-pipeline": Competitor("spaCy sm, whole pipeline (no attributions)", "spacy_pipeline", attributes=False),
}


def named(names: str) -> list[str]:
    """Names from a list with commas, in the order given.

    Raises:
        ValueError: for a name that the catalogue does not have, or none at all.
    """
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    unknown = [name for name in wanted if name not in COMPETITORS]
    if unknown or not wanted:
        raise ValueError(f"no competitor called {', '.join(unknown) or 'nothing'}; there are: {', '.join(COMPETITORS)}")
    return list(dict.fromkeys(wanted))


class CannotLoad(Exception):
    """A reader whose parts are not there; the comparison goes on without it."""


def run(python: str, module: str, *arguments: str, given: bytes = b"") -> bytes:
    """Standard output of a module run in a process of its own, from the repository's root, one thread.

    Raises:
        CannotLoad: with the reason, when it ended so.
        SystemExit: with the end of its standard error, when it ended badly otherwise.
    """
    command = [python, "-W", "ignore", "-m", module, *arguments]
    finished = subprocess.run(command, input=given, capture_output=True, check=False, env={**os.environ, **ONE_THREAD}, cwd=ROOT)
    if finished.returncode == CANNOT_LOAD:
        raise CannotLoad(_end_of(finished.stderr))
    if finished.returncode:
        raise SystemExit(f"error: {' '.join(command)} ended with status {finished.returncode}: {_end_of(finished.stderr)}")
    return finished.stdout


def _end_of(stderr: bytes) -> str:
    """The last line of what a process wrote of its fault."""
    lines = stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else "it does not say why"
