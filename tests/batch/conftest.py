"""What the tests of this room share: reports, a reader that can be made to end its process, and what a case holds."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

import pytest

from onrecord.ledger import View
from onrecord.reading.readers import READERS
from onrecord.reading.rules import RuleReader

FRAGILE = '''
"""A desk's own reader, which notes what it reads and ends its process where a text says so; known to every process of the test."""
import os, signal
from pathlib import Path
from onrecord.reading.readers import READERS
from onrecord.reading.rules import RuleReader

class Fragile(RuleReader):
    name = "fragile"

    def attributions(self, page):
        with open(os.environ["NOTED"], "a") as file:
            file.write(page.text.split(":")[0] + "\\n")
        if "always" in page.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "once" in page.text and not os.path.exists(os.environ["NOTED"] + ".once"):
            Path(os.environ["NOTED"] + ".once").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if "failing" in page.text:
            raise ArithmeticError("no such reader")
        return super().attributions(page)

READERS["fragile"] = lambda endpoint: Fragile()
'''

Told = list[tuple[Any, ...]]


class Desk:
    """A folder with reports, and the command line as processes in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "path").mkdir()
        (folder / "path" / "sitecustomize.py").write_text(FRAGILE)
        self.noted = folder / "noted"
        paths = [str(folder / "path"), *sys.path]
        self.environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "NOTED": str(self.noted)}

    def report(self, number: int, more: str = "") -> dict[str, str]:
        """A report of some sentences."""
        text = f"Report {number}: the governor said that {number + 3} people were killed in Dorvan. {more} The army denied it. " * 3
        return {"id": f"r{number}", "text": text}

    def write(self, reports: Sequence[dict[str, str] | str], name: str = "in.jsonl") -> Path:
        """A file of JSON Lines."""
        path = self.folder / name
        path.write_text("".join((one if isinstance(one, str) else json.dumps(one)) + "\n" for one in reports))
        return path

    def command(self, case: str, *more: str, name: str = "in.jsonl") -> list[str]:
        """``onrecord read``, printing one object a report."""
        return [sys.executable, "-m", "onrecord", "--case", case, "read", name, "--reader", "fragile", *more]

    def start(self, case: str, *more: str, name: str = "in.jsonl") -> "subprocess.Popen[bytes]":
        """Begin it."""
        command, pipe = self.command(case, *more, name=name), subprocess.PIPE
        return subprocess.Popen(command, cwd=self.folder, env=self.environment, stdout=pipe, stderr=pipe, bufsize=0)

    def read(self, case: str, *more: str, name: str = "in.jsonl") -> "subprocess.CompletedProcess[bytes]":
        """Run it to its end."""
        command = self.command(case, *more, name=name)
        return subprocess.run(command, cwd=self.folder, env=self.environment, capture_output=True, check=False)

    def readings(self) -> list[str]:
        """The texts that were read since this was last asked, in order, each as often as it was."""
        noted = self.noted.read_text().splitlines() if self.noted.exists() else []
        self.noted.unlink(missing_ok=True)
        return noted


class Ledgers(Protocol):
    def __call__(self, case: Path) -> Told: ...


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    made = Desk(tmp_path)
    for name in ("PYTHONPATH", "NOTED"):
        monkeypatch.setenv(name, made.environment[name])  # for processes that the test itself starts readers in

    class Fragile(RuleReader):
        name = "fragile"

    monkeypatch.setitem(READERS, "fragile", lambda _: Fragile())
    return made


@pytest.fixture
def told(content_ids: Callable[[View, Sequence[str]], list[str]]) -> Ledgers:
    """All that the log of a case says, in its order, save moments, salts and signatures."""

    def tell(case: Path) -> Told:
        with View.open(case) as view:
            return [
                (entry.sequence, entry.type, entry.agent, entry.actor, entry.why)
                + (() if entry.type == "begin" else (content_ids(view, entry.generated), content_ids(view, entry.used)))
                for entry in view.entries()
            ]

    return tell
