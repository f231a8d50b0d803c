"""What is said between the process that writes and one that reads: messages of msgspec, each behind its length in four bytes."""

from typing import Any

import msgspec

from onrecord.records import Document, Issue, Party, Reading, ReferenceSeries, decode, encode
from onrecord.settings import Settings

LENGTH = 4
"""Bytes of the length before a message, the most significant first."""


class Grounds(msgspec.Struct, frozen=True, kw_only=True):
    """What every document is read and compared with; the first message to a process."""

    parties: tuple[Party, ...]
    references: tuple[ReferenceSeries, ...]
    settings: Settings


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a document; of the first message whether documents can be read at all."""

    reading: bytes | None = None
    """A ``Reading`` in JSON, as it is printed, without the text, which whoever asked has."""
    issue: Issue | None = None
    stopped: str | None = None
    """Why nothing can be read here."""
    hint: str | None = None
    """What to do about that."""


_encoder = msgspec.msgpack.Encoder()
_grounds = msgspec.msgpack.Decoder(Grounds)
_document = msgspec.msgpack.Decoder(Document)
_answer = msgspec.msgpack.Decoder(Answer)


def body_of(message: Grounds | Document | Answer) -> bytes:
    """A message as bytes."""
    return _encoder.encode(message)


def with_length(body: bytes) -> bytes:
    """A message with its length before it."""
    return len(body).to_bytes(LENGTH, "big") + body


def read_grounds(body: bytes) -> Grounds:
    """The first message.

    Raises:
        msgspec.DecodeError: it is none.
    """
    return _grounds.decode(body)


def read_document(body: bytes) -> Document:
    """A document from its message.

    Raises:
        msgspec.DecodeError: it is none.
    """
    return _document.decode(body)


def read_answer(body: bytes | bytearray) -> Answer:
    """An answer from its message.

    Raises:
        msgspec.DecodeError: it is none.
    """
    return _answer.decode(body)


def answer_with(outcome: Reading | Issue) -> Answer:
    """What was read, to be sent."""
    if isinstance(outcome, Issue):
        return Answer(issue=outcome)
    return Answer(reading=encode(msgspec.structs.replace(outcome, text="")))


def outcome_in(answer: Answer, document: Document) -> Reading | Issue:
    """What was read, as it was before it was sent.

    Raises:
        ValueError: the answer holds nothing.
    """
    if answer.issue is not None:
        return answer.issue
    if answer.reading is None:
        raise ValueError("an answer about a document holds neither a reading nor an issue")
    said: Any = decode(answer.reading, Reading)
    reading: Reading = msgspec.structs.replace(said, text=document.text)
    return reading
