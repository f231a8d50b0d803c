"""One figure or statement with the report that tells it."""

from typing import NamedTuple

from onrecord.corroboration.told import Telling, Told

When = tuple[str, int, int]
"""Day of publication, in which order the report was read, place in its text."""


class Item(NamedTuple):
    """One figure or statement with the report that tells it."""

    telling: Telling
    told: Told

    @property
    def key(self) -> tuple[str, str]:
        """Its reading and its id there."""
        return self.telling.reading, self.told.id

    @property
    def when(self) -> When:
        """Sorts tellings in time: by day of publication, then as they were read, then as they stand in the text."""
        return self.telling.published or "", self.telling.order, self.told.start
