"""How a long run tells where it is: a line that renews itself on a terminal, a plain line now and then elsewhere."""

import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, TextColumn
from rich.progress import Progress as Bar

from onrecord.cli.run import talk
from onrecord.cli.terminal import escaped
from onrecord.records import Issue, Reading
from onrecord.records.wording import counted

PLAIN_SECONDS = 10.0
"""Seconds between two plain lines; a shorter run has none."""

RECENT_SECONDS = 60.0
"""The time whose rate is told: a run that was taken up again goes past what it has much faster than it reads on."""

_SAMPLE_SECONDS = 0.5
_UNITS = ("bytes", "kB", "MB", "GB", "TB")


class Progress:
    """Counts readings, issues and bytes as they pass, and tells on standard error.

    Args:
        total: bytes of all that is read; None where that is not known, as for standard input.
        clock: seconds that only grow.
    """

    def __init__(self, total: int | None = None, *, clock: Callable[[], float] = time.monotonic) -> None:
        console = Console(file=sys.stderr, markup=False, highlight=False, emoji=False)
        columns = (TextColumn("reading"), BarColumn(bar_width=20), TextColumn("{task.fields[told]}"))
        # Records printed on the same terminal would tear the bar, so it is only for output that goes elsewhere.
        self._bar = Bar(*columns, console=console, transient=True) if console.is_terminal and not sys.stdout.isatty() else None
        self._total = total
        self._clock = clock
        self._samples: deque[tuple[float, int, int]] = deque([(clock(), 0, 0)])  # when, reports, bytes
        self._told_at = clock()
        self._task = self._bar.add_task("reading", total=total, told="") if self._bar else None
        self.readings = 0
        self.issues = 0
        self.remarks = 0
        """Issues on reports that were read."""
        self.bytes = 0

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
                self.remarks += len(outcome.issues)
            self._advance()
            yield outcome

    def reached(self, size: int) -> None:
        """So many bytes are behind us."""
        self.bytes = max(self.bytes, size)

    def told(self) -> str:
        """Where the run is, in words."""
        parts = [f"{self.readings:,} report{'' if self.readings == 1 else 's'}"]
        if self.bytes:
            of_all = f" of {_size(self._total)} ({100 * min(self.bytes, self._total) / self._total:.0f} %)" if self._total else ""
            parts.append(f"{_size(self.bytes)}{of_all}")
        if self.issues:
            parts.append(f"{self.issues:,} issue{'' if self.issues == 1 else 's'}")
        seconds, reports, size = self._recent()
        if seconds > 0 and reports:
            parts.append(f"{reports / seconds:,.1f} reports/s")
        if seconds > 0 and size and self._total and self.bytes < self._total:
            parts.append(f"about {_duration((self._total - self.bytes) * seconds / size)} left")
        return ", ".join(parts)

    def _advance(self) -> None:
        now = self._clock()
        if now - self._samples[-1][0] >= _SAMPLE_SECONDS:
            self._samples.append((now, self.readings, self.bytes))
            while len(self._samples) > 2 and now - self._samples[1][0] >= RECENT_SECONDS:
                self._samples.popleft()
        if self._bar and self._task is not None:
            self._bar.update(self._task, completed=self.bytes if self._total else self.readings, told=self.told())
        elif now - self._told_at >= PLAIN_SECONDS and not sys.stderr.isatty():
            self._told_at = now
            talk(f"read so far: {self.told()}")

    def _recent(self) -> tuple[float, int, int]:
        """Seconds of late, and the reports and bytes that passed in them."""
        when, reports, size = self._samples[0]
        return self._clock() - when, self.readings - reports, self.bytes - size

    def say(self, message: str) -> None:
        """One line beside the bar."""
        if self._bar:
            self._bar.console.print(escaped(message), soft_wrap=True)
        else:
            talk(message)

    def summary(self, *, added: int, passed_over: int = 0) -> str:
        """What has passed, in words; ``added`` of the readings are new in the case, the others were there before, and so were those
        that were ``passed_over``."""
        parts = [f"{self.readings:,} report{'' if self.readings == 1 else 's'} read"]
        if there := self.readings - added:
            which = "which was" if self.readings == 1 else "all of them" if there == self.readings else f"{there:,} of them"
            parts.append(f"{which} in the case already")
        if self.issues:
            parts.append(f"{self.issues:,} issue{'' if self.issues == 1 else 's'}")
        if self.remarks:
            parts.append(f"{counted(self.remarks, 'remark')} on {'it' if self.readings == 1 else 'them'}, which `onrecord show` lists")
        if passed_over:
            parts.append(f"{passed_over:,} passed over, which an earlier run had recorded")
        return ", ".join(parts)


class Walk:
    """Tells on standard error how far a walk over the entries of a log, or the like, is; of a short one nothing.

    Args:
        doing: what is done on the walk, as a line begins.
        over: what it goes over.
        clock: seconds that only grow.
    """

    def __init__(self, doing: str, over: str = "entries", *, clock: Callable[[], float] = time.monotonic) -> None:
        console = Console(file=sys.stderr, markup=False, highlight=False, emoji=False)
        columns = (TextColumn(doing), BarColumn(bar_width=20), TextColumn(f"{{task.completed:,.0f}} of {{task.total:,.0f}} {over}"))
        self._bar = Bar(*columns, console=console, transient=True) if console.is_terminal else None
        self._task = self._bar.add_task(doing, total=None) if self._bar else None
        self._doing, self._over = doing, over
        self._clock = clock
        self._told_at = clock()

    def __enter__(self) -> "Walk":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._bar:
            self._bar.stop()

    def reached(self, number: int, size: int) -> None:
        """So many are behind us, of so many."""
        if self._bar and self._task is not None:
            self._bar.update(self._task, completed=number, total=size)
            self._bar.stop() if number >= size else self._bar.start()
        elif number < size and self._clock() - self._told_at >= PLAIN_SECONDS:
            self._told_at = self._clock()
            talk(f"{self._doing}: {number:,} of {size:,} {self._over} ({100 * number / size:.0f} %)")


def _size(number: int) -> str:
    """Bytes in the largest unit of which there is one; thousands, as disks are sold."""
    value = float(number)
    for unit in _UNITS:
        if value < 1000 or unit == _UNITS[-1]:
            return f"{value:,.0f} {unit}" if unit == _UNITS[0] or value >= 10 else f"{value:.1f} {unit}"
        value /= 1000
    raise AssertionError("the last unit takes every number")


def _duration(seconds: float) -> str:
    """A time to come, as exact as it can be known."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return f"{max(1, round(seconds))} s"
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours < 24 else f"{hours // 24} d {hours % 24} h"
