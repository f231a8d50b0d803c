"""How a long run tells where it is: a line that renews itself on a terminal, plain lines elsewhere."""

import sys
from collections.abc import Iterator
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from onrecord.cli.run import talk
from onrecord.cli.terminal import escaped
from onrecord.records import Issue, Reading

PLAIN_EVERY = 1000
"""Reports between two plain lines."""


class Progress:
    """Counts readings and issues as they pass, and tells on standard error."""

    def __init__(self) -> None:
        console = Console(file=sys.stderr, markup=False, highlight=False, emoji=False)
        columns = (TextColumn("reading"), BarColumn(), TextColumn("{task.completed:,} reports"), TimeElapsedColumn())
        # Records printed on the same terminal would tear the bar, so it is only for output that goes elsewhere.
        self._bar = Bar(*columns, console=console, transient=True) if console.is_terminal and not sys.stdout.isatty() else None
        self._task = self._bar.add_task("reading", total=None) if self._bar else None
        self.readings = 0
        self.issues = 0

    def __enter__(self) -> "Progress":
        if self._bar:
            self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._bar:
            self._bar.stop()

    def count(self, outcomes: Iterator[Reading | Issue]) -> Iterator[Reading | Issue]:
        """The same outcomes, counted."""
        for outcome in outcomes:
            if isinstance(outcome, Issue):
                self.issues += 1
            else:
                self.readings += 1
                self._advance()
            yield outcome

    def _advance(self) -> None:
        if self._bar and self._task is not None:
            self._bar.advance(self._task)
        elif self.readings % PLAIN_EVERY == 0 and not sys.stderr.isatty():
            talk(f"{self.readings:,} reports read")

    def say(self, message: str) -> None:
        """One line beside the bar."""
        if self._bar:
            self._bar.console.print(escaped(message), soft_wrap=True)
        else:
            talk(message)

    def summary(self, *, added: int) -> str:
        """What has passed, in words; ``added`` of the readings are new in the case, the others were there before."""
        parts = [f"{self.readings:,} report{'' if self.readings == 1 else 's'} read"]
        if there := self.readings - added:
            which = "which was" if self.readings == 1 else "all of them" if there == self.readings else f"{there:,} of them"
            parts.append(f"{which} in the case already")
        if self.issues:
            parts.append(f"{self.issues:,} issue{'' if self.issues == 1 else 's'}")
        return ", ".join(parts)
