"""Quotations of one paragraph, by its quotation marks."""

from typing import NamedTuple

from spacy.tokens import Doc

OPENING, CLOSING, EITHER = {"“", "``", "„", "«"}, {"”", "»"}, {'"', "''"}


class Quotation(NamedTuple):
    """Token positions of a quotation with its marks; ``end`` exclusive."""

    start: int
    end: int
    closed: bool


def quotations(doc: Doc) -> list[Quotation]:
    """The quotations in order; one without a closing mark runs to the end of the paragraph."""
    found: list[Quotation] = []
    opened: int | None = None
    for token in doc:
        mark = token.text
        if opened is None and (mark in OPENING or mark in EITHER):
            opened = token.i
        elif opened is not None and (mark in CLOSING or mark in EITHER):
            found.append(Quotation(opened, token.i + 1, closed=True))
            opened = None
        elif mark in OPENING:
            opened = token.i
    if opened is not None and len(doc) - opened > 1:
        found.append(Quotation(opened, len(doc), closed=False))
    return [quotation for quotation in found if any(token.is_alpha for token in doc[quotation.start : quotation.end])]
