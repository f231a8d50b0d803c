"""Work that must be done by a time, whatever it waits for."""

import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class TooLateError(Exception):
    """The time was over before the work was done."""


def within(seconds: float, work: Callable[[], T]) -> T:
    """What the work gives back or raises, if that is within some seconds.

    A client that only limits each wait for bytes waits for ever on a server that sends one now and then, so the work is done in a thread
    of its own and left there when the time is over. Whoever calls makes it end: by closing what it reads from.

    Raises:
        TooLateError: when the time was over first; the work may still go on for a while.
    """
    given: list[T] = []
    raised: list[BaseException] = []

    def do() -> None:
        try:
            given.append(work())
        except BaseException as error:  # raised again where it is waited for
            raised.append(error)

    thread = threading.Thread(target=do, name="onrecord endpoint", daemon=True)  # a thread left behind keeps no program from its end
    thread.start()
    thread.join(seconds)
    if given:
        return given[0]
    if raised:
        raise raised[0]
    raise TooLateError
