"""The statement readers that ship, by name; a network is loaded when it is first asked for."""

from collections.abc import Callable
from functools import cache

from onrecord.errors import WrongUse
from onrecord.reading.models import load_model
from onrecord.reading.protocol import StatementReader
from onrecord.reading.reconciled.reader import ReconciledReader, TrainedAlone
from onrecord.reading.rules import RuleReader


def _both() -> StatementReader:
    model = load_model()
    return ReconciledReader(model.reader, RuleReader(), model.reconciler)


def _trained() -> StatementReader:
    model = load_model()
    return TrainedAlone(model.reader, model.reconciler)


READERS: dict[str, Callable[[], StatementReader]] = {"both": _both, "rules": RuleReader, "trained": _trained}
"""How to make each reader, by the name that ``Settings.reader`` gives."""


@cache
def reader_named(name: str) -> StatementReader:
    """The reader of a name; made once.

    Raises:
        WrongUse: when no reader has that name; the known ones are told.
        BadInput: when the model that ships with the program is missing or altered.
    """
    if name not in READERS:
        raise WrongUse(f"there is no reader called {name!r}", hint=f"readers are: {', '.join(sorted(READERS))}")
    return READERS[name]()
