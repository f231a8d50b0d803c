"""Which reader a command reads with, and what that reader asked and spent."""

import contextlib
from collections.abc import Iterator
from typing import Annotated

import msgspec
import typer

from onrecord import reading
from onrecord.cli.run import talk
from onrecord.settings import Settings

ReaderName = Annotated[
    str | None,
    typer.Option(
        "--reader",
        metavar="NAME",
        help="The statement reader for this run: both, rules, trained or endpoint; else the one that onrecord.toml names, or both.",
    ),
]
"""The option of every command that reads."""


def check_name(name: str | None) -> None:
    """Refuse an unknown reader before anything is made or kept.

    Raises:
        WrongUse: when no reader has the name.
    """
    if name is not None:
        reading.maker_of(name)


@contextlib.contextmanager
def read_with(settings: Settings, name: str | None) -> Iterator[Settings]:
    """The settings with the reader that was asked for; at the end, what it asked and spent is said, however the run ended.

    Raises:
        WrongUse: when the reader cannot be made with these settings.
    """
    if name is not None:
        settings = msgspec.structs.replace(settings, reader=name)
    reading.reader_of(settings)
    reading.told(settings)  # of an earlier run in this process, if there was one
    try:
        yield settings
    finally:
        if line := reading.told(settings):
            talk(line)
