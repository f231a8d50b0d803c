"""The one shape all records share: frozen and keyword-only. Fields that a later version adds are passed over when read."""

import msgspec

Span = tuple[int, int]
"""Code-point offsets into the report's text, end exclusive."""

Spans = tuple[Span, ...]
"""Pieces of one role in text order; more than one when something interrupts it."""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Base of every record. Frozen: a record is superseded by a later one, never altered."""
