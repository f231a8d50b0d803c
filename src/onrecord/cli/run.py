"""One run of the command line: which case, and where output goes."""

import re
import sys
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Any

import typer
from rich.console import Console

from onrecord.cli.terminal import broken, escaped, width_of
from onrecord.errors import NoCase
from onrecord.ledger import find_case
from onrecord.records import encode

_ACTS = re.compile(r"[\x7f-\x9f\u061c\u2028\u2029\u202a-\u202e\u2066-\u2069]")

WIDTH = 80
"""Columns when the output is no terminal; records are made for it."""
WIDEST = 100
"""A wide terminal is not filled further: long lines are hard to read."""
NARROWEST = 30
"""Tables cannot be set in less; a terminal that has less breaks their lines itself."""

PIPE_CLOSED = 141
"""What shells give for a program that ended by a closed pipe."""


class Exit(IntEnum):
    """What the exit code says."""

    DONE = 0
    SOME_UNREAD = 1
    WRONG_USE = 2
    BROKEN_INTEGRITY = 3
    FAULT = 70
    """A fault in the program (EX_SOFTWARE of sysexits.h), so that no script takes it for wrong use."""
    IO_FAILED = 74
    """The output could not be written (EX_IOERR of sysexits.h): the request was good, and can be made again."""


@dataclass(frozen=True)
class Run:
    """The global options, for every command."""

    case: Path | None = None
    """As given with ``--case``; None leaves it to ``find_case``."""

    def existing_case(self) -> Path:
        """The case to look into.

        Raises:
            NoCase: when there is none here.
        """
        found = self.case or find_case(Path.cwd())
        if found is None or not found.is_dir():
            raise NoCase(
                f"there is no case at {found}" if found else "there is no case here",
                hint="`onrecord read FILE` makes one; `onrecord --case DIR …` names another",
            )
        return found

    def case_to_write(self) -> Path:
        """The case to write into, which may be yet to be made."""
        return self.case or find_case(Path.cwd()) or Path("case")


def run_of(context: typer.Context) -> Run:
    """The run that a command belongs to."""
    return context.obj if isinstance(context.obj, Run) else Run()


class Output(Console):
    """A console that leaves it to ``main`` how a process ends whose reader has gone."""

    def on_broken_pipe(self) -> None:
        """Called while the error is being handled; it goes on as it is."""
        raise BrokenPipeError


def output() -> Console:
    """Standard output for people: 80 columns, or as wide as the terminal from ``NARROWEST`` to ``WIDEST``."""
    console = Output(file=sys.stdout, markup=False, highlight=False, emoji=False)
    console.width = max(min(console.width, WIDEST) if console.is_terminal else console.width, NARROWEST)
    return console


def talk(message: str) -> None:
    """A sentence to standard error: one line for a file or a program, which may look for it; broken between words on a terminal."""
    sys.stderr.write("".join(f"{line}\n" for line in message_lines(message)))
    sys.stderr.flush()


def message_lines(message: str, *, hanging: int = 2) -> list[str]:
    """The lines of a message to standard error; nothing in it acts on the terminal."""
    width = width_of(sys.stderr)
    return broken(escaped(message), min(width, WIDEST), hanging=hanging) if width else [escaped(message)]


def write_json(value: Any) -> None:
    """One JSON value on one line of standard output, UTF-8 whatever the terminal's encoding.

    What acts on a terminal, and what some programs take for the end of a line, is written by its number, as JSON allows;
    the value is the same.
    """
    sys.stdout.flush()
    data = encode(value)
    if not data.isascii() or b"\x7f" in data:
        data = _ACTS.sub(lambda found: f"\\u{ord(found.group()):04x}", data.decode()).encode()
    sys.stdout.buffer.write(data + b"\n")
