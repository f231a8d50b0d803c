"""Records of web archives that later records may point to instead of repeating their bytes ("revisit", WARC 1.1 §6.7)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b

from onrecord.intake.extent import Extent

MOST_KEPT = 300_000
"""Names that are remembered, each some hundred bytes; the oldest go first, so that memory stays flat in the longest folder."""


@dataclass(frozen=True, slots=True)
class Original:
    """A record that holds the bytes: the archive, and the place of the record in it, as stored."""

    archive: Extent
    offset: int


@dataclass
class Originals:
    """The records so far, by everything that a later one may name them by."""

    _places: dict[int, tuple[int, int]] = field(default_factory=dict)
    _archives: list[Extent] = field(default_factory=list)

    def remember(self, names: Iterable[str], archive: Extent, offset: int) -> None:
        """Keep where a record stands under its names."""
        if not self._archives or self._archives[-1] is not archive:
            self._archives.append(archive)
        for name in names:
            key = short(name)
            self._places.pop(key, None)
            self._places[key] = (len(self._archives) - 1, offset)
        while len(self._places) > MOST_KEPT:
            self._places.pop(next(iter(self._places)))

    def find(self, names: Iterable[str]) -> Original | None:
        """The record that has the first of these names that is known."""
        for name in names:
            place = self._places.get(short(name))
            if place is not None:
                return Original(self._archives[place[0]], place[1])
        return None


def short(name: str) -> int:
    """A name in 64 bits: of a million names two are the same once in thirty million times."""
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
