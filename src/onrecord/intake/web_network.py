"""What asking for addresses stands on: names of machines, certificates, clocks. A test puts its own in their place."""

import ipaddress
import os
import socket
import ssl
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache

import certifi
from ssrfguard import Policy, Resolver

from onrecord.intake.web_robots import Robots
from onrecord.settings import WebCapture

SCHEMES = {"http": 80, "https": 443}
"""What is asked for, and the port that each stands for (RFC 9110, 4.2)."""
MOST_ADDRESSES = 4
"""Of one name, how many of its addresses are tried: a name may have hundreds, none of which answers."""
LONGEST_ADDRESS = 8_192
"""Characters; common servers take no longer line."""


@cache
def trusted() -> ssl.SSLContext:
    """The authorities that this machine trusts; where OpenSSL was built to look for them elsewhere, also those that Mozilla trusts.

    Where ``SSL_CERT_FILE`` or ``SSL_CERT_DIR`` names some, these alone.
    """
    context = ssl.create_default_context()
    if not context.cert_store_stats()["x509_ca"] and not os.environ.keys() & {"SSL_CERT_FILE", "SSL_CERT_DIR"}:
        context.load_verify_locations(cafile=certifi.where())
    return context


def _now() -> datetime:
    return datetime.now(UTC)


def _identifier() -> str:
    return f"<{uuid.uuid4().urn}>"


@dataclass(kw_only=True)
class Network:
    """The network as it is, and what is remembered of the hosts that were asked. Only tests give it other values.

    No setting and no variable of the environment leads here: what may be reached is not to be widened by mistake.
    """

    resolver: Resolver = socket.getaddrinfo
    """Asked for the addresses of a name; each of its answers is checked."""
    also_allowed: tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...] = ()
    """Networks that may be reached besides public addresses."""
    certificates: Callable[[], ssl.SSLContext] = trusted
    now: Callable[[], datetime] = _now
    ticks: Callable[[], float] = time.monotonic
    pause: Callable[[float], None] = time.sleep
    identifier: Callable[[], str] = _identifier
    """Of a record of the archive."""
    asked: dict[str, float] = field(default_factory=dict)
    """Host → when it was last asked for anything, in ticks."""
    shown: dict[str, float] = field(default_factory=dict)
    """Host → when it was last asked for anything but its ``robots.txt``."""
    robots: dict[str, Robots] = field(default_factory=dict)
    """Scheme, host and port → its ``robots.txt``."""

    def policy(self, capture: WebCapture) -> Policy:
        """What may be reached."""
        return Policy(
            allowed_schemes=frozenset(SCHEMES),
            allowed_ports=frozenset((*SCHEMES.values(), *capture.ports)),
            allowed_networks=self.also_allowed,
            max_connection_attempts=MOST_ADDRESSES,
            max_url_length=LONGEST_ADDRESS,
        )


PUBLIC = Network()
"""The one that every address of this process is asked through, so that its hosts are not asked too often."""
