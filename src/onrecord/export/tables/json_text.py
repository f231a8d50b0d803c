"""JSON written one object after another, its fields as they are documented: a line each, or as the members of one list."""

from collections.abc import Mapping
from typing import Any, BinaryIO

import msgspec


class LinesWriter:
    """One object a line."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, item: Mapping[str, Any]) -> None:
        """One object."""
        self._stream.write(msgspec.json.encode(item) + b"\n")

    def close(self) -> None:
        """Nothing waits; the stream stays open."""


class ListWriter:
    """The members of a list that stands last in an object."""

    def __init__(self, stream: BinaryIO, before: Mapping[str, Any], field: str) -> None:
        """The stream that it writes to, the other fields of the object, and the name of the list."""
        self._stream = stream
        self._between = b"\n"
        stream.write(msgspec.json.encode(before)[:-1] + b"," + msgspec.json.encode(field) + b":[")

    def write(self, item: Mapping[str, Any]) -> None:
        """One member, on a line of its own."""
        self._stream.write(self._between + msgspec.json.encode(item))
        self._between = b",\n"

    def close(self) -> None:
        """The end of the list and of the object; the stream stays open."""
        self._stream.write(b"\n]}\n")
