"""What incidents are read from, and an incident as it grows."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from onrecord.reading.incidents.doers import Sides
from onrecord.reading.incidents.events import Event
from onrecord.reading.page import Page
from onrecord.reading.places import Width, bond_of, width_of
from onrecord.records import Figure, Place, ReportDetails, Span, Statement, TimeExpression
from onrecord.records.vocabulary import IncidentType

_DEEPEST = 48
"""Pieces of content looked back over for one that holds a span; statements never nest deeper."""


@dataclass(frozen=True)
class Context:
    """Everything that was read before."""

    page: Page
    report: ReportDetails
    statements: Sequence[Statement]
    figures: Sequence[Figure]
    sides: Sides
    places: Sequence[Place]
    times: Sequence[TimeExpression]
    own_side: str | None
    """The side whose own release the report is."""

    @cached_property
    def cue_tokens(self) -> frozenset[int]:
        """The last token of every cue."""
        return frozenset(self.page.token_at(end - 1) for s in self.statements for _, end in s.cue)

    @cached_property
    def contents(self) -> tuple[tuple[int, int, Statement], ...]:
        """Every piece of content in order of its start: (start, end, statement); publisher's opinions are nobody's word."""
        pieces = [(start, end, s) for s in self.statements if s.voice != "publisher" for start, end in s.content]
        return tuple(sorted(pieces, key=lambda piece: (piece[0], piece[1], piece[2].id)))

    @cached_property
    def answers(self) -> dict[str, tuple[str, ...]]:
        """Statement → the statements that deny or counter it."""
        found: dict[str, list[str]] = {}
        for s in self.statements:
            for other in dict.fromkeys((*s.denies, *s.counters)):
                found.setdefault(other, []).append(s.id)
        return {key: tuple(value) for key, value in found.items()}

    @cached_property
    def names_settlement(self) -> bool:
        """Whether the report ties anything to a place nearer than a state."""
        page = self.page
        return any(width_of(page, p) != Width.STATE and bond_of(page, p) >= 2 for p in self.places if not p.name.isupper())

    def holding(self, span: Span) -> Statement | None:
        """The innermost statement whose content holds a span."""
        at = bisect_right(self.contents, span[0], key=lambda piece: piece[0])
        around = [(end - start, n, s) for n, (start, end, s) in enumerate(self.contents[max(0, at - _DEEPEST) : at]) if span[1] <= end]
        return min(around, key=lambda found: found[:2])[2] if around else None


def only_killing(event: Event) -> bool:
    """Whether a mention tells that people were killed or hurt and leaves open how."""
    return event.kind == "other" and event.generic


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

    @property
    def told_by_its_dead(self) -> bool:
        """Whether the report so far tells that people were killed and not how."""
        return self.kind == "other" and self.generic

    def blame(self, side: str, statement: str | None) -> None:
        """Note who names a side."""
        by = self.sides.setdefault(side, [])
        if statement not in by:
            by.append(statement)
