"""What a ``robots.txt`` says of an address (RFC 9309). Read by Protego.

Protego follows the RFC where the standard library's ``urllib.robotparser`` does not: the longest rule decides, not the first, and ``*``
and ``$`` are understood. Its matching needs no backtracking, so that no pattern of a stranger makes it stand still.
"""

import math
from dataclasses import dataclass

from protego import Protego

TOKEN = "OnRecord"
"""The name under which a ``robots.txt`` addresses this program, in capital or small letters."""
MOST_BYTES = 512 * 1024
"""Bytes of a ``robots.txt`` that are read; what stands behind them is left out (RFC 9309, 2.5: at least 500 KiB)."""


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one scheme, host and port."""

    rules: Protego | None
    """None where there are no rules to read, and ``everything`` decides."""
    everything: bool
    """Whether all is allowed, where there are no rules."""
    why: str
    """What became of asking for it, in a few words that are kept."""
    asked: float
    """When, in ticks."""

    def allows(self, url: str) -> bool:
        """Whether we may ask for an address."""
        return self.everything if self.rules is None else self.rules.can_fetch(url, TOKEN)

    @property
    def crawl_delay(self) -> float:
        """Seconds between two requests that it asks for; 0 where it asks for none."""
        stated = None if self.rules is None else self.rules.crawl_delay(TOKEN)
        return stated if stated is not None and math.isfinite(stated) and stated > 0 else 0.0


def rules_of(body: bytes) -> Protego:
    """The rules of a ``robots.txt``; lines that are none are passed over (RFC 9309, 2.2)."""
    return Protego.parse(body.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").replace("\0", ""))
