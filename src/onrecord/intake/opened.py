"""One opened container: the bytes as they came, and the reports found in them, part by part."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.records import Capture, Document, Issue, Part
from onrecord.settings import Limits

if TYPE_CHECKING:
    from onrecord.intake.capture import Taken

Content = Path | bytes
"""Where the bytes of a capture are: in memory when they are few, else the file that holds them."""

Documents = Iterator[Document | Issue]
"""What comes out of a part, in its own order."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenedPart:
    """Bytes of a capture that a format reads as one piece; not yet read."""

    capture: Capture
    part: Part | None
    """Which bytes of the capture; None where it is the report itself."""
    where: str
    """The file and the place in it, for messages."""
    identifier: str
    """The id that its report gets where the format gives none."""
    format: str
    """Name of the format (``intake.formats``)."""
    one_report: bool
    """Whether it holds one report at most, so that what was read at this place stands for the whole of it."""
    taken: "Taken" = field(repr=False)
    remarks: tuple[Issue, ...] = ()
    """What the container has to say about it; goes with the report."""
    reached: int = 0
    """Bytes of the capture up to the end of this part, for telling how far a run has come."""
    beside: Path | None = None
    """The file itself, of a format that states hashes of the files beside it: these are opened here, by no worker."""
    limits: Limits = field(repr=False)
    reader: Callable[["OpenedPart"], Documents] = field(repr=False)

    def documents(self) -> Documents:
        """The documents of this part, read here and now, and an issue for each that cannot be read."""
        return self.reader(self)


Parts = Iterator[OpenedPart | Issue]
"""What comes out of a container, in its own order."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Opened:
    """A capture with its bytes, not yet read."""

    capture: Capture
    content: Content = field(repr=False)
    file: Path | None = None
    """Where it lies, if it is a file."""
    reader: Callable[[], Parts] = field(repr=False)

    def parts(self) -> Parts:
        """The parts of this container as they are reached, and an issue for each that cannot be read. Nothing is taken apart for it."""
        return self.reader()

    def documents(self) -> Documents:
        """The documents of this container, and an issue for each part that cannot be read."""
        for part in self.parts():
            if isinstance(part, Issue):
                yield part
            else:
                yield from part.documents()
