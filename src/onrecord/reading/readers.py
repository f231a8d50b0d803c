"""The statement readers that ship, by name; a network is loaded when it is first asked for."""

from collections.abc import Callable
from functools import cache

from onrecord.errors import WrongUse
from onrecord.reading.endpoint import EndpointReader
from onrecord.reading.models import load_model
from onrecord.reading.protocol import StatementReader
from onrecord.reading.reconciled.reader import ReconciledReader, TrainedAlone
from onrecord.reading.rules import RuleReader
from onrecord.settings import Endpoint, Settings


def _both(_: Endpoint) -> StatementReader:
    model = load_model()
    return ReconciledReader(model.reader, RuleReader(), model.reconciler)


def _rules(_: Endpoint) -> StatementReader:
    return RuleReader()


def _trained(_: Endpoint) -> StatementReader:
    model = load_model()
    return TrainedAlone(model.reader, model.reconciler)


READERS: dict[str, Callable[[Endpoint], StatementReader]] = {
    "both": _both,
    "endpoint": EndpointReader,
    "rules": _rules,
    "trained": _trained,
}
"""How to make each reader, by the name that ``Settings.reader`` gives; one of them asks the endpoint of the settings."""


def reader_for(settings: Settings) -> StatementReader:
    """The reader that the settings name; made once for each endpoint.

    Raises:
        WrongUse: when no reader has that name, the known ones are told; or when it is the endpoint, and none is set.
        BadInput: when the model that ships with the program is missing or altered.
    """
    return _made(maker_of(settings.reader), settings.endpoint)


def maker_of(name: str) -> Callable[[Endpoint], StatementReader]:
    """How the reader of a name is made.

    Raises:
        WrongUse: when no reader has that name.
    """
    if name not in READERS:
        raise WrongUse(f"there is no reader called {name!r}", hint=f"readers are: {', '.join(sorted(READERS))}")
    return READERS[name]


@cache
def _made(maker: Callable[[Endpoint], StatementReader], endpoint: Endpoint) -> StatementReader:
    return maker(endpoint)
