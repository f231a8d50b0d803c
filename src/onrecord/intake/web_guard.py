"""Which addresses are asked for: those of the public internet alone, each written so that there is one way to understand it.

The check is that of ssrfguard, which connects to the very address that it checked. What is said about it is ours.
"""

import socket
import threading
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from ssrfguard import Address, BlockedAddressError, BlockedURLError, Decision, Policy, Resolver, Target, resolve

from onrecord.intake.web_network import SCHEMES

_KEPT = "%/:=&?~#+!$,;'@()*[]|"
"""Characters of a path and query that are sent as they are written (RFC 3986, 2.2); all others are percent-encoded as UTF-8."""
_LONGEST_SHOWN = 200


class NotCapturedError(Exception):
    """Why an address was not captured: the code and the sentence of an issue."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Asked:
    """An address that was checked, in the form in which it is asked for."""

    url: str
    """Whole, in ASCII, without a fragment, which is never sent."""
    target: Target
    path: str
    """Path and query."""

    @property
    def origin(self) -> str:
        """Scheme, host and port: what one ``robots.txt`` speaks for (RFC 9309, 2.3)."""
        return f"{self.target.scheme}://{self.host_field}"

    @property
    def host_field(self) -> str:
        """Host and port as they are sent; the port is left out where the scheme stands for it (RFC 9110, 7.2)."""
        host = f"[{self.target.host}]" if ":" in self.target.host else self.target.host
        return host if self.target.port == SCHEMES[self.target.scheme] else f"{host}:{self.target.port}"


def check(address: str, policy: Policy) -> Asked:
    """An address in the form in which it is asked for.

    Raises:
        NotCapturedError: it is none that is asked for (``url.forbidden``).
    """
    address = address.strip(" ").replace(" ", "%20")  # pages and people write blanks; in a name of a machine it is refused either way
    if any("\ud800" <= letter <= "\udfff" for letter in address):
        raise NotCapturedError("url.forbidden", "It is not asked for: it is no text in UTF-8.")
    try:
        target = policy.check_url(address)
    except BlockedURLError as refused:
        raise NotCapturedError("url.forbidden", f"It is not asked for: {_reason(address, refused.reason, policy)}.") from refused
    parts = urlsplit(address)
    path = quote(parts.path or "/", safe=_KEPT) + (f"?{quote(parts.query, safe=_KEPT)}" if parts.query else "")
    path = path if path.startswith("/") else f"/{path}"
    bare = Asked("", target, path)
    return Asked(f"{bare.origin}{path}", target, path)


def check_redirect(location: str, base: Asked, policy: Policy) -> Asked:
    """Where an answer leads, checked as if a person had named it.

    Raises:
        NotCapturedError: it is no address, or none that is asked for.
    """
    try:
        joined = urljoin(base.url, location.strip(" \t"))
    except ValueError as error:
        raise NotCapturedError("url.forbidden", f"{base.url} leads to {short(location)}, which is no address.") from error
    try:
        return check(joined, policy)
    except NotCapturedError as refused:
        message = f"{base.url} leads to {short(joined)}, which {refused.message.removeprefix('It ')}"
        raise NotCapturedError(refused.code, message) from refused


def addresses(asked: Asked, policy: Policy, resolver: Resolver, seconds: float) -> tuple[Address, ...]:
    """The addresses behind a name, every one of them public.

    Raises:
        NotCapturedError: the name is unknown (``capture.unreachable``), is not found in time (``capture.limit``), or one of its
            addresses is not public (``url.forbidden``).
    """
    host = asked.target.host
    seen: list[Decision] = []
    try:
        found = _within(seconds, asked.target, policy, resolver, seen)
    except BlockedAddressError as refused:
        raise NotCapturedError("url.forbidden", _not_public(asked, seen, refused)) from refused
    except socket.gaierror as error:
        message = f"The name {host} could not be found ({(error.strerror or str(error)).lower()}); check its spelling and the network."
        raise NotCapturedError("capture.unreachable", message) from error
    except (OSError, ValueError) as error:  # what no name can be, or an answer that is no address
        raise NotCapturedError("capture.unreachable", f"The name {host} could not be looked up ({error}).") from error
    if found is None:
        raise NotCapturedError("capture.limit", f"The name {host} was not found within {seconds:,.0f} seconds.")
    return found


def _within(seconds: float, target: Target, policy: Policy, resolver: Resolver, seen: list[Decision]) -> tuple[Address, ...] | None:
    """The checked addresses; None when they did not come in time.

    The system's look-up knows no time limit, so it is made in a thread of its own, and left there when the time is over.
    """
    found: list[tuple[Address, ...]] = []
    failed: list[BaseException] = []

    def look_up() -> None:
        try:
            found.append(resolve(target, policy=policy, resolver=resolver, observer=seen.append))
        except BaseException as error:  # raised again where it is waited for
            failed.append(error)

    thread = threading.Thread(target=look_up, name="onrecord look-up", daemon=True)  # left behind, it keeps no program from its end
    thread.start()
    thread.join(seconds)
    if failed:
        raise failed[0]
    return found[0] if found else None


def _not_public(asked: Asked, seen: list[Decision], refused: BlockedAddressError) -> str:
    host = asked.target.host
    denied = [one for one in seen if one.outcome == "refused"]
    if not denied:
        return f"It is not asked for: {refused.reason}."
    first = f"{denied[0].address}, and {denied[0].reason}"
    if any(one.outcome == "permitted" for one in seen):
        return f"It is not asked for: {host} stands for public addresses and for others at once, such as {first}."
    return f"It is not asked for: {host} is at {first}."


def _reason(address: str, said: str, policy: Policy) -> str:
    """Why, in our words where they name our settings."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return said
    if parts.scheme.lower() not in SCHEMES:
        return "only http and https addresses are"
    if parts.username is not None or parts.password is not None:
        return "it carries a name or password before an @, which may make it look like another address"
    if len(address) > policy.max_url_length:
        return f"it has {len(address):,} characters, and at most {policy.max_url_length:,} are sent"
    if port is not None and port not in policy.allowed_ports:
        allowed = ", ".join(str(one) for one in sorted(policy.allowed_ports))
        return f"it names port {port}, and only {allowed} are asked (ports in [capture])"
    return said


def short(address: str) -> str:
    """An address in a sentence: in ASCII, cut where it is long."""
    text = ascii(address)[1:-1]
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
