"""An answer, held to the schema that was asked for: nothing missing, nothing besides."""

from collections.abc import Iterator

import msgspec

MOST_STATEMENTS = 1_000
"""Statements of one answer; a part of a text holds some dozens. A model that goes round in a loop gives many times as many."""


class Piece(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that a model says stand in the text."""

    sentence: int
    """Number of the sentence in which they begin, from 1, within the part."""
    words: str


class Quoted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A statement in the model's quotations; not yet held to the text."""

    source: tuple[Piece, ...]
    cue: tuple[Piece, ...]
    content: tuple[Piece, ...]


class Answered(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A whole answer."""

    statements: tuple[Quoted, ...]


def read_answer(content: str) -> Answered | None:
    """The answer in the words of a model; None when it is not JSON or not of the schema."""
    try:
        return msgspec.json.decode(content.encode("utf-8", "surrogatepass"), type=Answered)
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        return None


def words_of(answer: Answered) -> Iterator[str]:
    """All words that an answer quotes, piece by piece."""
    for statement in answer.statements:
        for piece in (*statement.source, *statement.cue, *statement.content):
            yield piece.words
