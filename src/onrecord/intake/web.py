"""An address of the web that a person named: whether it is asked at all. ``web_capture`` asks it.

Addresses are asked only where the settings of the case switch that on, and only those that stand in the command: never one that is
found in a page, a feed or a line of JSON.
"""

import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.intake.capture import printable
from onrecord.intake.characters import clean_line
from onrecord.intake.opened import Opened
from onrecord.records import Issue
from onrecord.settings import Limits, WebCapture

if TYPE_CHECKING:
    from onrecord.intake.web_network import Network

_ADDRESS = re.compile(r"https?:|[a-z][a-z0-9+.-]+://", re.IGNORECASE)
"""What no file is meant by: a scheme of two letters or more (one may be a drive) before ``//``, or that of the web alone."""
_USERINFO = re.compile(r"(//)[^/?#]*@")


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """An address that a person named, and how it is to be read."""

    address: str
    """As it was named."""
    jsonl: bool
    limits: Limits
    capture: WebCapture
    identifier: str | None = None
    """The id of its report; without one the address."""


def is_address(source: str) -> bool:
    """Whether a source is an address and no path."""
    return bool(_ADDRESS.match(source))


def shown(address: str) -> str:
    """An address as it is kept and printed: a password in it is for nobody's record."""
    return _USERINFO.sub(r"\1…@", clean_line(printable(address)) or "")


def open_address(
    source: str, *, jsonl: bool, limits: Limits, capture: WebCapture, identifier: str | None = None, network: "Network | None" = None
) -> Iterator[Opened | Issue]:
    """Capture an address, where the settings allow it.

    Args:
        source: the address.
        jsonl: what comes back is JSON Lines.
        limits: how much is read before something is refused.
        capture: whether and how the network is asked.
        identifier: the id of its report.
        network: what stands in for the network in a test.
    """
    if not capture.enabled:
        message = (
            "This is an address, and nothing is asked of the network until the case says so: write `enabled = true` under [capture]"
            " in its onrecord.toml, or save the page and read the file."
        )
        yield _off(source, message)
        return
    try:
        asking = importlib.import_module("onrecord.intake.web_capture")
    except ModuleNotFoundError as error:
        message = f"Asking for addresses needs the package {error.name}, which is not installed: pip install 'onrecord[capture]'."
        yield _off(source, message)
        return
    wanted = Wanted(address=source, jsonl=jsonl, limits=limits, capture=capture, identifier=identifier)
    yield from asking.captured(wanted, network)


def _off(source: str, message: str) -> Issue:
    return Issue(code="url.off", outcome="refused", where=shown(source), message=message)
