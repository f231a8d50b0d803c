"""What stands in a container: a stretch of its bytes with all that the container says about it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.intake.capture import Taken
from onrecord.intake.extent import Extent
from onrecord.intake.place import place_of
from onrecord.intake.revisited import Originals
from onrecord.records import Capture, Issue, Part
from onrecord.records.vocabulary import IssueOutcome
from onrecord.settings import Limits


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """Bytes in a container, or the container itself; what they are is looked at when their turn comes."""

    extent: Extent
    name: str
    """A file name; only its ending counts, and only where the bytes leave the kind open."""
    where: str
    """The file and the place in it, for messages."""
    identifier: str
    depth: int = 0
    """Containers around it."""
    part: Part | None = None
    """None for the capture itself."""
    reached: int = 0
    """Bytes of the capture up to its end."""
    taken: Taken | None = field(default=None, repr=False)
    """The bytes with their hash, where these are known already."""
    file: Path | None = None
    """Where it lies, if it is a file by itself."""
    remarks: tuple[Issue, ...] = ()
    charset: str | None = None

    @property
    def path(self) -> tuple[str, ...]:
        """Names that lead into it: those of its part, and the place where it has no name."""
        if self.part is None:
            return ()
        return place_of(self.part)


@dataclass(kw_only=True)
class Walk:
    """What the containers of one capture have in common while they are gone through."""

    capture: Capture
    limits: Limits
    jsonl: bool = False
    """Whether files are read as JSON Lines, whatever their names."""
    named: str | None = None
    """Of an archive of the one address that a person named: the id of its report. Whatever answered there is read, or said to be none."""
    originals: Originals = field(default_factory=Originals)
    """Records of web archives to which later ones of the same folder may point."""

    def issue(self, code: str, where: str, message: str, outcome: IssueOutcome = "quarantined") -> Issue:
        """An issue of a container."""
        return Issue(code=code, outcome=outcome, where=where, message=message)


Members = Iterator[Member | Issue]

Container = Callable[[Member, Walk], Members]
"""Goes through a container: what stands in it in its own order, and an issue for each thing that cannot be reached."""
