"""What a program says of an archive: the things it noticed, and, where it tells them, the layers below."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.evaluation.archive.loading import Archive


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in a report something stands: code points into its text, end exclusive; 0 and 0 is the report as a whole."""

    report: str
    start: int = 0
    end: int = 0

    @property
    def whole(self) -> bool:
        """Whether the report as a whole is meant."""
        return self.start == self.end == 0


@dataclass(frozen=True, slots=True)
class Noticed:
    """One finding of a program, in the terms of the archive."""

    rule: str
    places: tuple[Place, ...]
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class RootNamed:
    """Where a program says that a statement goes back to."""

    place: Place
    root: str | None
    """Any name that the program has for this root, the same for all its statements; None for no source."""


@dataclass(frozen=True, kw_only=True)
class Account:
    """All that a program says of an archive. A layer that is None is not measured."""

    noticed: tuple[Noticed, ...]
    claims: tuple[tuple[Place, ...], ...] | None = None
    """The places of the statements of each claim; only claims about figures are measured."""
    roots: tuple[RootNamed, ...] | None = None
    copies: tuple[tuple[str, str], ...] | None = None
    """Pairs of reports of which one holds the other's text, in either order."""


Noticing = Callable[["Archive"], Account]
"""What is measured: given an archive, what it says of it. It must not look at ``Archive.gold``."""
