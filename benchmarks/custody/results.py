"""What the full forms share: a result on disk that a later run goes on from, rows of docs/benchmarks.md, scratch folders, processes."""

import argparse
import json
import multiprocessing
import shutil
import sys
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from multiprocessing.pool import AsyncResult, Pool
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.page import rows_between, table, write_between

HEAD = ("goal", "disturbance", "tried", "faulty", "seconds")
MUTANT_HEAD = ("writer with one fault", "caught by", "caught in", "of")

FOLDER = Path("out/custody")
"""Where results lie; git ignores it."""

MEMORY = Path("/dev/shm")

UNDER_WAY = 4
"""Tasks that workers have at once, those that wait for one included."""

Task = TypeVar("Task")
Answer = TypeVar("Answer")


class Results:
    """The results of one goal, part by part. A part that is there is not done again."""

    def __init__(self, file: Path) -> None:
        """Go on from what lies there."""
        self._file = file
        self.parts: dict[str, Mapping[str, Any]] = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}

    def part(self, name: str, measure: Callable[[], Mapping[str, Any]]) -> Mapping[str, Any]:
        """The result of a part, measured unless it is there already."""
        if name not in self.parts:
            print(f"{name} …", file=sys.stderr, flush=True)
            self.parts[name] = measure()
            self._file.parent.mkdir(parents=True, exist_ok=True)
            unfinished = self._file.with_suffix(".unfinished")
            unfinished.write_text(json.dumps(self.parts, indent=1), encoding="utf-8")
            unfinished.rename(self._file)
        return self.parts[name]


def parser(goal: str, description: str | None) -> argparse.ArgumentParser:
    """The command line that all forms have; ``description`` is a module's docstring."""
    made = argparse.ArgumentParser(description=(description or "").split("\n")[0])
    made.add_argument("--results", type=Path, default=FOLDER / f"{goal}.json", help="result to go on from and to write")
    made.add_argument("--fresh", action="store_true", help="begin anew")
    made.add_argument("--scratch", type=Path, default=MEMORY if MEMORY.is_dir() else None, help="folder for cases, best in memory")
    made.add_argument("--write", type=Path, help="page whose rows of this goal are replaced")
    return made


def begun(asked: argparse.Namespace) -> Results:
    """The results that a command goes on from."""
    if asked.fresh:
        asked.results.unlink(missing_ok=True)
    return Results(asked.results)


def write_rows(page: Path, name: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Replace the rows of a measured table that begin with the same cell as these; the others stay."""
    mine = {row[0] for row in rows}
    kept = [row for row in rows_between(page, name) if row[0] not in mine]
    write_between(page, name, table(head, sorted([*kept, *rows], key=lambda row: row[0])))


@contextmanager
def scratch_folder(above: Path | None) -> Iterator[Path]:
    """A folder that goes when it is left."""
    folder = Path(tempfile.mkdtemp(dir=above, prefix="onrecord-custody-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def workers(number: int = 2) -> Iterator[Pool]:
    """Processes that came from one without threads, so that they may fork and be traced themselves.

    What was handed to them is done before this is left: a pool that is ended with tasks in its pipe can wait for ever, since nobody
    empties that any more.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["benchmarks.custody.aftermath"])
    with context.Pool(number) as pool:
        try:
            yield pool
        finally:
            pool.close()
            pool.join()


def answered(pool: Pool, function: Callable[[Task], Answer], tasks: Iterable[Task]) -> Iterator[Answer]:
    """What a function says of each task, in order. Few are under way at once, so that whoever has seen enough can leave."""
    pending = deque[AsyncResult[Answer]]()
    for task in tasks:
        pending.append(pool.apply_async(function, (task,)))
        if len(pending) == UNDER_WAY:
            yield pending.popleft().get()
    while pending:
        yield pending.popleft().get()
