"""Ctrl-C while the program is loaded, when nothing was done yet."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import NoReturn

INTERRUPTED = 130
"""What shells give for a program that ended by Ctrl-C."""
_TOLD = b"error: interrupted; nothing was done yet\n"


@contextmanager
def loading() -> Iterator[None]:
    """While modules are loaded, Ctrl-C ends the process with one line and at once.

    As an exception it might be lost: some packages take whatever goes wrong while they are loaded for something that is not installed.
    Where somebody else looks after Ctrl-C already, or it is to be ignored, that stays so.
    """
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    try:
        signal.signal(signal.SIGINT, _ended)
    except ValueError:  # not the main thread, to which Ctrl-C does not come
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _ended(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 – what a handler is given
    interrupted()


def interrupted() -> NoReturn:
    """Say that nothing was done yet, and end the process as Ctrl-C does."""
    if sys.stderr is not None:  # where it was closed, another file may have its number
        with suppress(OSError):
            os.write(2, _TOLD)
    os._exit(INTERRUPTED)
