"""Headers of a message that say a thing twice, or at endless length. The first is taken, as mail programs do; the others are said."""

from collections.abc import Iterator
from email.message import Message

from onrecord.intake.mime import LONGEST_HEADER, headers, sender_of
from onrecord.intake.stated import remark, shown
from onrecord.records import Issue

_ONCE = ("From", "Subject", "Content-Type", "Content-Transfer-Encoding")
"""Headers that stand once in a message (RFC 5322 §3.6, RFC 2045); of a second ``Date`` ``stated.dates_that_differ`` tells."""


def remarks_on_headers(message: Message, where: str) -> Iterator[Issue]:
    """What is to be said of the headers; nobody's address goes into it."""
    for name in _ONCE:
        found = headers(message, name.lower())
        if longest := max((size for _, size in found if size > LONGEST_HEADER), default=0):
            text = f"The header {name} has {longest:,} characters; no more than {LONGEST_HEADER:,} were read. Look at the message."
            yield remark("mail.damaged", where, text)
        values = list(dict.fromkeys(value for value, _ in found))
        if len(values) > 1:
            said = _named(values) if name == "From" else [shown(value) for value in values]
            words = f": {' and '.join(said[:2])}" if len(said) > 1 else ""
            yield remark(
                "mail.headers-differ", where, f"The message has {len(found)} headers {name} that differ{words}; the first was taken."
            )


def _named(values: list[str]) -> list[str]:
    """The names of senders that differ; an address that stands alone is told by its domain."""
    senders = (sender_of(value) for value in values)
    return list(dict.fromkeys(shown(name or f"an address at {domain or 'no domain'}") for name, domain in senders))
