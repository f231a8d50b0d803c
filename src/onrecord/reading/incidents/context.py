"""What incidents are read from, and an incident as it grows."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.reading.incidents.events import Event
from onrecord.reading.page import Page
from onrecord.records import Actor, Figure, Place, ReportDetails, Statement, TimeExpression
from onrecord.records.vocabulary import IncidentType


@dataclass(frozen=True)
class Context:
    """Everything that was read before."""

    page: Page
    report: ReportDetails
    statements: Sequence[Statement]
    figures: Sequence[Figure]
    actors: Sequence[Actor]
    places: Sequence[Place]
    times: Sequence[TimeExpression]
    own_side: str | None
    """The side whose own release the report is."""


@dataclass
class Draft:
    """An incident while its mentions are brought together; the one mutable thing in this package."""

    kind: IncidentType
    generic: bool
    place: Place | None
    date: str | None = None
    events: list[Event] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)
    sides: dict[str, list[str | None]] = field(default_factory=dict)
    """Side → the statements that name it, None for the report itself."""

    @property
    def first(self) -> Event:
        """The mention it began with."""
        return self.events[0]

    def blame(self, side: str, statement: str | None) -> None:
        """Note who names a side."""
        by = self.sides.setdefault(side, [])
        if statement not in by:
            by.append(statement)
