"""Which statements and records of the gold a place of a program touches."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from onrecord.evaluation.archive.loading import Archive, Row
from onrecord.evaluation.archive.noticed import Place

LEAST = 0.5
"""Share of the shorter of two stretches of text that the other must hold for both to be the same place."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A statement of the gold where it stands."""

    report: str
    start: int
    end: int
    claim: str
    voice: str
    root: str | None
    outlet: str


def touches(place: Place, report: str, start: int, end: int) -> bool:
    """Whether a place of a program and a stretch of the gold are the same place: one holds at least half of the shorter."""
    if place.report != report or place.whole:
        return False
    shared = min(place.end, end) - max(place.start, start)
    return shared > 0 and shared >= LEAST * min(place.end - place.start, end - start)


def record_place(record: Row) -> tuple[str, int, int]:
    """Report, start and end of a record of the gold."""
    return record["report"], record["at"], record["at"] + len(record["quote"])


class Spots:
    """The statements of an archive's gold by report."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._spots: defaultdict[str, list[Spot]] = defaultdict(list)
        for claim, said in archive.statements():
            end = said["at"] + len(said["quote"])
            outlet = archive.outlet(said["report"])
            spot = Spot(said["report"], said["at"], end, claim["id"], said["voice"], said["root"], outlet)
            self._spots[spot.report].append(spot)

    def at(self, place: Place) -> list[Spot]:
        """The statements that a place touches; none for a whole report or for a place that goes beyond one paragraph."""
        if not self.is_narrow(place):
            return []
        return [spot for spot in self._spots[place.report] if touches(place, spot.report, spot.start, spot.end)]

    def of_claim(self, place: Place, claims: Iterable[str]) -> list[Spot]:
        """The statements of some claims that a place touches."""
        wanted = frozenset(claims)
        return [spot for spot in self.at(place) if spot.claim in wanted]

    def is_narrow(self, place: Place) -> bool:
        """Whether a place lies within one paragraph of a report of the archive."""
        row = self._archive.by_id.get(place.report)
        return row is not None and not place.whole and "\n\n" not in row["text"][place.start : place.end].strip("\n")

    @cached_property
    def all(self) -> tuple[Spot, ...]:
        """All statements, in the order of the gold."""
        return tuple(spot for spots in self._spots.values() for spot in spots)
