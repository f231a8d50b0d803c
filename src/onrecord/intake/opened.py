"""One opened container: the bytes as they came, and the documents found in them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.records import Capture, Document, Issue

Content = Path | bytes
"""Where the bytes of a capture are: in memory when they are few, else the file that holds them."""

Documents = Iterator[Document | Issue]
"""What comes out of a container, in its own order."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Opened:
    """A capture with its bytes, not yet read. ``documents`` reads it once, lazily."""

    capture: Capture
    content: Content = field(repr=False)
    reader: Callable[[], Documents] = field(repr=False)
    kind: str = ""
    """Its format, one of ``FORMATS``, or why it has none."""

    def documents(self) -> Documents:
        """The documents of this container, and an issue for each part that cannot be read."""
        return self.reader()
