"""What asking cost: counted as it happens, told once, in one line."""

from dataclasses import dataclass
from typing import Any

from onrecord.settings import Endpoint

MILLION = 1_000_000
MOST_TOKENS = 2**40
"""A server that tells more tokens than this for one request tells nothing that could be added up."""


@dataclass(slots=True)
class Counts:
    """Sums since they were last told."""

    requests: int = 0
    """Requests sent, those that were made again included."""
    cached: int = 0
    """Parts of texts whose answer was kept from before."""
    tokens_in: int = 0
    tokens_out: int = 0
    untold: int = 0
    """Answers that did not tell their tokens."""
    unread: int = 0
    """Texts that could not be read."""
    refusals: int = 0
    """Of these, texts that the model refused to read."""
    ungrounded: int = 0
    """Statements refused because their words do not stand in the text."""
    damaged: int = 0
    """Kept answers that could not be used; they were asked anew."""
    unkept: int = 0
    """Answers that could not be kept."""

    def add_usage(self, usage: Any) -> None:
        """Add what a server tells of one answer, ``{"prompt_tokens": …, "completion_tokens": …}``; anything else is counted as untold."""
        told = [usage.get(name) if isinstance(usage, dict) else None for name in ("prompt_tokens", "completion_tokens")]
        if all(type(number) is int and 0 <= number <= MOST_TOKENS for number in told):
            self.tokens_in += told[0] or 0
            self.tokens_out += told[1] or 0
        else:
            self.untold += 1

    def line(self, settings: Endpoint) -> str | None:
        """The counts in words; None when nothing was asked or looked up."""
        if not (self.requests or self.cached or self.damaged or self.unread):
            return None
        parts = [
            _number(self.requests, "request"),
            _number(self.cached, "cached answer"),
            f"{self.tokens_in:,} tokens in, {self.tokens_out:,} out"
            + (f" ({_number(self.untold, 'answer')} told none)" if self.untold else ""),
        ]
        if settings.price_in is not None or settings.price_out is not None:
            cost = (self.tokens_in * (settings.price_in or 0) + self.tokens_out * (settings.price_out or 0)) / MILLION
            parts.append(f"cost {cost:,.4f}" + (" or more" if self.untold else ""))
        parts += [_number(self.refusals, "refusal"), f"{_number(self.ungrounded, 'statement')} not grounded"]
        if self.unread:
            parts.append(f"{_number(self.unread, 'text')} not read")
        if self.damaged:
            parts.append(f"{_number(self.damaged, 'damaged file')} of the cache ignored")
        if self.unkept:
            parts.append(f"{_number(self.unkept, 'answer')} could not be kept in the cache")
        return f"endpoint: {', '.join(parts)}"


def _number(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
