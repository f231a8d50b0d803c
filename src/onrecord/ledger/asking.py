"""Asks a witness or a time-stamping authority over the network: one request, one bounded answer.

https, or http to this machine: what goes out says when a desk was at work, and nobody on the way needs to know.
"""

import asyncio
import importlib
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from onrecord.errors import NotAnswered, WrongUse

SECONDS = 30.0
"""For connecting and for each pause of an answer; three times that for the whole exchange, from the first byte to the last."""

LONGEST_ANSWER = 100_000


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back."""

    status: int
    kind: str
    """The type of the body, without its parameters."""
    body: bytes


def checked_address(url: str) -> str:
    """An address that may be asked.

    Raises:
        WrongUse: it is none.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        parts, host, port = urlsplit(""), "", 0
    if parts.scheme not in ("http", "https") or not host or port == 0 or parts.username is not None or parts.fragment:
        raise WrongUse(f"{url!r} is no address that can be asked.", hint="It begins with https:// and names a machine.")
    if parts.scheme == "http" and not _is_here(host):
        raise WrongUse(
            f"{url!r} would be asked without encryption.",
            hint="Use https. Where there is none, ask without a network: `onrecord checkpoint query`, then `onrecord checkpoint add`.",
        )
    return url


def post(url: str, body: bytes, *, kind: str) -> Reply:
    """Send a request and wait for its answer.

    Args:
        url: whom to ask.
        body: of the request.
        kind: its type.

    Raises:
        WrongUse: the address cannot be asked, or the package that speaks HTTP is not installed.
        NotAnswered: nobody answers, or too much, or too slowly.
    """
    checked_address(url)
    httpx = _loaded()
    try:
        return asyncio.run(asyncio.wait_for(_exchange(httpx, url, body, kind), 3 * SECONDS))
    except TimeoutError as error:
        message = f"{url} took longer than {3 * SECONDS:g} seconds to answer."
        raise NotAnswered(message, hint="Ask again later.") from error
    except httpx.TimeoutException as error:
        raise NotAnswered(f"{url} did not answer within {SECONDS:g} seconds.", hint="Ask again later.") from error
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, OSError) as error:
        why = str(error) or type(error).__name__
        raise NotAnswered(f"{url} could not be asked: {why}.", hint="Check the address and the network; nothing was kept.") from error


async def _exchange(httpx: Any, url: str, body: bytes, kind: str) -> Reply:
    """One request and its answer. Whoever waits for it can give up at any moment, also between two lines of a header."""
    far = url.lower().startswith("https:")  # a proxy of the environment sees nothing of it; what goes to this machine must not leave it
    async with (
        httpx.AsyncClient(timeout=SECONDS, follow_redirects=False, trust_env=far) as client,
        client.stream("POST", url, content=body, headers={"Content-Type": kind, "Accept-Encoding": "identity"}) as response,
    ):
        parts, size = [], 0
        async for part in response.aiter_raw():
            parts.append(part)
            size += len(part)
            if size > LONGEST_ANSWER:
                raise NotAnswered(f"{url} answered with more than {LONGEST_ANSWER:,} bytes.", hint="Look whether the address is right.")
        given = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        return Reply(response.status_code, given, b"".join(parts))


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _loaded() -> Any:
    try:
        return importlib.import_module("httpx")
    except ImportError:
        raise WrongUse("asking needs the package httpx, which is not installed", hint="pip install 'onrecord[stamp]'") from None
